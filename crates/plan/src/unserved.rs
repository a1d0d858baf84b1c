//! Why a group is below full coverage: the cap that binds, by its price.
//!
//! At the optimum a meal that is missing is worth exactly what the limits on
//! its way cost. Walking back from the group to the crossing along the columns
//! that are nearest to being used, the limit with the largest part of that
//! worth is the one named.

use safeconduct_model::answer::{BrokenFloor, Infeasible};
use safeconduct_model::plan::{Cap, Claims, Group, Unserved};

use crate::program::{Key, Program, Var};

mod trace;
mod tree;

pub use trace::Limit;
use trace::Traces;

/// Coverage at which nothing is missing.
const FULL: f64 = 0.999;

/// What holds back each demand in the last solution (of the `total` stage,
/// whose prices are people-days). They hold for every plan as good.
pub fn limits(program: &Program) -> Vec<Limit> {
    let demands = 0..program.at.demands.len();
    let traces = Traces::of(program);
    demands.map(|g| binding(program, &traces, g, coverage(program, g).1)).collect()
}

/// One entry for every group that ends below full coverage.
pub fn reasons(program: &Program, limits: &[Limit], claims: &Claims) -> Vec<Unserved> {
    let mut reasons = Vec::new();
    for (demand, limit) in program.at.demands.iter().zip(limits) {
        for &group in &demand.groups {
            let reached = claims.groups.get(group).filter(|c| c.people > 0.0).map(|c| c.coverage);
            if let Some(coverage) = reached.filter(|c| *c < FULL) {
                reasons.push(unserved(program, group, coverage, limit));
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
        let limit = binding(program, &traces, g, coverage(program, g).1);
        let reached = floor.coverage * share;
        let sentence = format!(
            "{} is asked to reach {:.1} % and reaches {:.1} % when all floors are approached evenly: {}.",
            name(program, floor.group),
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
    Infeasible { reachable_share: share, floors }
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

fn binding(program: &Program, traces: &Traces, g: usize, period: usize) -> Limit {
    let demand = &program.at.demands[g];
    let allowed = |&s: &usize| program.at.world.hand_out_allowed[s].iter().any(|a| *a);
    if !demand.sites.iter().any(allowed) {
        return Limit::without_quantity(Cap::NoSite);
    }
    if !program.at.served[g] {
        return Limit::without_quantity(Cap::NoCorridor);
    }
    let limits = traces.limits(g, period);
    let largest = limits.into_iter().max_by(|a, b| a.part.total_cmp(&b.part));
    largest.unwrap_or_else(|| {
        let early = too_early(program, g, period);
        Limit::without_quantity(if early { Cap::LeadTime } else { Cap::Unexplained })
    })
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

fn unserved(program: &Program, group: usize, coverage: f64, limit: &Limit) -> Unserved {
    let world = program.at.world;
    let at = &world.groups[group];
    let gain = limit.per_unit.map_or_else(String::new, |gain| {
        format!(" One more {} for a day feeds {} people for a day.", limit.unit, grouped(gain))
    });
    let sentence = format!(
        "{} reaches {:.1} % of its need: {}.{gain}",
        name(program, group),
        coverage * 100.0,
        limit.words()
    );
    Unserved {
        zone: world.scenario.zones[at.zone].id.clone(),
        group: at.group,
        coverage,
        cap: limit.cap,
        name: limit.name.clone(),
        people_days_per_unit: limit.per_unit,
        unit: limit.unit.to_owned(),
        sentence,
    }
}

/// A count with a comma every three digits.
fn grouped(count: f64) -> String {
    let digits = format!("{count:.0}");
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn name(program: &Program, group: usize) -> String {
    let world = program.at.world;
    let at = &world.groups[group];
    let who = match at.group {
        Group::Walking => "those who can walk",
        Group::NotWalking => "those who cannot walk",
    };
    format!("{} ({who})", world.scenario.zones[at.zone].name)
}
