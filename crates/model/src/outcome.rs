//! The outcome of a simulation: policies against interceptors, over many runs.
//!
//! Every figure is of simulated runs, not of the world. Ranges hold 90 % of the
//! runs: they say how far chance scatters what was assumed, and nothing of
//! whether the assumptions are right.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::figure::Certainty;
use crate::id::{FrameworkId, ZoneId};

/// The schema name in every outcome.
pub const SCHEMA: &str = "safeconduct/outcome/1";

/// What simulating came to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// Version of Safeconduct.
    pub version: String,
    /// The command that made it, for the record.
    pub command: String,
    /// Name of the scenario.
    pub scenario: String,
    /// Framework of the plan.
    pub framework: Option<FrameworkId>,
    /// Fingerprint of scenario and framework, as in the plan.
    pub input_sha256: String,
    /// Runs of each policy against each interceptor.
    pub runs: u32,
    /// Seed of all chance.
    pub seed: u64,
    /// Days of each run.
    pub days: u32,
    /// Strikes (Γ), in a day or over the horizon as the scenario says.
    pub gamma: f64,
    /// What was assumed beyond the scenario's tables.
    pub assumed: Vec<Assumed>,
    /// The policies.
    pub policies: Vec<PolicyPlayed>,
    /// The interceptors.
    pub interceptors: Vec<InterceptorPlayed>,
    /// Each policy against each interceptor, policy by policy.
    pub cells: Vec<Cell>,
    /// Interceptors that took more than a secret draw allows.
    pub warnings: Vec<Warning>,
    /// Where runs part from the plan without anybody knowing a draw.
    pub remarks: Vec<Warning>,
}

/// Something assumed, with its source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Assumed {
    /// What it is about.
    pub about: String,
    /// What was assumed.
    pub assumed: String,
    /// Where it comes from.
    pub source: String,
    /// How far it may be trusted, where that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certainty: Option<Certainty>,
}

/// A policy that was played.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PolicyPlayed {
    /// Name.
    pub name: String,
    /// What it does.
    pub does: String,
    /// Coverage that its plan claims.
    pub planned_coverage: f64,
    /// Value lost to the worst strikes that its plan guarantees, USD; only a mix
    /// drawn in secret has one.
    pub guarantee_usd: Option<f64>,
    /// Value that it puts on the road by its plan, USD.
    pub shipped_usd: f64,
}

/// An interceptor that was played.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InterceptorPlayed {
    /// Name.
    pub name: String,
    /// What it does.
    pub does: String,
    /// Whether an informant tells it draws: no guarantee holds against it.
    pub informed: bool,
}

/// Mean and scatter of a figure over runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Spread {
    /// Mean.
    pub mean: f64,
    /// Standard error of the mean.
    pub standard_error: f64,
    /// Below it lie 5 % of the runs.
    pub low: f64,
    /// Half of the runs lie below it.
    pub median: f64,
    /// Above it lie 5 % of the runs.
    pub high: f64,
}

/// One policy against one interceptor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cell {
    /// Policy.
    pub policy: String,
    /// Interceptor.
    pub interceptor: String,
    /// Energy eaten over energy needed, all people and days.
    pub coverage: Spread,
    /// By zone, in the scenario's order.
    pub zones: Vec<ZoneFared>,
    /// Value seized by strikes, USD.
    pub struck_usd: Spread,
    /// Mean of `struck_usd` over the worst 5 % of the runs (CVaR 95 %), USD.
    pub struck_tail_usd: f64,
    /// Value lost in all kinds, strikes included, USD.
    pub lost_usd: Spread,
    /// Mean of `lost_usd` over the worst 5 % of the runs (CVaR 95 %), USD.
    pub lost_tail_usd: f64,
    /// Losses by kind, never added up by mass.
    pub losses: Losses,
    /// How much more strikes took than as many could in the mean without knowing
    /// a draw, given what left each place: above 0 beyond chance, something leaks.
    pub beyond: Beyond,
    /// Missions by what became of them, mean of a run.
    pub missions: Missions,
    /// Loaded trucks that left, mean of a run.
    pub trucks: f64,
    /// Strikes made, mean of a run.
    pub strikes: f64,
}

/// How a zone fared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ZoneFared {
    /// The zone.
    pub zone: ZoneId,
    /// Display name.
    pub name: String,
    /// People, mean over the days.
    pub people: f64,
    /// Energy coverage that the policy's plan claims.
    pub planned: f64,
    /// Energy coverage over all days.
    pub coverage: Spread,
    /// Days on which not everybody got the planning figure, weighted by people
    /// where the zone's two groups differ.
    pub days_below: Spread,
}

/// Losses in three kinds, by mass, and what else did not reach people.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Losses {
    /// Taken by armed groups, strikes included, t.
    pub seized_t: Spread,
    /// Of this, by the interceptor, t.
    pub struck_t: Spread,
    /// Taken by people in need on the way: eaten, but not by plan, t.
    pub self_distributed_t: Spread,
    /// Its energy in people-days of need.
    pub self_distributed_people_days: Spread,
    /// Refused or impounded, t.
    pub refused_t: Spread,
    /// Still waiting outside at a crossing when the last day ended, t.
    pub left_outside_t: Spread,
    /// Too old before it was handed out, t.
    pub spoilt_t: Spread,
    /// Outside full stores, on the trucks that brought it, added up over nights,
    /// t x nights: late, not lost.
    pub outside_stores_t_nights: Spread,
}

/// What strikes took, less the most that they could take in the mean, USD.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Beyond {
    /// The most that as many strikes could take in the mean, USD a run: with
    /// several strikes an upper bound, as each counts as if it were the only one.
    pub most_usd: f64,
    /// Mean of what they took less the most, USD a run.
    pub mean_usd: f64,
    /// Standard error of that mean.
    pub standard_error_usd: f64,
}

/// Missions of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Missions {
    /// Went as requested.
    pub facilitated: f64,
    /// Were held up.
    pub impeded: f64,
    /// Were refused.
    pub denied: f64,
    /// Were called off.
    pub cancelled: f64,
}

/// What somebody must know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Warning {
    /// Policy.
    pub policy: String,
    /// Interceptor.
    pub interceptor: String,
    /// What, in a sentence.
    pub what: String,
}

/// Standard errors beyond which an interceptor counts as having beaten a guarantee.
pub const STANDARD_ERRORS: f64 = 3.0;

/// So small a share of what was at stake is no evidence: plans send crumbs of up to
/// a ten-thousandth of a load, and runs may never draw what is so rare.
pub const CRUMBS: f64 = 1e-4;

/// Of fewer runs no standard error is known well enough to be evidence.
pub const FEWEST_RUNS: u32 = 30;

impl Beyond {
    /// Whether strikes took more than chance and crumbs explain, over so many runs.
    #[must_use]
    pub fn is_evidence(&self, runs: u32) -> bool {
        let chance = STANDARD_ERRORS * self.standard_error_usd + CRUMBS * self.most_usd;
        runs >= FEWEST_RUNS && self.mean_usd > chance
    }
}

impl Outcome {
    /// The cell of a policy and an interceptor.
    #[must_use]
    pub fn cell(&self, policy: &str, interceptor: &str) -> Option<&Cell> {
        self.cells.iter().find(|c| c.policy == policy && c.interceptor == interceptor)
    }
}
