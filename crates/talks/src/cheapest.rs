//! The cheapest set of demands whose giving up lets the rest hold together.
//!
//! Core-guided (Narodytska and Bacchus 2014): as long as a set of demands
//! cannot hold together, one of it must be given up, at the least weight in
//! it; that is paid, and giving up a second one of the set costs again.

use std::collections::HashMap;

use rustsat::types::Lit;
use safeconduct_model::talks::Condition;

use crate::constraint::Constraints;
use crate::oracle::Oracle;

/// Weights below this are what subtraction leaves of equal ones.
const NOTHING: f64 = 1e-9;

/// Questions asked in any case.
const LEAST_QUESTIONS: usize = 2_000;

/// The search was given up.
#[derive(Debug, thiserror::Error)]
#[error("too many questions")]
pub struct GivenUp;

/// The cheapest move that leaves firm demands alone, rising; nothing if there
/// is none. Exact; demands that cost alike may be exchanged for one another.
///
/// # Errors
/// More questions than these would be needed.
pub fn cheapest(local: &Constraints, questions: usize) -> Result<Option<Vec<usize>>, GivenUp> {
    let mut oracle = Oracle::of(local);
    let count = local.demands.len();
    let firm: Vec<Lit> =
        (0..count).filter(|&d| local.demands[d].firm).map(|d| oracle.switch(d)).collect();
    let mut open = merged(local, &oracle);
    loop {
        let asked: Vec<Lit> =
            firm.iter().copied().chain(open.iter().map(|(lit, _)| *lit)).collect();
        let core = match oracle.solve(&asked) {
            Ok(package) => return Ok(Some(given(local, &mut oracle, &package))),
            Err(core) => trimmed(&mut oracle, core),
        };
        let in_core: Vec<usize> = (0..open.len()).filter(|&o| core.contains(&open[o].0)).collect();
        let least = in_core.iter().map(|&o| open[o].1).fold(f64::INFINITY, f64::min);
        // Firm demands contradict one another or the rules.
        if in_core.is_empty() {
            return Ok(None);
        }
        if oracle.calls > questions.max(LEAST_QUESTIONS) {
            return Err(GivenUp);
        }
        let lits: Vec<Lit> = in_core.iter().map(|&o| open[o].0).collect();
        in_core.iter().for_each(|&o| open[o].1 -= least);
        open.retain(|(_, weight)| *weight > NOTHING);
        again(&mut oracle, &lits, least, &mut open);
    }
}

/// Less of a set that cannot hold together, as long as asking again helps:
/// small sets cost few new questions.
fn trimmed(oracle: &mut Oracle, mut core: Vec<Lit>) -> Vec<Lit> {
    while let Err(less) = oracle.solve(&core) {
        if less.len() >= core.len() {
            break;
        }
        core = less;
    }
    core
}

/// Demands that may be given up, with their weights; those that ask the same
/// are given up together.
fn merged(local: &Constraints, oracle: &Oracle) -> Vec<(Lit, f64)> {
    let mut places: HashMap<&Condition, usize> = HashMap::new();
    let mut open: Vec<(Lit, f64)> = Vec::new();
    for (d, demand) in local.demands.iter().enumerate().filter(|(_, demand)| !demand.firm) {
        let place = *places.entry(&demand.condition).or_insert(open.len());
        match open.get_mut(place) {
            Some((_, weight)) => *weight += demand.weight,
            None => open.push((oracle.switch(d), demand.weight)),
        }
    }
    open
}

/// Giving up a second one of these costs as well.
fn again(oracle: &mut Oracle, kept: &[Lit], weight: f64, open: &mut Vec<(Lit, f64)>) {
    let mut later: Option<Lit> = None;
    for (place, &lit) in kept.iter().enumerate().rev() {
        if let Some(later) = later {
            // `single` may be true unless this one and a later one are given up.
            let single = oracle.fresh();
            oracle.clause(&[lit, !later, !single]);
            open.push((single, weight));
        }
        if place == 0 {
            break;
        }
        // `any` is true if this one or a later one is given up.
        let any = oracle.fresh();
        oracle.clause(&[lit, any]);
        if let Some(later) = later {
            oracle.clause(&[!later, any]);
        }
        later = Some(any);
    }
}

/// What a package gives up, less what the rest allows to keep after all.
pub fn given(local: &Constraints, oracle: &mut Oracle, package: &[usize]) -> Vec<usize> {
    let kept = crate::extent::grow(oracle, package, local.demands.len());
    (0..local.demands.len()).filter(|d| kept.binary_search(d).is_err()).collect()
}
