//! Holding a plan's stages and their proofs to what follows from its rows.

use std::collections::BTreeSet;

use serde::Serialize;

use super::bound::{Aim, Bounds};
use super::report::{Report, group};
use super::standing::Standing;
use crate::answer::Infeasible;
use crate::index::Index;
use crate::plan::certificate::{Certificate, GroupName, Kept, Proof};
use crate::plan::{Plan, Stage};
use crate::world::World;

/// A value may differ from the recomputed one by this share of it (by this
/// where it is below 1).
const TOLERANCE: f64 = 1e-9;

/// A bound may differ from the recomputed one by this share of it: sums follow the
/// order of rows, and rows may be reordered.
const SAME: f64 = 1e-10;

/// A plan may seem better than its bound by this share (by this where it is
/// below 1), as rounding to the gram moves both.
const ROUNDING: f64 = 1e-6;

const ANEW: &str = "the certificate was cut or changed after it was made: make the plan anew";

/// One stage as the checker finds it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Proved {
    /// The stage's name.
    pub stage: String,
    /// Its unit.
    pub unit: String,
    /// What the plan reaches.
    pub value: f64,
    /// What no plan can better; none where nothing is proved.
    pub bound: Option<f64>,
    /// How far apart the two are, as a share of the larger.
    pub gap: Option<f64>,
}

/// Holds stages, proofs and kept values, and gives what each stage proves; from bounds
/// that are known, where they are about this plan.
pub(super) fn check<'w>(
    plan: &Plan,
    standing: &Standing,
    world: &'w World,
    known: Option<Bounds<'w>>,
    report: &mut Report,
) -> Vec<Proved> {
    order(plan, report);
    let none = Certificate::default();
    let certificate = plan.certificate.as_ref().unwrap_or(&none);
    if certificate.scope.rations_within_bounds && !plan.basket {
        report.differs(
            "the bounds are about plans that choose a basket, and this one does not",
            ANEW,
        );
    }
    let (open, scope) = (Some(plan.open_centres.as_slice()), certificate.scope);
    let known = known.filter(|bounds| bounds.are_of(world, plan.gamma, open, scope));
    let mut held = Held {
        bounds: known.unwrap_or_else(|| Bounds::of(world, plan.gamma, open, scope)),
        certificate,
        standing,
        world,
        index: Index::of(&world.scenario),
        report,
    };
    held.kept(plan);
    let aims = plan.stages.iter().filter_map(|s| Some((Aim::of(&s.name)?, s)));
    aims.map(|(aim, stage)| held.stage(aim, stage)).collect()
}

/// Holds the answer that no plan keeps every floor to its proof.
pub(super) fn infeasible(why: &Infeasible, world: &World, report: &mut Report) {
    let Some(proved) = &why.proved else { return };
    let bounds = Bounds::of(world, world.scenario.gamma, None, proved.scope);
    let found = match bounds.bound(Aim::Floors, &Kept::default(), &proved.proof) {
        Ok(found) => found,
        Err(refused) => {
            return report.malformed(format!("the proof of the floors: {}", refused.0), ANEW);
        }
    };
    let same = (proved.at_most - found).abs() <= SAME * found.abs() && found < 1.0;
    if !same {
        let claimed = proved.at_most;
        let what = format!("no plan keeps more than {claimed} of the floors: proved is {found}");
        report.differs(what, ANEW);
    }
    let beaten = why.reachable_share > found + ROUNDING;
    if beaten || why.floors.is_empty() {
        let share = why.reachable_share;
        let what = format!("{share} of the floors is said to be in reach, {found} is proved");
        report.differs(what, ANEW);
    }
}

/// Stages stand in their order, once each; only those with an objective of
/// their own have a bound, and every proof belongs to one.
fn order(plan: &Plan, report: &mut Report) {
    let aims: Vec<Aim> = plan.stages.iter().filter_map(|s| Aim::of(&s.name)).collect();
    if !aims.is_sorted_by(|a, b| a < b) {
        report.malformed("the stages do not stand in their order, once each", ANEW);
    }
    for stage in plan.stages.iter().filter(|s| Aim::of(&s.name).is_none()) {
        if stage.bound.is_some() {
            let what = format!("stage `{}` claims a bound, and nothing proves it", stage.name);
            report.differs(what, ANEW);
        }
    }
    let proofs = plan.certificate.iter().flat_map(|c| &c.proofs);
    let mut seen = BTreeSet::new();
    for proof in proofs {
        let bounded = plan.stages.iter().any(|s| s.name == proof.stage && s.bound.is_some());
        if !bounded || Aim::of(&proof.stage).is_none() || !seen.insert(&proof.stage) {
            let what = format!("a proof of stage `{}`, which claims no bound", proof.stage);
            report.malformed(what, ANEW);
        }
    }
}

struct Held<'a> {
    bounds: Bounds<'a>,
    certificate: &'a Certificate,
    standing: &'a Standing,
    world: &'a World,
    index: Index,
    report: &'a mut Report,
}

impl Held<'_> {
    fn group(&self, name: &GroupName) -> Option<usize> {
        let zone = *self.index.zones.get(name.zone.as_str())?;
        self.world.groups.iter().position(|g| g.zone == zone && g.group == name.group)
    }

    fn stage(&mut self, aim: Aim, stage: &Stage) -> Proved {
        let proof = self.certificate.proofs.iter().find(|p| p.stage == stage.name);
        let left_out: BTreeSet<usize> =
            proof.iter().flat_map(|p| &p.not_raised).filter_map(|n| self.group(n)).collect();
        let value = self.standing.reached(aim, |group| !left_out.contains(&group));
        self.figure(&format!("stage `{}`: value", stage.name), stage.value, value);
        if stage.unit != aim.unit() {
            let what = format!("stage `{}` is not in {}", stage.name, aim.unit());
            self.report.malformed(what, ANEW);
        }
        let bound = match (stage.bound, proof) {
            (None, _) => None,
            (Some(_), None) => {
                let what = format!("stage `{}` claims a bound without a proof", stage.name);
                self.report.differs(what, ANEW);
                None
            }
            (Some(claimed), Some(proof)) => self.bound(aim, claimed, value, proof),
        };
        let (stage, unit) = (stage.name.clone(), stage.unit.clone());
        Proved { stage, unit, value, bound, gap: crate::plan::gap(value, bound) }
    }

    fn bound(&mut self, aim: Aim, claimed: f64, value: f64, proof: &Proof) -> Option<f64> {
        self.not_raised(aim, &proof.not_raised);
        let name = &proof.stage;
        let found = match self.bounds.bound(aim, &self.certificate.kept, proof) {
            Ok(found) => found,
            Err(refused) => {
                self.report.malformed(format!("the proof of stage `{name}`: {}", refused.0), ANEW);
                return None;
            }
        };
        // The bound is recomputed by the very same steps, so nothing is allowed
        // for but the last digits of a file.
        let same = (claimed - found).abs() <= SAME * found.abs();
        if !same {
            let what = format!("stage `{name}`: bound claimed {claimed}, recomputed {found}");
            self.report.differs(what, ANEW);
        }
        let better = if aim.lowers() { found - value } else { value - found };
        if better > ROUNDING * found.abs().max(1.0) {
            let what = format!("stage `{name}`: {value} is better than its own bound {found}");
            self.report.differs(what, "the plan is not one of those that the bound is about");
        }
        Some(found)
    }

    /// Only whom nothing can reach may be left out of the fair stage.
    fn not_raised(&mut self, aim: Aim, names: &[GroupName]) {
        if aim != Aim::Fair {
            if !names.is_empty() {
                let what = format!("stage `{}` leaves groups out", aim.name());
                self.report.malformed(what, ANEW);
            }
            return;
        }
        if names.is_empty() {
            return;
        }
        let reachable = self.bounds.reachable();
        for name in names {
            let at = self.group(name);
            if let Some(at) = at.filter(|&g| reachable[g]) {
                let who = group(self.world, at);
                let what = format!("{who} are left out of the fair stage and can be reached");
                self.report.differs(what, ANEW);
            }
        }
    }

    /// The plan keeps what its certificate says that earlier stages reached.
    fn kept(&mut self, plan: &Plan) {
        let kept = &self.certificate.kept;
        let proofs = || self.certificate.proofs.iter().filter_map(|p| Aim::of(&p.stage));
        let last = proofs().max();
        let stated = [
            (Aim::Fair, kept.floors.is_some() || self.world.floors.is_empty()),
            (Aim::Loss, kept.people_days.is_some()),
            (Aim::Cost, kept.loss_usd.is_some()),
        ];
        for (aim, stated) in stated {
            if last >= Some(aim) && !stated {
                let what =
                    format!("the certificate does not say what stage `{}` keeps", aim.name());
                self.report.malformed(what, ANEW);
            }
        }
        let pairs = [
            ("floors", kept.floors, self.standing.floors.unwrap_or(1.0)),
            ("people-days", kept.people_days, self.standing.people_days),
            // Less loss is more kept.
            ("loss", kept.loss_usd.map(|l| -l), -self.standing.loss_usd),
        ];
        for (name, kept, reached) in pairs {
            self.at_least(&format!("kept {name}"), kept.unwrap_or(f64::NEG_INFINITY), reached);
        }
        if last > Some(Aim::Fair) {
            self.levels(plan);
        }
    }

    /// Every group that is raised keeps a level, and the plan keeps it.
    fn levels(&mut self, plan: &Plan) {
        let mut kept = BTreeSet::new();
        for level in &self.certificate.kept.levels {
            let name = GroupName { zone: level.zone.clone(), group: level.group };
            let at = self.group(&name).filter(|&at| kept.insert(at));
            let Some(at) = at else {
                let what = format!("kept levels: no such group in `{}`, or twice", name.zone);
                self.report.malformed(what, ANEW);
                continue;
            };
            let who = group(self.world, at);
            let reached = self.standing.levels[at].unwrap_or(1.0);
            self.at_least(&format!("level kept by {who}"), level.level, reached);
        }
        let fair = self.certificate.proofs.iter().find(|p| p.stage == Aim::Fair.name());
        let left_out = fair.map_or(0, |p| p.not_raised.len());
        let peopled = self.standing.levels.iter().flatten().count();
        let raised = plan.stages.iter().any(|s| s.name == Aim::Fair.name());
        if raised && kept.len() + left_out < peopled {
            self.report.malformed("kept levels: a group is missing", ANEW);
        }
    }

    fn at_least(&mut self, name: &str, kept: f64, reached: f64) {
        let short = kept - reached > TOLERANCE * reached.abs().max(1.0);
        if short || kept.is_nan() {
            let (kept, reached) = (kept.abs(), reached.abs());
            self.report.differs(format!("{name}: stated {kept}, recounted {reached}"), ANEW);
        }
    }

    fn figure(&mut self, name: &str, claimed: f64, found: f64) {
        // Written so that a claim that is not a number differs.
        let same = (claimed - found).abs() <= TOLERANCE * found.abs().max(1.0);
        if !same {
            self.report.differs(format!("{name}: claimed {claimed}, recomputed {found}"), ANEW);
        }
    }
}
