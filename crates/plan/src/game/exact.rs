//! The exact game, by generating struck sets and corridors as they are needed.
//!
//! The master holds some corridors against some sets. Its plan is tried against
//! all attacks (a bound from above), its prices against all corridors (a bound
//! from below); what is found on either side joins. It ends when the bounds meet.

use std::collections::BTreeMap;

use super::additive::additive;
use super::error::GameError;
use super::flow::max_flow;
use super::label::{Roads, cheapest};
use super::master::Master;
use super::network::{Game, Network, Outcome, Shipment};
use super::paths::decompose;
use super::price::Prices;
use crate::attack::{Load, Meeting, parts, worst_few};
use crate::error::PlanError;

/// Struck sets taken in from one look at a plan.
const SETS_A_ROUND: usize = 12;
/// Corridors taken in from one search.
const WAYS_A_ROUND: usize = 8;
/// Rounds after which the bounds are given as they stand.
const ROUNDS: usize = 2000;

/// A corridor with the amount shipped on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Corridor {
    /// The shipment it serves.
    pub shipment: usize,
    /// Its arcs, in driving order.
    pub arcs: Vec<usize>,
    /// The amount.
    pub amount: f64,
}

/// A set of targets with how often the interceptor strikes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Strike {
    /// The targets.
    pub targets: Vec<usize>,
    /// Probability; with a fraction in Γ, both sizes of sets sum to one together.
    pub probability: f64,
}

/// A plan with its guarantee, and the proof that no plan does better.
#[derive(Clone, Debug, PartialEq)]
pub struct Guarantee {
    /// No plan can promise less loss (where decided: what this plan surely
    /// brings).
    pub lower: f64,
    /// What this plan loses at worst (where decided: no plan can promise more).
    pub upper: f64,
    /// The additive bound beside it: value of the additive game.
    pub additive: f64,
    /// The plan.
    pub corridors: Vec<Corridor>,
    /// The interceptor's best mix: the proof of the other bound.
    pub strikes: Vec<Strike>,
    /// Price of each arc's capacity: the rest of that proof.
    pub prices: Vec<f64>,
    /// Corridors looked at in the master.
    pub corridors_generated: usize,
    /// Struck sets looked at in the master.
    pub sets_generated: usize,
    /// Times the master was solved.
    pub rounds: usize,
}

impl Guarantee {
    /// What is not proven: upper less lower, in the unit of the value.
    #[must_use]
    pub fn gap(&self) -> f64 {
        self.upper - self.lower
    }
}

/// Solves the game until upper less lower is at most `tolerance`, in the unit of
/// the shipments' value.
///
/// # Errors
/// The game makes no sense, or the solver gave up.
pub fn exact(game: &Game, tolerance: f64) -> Result<Outcome<Guarantee>, GameError> {
    let start = match additive(game)? {
        Outcome::Solved(start) => start,
        Outcome::CannotShip => return Ok(Outcome::CannotShip),
        Outcome::Unbounded => return Ok(Outcome::Unbounded),
    };
    let limits = limits(game);
    if game.decided && game.shipments.iter().any(|s| s.amount.is_infinite()) && gains_freely(game)?
    {
        return Ok(Outcome::Unbounded);
    }
    let (whole, share) = parts(game.gamma);
    let mut levels = vec![(whole, 1.0 - share)];
    if share > 0.0 {
        levels.push((whole + 1, share));
    }
    let shares: Vec<f64> = levels.iter().map(|&(_, share)| share).collect();
    let mut generation = Generation {
        game,
        roads: Roads::of(game.network),
        master: Master::new(game, &limits, &shares)?,
        limits,
        levels,
        best: f64::INFINITY,
        proven: f64::NEG_INFINITY,
        plan: Vec::new(),
        strikes: Vec::new(),
        prices: Vec::new(),
        rounds: 0,
    };
    for (k, shipment) in game.shipments.iter().enumerate() {
        let found = decompose(game.network, shipment.from, shipment.to, &start.flows[k]);
        for (arcs, amount) in found.paths {
            generation.master.corridor(k, arcs.clone())?;
            generation.plan.push(Corridor { shipment: k, arcs, amount });
        }
    }
    generation.run(tolerance)?;
    Ok(Outcome::Solved(generation.finish(start.value)))
}

/// The most that each shipment can be: its amount, or what fits through.
///
/// A way without limit that brings nothing by itself may still serve others, but
/// never for more than they can carry.
fn limits(game: &Game) -> Vec<f64> {
    let carried = game.network.arcs().iter().map(|arc| arc.capacity);
    let plenty = carried.filter(|capacity| capacity.is_finite()).sum::<f64>() + 1.0;
    let most = |shipment: &Shipment| match shipment.amount.is_finite() {
        true => shipment.amount,
        false => {
            let through = max_flow(game.network, shipment.from, shipment.to);
            if through.is_finite() { through } else { 100.0 * plenty }
        }
    };
    game.shipments.iter().map(most).collect()
}

/// Whether arcs that nothing limits can bring a gain at all: then they bring it
/// without end.
fn gains_freely(game: &Game) -> Result<bool, GameError> {
    let mut arcs = game.network.arcs().to_vec();
    for arc in &mut arcs {
        arc.capacity = if arc.capacity.is_finite() { 0.0 } else { f64::INFINITY };
    }
    let network = Network::new(game.network.nodes(), arcs, game.network.areas().to_vec())?;
    let free = game.shipments.iter().filter(|shipment| shipment.amount.is_infinite());
    let shipments: Vec<Shipment> = free.map(|s| Shipment { amount: 1.0, ..s.clone() }).collect();
    let most: f64 = shipments.iter().map(|shipment| shipment.value).sum();
    let ray = Game { network: &network, shipments, gamma: game.gamma, decided: true };
    let gain = exact(&ray, 1e-9 * most)?.solved().map_or(0.0, |found| found.lower);
    Ok(gain > 1e-7 * most)
}

/// Rows and columns coming together. Bounds are those of a minimum: where the
/// amount is decided, of loss less value shipped.
struct Generation<'a> {
    game: &'a Game<'a>,
    limits: Vec<f64>,
    roads: Roads<'a>,
    master: Master<'a>,
    /// Strikes and share of days of each level.
    levels: Vec<(usize, f64)>,
    best: f64,
    proven: f64,
    plan: Vec<Corridor>,
    strikes: Vec<Strike>,
    prices: Vec<f64>,
    rounds: usize,
}

impl Generation<'_> {
    fn run(&mut self, tolerance: f64) -> Result<(), PlanError> {
        let first = std::mem::take(&mut self.plan);
        self.try_plan(first)?;
        for level in 0..self.levels.len() {
            self.master.strike(level, Vec::new())?;
        }
        while self.rounds < ROUNDS && self.best - self.proven > tolerance {
            self.rounds += 1;
            self.master.solve()?;
            let plan = self.master_plan();
            let mut news = self.keep_capacities(&plan)?;
            if !news {
                news |= self.try_plan(plan)?;
            }
            news |= self.try_prices(tolerance)?;
            if !news {
                break;
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
                let asked = self.game.shipments[way.shipment].amount;
                let sum = shipped[way.shipment];
                let scale = if self.game.decided && sum <= asked { 1.0 } else { asked / sum };
                let arcs = way.arcs.clone();
                Corridor { shipment: way.shipment, arcs, amount: amount * scale }
            })
            .collect()
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

    /// Holds the master's prices against all corridors; takes in the cheapest and
    /// says whether there were new ones.
    fn try_prices(&mut self, tolerance: f64) -> Result<bool, PlanError> {
        let strikes = self.strikes_now();
        let mut bound: f64 = 0.0;
        for (arc, price) in self.game.network.arcs().iter().zip(&self.master.prices) {
            bound -= if *price > 0.0 { price * arc.capacity } else { 0.0 };
        }
        let mut found = Vec::new();
        for (k, shipment) in self.game.shipments.iter().enumerate() {
            let sets = strikes.iter().map(|s| (s.probability, s.targets.clone()));
            let prices = Prices::of(self.game.network, sets, &self.master.prices, shipment.value);
            let unit = match self.game.decided {
                true => shipment.value + self.master.units[k],
                false => self.master.units[k],
            };
            let slack = 0.1 * tolerance / self.limits[k].clamp(1e-9, 1e9);
            let ends = (shipment.from, shipment.to);
            let cheapest = cheapest(&self.roads, &prices, ends, unit - slack, WAYS_A_ROUND);
            bound += match self.game.decided {
                true => self.limits[k] * (cheapest.least - shipment.value).min(0.0),
                false => self.limits[k] * cheapest.least,
            };
            found.extend(cheapest.paths.into_iter().map(|(_, arcs)| (k, arcs)));
        }
        if bound > self.proven {
            self.proven = bound;
            self.strikes = strikes;
            self.prices.clone_from(&self.master.prices);
        }
        let mut news = false;
        for (shipment, arcs) in found {
            news |= self.master.corridor(shipment, arcs)?;
        }
        Ok(news)
    }

    /// The interceptor's mix in the master, each level brought to its share.
    fn strikes_now(&self) -> Vec<Strike> {
        let mut sums = vec![0.0; self.levels.len()];
        for ((level, _), strike) in self.master.sets.iter().zip(&self.master.strikes) {
            sums[*level] += strike;
        }
        let sets = self.master.sets.iter().zip(&self.master.strikes);
        sets.filter(|(_, strike)| **strike > 0.0)
            .map(|((level, targets), strike)| {
                let probability = strike * self.levels[*level].1 / sums[*level];
                Strike { targets: targets.clone(), probability }
            })
            .collect()
    }

    fn finish(self, additive: f64) -> Guarantee {
        let worth = self.game.shipments.iter().zip(&self.limits).map(|(s, limit)| s.value * limit);
        let (lower, upper) = match self.game.decided {
            true => (-self.best, (-self.proven).min(worth.sum())),
            false => (self.proven.max(0.0), self.best),
        };
        Guarantee {
            lower,
            upper,
            additive,
            corridors: self.plan,
            strikes: self.strikes,
            prices: self.prices,
            corridors_generated: self.master.ways.len(),
            sets_generated: self.master.sets.len(),
            rounds: self.rounds,
        }
    }
}

/// A corridor as a load that meets its targets.
pub fn load(game: &Game, corridor: &Corridor) -> Load {
    let targets = corridor.arcs.iter().filter_map(|&arc| game.network.target(arc));
    let meet = |target| Meeting { target, entering: 1.0, exposure: game.network.loss(target) };
    let value = corridor.amount * game.shipments[corridor.shipment].value;
    Load { value, meetings: targets.map(meet).collect() }
}
