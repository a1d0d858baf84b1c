//! Running the program and looking at what it left.

#![allow(dead_code, reason = "each test file uses what it needs")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The program, in surroundings that do not depend on who runs the tests.
pub fn safeconduct(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_safeconduct"));
    command.args(arguments).env("TERM", "xterm").env("COLUMNS", "100");
    command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command
}

pub fn run(arguments: &[&str]) -> Output {
    safeconduct(arguments).output().unwrap()
}

/// Runs what must succeed.
pub fn done(arguments: &[&str]) -> Output {
    let ran = run(arguments);
    assert_eq!(code(&ran), 0, "{arguments:?}: {}", text(&ran.stderr));
    ran
}

pub fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

pub fn json(bytes: &[u8]) -> serde_json::Value {
    serde_json::from_slice(bytes).unwrap_or_else(|e| panic!("{e}: {}", text(bytes)))
}

/// The folder of a scenario in the repository.
pub fn scenario(name: &str) -> String {
    let scenarios: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios");
    scenarios.join(name).to_str().unwrap().to_owned()
}
