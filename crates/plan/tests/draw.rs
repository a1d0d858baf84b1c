//! Draws from the plans of the ladder: every limit kept on every day with every
//! seed, every gram accounted for, counts next to their means, means exact.
#![allow(clippy::unwrap_used)]

mod drawn;

use std::collections::BTreeMap;
use std::path::Path;

use drawn::{Way, counts, kept, seed};
use safeconduct_model::answer::Answer;
use safeconduct_model::apply::apply;
use safeconduct_model::calendar::Day;
use safeconduct_model::draw::Mix;
use safeconduct_model::finding::Code;
use safeconduct_model::plan::Plan;
use safeconduct_model::read;
use safeconduct_model::schedule::{Grouping, Schedule};
use safeconduct_model::world::World;
use safeconduct_plan::{Settings, plan};

/// Scenarios, frameworks, and how many seeds are drawn.
const CASES: [(&str, &str, u32); 6] = [
    ("two-gates", "both", 200),
    ("two-gates", "few-trucks", 200),
    ("dual-track", "both", 60),
    ("dual-track", "corridors-only", 60),
    ("gaza-june-2025", "dual-track", 10),
    ("gaza-june-2025", "ceasefire", 10),
];

fn planned(name: &str, framework: &str) -> (Plan, World) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios").join(name);
    let scenario = read::path(&folder).scenario.unwrap();
    let world = apply(&scenario, scenario.framework(framework)).unwrap();
    let settings = Settings { baselines: false, ..Settings::default() };
    match plan(&world, &settings, &mut |_| {}).unwrap() {
        Answer::Planned(plan) => (*plan, world),
        Answer::Infeasible(why) => panic!("{name}/{framework}: {why:?}"),
    }
}

/// Sums over draws of one day.
#[derive(Default)]
struct Tally {
    draws: u32,
    bent: u32,
    trucks: BTreeMap<Way, u32>,
}

#[test]
fn every_draw_of_the_ladder_keeps_every_limit() {
    for (name, framework, seeds) in CASES {
        let (plan, world) = planned(name, framework);
        let mix = Mix::of(&plan, &world).unwrap();
        let (mut draws, mut bent, mut held) = (0, 0, 0);
        for day in (0..world.scenario.days).map(Day) {
            let mut tally = Tally::default();
            for number in 0..seeds {
                let drawn = mix.draw(day, &seed(number), Grouping::default()).unwrap();
                kept(&drawn, &world);
                next_to_means(&drawn, &mix, &plan, &world);
                tally.draws += 1;
                tally.bent += u32::from(drawn.findings.0.iter().any(|f| f.code == Code::DrawBent));
                counts(&drawn)
                    .into_iter()
                    .for_each(|(w, n)| *tally.trucks.entry(w).or_default() += n);
            }
            means_are_exact(&tally, &mix, day, &plan, &world);
            (draws, bent) = (draws + tally.draws, bent + tally.bent);
        }
        assert!(bent * 50 <= draws, "{name}/{framework}: {bent} of {draws} draws are bent");
        for number in 0..3 {
            held += every_gram(&mix, &plan, &world, number);
        }
        let held = held as f64 / 3e6 / f64::from(world.scenario.days);
        println!("{name}/{framework}: {draws} draws, {bent} bent, {held:.1} t held on a mean day");
    }
}

fn named(plan: &Plan, world: &World, corridor: usize, fleet: usize) -> Way {
    let corridor = &plan.corridors[corridor];
    let segments = corridor.segments.iter().map(|s| s.0.clone()).collect();
    (corridor.track.0.clone(), world.scenario.fleets[fleet].id.0.clone(), segments)
}

/// |count - N x| < 1 on every corridor, and nothing elsewhere.
fn next_to_means(drawn: &Schedule, mix: &Mix<'_>, plan: &Plan, world: &World) {
    let mut counts = counts(drawn);
    let mut lanes: BTreeMap<_, (u32, u32)> = BTreeMap::new();
    for mean in mix.means(drawn.day).unwrap() {
        let count = counts.remove(&named(plan, world, mean.corridor, mean.fleet)).unwrap_or(0);
        assert!(
            (f64::from(count) - mean.mean).abs() < 1.0,
            "{count} trucks, {mean:?} {:#?}",
            drawn.findings
        );
        let lane = lanes.entry(mean.lane).or_insert((mean.trucks, 0));
        lane.1 += count;
    }
    assert!(counts.is_empty(), "trucks where the mix has none: {counts:?}");
    assert!(lanes.values().all(|(wanted, sent)| wanted == sent));
}

/// The mean over seeds is N x, as far as so many seeds can tell (5 sigma).
fn means_are_exact(tally: &Tally, mix: &Mix<'_>, day: Day, plan: &Plan, world: &World) {
    if tally.bent > 0 {
        return;
    }
    for mean in mix.means(day).unwrap() {
        let way = named(plan, world, mean.corridor, mean.fleet);
        let sum = f64::from(tally.trucks.get(&way).copied().unwrap_or(0));
        let draws = f64::from(tally.draws);
        let part = mean.mean - mean.mean.floor();
        let spread = 5.0 * (part * (1.0 - part) * draws).sqrt() + 1e-6;
        // A single rare truck among few draws is no evidence.
        let off = (sum - draws * mean.mean).abs();
        assert!(
            off <= spread.max(2.0),
            "{way:?}: {sum} trucks in {draws} draws, mean {}",
            mean.mean
        );
    }
}

/// What left and what is held is what was planned, lane by lane, to the gram.
fn every_gram(mix: &Mix<'_>, plan: &Plan, world: &World, number: u32) -> i64 {
    let mut due: BTreeMap<(String, String, String, String, String), i64> = BTreeMap::new();
    let mut held_in_all = 0;
    for day in (0..world.scenario.days).map(Day) {
        for m in plan.movements.iter().filter(|m| m.day == day) {
            let c = &plan.corridors[m.corridor];
            let names = [&c.from.0, &c.to.0, &c.track.0, &m.fleet.0, &m.commodity.0];
            let [a, b, c, d, e] = names.map(String::clone);
            *due.entry((a, b, c, d, e)).or_default() += m.grams;
        }
        let drawn = mix.draw(day, &seed(number), Grouping::default()).unwrap();
        for convoy in &drawn.convoys {
            for (commodity, grams) in convoy.grams() {
                let names = [&convoy.from.0, &convoy.to.0, &convoy.track.0, &convoy.fleet.0];
                let [a, b, c, d] = names.map(String::clone);
                *due.get_mut(&(a, b, c, d, commodity.0)).unwrap() -= grams;
            }
        }
        let mut left = due.clone();
        left.retain(|_, grams| *grams != 0);
        let mut held = BTreeMap::new();
        for lane in &drawn.held {
            for (commodity, grams) in &lane.grams {
                let names = [&lane.from.0, &lane.to.0, &lane.track.0, &lane.fleet.0, &commodity.0];
                let [a, b, c, d, e] = names.map(String::clone);
                held.insert((a, b, c, d, e), *grams);
                held_in_all += grams;
            }
        }
        assert_eq!(left, held, "day {}", day.0);
    }
    held_in_all
}
