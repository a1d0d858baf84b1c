//! Reference pages made from the program itself, so that they cannot differ.

use std::fmt::Write as _;

use clap::CommandFactory as _;

use crate::commands::{self, Cli};

/// The page of the command line: the long help of every command.
#[must_use]
pub fn command_line() -> String {
    let mut root = Cli::command().color(clap::ColorChoice::Never).term_width(100);
    root.build();
    let mut page = String::from("# Command line\n\n");
    page.push_str("<!-- Made from the program's own help. Do not edit: UPDATE=1 cargo test -p safeconduct -->\n");
    section(&mut page, &mut root, "safeconduct", TOP);
    page
}

/// Depth of the heading under which the options of every command stand.
const TOP: usize = 2;

/// A help text without the options that stand once, at the top of the page.
fn without_shared(help: &str) -> String {
    let Some((before, rest)) = help.split_once("Options of every command:") else {
        return help.to_owned();
    };
    let after = rest.find("\nExamples:").and_then(|at| rest.get(at..)).unwrap_or_default();
    format!("{}\n{after}", before.trim_end())
}

fn section(page: &mut String, command: &mut clap::Command, name: &str, depth: usize) {
    let marks = "#".repeat(depth);
    let help = command.render_long_help().to_string();
    let help = if depth > TOP { without_shared(&help) } else { help };
    let help: Vec<_> = help.lines().map(str::trim_end).collect();
    let _ = write!(page, "\n{marks} {name}\n\n```text\n{}\n```\n", help.join("\n").trim_end());
    for below in command.get_subcommands_mut().filter(|c| !c.is_hide_set()) {
        let name = format!("{name} {}", below.get_name());
        section(page, below, &name, (depth + 1).min(4));
    }
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
