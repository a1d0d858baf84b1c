//! Tracks: ways of reaching people.

use schemars::JsonSchema;
use serde::Serialize;

use crate::id::TrackId;
use crate::site::SiteKind;

/// A way of reaching people, such as `centres` or `corridors`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Track {
    /// Identifier.
    pub id: TrackId,
    /// Display name.
    pub name: String,
    /// Kinds of site it hands supplies out at.
    pub serves: Vec<SiteKind>,
}
