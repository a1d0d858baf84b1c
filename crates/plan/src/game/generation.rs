//! Rows and columns coming together.
//!
//! The master's prices swing from round to round. So corridors are sought at
//! prices halfway between the best ones known and the master's: either a corridor
//! is found, or half of the gap is closed. Plans are tried the same way.

use std::collections::BTreeMap;

use super::additive::Additive;
use super::exact::{Corridor, Guarantee, Strike, load};
use super::label::{Roads, cheapest};
use super::master::Master;
use super::network::Game;
use super::paths::decompose;
use super::price::Prices;
use super::spread::{along, spread};
use crate::attack::{Load, worst_few};
use crate::error::PlanError;

/// Struck sets taken in from one look at a plan.
const SETS_A_ROUND: usize = 12;
/// Corridors taken in from one search.
const WAYS_A_ROUND: usize = 8;
/// Rounds after which the bounds are given as they stand.
const ROUNDS: usize = 2000;
/// Labels that a search may make at first; more when nothing else helps.
const FIRST_LABELS: usize = 2_000;
/// Labels that a search may make at most: then the gap stands.
const MOST_LABELS: usize = 100_000;
/// Weight of the best known prices and plan beside the master's.
const STEADY: f64 = 0.5;

/// An interceptor's mix with the prices of capacities.
#[derive(Clone, Default)]
struct Stance {
    /// Probability by level and set.
    strikes: BTreeMap<(usize, Vec<usize>), f64>,
    prices: Vec<f64>,
}

/// The game so far. Bounds are those of a minimum: where the amount is decided,
/// of loss less value shipped.
pub struct Generation<'a> {
    game: &'a Game<'a>,
    limits: Vec<f64>,
    roads: Roads<'a>,
    master: Master<'a>,
    /// Strikes and share of days of each level.
    levels: Vec<(usize, f64)>,
    best: f64,
    proven: f64,
    plan: Vec<Corridor>,
    stance: Stance,
    rounds: usize,
    /// Labels that a search may make.
    labels: usize,
}

impl<'a> Generation<'a> {
    /// Nothing generated yet.
    pub fn new(
        game: &'a Game<'a>,
        limits: Vec<f64>,
        levels: Vec<(usize, f64)>,
    ) -> Result<Self, PlanError> {
        let shares: Vec<f64> = levels.iter().map(|&(_, share)| share).collect();
        Ok(Self {
            game,
            roads: Roads::of(game.network),
            master: Master::new(game, &limits, &shares)?,
            limits,
            levels,
            best: f64::INFINITY,
            proven: f64::NEG_INFINITY,
            plan: Vec::new(),
            stance: Stance::default(),
            rounds: 0,
            labels: FIRST_LABELS,
        })
    }

    /// Begins with the additive game: its plan, and its strikes as sets.
    pub fn begin(&mut self, start: &Additive) -> Result<(), PlanError> {
        let mut plan = Vec::new();
        for (k, shipment) in self.game.shipments.iter().enumerate() {
            let found = decompose(self.game.network, shipment.from, shipment.to, &start.flows[k]);
            for (arcs, amount) in found.paths {
                self.master.corridor(k, arcs.clone())?;
                plan.push(Corridor { shipment: k, arcs, amount });
            }
        }
        for level in 0..self.levels.len() {
            self.master.strike(level, Vec::new())?;
        }
        let order = along(self.game.network, &plan, &start.strikes);
        let stance = self.stance_of(spread(&order, &start.strikes), &start.prices);
        for (level, set) in stance.strikes.keys() {
            self.master.strike(*level, set.clone())?;
        }
        self.try_plan(plan)?;
        self.try_stance(stance)?;
        Ok(())
    }

    /// A mix of sets as a stance: each goes to the level of its size. Where few
    /// targets are worth a strike there is none for the larger level, which then
    /// strikes as the smaller one.
    fn stance_of(&self, mix: Vec<Strike>, prices: &[f64]) -> Stance {
        let mut stance = Stance { strikes: BTreeMap::new(), prices: prices.to_vec() };
        let most = self.levels.iter().map(|&(size, _)| size).max().unwrap_or(0);
        for mut strike in mix {
            // Rounding may leave a sliver in which one target too many is met.
            strike.targets.truncate(most);
            let fits = |&(size, _): &(usize, f64)| strike.targets.len() <= size;
            let level = self.levels.iter().position(fits).unwrap_or(0);
            *stance.strikes.entry((level, strike.targets)).or_insert(0.0) += strike.probability;
        }
        if self.levels.len() > 1 && stance.strikes.keys().all(|(level, _)| *level == 0) {
            let small: Vec<(Vec<usize>, f64)> =
                stance.strikes.iter().map(|((_, set), &p)| (set.clone(), p)).collect();
            stance.strikes.extend(small.into_iter().map(|(set, p)| ((1, set), p)));
        }
        self.level(&mut stance);
        stance
    }

    /// Brings the probabilities of each level to its share.
    fn level(&self, stance: &mut Stance) {
        for (level, &(_, share)) in self.levels.iter().enumerate() {
            let of = |stance: &Stance| {
                let own = stance.strikes.iter().filter(|((l, _), _)| *l == level);
                own.map(|(_, probability)| probability).sum::<f64>()
            };
            let sum = of(stance);
            if sum <= 0.0 {
                stance.strikes.insert((level, Vec::new()), share);
            } else {
                let own = stance.strikes.iter_mut().filter(|((l, _), _)| *l == level);
                own.for_each(|(_, probability)| *probability *= share / sum);
            }
        }
    }

    /// Generates until the bounds are as close as asked, or nothing is left.
    pub fn run(&mut self, tolerance: f64) -> Result<(), PlanError> {
        while self.rounds < ROUNDS && self.best - self.proven > tolerance {
            self.rounds += 1;
            self.master.solve()?;
            let plan = self.master_plan();
            let mut news = self.keep_capacities(&plan)?;
            if !news {
                let halfway = self.halfway_plan(&plan);
                news |= self.try_plan(plan)?;
                news |= self.try_plan(halfway)?;
            }
            let mut swung = self.master_stance();
            let steady = self.halfway_stance(&swung);
            let before = self.proven;
            news |= self.try_stance(steady)?;
            if !news {
                self.level(&mut swung);
                news |= self.try_stance(swung)?;
            }
            if !news && self.proven <= before {
                if self.labels >= MOST_LABELS {
                    break;
                }
                self.labels *= 4;
            }
        }
        Ok(())
    }

    /// The master's plan, every fixed amount met to the last bit.
    fn master_plan(&self) -> Vec<Corridor> {
        let mut shipped = vec![0.0; self.game.shipments.len()];
        for (way, amount) in self.master.ways.iter().zip(&self.master.amounts) {
            shipped[way.shipment] += amount;
        }
        let ways = self.master.ways.iter().zip(&self.master.amounts);
        ways.filter(|(_, amount)| **amount > 0.0)
            .map(|(way, &amount)| {
                let asked = self.limits[way.shipment];
                let sum = shipped[way.shipment];
                let scale = if self.game.decided && sum <= asked { 1.0 } else { asked / sum };
                let arcs = way.arcs.clone();
                Corridor { shipment: way.shipment, arcs, amount: amount * scale }
            })
            .collect()
    }

    /// A plan between the best one and another.
    fn halfway_plan(&self, plan: &[Corridor]) -> Vec<Corridor> {
        let mut amounts: BTreeMap<(usize, &[usize]), f64> = BTreeMap::new();
        for (corridors, weight) in [(&self.plan[..], STEADY), (plan, 1.0 - STEADY)] {
            for corridor in corridors {
                let key = (corridor.shipment, &corridor.arcs[..]);
                *amounts.entry(key).or_insert(0.0) += weight * corridor.amount;
            }
        }
        let corridor = |((shipment, arcs), amount): ((usize, &[usize]), f64)| Corridor {
            shipment,
            arcs: arcs.to_vec(),
            amount,
        };
        amounts.into_iter().map(corridor).collect()
    }

    /// Takes in the capacities that a plan exceeds; says whether there were any.
    fn keep_capacities(&mut self, plan: &[Corridor]) -> Result<bool, PlanError> {
        let mut flow = BTreeMap::new();
        for corridor in plan {
            for &arc in &corridor.arcs {
                *flow.entry(arc).or_insert(0.0) += corridor.amount;
            }
        }
        let mut news = false;
        for (arc, amount) in flow {
            let capacity = self.game.network.arcs()[arc].capacity;
            if amount > capacity + 1e-9 * capacity.max(1.0) {
                news |= self.master.limit(arc)?;
            }
        }
        Ok(news)
    }

    /// Holds a plan against all attacks; takes in the worst and says whether
    /// there were new ones.
    fn try_plan(&mut self, plan: Vec<Corridor>) -> Result<bool, PlanError> {
        let game = self.game;
        let loads: Vec<Load> = plan.iter().map(|corridor| load(game, corridor)).collect();
        let shipped: f64 = loads.iter().map(|load| load.value).sum();
        let mut value = if game.decided { -shipped } else { 0.0 };
        let mut news = false;
        for (level, (gamma, share)) in self.levels.clone().into_iter().enumerate() {
            let attacks = worst_few(&loads, gamma, SETS_A_ROUND);
            value += share * attacks.first().map_or(0.0, |attack| attack.value);
            let seen = self.master.losses.get(level).copied().unwrap_or(f64::NEG_INFINITY);
            for attack in attacks.into_iter().filter(|attack| attack.value > seen) {
                news |= self.master.strike(level, attack.targets)?;
            }
        }
        if value < self.best {
            self.best = value;
            self.plan = plan;
        }
        Ok(news)
    }

    /// Holds a stance against all corridors; takes in the cheapest and says
    /// whether there were new ones.
    fn try_stance(&mut self, stance: Stance) -> Result<bool, PlanError> {
        let network = self.game.network;
        let limited = network.arcs().iter().zip(&stance.prices).filter(|(_, price)| **price > 0.0);
        let mut bound = -limited.map(|(arc, price)| arc.capacity * price).sum::<f64>();
        let mut found = Vec::new();
        for (k, shipment) in self.game.shipments.iter().enumerate() {
            let sets = stance.strikes.iter().map(|((_, set), &p)| (p, set.clone()));
            let prices = Prices::of(network, sets, &stance.prices, shipment.value);
            let known = self.master.ways.iter().filter(|way| way.shipment == k);
            let known = known.map(|way| prices.of_path(&way.arcs, &way.targets));
            let most = if self.game.decided { shipment.value } else { f64::INFINITY };
            let below = known.fold(most, f64::min) * (1.0 - 1e-12);
            let ends = (shipment.from, shipment.to);
            let cheapest = cheapest(&self.roads, &prices, ends, below, (WAYS_A_ROUND, self.labels));
            bound += match self.game.decided {
                true => self.limits[k] * (cheapest.least - shipment.value).min(0.0),
                false => self.limits[k] * cheapest.least,
            };
            found.extend(cheapest.paths.into_iter().map(|(_, arcs)| (k, arcs)));
        }
        if bound > self.proven {
            self.proven = bound;
            self.stance = stance;
        }
        let mut news = false;
        for (shipment, arcs) in found {
            news |= self.master.corridor(shipment, arcs)?;
        }
        Ok(news)
    }

    /// The interceptor's mix in the master.
    fn master_stance(&self) -> Stance {
        let mut stance = Stance { strikes: BTreeMap::new(), prices: self.master.prices.clone() };
        for ((level, set), &strike) in self.master.sets.iter().zip(&self.master.strikes) {
            if strike > 0.0 {
                stance.strikes.insert((*level, set.clone()), strike);
            }
        }
        stance
    }

    /// A stance between the best one and another.
    fn halfway_stance(&self, other: &Stance) -> Stance {
        let mut halfway = self.stance.clone();
        halfway.strikes.values_mut().for_each(|strike| *strike *= STEADY);
        for (set, strike) in &other.strikes {
            *halfway.strikes.entry(set.clone()).or_insert(0.0) += (1.0 - STEADY) * strike;
        }
        for (price, other) in halfway.prices.iter_mut().zip(&other.prices) {
            *price = STEADY * *price + (1.0 - STEADY) * other;
        }
        self.level(&mut halfway);
        halfway
    }

    /// What came of it.
    pub fn finish(self, additive: f64) -> Guarantee {
        let worth = self.game.shipments.iter().zip(&self.limits).map(|(s, limit)| s.value * limit);
        let (lower, upper) = match self.game.decided {
            true => (-self.best, (-self.proven).min(worth.sum())),
            false => (self.proven.max(0.0), self.best),
        };
        let strike = |((_, targets), probability): ((usize, Vec<usize>), f64)| Strike {
            targets,
            probability,
        };
        Guarantee {
            lower,
            upper,
            additive,
            corridors: self.plan,
            strikes: self.stance.strikes.into_iter().map(strike).collect(),
            prices: self.stance.prices,
            corridors_generated: self.master.ways.len(),
            sets_generated: self.master.sets.len(),
            rounds: self.rounds,
        }
    }
}
