//! Short files and functions, because they are read far more often than written.
//!
//! The targets of the design are 95 % of files under 500 lines and 95 % of
//! functions under 50; these limits are hard and include tests.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use crate::source::sources;
use crate::tree::{Broken, Tree, assert_broken, assert_kept};

/// Lines of a file, at most.
const FILE: usize = 400;
/// Lines of a function from its signature to its last brace, at most.
const FUNCTION: usize = 60;
/// What 95 % of functions stay within.
const FUNCTION_TARGET: usize = 50;

fn check(tree: &Tree) -> Vec<Broken> {
    let mut broken = Vec::new();
    for source in sources(tree) {
        let lines = source.text.lines().count();
        if lines > FILE {
            let what = format!("file of {lines} lines; at most {FILE}: one concept a file");
            broken.push(Broken::new(&source.path, FILE + 1, what));
        }
        for function in functions(&source.syntax) {
            if function.lines > FUNCTION {
                let what = format!(
                    "fn {} has {} lines; at most {FUNCTION}",
                    function.name, function.lines
                );
                broken.push(Broken::new(&source.path, function.line, what));
            }
        }
    }
    broken
}

struct Function {
    name: String,
    line: usize,
    lines: usize,
}

fn functions(syntax: &syn::File) -> Vec<Function> {
    let mut found = Functions(Vec::new());
    found.visit_file(syntax);
    found.0
}

struct Functions(Vec<Function>);

impl Functions {
    fn add(&mut self, signature: &syn::Signature, end: Span) {
        let line = signature.span().start().line;
        let lines = end.end().line - line + 1;
        self.0.push(Function { name: signature.ident.to_string(), line, lines });
    }
}

impl<'a> Visit<'a> for Functions {
    fn visit_item_fn(&mut self, f: &'a syn::ItemFn) {
        self.add(&f.sig, f.block.span());
        visit::visit_item_fn(self, f);
    }

    fn visit_impl_item_fn(&mut self, f: &'a syn::ImplItemFn) {
        self.add(&f.sig, f.block.span());
        visit::visit_impl_item_fn(self, f);
    }

    fn visit_trait_item_fn(&mut self, f: &'a syn::TraitItemFn) {
        if let Some(block) = &f.default {
            self.add(&f.sig, block.span());
        }
        visit::visit_trait_item_fn(self, f);
    }
}

/// The number that 95 % of the numbers do not exceed.
fn most(mut numbers: Vec<usize>) -> usize {
    numbers.sort_unstable();
    numbers.get(numbers.len().saturating_sub(1) * 95 / 100).copied().unwrap_or(0)
}

#[test]
fn files_and_functions_stay_short() {
    assert_kept(&check(&Tree::here()));
}

#[test]
fn nearly_all_functions_stay_within_the_target() {
    let all = sources(&Tree::here());
    let files = most(all.iter().map(|s| s.text.lines().count()).collect());
    let lengths = all.iter().flat_map(|s| functions(&s.syntax)).map(|f| f.lines).collect();
    let functions = most(lengths);
    println!("95 % of files have at most {files} lines, of functions {functions}");
    assert!(functions <= FUNCTION_TARGET, "5 % of functions are longer than {functions} lines");
}

#[test]
fn a_long_file_and_a_long_function_are_found() {
    let long_file = "//! x\n".repeat(401);
    let long_function =
        format!("//! x\nimpl A {{\n fn f() {{\n{} }}\n}}\n", "let _ = 0;\n".repeat(59));
    let tree = Tree::of(&[("a.rs", &long_file), ("b.rs", &long_function)]);
    assert_broken(&check(&tree), &[("a.rs", 401, "401 lines"), ("b.rs", 3, "fn f has 61 lines")]);
    assert_eq!(most((1..=100).collect()), 95);
}
