//! Large inputs: every mistake is listed, sorted, and none takes for ever.
#![allow(clippy::expect_used)]

use std::fmt::Write as _;
use std::fs;
use std::time::{Duration, Instant};

use safeconduct_model::finding::{Code, Severity};
use safeconduct_model::read::{self, Format};
use serde_json::json;

mod large;
mod valid;

/// Debug builds are slow and shared machines slower; what is meant is "not
/// quadratic".
const PATIENCE: Duration = Duration::from_secs(10);

#[test]
fn ten_thousand_rows_with_three_hundred_mistakes_are_all_listed_in_order() {
    let temp = tempfile::tempdir().expect("a temp folder");
    large::write(temp.path(), 10_000);
    let path = temp.path().join("sites.csv");
    let mut lines: Vec<String> =
        fs::read_to_string(&path).expect("read").lines().map(str::to_owned).collect();
    let mut expected = Vec::new();
    for n in 0..300 {
        let line = 1 + n * 33;
        let cells: Vec<&str> = lines[line].split(',').collect();
        let (cell, code) = match n % 3 {
            0 => (4, Code::WrongType),
            1 => (3, Code::OutOfRange),
            _ => (2, Code::UnknownName),
        };
        let mut cells: Vec<String> = cells.into_iter().map(str::to_owned).collect();
        cells[cell] = ["12%", "200", "gatehouse"][n % 3].to_owned();
        lines[line] = cells.join(",");
        expected.push((u32::try_from(line + 1).expect("small"), code));
    }
    fs::write(&path, lines.join("\n")).expect("written");
    let began = Instant::now();
    let read = read::path(temp.path());
    assert!(began.elapsed() < PATIENCE, "{:?}", began.elapsed());
    let found: Vec<(u32, Code)> =
        read.findings.0.iter().map(|f| (f.at.as_ref().expect("a place").line, f.code)).collect();
    assert_eq!(found, expected);
    assert!(read.scenario.is_none());
}

#[test]
fn two_hundred_thousand_unknown_keys_are_counted() {
    let mut document = valid::document();
    let top = document.as_object_mut().expect("a map");
    top.extend((0..200_000).map(|n| (format!("k{n}"), json!(1))));
    let began = Instant::now();
    let read = valid::read_json(&document);
    assert!(began.elapsed() < PATIENCE, "{:?}", began.elapsed());
    assert_eq!(read.findings.count(Severity::Error), 101);
    let all = valid::shown(&read);
    assert!(all.contains("199900 more fields"), "{}", &all[..200]);
}

#[test]
fn one_long_line_of_mistakes_is_walked_once() {
    let rows: Vec<_> = (0..20_000).map(|n| json!({ "id": format!("s{n}") })).collect();
    let document = valid::with("/sites", json!(rows));
    let text = serde_json::to_string(&document).expect("JSON");
    let began = Instant::now();
    let read = read::text("one-line.json", &text, Format::Json);
    assert!(began.elapsed() < PATIENCE, "{:?}", began.elapsed());
    assert!(read.findings.0.len() > 80_000);
    let columns: Vec<u32> =
        read.findings.0.iter().filter_map(|f| Some(f.at.as_ref()?.column)).collect();
    assert!(columns.is_sorted());
}

#[test]
fn unknown_names_by_the_thousand_are_not_compared_for_ever() {
    let temp = tempfile::tempdir().expect("a temp folder");
    large::write(temp.path(), 5_000);
    let mut text = "site,commodity,tonnes\n".to_owned();
    for n in 0..20_000 {
        writeln!(text, "site-{n}-x,flour,1").expect("written");
    }
    fs::write(temp.path().join("stocks.csv"), text).expect("written");
    let began = Instant::now();
    let read = read::path(temp.path());
    assert!(began.elapsed() < PATIENCE, "{:?}", began.elapsed());
    assert_eq!(read.findings.count(Severity::Error), 20_000);
}

#[test]
fn a_large_scenario_is_usable() {
    let temp = tempfile::tempdir().expect("a temp folder");
    large::write(temp.path(), 1_000);
    let began = Instant::now();
    let read = read::path(temp.path());
    println!("1,000 sites, 3,000 segments, 500 zones: {:?}", began.elapsed());
    assert!(read.scenario.is_some(), "{}", valid::shown(&read));
    assert_eq!(read.findings.count(Severity::Error), 0);
}

#[test]
fn a_text_of_millions_of_values_is_refused_before_it_is_parsed() {
    let many = "1,".repeat(3_000_000);
    for (name, text, format) in [
        ("x.json", format!("{{\"a\":[{many}1]}}"), Format::Json),
        ("x.toml", format!("a = [{many}1]"), Format::Toml),
    ] {
        let began = Instant::now();
        let read = read::text(name, &text, format);
        assert!(began.elapsed() < PATIENCE, "{:?}", began.elapsed());
        assert_eq!(valid::list(&read), [Code::FileTooLarge]);
    }
}

#[test]
fn findings_beyond_measure_are_counted() {
    let temp = tempfile::tempdir().expect("a temp folder");
    large::write(temp.path(), 10);
    let rows = "site-1,flour,x\n".repeat(120_000);
    fs::write(temp.path().join("stocks.csv"), format!("site,commodity,tonnes\n{rows}"))
        .expect("written");
    let read = read::path(temp.path());
    assert_eq!(read.findings.0.len(), 100_001);
    let last = read.findings.0.last().expect("one");
    assert_eq!(last.code, Code::TooMany);
    assert!(last.what.starts_with("20000 more errors"), "{}", last.what);
}

#[test]
fn nesting_is_refused_before_anything_recurses() {
    let deep = "a.".repeat(100_000);
    for text in [format!("{deep}a = 1"), format!("[{deep}a]"), format!("x = {{ {deep}a = 1 }}")] {
        let read = read::text("x.toml", &text, Format::Toml);
        assert_eq!(valid::list(&read), [Code::SyntaxTooDeep]);
    }
    let read = read::text("x.toml", &format!("x = {}", "[".repeat(100_000)), Format::Toml);
    assert_eq!(valid::list(&read), [Code::SyntaxTooDeep]);
    let text =
        "a string with dots............................................................ is fine";
    let read = read::text("x.toml", &format!("note = \"{text}\""), Format::Toml);
    assert!(!valid::list(&read).contains(&Code::SyntaxTooDeep));
}
