//! Days of a term that a timetable decides.

use schemars::JsonSchema;
use serde::Serialize;

/// Events and zones of the file of talks beside the scenario, between which a
/// term holds. Only a timetable says which days these are: until it has, the
/// term cannot be applied.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EventWindow {
    /// Id of the event from which it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_event: Option<String>,
    /// Id of the event before which it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_event: Option<String>,
    /// Id of the zone of the timetable while which is open it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub while_open: Option<String>,
}

impl EventWindow {
    /// Whether no timetable is needed.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.from_event.is_none() && self.to_event.is_none() && self.while_open.is_none()
    }
}
