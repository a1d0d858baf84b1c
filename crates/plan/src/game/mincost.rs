//! As much as possible delivered, at least cost plus a weight times risk.

use super::error::GameError;
use super::linear::Linear;
use super::network::{Network, Outcome};

/// What a node has or wants.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Depot {
    /// Has at most so much.
    Supply(f64),
    /// Wants at most so much.
    Demand(f64),
    /// Passes on what it gets.
    Transit,
}

/// The cheapest way to deliver the most.
#[derive(Clone, Debug, PartialEq)]
pub struct Delivery {
    /// Amount delivered.
    pub delivered: f64,
    /// Cost of the arcs used.
    pub cost: f64,
    /// Risk of the arcs used.
    pub risk: f64,
    /// Cost plus weight times risk: what was made small.
    pub effective: f64,
    /// Flow on each arc.
    pub flow: Vec<f64>,
}

/// Delivers the most that fits, at least `cost + weight · risk`; `depots` by
/// node, `risk` by arc, per unit. Losses and areas are not read.
///
/// # Errors
/// The solver gave up.
pub fn cheapest_delivery(
    network: &Network,
    depots: &[Depot],
    risk: &[f64],
    weight: f64,
) -> Result<Outcome<Delivery>, GameError> {
    let nothing = vec![0.0; network.arcs().len()];
    let delivered = match program(network, depots, &nothing, 0.0, -1.0).minimise("delivery")? {
        Outcome::Solved(most) => -most.value,
        Outcome::CannotShip => return Ok(Outcome::CannotShip),
        Outcome::Unbounded => return Ok(Outcome::Unbounded),
    };
    let costs: Vec<f64> =
        network.arcs().iter().zip(risk).map(|(arc, risk)| arc.cost + weight * risk).collect();
    // A breath of slack, so that rounding cannot rule the second program out.
    let floor = delivered - 1e-10 * delivered.max(1.0);
    let program = program(network, depots, &costs, floor, 0.0);
    Ok(match program.minimise("delivery")? {
        Outcome::Solved(mut optimum) => {
            optimum.primal.truncate(network.arcs().len());
            let flow = optimum.primal;
            let sum = |rates: &mut dyn Iterator<Item = f64>| -> f64 {
                flow.iter().zip(rates).map(|(flow, rate)| flow * rate).sum()
            };
            let cost = sum(&mut network.arcs().iter().map(|arc| arc.cost));
            let risk = sum(&mut risk.iter().copied());
            let effective = optimum.value;
            Outcome::Solved(Delivery { delivered, cost, risk, effective, flow })
        }
        Outcome::CannotShip => Outcome::CannotShip,
        Outcome::Unbounded => Outcome::Unbounded,
    })
}

/// Arcs, then the amount delivered with its own cost and floor.
fn program(network: &Network, depots: &[Depot], costs: &[f64], floor: f64, reward: f64) -> Linear {
    let mut program = Linear::default();
    for (arc, &cost) in network.arcs().iter().zip(costs) {
        program.column(cost, 0.0, arc.capacity);
    }
    let delivered = program.column(reward, floor, f64::INFINITY);
    let mut balance: Vec<Vec<(usize, f64)>> = vec![Vec::new(); network.nodes()];
    for (column, arc) in network.arcs().iter().enumerate().filter(|(_, arc)| arc.from != arc.to) {
        balance[arc.from].push((column, 1.0));
        balance[arc.to].push((column, -1.0));
    }
    let mut arrived = Vec::new();
    for (entries, depot) in balance.iter().zip(depots) {
        match *depot {
            Depot::Supply(most) => {
                program.row(0.0, most, entries);
            }
            Depot::Demand(most) => {
                program.row(-most, 0.0, entries);
                arrived.extend(entries.iter().copied());
            }
            Depot::Transit => {
                program.row(0.0, 0.0, entries);
            }
        }
    }
    program.row(0.0, 0.0, &merged(arrived, delivered));
    program
}

/// Σ arriving = delivered; an arc between two demands stands in both and cancels.
fn merged(arrived: Vec<(usize, f64)>, delivered: usize) -> Vec<(usize, f64)> {
    let mut sums = std::collections::BTreeMap::new();
    for (column, factor) in arrived {
        *sums.entry(column).or_insert(0.0) += factor;
    }
    sums.insert(delivered, 1.0);
    sums.into_iter().filter(|&(_, factor)| factor != 0.0).collect()
}
