//! Rust files, parsed, and which of their code is tests.

use std::collections::BTreeSet;

use syn::{Attribute, Item, Meta};

use crate::tree::Tree;

/// A parsed Rust file.
pub struct Source {
    pub path: String,
    pub text: String,
    pub syntax: syn::File,
    /// Whether the whole file is tests: it lies in `tests/` or `benches/`, or
    /// stands behind `#[cfg(test)] mod name;`.
    pub test: bool,
}

/// Every Rust file of the tree.
pub fn sources(tree: &Tree) -> Vec<Source> {
    let mut found: Vec<Source> = tree.texts(".rs").map(|(path, text)| parse(path, text)).collect();
    let behind: BTreeSet<String> = found.iter().flat_map(test_modules).collect();
    for source in &mut found {
        let stem = source.path.trim_end_matches(".rs").trim_end_matches("/mod");
        source.test |= behind.iter().any(|b| stem == b || stem.starts_with(&format!("{b}/")));
    }
    found
}

fn parse(path: &str, text: &str) -> Source {
    let syntax =
        syn::parse_file(text).unwrap_or_else(|e| panic!("{path}:{}: {e}", e.span().start().line));
    let test = ["tests", "benches"].iter().any(|d| path.split('/').any(|part| part == *d));
    Source { path: path.to_owned(), text: text.to_owned(), syntax, test }
}

/// Module files declared with `#[cfg(test)]`, as paths without `.rs`.
fn test_modules(source: &Source) -> Vec<String> {
    let folder = children_folder(&source.path);
    let declared = source.syntax.items.iter().filter_map(|item| match item {
        Item::Mod(m) if m.content.is_none() && is_test(&m.attrs) => Some(m.ident.to_string()),
        _ => None,
    });
    declared.map(|name| format!("{folder}/{name}")).collect()
}

/// The folder where modules declared in this file stand.
fn children_folder(path: &str) -> String {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    match file {
        "lib.rs" | "main.rs" | "mod.rs" => folder.to_owned(),
        _ => path.trim_end_matches(".rs").to_owned(),
    }
}

/// The module path of a file within its crate: empty for the crate's root,
/// none where the file is not part of a crate's `src`.
pub fn module_path(path: &str) -> Option<Vec<String>> {
    let (_, inside) = path.split_once("src/")?;
    let inside = inside.trim_end_matches(".rs").trim_end_matches("/mod");
    if inside == "lib" || inside == "main" {
        return Some(Vec::new());
    }
    Some(inside.split('/').map(str::to_owned).collect())
}

/// Whether the attributes make an item test code: `#[test]` or `#[cfg(test)]`.
pub fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|a| match &a.meta {
        Meta::Path(path) => path.is_ident("test"),
        Meta::List(list) => list.path.is_ident("cfg") && list.tokens.to_string() == "test",
        Meta::NameValue(_) => false,
    })
}

/// The attributes of an item, where it can have any.
pub fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(i) => &i.attrs,
        Item::Enum(i) => &i.attrs,
        Item::Fn(i) => &i.attrs,
        Item::Impl(i) => &i.attrs,
        Item::Macro(i) => &i.attrs,
        Item::Mod(i) => &i.attrs,
        Item::Static(i) => &i.attrs,
        Item::Struct(i) => &i.attrs,
        Item::Trait(i) => &i.attrs,
        Item::Type(i) => &i.attrs,
        Item::Use(i) => &i.attrs,
        _ => &[],
    }
}

#[test]
fn test_code_is_told_from_the_rest() {
    let tree = Tree::of(&[
        ("crates/a/src/lib.rs", "#[cfg(test)] mod tests; mod b;"),
        ("crates/a/src/tests.rs", ""),
        ("crates/a/src/tests/deep.rs", ""),
        ("crates/a/src/b.rs", "#[cfg(test)] mod inner;"),
        ("crates/a/src/b/inner.rs", ""),
        ("crates/a/tests/it.rs", ""),
    ]);
    let tests: Vec<bool> = sources(&tree).iter().map(|s| s.test).collect();
    assert_eq!(tests, [false, true, true, false, true, true]);
}
