//! Published CNF files with all their minimal conflicts and largest sets that
//! hold together, where they are at hand.
#![allow(clippy::unwrap_used)]

use std::path::Path;

use safeconduct_talks::{Limits, conflicts};

#[allow(dead_code)]
#[path = "../examples/conflicts-cnf.rs"]
mod cnf;

type Sets = Vec<(char, Vec<usize>)>;

/// Lines `U 1 2` and `S 1 3` as sets, sorted.
fn published(text: &str) -> Sets {
    let set = |line: &str| {
        let mut words = line.split_whitespace();
        let kind = words.next()?.chars().next()?;
        let mut clauses: Vec<usize> = words.map(|word| word.parse().unwrap()).collect();
        clauses.sort_unstable();
        ['U', 'S'].contains(&kind).then_some((kind, clauses))
    };
    let mut sets: Sets = text.lines().filter_map(set).collect();
    sets.sort();
    sets
}

fn found(text: &str) -> Sets {
    let talks = cnf::read(text).unwrap();
    let limits = Limits {
        questions: 1_000_000,
        listed: 1_000_000,
        entries: usize::MAX,
        ..Limits::default()
    };
    let found = conflicts(&talks, &limits);
    assert!(found.complete());
    let one = |set: &Vec<usize>| set.iter().map(|clause| clause + 1).collect();
    let kept = |rest: &Vec<usize>| {
        let all = 0..talks.positions.len();
        all.filter(|clause| !rest.contains(clause)).map(|clause| clause + 1).collect()
    };
    let moves = found.moves(100_000).unwrap();
    let conflicts = found.conflicts();
    let conflicts = conflicts.iter().map(|set| ('U', one(set)));
    let mut sets: Sets = conflicts.chain(moves.iter().map(|m| ('S', kept(m)))).collect();
    sets.sort();
    sets
}

#[test]
fn published_files_have_the_published_conflicts() {
    let below = "../../../shared/data/talks-suites/marco/tests";
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(below);
    if !folder.exists() {
        println!("skipped: no ../shared/data");
        return;
    }
    let mut seen = 0;
    for (files, answers) in [("", "out/marco_py"), ("3sat_n10", "out/3sat/3sat_n10")] {
        for answer in std::fs::read_dir(folder.join(answers)).unwrap() {
            let answer = answer.unwrap().path();
            let name = answer.file_name().unwrap().to_string_lossy().into_owned();
            let file = name.strip_suffix(".out").filter(|name| name.ends_with(".cnf"));
            // One file of thousands of clauses is left to a benchmark.
            let Some(file) = file.filter(|file| !file.starts_with("dlx")) else { continue };
            let text = std::fs::read_to_string(folder.join(files).join(file)).unwrap();
            let expected = published(&std::fs::read_to_string(&answer).unwrap());
            assert_eq!(found(&text), expected, "{file}");
            seen += 1;
        }
    }
    assert!(seen > 100, "{seen}");
}
