//! The world a framework leaves: every limit of every day, by index.
//!
//! This is what the planner plans in and the checker checks against. Indices
//! follow the order of the scenario's tables.
//!
//! Conventions that a plan must keep (the checker holds it to each). A row of
//! zero grams breaks none; rows that repeat add up.
//! * A movement leaves a crossing or a hub and arrives at a hub or at a site
//!   that hands out. At a site that hands out, the track must serve its kind.
//! * A load is counted on every segment of its corridor, on its crossing, on
//!   its fleet and in the worst case on the day it leaves. It arrives after
//!   `ceil(hours / hours_per_day) - 1` days (at least 0), within the horizon,
//!   and every segment must be open to its track on all days from leaving to
//!   arriving. The track itself must be allowed on the day of leaving.
//! * What leaves a segment is what entered times `1 - seized -
//!   self_distributed - refused` of the day of leaving, rounded down to the
//!   gram; the shares are the decimals as written, so 0.05 is 5/100.
//! * A segment's, crossing's and entry's cap counts loaded trucks: mass over
//!   payload. Segment caps count the mass that is expected to enter the
//!   segment, after the losses before it, in both directions together.
//!   Crossings count what leaves them, not what is bought there.
//! * A trip keeps a truck for `1/rounds_per_day + 2 hours/hours_per_day` days
//!   and burns fuel for twice its kilometres, at the mass that leaves. A fleet
//!   whose fuel is limited but whose use is not recorded may not drive.
//! * What lies at a site is what was on hand (rounded down to the gram),
//!   bought and arrived less what left, was handed out and given up, and is
//!   never negative at the end of a day: what arrives may leave the same day.
//! * Throughput caps the mass that arrives at a site in a day (leaves, at a
//!   crossing); storage caps the stock at the end of a day.
//! * Each visit to a site that hands out fetches at most a ration for the
//!   whole cycle: energy handed out / (need x cycle days) <= people a day.
//! * A household keeps at most a cycle's energy at the end of a day, for the
//!   people there are on that day. Where energy is not needed, neither this
//!   nor the rule before applies.
//! * Where a plan says that it chose its basket (`basket`), there is for every
//!   group and day a number of rations, at most its people of that day, such
//!   that what it eats of each of the scenario's bounds on rations lies between
//!   the least and the greatest mass in that many rations. Each mass may miss
//!   this by one part in 10^4 and ten grams for every commodity it counts. Where
//!   a plan does not say so, people eat any mix.
//! * Goods with a shelf life of L days: what lies at a site at the end of a
//!   day is at most what arrived there in the last L days, and what lies
//!   anywhere (sites, road, households) is at most what was bought or on hand
//!   in the last L days. Both are necessary; neither tracks single batches.
//!   The last L days end with this one; what is on hand at the start arrives
//!   on day 0; what is on the road counts at the mass that will arrive.
//! * Where a centre rule covers the day, distribution centres hand out only
//!   while the plan lists them as open, and it lists at most so many.
//! * Shares of tracks count the mass that leaves on the days of the rule, on
//!   corridors that end at a site that hands out; where nothing does, the rule
//!   is kept. Shares may be missed by one part in 10^9 and a gram for every segment
//!   and end of a load, floors by one part in 10^5, as every amount is rounded to
//!   the gram; limits on mass, trucks, fuel and people may not be exceeded at all.
//!
//! The worst case. The scenario's interceptor says what may be struck:
//! * Targets are segments, sites, areas, or several of these kinds. A load
//!   meets them in driving order: the crossing it leaves from (not a hub, which
//!   it met on arriving), then of each segment the segment itself, the area it
//!   lies in if it is met for the first time, and the site it leads to, the
//!   last one included.
//! * What comes to a target is what is expected to enter it: before the losses
//!   of its segment for segments and areas, after them for the site it leads to.
//! * The exposure π of a segment is that of the day the load leaves; of an area,
//!   that of the segment on which the load first meets it; of a site, its own.
//! * If a set S of targets is struck, a load loses the sum over the targets of S
//!   that it meets, in driving order, of (value of what comes to it) x π x
//!   Π over those met before of (1-π): **survival-exact**. Where nothing else is
//!   lost on the way this is value x (1 - Π(1-π)).
//! * W_d(n) is the greatest loss, over all sets of at most n targets, of the
//!   loads that leave on day d, together.
//!   Counting it is left off where more than 3 strikes would have to be tried in
//!   more than 10^7 sets of targets (at which something can be lost that day);
//!   there the sum of the n largest exposed values stands in for it.
//! * With Γ strikes a day the worst case is the sum over days of W_d(Γ); with Γ
//!   over the horizon, the greatest sum over days of W_d(n_d) with the n_d
//!   adding up to Γ. For a fraction f of a strike beyond the whole ⌊Γ⌋ it is
//!   (1-f) times the worst case of ⌊Γ⌋ plus f times that of ⌊Γ⌋ + 1.
//! * The additive bound counts every strike as if it were the only one: with
//!   exposed value of a target on a day the sum over loads of (value of what
//!   comes to it) x π, it is the sum of the Γ largest of each day (of all days
//!   together, over the horizon). It is never below the worst case, and equal to
//!   it where no load meets two struck targets.

use crate::id::FrameworkId;
use crate::loss::Loss;
use crate::plan::{Group, TermEffect};
use crate::scenario::Scenario;

/// A scenario with one framework applied.
#[derive(Clone, Debug)]
pub struct World {
    /// The scenario as read.
    pub scenario: Scenario,
    /// The framework applied, if any.
    pub framework: Option<FrameworkId>,
    /// Days in the horizon.
    pub days: usize,
    /// By site and day: trucks that may leave (crossings); `None` is no limit.
    pub crossing_trucks: Vec<Vec<Option<f64>>>,
    /// Caps over several crossings together.
    pub entry_caps: Vec<EntryCap>,
    /// By segment and day.
    pub roads: Vec<Vec<Road>>,
    /// By track and day: whether it may be used.
    pub track_allowed: Vec<Vec<bool>>,
    /// Shares that tracks must keep.
    pub share_rules: Vec<ShareRule>,
    /// By site and day: whether supplies may be handed out here.
    pub hand_out_allowed: Vec<Vec<bool>>,
    /// By site and day: people served; `None` is no limit.
    pub people_per_day: Vec<Vec<Option<f64>>>,
    /// Limits on the number of open centres.
    pub centre_rules: Vec<CentreRule>,
    /// Caps on commodities at crossings.
    pub commodity_caps: Vec<CommodityCap>,
    /// By fleet and day: trucks that may drive.
    pub fleet_trucks: Vec<Vec<f64>>,
    /// By fleet and day: litres of fuel; `None` is no limit.
    pub fleet_fuel_l: Vec<Vec<Option<f64>>>,
    /// Coverage that groups must have, or there is no plan.
    pub floors: Vec<Floor>,
    /// By zone and day.
    pub population: Vec<Vec<f64>>,
    /// Groups in the order zone by zone, walking first.
    pub groups: Vec<GroupAt>,
    /// What each term did.
    pub effects: Vec<TermEffect>,
}

/// A segment on one day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Road {
    /// Loaded trucks that may pass; `None` is no limit, 0 is closed.
    pub trucks: Option<f64>,
    /// Expected loss by kind.
    pub loss: Loss,
    /// Share lost if struck.
    pub exposure: f64,
    /// Bit `t` is set if track `t` may use it.
    pub tracks: u64,
}

impl Road {
    /// Whether loads of this track (by index) may pass.
    #[must_use]
    pub fn open_to(&self, track: usize) -> bool {
        self.trucks != Some(0.0) && self.tracks >> track & 1 == 1
    }
}

/// A cap on trucks over several crossings.
#[derive(Clone, Debug, PartialEq)]
pub struct EntryCap {
    /// The term that sets it.
    pub term: String,
    /// Site indices.
    pub crossings: Vec<usize>,
    /// Day indices.
    pub days: std::ops::Range<usize>,
    /// Trucks in a day.
    pub trucks_per_day: f64,
}

/// A share of the mass sent to people that a track must keep, over all its days.
#[derive(Clone, Debug, PartialEq)]
pub struct ShareRule {
    /// The term that sets it.
    pub term: String,
    /// Track index.
    pub track: usize,
    /// Day indices of leaving.
    pub days: std::ops::Range<usize>,
    /// Least share of the mass leaving for sites that hand out.
    pub min: f64,
    /// Greatest share.
    pub max: f64,
}

/// At most so many centres open on each of these days.
#[derive(Clone, Debug, PartialEq)]
pub struct CentreRule {
    /// The term that sets it.
    pub term: String,
    /// Day indices.
    pub days: std::ops::Range<usize>,
    /// Open centres at most.
    pub at_most: usize,
}

/// At most so much of a commodity through these crossings in a day.
#[derive(Clone, Debug, PartialEq)]
pub struct CommodityCap {
    /// The term that sets it.
    pub term: String,
    /// Commodity index.
    pub commodity: usize,
    /// Site indices.
    pub crossings: Vec<usize>,
    /// Day indices.
    pub days: std::ops::Range<usize>,
    /// Tonnes in a day; 0 refuses it.
    pub tonnes_per_day: f64,
}

/// Least mean energy coverage of a group over some days, people-day weighted.
#[derive(Clone, Debug, PartialEq)]
pub struct Floor {
    /// The term that sets it.
    pub term: String,
    /// Group index.
    pub group: usize,
    /// Day indices.
    pub days: std::ops::Range<usize>,
    /// Least coverage.
    pub coverage: f64,
}

/// A group of people and the sites they can collect at.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupAt {
    /// Zone index.
    pub zone: usize,
    /// Which of the zone's two groups.
    pub group: Group,
    /// Share of the zone's population.
    pub share: f64,
    /// Site indices within reach, nearest first.
    pub sites: Vec<usize>,
}

impl World {
    /// People of a group on a day.
    #[must_use]
    pub fn people(&self, group: usize, day: usize) -> f64 {
        let at = &self.groups[group];
        self.population[at.zone][day] * at.share
    }
}
