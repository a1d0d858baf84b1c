//! The command line of Safeconduct: a door that decides nothing.
//!
//! Each command reads, calls one verb of another crate, and prints. What stands
//! here is only what people and scripts see: arguments, exit codes, how findings
//! are drawn, and which stream carries what.

use std::process::ExitCode;

use clap::Parser;

mod basis;
mod codes;
pub mod commands;
mod error;
mod exit;
mod input;
mod interrupt;
mod options;
mod output;
pub mod panic;
mod planning;
pub mod reference;
mod showing;

pub use exit::Exit;

/// Runs the command line that this process was started with.
#[must_use]
pub fn main() -> ExitCode {
    panic::install();
    let arguments: Vec<_> = std::env::args_os().collect();
    output::style::choose(&arguments);
    let cli = match commands::Cli::try_parse_from(&arguments) {
        Ok(cli) => cli,
        Err(refused) => return output::usage::show(&refused, &arguments).into(),
    };
    interrupt::install();
    let mut screen = output::Screen::new(&cli.globals);
    match commands::run(&cli.command, &mut screen) {
        Ok(exit) => exit.into(),
        Err(error) => screen.fail(&error).into(),
    }
}
