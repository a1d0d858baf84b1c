//! `import`: what was assumed stays in sight.

#![allow(clippy::unwrap_used)]

use std::path::Path;

mod running;
use running::{done, json, text};

/// The network of the guide in a folder of its own, its first stretch walked only.
fn network(dir: &Path) -> String {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide/conflict-network");
    let to = dir.join("network");
    std::fs::create_dir(&to).unwrap();
    for name in ["locations", "routes", "closures", "conflicts", "sim_period"] {
        let name = format!("{name}.csv");
        std::fs::copy(from.join(&name), to.join(&name)).unwrap();
    }
    let routes = std::fs::read_to_string(to.join("routes.csv")).unwrap();
    let lines = routes.lines().enumerate().map(|(at, line)| match at {
        0 => format!("{line},link_type\n"),
        1 => format!("{line},walk\n"),
        _ => format!("{line},drive\n"),
    });
    std::fs::write(to.join("routes.csv"), lines.collect::<String>()).unwrap();
    to.to_str().unwrap().to_owned()
}

#[test]
fn a_stretch_that_is_walked_only_is_kept_with_the_option_that_the_finding_names() {
    let dir = tempfile::tempdir().unwrap();
    let network = network(dir.path());
    let imported = |name: &str, more: &[&str]| {
        let out = dir.path().join(name).to_str().unwrap().to_owned();
        let ran = [&["import", "conflict-network", &network, "--out", &out, "--json"], more];
        let ran = done(&ran.concat());
        (json(&ran.stdout)["segments"].as_u64().unwrap(), text(&ran.stderr))
    };
    let (without, said) = imported("without", &[]);
    assert!(said.contains("--on-foot"), "{said}");
    let (with, said) = imported("with", &["--on-foot"]);
    assert!(with > without && !said.contains("--on-foot"), "{with} {without}: {said}");
}

#[test]
fn check_repeats_what_the_import_assumed() {
    let dir = tempfile::tempdir().unwrap();
    let (network, out) = (network(dir.path()), dir.path().join("out"));
    let out = out.to_str().unwrap();
    let made =
        json(&done(&["import", "conflict-network", &network, "-o", out, "-q", "--json"]).stdout);
    let assumed = made["assumptions"].as_array().unwrap().len();
    assert!(assumed > 5);
    let basis = json(&done(&["check", out, "--json"]).stdout)["basis"].clone();
    assert_eq!(basis["assumptions"], assumed);
    assert!(basis["low_certainty"].as_u64().unwrap() > 0, "{basis}");
    let said = text(&done(&["check", out]).stdout);
    assert!(said.contains(&format!("rests on {assumed} listed assumptions")), "{said}");
}
