//! Every link between our own pages leads somewhere, and every file they name is there.

use crate::tree::{Broken, Tree, assert_broken, assert_kept};

fn check(tree: &Tree) -> Vec<Broken> {
    let mut broken = Vec::new();
    for (path, text) in tree.texts(".md") {
        for (line, target) in links(text) {
            let target = target.split('#').next().unwrap_or_default();
            let outside = target.contains("://") || target.starts_with("mailto:");
            if !target.is_empty() && !outside && !leads_somewhere(tree, path, target) {
                broken.push(Broken::new(
                    path,
                    line,
                    format!("the link to `{target}` leads nowhere"),
                ));
            }
        }
    }
    broken
}

/// Folders whose files pages may name in backticks.
const FOLDERS: [&str; 5] = ["crates/", "docs/", "scenarios/", "scripts/", "tidy/"];

/// Files and folders that a page names in backticks and that are not there.
fn gone(tree: &Tree) -> Vec<Broken> {
    let mut broken = Vec::new();
    for (path, text) in tree.texts(".md") {
        for (n, line) in text.lines().enumerate() {
            let named = line.split('`').skip(1).step_by(2).filter(|name| is_path(name));
            let gone = named.filter(|name| !leads_somewhere(tree, "", name));
            broken.extend(
                gone.map(|name| Broken::new(path, n + 1, format!("`{name}` is not there"))),
            );
        }
    }
    broken
}

/// Whether a name is meant as a path; `NAME` and `*` stand for many.
fn is_path(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
    FOLDERS.iter().any(|f| name.starts_with(f)) && name.chars().all(plain) && !name.contains("NAME")
}

/// Targets of `[text](target)` with their lines.
fn links(text: &str) -> Vec<(usize, &str)> {
    let lines = text.lines().enumerate();
    let starts =
        lines.flat_map(|(n, l)| l.match_indices("](").map(move |(at, _)| (n, &l[at + 2..])));
    starts.filter_map(|(n, rest)| Some((n + 1, rest.split_once(')')?.0))).collect()
}

fn leads_somewhere(tree: &Tree, page: &str, target: &str) -> bool {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in target.trim_end_matches('/').split('/') {
        match part {
            "." => {}
            ".." if parts.pop().is_none() => return false,
            ".." => {}
            name => parts.push(name),
        }
    }
    let wanted = parts.join("/");
    let folder = format!("{wanted}/");
    tree.files.iter().any(|f| f.path == wanted || f.path.starts_with(&folder))
}

#[test]
fn links_lead_somewhere() {
    assert_kept(&check(&Tree::here()));
}

#[test]
fn files_that_pages_name_are_there() {
    assert_kept(&gone(&Tree::here()));
}

#[test]
fn a_file_that_is_gone_is_found() {
    let page =
        "`crates/a/src/lib.rs` `crates/a/`\nsee `crates/a/src/old.rs`, not `crates/NAME.rs`\n";
    let tree = Tree::of(&[("docs/a.md", page), ("crates/a/src/lib.rs", "")]);
    assert_broken(&gone(&tree), &[("docs/a.md", 2, "`crates/a/src/old.rs` is not there")]);
}

#[test]
fn a_dead_link_is_found() {
    let page = "[a](b.md) [c](../x/)\n[web](https://example.org/q) [here](#part) [dead](no.md#x)\n";
    let tree = Tree::of(&[("docs/a.md", page), ("docs/b.md", ""), ("x/y.rs", "")]);
    assert_broken(&check(&tree), &[("docs/a.md", 2, "`no.md` leads nowhere")]);
}
