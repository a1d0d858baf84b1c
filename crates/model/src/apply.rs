//! Applying a framework: resolve every reference, report all findings, then
//! apply the terms in order to a copy of the world.

use crate::finding::{Code, Findings};
use crate::framework::Framework;
use crate::index::Index;
use crate::plan::TermEffect;
use crate::scenario::Scenario;
use crate::term::Term;
use crate::world::World;

mod base;
mod clause;
mod people;
mod resolve;
mod road;

pub use base::walk_km;

/// The world of `scenario` under `framework` (none: as it stands).
///
/// # Errors
/// Every reference that a term makes and nothing answers, and every
/// contradiction between terms, all at once.
pub fn apply(scenario: &Scenario, framework: Option<&Framework>) -> Result<World, Findings> {
    let index = Index::of(scenario);
    let mut findings = Findings::default();
    let mut world = base::world(scenario, &index);
    let Some(framework) = framework else {
        return Ok(world);
    };
    world.framework = Some(framework.id.clone());
    for term in &framework.terms {
        dated(term, &mut findings);
        resolve::references(term, scenario, &index, &mut findings);
    }
    if findings.any_error() {
        return Err(findings);
    }
    for term in &framework.terms {
        let effect = apply_term(&mut world, term, &index);
        world.effects.push(effect);
    }
    contradictions(&world, &mut findings);
    if findings.any_error() { Err(findings) } else { Ok(world) }
}

/// Which days events stand for must be known by now.
fn dated(term: &Term, findings: &mut Findings) {
    if !term.events.is_empty() {
        let what = format!("the days of the term `{}` depend on a timetable", term.id);
        let mend =
            "read the scenario from a folder that holds talks.toml, or write from_day and to_day";
        findings.add(Code::TermUndated, None, what, mend);
    }
}

/// Applies one term; whether it did anything is decided by comparing.
fn apply_term(world: &mut World, term: &Term, index: &Index) -> TermEffect {
    if term.window.indices(world.scenario.days).is_empty() {
        let effect = "no effect: it holds on no day of the scenario".to_owned();
        return TermEffect { term: term.id.clone(), applied: false, effect };
    }
    let changed = clause::apply(world, term, index);
    let effect =
        if changed.count == 0 { format!("no effect: {}", changed.otherwise) } else { changed.what };
    TermEffect { term: term.id.clone(), applied: changed.count > 0, effect }
}

/// What applying a clause changed.
pub(crate) struct Change {
    /// How many figures changed.
    pub count: usize,
    /// What changed, in words.
    pub what: String,
    /// Why nothing did, if nothing did.
    pub otherwise: String,
}

fn contradictions(world: &World, findings: &mut Findings) {
    for rule in &world.share_rules {
        if rule.min > rule.max {
            let what = format!(
                "term `{}`: least share {} is above greatest share {}",
                rule.term, rule.min, rule.max
            );
            findings.add(Code::TermContradiction, None, what, "lower the least share");
        }
    }
    for day in 0..world.days {
        let on = world.share_rules.iter().filter(|r| r.days.contains(&day));
        let sum: f64 = on.map(|r| r.min).sum();
        if sum > 1.0 + 1e-9 {
            let what = format!("on day {day} the least shares of all tracks sum to {sum}");
            findings.add(Code::TermContradiction, None, what, "lower them to at most 1 in sum");
            return;
        }
    }
}
