//! The trips of each day: every one that may matter for what a tonne is worth.

use std::cell::LazyCell;
use std::collections::HashMap;

use super::super::facts::Step;
use super::super::promise::{self, Hope, Mode, Promise};
use super::super::round::{add_down, add_up};
use super::super::strike::{self, Strikes};
use super::super::toll::{Toll, tolls};
use super::super::walk::{Search, Trips};
use super::{Valuing, Worth};

/// What a search is for: site, track, fleet, value class.
pub type Lane = (usize, usize, usize, usize);

/// Tolls of a day, by fleet and value class.
pub type Tolls = HashMap<(usize, usize), Vec<Toll>>;

/// What the searches of all days share.
pub struct Shared {
    strikes: Vec<Strikes>,
    /// Commodities that cost alike on the road.
    pub classes: Vec<Vec<usize>>,
    waiting: Option<Vec<f64>>,
    ways_in: Vec<Vec<Step>>,
}

/// A day with its tolls and those of its neighbours, where there are any.
pub struct Today<'a> {
    pub day: usize,
    pub tolls: &'a Tolls,
    pub after: Option<&'a Tolls>,
    pub before: Option<&'a Tolls>,
}

impl Valuing<'_> {
    /// What the searches of all days share.
    pub fn shared(&self) -> Shared {
        Shared {
            strikes: strike::by_day(self.facts, self.prices, self.gamma, self.weights.loss),
            classes: self.classes(),
            waiting: self.waiting(),
            ways_in: promise::ways_in(self.facts),
        }
    }

    /// The tolls of a day.
    pub fn tolls(&self, day: usize, shared: &Shared) -> Tolls {
        let fleets = 0..self.facts.world.scenario.fleets.len();
        let mut of_day = Tolls::new();
        for fleet in fleets.filter(|&f| self.facts.drives(f, day)) {
            for (c, class) in shared.classes.iter().enumerate() {
                let alone = &shared.strikes[day].alone;
                let when = (day, fleet, self.value(class));
                let tolls = tolls(self.facts, self.prices, alone, self.weights, when);
                of_day.insert((fleet, c), tolls);
            }
        }
        of_day
    }

    /// Finds the trips of a day. Those of the day after are kept where it is alike, and
    /// those that the day before can keep are found whatever they are worth today.
    pub fn search(
        &self,
        today: &Today,
        shared: &Shared,
        worth: &Worth,
        mut kept: HashMap<Lane, Trips>,
    ) -> HashMap<Lane, Trips> {
        let mut found = HashMap::new();
        let struck = |day: usize| shared.strikes.get(day) == Some(&shared.strikes[today.day]);
        let after = today.after.map(|tolls| (today.day + 1, tolls));
        let after = after.filter(|(day, _)| struck(*day));
        let before = today.day.checked_sub(1).zip(today.before);
        let before = before.filter(|(day, _)| struck(*day));
        for (c, class) in shared.classes.iter().enumerate() {
            let modes = self.modes(today, c);
            // On quiet days nothing asks for them.
            let promises = LazyCell::new(|| self.promises(today.day, shared, class, &modes, worth));
            for (m, mode) in modes.iter().enumerate() {
                let keeps = self.alike(today.day, mode, c, after);
                let is_kept = self.alike(today.day, mode, c, before);
                for from in self.open_origins(today.day) {
                    let lane = (from, mode.track, mode.fleet, c);
                    let old = kept.remove(&lane).filter(|trips| keeps && trips.same_day);
                    let trips = old.unwrap_or_else(|| {
                        let judged = if is_kept { None } else { promises.as_ref() };
                        let hope =
                            judged.map(|all| self.hope(all, m, class, (&lane, today.day), worth));
                        self.walker(today.day, shared, mode, (from, class), hope).trips()
                    });
                    found.insert(lane, trips);
                }
            }
        }
        found
    }

    /// Tracks and fleets of a day, for a class of goods.
    fn modes<'t>(&self, today: &Today<'t>, class: usize) -> Vec<Mode<'t>> {
        let scenario = &self.facts.world.scenario;
        let can = |fleet: &usize| self.facts.day_hours[*fleet].is_some();
        let mut modes = Vec::new();
        for fleet in (0..scenario.fleets.len()).filter(can) {
            let Some(tolls) = today.tolls.get(&(fleet, class)) else { continue };
            let tracks = 0..scenario.tracks.len();
            let tracks = tracks.filter(|&track| self.facts.uses(track, fleet, today.day));
            modes.extend(tracks.map(|track| Mode { track, fleet, tolls }));
        }
        modes
    }

    /// Whether tolls and roads are those of another day.
    fn alike(&self, day: usize, mode: &Mode, class: usize, other: Option<(usize, &Tolls)>) -> bool {
        let Some((other, tolls)) = other else { return false };
        let roads = &self.facts.world.roads;
        let open = |day: usize| roads.iter().map(move |road| road[day].open_to(mode.track));
        let same = |tolls: &Vec<Toll>| tolls.as_slice() == mode.tolls;
        tolls.get(&(mode.fleet, class)).is_some_and(same) && open(day).eq(open(other))
    }

    /// Sites from which something may leave: not through a crossing that is closed.
    fn open_origins(&self, day: usize) -> impl Iterator<Item = usize> {
        let trucks = &self.facts.world.crossing_trucks;
        self.facts.origins.iter().copied().filter(move |&site| trucks[site][day] != Some(0.0))
    }

    /// By commodity of a class: what lies ahead of it. None where trips may take days or
    /// be worth sending for a share's sake, for then every trip counts.
    fn promises(
        &self,
        day: usize,
        shared: &Shared,
        class: &[usize],
        modes: &[Mode],
        worth: &Worth,
    ) -> Option<Vec<Promise>> {
        let promise = |&k: &usize| {
            let sites = worth.iter().enumerate();
            let there = sites.map(|(site, of)| add_up(of[k][day], self.fresh(site, k, day)));
            let there: Vec<f64> = there.collect();
            promise::promise(self.facts, &shared.ways_in, modes, day, &there)
        };
        let judged = self.same_day && !self.paid(day);
        judged.then(|| class.iter().map(promise).collect())
    }

    /// What trips from a site must beat: what each commodity is worth there as it lies, and
    /// what it pays to leave.
    fn hope<'p>(
        &self,
        promises: &'p [Promise],
        mode: usize,
        class: &[usize],
        (lane, day): (&Lane, usize),
        worth: &Worth,
    ) -> Hope<'p> {
        let ends = self.ends(lane, day);
        let beat = |(&k, promise): (&usize, &'p Promise)| {
            let pays = ends.commodity.get(k).copied().unwrap_or(0.0);
            let pays = add_down(ends.leaving, pays);
            (promise[mode].as_slice(), add_down(worth[lane.0][k][day], pays))
        };
        Hope { ahead: class.iter().zip(promises).map(beat).collect() }
    }

    fn walker<'s>(
        &'s self,
        day: usize,
        shared: &'s Shared,
        mode: &Mode<'s>,
        (from, class): (usize, &[usize]),
        hope: Option<Hope<'s>>,
    ) -> Search<'s> {
        let (strikes, value) = (&shared.strikes[day], self.value(class));
        Search {
            facts: self.facts,
            tolls: mode.tolls,
            from,
            track: mode.track,
            day,
            day_hours: self.facts.day_hours[mode.fleet].unwrap_or(0),
            most_days: if self.same_day { 0 } else { self.facts.world.days },
            waiting: shared.waiting.as_deref(),
            strikes,
            value,
            stake: strikes.often.iter().sum(),
            lost: value * self.weights.loss,
            paid: self.paid(day),
            hope,
        }
    }

    /// USD a tonne of a class.
    fn value(&self, class: &[usize]) -> f64 {
        let commodities = &self.facts.world.scenario.commodities;
        class.first().map_or(0.0, |&k| commodities[k].value_usd_per_t.0)
    }
}
