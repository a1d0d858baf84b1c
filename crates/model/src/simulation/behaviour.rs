//! Parameters of the interceptors that a simulation plays.
//!
//! None was estimated on aid convoys. Where a table is left out, the usual
//! values below hold; each says where it comes from.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::figure::Provenance;
use crate::units::Share;

/// Parameters by interceptor, as `[interceptor.NAME]`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Behaviours {
    /// Goes where most passed some days ago.
    pub best_response: BestResponse,
    /// Goes where most passed lately, older days counting less.
    pub hot_spot: HotSpot,
    /// Looks for what followed the last days whenever they occurred before.
    pub pattern: Pattern,
    /// Learns from what its own strikes brought (EXP3).
    pub exp3: Exp3,
    /// Learns from what every strike would have brought (regret matching).
    pub regret: Regret,
    /// Prefers rich targets, the more the richer (quantal response).
    pub quantal: Quantal,
    /// Comes back to where it struck (near-repeat, a Hawkes process).
    pub near_repeat: NearRepeat,
    /// Learns the day's draw from an informant on some days.
    pub leak: Leak,
}

impl Behaviours {
    /// Whether nothing was said of any interceptor.
    #[must_use]
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

macro_rules! usual {
    ($name:ident { $($field:ident: $value:expr),+ }, $source:literal) => {
        impl Default for $name {
            fn default() -> Self {
                Self {
                    $($field: $value,)+
                    provenance: Provenance { source: Some($source.to_owned()), certainty: Some(crate::figure::Certainty::Low) },
                }
            }
        }
    };
}

/// Goes where most passed on the last day it knows of.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct BestResponse {
    /// Days until what passed is known; each is an interceptor of its own.
    pub delay_days: Vec<u32>,
    /// Source and certainty.
    #[serde(flatten)]
    pub provenance: Provenance,
}
usual!(BestResponse { delay_days: vec![1, 3, 7] }, "assumption: a day, half a week, a week");

/// Goes where most passed lately.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct HotSpot {
    /// Weight of a day as a share of that of the day after it.
    pub kept_a_day: Share,
    /// Source and certainty.
    #[serde(flatten)]
    pub provenance: Provenance,
}
usual!(HotSpot { kept_a_day: Share(0.9) }, "assumption: half forgotten in a week");

/// Looks for what followed the last days.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Pattern {
    /// Days looked back; each is an interceptor of its own.
    pub orders: Vec<u32>,
    /// Source and certainty.
    #[serde(flatten)]
    pub provenance: Provenance,
}
usual!(Pattern { orders: vec![1, 2] }, "assumption: yesterday, and the last two days");

/// EXP3 of Auer, Cesa-Bianchi, Freund and Schapire (2002).
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Exp3 {
    /// Share of days on which any target is tried alike; the value that the
    /// paper proves good for the horizon where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exploration: Option<Share>,
    /// Source and certainty.
    #[serde(flatten)]
    pub provenance: Provenance,
}
usual!(Exp3 { exploration: None }, "Auer et al. 2002, corollary 3.2");

/// Regret matching of Hart and Mas-Colell (2000).
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Regret {
    /// What regret is counted against.
    pub convention: Convention,
    /// Source and certainty.
    #[serde(flatten)]
    pub provenance: Provenance,
}
usual!(Regret { convention: Convention::Expected }, "Hart and Mas-Colell 2000");

/// What an interceptor regrets: what each target would have brought, less this.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Convention {
    /// What its mixture would have brought in the mean.
    #[default]
    Expected,
    /// What the targets that it struck did bring.
    Realised,
}

/// Quantal response of McKelvey and Palfrey (1995).
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Quantal {
    /// Log odds for a target that promises the whole cargo of a day over one
    /// that promises nothing (λ); 0 strikes anywhere alike.
    pub lambda: f64,
    /// Source and certainty.
    #[serde(flatten)]
    pub provenance: Provenance,
}
usual!(Quantal { lambda: 5.0 }, "assumption: between blind (0) and always the best (20 and more)");

/// A self-exciting process of incidents, after Hawkes (1971).
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct NearRepeat {
    /// Incidents a day without any before, over all targets together.
    pub background_per_day: f64,
    /// Further incidents that one brings, in the mean.
    pub branching: Share,
    /// How fast they follow: an incident's weight falls by exp(-decay) a day.
    pub decay_per_day: f64,
    /// Source and certainty.
    #[serde(flatten)]
    pub provenance: Provenance,
}
usual!(
    NearRepeat { background_per_day: 0.2, branching: Share(0.45), decay_per_day: 1.0 / 14.0 },
    "Lewis, Mohler, Brantingham and Bertozzi 2012 (civilian deaths, Iraq): branching 0.37 to 0.50, memory of two to six weeks; the background is an assumption"
);

/// An informant.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Leak {
    /// Chance that a day's draw is known before it leaves.
    pub chance: Share,
    /// Source and certainty.
    #[serde(flatten)]
    pub provenance: Provenance,
}
usual!(Leak { chance: Share(0.2) }, "assumption: one day in five");
