//! What the sentences on those who are not served state: every gain is what planning
//! from nothing gains, and what was not tried is called a price.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::Path;

use safeconduct_model::answer::Answer;
use safeconduct_model::apply::apply;
use safeconduct_model::plan::{Cap, Group, Plan};
use safeconduct_model::read;
use safeconduct_model::scenario::Scenario;
use safeconduct_model::world::World;
use safeconduct_plan::{Settings, plan};

/// As many changes as `safeconduct plan` tries.
const TRIES: usize = 24;

/// Share by which a gain that is stated may differ.
const APART: f64 = 0.02;

fn scenario(name: &str) -> Scenario {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios").join(name);
    read::path(&folder).scenario.unwrap()
}

fn planned(world: &World, settings: Settings) -> Plan {
    let settings = Settings { baselines: false, ..settings };
    match plan(world, &settings, &mut |_| {}).unwrap() {
        Answer::Planned(plan) => *plan,
        Answer::Infeasible(why) => panic!("{why:?}"),
    }
}

/// The slow way: people fed on a mean day of a world planned from nothing.
fn from_nothing(world: &World) -> f64 {
    let plan = planned(world, Settings { gap: 0.0, ..Settings::default() });
    plan.claims.people_days / world.days as f64
}

/// A change in the world itself, made from its words and its cap alone.
fn changed(world: &World, change: &str, cap: Cap, name: &str) -> World {
    let scenario = &world.scenario;
    if change.ends_with("removed") {
        let framework = scenario.framework(world.framework.as_ref().unwrap().as_str()).unwrap();
        let mut without = framework.clone();
        without.terms.retain(|term| term.id != name);
        return apply(scenario, Some(&without)).unwrap();
    }
    let mut new = world.clone();
    let site = || scenario.sites.iter().position(|s| s.name == name).unwrap();
    let open = |trucks: &mut f64| *trucks += if *trucks > 0.0 { 1.0 } else { 0.0 };
    match cap {
        Cap::Crossing if change.ends_with("opened") => {
            let trucks = scenario.sites[site()].trucks_per_day.map(|t| t.0).filter(|t| *t > 0.0);
            let days = new.crossing_trucks[site()].iter_mut();
            days.filter(|day| **day == Some(0.0)).for_each(|day| *day = trucks);
        }
        Cap::Crossing => new.crossing_trucks[site()].iter_mut().flatten().for_each(open),
        Cap::Fleet => {
            let fleet = scenario.fleets.iter().position(|f| f.name == name).unwrap();
            new.fleet_trucks[fleet].iter_mut().for_each(open);
        }
        Cap::Segment if !change.ends_with("opened") => {
            let road = scenario.segments.iter().position(|s| s.id.0 == name).unwrap();
            new.roads[road].iter_mut().filter_map(|road| road.trucks.as_mut()).for_each(open);
        }
        Cap::PeoplePerDay => {
            new.people_per_day[site()].iter_mut().flatten().for_each(|people| *people += 100.0);
        }
        Cap::Throughput => {
            new.scenario.sites[site()].throughput_t_per_day.as_mut().unwrap().0 += 1.0;
        }
        Cap::CentreNumber => {
            let rules = new.centre_rules.iter_mut().filter(|rule| rule.term == name);
            rules.for_each(|rule| rule.at_most += 1);
        }
        Cap::Term => allowed(&mut new, change, name),
        Cap::Supply => {
            let (goods, at) = name.split_once(" at ").unwrap();
            let at = &scenario.sites.iter().find(|s| s.name == at).unwrap().id;
            let goods = &scenario.commodities.iter().find(|c| c.name == goods).unwrap().id;
            let mut rows = new.scenario.supply.iter_mut();
            let row = rows.find(|r| r.crossing == *at && r.commodity == *goods);
            row.unwrap().tonnes_per_day.0 += 1.0;
        }
        Cap::NoSite => reached(&mut new, change, site()),
        other => panic!("{other:?}: {change}"),
    }
    new
}

/// One step more of what a term allows.
fn allowed(world: &mut World, change: &str, term: &str) {
    let goods: Vec<String> =
        world.scenario.commodities.iter().map(|c| format!("of {} under", c.name)).collect();
    if change.contains(" tonne ") {
        let own = world.commodity_caps.iter_mut().filter(|cap| cap.term == term);
        let own = own.filter(|cap| change.contains(&goods[cap.commodity]));
        own.for_each(|cap| cap.tonnes_per_day += 1.0);
    } else {
        let caps = world.entry_caps.iter_mut().filter(|cap| cap.term == term);
        caps.for_each(|cap| cap.trucks_per_day += 1.0);
    }
}

/// A site within reach of the people whom a change names.
fn reached(world: &mut World, change: &str, site: usize) {
    let walks = change.starts_with("a walk");
    let zones: Vec<String> = world.scenario.zones.iter().map(|z| z.name.clone()).collect();
    let whose = |zone: &str| {
        change.contains(&format!("from {zone} to")) || change.contains(&format!("in {zone} who"))
    };
    let groups = world.groups.iter_mut().filter(|g| (g.group == Group::Walking) == walks);
    groups.filter(|g| whose(&zones[g.zone])).for_each(|group| group.sites.push(site));
}

/// A count as sentences write it, where it is ten or more.
fn written(count: f64) -> String {
    let digits = format!("{:.0}", count.abs());
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|c| std::str::from_utf8(c).unwrap()).collect();
    groups.join(",")
}

/// Every gain that a plan's sentences state, by the change: kind of cap, name, gain.
fn stated(plan: &Plan) -> BTreeMap<String, (Cap, String, f64)> {
    let mut stated = BTreeMap::new();
    for row in &plan.unserved_weeks {
        let Some(change) = row.changes.first() else {
            assert!(!row.sentence.contains("feeds"), "{}", row.sentence);
            assert!(
                row.sentence.contains("lifts it") || row.sentence.contains("not lift it"),
                "{}",
                row.sentence
            );
            continue;
        };
        let gain = change.people_fed_per_day;
        let said =
            format!("the smallest single change that lifts it is {}, which feeds", change.change);
        assert!(row.sentence.contains(&said), "{}", row.sentence);
        if gain >= 10.0 {
            assert!(
                row.sentence.contains(&format!("and {} in all", written(gain))),
                "{}",
                row.sentence
            );
        }
        stated.insert(change.change.clone(), (change.cap, change.name.clone(), gain));
    }
    for row in &plan.unserved {
        let Some(tried) = &row.tried else {
            assert!(!row.sentence.contains("feeds"), "{}", row.sentence);
            continue;
        };
        let gain = tried.people_fed_per_day;
        let said = format!("Planned anew, {} feeds", tried.change);
        assert!(row.sentence.contains(&said), "{}", row.sentence);
        if gain >= 10.0 {
            let said = format!("feeds {} people more a day in all", written(gain));
            assert!(row.sentence.contains(&said), "{}", row.sentence);
        }
        stated.insert(tried.change.clone(), (row.cap, row.name.clone(), gain));
    }
    stated
}

/// How many gains are stated under a framework, each of them as planning from nothing
/// gains.
fn holds(name: &str, framework: &str) -> usize {
    let scenario = scenario(name);
    let world = apply(&scenario, scenario.framework(framework)).unwrap();
    let plan = planned(&world, Settings { tries: TRIES, ..Settings::default() });
    let stated = stated(&plan);
    let before = from_nothing(&world);
    for (change, (cap, of, gain)) in &stated {
        let found = from_nothing(&changed(&world, change, *cap, of)) - before;
        let apart = (found - gain).abs();
        println!("{name}/{framework}: {change}: {gain:.1} stated, {found:.1} from nothing");
        assert!(
            apart <= APART * found.abs() + 2.0,
            "{name}/{framework}: {change}: {found} from nothing, not {gain}"
        );
    }
    stated.len()
}

#[test]
fn gains_of_small_places_hold() {
    let places = [
        ("two-gates", "north-only"),
        ("two-gates", "few-trucks"),
        ("dual-track", "centres-only"),
        ("dual-track", "corridors-only"),
    ];
    let stated: usize = places.into_iter().map(|(name, framework)| holds(name, framework)).sum();
    assert!(stated >= 5, "only {stated} gains were stated");
}

#[test]
fn gains_under_the_dual_track_hold() {
    assert!(holds("gaza-june-2025", "dual-track") >= 1);
}

#[test]
#[ignore = "heavy: plans a place of 28 days from nothing for every change that is stated"]
fn gains_under_every_framework_hold() {
    for framework in ["as-before", "centres-only", "ceasefire"] {
        holds("gaza-june-2025", framework);
    }
    holds("dual-track", "as-it-stands");
}

#[test]
fn what_was_not_tried_is_called_a_price() {
    let scenario = scenario("dual-track");
    for framework in ["as-it-stands", "centres-only", "corridors-only"] {
        let world = apply(&scenario, scenario.framework(framework)).unwrap();
        let plan = planned(&world, Settings::default());
        let groups = plan.unserved.iter().map(|row| (&row.sentence, row.people_days_per_unit));
        for (sentence, price) in groups {
            assert!(!sentence.contains("feeds"), "{sentence}");
            let said = sentence.contains("Its shadow price, not tried by planning anew");
            assert_eq!(said, price.is_some(), "{sentence}");
        }
        for row in &plan.unserved_weeks {
            assert!(row.sentence.ends_with("; not verified by planning anew."), "{}", row.sentence);
        }
    }
}

/// The budget is one of counts: what is left out is counted, and more of it finds no
/// less.
#[test]
fn what_is_left_out_is_said() {
    let scenario = scenario("dual-track");
    let world = apply(&scenario, scenario.framework("centres-only")).unwrap();
    let few = planned(&world, Settings { tries: 1, ..Settings::default() });
    let all = planned(&world, Settings { tries: usize::MAX, ..Settings::default() });
    let tried = |plan: &Plan| plan.stages.iter().find(|s| s.name == "why").unwrap().value;
    assert_eq!(tried(&few), 1.0);
    assert!(tried(&all) > 1.0);
    let bare =
        |plan: &Plan| plan.unserved_weeks.iter().map(|row| row.changes.len()).collect::<Vec<_>>();
    assert!(bare(&few).iter().zip(bare(&all)).all(|(few, all)| *few <= all));
    let left = few.unserved_weeks.iter().filter(|row| row.changes.is_empty());
    for row in left {
        assert!(row.sentence.contains("more were not tried"), "{}", row.sentence);
    }
}
