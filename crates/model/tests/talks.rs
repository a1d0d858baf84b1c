//! Talks files are read whole, and everything wrong is found at once.
#![allow(clippy::unwrap_used)]

use std::path::Path;

use safeconduct_model::read::{Format, talks, talks_text};
use safeconduct_model::talks::Condition;

const SMALL: &str = r#"
format = "talks/0"
title = "Ferry"
[[party]]
id = "N"
[[party]]
id = "S"
[[element]]
id = "quay"
options = ["north", "south", "shared"]
[[element]]
id = "fuel"
options = ["no", "capped", "free"]
ordered = true
[define]
some = "fuel >= capped"
open = "quay == shared and some"
[[rule]]
id = "R1"
is = "not open implies fuel in [no, capped]"
[[position]]
id = "N1"
party = "N"
rejects = "quay == south"
firm = true
line = "red"
[[position]]
id = "S1"
party = "S"
if = "quay != north"
steps = [{ requires = "fuel == free", weight = 2 }, { requires = "some", text = "a little" }]
[[event]]
id = "start"
[[event]]
id = "open"
party = "S"
[[lag]]
from = "start"
to = "open"
min = 1
max = 3
claimed_by = "N"
when = "open"
"#;

#[test]
fn names_are_resolved_and_definitions_put_in_place() {
    let read = talks_text("ferry.toml", SMALL, Format::Toml);
    assert!(read.findings.0.is_empty(), "{:?}", read.findings);
    let talks = read.talks.unwrap();
    let fuel = Condition::Is { element: 1, options: vec![1, 2] };
    let shared = Condition::Is { element: 0, options: vec![2] };
    assert_eq!(talks.definitions["open"].condition, Condition::All(vec![shared, fuel]));
    assert_eq!(talks.positions[1].steps.len(), 2);
    assert!(talks.positions[1].keeps(0, &[0, 0]), "it speaks only where the quay is not north's");
    assert!(!talks.positions[1].keeps(0, &[2, 1]));
    assert!(talks.positions[1].keeps(1, &[2, 1]));
    assert_eq!(talks.events[1].party, Some(1));
    assert!(talks.rules[0].is.condition.holds(&[0, 1]));
    assert!(!talks.rules[0].is.condition.holds(&[0, 2]));
}

#[test]
fn everything_wrong_is_found_at_once() {
    let bad = SMALL
        .replace("fuel == free", "fuel == fre")
        .replace("quay == south\"", "quay >= south\"")
        .replace("quay != north", "quay != = north")
        .replace("claimed_by = \"N\"", "claimed_by = \"M\"")
        .replace("min = 1", "min = 5")
        .replace("line = \"red\"", "line = \"pink\"\ncolour = 1");
    let read = talks_text("ferry.toml", &bad, Format::Toml);
    assert!(read.talks.is_none());
    let found: Vec<String> = read
        .findings
        .0
        .iter()
        .map(|f| format!("{} {}", f.at.as_ref().unwrap().line, f.code))
        .collect();
    let expected = [
        "24 talks::bad_condition",
        "26 scenario::unknown_name",
        "27 scenario::unknown_field",
        "31 talks::bad_condition",
        "32 scenario::unknown_ref",
        "38 talks::lag_backwards",
        "43 scenario::unknown_ref",
    ];
    assert_eq!(found, expected, "{:#?}", read.findings);
}

#[test]
fn a_circle_of_definitions_is_named_once() {
    let bad = SMALL.replace("some = \"fuel >= capped\"", "some = \"open or fuel == free\"");
    let read = talks_text("ferry.toml", &bad, Format::Toml);
    let codes: Vec<&str> = read.findings.0.iter().map(|f| f.code.as_str()).collect();
    assert_eq!(codes, ["talks::cyclic_definition"], "{:#?}", read.findings);
}

#[test]
fn every_case_is_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/cases/talks");
    if !folder.exists() {
        println!("skipped: no ../shared/data");
        return;
    }
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "toml") {
            let read = talks(&path);
            assert!(read.findings.0.is_empty(), "{}: {:#?}", path.display(), read.findings);
            assert!(read.talks.is_some());
            count += 1;
        }
    }
    assert!(count >= 5);
}

#[test]
fn an_empty_party_and_a_position_on_a_missing_element_are_both_found() {
    let text = "format = \"talks/0\"\ntitle = \"bad\"\n[[party]]\nid = \"\"\n[[element]]\nid = \
                \"quay\"\noptions = [\"a\", \"b\"]\n[[position]]\nid = \"N1\"\nparty = \"\"\n\
                requires = \"pier == a\"\n";
    let read = talks_text("bad.toml", text, Format::Toml);
    let lines: Vec<usize> =
        read.findings.0.iter().filter_map(|f| f.at.as_ref()).map(|at| at.line as usize).collect();
    // The party without an id, and the element that is not there.
    assert!(lines.contains(&4) && lines.contains(&11), "{:#?}", read.findings);
}

#[test]
fn a_row_that_cannot_be_read_hides_no_mistake_elsewhere() {
    // Line 3: no id that can be used. Line 7: no options. Line 9: a circle.
    let text = "format = \"talks/0\"\ntitle = \"bad\"\nparty = [{ id = \"\" }, { id = \"N\" }]\n\
                event = [{ id = \"start\" }, { id = \"v\", amount = \"much\" }]\n\
                element = [\n  { id = \"quay\", options = [\"a\", \"b\"] },\n  { id = \"fuel\" },\n]\n\
                define = { p = \"q\", q = \"p\" }\nposition = [\n\
                  { id = \"1\", party = \"M\", requires = \"quay == a\" },\n\
                  { id = \"2\", party = \"N\", requires = \"quay == c\" },\n\
                  { id = \"3\", party = \"N\", requires = \"pier == a\" },\n\
                  { id = \"4\", party = \"N\", requires = \"fuel == free\" },\n\
                  { id = \"5\", party = \"N\", requires = \"p\" },\n\
                  { id = \"6\", party = \"N\", requires = \"o\" },\n\
                  { id = \"7\", party = \"quay\", requires = \"quay == a\" },\n]\n\
                lag = [\n  { from = \"start\", to = \"v\", min = 1 },\n\
                  { from = \"start\", to = \"w\", min = 1 },\n]\n";
    let read = talks_text("bad.toml", text, Format::Toml);
    let lines = read.findings.0.iter().filter_map(|f| f.at.as_ref()).map(|at| at.line);
    let lines: Vec<u32> = lines.collect();
    // What names a row that is told of already is not told again: 14, 15, 20.
    assert_eq!(lines, [3, 4, 7, 9, 11, 12, 13, 16, 17, 21], "{:#?}", read.findings);
}
