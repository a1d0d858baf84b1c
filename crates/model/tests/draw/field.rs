//! A gate, points behind it, and several roads to each: as much world as a draw needs.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use safeconduct_model::apply::apply;
use safeconduct_model::calendar::Day;
use safeconduct_model::draw::Seed;
use safeconduct_model::plan::{Corridor, Movement, Plan};
use safeconduct_model::read::{self, Format};
use safeconduct_model::schedule::Schedule;
use safeconduct_model::world::World;

/// Payload of a truck in grams.
pub const PAYLOAD: i64 = 10_000_000;

/// A road: its id, the point it leads to, trucks a day, whether over the bridge.
pub type Road = (&'static str, &'static str, Option<f64>, bool);

/// What every field has in common.
const HEAD: &str = r#"
schema = 1
name = "field"
title = "A gate and points"
start = "2025-01-01"
days = DAYS
need = { per_person_day = { energy_kcal = 2100 }, fair = ["energy_kcal"], ration_cycle_days = 7 }
walking = { at_most_km = 10, detour = 1.3 }
commodities = [
  { id = "flour", name = "Flour", nutrients_per_kg = { energy_kcal = 3640 }, value_usd_per_t = 500 },
  { id = "oil", name = "Oil", nutrients_per_kg = { energy_kcal = 8840 }, value_usd_per_t = 1600 },
]
tracks = [{ id = "corridors", name = "Corridors", serves = ["delivery_point"] }]
supply = [{ crossing = "gate", commodity = "flour", tonnes_per_day = 900, price_usd_per_t = 1 }]
zones = [{ id = "zone", name = "Zone", lon = 1, lat = 1, population = 1000, cannot_walk_share = 0 }]

[[fleets]]
id = "trucks"
name = "Trucks"
operator = "o"
trucks = 500
payload_t = 10
rounds_per_day = 2
hours_per_day = 10

[[sites]]
id = "fork"
name = "Fork"
kind = "junction"
lon = 1.1
lat = 1.1
"#;

/// A world of so many days with these points and roads; the bridge passes so many
/// trucks and loses a tenth. `terms` are those of a framework.
pub fn world(days: u32, roads: &[Road], bridge: Option<f64>, gate: f64, terms: &str) -> World {
    let cap = |cap: Option<f64>| cap.map_or(String::new(), |c| format!("trucks_per_day = {c}"));
    let mut text = format!(
        "{HEAD}\n[[sites]]\nid = \"gate\"\nname = \"Gate\"\nkind = \"crossing\"\nlon = 1\nlat = 1\n\
         trucks_per_day = {gate}\n\n[[segments]]\nid = \"bridge\"\nfrom = \"gate\"\nto = \"fork\"\n\
         length_km = 10\nhours = 0.5\nloss = {{ seized = 0.1, self_distributed = 0, refused = 0 }}\n{}\n",
        cap(bridge)
    )
    .replace("DAYS", &days.to_string());
    let mut points: Vec<&str> = roads.iter().map(|road| road.1).collect();
    points.dedup();
    for point in points {
        let _ = write!(
            text,
            "\n[[sites]]\nid = \"{point}\"\nname = \"{point}\"\nkind = \"delivery_point\"\n\
             lon = 1.2\nlat = 1.2\nzone = \"zone\"\n"
        );
    }
    for (id, point, trucks, over) in roads {
        let from = if *over { "fork" } else { "gate" };
        let _ = write!(
            text,
            "\n[[segments]]\nid = \"{id}\"\nfrom = \"{from}\"\nto = \"{point}\"\nlength_km = 20\n\
             hours = 1\n{}\n",
            cap(*trucks)
        );
    }
    let _ = write!(text, "\n[[frameworks]]\nid = \"f\"\nname = \"F\"\nterms = [{terms}]\n");
    let read = read::text("field.toml", &text, Format::Toml);
    let scenario = read.scenario.unwrap_or_else(|| panic!("{:#?}\n{text}", read.findings));
    apply(&scenario, scenario.framework("f")).unwrap()
}

/// A plan that sends, every day, so many trucks' worth of a commodity on each road.
pub fn plan(world: &World, roads: &[Road], sent: &[(&str, &str, f64)]) -> Plan {
    let corridors = roads.iter().map(|(id, point, _, over)| Corridor {
        track: "corridors".into(),
        from: "gate".into(),
        to: (*point).into(),
        segments: if *over { vec!["bridge".into(), (*id).into()] } else { vec![(*id).into()] },
    });
    let corridors = corridors.collect();
    let position = |road: &str| roads.iter().position(|(id, ..)| *id == road).unwrap();
    let movements = (0..world.scenario.days).flat_map(|day| {
        sent.iter().map(move |(road, commodity, trucks)| Movement {
            corridor: position(road),
            fleet: "trucks".into(),
            commodity: (*commodity).into(),
            day: Day(day),
            grams: (trucks * PAYLOAD as f64).round() as i64,
        })
    });
    Plan { gamma: 1.0, corridors, movements: movements.collect(), ..trial::blank::plan(world) }
}

/// Some seed.
pub fn seed(number: u32) -> Seed {
    let mut state = u64::from(number).wrapping_mul(0x9e37_79b9_7f4a_7c15) + 1;
    let mut byte = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    };
    let bytes: Vec<u8> = std::iter::once(0xff).chain((0..63).map(|_| byte())).collect();
    Seed::read("seed", &bytes).unwrap()
}

/// Trucks by the last road of their corridor.
pub fn counts(drawn: &Schedule) -> BTreeMap<String, u32> {
    let mut counts = BTreeMap::new();
    for convoy in &drawn.convoys {
        let last = convoy.segments.last().unwrap().to_string();
        *counts.entry(last).or_default() += u32::try_from(convoy.trucks.len()).unwrap();
    }
    counts
}
