//! Every way a load can take, as far as any could be worth taking.
//!
//! From a site that dispatches, labels walk the roads that are open to a
//! track. A label carries the share of the load that is left, the tolls paid
//! and the hours driven. A label is dropped only if another at the same site
//! has no less left, has paid no more (by what is left, if more of it is left) and
//! is no later, or if the two are joined in one that has the better of each: the
//! labels kept are never worth less than the best true way. Where trips must end on the day they begin, only
//! sites that can be reached in time are walked, and hours are first left out: if
//! all labels that stay arrive in time, they are the best.
//!
//! Where sets of targets are struck, a label also carries what earlier targets
//! of each set have left of the load (survival-exact), and which areas it met.

mod dominance;
mod label;
mod soon;
mod trip;

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::world::Road;

use super::facts::Facts;
use super::promise::Hope;
use super::round::{add_down, lower, mul_down, share_up, upper};
use super::strike::{Strikes, setting_out};
use super::toll::{Toll, driven};
use label::{Hours, LABELS, Label, Walk};
pub use trip::{Trip, Trips};

/// Labels kept at one site before they are joined.
const LABELS_AT_SITE: usize = 64;

/// Times as many labels that hours may take as would do without them, where
/// trips end on their first day.
const DEARER: usize = 4;

/// A label beats another that has paid less by this share, so that going in a
/// circle never seems to gain by rounding. Every trip's toll is lowered by as
/// much for each site that it could pass.
const SLACK: f64 = 1e-13;

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
    /// What is struck on the day of leaving.
    pub strikes: &'a Strikes,
    /// Value of the load, USD per tonne.
    pub value: f64,
    /// How often anything is struck in all.
    pub stake: f64,
    /// What a tonne pays that is lost whole.
    pub lost: f64,
    /// Whether a load may be worth sending though nothing of it arrives.
    pub paid: bool,
    /// What trips must beat; every trip counts where there is none.
    pub hope: Option<Hope<'a>>,
}

impl Search<'_> {
    /// Every trip worth considering.
    ///
    /// A trip of so many days needs every segment open on all of them, so
    /// trips of different length may walk different roads.
    pub fn trips(&self) -> Trips {
        let mut usable = self.usable(0);
        let mut walk =
            if self.most_days == 0 { self.within_a_day(&usable) } else { self.timed(&usable) };
        let alive = |walk: &Walk| walk.labels.iter().filter(|l| l.alive).map(|l| l.lead).max();
        let longest = alive(&walk).unwrap_or(0);
        let mut trips = Vec::new();
        let same_day = self.most_days == 0 || (longest == 0 && !walk.late);
        let mut whole = walk.whole;
        self.collect(&walk.labels, 0, &mut trips);
        for lead in 1..=longest {
            let next = self.usable(lead);
            if next != usable {
                usable = next;
                walk = self.timed(&usable);
                whole &= walk.whole;
            }
            self.collect(&walk.labels, lead, &mut trips);
        }
        if self.paid {
            let empty = self.empty();
            whole &= empty.whole;
            trips.extend(empty.trips.into_iter().map(|trip| trip.nothing(self.lost)));
        }
        // What is not worth it on this day may be on another.
        Trips { trips, same_day: same_day && self.hope.is_none(), whole }
    }

    /// The labels of trips that must end on their first day.
    ///
    /// Hours are left out at first, on sites that can be reached in time. If all
    /// labels that stay are in time, no way that is quicker and pays more is
    /// needed; else hours count. Where that takes too many labels, what was paid
    /// without hours is what is paid at least.
    fn within_a_day(&self, usable: &[bool]) -> Walk {
        let soon = self.soon(usable);
        let mut walk = self.walk(usable, &soon, Hours::Ignored);
        if walk.labels.iter().all(|label| !label.alive || label.lead == 0) {
            return walk;
        }
        let most = DEARER * walk.labels.len();
        let timed = self.walk(usable, &soon, Hours::Counted { most });
        if timed.whole {
            return timed;
        }
        walk.labels.iter_mut().for_each(|label| label.lead = 0);
        walk
    }

    /// The labels where hours count.
    fn timed(&self, usable: &[bool]) -> Walk {
        let everywhere = vec![true; self.facts.steps.len()];
        self.walk(usable, &everywhere, Hours::Counted { most: LABELS })
    }

    /// Trips on which all of the load is lost and pays nothing else by its mass.
    ///
    /// Where a load may be worth sending for its own sake (for a track's
    /// share), more of it being left may be worse. Counting as if all were lost
    /// at first and what arrives were won back, a way either gains by what is
    /// left, and then labels with more left stand for those with less (see
    /// [`Self::dominates`]), or it does not, and then such a trip stands for it.
    fn empty(&self) -> Trips {
        let light = |toll: &Toll| Toll { entering: 0.0, ..*toll };
        let tolls: Vec<Toll> = self.tolls.iter().map(light).collect();
        let strikes = Strikes::default();
        let search = Search {
            tolls: &tolls,
            strikes: &strikes,
            value: 0.0,
            lost: 0.0,
            paid: false,
            hope: None,
            ..*self
        };
        search.trips()
    }

    /// By segment: whether it is open to the track on the day of leaving and
    /// the `lead` days after it.
    fn usable(&self, lead: usize) -> Vec<bool> {
        let world = self.facts.world;
        let days = self.day..=(self.day + lead).min(world.days.saturating_sub(1));
        let open = |roads: &Vec<Road>| roads[days.clone()].iter().all(|r| r.open_to(self.track));
        world.roads.iter().map(open).collect()
    }

    /// Labels on segments that are usable and at sites that may be entered.
    fn walk(&self, usable: &[bool], sites: &[bool], hours: Hours) -> Walk {
        let (timed, most) = hours.limits();
        let (start, kept) = self.start();
        let sets = kept.len();
        let mut at_site: Vec<Vec<usize>> = vec![Vec::new(); self.facts.steps.len()];
        at_site[self.from].push(0);
        let mut walk = Walk { labels: vec![start], kept, timed, late: false, whole: true };
        // Least paid first, so that few labels are ever beaten by later ones.
        let mut heap = BinaryHeap::from([Reverse((start.toll.to_bits(), 0))]);
        let (mut kept, mut walked) = (Vec::with_capacity(sets), 0);
        while let Some(Reverse((_, next))) = heap.pop() {
            let label = walk.labels[next];
            if !label.alive {
                continue;
            }
            walked += 1;
            if walked > most {
                walk.whole = false;
                break;
            }
            for step in &self.facts.steps[label.site] {
                if !usable[step.segment] || !sites[step.to] || step.to == self.from {
                    continue;
                }
                kept.clear();
                kept.extend_from_slice(&walk.kept[next * sets..(next + 1) * sets]);
                let Some(label) = self.extend(label, step.segment, step.to, &mut kept, timed)
                else {
                    walk.late = true;
                    continue;
                };
                if !self.hopes(&label) {
                    continue;
                }
                if let Some(toll) = self.admit(label, &mut kept, &mut walk, &mut at_site) {
                    heap.push(Reverse((toll.to_bits(), walk.labels.len() - 1)));
                }
            }
        }
        walk
    }

    /// Whether a trip that goes on from here may still matter.
    fn hopes(&self, label: &Label) -> bool {
        let Some(hope) = &self.hope else { return true };
        hope.has(label.site, label.left, self.charged(label))
    }

    /// What a label has paid, lowered as slack asks.
    fn charged(&self, label: &Label) -> f64 {
        let spare = 2.0 * SLACK * self.facts.steps.len() as f64;
        (label.toll - spare * (label.toll + self.at_stake())).max(0.0)
    }

    /// A load that sets out, and what each set has left of it.
    fn start(&self) -> (Label, Vec<f64>) {
        let site = self.from;
        let mut start = Label {
            site,
            left: 1.0,
            least: 1.0,
            toll: 0.0,
            hours: 0,
            lead: 0,
            met: 0,
            alive: true,
        };
        let mut kept = vec![1.0; self.strikes.often.len()];
        let out = setting_out(self.facts, site);
        self.hit(self.strikes.at_site(self.facts, site), out, 1.0, &mut start.toll, &mut kept);
        (start, kept)
    }

    /// The label a segment further on; none if it would be too late.
    fn extend(
        &self,
        label: Label,
        segment: usize,
        to: usize,
        kept: &mut [f64],
        timed: bool,
    ) -> Option<Label> {
        let (facts, toll) = (self.facts, self.tolls[segment]);
        let hours = label.hours + facts.hours[segment];
        let lead = self.lead(hours)?;
        if timed && (lead > self.most_days || self.day + lead >= facts.world.days) {
            return None;
        }
        let least = mul_down(label.least, toll.through_at_least);
        let mut met = label.met;
        let mut paid = driven(label.toll, label.least, toll);
        if !kept.is_empty() {
            let exposure = facts.world.roads[segment][self.day].exposure;
            let sets = self.strikes.on_segment(segment);
            self.hit(sets, exposure, label.least, &mut paid, kept);
            // An area counts where it is first met, even if nothing is lost there.
            if let Some((bit, sets)) = self.strikes.in_area(facts, segment)
                && met & bit == 0
            {
                met |= bit;
                self.hit(sets, exposure, label.least, &mut paid, kept);
            }
            let exposure = facts.world.scenario.sites[to].exposure.0;
            self.hit(self.strikes.at_site(facts, to), exposure, least, &mut paid, kept);
        }
        Some(Label {
            site: to,
            left: share_up(label.left, toll.through),
            least,
            toll: paid,
            hours,
            lead,
            met,
            alive: true,
        })
    }

    /// Days from leaving to arriving: ceil(hours / hours a day) - 1, at least 0.
    fn lead(&self, hours: i128) -> Option<usize> {
        if hours <= self.day_hours {
            return Some(0);
        }
        usize::try_from((hours - 1) / self.day_hours).ok()
    }

    /// A target of these sets is met by what is left of a load.
    fn hit(&self, sets: &[usize], exposure: f64, left: f64, toll: &mut f64, kept: &mut [f64]) {
        if exposure == 0.0 {
            return;
        }
        for &set in sets {
            let taken = self.strikes.often[set] * self.value * left * exposure * kept[set];
            *toll = add_down(*toll, lower(taken));
            kept[set] = mul_down(kept[set], (1.0 - upper(exposure)).next_down().max(0.0));
        }
    }

    /// Keeps a label as the last one unless another beats it; what it has paid.
    fn admit(
        &self,
        mut label: Label,
        kept: &mut [f64],
        walk: &mut Walk,
        at_site: &mut [Vec<usize>],
    ) -> Option<f64> {
        let (sets, timed) = (kept.len(), walk.timed);
        let Walk { labels, kept: all, .. } = walk;
        let of = |other: usize| other * sets..(other + 1) * sets;
        let here = &mut at_site[label.site];
        let beaten =
            |&other: &usize| self.dominates(&labels[other], &all[of(other)], &label, kept, timed);
        if here.iter().any(beaten) {
            return None;
        }
        here.retain(|&other| {
            let dominated = self.dominates(&label, kept, &labels[other], &all[of(other)], timed);
            if dominated {
                labels[other].alive = false;
            }
            !dominated
        });
        if here.len() >= LABELS_AT_SITE {
            here.retain(|&other| {
                let joined = labels[other].lead == label.lead;
                if joined {
                    let range = of(other);
                    label.join(&labels[other]);
                    kept.iter_mut().zip(&all[range]).for_each(|(a, b)| *a = a.min(*b));
                    labels[other].alive = false;
                }
                !joined
            });
        }
        here.push(labels.len());
        labels.push(label);
        all.extend_from_slice(kept);
        Some(label.toll)
    }

    fn collect(&self, labels: &[Label], lead: usize, trips: &mut Vec<Trip>) {
        let track = &self.facts.world.scenario.tracks[self.track];
        let here = labels.iter().skip(1).filter(|l| l.alive && l.lead == lead);
        trips.extend(here.filter_map(|label| {
            let kind = self.facts.kind(label.site);
            let may_end = kind == crate::site::SiteKind::Hub
                || (kind.hands_out() && track.serves.contains(&kind));
            let Label { site: to, left, least, lead, .. } = *label;
            let toll = self.charged(label);
            may_end.then_some(Trip { to, lead, left, least, toll })
        }));
    }
}

#[cfg(test)]
mod tests;
