//! Reference pages made from the program itself, so that they cannot differ.

use std::fmt::Write as _;

use clap::CommandFactory as _;
use safeconduct_model::finding::Code;

use crate::cli::Cli;
use crate::commands;
use crate::exit::Exit;

/// The page of the command line: the long help of every command.
#[must_use]
pub fn command_line() -> String {
    let mut root = Cli::command().color(clap::ColorChoice::Never).term_width(100);
    root.build();
    let mut page = String::from("# Command line\n\n");
    page.push_str("<!-- Made from the program's own help. Do not edit: UPDATE=1 cargo test -p safeconduct -->\n");
    section(&mut page, &mut root, "safeconduct", 2);
    page.push_str("\n## Exit codes\n\n| code | meaning |\n|---|---|\n");
    for (exit, meaning) in Exit::ALL {
        let _ = writeln!(page, "| {} | {meaning} |", exit.number());
    }
    page
}

fn section(page: &mut String, command: &mut clap::Command, name: &str, depth: usize) {
    let marks = "#".repeat(depth);
    let help = command.render_long_help().to_string();
    let help: Vec<_> = help.lines().map(str::trim_end).collect();
    let _ = write!(page, "\n{marks} {name}\n\n```text\n{}\n```\n", help.join("\n").trim_end());
    for below in command.get_subcommands_mut().filter(|c| !c.is_hide_set()) {
        let name = format!("{name} {}", below.get_name());
        section(page, below, &name, (depth + 1).min(4));
    }
}

/// The page of finding codes.
#[must_use]
pub fn codes() -> String {
    let mut page = String::from("# Findings\n\n");
    page.push_str(
        "<!-- Made from the program. Do not edit: UPDATE=1 cargo test -p safeconduct -->\n\n",
    );
    page.push_str("Everything that can be wrong with an input has a stable code. An error makes the input unusable; a warning does not.\n\n");
    page.push_str("| code | severity | meaning |\n|---|---|---|\n");
    for code in Code::ALL {
        let severity = crate::output::findings::severity_word(code.severity());
        let _ =
            writeln!(page, "| `{code}` | {severity} | {} |", code.explain().replace('|', "\\|"));
    }
    page
}

/// The published schemas, as (file name, text).
#[must_use]
pub fn schemas() -> Vec<(String, String)> {
    use clap::ValueEnum as _;
    let nouns = commands::schema::Noun::value_variants().iter();
    nouns
        .filter_map(|noun| {
            let name = noun.to_possible_value()?.get_name().to_owned();
            let text = serde_json::to_string_pretty(&noun.schema()).ok()?;
            Some((format!("{name}.json"), text + "\n"))
        })
        .collect()
}
