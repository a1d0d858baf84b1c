//! Plans of one scenario under several frameworks, side by side.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::answer::Infeasible;
use crate::frontier::Frontier;
use crate::id::{FrameworkId, TrackId, ZoneId};
use crate::plan::{Baseline, Claims, TermEffect, Unserved};

/// The schema name in every answer.
pub const SCHEMA: &str = "safeconduct/compare/1";

/// One scenario under several frameworks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Comparison {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// Name of the scenario.
    pub scenario: String,
    /// Frameworks with a plan, then those without, each in the order asked for.
    pub answers: Vec<Side>,
    /// Coverage against what is at stake, where it was asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub frontiers: Vec<Frontier>,
}

/// A framework and what planning under it comes to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Side {
    /// There is a plan.
    Planned(Box<Planned>),
    /// No plan keeps every floor.
    Infeasible {
        /// The framework; none means the scenario as it stands.
        framework: Option<FrameworkId>,
        /// Why there is none.
        why: Infeasible,
    },
}

/// A plan without its movements.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Planned {
    /// The framework; none means the scenario as it stands.
    pub framework: Option<FrameworkId>,
    /// Strikes that the worst case assumes (Γ).
    #[serde(
        serialize_with = "crate::interceptor::written",
        deserialize_with = "crate::interceptor::strikes"
    )]
    pub gamma: f64,
    /// Fingerprint of scenario and framework.
    pub input_sha256: String,
    /// The figures that stand side by side.
    pub figures: Figures,
    /// Every claim of the plan; the checker recomputed each.
    pub claims: Claims,
    /// What each term did.
    pub terms: Vec<TermEffect>,
    /// Why each group below full coverage is below it.
    pub unserved: Vec<Unserved>,
    /// Simple rules under the same terms.
    pub baselines: Vec<Baseline>,
}

/// The figures of a comparison, derived from the plan's claims.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Figures {
    /// People at full need on a mean day.
    pub people_fed: f64,
    /// Energy coverage of all people.
    pub coverage: f64,
    /// Energy need per person and day: the planning figure, kcal.
    pub planning_figure_kcal: f64,
    /// Energy eaten per person and day, all people, kcal.
    pub kcal_per_person_day: f64,
    /// By zone: energy eaten per person and day, kcal; zones with people only.
    pub kcal_by_zone: BTreeMap<ZoneId, f64>,
    /// The zone where people eat least, and what; none where there is nobody.
    pub lowest_zone: Option<LowestZone>,
    /// Days on which some group eats less than the planning figure.
    pub days_below: u32,
    /// Mass sent on the last leg to people, by track, tonnes; none is added up
    /// with stocks.
    pub tonnes_by_track: BTreeMap<TrackId, f64>,
    /// Taken by armed groups, tonnes. The three kinds are never added up.
    pub seized_t: f64,
    /// Taken by people in need on the way, tonnes.
    pub self_distributed_t: f64,
    /// Refused, impounded or never collected, tonnes.
    pub refused_t: f64,
    /// Value lost if the worst targets are struck, USD.
    pub worst_case_usd: f64,
    /// Truck-kilometres, loaded and empty.
    pub truck_km: f64,
}

/// The zone where people eat least.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LowestZone {
    /// The zone; the first of several alike.
    pub zone: ZoneId,
    /// Energy eaten per person and day, kcal.
    pub kcal_per_person_day: f64,
}
