//! What holds of every run: grams are somewhere, threads do not matter, a quiet
//! run is the plan.
#![allow(clippy::expect_used)]

mod field;

use field::{Field, TRUCK};
use proptest::prelude::*;
use safeconduct_model::outcome::Outcome;
use safeconduct_simulate::chance::{Dice, Purpose};
use safeconduct_simulate::interceptor::{Opponent, opponents};
use safeconduct_simulate::run::Run;
use safeconduct_simulate::{Policy, Rule, Script, Settings, simulate};
use serde_json::json;

fn settings(field: &Field, runs: u32, names: &[&str], threads: usize) -> Settings {
    let all = opponents(&field.world().scenario.simulation.behaviours);
    let chosen = |one: &Opponent| names.is_empty() || names.contains(&one.name().as_str());
    let opponents = all.into_iter().filter(chosen).collect();
    Settings { runs, seed: 5, opponents, threads: Some(threads), command: String::new() }
}

fn outcome(field: &Field, rule: Rule, settings: &Settings) -> Outcome {
    let (world, plan) = (field.world(), field.plan());
    simulate(&world, &[Policy { name: "plan", plan: &plan, rule }], settings).expect("an outcome")
}

/// Everything at once: chains, missions, closures, scarcity, loss, shelf life.
fn stormy() -> Field {
    let mut field = Field::even(3, 20);
    field.trucks = 7;
    field.loss = [0.05, 0.1, 0.02];
    field.exposure = vec![0.4, 0.7, 1.0];
    field.share = vec![0.5, 0.3, 0.2];
    field.gamma = 1.5;
    field.shelf_life = Some(3);
    field.simulation = json!({
        "crossing": [{ "site": "gate", "close_if_open": 0.2, "open_if_closed": 0.5, "trucks_quantiles": [4, 7, 12] }],
        "mission": [{ "facilitated": 6, "impeded": 2, "denied": 1, "cancelled": 1 }],
        "closure": [{ "segment": "road-0", "from_day": 3, "to_day": 12, "chance": 0.5 }],
        "scarcity": [{ "segments": ["road-1"], "window_days": 3, "before": 1.0, "point": [
            { "coverage": 0.2, "loss": { "self_distributed": 0.8 } },
            { "coverage": 1.0, "loss": { "self_distributed": 0.1 } }
        ] }]
    });
    field
}

#[test]
fn every_gram_is_somewhere_whatever_happens() {
    for (rule, hours) in [(Rule::Mix, 1.0), (Rule::Rotation, 30.0), (Rule::Shortest, 20.0)] {
        let field = Field { hours, ..stormy() };
        let (world, plan) = (field.world(), field.plan());
        let script = Script::of(&Policy { name: "plan", plan: &plan, rule }, &world).expect("one");
        let mut run = Run::new(&script);
        for opponent in opponents(&world.scenario.simulation.behaviours) {
            let mut interceptor =
                opponent.make(&world.scenario.simulation.behaviours, script.targets(), 20);
            for number in 0..40 {
                let mut dice = [Purpose::World, Purpose::Mind].map(|p| Dice::new(9, number, p));
                let [nature, mind] = &mut dice;
                run.play(interceptor.as_mut(), nature, mind);
                let goods = run.tally.goods[0];
                assert_eq!(goods.entered, goods.gone() + run.lying(0), "{goods:?}");
                assert_eq!(goods.left, run.lying(0));
                let negative =
                    [goods.eaten, goods.struck, goods.spoilt, goods.left].iter().any(|g| *g < 0);
                assert!(!negative && goods.lost.iter().all(|lost| *lost >= 0), "{goods:?}");
            }
        }
    }
}

#[test]
fn one_thread_and_two_give_the_same_bytes() {
    let field = stormy();
    let bytes = |threads: usize| {
        let outcome = outcome(&field, Rule::Mix, &settings(&field, 64, &[], threads));
        serde_json::to_string(&outcome).expect("JSON")
    };
    assert_eq!(bytes(1), bytes(2));
    let mut other = settings(&field, 64, &[], 2);
    other.seed = 6;
    assert_ne!(bytes(1), serde_json::to_string(&outcome(&field, Rule::Mix, &other)).expect("JSON"));
}

#[test]
fn where_nothing_happens_a_run_is_the_plan() {
    let mut field = Field::even(3, 14);
    field.trucks = 5;
    let outcome = outcome(&field, Rule::Mix, &settings(&field, 3, &["none"], 1));
    let cell = &outcome.cells[0];
    assert_eq!((cell.coverage.mean, cell.lost_usd.mean, cell.trucks), (1.0, 0.0, 70.0));
    assert_eq!(cell.zones[0].days_below.high, 0.0);
    assert_eq!(cell.losses.left_outside_t.mean, 0.0);
}

#[test]
fn losses_without_a_strike_come_to_what_is_expected_and_keep_their_kinds() {
    let mut field = Field::even(2, 10);
    (field.trucks, field.loss) = (40, [0.05, 0.2, 0.1]);
    let outcome = outcome(&field, Rule::Mix, &settings(&field, 400, &["none"], 2));
    let losses = &outcome.cells[0].losses;
    let sent = 40.0 * 10.0 * 10.0;
    let kinds = [&losses.seized_t, &losses.self_distributed_t, &losses.refused_t];
    for (spread, share) in kinds.into_iter().zip(field.loss) {
        assert!((spread.mean - share * sent).abs() < 4.0 * spread.standard_error, "{spread:?}");
        // Trucks are lost whole: 400 trucks a run, binomial.
        let sd = spread.standard_error * 20.0;
        let binomial = (400.0 * share * (1.0 - share)).sqrt() * 10.0;
        assert!((sd / binomial - 1.0).abs() < 0.15, "{sd} {binomial}");
    }
    assert_eq!(losses.struck_t.mean, 0.0);
}

#[test]
fn what_a_closed_gate_holds_back_follows_when_it_opens() {
    let mut field = Field::even(2, 10);
    field.trucks = 3;
    field.simulation = json!({ "crossing": [{
        "site": "gate", "close_if_open": 0, "open_if_closed": 0.25, "start": "closed"
    }] });
    let outcome = outcome(&field, Rule::Mix, &settings(&field, 2_000, &["none"], 2));
    let cell = &outcome.cells[0];
    // Closed on day 0 for sure; open on day d with 1 - 0.75^d, and then for good.
    let closed_days: f64 = (0..10).map(|d| 0.75_f64.powi(d)).sum();
    let below = &cell.zones[0].days_below;
    assert!((below.mean - closed_days).abs() < 4.0 * below.standard_error, "{below:?}");
    // Only what never got out in time is left outside.
    let never = 0.75_f64.powi(9) * 10.0 * 30.0;
    let outside = &cell.losses.left_outside_t;
    assert!((outside.mean - never).abs() < 4.0 * outside.standard_error, "{outside:?} {never}");
}

#[test]
fn missions_come_out_in_their_shares_and_denied_goods_stay() {
    let mut field = Field::even(1, 5);
    field.trucks = 4;
    field.simulation =
        json!({ "mission": [{ "facilitated": 0, "impeded": 1, "denied": 0, "cancelled": 0 }] });
    let half = outcome(&field, Rule::Mix, &settings(&field, 50, &["none"], 1));
    // Half of four trucks go on day 0; what turned back is tried again.
    assert_eq!(half.cells[0].missions.impeded, 5.0);
    field.simulation =
        json!({ "mission": [{ "facilitated": 0, "impeded": 0, "denied": 1, "cancelled": 3 }] });
    let none = outcome(&field, Rule::Mix, &settings(&field, 400, &["none"], 1));
    let cell = &none.cells[0];
    assert_eq!((cell.coverage.mean, cell.trucks), (0.0, 0.0));
    assert!((cell.missions.denied - 1.25).abs() < 0.25, "{:?}", cell.missions);
    assert_eq!(cell.losses.left_outside_t.mean, 5.0 * 40.0);
}

#[test]
fn scarcity_feeds_back_on_itself() {
    let mut field = Field::even(1, 30);
    field.trucks = 20;
    let curve = |before: f64| {
        json!({ "scarcity": [{ "segments": ["road-0"], "window_days": 5, "before": before, "point": [
            { "coverage": 0.3, "loss": { "self_distributed": 0.9 } },
            { "coverage": 0.8, "loss": { "self_distributed": 0.05 } }
        ] }] })
    };
    let fed = |before: f64, field: &mut Field| {
        field.simulation = curve(before);
        outcome(field, Rule::Mix, &settings(field, 60, &["none"], 1)).cells[0].coverage.mean
    };
    // Two equilibria: whoever starts hungry stays hungry.
    let (low, high) = (fed(0.0, &mut field), fed(1.0, &mut field));
    assert!(low < 0.2 && high > 0.85, "{low} {high}");
}

#[test]
fn old_goods_spoil_only_where_they_wait() {
    let mut field = Field::even(1, 12);
    field.shelf_life = Some(2);
    let plain = outcome(&field, Rule::Mix, &settings(&field, 3, &["none"], 1));
    assert_eq!(plain.cells[0].losses.spoilt_t.mean, 0.0);
    field.simulation = json!({ "crossing": [{
        "site": "gate", "close_if_open": 0, "open_if_closed": 0, "start": "closed"
    }] });
    let shut = outcome(&field, Rule::Mix, &settings(&field, 3, &["none"], 1));
    // Twelve loads came, the last two are still good.
    assert_eq!(shut.cells[0].losses.spoilt_t.mean, 100.0);
    assert_eq!(shut.cells[0].losses.left_outside_t.mean, 20.0);
}

/// A run of a field, played.
fn played<'s>(script: &'s Script<'s>, number: u64) -> Run<'s> {
    let mut run = Run::new(script);
    let behaviours = safeconduct_model::simulation::Behaviours::default();
    let mut nobody = opponents(&behaviours)[0].make(&behaviours, script.targets(), 1);
    let mut dice = [Purpose::World, Purpose::Mind].map(|p| Dice::new(9, number, p));
    let [nature, mind] = &mut dice;
    run.play(nobody.as_mut(), nature, mind);
    run
}

#[test]
fn trucks_before_a_full_store_do_not_drive() {
    // Three loads come a day, a third of a load is handed out, two fit inside.
    let trucks = |fleet: u32, storage_t: Option<f64>| {
        let mut field = Field::even(1, 14);
        (field.trucks, field.fleet, field.storage_t) = (3, fleet, storage_t);
        (field.cycle, field.serves) = (1, Some(6_667.0));
        let outcome = outcome(&field, Rule::Mix, &settings(&field, 2, &["none"], 1));
        let cell = &outcome.cells[0];
        (cell.trucks, cell.losses.outside_stores_t_nights.mean)
    };
    let (free, nights) = trucks(1_000, Some(20.0));
    // 26.7 t more every night, from which the 20 t inside are taken off.
    let wanted: f64 = (1..=14).map(|night| f64::from(night) * 26.6665 - 20.0).sum();
    assert!(free == 42.0 && (nights - wanted).abs() < 0.1, "{free} {nights} {wanted}");
    let (few, held) = trucks(5, Some(20.0));
    assert!(few < 30.0 && held < nights, "{few} {held}");
    assert_eq!(trucks(5, None), (42.0, 0.0));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// After any number of days no store is fuller than it may be, and every gram
    /// is somewhere: what does not fit waits outside.
    #[test]
    fn a_full_store_keeps_its_limit_and_loses_nothing(
        days in 4u32..20,
        storage in prop::sample::select(vec![0.0, 7.5, 20.0, 45.0]),
        hours in prop::sample::select(vec![1.0, 20.0, 30.0]),
        cycle in 1u32..3,
        number in any::<u32>(),
        fleet in prop::sample::select(vec![6u32, 30, 1_000]),
        life in prop::sample::select(vec![None, Some(3)]),
    ) {
        let mut field = Field::even(2, days);
        (field.trucks, field.storage_t, field.hours) = (3, Some(storage), hours);
        (field.cycle, field.fleet, field.shelf_life) = (cycle, fleet, life);
        field.simulation = json!({ "crossing": [{
            "site": "gate", "close_if_open": 0.5, "open_if_closed": 0.4
        }] });
        let (world, plan) = (field.world(), field.plan());
        let policy = Policy { name: "plan", plan: &plan, rule: Rule::Mix };
        let script = Script::of(&policy, &world).expect("a script");
        let run = played(&script, u64::from(number));
        let limit = (storage * 1e6) as i64;
        prop_assert!(run.stored(1) <= limit, "{} inside", run.stored(1));
        let goods = run.tally.goods[0];
        prop_assert_eq!(goods.entered, goods.gone() + run.lying(0));
        prop_assert_eq!(goods.left, run.lying(0));
    }

    /// Trucks are whole, next to their mean on each corridor, and keep it.
    #[test]
    fn trucks_keep_the_marginals_of_the_mix(trucks in 1i64..30, weights in prop::collection::vec(1u32..20, 2..5)) {
        let sum: u32 = weights.iter().sum();
        let mut field = Field::even(weights.len(), 1);
        field.share = weights.iter().map(|w| f64::from(*w) / f64::from(sum)).collect();
        field.trucks = trucks;
        let (world, plan) = (field.world(), field.plan());
        let policy = Policy { name: "plan", plan: &plan, rule: Rule::Mix };
        let script = Script::of(&policy, &world).expect("a script");
        let mut run = Run::new(&script);
        let mut means = vec![0.0; weights.len()];
        let runs = 400;
        for number in 0..runs {
            let counts = counted(&mut run, number);
            for (at, count) in counts.iter().enumerate() {
                let mean = trucks as f64 * field.share[at];
                prop_assert!((count - mean).abs() < 1.0 + 1e-6, "{count} for {mean}");
                means[at] += count / runs as f64;
            }
        }
        for (mean, share) in means.iter().zip(&field.share) {
            let wanted = trucks as f64 * share;
            let part = wanted.fract();
            let error = (part * (1.0 - part) / runs as f64).sqrt();
            prop_assert!((mean - wanted).abs() < 5.0 * error + 1e-6, "{mean} for {wanted}");
        }
    }
}

/// Trucks by corridor of one drawn day, by the loot that each would bring.
fn counted(run: &mut Run, number: u64) -> Vec<f64> {
    let mut dice = [Purpose::World, Purpose::Mind].map(|p| Dice::new(2, number, p));
    let [nature, mind] = &mut dice;
    let none = opponents(&safeconduct_model::simulation::Behaviours::default())[0];
    let mut interceptor = none.make(&safeconduct_model::simulation::Behaviours::default(), 0, 1);
    run.play(interceptor.as_mut(), nature, mind);
    run.seen().iter().map(|usd| usd / (TRUCK as f64 / 1_000.0)).collect()
}

#[test]
fn late_goods_wait_outside_a_store_that_would_overflow() {
    // Loads are two days on the road, so several late ones are sent before the
    // first fills the store.
    let fullest = |storage_t: Option<f64>| {
        let (mut inside, mut waited) = (0, 0);
        for days in 4..16 {
            let mut field = Field::even(2, days);
            (field.trucks, field.hours, field.cycle) = (3, 30.0, 1);
            field.storage_t = storage_t;
            field.simulation = json!({ "crossing": [{
                "site": "gate", "close_if_open": 0.5, "open_if_closed": 0.3
            }] });
            let (world, plan) = (field.world(), field.plan());
            let policy = Policy { name: "plan", plan: &plan, rule: Rule::Mix };
            let script = Script::of(&policy, &world).expect("a script");
            for number in 0..20 {
                let run = played(&script, number);
                (inside, waited) = (run.stored(1).max(inside), run.tally.waited.max(waited));
            }
        }
        (inside, waited)
    };
    let (inside, waited) = fullest(Some(20.0));
    assert!(inside <= 20_000_000 && waited > 0, "{inside} {waited}");
    let (inside, waited) = fullest(None);
    assert!(inside > 20_000_000 && waited == 0, "{inside} {waited}");
}
