//! Goods, trucks, and what can be bought where and when.

use std::collections::BTreeMap;

use safeconduct_model::calendar::{Day, Window};
use safeconduct_model::commodity::Commodity;
use safeconduct_model::figure::Provenance;
use safeconduct_model::fleet::Fleet;
use safeconduct_model::nutrient::{Nutrient, Nutrients};
use safeconduct_model::stock::Stock;
use safeconduct_model::supply::Supply;
use safeconduct_model::units::{
    Hours, LitresPerKilometre, RoundsPerDay, Tonnes, TonnesPerDay, Trucks, UsdPerTonne,
};

use super::dice::{Dice, round};
use super::land::{Land, Role};
use super::shape::Shape;
use super::traffic::{KCAL_A_KG, Traffic};

/// What sets a commodity apart: identifier, kilocalories, grams of protein and fat in a kilogram, USD a
/// tonne, and share of what is supplied. Orders of magnitude of dry food.
type Good = (&'static str, f64, f64, f64, f64, f64);
const GOODS: [Good; 12] = [
    ("flour", 3640.0, 100.0, 12.0, 500.0, 8.0),
    ("lentils", 3430.0, 245.0, 11.0, 900.0, 2.0),
    ("oil", 8840.0, 0.0, 1000.0, 1600.0, 1.0),
    ("rice", 3600.0, 66.0, 6.0, 650.0, 4.0),
    ("sugar", 3840.0, 0.0, 0.0, 700.0, 1.0),
    ("beans", 3330.0, 210.0, 12.0, 900.0, 2.0),
    ("pasta", 3710.0, 125.0, 15.0, 800.0, 2.0),
    ("biscuits", 4500.0, 150.0, 180.0, 2000.0, 1.0),
    ("blend", 3800.0, 150.0, 60.0, 1300.0, 1.5),
    ("dates", 2800.0, 25.0, 4.0, 1500.0, 0.5),
    ("milk", 4950.0, 260.0, 270.0, 4200.0, 0.3),
    ("chickpeas", 3780.0, 200.0, 60.0, 950.0, 1.5),
];

/// What a crossing is supplied with, as a share of the energy of those it is nearest to.
const SUPPLIED: (f64, f64) = (0.65, 1.1);

/// The goods of a shape; at most as many as there are here.
pub fn commodities(shape: &Shape) -> Vec<Commodity> {
    let goods = GOODS.iter().take(shape.commodities);
    let held = |kcal: f64, protein: f64, fat: f64| {
        let all = [(Nutrient::Energy, kcal), (Nutrient::Protein, protein), (Nutrient::Fat, fat)];
        Nutrients(BTreeMap::from(all))
    };
    goods
        .map(|&(id, kcal, protein, fat, value, _)| Commodity {
            id: id.into(),
            name: id.to_owned(),
            nutrients_per_kg: held(kcal, protein, fat),
            value_usd_per_t: UsdPerTonne(value),
            food_group: None,
            shelf_life_days: None,
            unit: None,
            kg_per_unit: None,
            provenance: Provenance::default(),
        })
        .collect()
}

/// Hours a day that trucks may drive.
pub const HOURS_A_DAY: f64 = 12.0;

/// Fleets that together can carry a little less than everybody needs.
pub fn fleets(shape: &Shape, traffic: &Traffic) -> Vec<Fleet> {
    // Name, payload, rounds, tracks, share of all mass.
    let lorries = ("lorries", 20.0, 1.5, "centres", 0.35);
    let trucks = ("trucks", 10.0, 2.0, "corridors", 0.72);
    let vans = ("vans", 4.5, 3.0, "", 0.15);
    let nouns = [lorries, trucks, vans];
    let fleet = |&(id, payload_t, rounds, track, share): &(&str, f64, f64, &str, f64)| {
        let days_a_trip = 1.0 / rounds + 2.0 * traffic.hours / HOURS_A_DAY;
        Fleet {
            id: id.into(),
            name: id.to_owned(),
            operator: id.into(),
            trucks: Trucks((traffic.all * share / payload_t * days_a_trip).ceil()),
            payload_t: Tonnes(payload_t),
            rounds_per_day: RoundsPerDay(rounds),
            hours_per_day: Hours(HOURS_A_DAY),
            tracks: if track.is_empty() { Vec::new() } else { vec![track.into()] },
            fuel_l_per_km: Some(LitresPerKilometre(round(0.15 + payload_t / 60.0, 2))),
            provenance: Provenance::default(),
        }
    };
    nouns.iter().take(shape.fleets.clamp(2, 3)).map(fleet).collect()
}

/// What can be bought: every batch stands ready for a few days, and the batches
/// of different goods and crossings change on different days.
pub fn supply(shape: &Shape, land: &Land, traffic: &Traffic, ids: &[String]) -> Vec<Supply> {
    let mut dice = Dice::new(shape.seed, 5);
    let goods: Vec<_> = GOODS.iter().take(shape.commodities).collect();
    let mut supply = Vec::new();
    for (n, place) in land.with(|r| r == Role::Crossing).into_iter().enumerate() {
        // Every commodity is to be had somewhere.
        let mut offered = |k: usize| k % shape.crossings == n || dice.chance(0.75);
        let offered: Vec<bool> = (0..goods.len()).map(&mut offered).collect();
        let energy =
            |(good, offered): (&&Good, &bool)| if *offered { good.5 * good.1 } else { 0.0 };
        let all: f64 = goods.iter().zip(&offered).map(energy).sum();
        let scarce = dice.between(SUPPLIED.0, SUPPLIED.1) * KCAL_A_KG / all;
        for (good, _) in goods.iter().zip(&offered).filter(|(_, offered)| **offered) {
            let price = good.4 * dice.between(0.8, 1.3);
            let usual = traffic.through[place] * scarce * good.5;
            let mut day = 0;
            while day < shape.days {
                let last = (day + dice.within(1, 5)).min(shape.days - 1);
                if day == 0 || dice.chance(0.9) {
                    supply.push(Supply {
                        crossing: ids[place].as_str().into(),
                        commodity: good.0.into(),
                        window: window(day, last),
                        tonnes_per_day: TonnesPerDay(round(usual * dice.between(0.5, 1.5), 2)),
                        price_usd_per_t: UsdPerTonne(round(price * dice.between(0.9, 1.1), 0)),
                        provenance: Provenance::default(),
                    });
                }
                day = last + 1;
            }
        }
    }
    supply
}

/// A little of everything in the first hubs.
pub fn stocks(shape: &Shape, land: &Land, traffic: &Traffic, ids: &[String]) -> Vec<Stock> {
    let mut dice = Dice::new(shape.seed, 6);
    let hubs = land.with(|r| r == Role::Hub);
    let share = traffic.all / hubs.len().max(1) as f64;
    let goods = GOODS.iter().take(shape.commodities).enumerate();
    goods
        .filter_map(|(k, good)| Some((hubs.get(k % hubs.len().max(1))?, good)))
        .map(|(&hub, good)| Stock {
            site: ids[hub].as_str().into(),
            commodity: good.0.into(),
            tonnes: Tonnes(round(share * dice.between(0.1, 0.4), 2)),
            provenance: Provenance::default(),
        })
        .collect()
}

/// From one day to another, both included.
pub fn window(first: usize, last: usize) -> Window {
    let day = |n: usize| Some(Day(u32::try_from(n).unwrap_or(u32::MAX)));
    Window { from_day: day(first), to_day: day(last) }
}
