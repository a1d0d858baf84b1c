//! What each clause is worth: the terms in which two frameworks differ, each with
//! its part of the difference between them.
//!
//! A measure is a whole number of its unit for every framework between the two
//! (some differing terms as in one, the others as in the other). All worths are
//! made from these whole numbers, so they add up to the difference exactly.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::id::FrameworkId;

/// The schema name in every answer.
pub const SCHEMA: &str = "safeconduct/worth/1";

/// What is measured under each framework.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// People-days at full energy need over the horizon.
    #[default]
    PeopleDays,
    /// Least mean coverage of any group in any week, in millionths of need.
    Lowest,
    /// Expected loss of value in all three kinds, USD.
    Loss,
    /// Value lost if the worst targets are struck, USD.
    WorstCase,
    /// Truck-kilometres, loaded and empty.
    TruckKm,
}

impl Measure {
    /// The unit in which it is counted.
    #[must_use]
    pub const fn unit(self) -> &'static str {
        match self {
            Self::PeopleDays => "people-days",
            Self::Lowest => "millionths of need",
            Self::Loss | Self::WorstCase => "USD",
            Self::TruckKm => "truck-km",
        }
    }

    /// What it is, in words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::PeopleDays => "people-days at full need",
            Self::Lowest => "coverage of the lowest group and week",
            Self::Loss => "expected loss of value, all kinds",
            Self::WorstCase => "worst case",
            Self::TruckKm => "truck-kilometres",
        }
    }
}

/// What the terms that differ between two frameworks are worth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Worth {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// Version of Safeconduct that made it.
    pub version: String,
    /// Name of the scenario.
    pub scenario: String,
    /// The framework set out from; none means the scenario as it stands.
    pub from: Option<FrameworkId>,
    /// The framework arrived at; none means the scenario as it stands.
    pub to: Option<FrameworkId>,
    /// What is measured.
    pub measure: Measure,
    /// The unit of every value and worth below.
    pub unit: String,
    /// The measure under `from`; none where no plan keeps its floors.
    pub from_value: Option<i64>,
    /// The measure under `to`; none where no plan keeps its floors.
    pub to_value: Option<i64>,
    /// What the measure gains from `from` to `to`: the sum of all worths.
    pub difference: Option<i64>,
    /// The terms that differ, in the order in which they apply.
    pub terms: Vec<TermWorth>,
    /// Pairs of terms that matter to each other, the strongest first.
    pub pairs: Vec<Pair>,
    /// Over which orders worths are averaged.
    pub orders: Orders,
    /// How the frameworks between the two were valued.
    pub counts: Counts,
    /// Frameworks between the two without a plan: at most eight, with the fewest
    /// terms as in `to` first.
    pub without_plan: Vec<WithoutPlan>,
    /// The ends once more as full plans that the checker accepted.
    pub ends: Vec<End>,
}

/// A term that differs, and what it is worth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TermWorth {
    /// The term's id; that in `to` where it stands in both.
    pub term: String,
    /// How it differs.
    pub change: Change,
    /// What it says, in its own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Its worth: the mean, over the orders in which the terms may come about
    /// one after the other, of what the measure gains when this one does
    /// (Shapley 1953). Rounded to whole units so that all add up; none where
    /// there is no such order.
    pub worth: Option<i64>,
    /// Standard error of the mean where orders were sampled, in units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standard_error: Option<f64>,
    /// What the measure gains when this alone changes under `from`; none where
    /// either has no plan.
    pub alone: Option<i64>,
    /// What the measure gains when this comes last, to make `to` whole; none
    /// where either has no plan.
    pub last: Option<i64>,
}

/// How a term differs between two frameworks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Stands in `to` alone.
    Added,
    /// Stands in `from` alone.
    Removed,
    /// Stands in both and says something else.
    Changed,
    /// Not a term: both have terms alike that apply in another order.
    Order,
}

/// Two terms that matter to each other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// The first term's id.
    pub first: String,
    /// The second term's id.
    pub second: String,
    /// How they matter to each other.
    pub bond: Bond,
    /// What both together bring beyond what each brings alone, averaged over
    /// the frameworks of the other terms as in the interaction index of
    /// Grabisch and Roubens (1999), over those in which all four have plans;
    /// in whole units.
    pub together: i64,
    /// One sentence.
    pub sentence: String,
}

/// How two terms matter to each other. What holds "nothing" holds in every
/// framework between the two, not on average.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Bond {
    /// The first changes nothing without the second.
    Needs,
    /// Neither changes anything without the other.
    NeedEachOther,
    /// The first changes nothing once the second is there.
    MadeNeedless,
    /// Either changes nothing once the other is there.
    OneWillDo,
    /// Together they bring more than each alone, on average.
    Strengthen,
    /// Together they bring less than each alone, on average.
    Overlap,
}

/// Over which orders of the differing terms worths are averaged: only those
/// count in which a plan exists at every step.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "averaged", rename_all = "snake_case", deny_unknown_fields)]
pub enum Orders {
    /// Every order was looked at: exact.
    Every {
        /// Orders with a plan at every step.
        counted: u64,
        /// All orders.
        possible: u64,
    },
    /// Orders were drawn, each with its reverse.
    Sampled {
        /// Orders drawn.
        drawn: u64,
        /// Orders of those with a plan at every step.
        counted: u64,
        /// What the draw was seeded with.
        seed: u64,
    },
}

/// How the frameworks between the two were valued.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// Frameworks asked for, both ends included.
    pub frameworks: u64,
    /// Frameworks that leave the same limits on every day as another one.
    pub alike: u64,
    /// Frameworks whose value follows from others: one that is no easier and one
    /// that is no harder come to the same.
    pub between: u64,
    /// Frameworks valued by solving.
    pub solved: u64,
    /// Linear programs solved for them.
    pub linear_programs: u64,
    /// Frameworks without a plan.
    pub without_plan: u64,
}

/// A framework between the two under which there is no plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WithoutPlan {
    /// The differing terms that are as in `to`; all others are as in `from`.
    pub as_in_to: Vec<String>,
    /// Why there is none.
    pub why: String,
}

/// An end of the comparison, planned in full and accepted by the checker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct End {
    /// The framework; none means the scenario as it stands.
    pub framework: Option<FrameworkId>,
    /// The measure of the plan as written in whole grams, in units.
    pub planned: f64,
    /// The value that worths are made from, before it was rounded, in units.
    pub valued: f64,
}
