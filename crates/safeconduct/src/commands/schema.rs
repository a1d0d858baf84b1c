//! `schema`: the JSON Schema of a file format, made from the types themselves.

use clap::ValueEnum;
use safeconduct_model::answer::Answer;
use safeconduct_model::comparison::{self, Comparison};
use safeconduct_model::consignments::{self, Consignments};
use safeconduct_model::equilibrium::{self, Equilibria};
use safeconduct_model::finding::Findings;
use safeconduct_model::frontier::{self, Frontier};
use safeconduct_model::mission::{self, Missions};
use safeconduct_model::outcome::{self, Outcome};
use safeconduct_model::plan::Plan;
use safeconduct_model::scenario::Scenario;
use safeconduct_model::schedule::{self, Commitment, Schedule};
use safeconduct_model::talks::answer::{self as talks, TalksAnswer};
use safeconduct_model::worth::{self, Worth};
use schemars::{Schema, schema_for};

use crate::error::Error;
use crate::exit::Exit;
use crate::options::Format;
use crate::output::Screen;

/// Print the JSON Schema of a file format.
///
/// Within a schema number only fields that may be left out are ever added.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The format.
    #[arg(value_enum, value_name = "TYPE")]
    pub noun: Noun,
}

/// Shown below `--help`.
pub const EXAMPLES: &str = "\
Examples:
  safeconduct schema plan
  safeconduct schema scenario > scenario.schema.json";

/// A noun that crosses the wall.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Noun {
    /// A scenario with its frameworks, as one document.
    Scenario,
    /// A plan file.
    Plan,
    /// What is wrong with an input.
    Findings,
    /// A plan, or why there is none.
    Answer,
    /// Convoys of one day, drawn from a plan.
    Schedule,
    /// What is published before a draw.
    Commitment,
    /// What follows from a file of talks.
    Talks,
    /// Plans under several frameworks side by side.
    Compare,
    /// What the clauses between two frameworks are worth.
    Worth,
    /// Coverage against what is at stake under one framework.
    Frontier,
    /// Registers of consignments, read and fitted.
    Consignments,
    /// Missions to request, day by day.
    Missions,
    /// Where interception and coverage settle.
    Scarcity,
    /// Policies against interceptors, simulated.
    Outcome,
}

impl Noun {
    /// The identifier that stands in the schema and in the files themselves.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Scenario => "safeconduct/scenario/1",
            Self::Plan => safeconduct_model::plan::SCHEMA,
            Self::Findings => "safeconduct/findings/1",
            Self::Answer => "safeconduct/answer/1",
            Self::Schedule => schedule::SCHEMA,
            Self::Commitment => schedule::COMMITMENT_SCHEMA,
            Self::Talks => talks::SCHEMA,
            Self::Compare => comparison::SCHEMA,
            Self::Worth => worth::SCHEMA,
            Self::Frontier => frontier::SCHEMA,
            Self::Consignments => consignments::SCHEMA,
            Self::Missions => mission::SCHEMA,
            Self::Scarcity => equilibrium::SCHEMA,
            Self::Outcome => outcome::SCHEMA,
        }
    }

    /// The schema.
    #[must_use]
    pub fn schema(self) -> Schema {
        let mut schema = match self {
            Self::Scenario => schema_for!(Scenario),
            Self::Plan => schema_for!(Plan),
            Self::Findings => schema_for!(Findings),
            Self::Answer => schema_for!(Answer),
            Self::Schedule => schema_for!(Schedule),
            Self::Commitment => schema_for!(Commitment),
            Self::Talks => schema_for!(TalksAnswer),
            Self::Compare => schema_for!(Comparison),
            Self::Worth => schema_for!(Worth),
            Self::Frontier => schema_for!(Frontier),
            Self::Consignments => schema_for!(Consignments),
            Self::Missions => schema_for!(Missions),
            Self::Scarcity => schema_for!(Equilibria),
            Self::Outcome => schema_for!(Outcome),
        };
        schema.insert("$id".to_owned(), self.id().into());
        schema
    }
}

/// Runs the command.
pub fn run(args: &Args, screen: &Screen) -> Result<Exit, Error> {
    screen.only("schema", &[Format::Text, Format::Json, Format::Jsonl])?;
    screen.json(&args.noun.schema())?;
    Ok(Exit::Done)
}
