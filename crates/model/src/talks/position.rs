//! Positions: what a source says a party holds.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Expression;

/// What a party is said to hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// Its id.
    pub id: String,
    /// Index of the party.
    pub party: usize,
    /// In words.
    pub text: Option<String>,
    /// It speaks only where this holds.
    #[serde(rename = "if")]
    pub if_: Option<Expression>,
    /// What it asks, the strongest step first; one step where it is no ladder.
    pub steps: Vec<Step>,
    /// Whether it is never given up.
    pub firm: bool,
    /// A line the party names in public, or the least it would settle for.
    pub line: Option<Line>,
    /// Name of a source.
    pub source: Option<String>,
    /// The day it was said, YYYY-MM-DD.
    pub date: Option<String>,
    /// `stated`, `reported`, `inferred` or any other word.
    pub confidence: Option<String>,
}

/// One step of a position.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What it asks.
    #[serde(flatten)]
    pub demand: Demand,
    /// In words, where it has words of its own.
    pub text: Option<String>,
    /// What giving it up costs in the count of moves; 1 unless written.
    pub weight: f64,
}

/// What a step asks of a package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Demand {
    /// The condition must hold.
    Requires(Expression),
    /// The condition must not hold.
    Rejects(Expression),
}

/// Red lines are named in public; a bottom line is the least a party would
/// settle for. The two are never mixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    /// Named in public.
    RedLine,
    /// The least that would do.
    BottomLine,
}

impl Position {
    /// Whether a package keeps step `step` of this position.
    #[must_use]
    pub fn keeps(&self, step: usize, package: &[usize]) -> bool {
        if self.if_.as_ref().is_some_and(|when| !when.condition.holds(package)) {
            return true;
        }
        self.steps.get(step).is_none_or(|step| match &step.demand {
            Demand::Requires(what) => what.condition.holds(package),
            Demand::Rejects(what) => !what.condition.holds(package),
        })
    }
}
