//! Talks in words.
//!
//! The answers beside the files are what the program prints as JSON; a test of
//! the command keeps them current.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use safeconduct_io::report::Style;
use safeconduct_io::report::talks::{self, Lists};
use safeconduct_model::read;
use safeconduct_model::talks::answer::TalksAnswer;
use unicode_width::UnicodeWidthStr;

fn root(below: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(below)
}

fn page(file: &str, answer: &str, style: Style) -> String {
    let read = read::talks(&root(file));
    assert!(read.findings.0.is_empty(), "{:?}", read.findings);
    let answer = std::fs::read_to_string(root("tests/talks").join(answer)).unwrap();
    let answer: TalksAnswer = serde_json::from_str(&answer).unwrap();
    talks::text(&read.talks.unwrap(), &answer, Lists::Short, style)
}

const FERRY: (&str, &str) = ("../../docs/guide/talks/ferry.toml", "ferry.answer.json");
const LATER: (&str, &str) = ("../../docs/guide/talks/ferry-later.toml", "ferry-later.answer.json");
const PASS: (&str, &str) = ("tests/talks/pass.toml", "pass.answer.json");
const SWAP: (&str, &str) = ("tests/talks/swap.toml", "swap.answer.json");

#[test]
fn talks_without_a_deal_read_like_this() {
    insta::assert_snapshot!(page(FERRY.0, FERRY.1, Style::Plain));
}

#[test]
fn talks_with_a_deal_read_like_this() {
    insta::assert_snapshot!(page(LATER.0, LATER.1, Style::Plain));
}

#[test]
fn a_timetable_that_contradicts_itself_reads_like_this() {
    insta::assert_snapshot!(page(PASS.0, PASS.1, Style::Plain));
}

#[test]
fn linked_obligations_read_like_this() {
    insta::assert_snapshot!(page(SWAP.0, SWAP.1, Style::Plain));
}

#[test]
fn every_line_fits_in_100_columns() {
    for (file, answer) in [FERRY, LATER, PASS, SWAP] {
        for line in page(file, answer, Style::Plain).lines() {
            assert!(line.width() <= 100, "{} columns: {line}", line.width());
        }
    }
}

#[test]
fn names_cannot_reorder_or_clear_the_screen() {
    let text = std::fs::read_to_string(root(PASS.0)).unwrap();
    let text = text.replace("East Valley", "East\\u202e\\u001b[2JValley");
    let read = read::talks_text("pass.toml", &text, read::Format::Toml);
    let answer = std::fs::read_to_string(root("tests/talks").join(PASS.1)).unwrap();
    let answer: TalksAnswer = serde_json::from_str(&answer).unwrap();
    let page = talks::text(&read.talks.unwrap(), &answer, Lists::Short, Style::Plain);
    assert!(!page.contains('\u{1b}') && !page.contains('\u{202e}'), "{page}");
}

#[test]
fn a_page_says_what_the_text_says_and_runs_nothing() {
    for (file, answer) in [FERRY, LATER, PASS, SWAP] {
        let mut talks_file = read::talks(&root(file)).talks.unwrap();
        let answer = std::fs::read_to_string(root("tests/talks").join(answer)).unwrap();
        let answer: TalksAnswer = serde_json::from_str(&answer).unwrap();
        let page = talks::html(&talks_file, &answer, Lists::Short);
        let text = talks::text(&talks_file, &answer, Lists::Short, Style::Plain);
        // Section titles stand in the first column.
        for title in text.lines().skip(3).filter(|line| line.starts_with("Wh")) {
            assert!(page.contains(title), "{file}: {title}");
        }
        talks_file.title = "<script>alert(1)</script>".to_owned();
        let page = talks::html(&talks_file, &answer, Lists::Short);
        assert!(!page.contains("<script"), "{file}");
    }
}
