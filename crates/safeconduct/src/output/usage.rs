//! Help, version and refused command lines, as clap words them.

use std::ffi::OsString;

use clap::error::ErrorKind;

use super::style::value_of;
use crate::exit::Exit;

/// Shows what clap has to say: help and version are results, all else is an error.
pub fn show(refused: &clap::Error, arguments: &[OsString]) -> Exit {
    let asked = matches!(refused.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    if !asked && wants_json(arguments) {
        let text = refused.to_string();
        let message = text.strip_prefix("error: ").unwrap_or(&text).trim_end();
        let line = serde_json::json!({
            "code": "usage::arguments", "severity": "error", "message": message,
        });
        eprintln!("{}", super::clean::json(&line.to_string()));
        return Exit::Input;
    }
    // A closed output is no failure of ours.
    refused.print().ok();
    if asked { Exit::Done } else { Exit::Input }
}

fn wants_json(arguments: &[OsString]) -> bool {
    let short = arguments.iter().take_while(|a| *a != "--").any(|a| a == "--json");
    short || matches!(value_of(arguments, "--format"), Some("json" | "jsonl"))
}
