//! The scenario: the world a plan is made for.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::basket::RationBound;
use crate::commodity::Commodity;
use crate::condition::Condition;
use crate::figure::{Alternate, Assumption};
use crate::fleet::Fleet;
use crate::framework::Framework;
use crate::interceptor::Interceptor;
use crate::need::{Need, Walking};
use crate::reach::Reach;
use crate::segment::Segment;
use crate::simulation::Simulation;
use crate::site::Site;
use crate::stock::Stock;
use crate::supply::Supply;
use crate::track::Track;
use crate::zone::{PopulationChange, Zone};

/// The schema version that this code writes and reads without upgrading.
pub const SCHEMA: u32 = 1;

/// The world a plan is made for, as read and checked; immutable from then on.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Version of the format.
    pub schema: u32,
    /// Short name; the folder's.
    pub name: String,
    /// One line for people.
    pub title: String,
    /// What the scenario is and is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Calendar date of day 0.
    #[schemars(with = "String")]
    pub start: Date,
    /// Days in the horizon.
    pub days: u32,
    /// Strikes that the worst case assumes (Γ) unless told: in a day, or in the
    /// whole horizon where [`Interceptor::per`] says so. May be a fraction.
    #[serde(default, serialize_with = "crate::interceptor::written")]
    pub gamma: f64,
    /// What may be struck, and over which time Γ counts.
    #[serde(default, skip_serializing_if = "Interceptor::is_usual")]
    pub interceptor: Interceptor,
    /// Need per person and day.
    pub need: Need,
    /// How far people may be asked to walk.
    #[serde(default)]
    pub walking: Walking,
    /// What is carried.
    pub commodities: Vec<Commodity>,
    /// Ways of reaching people.
    pub tracks: Vec<Track>,
    /// Trucks.
    pub fleets: Vec<Fleet>,
    /// Places.
    pub sites: Vec<Site>,
    /// People.
    pub zones: Vec<Zone>,
    /// Changes in the number of people.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub populations: Vec<PopulationChange>,
    /// Roads.
    pub segments: Vec<Segment>,
    /// What differs on a road on some days.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<Condition>,
    /// What can be bought, where and when.
    pub supply: Vec<Supply>,
    /// Stock on hand at the start.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stocks: Vec<Stock>,
    /// Measured walks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reach: Vec<Reach>,
    /// Bounds on rations, held where a plan is asked to choose the basket.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub basket: Vec<RationBound>,
    /// What had to be assumed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assumptions: Vec<Assumption>,
    /// Figures that other parties publish for the same things.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternates: Vec<Alternate>,
    /// What simulations assume beyond the tables above; no part of a plan's input.
    #[serde(default, skip_serializing_if = "Simulation::is_empty")]
    pub simulation: Simulation,
    /// Frameworks to plan under.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub frameworks: Vec<Framework>,
}

impl Scenario {
    /// The framework of this name.
    #[must_use]
    pub fn framework(&self, id: &str) -> Option<&Framework> {
        self.frameworks.iter().find(|f| f.id.as_str() == id)
    }
}
