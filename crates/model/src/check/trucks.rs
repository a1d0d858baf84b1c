//! Trucks from mass: each fleet has its payload, and trucks are counted in
//! one unit so small that every load is a whole number of them.

use num_bigint::BigInt;
use num_traits::{One, Zero};

use super::number::{Column, Decimal, quotient};
use crate::world::World;

/// Grams in a tonne.
const GRAMS: u32 = 1_000_000;

/// Payloads of all fleets.
#[derive(Debug)]
pub(super) struct Payloads {
    /// By fleet: truck units of one gram.
    weights: Vec<BigInt>,
    /// Truck units in one truck.
    unit: BigInt,
}

impl Payloads {
    /// The payloads of a world's fleets; a fleet without payload counts zero
    /// (no plan that uses it comes this far).
    pub fn of(world: &World) -> Self {
        let tonnes = Column::of(world.scenario.fleets.iter().map(|f| f.payload_t.0));
        let positive = |parts: &&BigInt| **parts > BigInt::zero();
        let common =
            tonnes.parts.iter().filter(positive).fold(BigInt::one(), |all, p| lcm(&all, p));
        let weigh = |parts: &BigInt| {
            if *parts > BigInt::zero() { &tonnes.unit * &common / parts } else { BigInt::zero() }
        };
        let weights = tonnes.parts.iter().map(weigh).collect();
        Self { weights, unit: common * GRAMS }
    }

    /// Truck units of these masses by fleet.
    pub fn units(&self, grams_by_fleet: &[i128]) -> BigInt {
        let loads = grams_by_fleet.iter().zip(&self.weights).filter(|(grams, _)| **grams != 0);
        loads.map(|(grams, weight)| weight * *grams).sum()
    }

    /// Whether so many truck units are more than `trucks`.
    pub fn exceed(&self, units: &BigInt, trucks: f64) -> bool {
        let limit = Decimal::of(trucks);
        units * limit.unit() > limit.digits * &self.unit
    }

    /// Truck units as trucks.
    pub fn trucks(&self, units: &BigInt) -> f64 {
        quotient(units, &self.unit)
    }

    /// Truck units in one truck.
    pub fn unit(&self) -> &BigInt {
        &self.unit
    }

    /// Truck units of one gram on a fleet.
    pub fn weight(&self, fleet: usize) -> &BigInt {
        &self.weights[fleet]
    }
}

fn lcm(a: &BigInt, b: &BigInt) -> BigInt {
    let (mut x, mut y) = (a.clone(), b.clone());
    while !y.is_zero() {
        (x, y) = (y.clone(), x % y);
    }
    a / x * b
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_common_multiple() {
        assert_eq!(lcm(&BigInt::from(12), &BigInt::from(20)), BigInt::from(60));
    }
}
