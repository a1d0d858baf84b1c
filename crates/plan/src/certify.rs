//! The certificate of a plan: prices of the stages, each proved by the
//! checker's own bound.
//!
//! A stage's prices are taken from the solver when it ends ([`Prices::of`]) and
//! told in the scenario's own words, by day and by group. When the plan stands
//! in grams, its stages are given what the plan as written reaches, what later
//! stages keep of it, and the bound that the prices prove. Nothing here is
//! trusted: the checker recomputes every figure.

use safeconduct_model::answer::ProvedInfeasible;
use safeconduct_model::check::bound::{Aim, Bounds};
use safeconduct_model::check::{Standing, standing};
use safeconduct_model::plan::Plan;
use safeconduct_model::plan::certificate::{
    Certificate, GroupName, Kept, KeptLevel, Price, Proof, Scope,
};

use crate::program::{Program, Var};
use crate::setting::Setting;

mod expand;
mod limit;

#[cfg(test)]
mod tests;

pub use expand::List;
use limit::name;

/// The prices of a stage at its end, in the scenario's words.
#[derive(Clone, Debug)]
pub struct Prices {
    aim: Aim,
    prices: Vec<Price>,
}

impl Prices {
    /// The prices of the program's last solution, found for this aim.
    pub fn of(program: &Program, aim: Aim) -> Self {
        Self { aim, prices: expand::prices(program, aim) }
    }
}

/// What a certificate is made of while the stages run.
#[derive(Debug, Default)]
pub struct Draft {
    stages: Vec<Prices>,
    /// By demand: the level that the fair stage fixed.
    levels: Vec<Option<f64>>,
}

impl Draft {
    /// A draft from prices found elsewhere, and the level of every demand.
    pub fn told(stages: Vec<(Aim, Vec<Price>)>, levels: Vec<Option<f64>>) -> Self {
        let stages = stages.into_iter().map(|(aim, prices)| Prices { aim, prices });
        Self { stages: stages.collect(), levels }
    }

    /// Keeps the prices of a stage that has ended.
    pub fn keep(&mut self, program: &Program, aim: Aim) {
        self.stages.push(Prices::of(program, aim));
    }

    /// Keeps the levels of the fair stage, and the prices of its first round.
    pub fn keep_fair(&mut self, program: &mut Program, first: Option<&[f64]>) {
        self.levels = (0..program.at.demands.len())
            .map(|g| program.at.served[g].then(|| program.least(Var::Level(g))))
            .collect();
        let mut first = first.map(<[f64]>::to_vec).unwrap_or_default();
        program.lp.swap_prices(&mut first);
        self.keep(program, Aim::Fair);
        program.lp.swap_prices(&mut first);
    }
}

/// What stages reached that later ones keep, where the plan as written may
/// reach more.
#[derive(Clone, Copy, Debug)]
pub struct Reached {
    /// People-days of the total stage.
    pub people_days: f64,
    /// Worst case plus expected loss, USD.
    pub loss_usd: f64,
}

impl Reached {
    /// What a program has fixed.
    pub fn of(program: &Program) -> Self {
        let solved = |var: Var| program.value(var) * 1000.0;
        Self { people_days: solved(Var::Total), loss_usd: solved(Var::Loss) }
    }
}

/// Writes the certificate of a finished plan, with the values and bounds of
/// its stages. The bounds that were found, for the plan's check.
pub fn certify<'w>(
    at: &Setting<'w>,
    draft: Draft,
    reached: Reached,
    plan: &mut Plan,
) -> Option<Bounds<'w>> {
    let world = at.world;
    // A plan whose rows cannot be read is refused by its check, with reasons.
    let standing = standing(plan, world).ok()?;
    let (scope, not_raised) = (scope(at), not_raised(at));
    let kept = kept(at, &draft, reached, &standing);
    let mut certificate = Certificate { scope, kept, proofs: Vec::new() };
    for stage in &mut plan.stages {
        let Some(aim) = Aim::of(&stage.name) else { continue };
        let raised = |group: usize| !not_raised.contains(&name(at, group));
        stage.value = standing.reached(aim, raised);
        stage.bound = None;
    }
    let mut bounds = Bounds::of(world, plan.gamma, Some(&plan.open_centres), scope);
    for Prices { aim, prices } in draft.stages {
        let left_out = if aim == Aim::Fair { not_raised.clone() } else { Vec::new() };
        let (stage, count) = (aim.name().to_owned(), prices.len());
        let proof = Proof { stage, not_raised: left_out, count, prices };
        let Some(stage) = plan.stages.iter_mut().find(|s| s.name == proof.stage) else { continue };
        let bound = bounds.find(aim, &certificate.kept, &proof).ok();
        debug_assert!(bound.is_some(), "stage {}: its prices are refused", proof.stage);
        if let Some(bound) = bound.filter(|bound| bound.is_finite()) {
            stage.bound = Some(bound);
            certificate.proofs.push(proof);
        }
    }
    plan.certificate = Some(certificate);
    Some(bounds)
}

/// What proves that the floors cannot be kept, whichever centres open; none if
/// the prices of the last solution do not.
pub fn infeasible(program: &Program) -> Option<ProvedInfeasible> {
    let Prices { aim, prices } = Prices::of(program, Aim::Floors);
    let (stage, count) = (aim.name().to_owned(), prices.len());
    let (scope, proof) =
        (scope(&program.at), Proof { stage, not_raised: Vec::new(), count, prices });
    let gamma = program.at.world.scenario.gamma;
    let bounds = Bounds::of(program.at.world, gamma, None, scope);
    let at_most = bounds.bound(aim, &Kept::default(), &proof).ok()?;
    (at_most < 1.0).then_some(ProvedInfeasible { at_most, scope, proof })
}

/// Among which plans a setting looks for the best.
fn scope(at: &Setting) -> Scope {
    let merged = at.grid.len() < at.world.days;
    Scope {
        trips_within_a_day: at.same_day,
        like_days_alike: merged,
        rations_within_bounds: !at.rations.is_empty(),
    }
}

/// Groups that the fair stage leaves out, as nothing can reach them.
fn not_raised(at: &Setting) -> Vec<GroupName> {
    let left_out = |g: &usize| !at.served[*g];
    let demands = (0..at.demands.len()).filter(left_out);
    let world = at.world;
    let peopled = |&group: &usize| (0..world.days).any(|day| world.people(group, day) > 0.0);
    let groups = demands.flat_map(|g| at.demands[g].groups.clone()).filter(peopled);
    groups.map(|group| name(at, group)).collect()
}

/// What later stages keep: what the stages reached, or what the plan in grams
/// still has of it.
fn kept(at: &Setting, draft: &Draft, fixed: Reached, standing: &Standing) -> Kept {
    let reached = |aim: Aim| draft.stages.iter().any(|s| s.aim == aim);
    let mut levels = Vec::new();
    for (demand, level) in at.demands.iter().zip(&draft.levels) {
        for &group in &demand.groups {
            let (Some(level), Some(written)) = (level, standing.levels[group]) else { continue };
            let GroupName { zone, group } = name(at, group);
            levels.push(KeptLevel { zone, group, level: level.min(written).max(0.0) });
        }
    }
    Kept {
        floors: standing.floors.filter(|_| reached(Aim::Floors)),
        levels,
        people_days: reached(Aim::Total).then(|| standing.people_days.min(fixed.people_days)),
        // The cost stage keeps the loss whether or not its own stage is proved.
        loss_usd: (reached(Aim::Loss) || reached(Aim::Cost))
            .then(|| standing.loss_usd.max(fixed.loss_usd)),
    }
}
