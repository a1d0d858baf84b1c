//! What would pass where if everybody were fed from the nearest crossing: the
//! measure that every limit is set by, so that some bind and some do not.

use super::dice::{Dice, round};
use super::land::{Land, Role};
use super::shape::Shape;

/// Energy of a kilogram of mixed food.
pub const KCAL_A_KG: f64 = 3800.0;

/// Tonnes of food that a person's energy weighs, a day.
pub const TONNES_A_PERSON: f64 = 2100.0 / KCAL_A_KG / 1000.0;

/// People, and the mass that would pass if all of them were fed.
pub struct Traffic {
    /// People by zone.
    pub people: Vec<f64>,
    /// Tonnes a day on each road.
    pub on_road: Vec<f64>,
    /// Tonnes a day from each place, not zero for crossings only.
    pub through: Vec<f64>,
    /// Tonnes a day of everybody.
    pub all: f64,
    /// Hours from the nearest crossing to a delivery point, weighted by mass.
    pub hours: f64,
}

impl Traffic {
    /// The traffic of a land.
    pub fn of(shape: &Shape, land: &Land) -> Self {
        let mut dice = Dice::new(shape.seed, 4);
        // Few large places and many small ones.
        let size = |dice: &mut Dice| round(4e3 + 3e4 * dice.between(0.0, 1.0).powi(3), -2);
        let people: Vec<f64> = (0..shape.zones).map(|_| size(&mut dice)).collect();
        let (hours, by) = land.quickest(&land.with(|r| r == Role::Crossing));
        let mut traffic = Self {
            all: people.iter().sum::<f64>() * TONNES_A_PERSON,
            people,
            on_road: vec![0.0; land.edges.len()],
            through: vec![0.0; land.places.len()],
            hours: 0.0,
        };
        for (place, noun) in land.places.iter().enumerate() {
            let Role::Point(zone) = noun.role else { continue };
            let tonnes = traffic.people[zone] * TONNES_A_PERSON / 2.0;
            traffic.hours += hours[place] * tonnes / traffic.all;
            let mut at = place;
            while let Some(road) = by[at] {
                traffic.on_road[road] += tonnes;
                let edge = &land.edges[road];
                at = if edge.from == at { edge.to } else { edge.from };
            }
            traffic.through[at] += tonnes;
        }
        // A crossing that is nearest to nobody still brings something.
        let least = traffic.all / (4.0 * shape.crossings as f64);
        for place in land.with(|r| r == Role::Crossing) {
            traffic.through[place] = traffic.through[place].max(least);
        }
        traffic
    }
}
