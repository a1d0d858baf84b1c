//! Rations within bounds: plans that keep them are accepted and proved, what
//! breaks them is refused.
#![allow(clippy::unwrap_used)]

mod random;

use std::path::Path;

use random::Shape;
use safeconduct_model::answer::Answer;
use safeconduct_model::apply::apply;
use safeconduct_model::basket::RationBound;
use safeconduct_model::check::{recount, verify};
use safeconduct_model::figure::Provenance;
use safeconduct_model::nutrient::Nutrient;
use safeconduct_model::plan::Plan;
use safeconduct_model::plan::certificate::Limit;
use safeconduct_model::read;
use safeconduct_model::scenario::Scenario;
use safeconduct_model::units::GramsPerPersonDay;
use safeconduct_plan::{Settings, plan};

fn four_foods() -> Scenario {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/four-foods");
    read::path(&folder).scenario.unwrap()
}

fn planned(scenario: &Scenario, framework: Option<&str>, basket: bool) -> Option<Plan> {
    let world = apply(scenario, framework.map(|id| scenario.framework(id).unwrap())).ok()?;
    let settings = Settings { basket, baselines: false, ..Settings::default() };
    match plan(&world, &settings, &mut |_| {}).unwrap() {
        Answer::Planned(plan) => Some(*plan),
        Answer::Infeasible(_) => None,
    }
}

fn refused(plan: &Plan, scenario: &Scenario, what: &str) -> String {
    let findings = verify(plan, scenario);
    assert!(findings.any_error(), "accepted: {what}");
    format!("{findings:#?}")
}

/// Claims that are true of the rows, so that a rule must refuse them.
fn recounted(mut plan: Plan, scenario: &Scenario, framework: &str) -> Plan {
    let world = apply(scenario, scenario.framework(framework)).unwrap();
    plan.claims = recount(&plan, &world).unwrap();
    plan.certificate = None;
    plan.stages.clear();
    plan.unserved.clear();
    plan.unserved_weeks.clear();
    plan
}

#[test]
fn a_plan_that_breaks_the_bounds_is_refused() {
    let scenario = four_foods();
    let within = planned(&scenario, Some("as-now"), true).unwrap();
    assert!(verify(&within, &scenario).0.is_empty());

    // Any mix holds 450 g of maize and no oil.
    let any = planned(&scenario, Some("as-now"), false).unwrap();
    let posing = Plan { basket: true, ..recounted(any, &scenario, "as-now") };
    let said = refused(&posing, &scenario, "any mix as a basket");
    assert!(said.contains("`maize`") && said.contains("`oil`"), "{said}");

    // A day on which a tenth of the oil is not eaten: 21.6 g are enough, 19 g are not.
    for (share, fits) in [(0.9, true), (0.79, false)] {
        let mut less = within.clone();
        for meal in less.meals.iter_mut().filter(|m| m.commodity.as_str() == "oil") {
            meal.grams = (meal.grams as f64 * share) as i64;
        }
        let less = recounted(less, &scenario, "as-now");
        assert_eq!(verify(&less, &scenario).0.is_empty(), fits, "{share} of the oil");
    }
    // More than everybody's greatest.
    let mut more = within.clone();
    let meal = more.meals.iter_mut().find(|m| m.commodity.as_str() == "maize").unwrap();
    meal.grams += 40_000;
    refused(&more, &scenario, "40 kg of maize more");
}

#[test]
fn claims_of_nutrients_are_recounted() {
    let scenario = four_foods();
    let honest = planned(&scenario, Some("few-pulses"), true).unwrap();
    assert!(verify(&honest, &scenario).0.is_empty());
    let mutate = |what: &str, change: &dyn Fn(&mut Plan)| {
        let mut mutant = honest.clone();
        change(&mut mutant);
        refused(&mutant, &scenario, what);
    };
    mutate("a better score", &|p| p.claims.nutritional_value += 1e-6);
    mutate("a better score of a group", &|p| p.claims.groups[0].nutritional_value += 1e-6);
    mutate("more protein", &|p| {
        *p.claims.by_nutrient.get_mut(&Nutrient::Protein).unwrap() += 1e-6;
    });
    mutate("a nutrient left out", &|p| {
        p.claims.by_nutrient.remove(&Nutrient::Energy);
    });
    mutate("a nutrient nobody needs", &|p| {
        p.claims.by_nutrient.insert(Nutrient::Iron, 1.0);
    });
    mutate("bounds proved for baskets, of any mix", &|p| p.basket = false);
    mutate("bounds proved for any mix", &|p| {
        p.certificate.as_mut().unwrap().scope.rations_within_bounds = false;
    });
    let mut tried = 0;
    for proof in 0..honest.certificate.as_ref().unwrap().proofs.len() {
        for price in 0..honest.certificate.as_ref().unwrap().proofs[proof].prices.len() {
            let mut mutant = honest.clone();
            let price = &mut mutant.certificate.as_mut().unwrap().proofs[proof].prices[price];
            if let Limit::RationMost { bound, .. } | Limit::RationLeast { bound, .. } =
                &mut price.of
            {
                *bound += 100;
                refused(&mutant, &scenario, "a bound that there is not");
                tried += 1;
            }
        }
    }
    assert!(tried > 0, "bounds on rations have prices");
}

/// Bounds on both goods of a random world.
fn bounded(seed: u64) -> Scenario {
    let shape = Shape { days: 9, far: seed % 2 == 1, rich: true };
    let mut scenario = random::scenario(seed, shape);
    scenario.need.fair = vec![Nutrient::Energy, Nutrient::Protein];
    let bound = |commodity: &str, least: f64, most: Option<f64>| RationBound {
        commodity: Some(commodity.into()),
        food_group: None,
        at_least_g: GramsPerPersonDay(least),
        at_most_g: most.map(GramsPerPersonDay),
        provenance: Provenance::default(),
    };
    scenario.basket = vec![
        bound("flour", 100.0, Some(400.0 + 40.0 * (seed % 5) as f64)),
        bound("beans", 25.0 * (seed % 3) as f64, seed.is_multiple_of(2).then_some(200.0)),
    ];
    scenario
}

#[test]
fn random_worlds_are_planned_within_bounds_and_proved() {
    let (mut plans, mut fed, mut near, mut stages) = (0, 0, 0, 0);
    for seed in 0..24 {
        let scenario = bounded(seed + 5_000);
        for framework in [None, Some("terms")] {
            let Some(within) = planned(&scenario, framework, true) else { continue };
            let findings = verify(&within, &scenario);
            assert!(findings.0.is_empty(), "seed {seed}: {findings:#?}");
            plans += 1;
            fed += usize::from(within.claims.people_days > 1.0);
            for stage in within.stages.iter().filter(|s| s.bound.is_some()) {
                stages += 1;
                let (value, bound) = (stage.value, stage.bound.unwrap());
                let apart = (value - bound).abs() / value.abs().max(bound.abs()).max(1.0);
                near += usize::from(apart < 1e-3);
            }
            // Bounds can only take away.
            if let Some(any) = planned(&scenario, framework, false) {
                let (less, more) = (within.claims.least_coverage, any.claims.least_coverage);
                assert!(less <= more + 1e-4, "seed {seed}: {less} within bounds, {more} without");
            }
        }
    }
    println!("{plans} plans, {fed} feed somebody, {near} of {stages} stages proved within 0.1 %");
    assert!(plans > 30 && fed > 20, "{plans} plans, {fed} feed somebody");
    assert!(near * 10 > stages * 9, "only {near} of {stages} stages were proved closely");
}
