//! What each type of case asks, answered by the product's own functions.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

mod chance;
mod games;
mod learners;

/// An answer: the keys that the case expects, and `simulated`.
pub type Answer = Map<String, Value>;

/// Runs that stand behind what is simulated.
pub const RUNS: u64 = 2_000;

/// Seed of what is simulated.
pub const SEED: u64 = 1;

/// Why a case got no answer.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// Not a case of the format.
    #[error("{0}")]
    Format(#[from] serde_json::Error),
    /// A type that asks nothing of the simulator.
    #[error("unknown type `{0}`; known are {known}", known = KNOWN.join(", "))]
    Type(String),
    /// A figure that makes no sense.
    #[error("{0} must be {1}")]
    Figure(&'static str, &'static str),
}

const KNOWN: [&str; 10] = [
    "iid_invariance",
    "leaked_schedule",
    "fixed_plan_learners",
    "exp3_fixed_arm",
    "rotation",
    "path_survival",
    "hawkes",
    "closures",
    "quantal",
    "selfplay_bound",
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
        "iid_invariance" => learners::invariance(&input(text)?),
        "leaked_schedule" => learners::leaked(&input(text)?),
        "fixed_plan_learners" => learners::fixed(&input(text)?),
        "exp3_fixed_arm" => learners::exp3(&input(text)?),
        "rotation" => learners::rotation(&input(text)?),
        "path_survival" => chance::survival(&input(text)?),
        "hawkes" => chance::hawkes(&input(text)?),
        "closures" => chance::closures(&input(text)?),
        "quantal" => games::quantal(&input(text)?),
        "selfplay_bound" => games::self_play(&input(text)?),
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

/// An answer of named figures.
fn figures<const N: usize>(rows: [(&str, f64); N]) -> Answer {
    rows.into_iter().map(|(key, value)| (key.to_owned(), figure(value))).collect()
}

/// Mean and variance of a sample as JSON.
fn sample(hits: &[f64]) -> Value {
    let (mean, error) = safeconduct_simulate::statistics::mean(hits);
    let variance = error * error * hits.len() as f64;
    Value::Object(figures([("runs", hits.len() as f64), ("mean", mean), ("variance", variance)]))
}
