//! No large files: a clone stays quick, and data stays where it is published.

use crate::tree::{Broken, File, Tree, assert_broken, assert_kept};

/// Bytes of a tracked file, at most.
const LIMIT: usize = 1 << 20;

fn check(tree: &Tree) -> Vec<Broken> {
    let large = tree.files.iter().filter(|f| f.bytes > LIMIT);
    large.map(|f| Broken::new(&f.path, 1, format!("{} bytes; at most {LIMIT}", f.bytes))).collect()
}

#[test]
fn files_stay_small() {
    assert_kept(&check(&Tree::here()));
}

#[test]
fn a_large_file_is_found() {
    let file = |path: &str, bytes| File { path: path.to_owned(), text: None, bytes };
    let tree = Tree { files: vec![file("a.bin", LIMIT), file("b.bin", LIMIT + 1)] };
    assert_broken(&check(&tree), &[("b.bin", 1, "1048577 bytes")]);
}
