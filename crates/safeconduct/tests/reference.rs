//! Reference pages are made from the program; these tests keep them current.
//!
//! After changing a help text or a noun run
//! `UPDATE=1 cargo test -p safeconduct --test reference`.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use safeconduct::reference;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/reference")
}

fn keep_current(path: &Path, wanted: &str) {
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, wanted).unwrap();
    }
    let found = std::fs::read_to_string(path).unwrap_or_default();
    let name = path.file_name().unwrap().display();
    assert!(
        found == wanted,
        "docs/reference/.../{name} is not current: UPDATE=1 cargo test -p safeconduct --test reference"
    );
}

#[test]
fn the_page_of_the_command_line_is_current() {
    keep_current(&folder().join("cli.md"), &reference::command_line());
}

#[test]
fn the_published_schemas_are_current() {
    let schemas = reference::schemas();
    assert_eq!(schemas.len(), 14);
    for (name, text) in schemas {
        keep_current(&folder().join("schema").join(name), &text);
    }
}

#[test]
fn help_fits_one_screen() {
    use clap::CommandFactory as _;
    let mut root = safeconduct::commands::Cli::command().term_width(100);
    root.build();
    let mut pages = vec![root.render_help().to_string()];
    pages.extend(root.get_subcommands_mut().map(|c| c.render_help().to_string()));
    for page in pages {
        let lines = page.lines().count();
        assert!(lines <= 44, "{lines} lines:\n{page}");
    }
}

#[test]
fn the_long_help_says_more_than_the_short() {
    use clap::CommandFactory as _;
    let root = safeconduct::commands::Cli::command();
    for name in [
        "check",
        "plan",
        "verify",
        "compare",
        "worth",
        "report",
        "draw",
        "audit-draw",
        "import",
        "demo",
    ] {
        let command = root.find_subcommand(name).unwrap();
        assert!(command.get_long_about().is_some(), "{name}");
    }
}

#[test]
fn help_names_every_exit_code() {
    let page = reference::command_line();
    for (exit, meaning) in safeconduct::Exit::ALL {
        let line = format!("  {:<4} {meaning}", exit.number());
        assert!(page.contains(&line), "{line}");
    }
}
