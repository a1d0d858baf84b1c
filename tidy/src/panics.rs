//! No `unwrap`, no `expect` outside tests and no `unsafe` anywhere: an input of
//! any kind leads to findings, never to a crash.
//!
//! Clippy denies the first two as well; here an `allow` does not help.

use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Item, Token};

use crate::source::{attributes, is_test, sources};
use crate::tree::{Broken, Tree, assert_broken, assert_kept};

fn check(tree: &Tree) -> Vec<Broken> {
    let mut broken = Vec::new();
    for source in sources(tree) {
        let mut calls = Calls { test: source.test, found: Vec::new() };
        calls.visit_file(&source.syntax);
        let places = calls.found.into_iter();
        broken.extend(places.map(|(line, what)| Broken::new(&source.path, line, what)));
    }
    broken
}

struct Calls {
    test: bool,
    found: Vec<(usize, String)>,
}

impl Calls {
    fn within(&mut self, test: bool, visit: impl FnOnce(&mut Self)) {
        let before = self.test;
        self.test |= test;
        visit(self);
        self.test = before;
    }

    fn no_unsafe(&mut self, word: Option<&Token![unsafe]>) {
        let line = word.map(|w| w.span().start().line);
        self.found.extend(line.map(|l| (l, "`unsafe` is not used here".to_owned())));
    }
}

impl<'a> Visit<'a> for Calls {
    fn visit_item(&mut self, item: &'a Item) {
        self.within(is_test(attributes(item)), |calls| visit::visit_item(calls, item));
    }

    fn visit_impl_item_fn(&mut self, f: &'a syn::ImplItemFn) {
        self.within(is_test(&f.attrs), |calls| visit::visit_impl_item_fn(calls, f));
    }

    fn visit_expr_method_call(&mut self, call: &'a syn::ExprMethodCall) {
        if !self.test && (call.method == "unwrap" || call.method == "expect") {
            let line = call.method.span().start().line;
            self.found.push((
                line,
                format!("`.{}(` outside tests: return a finding or an error", call.method),
            ));
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_expr_unsafe(&mut self, block: &'a syn::ExprUnsafe) {
        self.no_unsafe(Some(&block.unsafe_token));
        visit::visit_expr_unsafe(self, block);
    }

    fn visit_signature(&mut self, signature: &'a syn::Signature) {
        self.no_unsafe(signature.unsafety.as_ref());
        visit::visit_signature(self, signature);
    }

    fn visit_item_impl(&mut self, block: &'a syn::ItemImpl) {
        self.no_unsafe(block.unsafety.as_ref());
        visit::visit_item_impl(self, block);
    }
}

#[test]
fn nothing_panics_on_purpose() {
    assert_kept(&check(&Tree::here()));
}

#[test]
fn unwrap_expect_and_unsafe_are_found_where_they_count() {
    let text = "fn a() {\n x.unwrap();\n y.expect(\"z\"); }\n\
                #[cfg(test)] mod tests { fn b() { x.unwrap(); } }\n\
                #[test] fn c() { x.unwrap(); }\nunsafe fn d() {}\nfn e() { x.unwrap_or(0); }\n";
    let tree = Tree::of(&[("a/src/lib.rs", text), ("a/tests/t.rs", "fn f() { x.unwrap(); }")]);
    assert_broken(
        &check(&tree),
        &[
            ("a/src/lib.rs", 2, ".unwrap("),
            ("a/src/lib.rs", 3, ".expect("),
            ("a/src/lib.rs", 6, "unsafe"),
        ],
    );
}
