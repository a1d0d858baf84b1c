//! No path of somebody's machine in the tree: it works nowhere else and tells
//! about the machine it came from.

use crate::tree::{Broken, Tree, assert_broken, assert_kept};

/// Folders that exist on one machine only. Written in parts, so that this file keeps its own rule.
const FOLDERS: &[&str] = &["root", "home", "work", "tmp", "Users"];
/// Files that may name such a folder, with the reason.
const ALLOWED: &[(&str, &str)] = &[];

fn check(tree: &Tree) -> Vec<Broken> {
    let mut broken = Vec::new();
    for file in &tree.files {
        let allowed = ALLOWED.iter().any(|(path, _)| *path == file.path);
        let Some(text) = file.text.as_deref().filter(|_| !allowed) else { continue };
        for (n, line) in text.lines().enumerate() {
            if let Some(folder) = FOLDERS.iter().find(|f| names(line, f)) {
                let what = format!("a path under `/{folder}` exists on one machine only");
                broken.push(Broken::new(&file.path, n + 1, what));
            }
        }
    }
    broken
}

/// Whether a line has `/folder/` as the beginning of a path.
fn names(line: &str, folder: &str) -> bool {
    let path = format!("/{folder}/");
    let mut places = line.match_indices(&path);
    places.any(|(at, _)| {
        !line[..at].ends_with(|c: char| c.is_alphanumeric() || "_.~$})-*".contains(c))
    })
}

#[test]
fn no_machine_shows() {
    assert_kept(&check(&Tree::here()));
}

#[test]
fn a_machine_path_is_found() {
    let path = |folder: &str| format!("see /{folder}/someone/file\n");
    let tree = Tree::of(&[
        ("a.md", &path("home")),
        ("b.sh", &format!("x\n{}", path("tmp"))),
        ("c.md", &format!("https://example.org/{}/x", "work")),
        ("d.md", "crates/plan/tmp/x and ${TMPDIR:-/tmp}/x"),
    ]);
    assert_broken(&check(&tree), &[("a.md", 1, "one machine"), ("b.sh", 2, "one machine")]);
}
