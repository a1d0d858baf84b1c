//! Decisions are numbered and listed, and every dependency stands in one of them.

use toml::Table;

use crate::tree::{Broken, Tree, assert_broken, assert_kept};

const FOLDER: &str = "docs/decisions/";
const INDEX: &str = "docs/decisions/README.md";

fn check(tree: &Tree) -> Vec<Broken> {
    let index = tree.text(INDEX).unwrap_or_default();
    let mut broken = Vec::new();
    for (expected, (path, text)) in (1..).zip(records(tree)) {
        let name = &path[FOLDER.len()..];
        if !name.starts_with(&format!("{expected:04}-")) {
            let what = format!("decisions are numbered without gaps: expected {expected:04}-");
            broken.push(Broken::new(path, 1, what));
        }
        if !text.starts_with(&format!("# {expected}. ")) {
            broken.push(Broken::new(path, 1, format!("the title must be `# {expected}. ...`")));
        }
        if !index.contains(&format!("]({name})")) {
            broken.push(Broken::new(INDEX, 1, format!("the index does not link `{name}`")));
        }
    }
    broken.extend(undecided(tree));
    broken
}

fn records(tree: &Tree) -> Vec<(&str, &str)> {
    let pages = tree.texts(".md").filter(|(p, _)| p.starts_with(FOLDER) && *p != INDEX);
    let mut records: Vec<_> = pages.collect();
    records.sort_unstable();
    records
}

/// Dependencies that no decision names.
fn undecided(tree: &Tree) -> Vec<Broken> {
    let text = tree.text("Cargo.toml").unwrap_or_default();
    let manifest: Table = text.parse().unwrap_or_else(|e| panic!("Cargo.toml: {e}"));
    let used = manifest.get("workspace").and_then(|w| w.get("dependencies")?.as_table());
    let names = used.into_iter().flat_map(Table::iter).filter(|(_, how)| how.get("path").is_none());
    let records = records(tree);
    let undecided = names
        .filter(|(name, _)| !records.iter().any(|(_, text)| text.contains(&format!("`{name}`"))));
    undecided
        .map(|(name, _)| {
            let line =
                text.lines().position(|l| l.starts_with(&format!("{name} ="))).unwrap_or(0) + 1;
            Broken::new(
                "Cargo.toml",
                line,
                format!("no page of {FOLDER} says why `{name}` is used"),
            )
        })
        .collect()
}

#[test]
fn decisions_are_numbered_listed_and_complete() {
    let tree = Tree::here();
    assert!(!records(&tree).is_empty());
    assert_kept(&check(&tree));
}

#[test]
fn a_gap_an_unlisted_page_and_an_unexplained_dependency_are_found() {
    let tree = Tree::of(&[
        ("Cargo.toml", "[workspace.dependencies]\nown = { path = 'x' }\nserde = '1'\ntoml = '1'\n"),
        (INDEX, "[one](0001-one.md)"),
        ("docs/decisions/0001-one.md", "# 1. One\nWe use `serde`."),
        ("docs/decisions/0003-three.md", "# 3. Three\n"),
    ]);
    assert_broken(
        &check(&tree),
        &[
            ("docs/decisions/0003-three.md", 1, "expected 0002-"),
            ("docs/decisions/0003-three.md", 1, "# 2. "),
            (INDEX, 1, "does not link"),
            ("Cargo.toml", 4, "`toml`"),
        ],
    );
}
