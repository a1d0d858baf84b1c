//! Crate arrows: rooms know the ground, never each other; the door knows all.
//!
//! Because the checker and the simulator cannot see the planner, they can catch it.
//! `trial`, what their tests begin with, knows the ground alone and is no part of
//! any of them.

use toml::Table;

use crate::tree::{Broken, Tree, assert_broken, assert_kept};

/// Every crate with the siblings it may use. A new crate gets its line here.
const ARROWS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("io", &["model"]),
    ("plan", &["model"]),
    ("simulate", &["model"]),
    ("talks", &["model"]),
    ("ledger", &["model"]),
    ("safeconduct", &["model", "io", "plan", "simulate", "talks", "ledger"]),
];

/// The crate that only tests and examples may use, and what it may use itself.
const TRIAL: (&str, &[&str]) = ("trial", &["model"]);

/// Tables of a manifest that make one crate use another; tests keep the arrows too.
const TABLES: [&str; 3] = ["dependencies", "dev-dependencies", "build-dependencies"];

fn check(tree: &Tree) -> Vec<Broken> {
    let mut broken = Vec::new();
    for (path, text) in tree.texts("/Cargo.toml") {
        let Some(name) = path.strip_prefix("crates/").and_then(|p| p.strip_suffix("/Cargo.toml"))
        else {
            continue;
        };
        let Some((_, allowed)) = ARROWS.iter().find(|(own, _)| *own == name) else {
            let what = format!("crate `{name}` has no line in ARROWS (tidy/src/arrows.rs)");
            broken.push(Broken::new(path, 1, what));
            continue;
        };
        broken.extend(beyond((path, text), name, allowed));
        if builds_on_trial(path, text) {
            let what = format!("crate arrow: only tests and examples of `{name}` may use `trial`");
            broken.push(Broken::new(path, line_of(text, TRIAL.0), what));
        }
    }
    let own = "trial/Cargo.toml";
    broken
        .extend(tree.text(own).into_iter().flat_map(|text| beyond((own, text), TRIAL.0, TRIAL.1)));
    broken
}

/// Siblings that a manifest names and may not.
fn beyond((path, text): (&str, &str), name: &str, allowed: &[&str]) -> Vec<Broken> {
    let used = siblings(path, text).into_iter().filter(|used| !allowed.contains(&used.as_str()));
    let broken = |used: String| {
        let line = line_of(text, &format!("safeconduct-{used}"));
        Broken::new(path, line, format!("crate arrow: `{name}` must not use `{used}`"))
    };
    used.map(broken).collect()
}

/// Whether more than tests and examples of a crate use `trial`.
fn builds_on_trial(path: &str, text: &str) -> bool {
    let manifest: Table = text.parse().unwrap_or_else(|e| panic!("{path}: {e}"));
    let tables = ["dependencies", "build-dependencies"].iter();
    tables.filter_map(|t| manifest.get(*t)?.as_table()).any(|table| table.contains_key(TRIAL.0))
}

/// Crates of this workspace that a manifest names, without their prefix.
fn siblings(path: &str, text: &str) -> Vec<String> {
    let manifest: Table = text.parse().unwrap_or_else(|e| panic!("{path}: {e}"));
    let tables = TABLES.iter().filter_map(|t| manifest.get(*t)?.as_table());
    tables
        .flat_map(Table::keys)
        .filter_map(|k| k.strip_prefix("safeconduct-").map(str::to_owned))
        .collect()
}

fn line_of(text: &str, part: &str) -> usize {
    text.lines().position(|l| l.starts_with(part)).map_or(1, |n| n + 1)
}

#[test]
fn crates_keep_their_arrows() {
    assert_kept(&check(&Tree::here()));
}

#[test]
fn a_room_that_knows_another_is_found() {
    let tree = Tree::of(&[
        ("crates/io/Cargo.toml", "[dependencies]\nsafeconduct-model.workspace = true\n"),
        ("crates/model/Cargo.toml", "[dev-dependencies]\nsafeconduct-io.workspace = true\n"),
        ("crates/plan/Cargo.toml", "[dependencies]\nserde = '1'\nsafeconduct-io = { path = '' }\n"),
        ("crates/shed/Cargo.toml", ""),
        ("crates/simulate/Cargo.toml", "[dependencies]\ntrial.workspace = true\n"),
        ("crates/talks/Cargo.toml", "[dev-dependencies]\ntrial.workspace = true\n"),
        ("trial/Cargo.toml", "[dependencies]\nsafeconduct-plan.workspace = true\n"),
    ]);
    assert_broken(
        &check(&tree),
        &[
            ("crates/model/Cargo.toml", 2, "`model` must not use `io`"),
            ("crates/plan/Cargo.toml", 3, "`plan` must not use `io`"),
            ("crates/shed/Cargo.toml", 1, "no line in ARROWS"),
            ("crates/simulate/Cargo.toml", 2, "only tests and examples of `simulate`"),
            ("trial/Cargo.toml", 2, "`trial` must not use `plan`"),
        ],
    );
}
