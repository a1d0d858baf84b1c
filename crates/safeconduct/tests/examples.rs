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

/// Runs each block of shell of a page of the guide, all of them in one folder
/// where they belong together.
fn run_page(name: &str, together: bool) {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide").join(name);
    let page = std::fs::read_to_string(page).unwrap();
    let blocks = page.split("```sh\n").skip(1).filter_map(|b| b.split("```").next());
    let blocks: Vec<Vec<String>> =
        blocks.map(|block| block.lines().map(str::to_owned).collect()).collect();
    assert!(blocks.len() > 2);
    if together {
        return run_all(&blocks.concat());
    }
    blocks.iter().for_each(|block| run_all(block));
}

#[test]
fn every_line_of_the_guide_runs() {
    run_page("command-line.md", false);
    run_page("schedule.md", true);
    run_page("talks/README.md", true);
    run_page("consignments/README.md", true);
}
