//! What follows from talks: conflicts, moves, what can be banked, drafts.
//!
//! Positions go by id; sets of them are in the order of their ids. Counts of
//! packages are exact, or left out where there are too many ways to count.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::front::FrontAnswer;
use super::schedule::{StabilityAnswer, TimetableAnswer};
use super::worth::WorthAnswer;

/// Identifier of the format of [`TalksAnswer`].
pub const SCHEMA: &str = "safeconduct/talks/1";

/// Everything that follows from one file of talks.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TalksAnswer {
    /// [`SCHEMA`].
    pub schema: String,
    /// What the talks are about.
    pub title: String,
    /// The day the file speaks of, YYYY-MM-DD.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// Positions, conflicts, moves and drafts.
    pub talks: PositionsAnswer,
    /// Who can reach whom, and where contingent steps stand.
    pub people: PeopleAnswer,
    /// The timetable, where the file has events.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timetable: Option<TimetableAnswer>,
    /// Zones whose status follows events.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub zones: Vec<ZoneAnswer>,
    /// Stable states, where the file holds a graph of moves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stability: Option<StabilityAnswer>,
    /// What follows from numbers given to options, where the file holds any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub numbers: Option<FrontAnswer>,
    /// What packages are worth in people fed, where a scenario was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worth: Option<WorthAnswer>,
}

impl TalksAnswer {
    /// Whether a deal is possible as things stand: some package keeps every
    /// position on record, and the timetable, if there is one, can be kept.
    #[must_use]
    pub fn deal(&self) -> bool {
        let held = self.timetable.as_ref().is_none_or(|timetable| timetable.consistent);
        let Self { talks, .. } = self;
        talks.complete && talks.rules_hold && talks.mus.is_empty() && held
    }
}

/// A count that may be beyond what JSON readers take as a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Count {
    /// Up to 2^53.
    Number(u64),
    /// Beyond, in decimal digits.
    Large(String),
}

/// Everything that follows from elements, rules, positions and drafts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PositionsAnswer {
    /// Whether all conflicts and moves are listed.
    pub complete: bool,
    /// Whether the rules alone can hold.
    pub rules_hold: bool,
    /// Where they cannot: rules of which any may be left out so that the others
    /// of them hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules_in_contradiction: Vec<String>,
    /// Packages there are.
    pub space: Option<Count>,
    /// Packages that the rules allow.
    pub packages_allowed_by_rules: Option<Count>,
    /// Packages that all parties on record accept.
    pub acceptable_to_all: Option<Count>,
    /// By party on record: packages it accepts.
    pub acceptable_to: BTreeMap<String, Option<Count>>,
    /// By pair of parties: packages both accept.
    pub pairs: BTreeMap<String, Option<Count>>,
    /// Minimal moves over all clusters; left out where there are too many.
    pub mcs: Option<Vec<Vec<String>>>,
    /// Minimal conflicts.
    pub mus: Vec<Vec<String>>,
    /// Where not all conflicts are listed: how many positions the smallest has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub smallest_conflict: Option<SmallestConflict>,
    /// The cheapest moves; where the answer is not complete, one of them, and
    /// none where it is not proved to be the cheapest.
    pub cheapest: Option<Cheapest>,
    /// Where the cheapest move was not found in time: the cheapest known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cheapest_known: Option<Cheapest>,
    /// Where the cheapest move was not found in time: no move costs less.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cheapest_at_least: Option<f64>,
    /// By party: what agreement costs if it alone moves; none if it cannot.
    /// Left out where the answer is not complete and it is not known.
    pub one_sided: BTreeMap<String, Option<f64>>,
    /// Moves that ask the least of whoever is asked most.
    pub balanced: Option<Balanced>,
    /// Positions that are known to be in no conflict.
    pub not_in_the_way: Vec<String>,
    /// By position: one over the size of the smallest move that holds it; empty
    /// where the answer is not complete.
    pub responsibility: BTreeMap<String, String>,
    /// Positions that conflicts join.
    pub clusters: Vec<Vec<String>>,
    /// Parties whose own positions cannot hold together.
    pub self_contradicting: Vec<String>,
    /// Positions that follow from another of the same party: (from, follows).
    pub implied: Vec<(String, String)>,
    /// By cluster: its minimal moves, firm positions included.
    pub cluster_moves: Vec<Vec<Vec<String>>>,
    /// By element.
    pub elements: BTreeMap<String, ElementAnswer>,
    /// Options that break nobody's position, by element.
    pub bankable: BTreeMap<String, String>,
    /// What each minimal move opens.
    pub deals: Vec<Deal>,
    /// By draft.
    pub drafts: BTreeMap<String, DraftAnswer>,
    /// What changed from each draft to the next.
    pub diffs: Vec<Diff>,
}

/// How small the smallest conflict is, where not all are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SmallestConflict {
    /// Positions of the smallest known, which stands first under `mus`.
    pub size: usize,
    /// Whether it is proved that none is smaller.
    pub proved: bool,
    /// None is smaller than this.
    pub at_least: usize,
}

/// The cheapest moves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cheapest {
    /// Sum of weights.
    pub cost: f64,
    /// Every set at that cost.
    pub sets: Vec<Vec<String>>,
}

/// The moves that ask the least of whoever is asked most.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Balanced {
    /// Sum of weights asked of the party asked most.
    pub max_per_party: f64,
    /// Every set at that.
    pub sets: Vec<Vec<String>>,
}

/// Where an element stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ElementAnswer {
    /// Options that every party on record could take.
    pub common: Vec<String>,
    /// The same without parties whose own positions cannot hold together, which
    /// leave nothing anywhere; where there are such.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub common_to_others: Option<Vec<String>>,
    /// In one word.
    pub status: ElementStatus,
    /// By party on record: the options its own positions leave it.
    pub by_party: BTreeMap<String, Vec<String>>,
    /// Parties on record whose positions do not mention it.
    pub not_said: Vec<String>,
}

/// Where an element stands, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ElementStatus {
    /// No option that all could take.
    Contested,
    /// Some option that all could take, but a conflict speaks of it.
    Entangled,
    /// Several options that all could take, and no conflict speaks of it.
    Open,
    /// One option that all could take, of which not all have spoken.
    Unopposed,
    /// One option that all could take, of which all have spoken.
    Agreed,
}

/// What a move opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Deal {
    /// Positions given up.
    pub give: Vec<String>,
    /// Packages that keep all others.
    pub packages: Option<Count>,
    /// What is the same in all of them, by element.
    pub fixed: BTreeMap<String, String>,
}

/// Where a draft stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftAnswer {
    /// Elements it does not set.
    pub silent_on: Vec<String>,
    /// Packages that fill it in and keep the rules.
    pub completions: Option<Count>,
    /// Positions broken however it is filled in.
    pub always_breaks: Vec<String>,
    /// Positions broken at least; none if nothing fills it in.
    pub fewest_broken: Option<usize>,
}

/// What changed between two drafts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Diff {
    /// The earlier draft.
    pub from: String,
    /// The later one.
    pub to: String,
    /// By element: before and after; `(silent)` where it is not set.
    pub changed: BTreeMap<String, (String, String)>,
    /// Positions no longer broken in every way of filling it in.
    pub now_kept: Vec<String>,
    /// Positions now broken in every way.
    pub now_broken: Vec<String>,
}

/// Who can reach whom, and where contingent steps stand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PeopleAnswer {
    /// Principals and mediators of whom no position is on record.
    pub not_on_record: Vec<String>,
    /// By pair of parties: how they can reach one another.
    pub reach: Vec<Reach>,
    /// Parties without whom some pair of others could not reach one another
    /// any more.
    pub single_points: Vec<SinglePoint>,
    /// Where contingent steps stand, in the order of the file.
    pub contingents: Vec<ContingentAnswer>,
}

/// How two parties can reach one another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reach {
    /// The two.
    pub between: (String, String),
    /// Parties on the shortest way over channels in use, the two included;
    /// none if there is no way.
    pub today: Option<Vec<String>>,
    /// The same over all channels not closed, offered ones included.
    pub possible: Option<Vec<String>>,
}

/// A party on whom others depend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SinglePoint {
    /// The party.
    pub party: String,
    /// Pairs that could not reach one another without it.
    pub parts: Vec<(String, String)>,
}

/// Where a contingent step stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContingentAnswer {
    /// Who takes it.
    pub actor: String,
    /// The step in words.
    pub step: String,
    /// Whether what it waits for has come.
    pub state: StepState,
    /// What is still waited for.
    pub waits_for: Vec<String>,
}

/// Whether a contingent step is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    /// What it waits for has happened.
    Done,
    /// It may still come to pass.
    Possible,
    /// It can no longer come to pass.
    RuledOut,
}

/// On which days a zone has which status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ZoneAnswer {
    /// Its id.
    pub id: String,
    /// Its statuses in order, each with the first and the last day on which it
    /// may begin; the last is none where nothing limits it.
    pub statuses: Vec<(String, i64, Option<i64>)>,
    /// Days from which supplies can count on passing, to when they can: first
    /// day, and day after the last (none without end). Only days on which it is
    /// open however the timetable turns out.
    pub open_for_certain: Vec<(i64, Option<i64>)>,
    /// The same for days on which it may be open.
    pub open_perhaps: Vec<(i64, Option<i64>)>,
}
