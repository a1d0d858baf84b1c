//! What a simulation assumes: how crossings open and close, what becomes of
//! missions, how an interceptor behaves, how scarcity feeds interception.
//!
//! None of it changes a plan: a plan is made for the scenario's own tables, and
//! its fingerprint leaves this out. A part that is left out does not happen;
//! which parts did not, and which parameters were filled in, is printed with
//! every result.

use schemars::JsonSchema;
use serde::Serialize;

use crate::id::{AreaId, FrameworkId};

mod behaviour;
mod closure;
mod crossing;
mod mission;
mod scarcity;

pub use behaviour::{
    Behaviours, BestResponse, Convention, Exp3, HotSpot, Leak, NearRepeat, Pattern, Quantal, Regret,
};
pub use closure::Closure;
pub use crossing::{CrossingChain, Start};
pub use mission::MissionOutcomes;
pub use scarcity::{Scarcity, ScarcityPoint};

/// Assumptions of a simulation, as `simulation.toml` holds them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Simulation {
    /// How crossings open and close; one that is left out follows the scenario.
    #[serde(rename = "crossing", skip_serializing_if = "Vec::is_empty")]
    pub crossings: Vec<CrossingChain>,
    /// What becomes of missions; without any row every mission is facilitated.
    #[serde(rename = "mission", skip_serializing_if = "Vec::is_empty")]
    pub missions: Vec<MissionOutcomes>,
    /// Parameters of interceptors; usual ones where left out.
    #[serde(rename = "interceptor", skip_serializing_if = "Behaviours::is_usual")]
    pub behaviours: Behaviours,
    /// How loss follows from recent coverage; the scenario's loss where left out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub scarcity: Vec<Scarcity>,
    /// Days on which segments are closed, surely or by chance.
    #[serde(rename = "closure", skip_serializing_if = "Vec::is_empty")]
    pub closures: Vec<Closure>,
}

impl Simulation {
    /// Whether nothing was assumed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What becomes of missions of a track from a crossing or hub, under a
    /// framework or none, on a corridor through these areas: of the rows that fit,
    /// the one that says most (framework before areas, crossing, track).
    #[must_use]
    pub fn mission(
        &self,
        framework: Option<&FrameworkId>,
        track: &str,
        from: &str,
        areas: &[AreaId],
    ) -> Option<&MissionOutcomes> {
        let fits = |row: &&MissionOutcomes| {
            (row.framework.is_none() || row.framework.as_ref() == framework)
                && (row.areas.is_empty() || row.areas.iter().any(|area| areas.contains(area)))
                && row.track.as_ref().is_none_or(|t| t.as_str() == track)
                && row.crossing.as_ref().is_none_or(|c| c.as_str() == from)
        };
        let said = |row: &&MissionOutcomes| {
            8 * usize::from(row.framework.is_some())
                + 4 * usize::from(!row.areas.is_empty())
                + 2 * usize::from(row.crossing.is_some())
                + usize::from(row.track.is_some())
        };
        self.missions.iter().filter(fits).max_by_key(said)
    }
}
