//! Every example of every help text is run, in the order in which it stands.

#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::Command;

use clap::CommandFactory as _;

/// The examples of a command and of those below it, as (command, lines).
fn examples(command: &clap::Command, found: &mut Vec<(String, Vec<String>)>) {
    let text = command.get_after_long_help().map(ToString::to_string).unwrap_or_default();
    let lines = text.lines().filter_map(|line| line.strip_prefix("  "));
    let lines: Vec<_> =
        lines.filter(|l| l.starts_with("safeconduct ")).map(str::to_owned).collect();
    let below = command.get_subcommands().count();
    if below == 0 || !lines.is_empty() {
        found.push((command.get_name().to_owned(), lines));
    }
    for below in command.get_subcommands() {
        examples(below, found);
    }
}

#[test]
fn every_example_runs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let binary = Path::new(env!("CARGO_BIN_EXE_safeconduct"));
    let path = std::env::join_paths(
        std::iter::once(binary.parent().unwrap().to_path_buf())
            .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
    )
    .unwrap();
    let mut found = Vec::new();
    examples(&safeconduct::commands::Cli::command(), &mut found);
    for (command, lines) in found {
        assert!(!lines.is_empty(), "`{command}` has no example");
        // A fresh folder that looks like a checkout, so that nothing is left behind.
        let dir = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(root.join("scenarios"), dir.path().join("scenarios")).unwrap();
        std::os::unix::fs::symlink(root.join("crates"), dir.path().join("crates")).unwrap();
        for line in lines {
            let mut shell = Command::new("sh");
            shell.args(["-euc", &line]).current_dir(dir.path()).env("PATH", &path);
            let ran = shell.output().unwrap();
            let said = String::from_utf8_lossy(&ran.stderr);
            assert!(ran.status.success(), "`{line}` ended with {}:\n{said}", ran.status);
        }
    }
}
