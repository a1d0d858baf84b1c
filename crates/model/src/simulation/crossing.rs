//! Crossings that open and close by chance.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::figure::Provenance;
use crate::id::SiteId;
use crate::units::{Share, TrucksPerDay};

/// A crossing as a two-state Markov chain with a step a day.
///
/// It can only close what the framework leaves open: on a day on which the
/// scenario or a term closes the crossing, it is closed.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CrossingChain {
    /// The crossing.
    pub site: SiteId,
    /// Chance that it is closed on the day after an open one.
    pub close_if_open: Share,
    /// Chance that it is open on the day after a closed one.
    pub open_if_closed: Share,
    /// How day 0 is drawn.
    #[serde(default)]
    pub start: Start,
    /// Trucks on an open day, in place of the crossing's own `trucks_per_day`
    /// where that is a mean over open and closed days. A term's figure stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trucks_when_open: Option<TrucksPerDay>,
    /// Trucks on an open day as equally spaced quantiles, least first: each open
    /// day draws its own limit between them. In place of `trucks_when_open`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trucks_quantiles: Vec<TrucksPerDay>,
    /// Source and certainty.
    #[serde(flatten)]
    pub provenance: Provenance,
}

/// The state of a crossing on day 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Start {
    /// Open.
    Open,
    /// Closed.
    Closed,
    /// Open with the chain's long-run share of open days.
    #[default]
    Stationary,
}

impl CrossingChain {
    /// Long-run share of open days, `b / (a + b)` with `a` the chance to close
    /// and `b` the chance to open; 1 where it does neither.
    #[must_use]
    pub fn open_share(&self) -> f64 {
        let (a, b) = (self.close_if_open.0, self.open_if_closed.0);
        if a + b > 0.0 { b / (a + b) } else { 1.0 }
    }

    /// Open days to expect among the first `days`, day 0 counted.
    #[must_use]
    pub fn expected_open_days(&self, days: usize) -> f64 {
        let mut open = self.open_at_start();
        let day = |_| {
            let today = open;
            open = today * (1.0 - self.close_if_open.0) + (1.0 - today) * self.open_if_closed.0;
            today
        };
        (0..days).map(day).sum()
    }

    /// Mean length of a closure in days; infinite where it never opens again.
    #[must_use]
    pub fn mean_closure_days(&self) -> f64 {
        1.0 / self.open_if_closed.0
    }

    /// Chance that it is open on day 0.
    #[must_use]
    pub fn open_at_start(&self) -> f64 {
        match self.start {
            Start::Open => 1.0,
            Start::Closed => 0.0,
            Start::Stationary => self.open_share(),
        }
    }
}
