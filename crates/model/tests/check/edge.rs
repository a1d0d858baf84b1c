//! Edges: limits kept to the last gram, numbers near overflow, other plans.

use safeconduct_model::apply::apply;
use safeconduct_model::calendar::Day;
use safeconduct_model::check::{check, recount, verify};
use safeconduct_model::finding::{Code, Findings};
use safeconduct_model::plan::{Corridor, Movement, Plan, Purchase};
use safeconduct_model::scenario::Scenario;
use safeconduct_model::units::{Tonnes, Trucks};
use safeconduct_model::world::World;

use crate::field::scenario;
use crate::greedy::{empty, segment_of};
use crate::honest::honest;

/// A field without terms in which one load goes from the crossing to the hub
/// on the first day, with so many trucks of 20 t allowed.
fn one_load(grams: i64) -> (World, Plan) {
    let mut scenario = scenario(3);
    scenario.stocks.clear();
    scenario.sites[0].throughput_t_per_day = None;
    scenario.sites[1].throughput_t_per_day = None;
    scenario.sites[1].storage_t = None;
    scenario.segments.iter_mut().for_each(|s| s.trucks_per_day = None);
    scenario.fleets[0].trucks = Trucks(1e13);
    scenario.sites[0].trucks_per_day = None;
    scenario.supply[0].tonnes_per_day = 1e13.into();
    let world = apply(&scenario, None).expect("no terms apply");
    let mut plan = empty(&scenario, &world);
    plan.corridors.push(Corridor {
        track: "corridors".into(),
        from: "gate".into(),
        to: "hub".into(),
        segments: vec!["gate/fork".into(), "hub/fork".into()],
    });
    let (commodity, day) = ("flour", Day(0));
    plan.purchases.push(Purchase {
        crossing: "gate".into(),
        commodity: commodity.into(),
        day,
        grams,
    });
    let fleet = "big".into();
    plan.movements.push(Movement { corridor: 0, fleet, commodity: commodity.into(), day, grams });
    claim(&mut plan, &world);
    (world, plan)
}

fn claim(plan: &mut Plan, world: &World) {
    plan.claims = recount(plan, world).expect("rows that can be read");
}

fn only(findings: &Findings, code: Code, words: &str) -> bool {
    findings.0.len() == 1 && findings.0[0].code == code && findings.0[0].what.contains(words)
}

#[test]
fn a_gram_above_a_limit_is_too_much() {
    type Limit = fn(&mut World);
    let limits: [(&str, Limit); 5] = [
        ("trucks leave on", |w| w.crossing_trucks[0][0] = Some(2.0)),
        ("segment `gate/fork`", |w| {
            let fork = segment_of(w, "gate/fork");
            w.roads[fork][0].trucks = Some(2.0);
        }),
        // 1/2 + 2 x 10.1/10 = 2.52 days a trip.
        ("trucks kept busy", |w| w.fleet_trucks[0][0] = 5.04),
        // 2 x 32.5 km x 0.35 l/km = 22.75 l a truck.
        ("l of fuel", |w| w.fleet_fuel_l[0][0] = Some(45.5)),
        ("bought on", |w| w.scenario.supply[0].tonnes_per_day = 40.0.into()),
    ];
    for (words, limit) in limits {
        let (mut world, plan) = one_load(40_000_000);
        limit(&mut world);
        assert_eq!(check(&plan, &world).0, [], "{words}");
        let (mut world, plan) = one_load(40_000_001);
        limit(&mut world);
        let findings = check(&plan, &world);
        assert!(only(&findings, Code::PlanBroken, words), "{words}: {findings:#?}");
    }
}

#[test]
fn a_finding_names_place_day_amount_and_limit() {
    let (mut world, plan) = one_load(50_000_000);
    world.crossing_trucks[0][0] = Some(2.0);
    let findings = check(&plan, &world);
    let what = "crossing `gate`: 2.5 trucks leave on day 0 (2025-06-01), limit 2";
    assert_eq!(findings.0[0].what, what);
}

#[test]
fn numbers_near_overflow_are_counted_or_refused_but_not_wrapped() {
    let (mut world, plan) = one_load(i64::MAX);
    assert_eq!(check(&plan, &world).0, []);
    assert_eq!(plan.claims.trucks, i64::MAX as f64 / 20e6);
    world.scenario.supply[0].tonnes_per_day = 9_223_372_036_854.0.into();
    assert!(only(&check(&plan, &world), Code::PlanBroken, "bought on"));
    let (world, mut plan) = one_load(i64::MAX);
    plan.movements.push(plan.movements[0].clone());
    let findings = check(&plan, &world);
    assert!(only(&findings, Code::PlanMalformed, "add up to"), "{findings:#?}");
    for grams in [-1, i64::MIN] {
        let (world, mut plan) = one_load(1);
        plan.movements[0].grams = grams;
        assert!(only(&check(&plan, &world), Code::PlanMalformed, "a mass of"));
    }
}

#[test]
fn claims_that_are_no_numbers_are_refused() {
    for figure in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let (world, mut plan) = one_load(1_000_000);
        plan.claims.coverage = figure;
        assert!(only(&check(&plan, &world), Code::PlanClaim, "coverage: claimed"));
    }
}

#[test]
fn names_and_numbers_that_are_not_there() {
    type Change = fn(&mut Plan);
    let changes: [(&str, Change); 12] = [
        ("there is no corridor 1", |p| p.movements[0].corridor = 1),
        ("there is no corridor", |p| p.movements[0].corridor = usize::MAX),
        ("no fleet `ghost`", |p| p.movements[0].fleet = "ghost".into()),
        ("no commodity `ghost`", |p| p.purchases[0].commodity = "ghost".into()),
        ("no site `ghost`", |p| p.purchases[0].crossing = "ghost".into()),
        ("cannot play this part", |p| p.purchases[0].crossing = "hub".into()),
        ("no segment `ghost`", |p| p.corridors[0].segments[1] = "ghost".into()),
        ("no track `ghost`", |p| p.corridors[0].track = "ghost".into()),
        ("lies outside the 10 days", |p| p.movements[0].day = Day(10)),
        ("lies outside the 10 days", |p| p.purchases[0].day = Day(u32::MAX)),
        ("does not begin at", |p| p.corridors[0].segments.reverse()),
        ("visited twice", |p| p.corridors[0].segments.push("hub/fork".into())),
    ];
    for (words, change) in changes {
        let (world, mut plan) = one_load(1_000_000);
        change(&mut plan);
        let findings = check(&plan, &world);
        assert!(only(&findings, Code::PlanMalformed, words), "{words}: {findings:#?}");
    }
}

#[test]
fn corridors_have_a_direction_and_proper_ends() {
    type Change = fn(&mut Plan);
    let changes: [(&str, Change); 3] = [
        ("against its one way", |p| {
            p.corridors[0].from = "hub".into();
            p.corridors[0].to = "gate".into();
            p.corridors[0].segments.reverse();
        }),
        ("loads cannot arrive at `fork`", |p| {
            p.corridors[0].to = "fork".into();
            p.corridors[0].segments.pop();
        }),
        ("does not serve sites such as", |p| {
            p.corridors[0].to = "centre".into();
            p.corridors[0].segments[1] = "fork/centre".into();
        }),
    ];
    for (words, change) in changes {
        let (world, mut plan) = one_load(1_000_000);
        change(&mut plan);
        let findings = check(&plan, &world).0;
        let found = findings.iter().any(|f| f.code == Code::PlanBroken && f.what.contains(words));
        assert!(found, "{words}: {findings:#?}");
    }
}

#[test]
fn a_plan_for_another_scenario_or_framework_is_refused() {
    let (_, _, plan) = honest(4);
    let other = |scenario: &Scenario| verify(&plan, scenario);
    assert!(only(&other(&scenario(5)), Code::PlanHash, "fingerprints differ"));
    let mut renamed = scenario(4);
    renamed.frameworks.clear();
    assert!(only(&other(&renamed), Code::PlanHash, "no framework `terms`"));
    let mut changed = scenario(4);
    changed.commodities[0].value_usd_per_t.0 += 0.01;
    assert!(only(&other(&changed), Code::PlanHash, "fingerprints differ"));
    let mut bare = plan.clone();
    bare.framework = None;
    assert!(only(&verify(&bare, &scenario(4)), Code::PlanHash, "fingerprints differ"));
    let bare_world = apply(&scenario(4), None).expect("no terms apply");
    assert!(only(&check(&plan, &bare_world), Code::PlanHash, "framework differs"));
}

#[test]
fn nobody_and_nothing_to_eat_are_no_reason_to_panic() {
    let mut field = scenario(6);
    field.zones.iter_mut().for_each(|z| z.population.0 = 0.0);
    field.populations.clear();
    field.stocks[0].tonnes = Tonnes(0.0);
    for days in [0, 1, 10] {
        field.days = days;
        let world = apply(&field, None).expect("no terms apply");
        let plan = empty(&field, &world);
        assert_eq!(check(&plan, &world).0, []);
        assert_eq!(plan.claims.coverage, 1.0);
        assert_eq!(plan.claims.people_days_needed, 0.0);
    }
}

#[test]
fn a_plan_that_is_wrong_everywhere_gives_a_list_that_can_be_read() {
    let (world, mut plan) = one_load(1_000_000);
    let row = Movement { day: Day(99), ..plan.movements[0].clone() };
    plan.movements = vec![row; 5_000];
    let findings = check(&plan, &world);
    assert_eq!(findings.0.len(), 1_001);
    assert!(findings.0[1_000].what.contains("4000 more findings"));
}
