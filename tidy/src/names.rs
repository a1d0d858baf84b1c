//! No vague names: a file called after nothing in particular collects everything.

use syn::Item;

use crate::source::sources;
use crate::tree::{Broken, Tree, assert_broken, assert_kept};

const VAGUE: &[&str] =
    &["common", "core", "helper", "helpers", "manager", "misc", "util", "utilities", "utils"];

fn check(tree: &Tree) -> Vec<Broken> {
    let mut broken = Vec::new();
    for file in &tree.files {
        let parts = file.path.split('/').map(|part| part.split('.').next().unwrap_or(part));
        for vague in parts.filter(|p| is_vague(p)) {
            let what = format!("`{vague}` says nothing: name the file or folder after its concept");
            broken.push(Broken::new(&file.path, 1, what));
        }
    }
    for source in sources(tree) {
        for item in &source.syntax.items {
            if let Item::Mod(module) = item
                && module.content.is_some()
                && is_vague(&module.ident.to_string())
            {
                let what = format!("module `{}` says nothing", module.ident);
                broken.push(Broken::new(&source.path, module.ident.span().start().line, what));
            }
        }
    }
    broken
}

fn is_vague(name: &str) -> bool {
    name.split(['-', '_']).any(|word| VAGUE.contains(&word.to_lowercase().as_str()))
}

#[test]
fn names_say_something() {
    assert_kept(&check(&Tree::here()));
}

#[test]
fn a_vague_name_is_found() {
    let tree = Tree::of(&[
        ("crates/io/src/geo_utils.rs", ""),
        ("crates/core/Cargo.toml", ""),
        ("crates/io/src/scores.rs", "\nmod helpers { fn f() {} }"),
    ]);
    assert_broken(
        &check(&tree),
        &[
            ("crates/io/src/geo_utils.rs", 1, "geo_utils"),
            ("crates/core/Cargo.toml", 1, "core"),
            ("crates/io/src/scores.rs", 2, "helpers"),
        ],
    );
}
