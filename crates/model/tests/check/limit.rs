//! Every limit bites: an honest plan is refused where one limit is tighter.

use safeconduct_model::check::check;
use safeconduct_model::finding::Code;
use safeconduct_model::plan::Plan;
use safeconduct_model::units::Tonnes;
use safeconduct_model::world::{CentreRule, Floor, ShareRule, World};

use crate::greedy::{segment_of, site_of};
use crate::honest::honest;

/// A world made tighter, and the words that the finding must contain.
type Tighten = (&'static str, fn(&mut World, &Plan));

/// What the plan breaks in the tightened world; claims depend on few limits,
/// so that nearly always the limit is the only thing wrong.
fn broken(tighten: Tighten, seeds: std::ops::Range<u64>) {
    let (words, change) = tighten;
    for seed in seeds {
        let (_, mut world, plan) = honest(seed);
        assert!(check(&plan, &world).0.is_empty(), "seed {seed} is not honest");
        change(&mut world, &plan);
        let findings = check(&plan, &world).0;
        let found = findings.iter().any(|f| f.code == Code::PlanBroken && f.what.contains(words));
        assert!(found, "seed {seed}, {words}: {findings:#?}");
    }
}

const ROADS: [Tighten; 9] = [
    ("trucks leave on", |w, _| w.crossing_trucks[0].fill(Some(0.01))),
    ("trucks enter on", |w, _| w.entry_caps[0].trucks_per_day = 0.01),
    ("segment `gate/fork`: ", |w, _| {
        let fork = segment_of(w, "gate/fork");
        w.roads[fork].iter_mut().for_each(|road| road.trucks = Some(0.01));
    }),
    ("is closed to track", |w, _| {
        let fork = segment_of(w, "gate/fork");
        w.roads[fork].iter_mut().for_each(|road| road.tracks = 0);
    }),
    ("is not allowed on", |w, _| w.track_allowed.iter_mut().for_each(|t| t.fill(false))),
    ("trucks kept busy", |w, _| w.fleet_trucks.iter_mut().for_each(|f| f.fill(0.01))),
    ("l of fuel", |w, _| w.fleet_fuel_l.iter_mut().for_each(|f| f.fill(Some(0.01)))),
    ("what it burns is not recorded", |w, _| {
        w.fleet_fuel_l.iter_mut().for_each(|f| f.fill(Some(1e9)));
        w.scenario.fleets.iter_mut().for_each(|f| f.fuel_l_per_km = None);
    }),
    ("does not serve track", |w, _| {
        w.scenario.fleets.iter_mut().for_each(|f| f.tracks = vec!["nobody".into()]);
    }),
];

#[test]
fn limits_on_the_road() {
    for tighten in ROADS {
        broken(tighten, 0..8);
    }
}

const GOODS: [Tighten; 9] = [
    ("of `flour` leave on", |w, _| {
        w.commodity_caps[0].commodity = 0;
        w.commodity_caps[0].tonnes_per_day = 0.001;
    }),
    ("bought on", |w, _| w.scenario.supply.iter_mut().for_each(|s| s.tonnes_per_day.0 = 0.5)),
    ("than had come", |w, _| {
        w.scenario.segments.iter().map(|s| s.id.clone()).enumerate().for_each(|(s, _)| {
            w.roads[s].iter_mut().for_each(|road| road.loss.seized.0 = 0.8);
        });
    }),
    ("stored at the end of", |w, _| {
        w.scenario.sites.iter_mut().for_each(|s| s.storage_t = Some(Tonnes(0.0)));
    }),
    ("arrive on", |w, _| {
        w.scenario.sites.iter_mut().for_each(|s| s.throughput_t_per_day = Some(0.1.into()));
    }),
    ("crossing `gate`: ", |w, _| w.scenario.sites[0].throughput_t_per_day = Some(0.1.into())),
    ("came in the last 0 days", |w, _| {
        w.scenario.commodities.iter_mut().for_each(|c| c.shelf_life_days = Some(0));
    }),
    ("were bought or on hand in the last 0 days", |w, _| {
        w.scenario.commodities.iter_mut().for_each(|c| c.shelf_life_days = Some(0));
    }),
    ("arrives after the last day", |w, _| {
        w.scenario.segments.iter_mut().for_each(|s| s.hours.0 *= 100.0);
    }),
];

#[test]
fn limits_on_goods() {
    for tighten in GOODS {
        broken(tighten, 10..18);
    }
}

const PEOPLE: [Tighten; 8] = [
    ("which is not allowed", |w, _| w.hand_out_allowed.iter_mut().for_each(|s| s.fill(false))),
    ("people served on", |w, _| w.people_per_day.iter_mut().for_each(|s| s.fill(Some(0.5)))),
    ("not in reach of", |w, _| w.groups.iter_mut().for_each(|g| g.sites.clear())),
    ("centres open on", |w, _| {
        w.centre_rules.push(CentreRule { term: "none".to_owned(), days: 3..4, at_most: 0 });
    }),
    ("a ration for 0 days is 0 kcal", |w, _| w.scenario.need.ration_cycle_days = 0),
    ("floor 1", |w, _| {
        let floor = |group| Floor { term: "full".to_owned(), group, days: 0..10, coverage: 1.0 };
        w.floors.extend((0..w.groups.len()).map(floor));
    }),
    ("least 0.999", |w, _| share(w, 0.999, 1.0)),
    ("greatest 0.001", |w, _| share(w, 0.0, 0.001)),
];

fn share(world: &mut World, min: f64, max: f64) {
    let rule = |track| ShareRule { term: "share".to_owned(), track, days: 0..10, min, max };
    world.share_rules.extend((0..2).map(rule));
}

#[test]
fn limits_on_people() {
    for tighten in PEOPLE {
        broken(tighten, 20..28);
    }
}

#[test]
fn those_who_cannot_walk_are_served_by_delivery_points_only() {
    let change: fn(&mut World, &Plan) = |world, plan| {
        // The zone's walkers and the others exchange places.
        assert!(!plan.handouts.is_empty());
        world.groups.iter_mut().for_each(|group| {
            group.group = safeconduct_model::plan::Group::NotWalking;
        });
    };
    let mut told = 0;
    for seed in 0..20 {
        let (_, mut world, plan) = honest(seed);
        // Only a zone with one group keeps its rows under the exchange.
        let centre = site_of(&world, "far-centre");
        world.groups.retain(|g| world.scenario.zones[g.zone].id.as_str() == "b" && g.share == 1.0);
        let only_b = world.groups.len() == 1 && world.groups[0].sites.contains(&centre);
        if !only_b {
            continue;
        }
        let mut plan = plan;
        plan.handouts.retain(|h| h.zone.as_str() == "b");
        plan.meals.retain(|m| m.zone.as_str() == "b");
        change(&mut world, &plan);
        plan.handouts.iter_mut().for_each(|h| h.group = world.groups[0].group);
        plan.meals.iter_mut().for_each(|m| m.group = world.groups[0].group);
        let at_centre = plan.handouts.iter().any(|h| h.site.as_str().ends_with("centre"));
        let findings = check(&plan, &world).0;
        let found = findings.iter().any(|f| f.what.contains("served by delivery points only"));
        assert_eq!(found, at_centre, "seed {seed}: {findings:#?}");
        told += usize::from(found);
    }
    assert!(told > 0);
}
