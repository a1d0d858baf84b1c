//! Where interception and coverage settle, if each follows from the other.
//!
//! Interception is taken to fall as food comes ([`crate::simulation::Scarcity`]),
//! and coverage falls as more is intercepted. A state in which both agree is an
//! equilibrium; there may be two, with the same roads, terms and supply.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::id::{AreaId, FrameworkId, SegmentId, ZoneId};
use crate::loss::Loss;

/// The schema name in every answer.
pub const SCHEMA: &str = "safeconduct/scarcity/1";

/// Equilibria under one framework, found from both ends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Equilibria {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// Version of Safeconduct that made it.
    pub version: String,
    /// The command that made it, for the record.
    pub command: String,
    /// Name of the scenario.
    pub scenario: String,
    /// The framework; none means the scenario as it stands.
    pub framework: Option<FrameworkId>,
    /// Fingerprint of scenario and framework; the curves are no part of it.
    pub input_sha256: String,
    /// Coverage is settled within this; equilibria closer than ten times it are one.
    pub tolerance: f64,
    /// Share of the scenario's supply, trucks at crossings and caps on what enters.
    pub supply: f64,
    /// From no coverage: what results where scarcity came first.
    pub from_empty: Equilibrium,
    /// From full coverage.
    pub from_full: Equilibrium,
    /// Whether the two are different.
    pub differ: bool,
    /// The supply at which the scarcer of two is gone; none where there is one.
    pub gone_at: Option<GoneAt>,
}

/// A state in which interception and coverage agree.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Equilibrium {
    /// By curve, in the order of the scenario.
    pub curves: Vec<CurveAt>,
    /// Energy coverage of all people.
    pub coverage: f64,
    /// The same by zone.
    pub zones: Vec<ZoneAt>,
    /// People-days at full energy need, over the horizon.
    pub people_days: f64,
    /// Tonnes that leave crossings on a mean day.
    pub enters_t_per_day: f64,
    /// Plans made on the way.
    pub plans: u32,
    /// Whether coverage settled within the tolerance.
    pub settled: bool,
    /// Whether coverage moved one way only; otherwise there may be others.
    pub one_way: bool,
}

/// A curve at an equilibrium.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CurveAt {
    /// Segments that follow it.
    pub segments: Vec<SegmentId>,
    /// Areas that do.
    pub areas: Vec<AreaId>,
    /// Energy coverage of the zones that count for it.
    pub coverage: f64,
    /// Expected loss on each of its segments.
    pub loss: Loss,
}

/// A zone at an equilibrium.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ZoneAt {
    /// The zone.
    pub zone: ZoneId,
    /// Energy coverage over the horizon.
    pub coverage: f64,
}

/// The supply at which the scarcer equilibrium is gone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GoneAt {
    /// Greatest share of the scenario's supply at which both were still found.
    pub still_at: f64,
    /// Share at which one is left; none where even the most that was tried left two.
    pub gone_at: Option<f64>,
    /// Tonnes that leave crossings on a mean day there, in the one that is left.
    pub enters_t_per_day: Option<f64>,
    /// The most that was tried.
    pub most_tried: f64,
}
