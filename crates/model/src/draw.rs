//! Drawing a day's convoys from the mix of a plan, and auditing a draw.
//!
//! **Trucks.** What a plan sends on a lane (from, to, track, fleet) on a day
//! leaves in N trucks, N being mass over payload, rounded up. Where so many
//! whole trucks do not fit the limits of the day, fewer leave, fuller, and the
//! rest is held for the next day. N follows from the plan alone.
//!
//! **Corridors.** With x the share of the lane's mass that the plan sends by a
//! corridor, the number of trucks on it is next to N x (it differs by less than
//! one) and its mean over seeds is N x; so is the mean mass that of the plan.
//! Trucks are loaded alike; each takes a corridor with the odds of what it
//! carries (`load`).
//!
//! **Limits.** Every draw keeps, counting a part-loaded truck as one: crossing and
//! entry caps, segment caps (on the trucks expected to enter, as the plan
//! counts), the truck-days and fuel of fleets; and the throughput and commodity
//! caps of crossings. Roads, tracks and the notified set are those of the plan,
//! day by day. What arrives and lies in stock follows the plan in the mean.
//!
//! **Where both cannot be.** Rounding keeps means and limits together whenever the
//! limits form a tree over the lanes. With limits that several lanes share by
//! different weights it may not: then a truck more is held until trial draws do
//! (`trial`). Should a draw fail nevertheless, limits come first: it is completed
//! within them and says so ([`Code::DrawBent`]). A limit below one truck lets none
//! pass ([`Code::DrawCapBelowTruck`]).
//!
//! **Chance** is HMAC-SHA-256 of the sealed seed and of what the number is for
//! (`seed`). Days are independent: what was drawn before says nothing about
//! the corridors of today. What is held says only how many trucks a lane owes.

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::calendar::Day;
use crate::finding::{Code, Findings};
use crate::plan::Plan;
use crate::schedule::{self, Commitment, Grouping, Schedule};
use crate::world::World;

pub mod audit;
mod convoy;
pub mod guess;
mod lane;
mod limit;
mod load;
mod remark;
mod rounding;
mod seed;
mod sending;
mod trial;
mod whole;

pub use seed::{LARGEST_FILE, LEAST_BYTES, Seed};

/// Most windows in a day.
const MOST_WINDOWS: u32 = 24;

/// The mix of a plan, ready to draw from.
#[derive(Debug)]
pub struct Mix<'a> {
    plan: &'a Plan,
    world: &'a World,
    plan_sha256: String,
    lanes: Vec<lane::Lane>,
    days: Vec<sending::Sending>,
}

/// Trucks that leave on a corridor on a day, in the mean over seeds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mean {
    /// Index into the plan's corridors.
    pub corridor: usize,
    /// Index into the scenario's fleets.
    pub fleet: usize,
    /// The lane, as (from, to, track, fleet) by position in the scenario.
    pub lane: (usize, usize, usize, usize),
    /// N: trucks of the lane.
    pub trucks: u32,
    /// N x: mean trucks on the corridor.
    pub mean: f64,
}

impl<'a> Mix<'a> {
    /// The mix of a plan that was checked against its world.
    ///
    /// # Errors
    /// Movements that name what the world does not have; a plan that
    /// [`crate::check::verify`] accepts has none.
    pub fn of(plan: &'a Plan, world: &'a World) -> Result<Self, Findings> {
        let (lanes, days) = sending::days(plan, world)?;
        Ok(Self { plan, world, plan_sha256: fingerprint(plan), lanes, days })
    }

    /// The convoys of one day.
    ///
    /// # Errors
    /// A day outside of the plan, or a grouping that groups nothing.
    pub fn draw(&self, day: Day, seed: &Seed, grouping: Grouping) -> Result<Schedule, Findings> {
        let sending = self.sending(day)?;
        groups(grouping)?;
        Ok(self.drawn(sending, day, day.0, seed, grouping))
    }

    /// The mix of `day` drawn with the numbers of day `chance`, each truck by
    /// itself: what would be seen if this mix went on. For measuring how well a
    /// draw can be guessed.
    ///
    /// # Errors
    /// A day outside of the plan.
    pub fn again(&self, day: Day, chance: u32, seed: &Seed) -> Result<Schedule, Findings> {
        let sending = self.sending(day)?;
        let alone = Grouping { trucks_per_convoy: 1, windows: 1 };
        Ok(self.drawn(sending, day, chance, seed, alone))
    }

    /// Mean trucks by lane and corridor on a day, in the order of the lanes.
    ///
    /// # Errors
    /// A day outside of the plan.
    pub fn means(&self, day: Day) -> Result<Vec<Mean>, Findings> {
        let leaving = self.sending(day)?.leaving.iter();
        let of = |leaving: &sending::Leaving| {
            let lane = &self.lanes[leaving.lane];
            let trucks = leaving.trucks;
            let key = (lane.from, lane.to, lane.track, lane.fleet);
            let mean = |(way, mean): (usize, f64)| Mean {
                corridor: lane.ways[way].corridor,
                fleet: lane.fleet,
                lane: key,
                trucks,
                mean,
            };
            leaving.means().into_iter().map(mean).collect::<Vec<_>>()
        };
        Ok(leaving.flat_map(of).collect())
    }

    fn sending(&self, day: Day) -> Result<&sending::Sending, Findings> {
        self.days.get(day.index()).ok_or_else(|| {
            let what =
                format!("day {} lies outside the {} days of the plan", day.0, self.days.len());
            refused(Code::DrawDay, what, "days are counted from 0")
        })
    }

    fn drawn(
        &self,
        sending: &sending::Sending,
        day: Day,
        chance: u32,
        seed: &Seed,
        grouping: Grouping,
    ) -> Schedule {
        let dice = seed.dice(&self.plan_sha256, chance);
        let leaving = sending.leaving.iter().enumerate();
        let trucks: Vec<_> = leaving
            .flat_map(|(at, leaving)| {
                load::trucks(at, leaving, &self.lanes[leaving.lane], self.world)
            })
            .collect();
        let rounded = rounding::round(&trucks, sending, &self.lanes, &dice);
        let convoys = convoy::convoys(
            (&trucks, &rounded.ways),
            (sending, &self.lanes),
            (self.plan, self.world),
            grouping,
            &dice,
        );
        Schedule {
            schema: schedule::SCHEMA.to_owned(),
            sensitivity: schedule::SENSITIVITY.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            scenario: self.plan.scenario.clone(),
            framework: self.plan.framework.clone(),
            input_sha256: self.plan.input_sha256.clone(),
            plan_sha256: self.plan_sha256.clone(),
            seed_sha256: seed.commitment(),
            day,
            grouping,
            convoys,
            held: remark::held(sending, &self.lanes, self.world),
            findings: remark::findings(sending, &rounded.bent, &self.lanes, self.world),
        }
    }
}

/// What to publish before drawing with `seed` from `plan`.
///
/// # Errors
/// A grouping that groups nothing.
pub fn commit(plan: &Plan, seed: &Seed, grouping: Grouping) -> Result<Commitment, Findings> {
    groups(grouping)?;
    Ok(Commitment {
        schema: schedule::COMMITMENT_SCHEMA.to_owned(),
        scenario: plan.scenario.clone(),
        framework: plan.framework.clone(),
        input_sha256: plan.input_sha256.clone(),
        plan_sha256: fingerprint(plan),
        grouping,
        seed_sha256: seed.commitment(),
    })
}

/// SHA-256, in lower-case hexadecimal, of a plan as compact JSON. The numbers
/// drawn depend on it, so one seed serves several plans.
#[must_use]
pub fn fingerprint(plan: &Plan) -> String {
    seed::hex(&Sha256::digest(serde_json::to_vec(plan).unwrap_or_default()))
}

fn groups(grouping: Grouping) -> Result<(), Findings> {
    let Grouping { trucks_per_convoy, windows } = grouping;
    if trucks_per_convoy > 0 && (1..=MOST_WINDOWS).contains(&windows) {
        return Ok(());
    }
    let what = format!("convoys of {trucks_per_convoy} trucks in {windows} windows");
    Err(refused(Code::DrawGrouping, what, "at least 1 truck, and 1 to 24 windows"))
}

fn refused(code: Code, what: String, mend: &str) -> Findings {
    let mut findings = Findings::default();
    findings.add(code, None, what, mend);
    findings
}
