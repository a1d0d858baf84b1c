//! Generated worlds of any size: a road grid with crossings on its edge, hubs,
//! centres, and zones with a delivery point each; every day differs.
#![allow(dead_code)]

use std::fmt::Write;

use safeconduct_model::read::{self, Format};
use safeconduct_model::scenario::Scenario;

use crate::random::Dice;

/// How large a world is.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Junctions along one side of the grid.
    pub side: usize,
    /// Crossings on the edge.
    pub crossings: usize,
    /// Hubs.
    pub hubs: usize,
    /// Distribution centres.
    pub centres: usize,
    /// Zones, each with a delivery point.
    pub zones: usize,
    /// Commodities.
    pub commodities: usize,
    /// Days in the horizon.
    pub days: usize,
}

impl Size {
    /// About 420 sites, 550 segments.
    pub const SMALL: Self =
        Self { side: 17, crossings: 4, hubs: 8, centres: 15, zones: 100, commodities: 4, days: 14 };
    /// Five times small.
    pub const MID: Self =
        Self { side: 37, crossings: 6, hubs: 30, centres: 60, zones: 500, commodities: 4, days: 14 };
    /// A country.
    pub const COUNTRY: Self = Self {
        side: 24,
        crossings: 10,
        hubs: 100,
        centres: 0,
        zones: 1000,
        commodities: 12,
        days: 90,
    };
    /// A few zones, for twins.
    pub const TINY: Self =
        Self { side: 5, crossings: 2, hubs: 2, centres: 2, zones: 8, commodities: 2, days: 9 };

    /// The same country with fewer days.
    pub const fn over(self, days: usize) -> Self {
        Self { days, ..self }
    }
}

/// Kilometres between junctions.
const STEP_KM: f64 = 6.0;

/// A generated scenario.
pub fn scenario(seed: u64, size: Size) -> Scenario {
    let text = text(&mut Dice::new(seed), size);
    let read = read::text("stress.json", &text, Format::Json);
    read.scenario.unwrap_or_else(|| panic!("seed {seed}: {:#?}", read.findings.0.first()))
}

fn text(dice: &mut Dice, size: Size) -> String {
    let mut map = Map { size, sites: String::new(), segments: String::new(), roads: 0 };
    let people = map.places(dice);
    map.grid(dice);
    let need: f64 = people.iter().sum::<f64>() * 2100.0 / 3500.0 / 1000.0;
    let conditions = conditions(dice, size, map.roads);
    let zones = zones(dice, &map, &people);
    format!(
        r#"{{"schema":1,"name":"stress","title":"Stress","start":"2025-06-01","days":{days},"gamma":2,
"need":{{"per_person_day":{{"energy_kcal":2100}},"ration_cycle_days":7}},
"walking":{{"at_most_km":5,"detour":1.3}},"commodities":[{goods}],
"tracks":[{{"id":"corridors","name":"Corridors","serves":["delivery_point"]}},{{"id":"centres","name":"Centres","serves":["distribution_centre"]}}],
"fleets":[{{"id":"large","name":"Large","operator":"a","trucks":{large},"payload_t":15,"rounds_per_day":2,"hours_per_day":12}},
{{"id":"small","name":"Small","operator":"b","trucks":{small},"payload_t":6,"rounds_per_day":2.5,"hours_per_day":12,"tracks":["corridors"]}}],
"sites":[{sites}],"zones":[{zones}],"segments":[{segments}],"conditions":[{conditions}],
"supply":[{supply}]}}"#,
        days = size.days,
        goods = goods(dice, size),
        large = (need / 15.0 * 0.8).ceil(),
        small = (need / 6.0 * 0.35).ceil(),
        sites = map.sites.trim_end_matches(','),
        segments = map.segments.trim_end_matches(','),
        supply = supply(dice, size, need),
    )
}

struct Map {
    size: Size,
    sites: String,
    segments: String,
    roads: usize,
}

impl Map {
    fn site(&mut self, id: &str, kind: &str, place: (f64, f64), more: &str) {
        let (lon, lat) = (30.0 + place.0 / 95.0, 30.0 + place.1 / 111.0);
        let _ = write!(
            self.sites,
            r#"{{"id":"{id}","name":"{id}","kind":"{kind}","lon":{lon:.5},"lat":{lat:.5}{more}}},"#
        );
    }

    fn road(&mut self, dice: &mut Dice, from: &str, to: &str, km: f64, more: &str) {
        let (hours, exposure) = (km / dice.between(35.0, 60.0), dice.between(0.0, 0.6));
        let seized = if dice.chance(30) { dice.between(0.0, 0.03) } else { 0.0 };
        let _ = write!(
            self.segments,
            r#"{{"id":"s{}","from":"{from}","to":"{to}","length_km":{km:.2},"hours":{hours:.3},"loss":{{"seized":{seized}}},"exposure":{exposure}{more}}},"#,
            self.roads
        );
        self.roads += 1;
    }

    /// All places that are no junctions, each with a road to the nearest one;
    /// people by zone.
    fn places(&mut self, dice: &mut Dice) -> Vec<f64> {
        let (side, size) = (self.size.side, self.size);
        for c in 0..size.crossings {
            let id = format!("c{c}");
            let at = (c * side / size.crossings, if c % 2 == 0 { 0 } else { side - 1 });
            let (x, y) = (at.0 as f64 * STEP_KM, at.1 as f64 * STEP_KM);
            let trucks = (size.zones as f64 * dice.between(0.6, 1.3) / size.crossings as f64 * 2.0).ceil();
            self.site(&id, "crossing", (x, y), &format!(r#","trucks_per_day":{trucks}"#));
            self.road(dice, &id, &format!("j{}_{}", at.0, at.1), 1.0, "");
        }
        for (letter, kind, number) in [("h", "hub", size.hubs), ("k", "distribution_centre", size.centres)] {
            for i in 0..number {
                let at = (dice.below(side), dice.below(side));
                let (x, y) = (at.0 as f64 * STEP_KM + 0.5, at.1 as f64 * STEP_KM);
                let id = format!("{letter}{i}");
                self.site(&id, kind, (x, y), "");
                self.road(dice, &id, &format!("j{}_{}", at.0, at.1), 0.5, "");
            }
        }
        let mut people = Vec::new();
        for z in 0..size.zones {
            let at = (dice.below(side), dice.below(side));
            let (x, y) = (at.0 as f64 * STEP_KM, at.1 as f64 * STEP_KM + 0.5 + dice.between(0.0, 3.0));
            let id = format!("d{z}");
            self.site(&id, "delivery_point", (x, y), &format!(r#","zone":"z{z}""#));
            let trucks = if dice.chance(30) { format!(r#","trucks_per_day":{}"#, dice.between(0.5, 3.0)) } else { String::new() };
            self.road(dice, &id, &format!("j{}_{}", at.0, at.1), 1.5, &trucks);
            people.push(1000.0 * (5 + dice.below(50)) as f64);
        }
        people
    }

    fn grid(&mut self, dice: &mut Dice) {
        let side = self.size.side;
        for x in 0..side {
            for y in 0..side {
                self.site(&format!("j{x}_{y}"), "junction", (x as f64 * STEP_KM, y as f64 * STEP_KM), "");
                let from = format!("j{x}_{y}");
                for (to, keep) in [((x + 1, y), y % 3 == 0 || dice.chance(50)), ((x, y + 1), true)] {
                    if to.0 >= side || to.1 >= side || !keep {
                        continue;
                    }
                    let trucks = dice.between(3.0, 40.0) * self.size.zones as f64 / side as f64 / 6.0;
                    let cap = format!(r#","trucks_per_day":{trucks:.2}"#);
                    self.road(dice, &from, &format!("j{}_{}", to.0, to.1), STEP_KM, &cap);
                }
            }
        }
    }
}

fn zones(dice: &mut Dice, map: &Map, people: &[f64]) -> String {
    let mut rows = String::new();
    let places: Vec<&str> = map.sites.split("},").filter(|s| s.contains("\"delivery_point\"")).collect();
    for (z, (population, site)) in people.iter().zip(places).enumerate() {
        let number = |field: &str| -> f64 {
            let from = site.find(field).map_or(0, |i| i + field.len());
            site[from..].split(&[',', '}'][..]).next().and_then(|t| t.parse().ok()).unwrap_or(0.0)
        };
        let _ = write!(
            rows,
            r#"{{"id":"z{z}","name":"z{z}","lon":{},"lat":{},"population":{population},"cannot_walk_share":{}}},"#,
            number("\"lon\":"),
            number("\"lat\":"),
            dice.between(0.05, 0.3)
        );
    }
    rows.trim_end_matches(',').to_owned()
}

fn goods(dice: &mut Dice, size: Size) -> String {
    let rows: Vec<String> = (0..size.commodities)
        .map(|k| {
            let (kcal, value) = (3000 + 100 * dice.below(12), 400 + 50 * dice.below(20));
            format!(r#"{{"id":"g{k}","name":"Good {k}","nutrients_per_kg":{{"energy_kcal":{kcal}}},"value_usd_per_t":{value}}}"#)
        })
        .collect();
    rows.join(",")
}

fn supply(dice: &mut Dice, size: Size, need: f64) -> String {
    let mut rows = Vec::new();
    let share = need * 0.75 / size.crossings as f64 / size.commodities as f64;
    for c in 0..size.crossings {
        for k in 0..size.commodities {
            let mut day = 0;
            while day < size.days {
                let last = (day + 2 + dice.below(5)).min(size.days - 1);
                let tonnes = share * dice.between(0.4, 1.8);
                rows.push(format!(
                    r#"{{"crossing":"c{c}","commodity":"g{k}","tonnes_per_day":{tonnes:.3},"price_usd_per_t":{},"from_day":{day},"to_day":{last}}}"#,
                    300 + dice.below(500)
                ));
                day = last + 1;
            }
        }
    }
    rows.join(",")
}

/// Each day a few segments are closed or narrower.
fn conditions(dice: &mut Dice, size: Size, roads: usize) -> String {
    let mut rows = Vec::new();
    for day in 0..size.days {
        let mut seen = Vec::new();
        for _ in 0..(roads / 60).max(1) {
            let e = dice.below(roads);
            if seen.contains(&e) {
                continue;
            }
            seen.push(e);
            let trucks = if dice.chance(40) { 0.0 } else { dice.between(0.5, 6.0) };
            rows.push(format!(
                r#"{{"segment":"s{e}","from_day":{day},"to_day":{day},"trucks_per_day":{trucks}}}"#
            ));
        }
    }
    rows.join(",")
}
