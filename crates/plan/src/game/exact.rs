//! The exact game, by generating struck sets and corridors as they are needed.
//!
//! The master holds some corridors against some sets. Its plan is tried against
//! all attacks (a bound from above), its prices against all corridors (a bound
//! from below); what is found on either side joins. It ends when the bounds meet.

use super::additive::additive;
use super::error::GameError;
use super::flow::max_flow;
use super::generation::Generation;
use super::network::{Game, Network, Outcome, Shipment};
use crate::attack::{Load, Meeting, parts};

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
    let mut generation = Generation::new(game, limits, levels)?;
    generation.begin(&start)?;
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

/// A corridor as a load that meets its targets.
pub fn load(game: &Game, corridor: &Corridor) -> Load {
    let targets = corridor.arcs.iter().filter_map(|&arc| game.network.target(arc));
    let meet = |target| Meeting { target, entering: 1.0, exposure: game.network.loss(target) };
    let value = corridor.amount * game.shipments[corridor.shipment].value;
    Load { value, meetings: targets.map(meet).collect() }
}
