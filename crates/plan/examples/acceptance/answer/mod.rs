//! What each type of case asks, answered by the product's own functions.

mod days;
mod flows;
mod games;
mod input;
mod worlds;

use safeconduct_plan::PlanError;
use safeconduct_plan::game::{GameError, NetworkError, Outcome};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// An answer: the keys that the case expects.
pub type Answer = Map<String, Value>;

/// Why a case got no answer.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// Not a case of the format.
    #[error("{0}")]
    Format(#[from] serde_json::Error),
    /// A type that asks nothing of the planner.
    #[error("unknown type `{0}`; known are {known}", known = KNOWN.join(", "))]
    Type(String),
    /// A name that stands for nothing.
    #[error("no {what} is called `{name}`")]
    Name {
        /// `node` or `arc`.
        what: &'static str,
        /// The name.
        name: String,
    },
    /// A list whose length does not fit.
    #[error("{what}: {found} entries where {wanted} are wanted")]
    Length {
        /// The list.
        what: &'static str,
        /// Its length.
        found: usize,
        /// What it should be.
        wanted: usize,
    },
    /// A figure that makes no sense.
    #[error(transparent)]
    Network(#[from] NetworkError),
    /// The scenario made of it was refused.
    #[error("the scenario made of the case was refused: {0}")]
    Scenario(String),
    /// The solver gave up.
    #[error(transparent)]
    Solver(#[from] PlanError),
}

impl Refusal {
    /// Exit code: 2 for what was given, 70 where the fault is ours.
    #[allow(dead_code)]
    pub fn exit(&self) -> u8 {
        if matches!(self, Self::Solver(_)) { 70 } else { 2 }
    }
}

impl From<GameError> for Refusal {
    fn from(error: GameError) -> Self {
        match error {
            GameError::Network(error) => Self::Network(error),
            GameError::Solver(error) => Self::Solver(error),
        }
    }
}

const KNOWN: [&str; 12] = [
    "unit_convoy_game",
    "robust_flow",
    "interdiction",
    "matrix_game",
    "node_game",
    "mincost_sweep",
    "coverage_plan",
    "multi_period",
    "value_split",
    "horizon_budget",
    "multicommodity",
    "certificate",
];

#[derive(Deserialize)]
struct Kind {
    #[serde(rename = "type")]
    kind: String,
}

#[derive(Deserialize)]
struct Case<Input> {
    input: Input,
}

/// Answers a case given as JSON text.
pub fn answer(text: &str) -> Result<Answer, Refusal> {
    let Kind { kind } = serde_json::from_str(text)?;
    match kind.as_str() {
        "unit_convoy_game" => games::unit_convoy(&input(text)?),
        "robust_flow" => games::robust_flow(&input(text)?),
        "interdiction" => games::interdiction(&input(text)?),
        "matrix_game" => games::matrix(&input(text)?),
        "node_game" => games::node(&input(text)?),
        "certificate" => games::certificate(&input(text)?),
        "mincost_sweep" => flows::sweep(&input(text)?),
        "multicommodity" => flows::multicommodity(&input(text)?),
        "horizon_budget" => days::horizon_budget(&input(text)?),
        "multi_period" => days::multi_period(&input(text)?),
        "coverage_plan" => worlds::coverage_plan(&input(text)?),
        "value_split" => worlds::value_split(&input(text)?),
        _ => Err(Refusal::Type(kind)),
    }
}

fn input<Input: DeserializeOwned>(text: &str) -> Result<Input, Refusal> {
    Ok(serde_json::from_str::<Case<Input>>(text)?.input)
}

/// A figure; `null` where it is infinite or not a number.
fn figure(value: f64) -> Value {
    serde_json::Number::from_f64(value + 0.0).map_or(Value::Null, Value::Number)
}

/// A figure of a solution; `null` where there is none.
fn of<T>(outcome: Outcome<T>, value: impl Fn(T) -> f64) -> Value {
    outcome.solved().map_or(Value::Null, |solved| figure(value(solved)))
}
