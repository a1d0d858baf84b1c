//! The interceptor: what the worst case assumes of whoever waits on the road.
//!
//! How often he strikes is the scenario's `gamma` (Γ); it may be a fraction, as
//! 1.5 for a second party on half the days.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What may be struck, and over which time Γ counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Interceptor {
    /// Whether Γ counts strikes in a day or in the whole horizon.
    pub per: Budget,
    /// What may be struck; segments alone where left out.
    pub strikes: Vec<Struck>,
}

/// The time over which strikes are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Budget {
    /// Γ strikes on every day.
    #[default]
    Day,
    /// Γ strikes over all days together.
    Horizon,
}

/// Kinds of target.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Struck {
    /// A stretch of road.
    Segments,
    /// A place: a checkpoint that takes a share of what passes.
    Sites,
    /// An area: a load is hit once, where it first meets it.
    Areas,
}

impl Struck {
    /// The word in a file.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Segments => "segments",
            Self::Sites => "sites",
            Self::Areas => "areas",
        }
    }
}

impl Default for Interceptor {
    fn default() -> Self {
        Self { per: Budget::Day, strikes: vec![Struck::Segments] }
    }
}

impl Interceptor {
    /// Whether targets of this kind may be struck.
    #[must_use]
    pub fn strikes(&self, kind: Struck) -> bool {
        self.strikes.contains(&kind)
    }

    /// Whether this is what a scenario that says nothing means.
    #[must_use]
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

/// Writes Γ as people do: 2 rather than 2.0.
pub(crate) fn written<S: Serializer>(gamma: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    #[allow(clippy::cast_possible_truncation)]
    if gamma.fract() == 0.0 && gamma.abs() < 1e9 {
        serializer.serialize_i64(*gamma as i64)
    } else {
        serializer.serialize_f64(*gamma)
    }
}

/// Reads a number of strikes.
pub(crate) fn strikes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    let gamma = f64::deserialize(deserializer)?;
    if gamma.is_finite() && gamma >= 0.0 {
        return Ok(gamma);
    }
    let unexpected = serde::de::Unexpected::Float(gamma);
    Err(serde::de::Error::invalid_value(unexpected, &"a number of strikes, 0 or more"))
}
