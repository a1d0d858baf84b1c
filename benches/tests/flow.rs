//! Published flow problems are read right, and the product finds their optima.
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::Command;

use benches::flow::{Unread, program, read_dow, read_mps};
use safeconduct_plan::multiflow::{Problem, cheapest};

/// Three nodes, a short and a long way from the first to the last.
const DOW: &str = "\
TITLE
 3 3 2
 1 3 5 4 100 1 1
 1 2 1 9 100 1 2
 2 3 6 9 100 1 3
 1 3 3
 1 3 3
";

#[test]
fn a_canad_problem_is_read_and_solved() {
    let problem = read_dow(DOW).unwrap();
    assert_eq!((problem.places, problem.loads.len(), problem.lanes.len()), (3, 2, 6));
    // Four go by the arc of cost 5, two go round for 7.
    let mix = cheapest(&problem, 1e-9).unwrap();
    assert!((mix.value - 34.0).abs() < 1e-9, "{mix:?}");
    assert_eq!(read_dow("TITLE\n 3 3\n"), Err(Unread::Line(2)));
    assert_eq!(read_dow("TITLE\n 1 1 0\n 0 1 5 4\n"), Err(Unread::Line(3)));
}

#[test]
fn a_flow_is_recognised_in_a_program() {
    let problem = read_dow(DOW).unwrap();
    let mut text = Vec::new();
    program(&problem).write_mps(&mut text).unwrap();
    let text = String::from_utf8(text).unwrap();
    let again = read_mps(&text).unwrap();
    assert_eq!((again.loads.len(), again.lanes.len(), again.shared.len()), (2, 6, 3));
    assert!((cheapest(&again, 1e-9).unwrap().value - 34.0).abs() < 1e-9);
    let no_way = text.replace("c0 r3 1", "c0 r3 2");
    assert_ne!(text, no_way);
    assert!(matches!(read_mps(&no_way), Err(Unread::NoFlow(_))));
    assert!(matches!(read_mps("ROWS\n E r0\nCOLUMNS\n c0 r1 1\n"), Err(Unread::Line(4))));
}

/// Published optima; how they are found is measured by `benches/run`.
#[test]
fn optima_are_the_published_ones() {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/flow-benchmarks");
    if !from.is_dir() {
        println!("skipped: no ../shared/data");
        return;
    }
    let near = |problem: &Problem, optimum: f64| {
        let mix = cheapest(problem, 1e-7).unwrap();
        assert!((mix.value / optimum - 1.0).abs() <= 1e-6, "{} not {optimum}", mix.value);
        assert!(mix.bound <= mix.value * (1.0 + 1e-9));
    };
    for (name, optimum) in
        [("c33", 360_477.0), ("c35", 341_688.0), ("c37", 34_156.0), ("c49", 34_505.0)]
    {
        let text = std::fs::read_to_string(from.join(format!("canad/{name}.dow"))).unwrap();
        near(&read_dow(&text).unwrap(), optimum);
    }
    let packed = from.join("kennington-pds-02.mps.gz");
    let unpacked = Command::new("gzip").arg("-dc").arg(packed).output().unwrap().stdout;
    near(&read_mps(&String::from_utf8(unpacked).unwrap()).unwrap(), 28_857_862_010.0);
}
