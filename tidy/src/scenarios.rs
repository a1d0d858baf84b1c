//! Every scenario says what it is, and what planning it must come to.

use std::collections::BTreeSet;

use crate::tree::{Broken, Tree, assert_broken, assert_kept};

/// What each folder under `scenarios/` holds beside its figures.
const NEEDED: [(&str, &str); 2] = [
    ("README.md", "what the place is and where its figures come from"),
    ("expected/", "what planning it must come to, for a test to compare"),
];

fn check(tree: &Tree) -> Vec<Broken> {
    let paths: Vec<&str> = tree.files.iter().map(|f| f.path.as_str()).collect();
    let inside = paths.iter().filter_map(|p| p.strip_prefix("scenarios/")?.split_once('/'));
    let names: BTreeSet<&str> = inside.map(|(name, _)| name).collect();
    let mut broken = Vec::new();
    for name in names {
        for (part, why) in NEEDED {
            let wanted = format!("scenarios/{name}/{part}");
            let there = paths
                .iter()
                .any(|p| *p == wanted || (part.ends_with('/') && p.starts_with(&wanted)));
            if !there {
                broken.push(Broken::new(&wanted, 1, format!("every scenario has {part}: {why}")));
            }
        }
    }
    broken
}

#[test]
fn every_scenario_is_told_and_checked() {
    assert_kept(&check(&Tree::here()));
}

#[test]
fn a_scenario_without_story_or_results_is_found() {
    let tree = Tree::of(&[
        ("scenarios/README.md", ""),
        ("scenarios/bare/scenario.toml", ""),
        ("scenarios/whole/README.md", ""),
        ("scenarios/whole/expected/plan.txt", ""),
    ]);
    assert_broken(
        &check(&tree),
        &[
            ("scenarios/bare/README.md", 1, "every scenario has README.md"),
            ("scenarios/bare/expected/", 1, "every scenario has expected/"),
        ],
    );
}
