//! `man`: manual pages.

use std::path::PathBuf;

use clap::CommandFactory as _;
use clap_mangen::Man;

use super::Cli;
use crate::error::{self, Error};
use crate::exit::Exit;
use crate::options::Format;
use crate::output::{Screen, file};

/// Print manual pages.
///
/// The page of the whole or of one command is printed; with --out, all pages
/// are written into a folder.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The command; the page of the whole where left out.
    #[arg(conflicts_with = "out")]
    pub command: Option<String>,
    /// Write every page into this folder instead.
    #[arg(short, long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Replace pages that are there already.
    #[arg(long, requires = "out")]
    pub force: bool,
}

/// Shown below `--help`.
pub const EXAMPLES: &str = "\
Examples:
  safeconduct man plan > safeconduct-plan.1
  safeconduct man --out man1";

/// Runs the command.
pub fn run(args: &Args, screen: &Screen) -> Result<Exit, Error> {
    screen.only("man", &[Format::Text])?;
    let mut root = Cli::command();
    root.build();
    let Some(folder) = &args.out else {
        screen.raw(&render(chosen(root, args.command.as_deref())?)?)?;
        return Ok(Exit::Done);
    };
    for command in pages(root) {
        let name = format!("{}.1", command.get_name());
        file::write(&folder.join(name), args.force, &render(command)?)?;
    }
    Ok(Exit::Done)
}

fn chosen(root: clap::Command, name: Option<&str>) -> Result<clap::Command, Error> {
    let Some(name) = name else { return Ok(root) };
    let known: Vec<_> = root.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    pages(root).find(|c| c.get_name() == format!("safeconduct-{name}")).ok_or_else(|| {
        let nearest = error::nearest(name, known.iter().map(String::as_str)).map(str::to_owned);
        Error::UnknownCommand { name: name.to_owned(), nearest }
    })
}

/// The whole and each command, named as their pages are.
fn pages(root: clap::Command) -> impl Iterator<Item = clap::Command> {
    let named = |command: &clap::Command| {
        let name = format!("safeconduct-{}", command.get_name());
        command.clone().name(name).version(super::version::VERSION)
    };
    let commands: Vec<_> = root.get_subcommands().map(named).collect();
    std::iter::once(root).chain(commands)
}

fn render(command: clap::Command) -> Result<Vec<u8>, Error> {
    let mut page = Vec::new();
    Man::new(command).render(&mut page).map_err(Error::Stdout)?;
    Ok(page)
}
