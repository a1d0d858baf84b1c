//! What can be changed in a certified plan.

use safeconduct_model::check::{recount, standing};
use safeconduct_model::plan::Plan;
use safeconduct_model::world::World;

use crate::random::Dice;

/// Changes a plan, or finds nothing in it to change.
pub type Mutation = (&'static str, fn(&mut Plan, &World, &mut Dice) -> Option<()>);

/// Masses below this are too small to show in a figure of the whole plan.
const SEEN: i64 = 100_000;

/// The position of one of the rows that fit.
fn one<T>(rows: &[T], dice: &mut Dice, fits: impl Fn(&T) -> bool) -> Option<usize> {
    let fitting: Vec<usize> = (0..rows.len()).filter(|&i| fits(&rows[i])).collect();
    (!fitting.is_empty()).then(|| fitting[dice.below(fitting.len())])
}

/// Claims that are true of the changed rows, so that a rule must refuse them.
fn recounted(plan: &mut Plan, world: &World) -> Option<()> {
    plan.claims = recount(plan, world).ok()?;
    Some(())
}

/// A bound that is better by one part in a million.
fn better(plan: &mut Plan, dice: &mut Dice) -> Option<()> {
    let i = one(&plan.stages, dice, |s| s.bound.is_some_and(|b| b > 0.0))?;
    let lowers = ["loss", "cost"].contains(&plan.stages[i].name.as_str());
    let bound = plan.stages[i].bound?;
    plan.stages[i].bound = Some(bound * if lowers { 1.0 + 1e-6 } else { 1.0 - 1e-6 });
    Some(())
}

/// A proof that holds prices.
fn proof(plan: &Plan, dice: &mut Dice) -> Option<usize> {
    one(&plan.certificate.as_ref()?.proofs, dice, |p| !p.prices.is_empty())
}

pub const MUTATIONS: [Mutation; 21] = [
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
    ("M3 sent on a day when a road of its corridor is closed", |plan, world, dice| {
        let closed = |segment: &str, day: usize| {
            let at = world.scenario.segments.iter().position(|s| s.id.as_str() == segment);
            at.is_some_and(|e| world.roads[e][day].trucks == Some(0.0))
        };
        let shut = |c: usize, day: usize| {
            plan.corridors[c].segments.iter().any(|s| closed(s.as_str(), day))
        };
        let rows = plan.movements.iter().enumerate().filter(|(_, m)| m.grams > 0);
        let days = |m: usize| (0..world.days).filter(move |&day| shut(m, day));
        let all: Vec<(usize, usize)> =
            rows.flat_map(|(i, m)| days(m.corridor).map(move |day| (i, day))).collect();
        let i = one(&all, dice, |_| true)?;
        let (i, day) = all[i];
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
    ("M5 a segment left out", |plan, _, dice| {
        let i = one(&plan.corridors, dice, |_| true)?;
        let end = plan.corridors[i].segments.len();
        plan.corridors[i].segments.remove(dice.below(end));
        Some(())
    }),
    // What a corridor is driven with is its part of the mix; in whole grams one
    // part in 10^9 of it is a gram at least.
    ("M6 a corridor's part raised by one in 10^9", |plan, _, dice| {
        let i = one(&plan.claims.corridors, dice, |c| c.sent_grams > 0)?;
        let sent = &mut plan.claims.corridors[i].sent_grams;
        *sent += (*sent / 1_000_000_000).max(1);
        Some(())
    }),
    ("M7 the loss stage reaches less", |plan, _, _| {
        let i = plan.stages.iter().position(|s| s.name == "loss" && s.value > 1.0)?;
        plan.stages[i].value *= 1.0 - 1e-6;
        Some(())
    }),
    ("M7 worst case lower", |plan, _, _| {
        plan.claims.worst_case_usd *= 1.0 - 1e-6;
        (plan.claims.worst_case_usd > 1.0).then_some(())
    }),
    ("M8 a bound better by one part in a million", |plan, _, dice| better(plan, dice)),
    ("M9 a price with the other sign", |plan, _, dice| {
        let i = proof(plan, dice)?;
        let prices = &mut plan.certificate.as_mut()?.proofs[i].prices;
        let j = dice.below(prices.len());
        prices[j].price = -prices[j].price;
        Some(())
    }),
    ("M10 a truck more than the fleet has", |plan, world, dice| {
        let i = one(&plan.movements, dice, |m| m.grams > 0)?;
        let fleet = world.scenario.fleets.iter().find(|f| f.id == plan.movements[i].fleet)?;
        let loads = fleet.trucks.0 * fleet.rounds_per_day.0 + 1.0;
        plan.movements[i].grams += (loads * fleet.payload_t.0 * 1e6) as i64;
        recounted(plan, world)
    }),
    ("M11 one segment less struck", |plan, world, _| {
        let (gamma, worst) = (plan.gamma, plan.claims.worst_case_usd);
        plan.gamma = (gamma >= 1.0).then_some(gamma - 1.0)?;
        recounted(plan, world)?;
        plan.gamma = gamma;
        (plan.claims.worst_case_usd < worst - 1.0).then_some(())
    }),
    ("M12 a hand-out twice", |plan, _, dice| {
        let i = one(&plan.handouts, dice, |h| h.grams > 0)?;
        plan.handouts.push(plan.handouts[i].clone());
        Some(())
    }),
    ("M13 another scenario", |plan, _, _| {
        let first = if plan.input_sha256.starts_with('0') { "1" } else { "0" };
        plan.input_sha256.replace_range(..1, first);
        Some(())
    }),
    ("M14 eaten in another zone", |plan, world, dice| {
        let zones = &world.scenario.zones;
        let to = dice.below(world.groups.len());
        let to = (zones[world.groups[to].zone].id.clone(), world.groups[to].group);
        let i = one(&plan.meals, dice, |m| m.grams > SEEN && m.zone != to.0)?;
        (plan.meals[i].zone, plan.meals[i].group) = to;
        Some(())
    }),
    ("M15 a list of prices cut", |plan, _, dice| {
        let i = proof(plan, dice)?;
        let prices = &mut plan.certificate.as_mut()?.proofs[i].prices;
        let left = dice.below(prices.len());
        prices.truncate(left);
        Some(())
    }),
    ("M15 a proof left out", |plan, _, dice| {
        let i = proof(plan, dice)?;
        plan.certificate.as_mut()?.proofs.remove(i);
        Some(())
    }),
    ("M15 no certificate", |plan, _, _| {
        plan.certificate.take()?;
        Some(())
    }),
    ("a price that stands twice", |plan, _, dice| {
        let i = proof(plan, dice)?;
        let proof = &mut plan.certificate.as_mut()?.proofs[i];
        proof.prices.push(proof.prices[dice.below(proof.count)].clone());
        proof.count += 1;
        Some(())
    }),
    ("a level kept that the plan does not reach", |plan, world, dice| {
        let reached = standing(plan, world).ok()?.levels;
        let levels = &mut plan.certificate.as_mut()?.kept.levels;
        let i = one(levels, dice, |l| l.level < 0.99)?;
        let level = &mut levels[i];
        let g = world.groups.iter().position(|g| {
            world.scenario.zones[g.zone].id == level.zone && g.group == level.group
        })?;
        // Its least week may be above the level kept.
        level.level = level.level.max(reached[g]?) + 0.01;
        Some(())
    }),
    ("people-days kept that the plan does not reach", |plan, _, _| {
        let kept = plan.certificate.as_mut()?.kept.people_days.as_mut()?;
        *kept *= 1.0 + 1e-6;
        (*kept > 1.0).then_some(())
    }),
];

/// M16: the same plan with its rows in another order.
pub fn reorder(plan: &mut Plan, dice: &mut Dice) {
    shuffle(&mut plan.purchases, dice);
    shuffle(&mut plan.movements, dice);
    shuffle(&mut plan.handouts, dice);
    shuffle(&mut plan.meals, dice);
    shuffle(&mut plan.disposals, dice);
    shuffle(&mut plan.claims.groups, dice);
    shuffle(&mut plan.claims.segments, dice);
    if let Some(certificate) = &mut plan.certificate {
        shuffle(&mut certificate.proofs, dice);
        shuffle(&mut certificate.kept.levels, dice);
        for proof in &mut certificate.proofs {
            shuffle(&mut proof.prices, dice);
            shuffle(&mut proof.not_raised, dice);
        }
    }
}

fn shuffle<T>(rows: &mut [T], dice: &mut Dice) {
    for last in (1..rows.len()).rev() {
        rows.swap(last, dice.below(last + 1));
    }
}
