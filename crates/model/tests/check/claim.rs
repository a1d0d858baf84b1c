//! Claims worked out by hand, and by a slow obvious twin.

use std::collections::BTreeMap;

use safeconduct_model::apply::apply;
use safeconduct_model::calendar::Day;
use safeconduct_model::check::{recount, verify};
use safeconduct_model::interceptor::Interceptor;
use safeconduct_model::loss::Loss;
use safeconduct_model::nutrient::Nutrient;
use safeconduct_model::plan::{
    Claims, Corridor, CorridorUse, CrossingUse, Group, Handout, Meal, Movement, Plan, Purchase,
    SegmentUse,
};
use safeconduct_model::scenario::Scenario;
use safeconduct_model::units::{Share, Tonnes, Trucks};
use safeconduct_model::world::World;

use crate::field::scenario;
use crate::greedy::empty;
use crate::honest::honest;
use crate::worst::twin_worst_case;

/// Flour of 3500 kcal/kg; 17 % lost on the first road, 10 % on the second.
fn by_hand() -> Scenario {
    let mut field = scenario(0);
    field.interceptor = Interceptor::default();
    field.stocks[0].tonnes = Tonnes(0.0);
    field.need.ration_cycle_days = 7;
    let flour = &mut field.commodities[0].nutrients_per_kg.0;
    flour.extend([(Nutrient::Energy, 3500.0), (Nutrient::Protein, 100.0)]);
    field.fleets[0].trucks = Trucks(40.0);
    field.zones[1].cannot_walk_share = Share(0.1);
    field.populations[0].population.0 = 9_000.0;
    field.sites[0].trucks_per_day = None;
    for site in &mut field.sites {
        (site.throughput_t_per_day, site.storage_t) = (None, None);
    }
    let roads = [((0.05, 0.1, 0.02), 0.5), ((0.1, 0.0, 0.0), 0.9), ((0.0, 0.0, 0.0), 0.2)];
    for (segment, ((seized, taken, refused), exposure)) in field.segments.iter_mut().zip(roads) {
        segment.trucks_per_day = None;
        segment.exposure = Share(exposure);
        segment.loss =
            Loss { seized: Share(seized), self_distributed: Share(taken), refused: Share(refused) };
    }
    field.supply[0].tonnes_per_day = 25.0.into();
    field.supply[1].tonnes_per_day = 10.0.into();
    field
}

fn rows(field: &Scenario, world: &World) -> Plan {
    let mut plan = empty(field, world);
    plan.corridors =
        [("gate", "hub", &["gate/fork", "hub/fork"][..]), ("hub", "point-a", &["hub/point-a"])]
            .map(|(from, to, segments)| Corridor {
                track: "corridors".into(),
                from: from.into(),
                to: to.into(),
                segments: segments.iter().map(|s| (*s).into()).collect(),
            })
            .to_vec();
    let buy = |day, grams| Purchase {
        crossing: "gate".into(),
        commodity: "flour".into(),
        day: Day(day),
        grams,
    };
    let send = |corridor, day, grams| Movement {
        corridor,
        fleet: "big".into(),
        commodity: "flour".into(),
        day: Day(day),
        grams,
    };
    let give = |group, grams| Handout {
        site: "point-a".into(),
        zone: "a".into(),
        group,
        commodity: "flour".into(),
        day: Day(1),
        grams,
    };
    let eat = |group, day, grams| Meal {
        zone: "a".into(),
        group,
        commodity: "flour".into(),
        day: Day(day),
        grams,
    };
    plan.purchases = vec![buy(0, 20_000_000), buy(2, 12_000_000)];
    plan.movements = vec![send(0, 0, 20_000_000), send(1, 1, 14_940_000), send(0, 2, 12_000_000)];
    plan.handouts = vec![give(Group::Walking, 6_000_000), give(Group::NotWalking, 1_000_000)];
    plan.meals = vec![
        eat(Group::Walking, 1, 2_550_000),
        eat(Group::Walking, 2, 3_450_000),
        eat(Group::NotWalking, 1, 900_000),
        eat(Group::NotWalking, 3, 100_000),
    ];
    plan
}

fn near(found: f64, by_hand: f64) {
    assert!((found - by_hand).abs() <= 1e-12 * by_hand.abs(), "{found}, by hand {by_hand}");
}

fn hand_worked() -> (Scenario, Plan) {
    let field = by_hand();
    let world = apply(&field, None).expect("no terms apply");
    let mut plan = rows(&field, &world);
    plan.claims = recount(&plan, &world).expect("rows that can be read");
    (field, plan)
}

#[test]
fn the_hand_worked_plan_is_accepted() {
    let (field, plan) = hand_worked();
    assert_eq!(verify(&plan, &field).0, []);
}

#[test]
fn coverage_by_hand() {
    let claims = hand_worked().1.claims;
    // Walkers of a need 8500 x 2100 / 3.5 = 5.1 t a day, the others 0.9 t.
    near(claims.people_days, 8_500.0 * (0.5 + 3_450.0 / 5_100.0) + 1_500.0 * (1.0 + 1.0 / 9.0));
    near(claims.people_days_needed, 100_000.0 + 6.0 * 10_000.0 + 4.0 * 9_000.0);
    near(claims.coverage, claims.people_days / 196_000.0);
    near(claims.people_days_below, 196_000.0 - 1_500.0);
    near(claims.least_coverage, 0.0);
    let [walking, others, b_walking, b_others] = &claims.groups[..] else {
        panic!("four groups, not {}", claims.groups.len());
    };
    near(b_walking.people, 8_640.0);
    near(b_others.people, 960.0);
    near(walking.coverage, (0.5 + 3_450.0 / 5_100.0) / 10.0);
    near(walking.kcal_per_person_day, 6e6 * 3.5 / 85_000.0);
    near(walking.by_day[1], 0.5);
    near(walking.by_track[&"corridors".into()], 1.0);
    near(walking.by_nutrient[&Nutrient::Protein], (0.6 + 345.0 / 425.0) / 10.0);
    near(others.by_day[3], 1.0 / 9.0);
    // 90 kg of protein for a need of 75 kg counts as 1.
    near(others.by_nutrient[&Nutrient::Protein], (1.0 + 10.0 / 75.0) / 10.0);
    assert!(b_walking.by_track.is_empty());
}

#[test]
fn loss_and_money_by_hand() {
    let (_, plan) = hand_worked();
    let claims = &plan.claims;
    near(claims.loss.seized_grams, 1_000_000.0 + 1_660_000.0 + 600_000.0 + 996_000.0);
    near(claims.loss.self_distributed_grams, 3_200_000.0);
    near(claims.loss.refused_grams, 640_000.0);
    near(claims.loss.value_usd, 8.096 * 450.0);
    near(claims.self_distributed_people_days, 3_200_000.0 * 3.5 / 2_100.0);
    let second = [4_500.0, 0.0, 2_700.0];
    let additive = 6_723.0 + 1_344.6 + 4_033.8 + second.iter().sum::<f64>();
    near(claims.additive_worst_case_usd, additive);
    // Whoever strikes the second road takes of the half that the first left.
    near(claims.worst_case_usd, 4_500.0 + 3_361.5 + 1_344.6 + 2_700.0 + 2_016.9);
    // The second leg, 14.94 t from the hub, is not counted again.
    near(claims.shipped_usd, 32.0 * 450.0);
    // Day 2 has 10 t at 430 and then 512.5 USD/t.
    near(claims.purchase_usd, 20.0 * 512.5 + 10.0 * 430.0 + 2.0 * 512.5);
    assert_eq!(claims.bought_grams, BTreeMap::from([("flour".into(), 32_000_000)]));
    assert_eq!(claims.handed_out_grams, 7_000_000);
}

#[test]
fn stock_beyond_the_crossings_is_counted_once_and_at_them_when_it_leaves() {
    let shipped = |site: &str| {
        let mut field = by_hand();
        (field.stocks[0].site, field.stocks[0].tonnes) = (site.into(), Tonnes(3.0));
        let world = apply(&field, None).expect("no terms apply");
        recount(&rows(&field, &world), &world).expect("rows that can be read").shipped_usd
    };
    near(shipped("hub"), 35.0 * 450.0);
    near(shipped("gate"), 32.0 * 450.0);
}

#[test]
fn roads_by_hand() {
    let claims = hand_worked().1.claims;
    let crossing = "gate".into();
    let gate = CrossingUse { crossing, grams: 32_000_000, trucks: 1.6, busiest_day_trucks: 1.0 };
    assert_eq!(claims.crossings, [gate]);
    let segment = |id: &str, grams, trucks, lost_grams| SegmentUse {
        segment: id.into(),
        grams: BTreeMap::from([("corridors".into(), grams)]),
        trucks,
        lost_grams,
    };
    let roads = [
        segment("gate/fork", 32_000_000, 1.6, 5_440_000),
        segment("hub/fork", 26_560_000, 1.328, 2_656_000),
        segment("hub/point-a", 14_940_000, 0.747, 0),
    ];
    assert_eq!(claims.segments, roads);
    let corridor =
        |sent_grams, arrived_grams, trucks| CorridorUse { sent_grams, arrived_grams, trucks };
    let ways = [corridor(32_000_000, 23_904_000, 1.6), corridor(14_940_000, 14_940_000, 0.747)];
    assert_eq!(claims.corridors, ways);
    near(claims.truck_km, 1.6 * 2.0 * 32.5 + 0.747 * 2.0 * 8.0);
    near(claims.trucks, 2.347);
}

fn twin_least_coverage(plan: &Plan, world: &World) -> f64 {
    let mut least: f64 = 1.0;
    for (position, group) in world.groups.iter().enumerate() {
        let zone = &world.scenario.zones[group.zone].id;
        let day = |day: usize| {
            let meals = plan
                .meals
                .iter()
                .filter(|m| m.zone == *zone && m.group == group.group && m.day.index() == day);
            let kcal: f64 = meals.map(|m| m.grams as f64 / 1e3 * energy(world, m)).sum();
            (kcal / (world.people(position, day) * 2_100.0)).min(1.0)
        };
        for first in 0..=world.days - 7 {
            least = least.min((first..first + 7).map(day).sum::<f64>() / 7.0);
        }
    }
    least
}

fn energy(world: &World, meal: &Meal) -> f64 {
    let food = world.scenario.commodities.iter().find(|c| c.id == meal.commodity).expect("food");
    food.nutrients_per_kg.amount(Nutrient::Energy)
}

#[test]
fn a_slow_twin_in_doubles_agrees() {
    let close = |claimed: f64, twin: f64, what: &str, seed: u64| {
        assert!(
            (claimed - twin).abs() <= 1e-9 * twin.abs().max(1.0),
            "{seed} {what}: {claimed} {twin}"
        );
    };
    let (mut above, mut overlaps) = (0, 0);
    for seed in 300..360 {
        let (_, world, plan) = honest(seed);
        let Claims { worst_case_usd, additive_worst_case_usd, least_coverage, trucks, .. } =
            plan.claims;
        let (exact, additive) = twin_worst_case(&plan, &world);
        close(worst_case_usd, exact, "worst case", seed);
        close(additive_worst_case_usd, additive, "additive worst case", seed);
        assert!(worst_case_usd <= additive * (1.0 + 1e-12), "{seed}");
        overlaps += usize::from(worst_case_usd < additive * 0.999);
        close(least_coverage, twin_least_coverage(&plan, &world), "least coverage", seed);
        let payload = |row: &Movement| {
            let fleet = world.scenario.fleets.iter().find(|f| f.id == row.fleet).expect("fleet");
            row.grams as f64 / 1e6 / fleet.payload_t.0
        };
        close(trucks, plan.movements.iter().map(payload).sum(), "trucks", seed);
        above += usize::from(least_coverage > 0.0);
    }
    assert!(above > 0, "the least coverage was 0 everywhere");
    assert!(overlaps > 20, "the bound was exact in all but {overlaps} plans");
}
