//! Changed plans are refused: the mutations M1 to M16 that need no certificate.

use safeconduct_model::check::{recount, verify};
use safeconduct_model::plan::Plan;
use safeconduct_model::world::World;

use crate::dice::Dice;
use crate::greedy::segment_of;
use crate::honest::honest;

/// Changes a plan, or finds nothing in it to change.
type Mutation = (&'static str, fn(&mut Plan, &World, &mut Dice) -> Option<()>);

/// Masses below this are too small to show in a figure of the whole plan.
const SEEN: i64 = 100_000;

/// The position of one of the rows that fit.
fn one<T>(rows: &[T], dice: &mut Dice, fits: impl Fn(&T) -> bool) -> Option<usize> {
    let fitting: Vec<usize> = (0..rows.len()).filter(|&i| fits(&rows[i])).collect();
    (!fitting.is_empty()).then(|| dice.pick(&fitting))
}

const MUTATIONS: [Mutation; 20] = [
    ("M1 a gram more on the road", |plan, _, dice| {
        let i = one(&plan.movements, dice, |m| m.grams > 0)?;
        plan.movements[i].grams += 1;
        Some(())
    }),
    ("M2 a gram less handed out", |plan, _, dice| {
        let i = one(&plan.handouts, dice, |h| h.grams > 0)?;
        plan.handouts[i].grams -= 1;
        Some(())
    }),
    ("M2 a gram less eaten", |plan, _, dice| {
        let i = one(&plan.meals, dice, |m| m.grams > 0)?;
        plan.meals[i].grams -= 1;
        Some(())
    }),
    ("M3 sent on a day when the road is closed", |plan, world, dice| {
        let road = segment_of(world, "hub/point-a");
        let day = dice.pick(&[4, 5]);
        assert_eq!(world.roads[road][day].trucks, Some(0.0));
        let corridors = &plan.corridors;
        let there = |c: usize| corridors[c].to.as_str() == "point-a";
        let i = one(&plan.movements, dice, |m| m.grams > 0 && there(m.corridor))?;
        plan.movements[i].day.0 = day as u32;
        recounted(plan, world)
    }),
    ("M4 two commodities exchanged", |plan, _, dice| {
        let i = one(&plan.movements, dice, |m| m.grams > SEEN)?;
        let first = plan.movements[i].clone();
        let differs = |grams: i64| (grams - first.grams).abs() > SEEN;
        let j = one(&plan.movements, dice, |m| m.commodity != first.commodity && differs(m.grams))?;
        plan.movements[i].commodity = plan.movements[j].commodity.clone();
        plan.movements[j].commodity = first.commodity;
        Some(())
    }),
    ("M5 a segment left out", |plan, world, dice| {
        let i = one(&plan.corridors, dice, |_| true)?;
        let end = plan.corridors[i].segments.len();
        plan.corridors[i].segments.remove(dice.below(end));
        assert!(recount(plan, world).is_err());
        Some(())
    }),
    ("M6 a share raised", |plan, _, dice| {
        let i = dice.below(plan.claims.groups.len());
        plan.claims.groups[i].coverage += 1e-8;
        Some(())
    }),
    ("M7 worst case lower", |plan, _, _| {
        plan.claims.worst_case_usd *= 1.0 - 1e-6;
        Some(())
    }),
    ("M7 expected loss lower", |plan, _, _| {
        plan.claims.loss.value_usd *= 1.0 - 1e-6;
        (plan.claims.loss.value_usd > 1.0).then_some(())
    }),
    ("M8 least coverage better", |plan, _, _| {
        plan.claims.least_coverage += 1e-6;
        Some(())
    }),
    ("M8 people-days better", |plan, _, _| {
        plan.claims.people_days *= 1.0 + 1e-6;
        Some(())
    }),
    ("M10 a truck more than the fleet has", |plan, world, dice| {
        let i = one(&plan.movements, dice, |m| m.grams > 0)?;
        let fleet = world.scenario.fleets.iter().find(|f| f.id == plan.movements[i].fleet)?;
        let loads = fleet.trucks.0 * fleet.rounds_per_day.0 + 1.0;
        plan.movements[i].grams += (loads * fleet.payload_t.0 * 1e6) as i64;
        recounted(plan, world)
    }),
    ("M11 one target less struck", |plan, world, _| {
        let (gamma, before) = (plan.gamma, plan.claims.clone());
        plan.gamma -= 1.0;
        recounted(plan, world)?;
        plan.gamma = gamma;
        // Where areas alone are struck, one strike may be all there is.
        (plan.claims != before).then_some(())
    }),
    ("M12 a hand-out twice", |plan, _, dice| {
        let i = one(&plan.handouts, dice, |h| h.grams > 0)?;
        plan.handouts.push(plan.handouts[i].clone());
        Some(())
    }),
    ("M12 a load twice", |plan, _, dice| {
        let i = one(&plan.movements, dice, |m| m.grams > 0)?;
        plan.movements.push(plan.movements[i].clone());
        Some(())
    }),
    ("M13 another scenario", |plan, _, _| {
        let first = if plan.input_sha256.starts_with('0') { "1" } else { "0" };
        plan.input_sha256.replace_range(..1, first);
        Some(())
    }),
    ("M14 eaten in another zone", |plan, world, dice| {
        let other = |zone: &str| if zone == "a" { "b" } else { "a" };
        let there = |zone: &str, group| {
            let zones = &world.scenario.zones;
            world.groups.iter().any(|g| zones[g.zone].id.as_str() == zone && g.group == group)
        };
        let fits = |m: &safeconduct_model::plan::Meal| there(other(m.zone.as_str()), m.group);
        let i = one(&plan.meals, dice, |m| m.grams > SEEN && fits(m))?;
        plan.meals[i].zone = other(plan.meals[i].zone.as_str()).into();
        Some(())
    }),
    ("a purchase left out", |plan, world, dice| {
        let i = one(&plan.purchases, dice, |p| p.grams > 0)?;
        plan.purchases.remove(i);
        assert!(recount(plan, world).is_ok());
        Some(())
    }),
    ("a negative mass", |plan, _, dice| {
        let i = dice.below(plan.meals.len());
        plan.meals[i].grams = -plan.meals[i].grams.max(1);
        Some(())
    }),
    ("a track that was not driven", |plan, _, dice| {
        let i = dice.below(plan.corridors.len());
        plan.corridors[i].track =
            if plan.corridors[i].track.as_str() == "centres" { "corridors" } else { "centres" }
                .into();
        one(&plan.movements, dice, |m| m.corridor == i && m.grams > 0).map(|_| ())
    }),
];

/// Claims that are true of the changed rows, so that a rule must refuse them.
fn recounted(plan: &mut Plan, world: &World) -> Option<()> {
    plan.claims = recount(plan, world).ok()?;
    Some(())
}

/// Throws mutants until `wanted` were refused; counts them by mutation.
fn refuse(wanted: usize, seed: u64) -> [usize; MUTATIONS.len()] {
    let mut counts = [0; MUTATIONS.len()];
    let mut dice = Dice::new(seed);
    for field in seed.. {
        let (scenario, world, plan) = honest(field);
        for _ in 0..40 {
            let which = dice.below(MUTATIONS.len());
            let (name, mutate) = MUTATIONS[which];
            let mut mutant = plan.clone();
            if mutate(&mut mutant, &world, &mut dice).is_none() {
                continue;
            }
            let findings = verify(&mutant, &scenario);
            assert!(findings.any_error(), "field {field}: `{name}` was accepted");
            counts[which] += 1;
        }
        if counts.iter().sum::<usize>() >= wanted {
            break;
        }
    }
    counts
}

#[test]
fn four_hundred_mutants_are_refused() {
    let counts = refuse(400, 1_000);
    for ((name, _), count) in MUTATIONS.iter().zip(counts) {
        assert!(count > 0, "`{name}` was never tried");
    }
}

#[test]
#[ignore = "takes half a minute; run before a release"]
fn four_thousand_mutants_are_refused() {
    let counts = refuse(4_000, 50_000);
    assert!(counts.iter().all(|count| *count >= 20), "{counts:?}");
}

#[test]
fn m16_the_order_of_rows_does_not_matter() {
    for seed in 0..30 {
        let (scenario, _, mut plan) = honest(seed);
        let mut dice = Dice::new(seed);
        dice.shuffle(&mut plan.purchases);
        dice.shuffle(&mut plan.movements);
        dice.shuffle(&mut plan.handouts);
        dice.shuffle(&mut plan.meals);
        dice.shuffle(&mut plan.disposals);
        dice.shuffle(&mut plan.claims.groups);
        dice.shuffle(&mut plan.claims.segments);
        reorder_corridors(&mut plan, &mut dice);
        assert_eq!(verify(&plan, &scenario).0, [], "seed {seed}");
    }
}

fn reorder_corridors(plan: &mut Plan, dice: &mut Dice) {
    let mut order: Vec<usize> = (0..plan.corridors.len()).collect();
    dice.shuffle(&mut order);
    plan.corridors = order.iter().map(|&i| plan.corridors[i].clone()).collect();
    plan.claims.corridors = order.iter().map(|&i| plan.claims.corridors[i].clone()).collect();
    for movement in &mut plan.movements {
        movement.corridor = order.iter().position(|&i| i == movement.corridor).expect("kept");
    }
}
