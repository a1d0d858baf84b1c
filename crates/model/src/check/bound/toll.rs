//! What driving a segment costs at the prices of a proof.

use super::facts::Facts;
use super::price::Prices;
use super::round::{add_down, lower, upper};

/// How much a stage minds losses and costs.
#[derive(Clone, Copy, Debug)]
pub struct Weights {
    /// A dollar of worst case plus expected loss.
    pub loss: f64,
    /// A dollar of purchases or a truck-kilometre.
    pub cost: f64,
}

/// A kilometre driven by a truck, loaded or empty, beside purchases in USD.
pub const USD_PER_TRUCK_KM: f64 = 1.0;

/// The toll of a segment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Toll {
    /// At least so much a tonne that enters the segment.
    pub entering: f64,
    /// At least so much a tonne that left the origin.
    pub leaving: f64,
    /// At most this share comes through.
    pub through: f64,
    /// At least this share comes through.
    pub through_at_least: f64,
}

/// The tolls of all segments on a day, for a fleet and a value in USD per tonne.
pub fn tolls(
    facts: &Facts,
    prices: &Prices,
    alone: &[f64],
    weights: Weights,
    (day, fleet, value): (usize, usize, f64),
) -> Vec<Toll> {
    let world = facts.world;
    let noun = &world.scenario.fleets[fleet];
    let payload = noun.payload_t.0;
    let fuel = prices.fuel[fleet][day] * noun.fuel_l_per_km.map_or(0.0, |l| l.0);
    let segments = world.scenario.segments.iter().enumerate();
    segments
        .map(|(e, segment)| {
            let road = &world.roads[e][day];
            let km = 2.0 * segment.length_km.0 / payload;
            let hours = 2.0 * segment.hours.0 / noun.hours_per_day.0 / payload;
            let lost = road.loss.total();
            let entering = prices.segment[e][day] / payload
                + alone[e] * value * road.exposure
                + weights.loss * value * lost;
            let leaving =
                prices.fleet[fleet][day] * hours + fuel * km + weights.cost * km * USD_PER_TRUCK_KM;
            let (through, through_at_least) = through(lost);
            let (entering, leaving) = (lower(entering), lower(leaving));
            Toll { entering, leaving, through, through_at_least }
        })
        .collect()
}

/// The share that comes through at most and at least, where this much is lost.
fn through(lost: f64) -> (f64, f64) {
    if lost == 0.0 {
        return (1.0, 1.0);
    }
    let most = (1.0 - lower(lost)).next_up().clamp(0.0, 1.0);
    (most, (1.0 - upper(lost)).next_down().max(0.0))
}

/// What a tonne pays once for leaving with this fleet: turning round.
pub fn turnaround(facts: &Facts, prices: &Prices, fleet: usize, day: usize) -> f64 {
    let noun = &facts.world.scenario.fleets[fleet];
    lower(prices.fleet[fleet][day] / noun.rounds_per_day.0 / noun.payload_t.0)
}

/// Tolls of one stretch after another, for what is left of a tonne.
pub fn driven(toll: f64, left: f64, next: Toll) -> f64 {
    add_down(toll, add_down(lower(left * next.entering), next.leaving))
}
