//! The README of a scenario folder: what it is and what it assumes.

use std::fmt::Write as _;

use safeconduct_model::scenario::Scenario;

/// Title, note and assumptions as Markdown.
pub(super) fn text(scenario: &Scenario) -> String {
    let mut text = format!("# {}\n\n{}\n", line(&scenario.name), line(&scenario.title));
    if let Some(note) = &scenario.note {
        text.push_str(&format!("\n{}\n", line(note)));
    }
    if scenario.assumptions.is_empty() {
        return text;
    }
    text.push_str("\n## Assumptions\n\n| field | assumed | rows | because |\n|---|---|---|---|\n");
    for assumption in &scenario.assumptions {
        let rows = assumption.rows.map(|r| r.to_string()).unwrap_or_default();
        let (field, assumed) = (cell(&assumption.field), cell(&assumption.assumed));
        // Writing to a String cannot fail.
        let _ = writeln!(text, "| `{field}` | {assumed} | {rows} | {} |", cell(&assumption.reason));
    }
    text
}

fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn cell(text: &str) -> String {
    line(text).replace('|', "\\|")
}
