//! Both sides of a game's value, recomputed from a plan and an interceptor's mix.
//!
//! The plan is held against the worst attack, the interceptor's mix against the
//! cheapest corridor. Where the bounds meet, both are best.

use super::error::GameError;
use super::exact::{Corridor, Strike, load};
use super::flow::max_flow;
use super::label::{Roads, cheapest};
use super::network::Game;
use super::price::Prices;
use crate::attack::{Load, parts, worst_share};

/// What a plan and an interceptor's mix prove.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// Upper bound on the value of the game.
    pub upper: f64,
    /// Lower bound on the value of the game.
    pub lower: f64,
    /// Amount shipped, by shipment: the plan proves nothing unless it is what
    /// was asked (at most that, where decided).
    pub shipped: Vec<f64>,
    /// Sum of the interceptor's probabilities: the mix proves nothing unless it
    /// is one.
    pub struck: f64,
    /// Whether every corridor leads from the start of its shipment to its end:
    /// otherwise the plan proves nothing.
    pub leads: bool,
    /// Whether no set has more targets than Γ allows, and larger sets than ⌊Γ⌋
    /// have no more than Γ's fraction: otherwise the mix proves nothing.
    pub within_gamma: bool,
    /// Most that any arc carries beyond its capacity.
    pub over_capacity: f64,
}

impl Checked {
    /// Upper less lower.
    #[must_use]
    pub fn gap(&self) -> f64 {
        self.upper - self.lower
    }
}

/// Recomputes both bounds; `prices` are those of the arcs' capacities.
///
/// # Errors
/// The game makes no sense.
pub fn check(
    game: &Game,
    corridors: &[Corridor],
    strikes: &[Strike],
    prices: &[f64],
) -> Result<Checked, GameError> {
    game.look()?;
    let loads: Vec<Load> = corridors.iter().map(|corridor| load(game, corridor)).collect();
    let lost = worst_share(&loads, game.gamma);
    let mut shipped = vec![0.0; game.shipments.len()];
    let mut flow = vec![0.0; game.network.arcs().len()];
    for corridor in corridors {
        shipped[corridor.shipment] += corridor.amount;
        for &arc in &corridor.arcs {
            flow[arc] += corridor.amount;
        }
    }
    let over = flow.iter().zip(game.network.arcs()).map(|(flow, arc)| flow - arc.capacity);
    let over_capacity = over.fold(0.0, f64::max);
    let bound = bound(game, corridors, strikes, prices);
    let value: f64 = loads.iter().map(|load| load.value).sum();
    let (lower, upper) = if game.decided { (value - lost, -bound) } else { (bound, lost) };
    let struck = strikes.iter().map(|strike| strike.probability).sum();
    let within_gamma = within_gamma(game, strikes);
    let leads = corridors.iter().all(|c| game.leads(c.shipment, &c.arcs));
    Ok(Checked { upper, lower, shipped, struck, leads, within_gamma, over_capacity })
}

fn within_gamma(game: &Game, strikes: &[Strike]) -> bool {
    let (whole, share) = parts(game.gamma);
    let larger = strikes.iter().filter(|strike| strike.targets.len() > whole);
    let often: f64 = larger.clone().map(|strike| strike.probability).sum();
    larger.into_iter().all(|strike| strike.targets.len() <= whole + 1) && often <= share + 1e-9
}

/// No plan costs less than this against the interceptor's mix (loss less value
/// shipped, where the amount is decided).
fn bound(game: &Game, corridors: &[Corridor], strikes: &[Strike], prices: &[f64]) -> f64 {
    let roads = Roads::of(game.network);
    let limited = game.network.arcs().iter().zip(prices).filter(|(_, price)| **price > 0.0);
    let mut bound = -limited.map(|(arc, price)| arc.capacity * price).sum::<f64>();
    for (k, shipment) in game.shipments.iter().enumerate() {
        let sets = strikes.iter().map(|strike| (strike.probability, strike.targets.clone()));
        let prices = Prices::of(game.network, sets, prices, shipment.value);
        // The plan's own corridors, if they lead anywhere, bound the search.
        let own = corridors.iter().filter(|c| c.shipment == k && game.leads(k, &c.arcs));
        let costs = own.map(|c| prices.of_path(&c.arcs, &game.network.met(&c.arcs)));
        let most = if game.decided { shipment.value } else { f64::INFINITY };
        let below = costs.fold(most, f64::min);
        let ends = (shipment.from, shipment.to);
        let least = cheapest(&roads, &prices, ends, below, (1, usize::MAX)).least;
        let most = match shipment.amount.is_finite() {
            true => shipment.amount,
            false => max_flow(game.network, shipment.from, shipment.to),
        };
        let unit = if game.decided { (least - shipment.value).min(0.0) } else { least };
        bound += if unit == 0.0 { 0.0 } else { most * unit };
    }
    bound
}
