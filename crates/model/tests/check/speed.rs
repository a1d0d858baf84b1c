//! How long checking takes on a plan as large as a country's.

use std::time::Instant;

use safeconduct_model::apply::apply;
use safeconduct_model::calendar::Day;
use safeconduct_model::check::{recount, verify};
use safeconduct_model::plan::{Corridor, Group, Handout, Meal, Movement, Plan};
use safeconduct_model::scenario::Scenario;
use safeconduct_model::site::SiteKind;
use safeconduct_model::units::{Share, Tonnes};

use crate::dice::Dice;
use crate::field::scenario;
use crate::greedy::empty;

const DAYS: u32 = 28;
const ZONES: usize = 50;
const SEGMENTS: usize = 10;
const MOVEMENTS: usize = 10_000;

/// Fifty zones, each with a delivery point ten segments away from the hub.
fn country() -> Scenario {
    let mut country = scenario(1);
    country.days = DAYS;
    country.stocks[0].tonnes = Tonnes(1e9);
    country.sites[1].storage_t = None;
    country.fleets.iter_mut().for_each(|f| f.trucks.0 = 1e6);
    let (zone, site, road) =
        (country.zones[0].clone(), country.sites[3].clone(), country.segments[2].clone());
    for z in 0..ZONES {
        let name = format!("zone-{z}");
        let mut zone = zone.clone();
        zone.id = name.as_str().into();
        zone.cannot_walk_share = Share(0.1 + z as f64 / 333.0);
        country.zones.push(zone);
        let mut from = "hub".to_owned();
        for s in 0..SEGMENTS {
            let (mut site, mut road) = (site.clone(), road.clone());
            site.id = format!("{name}/{s}").as_str().into();
            site.zone = Some(name.as_str().into());
            if s + 1 < SEGMENTS {
                site.kind = SiteKind::Junction;
            }
            road.id = format!("road-{z}-{s}").as_str().into();
            road.from = from.as_str().into();
            road.to = site.id.clone();
            road.trucks_per_day = Some(1e6.into());
            road.hours.0 = 0.123 + s as f64 / 77.0;
            road.loss.seized = Share((z * SEGMENTS + s) as f64 / 7_919.0);
            from = site.id.0.clone();
            country.sites.push(site);
            country.segments.push(road);
        }
    }
    country
}

fn plan(country: &Scenario) -> Plan {
    let world = apply(country, None).expect("no terms apply");
    let mut plan = empty(country, &world);
    let mut dice = Dice::new(1);
    for z in 0..ZONES {
        plan.corridors.push(Corridor {
            track: "corridors".into(),
            from: "hub".into(),
            to: format!("zone-{z}/{}", SEGMENTS - 1).as_str().into(),
            segments: (0..SEGMENTS).map(|s| format!("road-{z}-{s}").as_str().into()).collect(),
        });
    }
    for row in 0..MOVEMENTS {
        let day = Day((row / (MOVEMENTS / 24)) as u32);
        let fleet = dice.pick(&["big", "small"]).into();
        let grams = 40_000_000 + dice.below(1_000_000) as i64;
        let corridor = row % ZONES;
        plan.movements.push(Movement { corridor, fleet, commodity: "flour".into(), day, grams });
    }
    for z in 0..ZONES {
        for day in (0..DAYS).map(Day) {
            for group in [Group::Walking, Group::NotWalking] {
                let grams = 1_000 + dice.below(100_000) as i64;
                let site = plan.corridors[z].to.clone();
                let zone: safeconduct_model::id::ZoneId = format!("zone-{z}").as_str().into();
                let commodity: safeconduct_model::id::CommodityId = "flour".into();
                let meal = Meal { zone, group, commodity, day, grams };
                let Meal { zone, commodity, .. } = meal.clone();
                plan.handouts.push(Handout { site, zone, group, commodity, day, grams });
                plan.meals.push(meal);
            }
        }
    }
    plan.claims = recount(&plan, &world).expect("rows that can be read");
    plan
}

/// `cargo test --release -p safeconduct-model --test check -- --ignored speed --nocapture`
#[test]
#[ignore = "a measurement; run it with --release"]
fn a_country_is_checked_well_within_a_second() {
    let country = country();
    let plan = plan(&country);
    let start = Instant::now();
    let findings = verify(&plan, &country);
    let took = start.elapsed();
    println!("{} movements, {} meals: {took:?}", plan.movements.len(), plan.meals.len());
    assert_eq!(findings.0, []);
    assert!(took.as_millis() < 500 || cfg!(debug_assertions), "{took:?}");
}
