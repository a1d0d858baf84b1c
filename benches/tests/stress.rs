//! Generated worlds are the same every time, usable, and as scarce as they should be.
#![allow(clippy::unwrap_used)]

use benches::stress::{Shape, scenario};
use safeconduct_model::answer::Answer;
use safeconduct_model::finding::Severity;
use safeconduct_model::read::{self, Format};
use safeconduct_model::world::World;
use safeconduct_model::{apply, check};
use safeconduct_plan::{Settings, plan};

fn world(shape: &Shape) -> World {
    let text = serde_json::to_string(&scenario(shape)).unwrap();
    let read = read::text("stress.json", &text, Format::Json);
    assert!(read.findings.0.is_empty(), "{:#?}", read.findings);
    let read = read.scenario.unwrap();
    assert_eq!(read, scenario(shape), "the same world again, as read");
    apply::apply(&read, None).unwrap()
}

fn small(name: &str, seed: u64) -> Shape {
    Shape { seed, days: 4, commodities: 2, ..Shape::named(name).unwrap() }
}

#[test]
fn a_seed_makes_one_world_and_another_seed_another() {
    let shape = small("stress-40", 7);
    let text = |shape: &Shape| serde_json::to_string(&scenario(shape)).unwrap();
    assert_eq!(text(&shape), text(&shape));
    assert_ne!(text(&shape), text(&Shape { seed: 8, ..shape.clone() }));
}

#[test]
fn named_sizes_are_as_large_as_they_say() {
    for (name, sites, segments, zones, days) in [
        ("real", 130, 170, 30, 28),
        ("small", 420, 550, 100, 14),
        ("mid", 2100, 2750, 500, 14),
        ("country", 1400, 2000, 500, 90),
    ] {
        let shape = Shape::named(name).unwrap();
        let made = scenario(&shape);
        let size = (made.sites.len(), made.segments.len(), made.zones.len(), made.days);
        assert_eq!(size, (sites, segments, zones, days), "{name}");
    }
    assert_eq!(scenario(&Shape::named("stress-500").unwrap()).sites.len(), 500);
    assert!(Shape::named("stress-0").is_none() && Shape::named("large").is_none());
}

#[test]
fn no_day_is_like_the_one_before() {
    for name in ["tiny", "real", "country"] {
        let world = world(&Shape::named(name).unwrap());
        for day in 1..world.days {
            let alike = world.roads.iter().all(|road| road[day - 1] == road[day]);
            assert!(!alike, "{name}: days {} and {day}", day - 1);
        }
    }
}

#[test]
fn its_worlds_can_be_planned_and_some_but_not_all_are_fed() {
    for (seed, losses) in [(1, false), (2, true)] {
        let world = world(&Shape { losses, ..small("stress-60", seed) });
        let lost = world.roads.iter().flatten().any(|road| road.loss.total() > 0.0);
        assert_eq!(lost, losses);
        let answer = plan(&world, &Settings::default(), &mut |_| {}).unwrap();
        let Answer::Planned(plan) = answer else { panic!("no plan") };
        let findings = check::check(&plan, &world);
        assert_eq!(findings.count(Severity::Error), 0, "{findings:#?}");
        let fed = plan.stages.iter().find(|s| s.name == "total").unwrap().value;
        let people: f64 = world.population.iter().flatten().sum();
        assert!((0.4..0.95).contains(&(fed / people)), "seed {seed}: {}", fed / people);
    }
}
