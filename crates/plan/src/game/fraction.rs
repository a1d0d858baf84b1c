//! Several shipments share what does not suffice: first the largest common
//! fraction of all, then the least additive worst-case loss at that fraction.

use super::additive::{Additive, additive, capacities, conserve};
use super::error::GameError;
use super::linear::Linear;
use super::network::{Game, Outcome, Shipment};

/// How far a fraction may be drawn in where rounding leaves no plan.
const ROUNDING: f64 = 1.0 - 1e-10;

/// The common fraction with its plan.
#[derive(Clone, Debug, PartialEq)]
pub struct CommonFraction {
    /// Share of every shipment's amount that is shipped, at most 1.
    pub fraction: f64,
    /// The plan; its value is the additive worst-case loss.
    pub plan: Additive,
}

/// Ships one fraction of every amount, the largest that fits.
///
/// # Errors
/// The game makes no sense, or the solver gave up.
pub fn common_fraction(game: &Game) -> Result<Outcome<CommonFraction>, GameError> {
    game.look()?;
    let (network, shipments) = (game.network, game.shipments.len());
    let mut program = Linear::default();
    for _ in 0..shipments {
        for arc in network.arcs() {
            program.column(0.0, 0.0, arc.capacity);
        }
    }
    let fraction = program.column(-1.0, 0.0, 1.0);
    capacities(&mut program, network, shipments);
    for (k, shipment) in game.shipments.iter().enumerate() {
        let first = k * network.arcs().len();
        let ends = (shipment.from, shipment.to);
        conserve(&mut program, network, first, ends, (fraction, shipment.amount));
    }
    let fraction = match program.minimise("common fraction")? {
        Outcome::Solved(optimum) => -optimum.value,
        Outcome::CannotShip => return Ok(Outcome::CannotShip),
        Outcome::Unbounded => return Ok(Outcome::Unbounded),
    };
    for drawn_in in [1.0, ROUNDING] {
        let amount = |s: &Shipment| s.amount * fraction * drawn_in;
        let part = |s: &Shipment| Shipment { amount: amount(s), ..s.clone() };
        let part = Game { shipments: game.shipments.iter().map(part).collect(), ..game.clone() };
        if let Outcome::Solved(plan) = additive(&Game { decided: false, ..part })? {
            return Ok(Outcome::Solved(CommonFraction { fraction, plan }));
        }
    }
    Ok(Outcome::CannotShip)
}
