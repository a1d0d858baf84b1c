//! Every way a load can take, as far as any could be worth taking.
//!
//! From a site that dispatches, labels walk the roads that are open to a
//! track. A label carries the share of the load that is left, the tolls paid
//! and the hours driven. A label is dropped only if another at the same site
//! has no less left, has paid no more and is no later, or if the two are
//! joined in one that has the better of each: the labels kept are never worth
//! less than the best true way.

use crate::world::Road;

use super::facts::Facts;
use super::round::{add_up, mul_down, share_up};
use super::toll::{Toll, driven};

/// Labels kept at one site before they are joined.
const LABELS_AT_SITE: usize = 64;

/// A load that arrives.
#[derive(Clone, Copy, Debug)]
pub struct Trip {
    /// Where it arrives.
    pub to: usize,
    /// Days from leaving to arriving.
    pub lead: usize,
    /// At most this share arrives.
    pub left: f64,
    /// At least this share arrives.
    pub least: f64,
    /// At least so much is paid a tonne that leaves.
    pub toll: f64,
}

/// Trips that leave one site on one day, on one track with one fleet.
pub struct Search<'a> {
    pub facts: &'a Facts<'a>,
    pub tolls: &'a [Toll],
    pub from: usize,
    pub track: usize,
    pub day: usize,
    /// Working hours of the fleet, in the unit of [`Facts::hours`].
    pub day_hours: i128,
    /// Longest lead allowed.
    pub most_days: usize,
    /// What waiting a day costs a tonne at most, by day; none where goods
    /// that arrive later may be worth more for another reason.
    pub waiting: Option<&'a [f64]>,
}

/// The trips of a search, and whether each ends on its first day and would
/// whatever the horizon.
pub struct Trips {
    pub trips: Vec<Trip>,
    pub same_day: bool,
}

#[derive(Clone, Copy)]
struct Label {
    site: usize,
    left: f64,
    least: f64,
    toll: f64,
    hours: i128,
    lead: usize,
    alive: bool,
}

struct Walk {
    labels: Vec<Label>,
    late: bool,
}

impl Search<'_> {
    /// Every trip worth considering.
    ///
    /// A trip of so many days needs every segment open on all of them, so
    /// trips of different length may walk different roads.
    pub fn trips(&self) -> Trips {
        let mut usable = self.usable(0);
        let mut walk = self.walk(&usable);
        let alive = |walk: &Walk| walk.labels.iter().filter(|l| l.alive).map(|l| l.lead).max();
        let longest = alive(&walk).unwrap_or(0);
        let mut trips = Vec::new();
        let same_day = longest == 0 && !walk.late;
        self.collect(&walk.labels, 0, &mut trips);
        for lead in 1..=longest {
            let next = self.usable(lead);
            if next != usable {
                usable = next;
                walk = self.walk(&usable);
            }
            self.collect(&walk.labels, lead, &mut trips);
        }
        Trips { trips, same_day }
    }

    /// By segment: whether it is open to the track on the day of leaving and
    /// the `lead` days after it.
    fn usable(&self, lead: usize) -> Vec<bool> {
        let world = self.facts.world;
        let days = self.day..=(self.day + lead).min(world.days.saturating_sub(1));
        let open = |roads: &Vec<Road>| roads[days.clone()].iter().all(|r| r.open_to(self.track));
        world.roads.iter().map(open).collect()
    }

    fn walk(&self, usable: &[bool]) -> Walk {
        let site = self.from;
        let start =
            Label { site, left: 1.0, least: 1.0, toll: 0.0, hours: 0, lead: 0, alive: true };
        let mut at_site: Vec<Vec<usize>> = vec![Vec::new(); self.facts.steps.len()];
        at_site[self.from].push(0);
        let mut walk = Walk { labels: vec![start], late: false };
        let mut next = 0;
        while let Some(&label) = walk.labels.get(next) {
            if label.alive {
                for step in &self.facts.steps[label.site] {
                    if !usable[step.segment] || step.to == self.from {
                        continue;
                    }
                    match self.extend(label, step.segment, step.to) {
                        Some(label) => self.admit(label, &mut walk.labels, &mut at_site),
                        None => walk.late = true,
                    }
                }
            }
            next += 1;
        }
        walk
    }

    /// The label a segment further on; none if it would be too late.
    fn extend(&self, label: Label, segment: usize, to: usize) -> Option<Label> {
        let toll = self.tolls[segment];
        let hours = label.hours + self.facts.hours[segment];
        // ceil(hours / hours a day) - 1, at least 0.
        let lead = usize::try_from((hours - 1).max(0) / self.day_hours).ok()?;
        if lead > self.most_days || self.day + lead >= self.facts.world.days {
            return None;
        }
        Some(Label {
            site: to,
            left: share_up(label.left, toll.through),
            least: mul_down(label.least, toll.through_at_least),
            toll: driven(label.toll, label.least, toll),
            hours,
            lead,
            alive: true,
        })
    }

    fn admit(&self, label: Label, labels: &mut Vec<Label>, at_site: &mut [Vec<usize>]) {
        let here = &mut at_site[label.site];
        if here.iter().any(|&other| self.dominates(&labels[other], &label)) {
            return;
        }
        here.retain(|&other| {
            let dominated = self.dominates(&label, &labels[other]);
            if dominated {
                labels[other].alive = false;
            }
            !dominated
        });
        let mut label = label;
        if here.len() >= LABELS_AT_SITE {
            here.retain(|&other| {
                let joined = labels[other].lead == label.lead;
                if joined {
                    label.left = label.left.max(labels[other].left);
                    label.least = label.least.min(labels[other].least);
                    label.toll = label.toll.min(labels[other].toll);
                    label.hours = label.hours.min(labels[other].hours);
                    labels[other].alive = false;
                }
                !joined
            });
        }
        here.push(labels.len());
        labels.push(label);
    }

    fn dominates(&self, a: &Label, b: &Label) -> bool {
        a.left >= b.left && a.hours <= b.hours && a.toll <= b.toll && self.may_wait(a, b)
    }

    /// Whether being early at `a`'s toll and waiting is no worse than `b`.
    fn may_wait(&self, a: &Label, b: &Label) -> bool {
        if a.lead == b.lead {
            return true;
        }
        let Some(waiting) = self.waiting else { return false };
        let days = self.day + a.lead..self.day + b.lead;
        let cost = waiting[days].iter().fold(0.0, |sum, day| add_up(sum, *day));
        add_up(a.toll, cost) <= b.toll
    }

    fn collect(&self, labels: &[Label], lead: usize, trips: &mut Vec<Trip>) {
        let track = &self.facts.world.scenario.tracks[self.track];
        let here = labels.iter().skip(1).filter(|l| l.alive && l.lead == lead);
        trips.extend(here.filter_map(|label| {
            let kind = self.facts.kind(label.site);
            let may_end = kind == crate::site::SiteKind::Hub
                || (kind.hands_out() && track.serves.contains(&kind));
            let Label { site: to, left, least, toll, lead, .. } = *label;
            may_end.then_some(Trip { to, lead, left, least, toll })
        }));
    }
}
