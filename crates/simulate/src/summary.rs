//! From the figures of runs to the outcome.

use safeconduct_model::outcome::{
    Beyond, Cell, FEWEST_RUNS, InterceptorPlayed, Losses, Missions, Outcome, PolicyPlayed, SCHEMA,
    STANDARD_ERRORS, Spread, Warning, ZoneFared,
};
use safeconduct_model::world::World;

use crate::assumed;
use crate::record::Record;
use crate::script::{Policy, Rule};
use crate::settings::Settings;
use crate::statistics::{mean, spread, tail};

/// One policy against one interceptor.
pub fn cell(policy: &Policy, interceptor: &str, world: &World, records: &[Record]) -> Cell {
    let column = |of: &dyn Fn(&Record) -> f64| -> Vec<f64> { records.iter().map(of).collect() };
    let spread_of = |of: &dyn Fn(&Record) -> f64| spread(&column(of));
    let mean_of = |of: &dyn Fn(&Record) -> f64| mean(&column(of)).0;
    let (struck, lost) = (column(&|r| r.struck_usd), column(&|r| r.lost_usd));
    let (beyond, error) = mean(&column(&|r| r.beyond_usd));
    let missions = [0, 1, 2, 3].map(|at| mean_of(&|r| r.missions[at]));
    Cell {
        policy: policy.name.to_owned(),
        interceptor: interceptor.to_owned(),
        coverage: spread_of(&|r| r.coverage),
        zones: (0..world.scenario.zones.len()).map(|at| zone(policy, world, at, records)).collect(),
        struck_usd: spread(&struck),
        struck_tail_usd: tail(&struck),
        lost_usd: spread(&lost),
        lost_tail_usd: tail(&lost),
        losses: losses(&spread_of),
        beyond: Beyond {
            most_usd: mean_of(&|r| r.most_usd),
            mean_usd: beyond,
            standard_error_usd: error,
        },
        missions: Missions {
            facilitated: missions[0],
            impeded: missions[1],
            denied: missions[2],
            cancelled: missions[3],
        },
        trucks: mean_of(&|r| r.trucks),
        strikes: mean_of(&|r| r.strikes),
    }
}

/// A figure of a run.
type Figure<'f> = &'f dyn Fn(&Record) -> f64;

fn losses(spread_of: &dyn Fn(Figure) -> Spread) -> Losses {
    Losses {
        seized_t: spread_of(&|r| r.tonnes[0]),
        struck_t: spread_of(&|r| r.tonnes[1]),
        self_distributed_t: spread_of(&|r| r.tonnes[2]),
        self_distributed_people_days: spread_of(&|r| r.self_distributed_people_days),
        refused_t: spread_of(&|r| r.tonnes[3]),
        left_outside_t: spread_of(&|r| r.tonnes[4]),
        spoilt_t: spread_of(&|r| r.tonnes[5]),
        outside_stores_t_nights: spread_of(&|r| r.tonnes[6]),
    }
}

fn zone(policy: &Policy, world: &World, at: usize, records: &[Record]) -> ZoneFared {
    let noun = &world.scenario.zones[at];
    let people = world.population[at].iter().sum::<f64>() / world.days.max(1) as f64;
    let claims = policy.plan.claims.groups.iter().filter(|group| group.zone == noun.id);
    let (mut fed, mut all) = (0.0, 0.0);
    for group in claims {
        fed += group.people * group.coverage;
        all += group.people;
    }
    let column = |of: &dyn Fn(&Record) -> f64| -> Vec<f64> { records.iter().map(of).collect() };
    ZoneFared {
        zone: noun.id.clone(),
        name: noun.name.clone(),
        people,
        planned: if all > 0.0 { fed / all } else { 1.0 },
        coverage: spread(&column(&|r| r.zones[at].0)),
        days_below: spread(&column(&|r| r.zones[at].1)),
    }
}

/// The outcome of all cells; by policy, whether each of its lanes has one corridor.
pub fn outcome(
    world: &World,
    (policies, single): (&[Policy], &[bool]),
    settings: &Settings,
    cells: Vec<Cell>,
) -> Outcome {
    let behaviours = &world.scenario.simulation.behaviours;
    let informed = |name: &str| name == "leak" && behaviours.leak.chance.0 > 0.0;
    let played = settings.opponents.iter().map(|opponent| InterceptorPlayed {
        name: opponent.name(),
        does: opponent.kind.does.to_owned(),
        informed: informed(opponent.kind.name),
    });
    let interceptors: Vec<InterceptorPlayed> = played.collect();
    let plan = policies[0].plan;
    let mixes: Vec<&Policy> = policies.iter().filter(|p| p.rule == Rule::Mix).collect();
    Outcome {
        schema: SCHEMA.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        command: settings.command.clone(),
        scenario: world.scenario.name.clone(),
        framework: world.framework.clone(),
        input_sha256: plan.input_sha256.clone(),
        runs: settings.runs,
        seed: settings.seed,
        days: world.scenario.days,
        gamma: plan.gamma,
        assumed: assumed::assumed(world, settings),
        policies: policies.iter().map(policy).collect(),
        warnings: warnings(&cells, &mixes, &interceptors, settings.runs),
        remarks: remarks(&cells, &mixes, settings.runs)
            .into_iter()
            .chain(alike(policies, single))
            .collect(),
        interceptors,
        cells,
    }
}

fn policy(policy: &Policy) -> PolicyPlayed {
    let does = match policy.rule {
        Rule::Mix if policy.name == "plan" => "the plan, its corridors drawn anew every day",
        Rule::Mix => "every zone its share by population, by its quickest corridor",
        Rule::Shortest => "the plan's loads, each by the quickest of its corridors",
        Rule::Rotation => "the plan's loads, by its corridors one after the other",
    };
    let claims = &policy.plan.claims;
    PolicyPlayed {
        name: policy.name.to_owned(),
        does: does.to_owned(),
        planned_coverage: claims.coverage,
        guarantee_usd: (policy.rule == Rule::Mix).then_some(claims.worst_case_usd),
        shipped_usd: claims.shipped_usd,
    }
}

/// Interceptors that took more than they could without knowing a draw.
fn warnings(
    cells: &[Cell],
    mixes: &[&Policy],
    played: &[InterceptorPlayed],
    runs: u32,
) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let drawn = |cell: &&Cell| mixes.iter().any(|policy| policy.name == cell.policy);
    for cell in cells.iter().filter(drawn).filter(|cell| cell.beyond.is_evidence(runs)) {
        let informed = played.iter().any(|p| p.name == cell.interceptor && p.informed);
        let why = if informed {
            "an informant tells it draws: the guarantee is worth no more than their secrecy"
        } else {
            "nobody told it: this is a fault of the program, please report it"
        };
        let (more, error) = (cell.beyond.mean_usd, cell.beyond.standard_error_usd);
        let what = format!(
            "takes USD {more:.0} a run (± {error:.0}) more than it could without knowing the draw; {why}"
        );
        warnings.push(warning(cell, what));
    }
    warnings
}

/// Where strikes took more than the plan's worst case although nobody knew a
/// draw: more was at stake than the plan had counted on.
fn remarks(cells: &[Cell], mixes: &[&Policy], runs: u32) -> Vec<Warning> {
    let mut remarks = Vec::new();
    if runs < FEWEST_RUNS {
        return remarks;
    }
    for cell in cells.iter().filter(|cell| !cell.beyond.is_evidence(runs)) {
        let Some(policy) = mixes.iter().find(|policy| policy.name == cell.policy) else { continue };
        let (struck, worst) = (&cell.struck_usd, policy.plan.claims.worst_case_usd);
        let above = struck.mean - worst;
        if above > STANDARD_ERRORS * struck.standard_error + 1e-6 * worst {
            let what = format!(
                "takes USD {above:.0} a run more than the plan's worst case without knowing a draw: \
                 what was late left with other loads, so more was at stake than planned (up to USD \
                 {:.0} a run)",
                cell.beyond.most_usd
            );
            remarks.push(warning(cell, what));
        }
    }
    remarks
}

/// Policies that can be nothing else than the plan.
fn alike(policies: &[Policy], single: &[bool]) -> Vec<Warning> {
    let pairs =
        policies.iter().zip(single).filter(|(policy, one)| **one && policy.rule != Rule::Mix);
    let same = |(policy, _): (&Policy, &bool)| Warning {
        policy: policy.name.to_owned(),
        interceptor: "all".to_owned(),
        what: "the plan sends each lane by one corridor, so this is the same as the plan"
            .to_owned(),
    };
    pairs.map(same).collect()
}

fn warning(cell: &Cell, what: String) -> Warning {
    Warning { policy: cell.policy.clone(), interceptor: cell.interceptor.clone(), what }
}
