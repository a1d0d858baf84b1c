//! Zones whose status follows events of the timetable.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A zone, area or road and how its status changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ZoneStatus {
    /// Its id: an area, segment, site or zone of the scenario, or a name of
    /// the talks alone.
    pub id: String,
    /// In words.
    pub name: Option<String>,
    /// Its status before any event.
    pub at_first: String,
    /// Its status from each event on.
    pub then: Vec<Status>,
    /// Statuses under which supplies may pass.
    pub open_when: Vec<String>,
}

/// A status that an event brings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Status {
    /// Index of the event.
    pub event: usize,
    /// The status from then on.
    pub status: String,
}
