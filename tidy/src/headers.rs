//! Every Rust file opens with `//!`: one line that says what it is for.

use crate::tree::{Broken, Tree, assert_broken, assert_kept};

fn check(tree: &Tree) -> Vec<Broken> {
    let bare = tree.texts(".rs").filter(|(_, text)| !text.starts_with("//! "));
    bare.map(|(path, _)| Broken::new(path, 1, "the file must open with `//!` and its purpose"))
        .collect()
}

#[test]
fn every_file_says_what_it_is_for() {
    assert_kept(&check(&Tree::here()));
}

#[test]
fn a_file_without_a_purpose_is_found() {
    let tree = Tree::of(&[("a.rs", "//! One.\n"), ("b.rs", "use std::fmt;\n//! Late.\n")]);
    assert_broken(&check(&tree), &[("b.rs", 1, "must open")]);
}
