//! The worst case in the program (PLANNER 4): rows and columns that the loss
//! stage adds when it begins, and only where something may be struck.
//!
//! ω is the worst case. First it is held from below by the additive bound,
//! ω >= Γ ζ + Σ d ξ; where loads can meet two struck targets it is then held by
//! attack sets instead, ω >= Σ d α with α >= what each set S takes, found one
//! after the other. Values are of one day of a period.

use std::collections::{BTreeMap, HashSet};

use safeconduct_model::interceptor::Budget;

use super::{Entries, Flow, Key, Program, Var, flow};
use crate::attack::{self, Load, Meeting};
use crate::corridor::Corridor;
use crate::setting::Setting;
use crate::target::Stop;

/// How ω is held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Held {
    /// Not at all: nothing is struck, or the loss stage has not begun.
    #[default]
    Free,
    /// By the additive bound.
    Additive,
    /// By attack sets.
    Sets,
}

/// Targets struck together on each day of a period.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Set {
    /// Period index.
    pub period: usize,
    /// Strikes it may have: no fewer than targets (over a horizon, as many).
    pub strikes: usize,
    /// Target numbers, ascending.
    pub targets: Vec<usize>,
}

/// Attack sets and how they are used.
#[derive(Default)]
pub struct Worst {
    held: Held,
    /// Every set of the program; [`Key::Attack`] has its position here.
    pub sets: Vec<Set>,
    by_period: Vec<Vec<usize>>,
    known: HashSet<Set>,
}

impl Worst {
    /// Positions of the sets of a period.
    pub fn of_period(&self, p: usize) -> &[usize] {
        self.by_period.get(p).map_or(&[], Vec::as_slice)
    }

    /// Whether ω is held by attack sets.
    pub fn by_sets(&self) -> bool {
        self.held == Held::Sets
    }
}

/// What a strike at each target of `set` takes of a load worth 1.
fn share_lost(stops: &[Stop], left: &[f64], set: &[usize]) -> f64 {
    let (mut lost, mut kept) = (0.0, 1.0);
    for stop in stops.iter().filter(|stop| set.binary_search(&stop.target).is_ok()) {
        lost += left[stop.driven] * stop.exposure * kept;
        kept *= 1.0 - stop.exposure;
    }
    lost
}

/// Entries of a flow in the rows of single strikes.
pub fn singles(at: &Setting, stops: &[Stop], left: &[f64], k: usize, p: usize) -> Entries {
    let value = flow::value_of(at, k) / at.grid.days(p);
    let entry =
        |stop: &Stop| (Key::Struck(stop.target, p), -value * left[stop.driven] * stop.exposure);
    stops.iter().map(entry).collect()
}

/// How many may be struck at once, each with the share of days it holds for.
pub fn sizes(gamma: f64) -> Vec<(usize, f64)> {
    let (whole, share) = attack::parts(gamma);
    let both = [(whole, 1.0 - share), (whole + 1, share)];
    both.into_iter().filter(|&(strikes, weight)| strikes > 0 && weight > 0.0).collect()
}

impl Program<'_> {
    fn budget(&self) -> Budget {
        self.at.world.scenario.interceptor.per
    }

    /// The period whose ζ guards period `p`: over a horizon there is one.
    fn zeta_of(&self, p: usize) -> Var {
        Var::Zeta(if self.budget() == Budget::Horizon { 0 } else { p })
    }

    /// Adds ω, held by the additive bound, unless it is there.
    pub fn hold_additive(&mut self) {
        if self.worst.held != Held::Free || self.at.gamma == 0.0 {
            return;
        }
        self.worst.held = Held::Additive;
        self.lp.count_strikes();
        self.lp.row(Key::Additive, 0.0, f64::INFINITY, &[]);
        self.var(Var::Worst, &[(Key::Loss, -1.0), (Key::Additive, 1.0)]);
        // Lets go of the bound once ω is held otherwise.
        self.var(Var::Spare, &[(Key::Additive, 1.0)]);
        self.bounds(Var::Spare, 0.0, 0.0);
        let gamma = self.at.gamma;
        if self.budget() == Budget::Horizon {
            self.var(Var::Zeta(0), &[(Key::Additive, -gamma)]);
        } else {
            for p in 0..self.at.grid.len() {
                let weight = -gamma * self.at.grid.days(p);
                self.var(Var::Zeta(p), &[(Key::Additive, weight)]);
            }
        }
        self.all_singles();
    }

    /// Adds the rows of single strikes that the flows touch and that are not there.
    fn all_singles(&mut self) {
        let mut rows: BTreeMap<Key, Vec<(usize, f64)>> = BTreeMap::new();
        for flow in &self.flows {
            let corridor = &self.corridors[flow.corridor];
            for (key, value) in self.single_entries(corridor, flow.commodity, flow.period) {
                if !self.lp.table.has(key) {
                    rows.entry(key).or_default().push((flow.column, value));
                }
            }
        }
        for (key, entries) in rows {
            self.single(key, &entries);
        }
    }

    /// Holds ω by the additive bound again; the sets found hold it as well.
    pub fn hold_additive_again(&mut self) {
        self.worst.held = Held::Additive;
        self.bounds(Var::Spare, 0.0, 0.0);
        self.all_singles();
    }

    fn var(&mut self, var: Var, entries: &[(Key, f64)]) {
        let column = self.lp.column(entries);
        self.vars.insert(var, column);
    }

    fn single_entries(&self, corridor: &Corridor, k: usize, p: usize) -> Entries {
        let (world, day) = (self.at.world, self.at.grid.day(p));
        let stops = self.at.targets.stops(world, corridor.from, &corridor.segments, day);
        singles(&self.at, &stops, &corridor.survival(world, day), k, p)
    }

    /// Adds the row of a single strike: ζ + ξ >= exposed value.
    fn single(&mut self, key: Key, entries: &[(usize, f64)]) {
        let Key::Struck(target, p) = key else { return };
        let zeta = self.vars.get(&self.zeta_of(p)).copied();
        let all: Vec<(usize, f64)> =
            zeta.map(|z| (z, 1.0)).into_iter().chain(entries.iter().copied()).collect();
        self.lp.row(key, 0.0, f64::INFINITY, &all);
        let days = self.at.grid.days(p);
        self.var(Var::Xi(target, p), &[(Key::Additive, -days), (key, 1.0)])
    }

    /// Adds the rows that a new flow is the first to touch.
    pub(super) fn row_for(&mut self, corridor: &Corridor, k: usize, p: usize) {
        if self.worst.held != Held::Additive {
            return;
        }
        for (key, _) in self.single_entries(corridor, k, p) {
            if !self.lp.table.has(key) {
                self.single(key, &[]);
            }
        }
    }

    /// Whether any load may meet two targets that are struck at once, so that
    /// the additive bound may overstate.
    pub fn strikes_may_meet(&self) -> bool {
        self.worst.held != Held::Free && self.at.gamma > 1.0
    }

    /// Lets go of the additive bound and holds ω by attack sets; begins with
    /// those that the prices of the additive solution mix.
    pub fn hold_by_sets(&mut self) {
        if self.worst.held != Held::Additive {
            return;
        }
        let seeds = self.mixed();
        self.worst.held = Held::Sets;
        self.worst.by_period = vec![Vec::new(); self.at.grid.len()];
        let omega = self.vars.get(&Var::Worst).map(|&column| (column, 1.0));
        self.lp.row(Key::Sets, 0.0, f64::INFINITY, omega.as_slice());
        self.bounds(Var::Spare, 0.0, f64::INFINITY);
        let gamma = self.at.gamma;
        if self.budget() == Budget::Horizon {
            self.var(Var::Strike, &[(Key::Sets, -gamma)]);
        }
        for p in 0..self.at.grid.len() {
            let days = self.at.grid.days(p);
            if self.budget() == Budget::Horizon {
                self.var(Var::Taken(p, 0), &[(Key::Sets, -days)]);
                continue;
            }
            for (strikes, weight) in sizes(gamma) {
                self.var(Var::Taken(p, strikes), &[(Key::Sets, -days * weight)]);
            }
        }
        for set in seeds {
            self.add_set(set);
        }
    }

    /// Adds the row of an attack set: α >= what it takes of every flow. Whether
    /// it is new.
    ///
    /// # Errors
    /// The solver refused it.
    pub fn add_set(&mut self, set: Set) -> bool {
        if set.targets.is_empty() || !self.worst.known.insert(set.clone()) {
            return false;
        }
        let (taken, more) = match self.budget() {
            Budget::Day => (Var::Taken(set.period, set.strikes), None),
            Budget::Horizon => (Var::Taken(set.period, 0), Some((Var::Strike, set.strikes as f64))),
        };
        let columns = [Some((taken, 1.0)), more].into_iter().flatten();
        let mut entries: Vec<(usize, f64)> =
            columns.filter_map(|(var, value)| Some((*self.vars.get(&var)?, value))).collect();
        let mut shares: BTreeMap<usize, f64> = BTreeMap::new();
        for flow in self.flows.iter().filter(|flow| flow.period == set.period) {
            let share = *shares.entry(flow.corridor).or_insert_with(|| {
                let corridor = &self.corridors[flow.corridor];
                taken_of(&self.at, corridor, &set.targets, set.period)
            });
            let value = flow::value_of(&self.at, flow.commodity) / self.at.grid.days(set.period);
            if share > 0.0 && value > 0.0 {
                entries.push((flow.column, -value * share));
            }
        }
        let position = self.worst.sets.len();
        self.lp.row(Key::Attack(position, set.period), 0.0, f64::INFINITY, &entries);
        self.worst.by_period[set.period].push(position);
        self.worst.sets.push(set);
        true
    }

    /// Entries of a flow in the rows of the attack sets of its period.
    pub(super) fn set_entries(&self, corridor: &Corridor, k: usize, p: usize) -> Entries {
        let sets = self.worst.of_period(p);
        if sets.is_empty() {
            return Entries::new();
        }
        let (world, day) = (self.at.world, self.at.grid.day(p));
        let stops = self.at.targets.stops(world, corridor.from, &corridor.segments, day);
        let left = corridor.survival(world, day);
        let value = flow::value_of(&self.at, k) / self.at.grid.days(p);
        let entry = |&set: &usize| {
            let share = share_lost(&stops, &left, &self.worst.sets[set].targets);
            (share > 0.0).then_some((Key::Attack(set, p), -value * share))
        };
        sets.iter().filter_map(entry).collect()
    }

    /// What is driven on each day of every period in the last solution.
    pub fn loads(&self) -> Vec<Vec<Load>> {
        let mut sums: Vec<BTreeMap<usize, f64>> = vec![BTreeMap::new(); self.at.grid.len()];
        for flow in &self.flows {
            let tonnes = self.tonnes(flow);
            if tonnes > 0.0 {
                *sums[flow.period].entry(flow.corridor).or_default() += self.worth(flow, tonnes);
            }
        }
        let load = |p: usize, corridor: usize, value: f64| {
            let corridor = &self.corridors[corridor];
            let (world, day) = (self.at.world, self.at.grid.day(p));
            let left = corridor.survival(world, day);
            let stops = self.at.targets.stops(world, corridor.from, &corridor.segments, day);
            let meeting = |stop: Stop| Meeting {
                target: stop.target,
                entering: left[stop.driven],
                exposure: stop.exposure,
            };
            Load { value, meetings: stops.into_iter().map(meeting).collect() }
        };
        let period = |(p, sums): (usize, BTreeMap<usize, f64>)| {
            sums.into_iter().map(|(corridor, value)| load(p, corridor, value)).collect()
        };
        sums.into_iter().enumerate().map(period).collect()
    }

    fn worth(&self, flow: &Flow, tonnes: f64) -> f64 {
        flow::value_of(&self.at, flow.commodity) * tonnes / self.at.grid.days(flow.period)
    }

    /// The sets that an interceptor mixes who strikes each target with the
    /// probability that the additive solution's prices give it: one number drawn
    /// for all targets at once strikes those whose stretches of probability,
    /// laid end to end, it hits at its distance from every whole number.
    fn mixed(&self) -> Vec<Set> {
        let held = self.lp.price(Key::Additive);
        let mut odds: BTreeMap<usize, Vec<(usize, f64)>> = BTreeMap::new();
        for var in self.vars.keys() {
            let &Var::Xi(target, p) = var else { continue };
            let price = self.lp.price(Key::Struck(target, p));
            let odd = price / (held * self.at.grid.days(p)).max(f64::MIN_POSITIVE);
            if odd > 1e-9 {
                odds.entry(p).or_default().push((target, odd.min(1.0)));
            }
        }
        let sets = odds.into_iter().flat_map(|(p, odds)| drawn(p, &odds));
        sets.filter_map(|set| self.sized(set)).collect()
    }

    /// The set with the number of strikes that its row is asked for.
    fn sized(&self, set: Set) -> Option<Set> {
        if self.budget() == Budget::Horizon {
            return Some(set);
        }
        let fits = sizes(self.at.gamma).into_iter().find(|(n, _)| *n >= set.targets.len());
        fits.map(|(strikes, _)| Set { strikes, ..set })
    }
}

/// What an attack set takes of a load worth 1 on a corridor.
fn taken_of(at: &Setting, corridor: &Corridor, set: &[usize], p: usize) -> f64 {
    let day = at.grid.day(p);
    let stops = at.targets.stops(at.world, corridor.from, &corridor.segments, day);
    share_lost(&stops, &corridor.survival(at.world, day), set)
}

/// The sets of a systematic sample of targets with these odds.
fn drawn(period: usize, odds: &[(usize, f64)]) -> Vec<Set> {
    let mut ends = vec![0.0];
    for (position, (_, odd)) in odds.iter().enumerate() {
        ends.push(ends[position] + odd);
    }
    let mut starts: Vec<f64> = ends.iter().map(|end| end.fract()).collect();
    starts.sort_by(f64::total_cmp);
    starts.dedup_by(|a, b| (*a - *b).abs() < 1e-9);
    let mut sets = Vec::new();
    for (position, start) in starts.iter().enumerate() {
        let next = starts.get(position + 1).copied().unwrap_or(1.0);
        let draw = (start + next) / 2.0;
        let hit = |place: usize| (ends[place + 1] - draw).ceil() > (ends[place] - draw).ceil();
        let mut targets: Vec<usize> =
            (0..odds.len()).filter(|&place| hit(place)).map(|place| odds[place].0).collect();
        targets.sort_unstable();
        sets.push(Set { period, strikes: targets.len(), targets });
    }
    sets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_drawn_have_the_odds_asked_for() {
        let odds = [(7, 0.5), (3, 0.75), (9, 0.25), (1, 0.5)];
        let sets = drawn(0, &odds);
        assert!(sets.iter().all(|set| set.targets.len() == 2), "{sets:?}");
        assert!(odds.iter().all(|(t, _)| sets.iter().any(|s| s.targets.contains(t))));
    }

    #[test]
    fn fractions_are_shares_of_days() {
        assert_eq!(sizes(2.0), [(2, 1.0)]);
        assert_eq!(sizes(1.25), [(1, 0.75), (2, 0.25)]);
        assert_eq!(sizes(0.5), [(1, 0.5)]);
        assert_eq!(sizes(0.0), []);
    }
}
