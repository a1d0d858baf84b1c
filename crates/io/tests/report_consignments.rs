//! Registers of consignments as people read them.

#![allow(clippy::unwrap_used)]

use std::path::Path;

use safeconduct_io::import::consignments::{self, Options};
use safeconduct_io::report::{Style, consignments as page};

#[test]
fn registers_side_by_side_read_like_this() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide/consignments");
    let files = ["gates.xlsx", "other.csv"].map(|name| folder.join(name));
    let imported = consignments::read(&files, &Options::default()).unwrap();
    let text = page::text(&imported.consignments, Style::Plain);
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    insta::assert_snapshot!(text);
}

#[test]
fn names_that_would_move_a_cursor_are_made_visible() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("register.csv");
    let table = "Date,Crossing,Classification\n2024-03-01,gate\u{1b}[2J north,=1+1\u{202e}x\n";
    std::fs::write(&file, table).unwrap();
    let imported = consignments::read(&[file], &Options::default()).unwrap();
    let text = page::text(&imported.consignments, Style::Plain);
    assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'), "{text}");
}
