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

/// Runs lines one after another in a fresh folder that looks like a checkout,
/// so that nothing is left behind.
fn run_all(lines: &[String]) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let binary = Path::new(env!("CARGO_BIN_EXE_safeconduct"));
    let found = std::env::var_os("PATH").unwrap();
    let first = binary.parent().unwrap().to_path_buf();
    let path = std::env::join_paths(std::iter::once(first).chain(std::env::split_paths(&found)));
    let path = path.unwrap();
    let dir = tempfile::tempdir().unwrap();
    for name in ["scenarios", "docs"] {
        std::os::unix::fs::symlink(root.join(name), dir.path().join(name)).unwrap();
    }
    for line in lines {
        let mut shell = Command::new("sh");
        shell.args(["-euc", line]).current_dir(dir.path()).env("PATH", &path);
        let ran = shell.output().unwrap();
        let said = String::from_utf8_lossy(&ran.stderr);
        assert!(ran.status.success(), "`{line}` ended with {}:\n{said}", ran.status);
    }
}

#[test]
fn every_example_of_the_help_runs() {
    let mut found = Vec::new();
    examples(&safeconduct::commands::Cli::command(), &mut found);
    for (command, lines) in found {
        assert!(!lines.is_empty(), "`{command}` has no example");
        run_all(&lines);
    }
}

#[test]
fn every_line_of_the_guide_runs() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide/command-line.md");
    let page = std::fs::read_to_string(page).unwrap();
    let blocks: Vec<_> = page.split("```sh\n").skip(1).map(|b| b.split("```").next()).collect();
    assert!(blocks.len() > 2);
    for block in blocks {
        let lines: Vec<_> = block.unwrap().lines().map(str::to_owned).collect();
        run_all(&lines);
    }
}
