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

#[test]
fn an_answer_cut_short_says_so() {
    let ran = talks(&["docs/guide/talks/ferry.toml", "--questions", "1"]);
    assert_eq!(ran.status.code(), Some(3));
    let said = String::from_utf8(ran.stdout).unwrap();
    assert!(said.contains("not complete"), "{said}");
    // A conflict and a way out are given all the same.
    assert!(said.contains("cannot hold together"), "{said}");
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
