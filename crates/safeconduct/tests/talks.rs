//! The command `talks`: exit codes, and the answers that reports are tested on.
//!
//! After changing an answer run `UPDATE=1 cargo test -p safeconduct --test talks`.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn talks(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_safeconduct"));
    command.arg("talks").args(arguments).current_dir(root()).output().unwrap()
}

/// File, its answer, and the exit code it ends with.
const FILES: [(&str, &str, i32); 4] = [
    ("docs/guide/talks/ferry.toml", "ferry", 1),
    ("docs/guide/talks/ferry-later.toml", "ferry-later", 0),
    ("crates/io/tests/talks/pass.toml", "pass", 1),
    ("crates/io/tests/talks/swap.toml", "swap", 0),
];

#[test]
fn answers_are_those_that_reports_are_tested_on() {
    for (file, name, exit) in FILES {
        let ran = talks(&[file, "--format", "json"]);
        assert_eq!(ran.status.code(), Some(exit), "{file}");
        let found = String::from_utf8(ran.stdout).unwrap();
        let path = root().join("crates/io/tests/talks").join(format!("{name}.answer.json"));
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, &found).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap();
        assert_eq!(found, kept, "{name}: UPDATE=1 cargo test -p safeconduct --test talks");
    }
}

/// Positions on a row of elements, each tied to the next: one part with more
/// packages than are looked at one by one.
fn hard() -> String {
    let mut text = "format = \"talks/0\"\ntitle = \"a long row\"\n".to_owned();
    for party in ["P", "Q", "R"] {
        text.push_str(&format!("[[party]]\nid = \"{party}\"\nname = \"{party}\"\n"));
    }
    for e in 0..14 {
        text.push_str(&format!("[[element]]\nid = \"e{e}\"\noptions = [\"a\", \"b\", \"c\"]\n"));
    }
    for e in 0..13 {
        let next = e + 1;
        let rows = [
            ("P", "requires", format!("e{e} == a or e{next} == b")),
            ("Q", "requires", format!("e{e} == b implies e{next} == c")),
            ("Q", "rejects", format!("e{e} == a and e{next} == b")),
            ("R", "requires", format!("e{e} == c")),
        ];
        for (number, (party, verb, what)) in rows.into_iter().enumerate() {
            let id = format!("{party}{e}.{number}");
            text.push_str(&format!(
                "[[position]]\nid = \"{id}\"\nparty = \"{party}\"\n{verb} = \"{what}\"\n"
            ));
        }
    }
    text
}

#[test]
fn an_answer_cut_short_says_so() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("hard.toml");
    std::fs::write(&path, hard()).unwrap();
    let ran = talks(&[path.to_str().unwrap(), "--questions", "1"]);
    let said = String::from_utf8(ran.stdout).unwrap();
    assert_eq!(ran.status.code(), Some(3), "{said}");
    assert!(said.contains("not complete"), "{said}");
    let flat = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("may stand in one not found yet"), "{said}");
    // A conflict and a way out are given all the same.
    assert!(said.contains("cannot hold together"), "{said}");
    assert!(said.contains("gives up"), "{said}");
}

#[test]
fn packages_of_a_scenario_come_to_what_is_expected() {
    let scenario = "scenarios/gaza-june-2025";
    let file = format!("{scenario}/talks.toml");
    let ran = talks(&[&file, "--scenario", scenario, "--format", "json"]);
    assert_eq!(ran.status.code(), Some(1), "{}", String::from_utf8_lossy(&ran.stderr));
    let found: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
    let found = &found["worth"];
    let path = root().join(scenario).join("expected/talks.toml");
    let want: toml::Value = toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let needed = want["people_days_needed"].as_integer().unwrap() as f64;
    assert_eq!(found["people_days_needed"], needed);
    let planned = found["frameworks"].as_array().unwrap().len();
    assert_eq!(planned as i64, want["frameworks"].as_integer().unwrap());
    for want in want["proposal"].as_array().unwrap() {
        let of = want["of"].as_str().unwrap();
        let id = want.get("id").and_then(toml::Value::as_str);
        let is = |p: &&serde_json::Value| p["of"] == of && id.is_none_or(|id| p[of] == id);
        let of: Vec<_> = found["proposals"].as_array().unwrap().iter().filter(is).collect();
        assert_eq!(of.len() as i64, want.get("number").map_or(1, |n| n.as_integer().unwrap()));
        for proposal in of {
            let frameworks = proposal["frameworks"].as_array().unwrap().len() as i64;
            assert_eq!(frameworks, want["frameworks"].as_integer().unwrap(), "{proposal}");
            for (place, share) in want
                .get("coverage")
                .and_then(toml::Value::as_array)
                .into_iter()
                .flatten()
                .enumerate()
            {
                let fed = proposal["people_days"][place].as_f64().unwrap() / needed;
                let apart = (fed - share.as_float().unwrap()).abs();
                assert!(apart <= want["tolerance"].as_float().unwrap(), "{proposal}: {fed}");
            }
        }
    }
}

#[test]
fn terms_that_the_scenario_does_not_have_are_all_named() {
    let text = std::fs::read_to_string(root().join("scenarios/gaza-june-2025/talks.toml")).unwrap();
    let text = text.replace("as-before/no-boxes", "as-before/no-crates");
    let text = text.replace("dual-track/interception\"]", "interception\"]");
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("talks.toml");
    std::fs::write(&path, text).unwrap();
    let ran = talks(&[path.to_str().unwrap(), "--scenario", "scenarios/gaza-june-2025"]);
    assert_eq!(ran.status.code(), Some(2));
    let said = String::from_utf8(ran.stderr).unwrap();
    assert!(said.contains("no-crates") && said.contains("several frameworks"), "{said}");
}

#[test]
fn a_page_stands_by_itself() {
    let ran = talks(&["crates/io/tests/talks/swap.toml", "--html", "-"]);
    assert_eq!(ran.status.code(), Some(0));
    let page = String::from_utf8(ran.stdout).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("<svg class=\"chart\""));
    assert!(!page.contains("<script") && !page.contains("href=\"http"));
}

#[test]
fn a_file_that_cannot_be_used_is_refused_with_every_finding() {
    let text = std::fs::read_to_string(root().join(FILES[0].0)).unwrap();
    let text = text.replace("\"toll == nobody\"", "\"toll == noone\"");
    let text = text.replace("party = \"C\"\ntext = \"sails", "party = \"X\"\ntext = \"sails");
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("broken.toml");
    std::fs::write(&path, text).unwrap();
    let ran = talks(&[path.to_str().unwrap()]);
    assert_eq!(ran.status.code(), Some(2));
    let said = String::from_utf8(ran.stderr).unwrap();
    assert!(said.contains("noone") && said.contains('X'), "{said}");
    assert!(said.contains("2 errors"), "{said}");
}
