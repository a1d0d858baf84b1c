//! Why a group is below full coverage: the cap that binds, by its price.
//!
//! A group's level was fixed in one round of the fair stage. At that round's
//! optimum a meal that is missing is worth exactly what the limits on its way
//! cost. Walking back from the group to the crossing along the columns that
//! are nearest to being used, the limit with the largest part of that worth is
//! the one named, with its shadow price: what one unit more of it is worth, at the
//! margin, when all whom it lets rise rise together. What it gains is another
//! matter, and known where it was tried ([`Tried`]).

use safeconduct_model::answer::{BrokenFloor, Infeasible};
use safeconduct_model::plan::{Cap, Claims, Group, Unserved};
use safeconduct_model::world::World;

use crate::program::{Key, Program, Var};
use crate::setting::Setting;
use crate::stage::Round;

mod limit;
mod trace;
mod tree;
mod tried;
mod week;

pub use limit::{Limit, describe, open};
use trace::Traces;
pub use tried::{Effect, Trial, Tried};
pub use week::Weeks;

/// Coverage at which nothing is missing.
const FULL: f64 = 0.999;

/// What holds back each demand: the limit of the round that fixed its level
/// or, where that names none, of the last solution (of the `total` stage).
pub fn limits(program: &mut Program, rounds: &[Round]) -> Vec<Option<Limit>> {
    let mut limits: Vec<Option<Limit>> = {
        let traces = Traces::of(program);
        let demands = 0..program.at.demands.len();
        demands.map(|g| Some(binding(program, &traces, g))).collect()
    };
    for round in rounds {
        let low: Vec<usize> =
            round.held.iter().copied().filter(|&g| coverage(program, g).0 < FULL).collect();
        if low.is_empty() {
            continue;
        }
        let mut prices = round.prices.clone();
        program.lp.swap_prices(&mut prices);
        let gain = people_days_per_price(program, round);
        let traces = Traces::of(program);
        for g in low {
            let limit = binding(program, &traces, g);
            if !matches!(limit.cap, Cap::Unexplained) {
                let per_unit = limit.per_unit.map(|price| price * gain);
                limits[g] = Some(Limit { per_unit, ..limit });
            }
        }
        program.lp.swap_prices(&mut prices);
    }
    limits
}

/// Thousand people-days that a price of 1 is worth in a round of the fair
/// stage: all whose level the round fixed rise alike. Those left open end
/// higher by other limits.
fn people_days_per_price(program: &Program, round: &Round) -> f64 {
    let need = |&g: &usize| (0..program.at.grid.len()).map(|p| program.at.need(g, p)).sum::<f64>();
    round.held.iter().map(need).sum::<f64>() * Round::LEVELS
}

/// One entry for every group that ends below full coverage and whose demand has a
/// limit.
pub fn reasons(
    at: &Setting,
    limits: &[Option<Limit>],
    claims: &Claims,
    tried: &Tried,
) -> Vec<Unserved> {
    let mut reasons = Vec::new();
    let known = at.demands.iter().zip(limits).filter_map(|(d, limit)| Some((d, limit.as_ref()?)));
    for (demand, limit) in known {
        for &group in &demand.groups {
            let reached = claims.groups.get(group).filter(|c| c.people > 0.0).map(|c| c.coverage);
            if let Some(coverage) = reached.filter(|c| *c < FULL) {
                reasons.push(unserved(at.world, (group, coverage), limit, tried));
            }
        }
    }
    reasons
}

/// The floors that cannot be kept, with what is reached when all are
/// approached evenly.
pub fn broken_floors(program: &Program, share: f64) -> Infeasible {
    let world = program.at.world;
    let traces = Traces::of(program);
    let mut floors = Vec::new();
    for (i, floor) in world.floors.iter().enumerate() {
        let holds = program.lp.price(Key::Floor(i)).abs() > 1e-7;
        let Some(g) = program.at.demands.iter().position(|d| d.groups.contains(&floor.group))
        else {
            continue;
        };
        if !holds && program.at.served[g] {
            continue;
        }
        let limit = binding(program, &traces, g);
        let reached = floor.coverage * share;
        let sentence = format!(
            "{} is asked to reach {:.1} % and reaches {:.1} % when all floors are approached evenly: {}.",
            name(world, floor.group),
            floor.coverage * 100.0,
            reached * 100.0,
            limit.words()
        );
        let group = &world.groups[floor.group];
        floors.push(BrokenFloor {
            term: floor.term.clone(),
            zone: world.scenario.zones[group.zone].id.clone(),
            group: group.group,
            asked: floor.coverage,
            reached,
            sentence,
        });
    }
    Infeasible { reachable_share: share, floors, proved: None }
}

/// Energy coverage of a demand and the period in which most is missing.
fn coverage(program: &Program, g: usize) -> (f64, usize) {
    let energy = program.at.energy();
    let (mut met, mut need, mut worst) = (0.0, 0.0, (0.0, 0));
    for p in 0..program.at.grid.len() {
        let (asked, eaten) = (program.at.need(g, p), program.value(Var::Met(g, energy, p)));
        met += eaten;
        need += asked;
        if asked - eaten > worst.0 {
            worst = (asked - eaten, p);
        }
    }
    (if need > 0.0 { met / need } else { 1.0 }, worst.1)
}

/// The limit with the largest part on the way to a demand.
fn binding(program: &Program, traces: &Traces, g: usize) -> Limit {
    let limits = bindings(program, traces, g, priced(program, g));
    let largest = limits.into_iter().max_by(|a, b| a.part.total_cmp(&b.part));
    largest.unwrap_or_else(|| Limit::without_quantity(Cap::Unexplained))
}

/// Every limit on the way to a demand in a period, at least one.
fn bindings(program: &Program, traces: &Traces, g: usize, period: usize) -> Vec<Limit> {
    let demand = &program.at.demands[g];
    let allowed = |&s: &usize| program.at.world.hand_out_allowed[s].iter().any(|a| *a);
    if !demand.sites.iter().any(allowed) {
        return vec![Limit::without_quantity(Cap::NoSite)];
    }
    if !program.at.served[g] {
        return vec![Limit::without_quantity(Cap::NoCorridor)];
    }
    let limits = traces.limits(g, period);
    if limits.is_empty() {
        let early = too_early(program, g, period);
        return vec![Limit::without_quantity(if early { Cap::LeadTime } else { Cap::Unexplained })];
    }
    limits
}

/// What a meal more is worth to a demand in a period.
fn meal_worth(program: &Program, g: usize, p: usize) -> f64 {
    let nutrients = 0..program.at.nutrients.len();
    nutrients.map(|n| program.worth_met(g, n, p)).fold(0.0, f64::max)
}

/// The period in which a meal more is worth most; that of the largest gap where
/// no meal is priced.
fn priced(program: &Program, g: usize) -> usize {
    let worth = |p: usize| meal_worth(program, g, p);
    let most = (0..program.at.grid.len()).map(|p| (worth(p), p)).max_by(|a, b| a.0.total_cmp(&b.0));
    match most {
        Some((price, p)) if price > 1e-9 => p,
        _ => coverage(program, g).1,
    }
}

/// Whether no load of any lane can have arrived by the end of a period.
fn too_early(program: &Program, g: usize, period: usize) -> bool {
    let sites = &program.at.demands[g].sites;
    let in_time = |flow: &crate::program::Flow| {
        let corridor = &program.corridors[flow.corridor];
        let lead = corridor.lead_days(program.at.world, flow.fleet);
        let day = program.at.grid.day(flow.period) + lead;
        sites.contains(&corridor.to) && program.at.grid.period_of.get(day) <= Some(&period)
    };
    !program.flows.iter().any(in_time)
}

fn unserved(
    world: &World,
    (group, coverage): (usize, f64),
    limit: &Limit,
    tried: &Tried,
) -> Unserved {
    let at = &world.groups[group];
    let sentence = format!(
        "{} reaches {:.1} % of its need: {}.{}",
        name(world, group),
        coverage * 100.0,
        limit.words(),
        tried::gained(limit, at.zone, tried)
    );
    Unserved {
        zone: world.scenario.zones[at.zone].id.clone(),
        group: at.group,
        coverage,
        cap: limit.cap,
        name: limit.name.clone(),
        people_days_per_unit: limit.per_unit,
        unit: limit.unit.to_owned(),
        tried: tried.of(limit).map(Effect::gain),
        sentence,
    }
}

fn name(world: &World, group: usize) -> String {
    let at = &world.groups[group];
    let who = match at.group {
        Group::Walking => "those who can walk",
        Group::NotWalking => "those who cannot walk",
    };
    format!("{} ({who})", world.scenario.zones[at.zone].name)
}
