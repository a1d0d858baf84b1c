//! The additive game: the sum of the Γ largest single losses, as one linear
//! program over arcs.
//!
//! > min Γ θ + Σ_t q_t,  θ + q_t >= p_t · value on t
//!
//! An upper bound on the worst case: exact for Γ = 1 and where no corridor meets
//! two struck targets; it counts twice what a corridor loses at two, so it can
//! exceed what is shipped and refuse to ship where shipping is safe.

use super::error::GameError;
use super::linear::{Linear, Optimum};
use super::network::{Game, Network, Outcome};

/// Columns with their factors in a row.
type Entries = Vec<(usize, f64)>;

/// The best plan by the additive bound.
#[derive(Clone, Debug, PartialEq)]
pub struct Additive {
    /// Worst-case loss; where the amount is decided, value shipped less that loss.
    pub value: f64,
    /// Flow on each arc, by shipment.
    pub flows: Vec<Vec<f64>>,
    /// Amount shipped, by shipment.
    pub shipped: Vec<f64>,
    /// How often the interceptor strikes each target: at most 1, Γ together.
    pub strikes: Vec<f64>,
    /// Price of each arc's capacity.
    pub prices: Vec<f64>,
}

/// Solves the additive game.
///
/// # Errors
/// The game makes no sense, or the solver gave up.
pub fn additive(game: &Game) -> Result<Outcome<Additive>, GameError> {
    game.look()?;
    let (arcs, shipments) = (game.network.arcs().len(), game.shipments.len());
    let mut program = Linear::default();
    for _ in 0..shipments {
        for arc in game.network.arcs() {
            program.column(0.0, 0.0, arc.capacity);
        }
    }
    let amounts: Vec<usize> = game
        .shipments
        .iter()
        .map(|shipment| match game.decided {
            true => program.column(-shipment.value, 0.0, shipment.amount),
            false => program.column(0.0, shipment.amount, shipment.amount),
        })
        .collect();
    let exposed = losses(&mut program, game);
    let limits = capacities(&mut program, game.network, shipments);
    for (k, shipment) in game.shipments.iter().enumerate() {
        let ends = (shipment.from, shipment.to);
        conserve(&mut program, game.network, k * arcs, ends, (amounts[k], 1.0));
    }
    let sign = if game.decided { -1.0 } else { 1.0 };
    Ok(match program.minimise("additive game")? {
        Outcome::Solved(optimum) => {
            let flows = optimum.primal.chunks(arcs.max(1)).take(shipments);
            Outcome::Solved(Additive {
                value: sign * optimum.value,
                flows: flows.map(<[f64]>::to_vec).collect(),
                shipped: amounts.iter().map(|&column| optimum.primal[column]).collect(),
                strikes: struck(game.network, &exposed, &optimum),
                prices: priced(game.network, &limits, &optimum),
            })
        }
        Outcome::CannotShip => Outcome::CannotShip,
        Outcome::Unbounded => Outcome::Unbounded,
    })
}

/// How often each target is struck: the prices of the rows that hold θ up.
fn struck(network: &Network, exposed: &[(usize, usize)], optimum: &Optimum) -> Vec<f64> {
    let mut strikes = vec![0.0; network.targets()];
    for &(target, row) in exposed {
        strikes[target] = (-optimum.rows[row]).clamp(0.0, 1.0);
    }
    strikes
}

/// What capacity is worth: the price of its row, or of the only column's bound.
fn priced(network: &Network, limits: &[(usize, usize)], optimum: &Optimum) -> Vec<f64> {
    let mut prices = vec![0.0; network.arcs().len()];
    for (arc, limit) in network.arcs().iter().enumerate() {
        if limit.capacity.is_finite() && limits.is_empty() {
            prices[arc] = (-optimum.columns[arc]).max(0.0);
        }
    }
    for &(arc, row) in limits {
        prices[arc] = (-optimum.rows[row]).max(0.0);
    }
    prices
}

/// θ, q_t and the rows that hold them up; gives the targets with their rows. Flow
/// columns begin at 0, one block a shipment.
fn losses(program: &mut Linear, game: &Game) -> Vec<(usize, usize)> {
    let network = game.network;
    let arcs = network.arcs().len();
    let mut exposed: Vec<Entries> = vec![Vec::new(); network.targets()];
    for arc in 0..arcs {
        let Some(target) = network.target(arc) else { continue };
        for (k, shipment) in game.shipments.iter().enumerate() {
            let value = network.loss(target) * shipment.value;
            exposed[target].push((k * arcs + arc, value));
        }
    }
    let theta = program.column(game.gamma, 0.0, f64::INFINITY);
    let exposed: Vec<(usize, Entries)> =
        exposed.into_iter().enumerate().filter(|(_, entries)| !entries.is_empty()).collect();
    let over: Vec<usize> =
        exposed.iter().map(|_| program.column(1.0, 0.0, f64::INFINITY)).collect();
    let mut rows = Vec::new();
    for ((target, mut entries), over) in exposed.into_iter().zip(over) {
        entries.extend([(theta, -1.0), (over, -1.0)]);
        rows.push((target, program.row(f64::NEG_INFINITY, 0.0, &entries)));
    }
    rows
}

/// Capacities of arcs that several shipments share: the arcs with their rows.
pub fn capacities(
    program: &mut Linear,
    network: &Network,
    shipments: usize,
) -> Vec<(usize, usize)> {
    let mut rows = Vec::new();
    let limited = network.arcs().iter().enumerate().filter(|(_, arc)| arc.capacity.is_finite());
    for (arc, limit) in limited.filter(|_| shipments > 1) {
        let entries: Vec<(usize, f64)> =
            (0..shipments).map(|k| (k * network.arcs().len() + arc, 1.0)).collect();
        rows.push((arc, program.row(f64::NEG_INFINITY, limit.capacity, &entries)));
    }
    rows
}

/// What enters a node leaves it, but for the ends, where `factor` times the
/// column `amount` starts and arrives.
pub fn conserve(
    program: &mut Linear,
    network: &Network,
    first: usize,
    (from, to): (usize, usize),
    (amount, factor): (usize, f64),
) {
    let mut balance: Vec<Vec<(usize, f64)>> = vec![Vec::new(); network.nodes()];
    for (arc, ends) in network.arcs().iter().enumerate().filter(|(_, arc)| arc.from != arc.to) {
        balance[ends.from].push((first + arc, 1.0));
        balance[ends.to].push((first + arc, -1.0));
    }
    if from != to {
        balance[from].push((amount, -factor));
        balance[to].push((amount, factor));
    }
    for entries in balance {
        program.row(0.0, 0.0, &entries);
    }
}
