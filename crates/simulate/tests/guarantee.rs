//! The falsifier's own laws: no interceptor beats the guarantee without a leak,
//! a pattern learner beats rotation and not the draw.
#![allow(clippy::expect_used)]

mod field;

use field::Field;
use proptest::prelude::*;
use safeconduct_model::outcome::Outcome;
use safeconduct_model::simulation::Behaviours;
use safeconduct_model::units::Share;
use safeconduct_simulate::contest::{Contest, Course, leaked, secret};
use safeconduct_simulate::interceptor::opponents;
use safeconduct_simulate::statistics::mean;
use safeconduct_simulate::{Policy, Rule, Settings, simulate};
use serde_json::json;

fn played(field: &Field, rule: Rule, runs: u32, seed: u64) -> Outcome {
    let (world, plan) = (field.world(), field.plan());
    let opponents = opponents(&world.scenario.simulation.behaviours);
    let settings = Settings { runs, seed, opponents, threads: None, command: String::new() };
    let policy = Policy { name: "plan", plan: &plan, rule };
    simulate(&world, &[policy], &settings).expect("an outcome")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// Whatever the mix, the seed, the weather and the interceptor: what strikes
    /// take is, within three standard errors of chance, no more than as many
    /// strikes could take without knowing a draw. Only the informed one may.
    #[test]
    fn nobody_beats_the_guarantee_without_a_leak(
        seed in any::<u64>(),
        weights in prop::collection::vec(1u32..9, 2..5),
        exposure in prop::collection::vec(0.05f64..1.0, 4),
        trucks in 1i64..12,
        gamma in prop::sample::select(vec![1.0, 1.5, 2.0]),
        stormy in any::<bool>(),
    ) {
        let sum: u32 = weights.iter().sum();
        let mut field = Field::even(weights.len(), 15);
        field.share = weights.iter().map(|w| f64::from(*w) / f64::from(sum)).collect();
        field.exposure = exposure[..weights.len()].to_vec();
        (field.trucks, field.gamma) = (trucks, gamma);
        if stormy {
            field.loss = [0.02, 0.2, 0.01];
            field.simulation = json!({
                "crossing": [{ "site": "gate", "close_if_open": 0.2, "open_if_closed": 0.5 }],
                "mission": [{ "facilitated": 6, "impeded": 2, "denied": 1, "cancelled": 1 }]
            });
        }
        let outcome = played(&field, Rule::Mix, 100, seed);
        for cell in outcome.cells.iter().filter(|cell| cell.interceptor != "leak") {
            // Over 12 x 12 comparisons three standard errors are passed by chance
            // alone now and then; five are not.
            let beyond = &cell.beyond;
            let slack = 5.0 * beyond.standard_error_usd + 1e-6 * beyond.most_usd;
            prop_assert!(beyond.mean_usd <= slack, "{}: {beyond:?}", cell.interceptor);
        }
    }
}

#[test]
fn no_warning_without_a_leak_and_one_with_it() {
    let mut field = Field::even(4, 28);
    field.exposure = vec![0.5; 4];
    let outcome = played(&field, Rule::Mix, 2_000, 11);
    let warned: Vec<&str> = outcome.warnings.iter().map(|w| w.interceptor.as_str()).collect();
    assert_eq!(warned, ["leak"]);
    assert!(outcome.remarks.is_empty(), "{:?}", outcome.remarks);
    for cell in outcome.cells.iter().filter(|cell| cell.interceptor != "leak") {
        let struck = &cell.struck_usd;
        assert!(struck.mean <= field.guarantee() + 4.0 * struck.standard_error, "{cell:?}");
    }
    let leak = outcome.cell("plan", "leak").expect("a cell");
    let wanted = leaked(4, 1.0, 0.2) * 0.5 * 28.0 * 10_000.0;
    assert!((leak.struck_usd.mean - wanted).abs() < 4.0 * leak.struck_usd.standard_error);
}

#[test]
fn a_strike_that_is_sure_takes_its_share_and_not_a_gram_more() {
    for exposure in [0.1, 0.37, 0.123_456_789, 1.0 / 3.0, 2.0 / 3.0, 0.999] {
        let mut field = Field::even(1, 9);
        field.exposure = vec![exposure];
        let outcome = played(&field, Rule::Mix, 40, 2);
        assert!(outcome.warnings.is_empty(), "{exposure}: {:?}", outcome.warnings);
        let cell = outcome.cell("plan", "static").expect("a cell");
        let (struck, most) = (cell.struck_usd.mean, cell.beyond.most_usd);
        assert!(most > 0.0 && struck <= most && struck > most - 0.1, "{struck} {most}");
    }
}

#[test]
fn a_few_runs_are_no_evidence() {
    // In single runs chance alone takes strikes beyond the mean.
    let field = Field::even(3, 28);
    let beyond = (0..20).filter(|seed| {
        let outcome = played(&field, Rule::Mix, 1, *seed);
        assert!(
            outcome.warnings.is_empty() && outcome.remarks.is_empty(),
            "{:?}",
            outcome.warnings
        );
        outcome.cells.iter().any(|cell| cell.beyond.mean_usd > 0.0)
    });
    assert!(beyond.count() > 10);
}

#[test]
fn a_pattern_learner_beats_rotation_and_not_the_draw() {
    let field = Field::even(3, 28);
    let struck = |rule: Rule, name: &str| {
        let outcome = played(&field, rule, 600, 3);
        let cell = outcome.cell("plan", name).expect("a cell");
        (cell.struck_usd.mean, cell.struck_usd.standard_error)
    };
    let guarantee = field.guarantee();
    let (rotation, _) = struck(Rule::Rotation, "pattern-1");
    // Four days by guess, then every day.
    assert!((rotation / 10_000.0 - (4.0 / 3.0 + 24.0)).abs() < 0.2, "{rotation}");
    let (drawn, error) = struck(Rule::Mix, "pattern-1");
    assert!((drawn - guarantee).abs() < 4.0 * error, "{drawn} {guarantee}");
    let (shortest, _) = struck(Rule::Shortest, "best-response-1");
    assert!(shortest / 10_000.0 > 27.0, "{shortest}");
}

#[test]
fn contests_come_out_as_they_are_followed_exactly() {
    let mut behaviours = Behaviours::default();
    behaviours.exp3.exploration = Some(Share(0.2));
    for course in [Course::Drawn, Course::Fixed, Course::Rotated] {
        let contest = Contest { corridors: 3, days: 25, strikes: 1, course };
        for opponent in opponents(&behaviours) {
            let Some(exact) = contest.exact(opponent, &behaviours) else { continue };
            if course == Course::Rotated && opponent.kind.name == "exp3" {
                continue; // As many beliefs as histories: too many to follow.
            }
            let hits: Vec<f64> =
                contest.play(opponent, &behaviours, 2_000, 4).into_iter().map(f64::from).collect();
            let (found, error) = mean(&hits);
            let name = opponent.name();
            assert!(
                (found - exact.mean).abs() < 4.5 * error + 1e-9,
                "{name} {course:?}: {found} {exact:?}"
            );
            let variance = error * error * 2_000.0;
            assert!(
                (variance - exact.variance).abs() < 0.15 * exact.variance + 1e-6,
                "{name}: {variance} {exact:?}"
            );
        }
    }
    assert_eq!((secret(4, 1.0), secret(2, 3.0)), (0.25, 1.0));
}
