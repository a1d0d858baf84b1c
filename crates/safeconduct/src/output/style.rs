//! One switch for all colour.

use std::ffi::OsString;

use anstyle::{AnsiColor, Style};

/// Titles of errors.
pub const ERROR: Style = AnsiColor::Red.on_default().bold();
/// Titles of hints.
pub const HELP: Style = AnsiColor::Cyan.on_default().bold();

/// Sets the choice for everything printed from here on, help texts included.
///
/// This comes before the command line is parsed, since parsing itself may print.
/// Without a choice, NO_COLOR, CLICOLOR_FORCE and the terminal decide.
pub fn choose(arguments: &[OsString]) {
    let choice = match value_of(arguments, "--color") {
        Some("always") => anstream::ColorChoice::Always,
        Some("never") => anstream::ColorChoice::Never,
        _ => return,
    };
    choice.write_global();
}

/// The value of an option on a command line not parsed yet.
pub fn value_of<'a>(arguments: &'a [OsString], option: &str) -> Option<&'a str> {
    let mut words = arguments.iter().filter_map(|a| a.to_str()).take_while(|a| *a != "--");
    while let Some(word) = words.next() {
        if word == option {
            return words.next();
        }
        if let Some(value) = word.strip_prefix(option).and_then(|rest| rest.strip_prefix('=')) {
            return Some(value);
        }
    }
    None
}
