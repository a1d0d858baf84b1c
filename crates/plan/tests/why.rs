//! What binds in each week, and which single changes lift whom: by hand, against
//! planning from nothing, and with caps that are not named.
#![allow(clippy::unwrap_used)]

mod random;

use std::path::Path;

use random::Shape;
use safeconduct_model::answer::Answer;
use safeconduct_model::apply::apply;
use safeconduct_model::check::check;
use safeconduct_model::plan::{BindingCap, Cap, Change, Plan, ZoneWeek};
use safeconduct_model::read;
use safeconduct_model::scenario::Scenario;
use safeconduct_model::world::World;
use safeconduct_plan::{Settings, plan};

/// Every change there is.
const ALL: usize = usize::MAX;

fn scenario(name: &str) -> Scenario {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios").join(name);
    read::path(&folder).scenario.unwrap()
}

fn world(scenario: &Scenario, framework: &str) -> World {
    apply(scenario, scenario.framework(framework)).unwrap()
}

/// The plan to the last corridor, checked; none where there is none.
fn planned(world: &World, tries: usize) -> Option<Plan> {
    let settings = Settings { tries, gap: 0.0, baselines: false, ..Settings::default() };
    let Answer::Planned(plan) = plan(world, &settings, &mut |_| {}).unwrap() else { return None };
    let findings = check(&plan, world);
    assert!(findings.0.is_empty(), "{findings:#?}");
    Some(*plan)
}

fn of<'a>(plan: &'a Plan, zone: &str) -> &'a ZoneWeek {
    plan.unserved_weeks.iter().find(|row| row.zone.as_str() == zone).unwrap()
}

fn named<'a>(row: &'a ZoneWeek, change: &str) -> &'a Change {
    let found = row.changes.iter().find(|c| c.change == change);
    found.unwrap_or_else(|| panic!("{change}: {:#?}", row.changes))
}

fn near(found: f64, by_hand: f64) {
    assert!((found - by_hand).abs() <= 1e-4 * by_hand.max(1.0), "{found}, by hand {by_hand}");
}

/// README of two-gates, section 4: 50θ + 200θ <= 100, and a truck carries 10 t; so
/// a truck more lifts θ by 0.04, of 100,000 and 200,000 people. Without the term
/// everybody is fed.
#[test]
fn one_gate_is_what_the_hand_says() {
    let plan = planned(&world(&scenario("two-gates"), "north-only"), ALL).unwrap();
    assert_eq!(plan.unserved_weeks.len(), 2);
    for (zone, people) in [("upper", 100_000.0), ("lower", 200_000.0)] {
        let row = of(&plan, zone);
        near(row.coverage, 0.4);
        near(row.people_missing_per_day, 0.6 * people);
        assert_eq!((row.week, row.from_day.0, row.to_day.0), (1, 0, 4));
        assert_eq!(row.caps.len(), 1, "{:?}", row.caps);
        assert_eq!((row.caps[0].cap, row.caps[0].name.as_str()), (Cap::Crossing, "North gate"));
        near(row.caps[0].part, 1.0);
        near(row.caps[0].people_fed_per_day_per_unit.unwrap(), 12_000.0);
        let truck = &row.changes[0];
        assert_eq!(truck.change, "one truck a day more through North gate");
        near(truck.size, 0.1);
        near(truck.people_fed_per_day, 12_000.0);
        near(truck.zone_people_fed_per_day, 0.04 * people);
        let removed = named(row, "term `south-closed` removed");
        near(removed.people_fed_per_day, 180_000.0);
        near(removed.zone_people_fed_per_day, 0.6 * people);
        let said = "trucks through North gate are used up (shadow price 12,000 people fed a day for one \
                    truck more a day); planned anew, the smallest single change that lifts it is one truck \
                    a day more through North gate, which feeds";
        assert!(row.sentence.contains(said), "{}", row.sentence);
    }
}

/// Section 7: ten truck-days a day feed everybody, so one more feeds a tenth.
#[test]
fn a_short_fleet_is_what_the_hand_says() {
    let plan = planned(&world(&scenario("two-gates"), "few-trucks"), ALL).unwrap();
    let row = of(&plan, "lower");
    assert_eq!(row.caps[0].cap, Cap::Fleet);
    near(row.caps[0].people_fed_per_day_per_unit.unwrap(), 30_000.0);
    let vehicle = &row.changes[0];
    assert_eq!(vehicle.change, "one vehicle more of Ten-tonne trucks");
    near(vehicle.size, 1.0 / 6.0);
    near(vehicle.people_fed_per_day, 30_000.0);
    near(vehicle.zone_people_fed_per_day, 20_000.0);
}

/// Trying changes leaves the plan as it is.
#[test]
fn trying_changes_changes_nothing_else() {
    let world = world(&scenario("dual-track"), "centres-only");
    let (with, without) = (planned(&world, ALL).unwrap(), planned(&world, 0).unwrap());
    assert_eq!(with.movements, without.movements);
    assert_eq!(with.claims, without.claims);
    assert_eq!(with.certificate, without.certificate);
    let untried = |cap: &BindingCap| BindingCap { tried: None, ..cap.clone() };
    let caps = |row: &ZoneWeek| row.caps.iter().map(untried).collect::<Vec<_>>();
    let bare = |row: &ZoneWeek| (row.zone.clone(), row.week, row.coverage, caps(row));
    let weeks = |plan: &Plan| plan.unserved_weeks.iter().map(bare).collect::<Vec<_>>();
    assert_eq!(weeks(&with), weeks(&without));
}

/// One unit more on every day, in the world itself; whether there is such a cap.
fn raise(world: &mut World, cap: Cap, name: &str) -> bool {
    let sites = &world.scenario.sites;
    match cap {
        Cap::Crossing => {
            let Some(s) = sites.iter().position(|s| s.name == name) else { return false };
            let trucks = world.crossing_trucks[s].iter_mut().flatten();
            // What is closed has no cap to raise.
            return trucks.filter(|t| **t > 0.0).map(|t| *t += 1.0).count() > 0;
        }
        Cap::PeoplePerDay => {
            let Some(s) = sites.iter().position(|s| s.name == name) else { return false };
            world.people_per_day[s].iter_mut().flatten().for_each(|people| *people += 100.0);
        }
        Cap::Fleet => {
            let fleets = &world.scenario.fleets;
            let Some(f) = fleets.iter().position(|f| f.name == name) else { return false };
            let trucks = world.fleet_trucks[f].iter_mut();
            return trucks.filter(|t| **t > 0.0).map(|t| *t += 1.0).count() > 0;
        }
        Cap::Segment => {
            let segments = &world.scenario.segments;
            let Some(e) = segments.iter().position(|s| s.id.0 == name) else { return false };
            let trucks = world.roads[e].iter_mut().filter_map(|road| road.trucks.as_mut());
            return trucks.filter(|t| **t > 0.0).map(|t| *t += 1.0).count() > 0;
        }
        Cap::Supply => {
            let (commodity, at) = name.split_once(" at ").unwrap();
            let scenario = &mut world.scenario;
            let site = scenario.sites.iter().find(|s| s.name == at).unwrap().id.clone();
            let goods = scenario.commodities.iter().find(|c| c.name == commodity).unwrap();
            let mut rows = scenario.supply.iter_mut();
            let row = rows.find(|r| r.crossing == site && r.commodity == goods.id).unwrap();
            row.tonnes_per_day.0 += 1.0;
        }
        _ => return false,
    }
    true
}

/// The slow way: the world with the change, planned from nothing.
fn from_nothing(world: &World, cap: Cap, name: &str) -> Option<f64> {
    let mut changed = world.clone();
    if !raise(&mut changed, cap, name) {
        return None;
    }
    Some(planned(&changed, 0)?.claims.people_days)
}

/// Hand-made worlds and so many random ones.
fn worlds(random: u64) -> Vec<(String, World)> {
    let mut worlds = Vec::new();
    for (name, framework) in
        [("two-gates", "north-only"), ("two-gates", "few-trucks"), ("dual-track", "corridors-only")]
    {
        worlds.push((format!("{name}/{framework}"), world(&scenario(name), framework)));
    }
    for seed in 900..900 + random {
        let shape = Shape { days: 8, far: false, rich: seed.is_multiple_of(2) };
        let scenario = random::scenario(seed, shape);
        // Where centres are chosen, a change may choose others.
        let world = apply(&scenario, scenario.framework("terms")).ok();
        let plain = world.filter(|w| w.centre_rules.is_empty() && w.share_rules.is_empty());
        worlds.extend(plain.map(|world| (format!("seed {seed}"), world)));
    }
    worlds
}

#[test]
fn what_planning_from_nothing_gains_is_what_is_said() {
    let mut compared = 0;
    for (name, world) in worlds(18) {
        let Some(plan) = planned(&world, ALL) else { continue };
        let mut seen = std::collections::BTreeSet::new();
        for change in plan.unserved_weeks.iter().flat_map(|row| &row.changes) {
            let more = change.change.contains("more");
            if !more || !seen.insert(change.change.clone()) {
                continue;
            }
            let Some(people_days) = from_nothing(&world, change.cap, &change.name) else {
                continue;
            };
            let gained = (people_days - plan.claims.people_days) / world.days as f64;
            let apart = (gained - change.people_fed_per_day).abs();
            let allowed = 2e-3 * change.people_fed_per_day.abs() + 2.0;
            assert!(apart < allowed, "{name}: {}: {gained} from nothing", change.change);
            compared += 1;
        }
    }
    println!("{compared} changes gain what planning from nothing gains");
    assert!(compared >= 8, "only {compared} changes were compared");
}

/// A cap that is named nowhere holds nobody's level down: raising it changes neither
/// the least coverage nor, where one week is all there is, anything.
#[test]
fn raising_a_cap_that_is_not_named_changes_nothing() {
    let mut raised = 0;
    for (name, world) in worlds(6).into_iter().filter(|(name, _)| !name.starts_with("dual")) {
        let Some(plan) = planned(&world, 0) else { continue };
        let named = |cap: Cap, name: &str| {
            let caps = plan.unserved_weeks.iter().flat_map(|row| &row.caps);
            caps.into_iter().any(|c| c.cap == cap && c.name == name)
        };
        let scenario = &world.scenario;
        let crossings = scenario.sites.iter().map(|s| (Cap::Crossing, s.name.clone()));
        let fleets = scenario.fleets.iter().map(|f| (Cap::Fleet, f.name.clone()));
        let segments = scenario.segments.iter().map(|s| (Cap::Segment, s.id.0.clone()));
        for (cap, of) in crossings.chain(fleets).chain(segments) {
            let mut changed = world.clone();
            if named(cap, &of) || !raise(&mut changed, cap, &of) {
                continue;
            }
            let Some(after) = planned(&changed, 0) else { continue };
            let (least, was) = (after.claims.least_coverage, plan.claims.least_coverage);
            assert!((least - was).abs() < 1e-5, "{name}: {cap:?} {of}: {was} became {least}");
            raised += 1;
        }
    }
    println!("{raised} caps that are not named were raised");
    assert!(raised > 10, "only {raised} caps were raised");
}

#[test]
fn weeks_that_are_changed_or_left_out_are_refused() {
    let world = world(&scenario("dual-track"), "centres-only");
    let honest = planned(&world, ALL).unwrap();
    assert!(!honest.unserved_weeks.is_empty());
    let mutate = |what: &str, change: &dyn Fn(&mut Vec<ZoneWeek>)| {
        let mut mutant = honest.clone();
        change(&mut mutant.unserved_weeks);
        assert!(check(&mutant, &world).any_error(), "accepted: {what}");
    };
    mutate("a week left out", &|rows| drop(rows.pop()));
    mutate("a week twice", &|rows| rows.push(rows[0].clone()));
    mutate("better covered", &|rows| rows[0].coverage += 1e-6);
    mutate("fewer missing", &|rows| rows[0].people_missing_per_day *= 0.999);
    mutate("another week", &|rows| rows[0].week += 40);
    mutate("other days", &|rows| rows[0].to_day.0 -= 1);
}
