//! Channels: who can reach whom, and through whom.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A way of talking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// Indices of the parties it connects.
    pub between: Vec<usize>,
    /// Indices of those it runs through; empty if they talk directly.
    pub via: Vec<usize>,
    /// Whether they meet.
    pub mode: Option<Mode>,
    /// Whether it is acknowledged.
    pub standing: Option<Standing>,
    /// `active`, `offered`, `suspended`, `closed` or any other word.
    pub status: Option<String>,
}

impl Channel {
    /// Whether it can be used today: nothing is said against it.
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.status.as_deref().is_none_or(|status| status == "active")
    }
}

/// Whether the parties of a channel meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// They meet.
    Direct,
    /// Somebody carries messages.
    Indirect,
}

/// Whether a channel is acknowledged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Acknowledged by all who use it.
    Official,
    /// Not acknowledged.
    Unofficial,
}
