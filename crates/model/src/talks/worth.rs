//! What packages are worth in people fed: frameworks to plan, and what came of
//! planning them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::framework::Framework;
use crate::id::ZoneId;
use crate::plan::Group;

/// Whose packages they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum Whose {
    /// Packages that all on record accept as things stand.
    Acceptable,
    /// Packages that fill in a draft and keep the rules.
    Draft {
        /// Its id.
        draft: String,
    },
    /// Packages that keep every position of one party.
    Party {
        /// Its id.
        party: String,
    },
    /// Packages that a minimal move opens: they keep all other positions.
    Move {
        /// Positions given up.
        give: Vec<String>,
    },
}

/// Packages, as the frameworks that they lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Whose they are.
    pub whose: Whose,
    /// Places in [`Proposals::frameworks`], rising.
    pub frameworks: Vec<usize>,
    /// Whether these are all that its packages lead to; a sample otherwise.
    pub all: bool,
}

/// Frameworks to plan, each once however many packages lead to it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Proposals {
    /// Their terms, and in their names the choices that bring them.
    pub frameworks: Vec<Framework>,
    /// Who asks for them.
    pub proposals: Vec<Proposal>,
    /// Moves left out because there are too many.
    pub moves_left_out: usize,
}

/// What packages come to in one scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WorthAnswer {
    /// The scenario's name.
    pub scenario: String,
    /// People-days in the horizon.
    pub people_days_needed: f64,
    /// Each framework that packages lead to.
    pub frameworks: Vec<FrameworkWorth>,
    /// What each draft, party and move comes to.
    pub proposals: Vec<ProposalWorth>,
    /// Moves left out because there are too many.
    pub moves_left_out: usize,
}

/// What one framework comes to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FrameworkWorth {
    /// Its id in this answer.
    pub id: String,
    /// The choices that bring its terms.
    pub choices: String,
    /// Ids of its terms, in order.
    pub terms: Vec<String>,
    /// Its plan's figures; none where no plan keeps what the terms demand.
    pub planned: Option<PlannedWorth>,
}

/// Figures of a plan, as its claims state them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlannedWorth {
    /// People-days at full energy need.
    pub people_days: f64,
    /// Energy coverage of all people over the horizon.
    pub coverage: f64,
    /// The zone of the group with the lowest energy coverage over the horizon;
    /// the first of those alike. None where there is nobody.
    pub lowest_zone: Option<ZoneId>,
    /// The group.
    pub lowest_group: Option<Group>,
    /// Its coverage.
    pub lowest_coverage: f64,
    /// Groups whose coverage is within 0.05 percentage points of the lowest, of
    /// how many with people.
    pub lowest_alike: (usize, usize),
    /// Expected loss on the road, USD.
    pub expected_loss_usd: f64,
    /// Value lost if the places that lose most are struck, USD.
    pub worst_case_usd: f64,
    /// Whether planning was stopped before it was done.
    pub cut: bool,
}

/// What one draft, party or move comes to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposalWorth {
    /// Whose packages they are.
    #[serde(flatten)]
    pub whose: Whose,
    /// Ids of the frameworks that they lead to.
    pub frameworks: Vec<String>,
    /// Whether these are all; a sample otherwise.
    pub all: bool,
    /// People-days at full need: of the framework with the fewest, and of that
    /// with the most. None where nothing could be planned.
    pub people_days: Option<(f64, f64)>,
    /// Of a move: its most people-days less the most of what all on record
    /// accept before it; none where they accept nothing before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens_people_days: Option<f64>,
}
