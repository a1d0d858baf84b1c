//! What is absent, and where: no network anywhere, no solver outside the planner,
//! no clock and no dice where the same input must give the same bytes.

use toml::Table;

use crate::tree::{Broken, Tree, assert_broken, assert_kept};

/// Libraries that open connections; nothing here ever does.
const NETWORK: &[&str] = &["attohttpc", "curl", "hyper", "isahc", "reqwest", "ureq"];
/// Only the planner pays for a solver, so that nothing else can lean on one.
const SOLVERS: &[&str] = &["clarabel", "good_lp", "highs", "highs-sys", "microlp"];
/// Chance, wherever it comes from.
const DICE: &[&str] = &["fastrand", "getrandom", "rand", "rand_chacha"];
/// Ways of asking what time it is. (`Instant` measures how long something took, and is fine.)
const CLOCKS: &[&str] =
    &["SystemTime::now", "Timestamp::now", "Zoned::now", "Local::now", "Utc::now"];
/// Crates whose answers depend on their input alone.
const PURE: &[&str] = &["model", "io", "plan"];

fn check(tree: &Tree) -> Vec<Broken> {
    let mut broken = Vec::new();
    for (path, text) in tree.texts("/Cargo.toml") {
        let Some(name) = crate_of(path) else { continue };
        let manifest: Table = text.parse().unwrap_or_else(|e| panic!("{path}: {e}"));
        let Some(used) = manifest.get("dependencies").and_then(|d| d.as_table()) else { continue };
        for library in used.keys().map(String::as_str) {
            let why = if NETWORK.contains(&library) {
                "nothing here uses a network"
            } else if SOLVERS.contains(&library) && name != "plan" {
                "only `plan` has a solver"
            } else if DICE.contains(&library) && PURE.contains(&name) {
                "the same input must give the same answer"
            } else {
                continue;
            };
            let line = text.lines().position(|l| l.starts_with(library)).unwrap_or(0) + 1;
            broken.push(Broken::new(
                path,
                line,
                format!("`{name}` must not use `{library}`: {why}"),
            ));
        }
    }
    broken.extend(tree.texts(".rs").flat_map(|(path, text)| clocks(path, text)));
    broken
}

fn clocks(path: &str, text: &str) -> Vec<Broken> {
    if !crate_of(path).is_some_and(|name| PURE.contains(&name)) {
        return Vec::new();
    }
    let lines = text.lines().enumerate();
    let read = lines.filter_map(|(n, line)| Some((n, CLOCKS.iter().find(|c| line.contains(*c))?)));
    read.map(|(n, clock)| Broken::new(path, n + 1, format!("`{clock}`: no clock in this crate")))
        .collect()
}

fn crate_of(path: &str) -> Option<&str> {
    Some(path.strip_prefix("crates/")?.split_once('/')?.0)
}

#[test]
fn what_should_be_absent_is() {
    assert_kept(&check(&Tree::here()));
}

#[test]
fn network_solver_clock_and_dice_are_found() {
    let tree = Tree::of(&[
        ("crates/io/Cargo.toml", "[dependencies]\nureq = '3'\n"),
        ("crates/model/Cargo.toml", "[dependencies]\nhighs = '2'\n"),
        ("crates/plan/Cargo.toml", "[dependencies]\nhighs = '2'\nrand = '0.9'\n"),
        ("crates/plan/src/a.rs", "\nfn f() { std::time::SystemTime::now(); }"),
    ]);
    assert_broken(
        &check(&tree),
        &[
            ("crates/io/Cargo.toml", 2, "network"),
            ("crates/model/Cargo.toml", 2, "only `plan`"),
            ("crates/plan/Cargo.toml", 3, "same answer"),
            ("crates/plan/src/a.rs", 2, "no clock"),
        ],
    );
}
