//! Terms of framework files between events of the timetable beside them.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

const TALKS: &str = r#"
format = "talks/0"
title = "When the south gate opens"
[[event]]
id = "start"
[[event]]
id = "opens"
[[lag]]
from = "start"
to = "opens"
min = 2
max = 3
"#;

/// The south gate is closed, and opens in this window.
fn framework(window: &str) -> String {
    let gate = "kind = \"crossing\"\ncrossings = [\"south-gate\"]\n";
    format!(
        "name = \"later\"\n[[terms]]\nid = \"closed\"\n{gate}open = false\n\
         [[terms]]\nid = \"open\"\n{gate}open = true\n{window}\n"
    )
}

/// Two gates with a timetable and two frameworks.
fn folder(talks: Option<&str>, window: &str) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/two-gates");
    for file in ["scenario.toml", "segments.csv", "sites.csv", "supply.csv", "zones.csv"] {
        std::fs::copy(from.join(file), dir.path().join(file)).unwrap();
    }
    let frameworks: PathBuf = dir.path().join("frameworks");
    std::fs::create_dir(&frameworks).unwrap();
    std::fs::write(frameworks.join("event.toml"), framework(window)).unwrap();
    std::fs::write(frameworks.join("day.toml"), framework("from_day = 3")).unwrap();
    if let Some(talks) = talks {
        std::fs::write(dir.path().join("talks.toml"), talks).unwrap();
    }
    dir
}

fn run(dir: &TempDir, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_safeconduct"));
    command.arg(arguments[0]).arg(dir.path()).args(&arguments[1..]).output().unwrap()
}

fn claims(dir: &TempDir, framework: &str) -> Value {
    let ran = run(dir, &["plan", "--framework", framework, "--format", "json"]);
    assert_eq!(ran.status.code(), Some(0), "{}", String::from_utf8_lossy(&ran.stderr));
    let plan: Value = serde_json::from_slice(&ran.stdout).unwrap();
    plan["claims"].clone()
}

#[test]
fn an_event_plans_as_the_last_day_on_which_it_may_come() {
    let dir = folder(Some(TALKS), "from_event = \"opens\"");
    assert_eq!(claims(&dir, "event"), claims(&dir, "day"));
}

#[test]
fn a_name_that_the_timetable_does_not_have_is_found_where_it_stands() {
    let dir = folder(Some(TALKS), "from_event = \"open\"");
    let ran = run(&dir, &["check"]);
    let said = String::from_utf8(ran.stderr).unwrap();
    assert_eq!(ran.status.code(), Some(1));
    assert!(said.contains("event.toml:12:14") && said.contains("did you mean `opens`?"), "{said}");
    // The same without any talks.
    let ran = run(&folder(None, "from_event = \"opens\""), &["check"]);
    let said = String::from_utf8(ran.stderr).unwrap();
    assert_eq!(ran.status.code(), Some(1));
    assert!(said.contains("event.toml:12:14") && said.contains("no talks.toml"), "{said}");
}

#[test]
fn a_term_that_holds_on_no_day_for_certain_is_told_and_planned_without() {
    let talks = TALKS.replace("max = 3\n", "");
    let dir = folder(Some(&talks), "from_event = \"opens\"");
    let ran = run(&dir, &["check"]);
    let said = String::from_utf8(ran.stderr).unwrap();
    assert_eq!(ran.status.code(), Some(0));
    assert!(said.contains("framework::no_day"), "{said}");
    let ran = run(&dir, &["plan", "--framework", "event", "--format", "json"]);
    let plan: Value = serde_json::from_slice(&ran.stdout).unwrap();
    assert_eq!(plan["terms"][1]["applied"], false);
}

#[test]
fn talks_that_no_term_names_are_not_looked_at() {
    let dir = folder(Some("no talks at all"), "from_day = 4");
    assert_eq!(run(&dir, &["check"]).status.code(), Some(0));
}
