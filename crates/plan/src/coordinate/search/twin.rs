//! The slow obvious twin of the search where danger counts: every simple way,
//! driven with what each set has left of the load.

use std::sync::Arc;

use proptest::prelude::*;
use safeconduct_model::interceptor::{Budget, Struck as Kind};

use super::{Prices, Reached, Search};
use crate::coordinate::alarm::Alarm;
use crate::coordinate::limits::Limits;
use crate::coordinate::peril::Aim;
use crate::coordinate::struck::Struck;
use crate::coordinate::toll::{Tolls, lossy, modes};
use crate::game::Strike;
use crate::program::Key;
use crate::setting::Setting;
use crate::target::Stop;

/// What one load pays on its way.
#[derive(Clone)]
struct Load {
    paid: f64,
    /// Share of what set out that is still there.
    there: f64,
    /// By set: what earlier strikes of it left.
    left: Vec<f64>,
    /// Targets met.
    met: Vec<usize>,
}

struct Twin<'t, 'w> {
    at: &'t Setting<'w>,
    tolls: &'t [Tolls],
    strikes: &'t [Strike],
    prices: &'t Prices,
    loss: f64,
    value: f64,
    p: usize,
    mode: usize,
}

impl Twin<'_, '_> {
    /// What strikes take of a load that comes to a target.
    fn meet(&self, load: &mut Load, stop: Option<Stop>) -> f64 {
        let Some(stop) = stop.filter(|stop| !load.met.contains(&stop.target)) else { return 0.0 };
        load.met.push(stop.target);
        let mut taken = 0.0;
        for (strike, left) in self.strikes.iter().zip(&mut load.left) {
            if strike.targets.contains(&stop.target) {
                taken += strike.probability * stop.exposure * *left;
                *left *= 1.0 - stop.exposure;
            }
        }
        self.loss * self.value * taken
    }

    /// All simple ways on from the last site of a walk.
    fn drive(&self, walk: &mut Vec<usize>, load: &Load, found: &mut dyn FnMut(usize, f64)) {
        let here = walk[walk.len() - 1];
        for step in &self.at.network.steps[here] {
            let fee = &self.tolls[self.mode].segments[step.segment];
            if !fee.open || walk.contains(&step.to) {
                continue;
            }
            let road = &self.at.world.roads[step.segment][self.at.grid.day(self.p)];
            let mut next = load.clone();
            let targets = &self.at.targets;
            let own = self.meet(&mut next, targets.on_segment(step.segment, 0, road.exposure));
            let area = self.meet(&mut next, targets.in_area(step.segment, 0, road.exposure));
            let expected = self.loss * self.value * road.loss.total();
            let driven = fee.leaving / load.there;
            next.paid = (next.paid + fee.entering + driven + own + area + expected) / fee.through;
            next.there *= fee.through;
            next.paid += self.meet(&mut next, targets.at_site(step.to, 0));
            found(step.to, next.paid);
            walk.push(step.to);
            self.drive(walk, &next, found);
            walk.pop();
        }
    }
}

/// Cost of a tonne at rest by site, from what lies there when a period begins.
fn at_rest(
    at: &Setting,
    limits: &Limits,
    strikes: &[Strike],
    (prices, loss): (&Prices, f64),
    (k, p): (usize, usize),
    rest: &mut [f64],
) {
    let modes = modes(at);
    let tolls: Vec<Tolls> = modes.iter().map(|m| Tolls::of(at, limits, prices, *m, p)).collect();
    let value = at.world.scenario.commodities[k].value_usd_per_t.0 / 1000.0;
    // A hub may be reached from hubs that are reached themselves.
    for _ in 0..at.network.origins.len() + 1 {
        for &origin in
            at.network.origins.iter().filter(|s| rest[**s].is_finite()).collect::<Vec<_>>()
        {
            for (mode, noun) in modes.iter().enumerate() {
                let twin = Twin { at, tolls: &tolls, strikes, prices, loss, value, p, mode };
                let mut load =
                    Load { paid: 0.0, there: 1.0, left: vec![1.0; strikes.len()], met: Vec::new() };
                let out = at.targets.setting_out(origin);
                twin.meet(&mut load, out);
                load.paid =
                    rest[origin] + tolls[mode].gate(at, limits, twin.prices, (origin, k, p));
                if !load.paid.is_finite() {
                    continue;
                }
                let mut arrive = |site: usize, paid: f64| {
                    let kind = at.kind(site);
                    if at.network.may_end(noun.track, kind) {
                        let key = Key::Throughput(site, p);
                        let more = limits.position(key).map_or(0.0, |i| prices.limit[i]);
                        rest[site] = rest[site].min(paid + more);
                    }
                };
                twin.drive(&mut vec![origin], &load, &mut arrive);
            }
        }
    }
}

/// What lies at a site as a period begins, and what is bought there.
fn lying(
    at: &Setting,
    limits: &Limits,
    prices: &Prices,
    (k, p): (usize, usize),
    found: &Reached,
) -> Vec<f64> {
    let price = |key: Key| limits.position(key).map_or(0.0, |i| prices.limit[i]);
    let before = |s: usize| match p.checked_sub(1) {
        Some(q) => found.cost[q * at.sites() + s] + price(Key::Storage(s, q)),
        None if at.initial_t(s, k) > 0.0 => prices.limit[limits.initial(s, k)],
        None => f64::INFINITY,
    };
    let mut rest: Vec<f64> = (0..at.sites()).map(before).collect();
    let day = at.grid.day(p);
    for offer in at.offers.iter().filter(|o| o.commodity == k && o.days.contains(&day)) {
        let position = limits.offer(offer.row, p);
        if limits.capacity[position] > 0.0 {
            rest[offer.crossing] = rest[offer.crossing].min(prices.limit[position]);
        }
    }
    rest
}

/// Sets of two or three targets, with weights that differ.
fn sets(at: &Setting, dice: &[u32]) -> (Struck, Vec<f64>) {
    let (targets, periods) = (at.targets.len(), at.grid.len());
    let mut struck = Struck::sets(targets, periods);
    for (i, draw) in dice.iter().enumerate() {
        let pick = |n: u32| (draw / n) as usize % targets;
        let mut set = vec![pick(1), pick(97), pick(1009)];
        set.truncate(2 + i % 2);
        set.sort_unstable();
        set.dedup();
        struck.add(i % periods, set);
    }
    let count = struck.weights().len();
    let weights =
        (0..count).map(|i| f64::from(1 + i as u32 % 3) * periods as f64 / (2.0 * count as f64));
    let weights = weights.collect();
    (struck, weights)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Labels that know what they have met find the cheapest way, and no cheaper; so
    /// does the search without danger. Some roads are one-way.
    #[test]
    fn no_way_is_cheaper_than_what_the_search_finds(
        seed in 0..200_u64,
        dice in prop::collection::vec(0..u32::MAX, 24),
        priced in prop::collection::vec(0.0..2.0_f64, 16),
        one_way in 1..5_usize,
    ) {
        let kinds = [Kind::Segments, Kind::Sites, Kind::Areas];
        let mut world = crate::twin::struck(seed, 2.0, Budget::Day, &kinds);
        world.scenario.segments.iter_mut().step_by(one_way).for_each(|s| s.one_way = true);
        let at = Setting::of(&world, 2.0);
        let limits = Limits::of(&at);
        let (struck, weights) = sets(&at, &dice);
        let loss = 3.0;
        let alarm = Alarm::of_sets(&at, Aim { loss, cost: 0.0 }, &struck, &weights);
        let strikes: Vec<(usize, Strike)> = struck.strikes(&weights).collect();
        let price = |i: usize| if limits.capacity[i].is_finite() { 1e-3 * priced[i % 16] } else { 0.0 };
        let limit: Vec<f64> = (0..limits.capacity.len()).map(price).collect();
        for (alarm, loss, strikes) in [(alarm, loss, strikes), (Alarm::none(), 0.0, Vec::new())] {
            let prices = Prices { limit: limit.clone(), alarm: Arc::new(alarm) };
            same_as_every_way(&at, &limits, (&prices, loss), &strikes)?;
        }
    }
}

fn same_as_every_way(
    at: &Setting,
    limits: &Limits,
    (prices, loss): (&Prices, f64),
    strikes: &[(usize, Strike)],
) -> Result<(), TestCaseError> {
    let all = modes(at);
    let found = Search::new(at, limits, &all, lossy(at)).run(prices);
    for (k, found) in found.iter().enumerate() {
        for p in 0..at.grid.len() {
            let mut rest = lying(at, limits, prices, (k, p), found);
            let today = strikes.iter().filter(|(of, _)| *of == p);
            let today: Vec<Strike> = today.map(|(_, strike)| strike.clone()).collect();
            at_rest(at, limits, &today, (prices, loss), (k, p), &mut rest);
            let quick = found.cost.iter().skip(p * at.sites());
            for (s, (slow, quick)) in rest.iter().zip(quick).enumerate() {
                let same = (slow - quick).abs() <= 1e-9 * slow.abs().max(1e-9);
                prop_assert!(same || slow == quick, "site {s}: {slow} or {quick}");
            }
        }
    }
    Ok(())
}
