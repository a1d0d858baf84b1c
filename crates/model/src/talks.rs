//! Talks: who holds what, what is on the table, and what must happen when.
//!
//! The format is `talks/0`. A position is what a source says a party holds;
//! nothing in these nouns is an assessment. References are indices into the
//! lists of [`Talks`], resolved while reading.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub mod answer;
mod channel;
mod condition;
mod conflict;
mod contingent;
mod draft;
mod element;
mod exchange;
pub mod front;
mod party;
mod position;
pub mod schedule;
mod timetable;
mod utility;
pub mod worth;
mod zone;

pub use channel::{Channel, Mode, Standing};
pub use condition::{Condition, Expression};
pub use conflict::{Conflict, DecisionMaker};
pub use contingent::{Contingent, Trigger};
pub use draft::Draft;
pub use element::{Choice, Element, Package};
pub use exchange::Exchange;
pub use party::{Party, TalksSource};
pub use position::{Demand, Line, Position, Step};
pub use timetable::{Event, Lag};
pub use utility::Utility;
pub use zone::{Status, ZoneStatus};

/// The format that files name.
pub const FORMAT: &str = "talks/0";

/// One file of talks.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Talks {
    /// What the talks are about.
    pub title: String,
    /// The day the file speaks of, YYYY-MM-DD.
    pub as_of: Option<String>,
    /// The calendar day of the event `start`, YYYY-MM-DD.
    pub start: Option<String>,
    /// Sources by name.
    pub sources: BTreeMap<String, TalksSource>,
    /// Who talks.
    pub parties: Vec<Party>,
    /// Who can reach whom.
    pub channels: Vec<Channel>,
    /// What is on the table; a package picks one option of each.
    pub elements: Vec<Element>,
    /// Named conditions.
    pub definitions: BTreeMap<String, Expression>,
    /// What holds for everybody: meaning or physics, not preference.
    pub rules: Vec<Rule>,
    /// Who holds what.
    pub positions: Vec<Position>,
    /// Texts on the table.
    pub drafts: Vec<Draft>,
    /// Steps that happen only if something else does.
    pub contingents: Vec<Contingent>,
    /// What has happened, for contingent steps: event names.
    pub happened: Vec<String>,
    /// What can no longer happen.
    pub ruled_out: Vec<String>,
    /// Points in time.
    pub events: Vec<Event>,
    /// Days between them.
    pub lags: Vec<Lag>,
    /// Two parties' linked obligations.
    pub exchange: Option<Exchange>,
    /// Zones whose status follows events.
    pub zones: Vec<ZoneStatus>,
    /// What a choice means as terms of a framework, in the order of the terms.
    pub choices: Vec<Choice>,
    /// Numbers that a user gives to options; without them nothing is scored.
    pub utilities: Vec<Utility>,
    /// States and moves, where the talks are given as a graph.
    pub conflict: Option<Conflict>,
}

/// What holds for everybody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its id.
    pub id: String,
    /// In words.
    pub text: Option<String>,
    /// The condition that holds.
    pub is: Expression,
}

impl Talks {
    /// Position of a party by id.
    #[must_use]
    pub fn party(&self, id: &str) -> Option<usize> {
        self.parties.iter().position(|p| p.id == id)
    }

    /// Position of an element by id.
    #[must_use]
    pub fn element(&self, id: &str) -> Option<usize> {
        self.elements.iter().position(|e| e.id == id)
    }

    /// Position of an event by id.
    #[must_use]
    pub fn event(&self, id: &str) -> Option<usize> {
        self.events.iter().position(|e| e.id == id)
    }
}
