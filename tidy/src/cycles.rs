//! No cycles between the top-level modules of a crate, so that each can be read
//! after the ones it uses.
//!
//! A module `a` uses `b` where code of `a` (or of its children) names `crate::b`,
//! or climbs to the root with `super`. A module and its own children are one
//! thing here; code under `#[cfg(test)]` does not count.

use std::collections::{BTreeMap, BTreeSet};

use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Item, Path, UseTree};

use crate::source::{Source, attributes, is_test, module_path, sources};
use crate::tree::{Broken, Tree, assert_broken, assert_kept};

/// Who uses whom within one crate, and the first place where.
type Arrows = BTreeMap<String, BTreeMap<String, (String, usize)>>;

fn check(tree: &Tree) -> Vec<Broken> {
    let mut crates: BTreeMap<String, Vec<Source>> = BTreeMap::new();
    for source in sources(tree) {
        if let (false, Some((name, _))) = (source.test, source.path.split_once("/src/")) {
            crates.entry(name.to_owned()).or_default().push(source);
        }
    }
    crates.values().flat_map(|files| cycles(&arrows(files))).collect()
}

fn arrows(files: &[Source]) -> Arrows {
    let paths: Vec<Vec<String>> = files.iter().filter_map(|f| module_path(&f.path)).collect();
    let tops: BTreeSet<&String> = paths.iter().filter_map(|p| p.first()).collect();
    let mut arrows = Arrows::new();
    for file in files {
        let Some(module) = module_path(&file.path) else { continue };
        let Some(own) = module.first() else { continue };
        let mut uses = Uses { depth: module.len(), found: Vec::new() };
        uses.visit_file(&file.syntax);
        for (target, line) in uses.found {
            if target != *own && tops.contains(&target) {
                let targets = arrows.entry(own.clone()).or_default();
                targets.entry(target).or_insert((file.path.clone(), line));
            }
        }
    }
    arrows
}

/// One finding for each cycle, at the first arrow of it.
fn cycles(arrows: &Arrows) -> Vec<Broken> {
    let mut seen: BTreeSet<BTreeSet<String>> = BTreeSet::new();
    let mut broken = Vec::new();
    for start in arrows.keys() {
        let Some(round) = way_back(arrows, start) else { continue };
        if seen.insert(round.iter().cloned().collect()) {
            let (file, line) = &arrows[&round[0]][&round[1]];
            let what = format!("modules use each other in a circle: {}", round.join(" -> "));
            broken.push(Broken::new(file, *line, what));
        }
    }
    broken
}

/// The shortest way from a module back to itself.
fn way_back(arrows: &Arrows, start: &str) -> Option<Vec<String>> {
    let mut ways = std::collections::VecDeque::from([vec![start.to_owned()]]);
    let mut reached = BTreeSet::new();
    while let Some(way) = ways.pop_front() {
        for next in arrows.get(way.last()?).into_iter().flat_map(BTreeMap::keys) {
            let mut longer = way.clone();
            longer.push(next.clone());
            if next == start {
                return Some(longer);
            }
            if reached.insert(next.clone()) {
                ways.push_back(longer);
            }
        }
    }
    None
}

/// Collects the top-level modules that code names.
struct Uses {
    /// How many `super` lead from the file to the crate's root.
    depth: usize,
    found: Vec<(String, usize)>,
}

impl Uses {
    fn path(&mut self, parts: &[String], line: usize) {
        let supers = parts.iter().take_while(|p| *p == "super").count();
        let target = match parts.first().map(String::as_str) {
            Some("crate") => parts.get(1),
            Some("super") if supers == self.depth => parts.get(supers),
            _ => None,
        };
        self.found.extend(target.map(|t| (t.clone(), line)));
    }

    fn tree(&mut self, tree: &UseTree, before: &mut Vec<String>) {
        let line = tree.span().start().line;
        match tree {
            UseTree::Path(part) => {
                before.push(part.ident.to_string());
                self.tree(&part.tree, before);
                before.pop();
            }
            UseTree::Group(group) => group.items.iter().for_each(|item| self.tree(item, before)),
            UseTree::Name(name) => self.ended(before, &name.ident.to_string(), line),
            UseTree::Rename(name) => self.ended(before, &name.ident.to_string(), line),
            UseTree::Glob(_) => self.path(before, line),
        }
    }

    fn ended(&mut self, before: &[String], last: &str, line: usize) {
        let whole: Vec<String> = before.iter().cloned().chain([last.to_owned()]).collect();
        self.path(&whole, line);
    }
}

impl<'a> Visit<'a> for Uses {
    fn visit_item(&mut self, item: &'a Item) {
        if is_test(attributes(item)) {
            return;
        }
        // An inline module is one step further from the root.
        let deeper = usize::from(matches!(item, Item::Mod(_)));
        self.depth += deeper;
        visit::visit_item(self, item);
        self.depth -= deeper;
    }

    fn visit_item_use(&mut self, item: &'a syn::ItemUse) {
        self.tree(&item.tree, &mut Vec::new());
    }

    fn visit_path(&mut self, path: &'a Path) {
        let parts: Vec<String> = path.segments.iter().map(|s| s.ident.to_string()).collect();
        self.path(&parts, path.span().start().line);
        visit::visit_path(self, path);
    }
}

#[test]
fn modules_form_no_circle() {
    assert_kept(&check(&Tree::here()));
}

#[test]
fn a_circle_is_found_and_tests_do_not_make_one() {
    let tree = Tree::of(&[
        ("crates/x/src/lib.rs", "mod a; mod b; mod c;"),
        ("crates/x/src/a.rs", "\nuse crate::{b::B, c};"),
        ("crates/x/src/b/deep.rs", "fn f() -> u8 { super::super::a::VALUE }"),
        ("crates/x/src/c.rs", "#[cfg(test)] mod tests { use crate::a::A; }"),
    ]);
    assert_broken(&check(&tree), &[("crates/x/src/a.rs", 2, "a -> b -> a")]);
}
