//! `talks`: why there is no deal, and the smallest moves toward one.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use safeconduct_io::report::talks::{self as page, Lists};
use safeconduct_model::scenario::Scenario;
use safeconduct_model::talks::Talks;
use safeconduct_model::talks::answer::TalksAnswer;
use safeconduct_model::talks::worth::WorthAnswer;
use safeconduct_talks::{Limits, answer, proposals, worth};

use crate::error::Error;
use crate::exit::Exit;
use crate::input;
use crate::options::Format;
use crate::output::Screen;
use crate::planning::{self, Choices};
use crate::showing;

/// Say why talks have no deal, which smallest moves would make one, and when.
///
/// Reads what each party is on record as holding, never what anybody thinks it
/// is worth: no scores are made up, silence is never consent, nothing is
/// predicted. Says which positions cannot hold together, what giving some up
/// would open, what can be settled now, where each draft stands, who can reach
/// whom, and on which days what can happen.
///
/// Exit 1 says that, as things stand, no package is acceptable to all on record
/// or the timetable cannot be kept; exit 3, that not all conflicts were found.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The file of talks, TOML or JSON; - is standard input.
    pub file: PathBuf,
    /// Questions asked before the search for conflicts stops as not complete.
    #[arg(long, value_name = "N", default_value = "5000")]
    pub questions: NonZeroUsize,
    /// Plan what packages lead to in this scenario, by the terms that the file's
    /// choices stand for: people fed beside every draft, party and move.
    #[arg(long, value_name = "SCENARIO")]
    pub scenario: Option<PathBuf>,
    /// Print every list whole, however long.
    #[arg(long)]
    pub all: bool,
    /// How to plan.
    #[command(flatten)]
    pub choices: Choices,
    /// Write one self-contained page, for print too; - is standard output.
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    /// Replace a file that is there already.
    #[arg(long)]
    pub force: bool,
}

/// Shown below `--help`.
pub const EXAMPLES: &str = "\
Examples:
  safeconduct talks docs/guide/talks/ferry-later.toml
  safeconduct talks docs/guide/talks/ferry.toml || echo no deal yet
  safeconduct talks docs/guide/talks/ferry-later.toml --format json > ferry.json
  safeconduct talks docs/guide/talks/ferry-later.toml --html ferry.html
  safeconduct talks scenarios/gaza-june-2025/talks.toml --scenario scenarios/gaza-june-2025 || echo no deal";

impl Args {
    const fn lists(&self) -> Lists {
        if self.all { Lists::Whole } else { Lists::Short }
    }
}

/// Runs the command.
pub fn run(args: &Args, screen: &Screen) -> Result<Exit, Error> {
    screen.only("talks", &[Format::Text, Format::Json, Format::Jsonl])?;
    let on_stdout = showing::page(args.html.as_deref(), args.force, screen)?;
    let talks = input::talks(&args.file, screen)?;
    let mut found =
        answer(&talks, &Limits { questions: args.questions.get(), ..Limits::default() });
    if let Some(path) = &args.scenario {
        // Its terms get their days by each package, from this file.
        let (scenario, _) = input::undated(path, screen)?;
        found.worth = Some(planned(&talks, &scenario, &found, args, screen)?);
    }
    if let Some(path) = &args.html {
        showing::save(
            path,
            args.force,
            page::html(&talks, &found, args.lists()).as_bytes(),
            screen,
        )?;
    }
    match screen.format {
        _ if on_stdout => {}
        Format::Json | Format::Jsonl => screen.json(&found)?,
        _ => screen.styled(&page::text(&talks, &found, args.lists(), screen.style()))?,
    }
    Ok(match (found.deal(), found.talks.complete) {
        (true, _) => Exit::Done,
        (false, true) => Exit::No,
        (false, false) => Exit::Limit,
    })
}

/// Plans every framework that packages lead to.
fn planned(
    talks: &Talks,
    scenario: &Scenario,
    found: &TalksAnswer,
    args: &Args,
    screen: &Screen,
) -> Result<WorthAnswer, Error> {
    let proposals = proposals(talks, scenario, &found.talks).map_err(|findings| {
        let subject = format!("the choices of `{}` in `{}`", talks.title, scenario.name);
        Error::Findings { subject, findings, sources: Vec::new(), exit: Exit::Input }
    })?;
    let mut answers = Vec::with_capacity(proposals.frameworks.len());
    for framework in &proposals.frameworks {
        let world = planning::world(scenario, Some(framework))?;
        answers.push(planning::answer(&world, "plan", &args.choices, screen)?);
    }
    Ok(worth(scenario, &proposals, &answers))
}
