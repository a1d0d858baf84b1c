//! The different ways in which conditions can fall out over packages.

use rustsat::types::Lit;
use safeconduct_model::talks::{Condition, Package};

use crate::constraint::Constraints;
use crate::oracle::Oracle;

/// Packages that differ in at least one of some conditions.
pub struct Ways<'c> {
    oracle: Oracle<'c>,
    conditions: Vec<&'c Condition>,
    lits: Vec<Lit>,
}

impl<'c> Ways<'c> {
    /// Over the packages of a file.
    pub fn of(constraints: &'c Constraints, conditions: Vec<&'c Condition>) -> Self {
        let mut oracle = Oracle::of(constraints);
        let lits = conditions.iter().map(|condition| oracle.encode(condition)).collect();
        Self { oracle, conditions, lits }
    }

    /// One package for each way in which the conditions fall out among those
    /// that keep the rules and the demands and take the options fixed; of those
    /// that meet more of them first. At most so many, and whether these are
    /// all.
    pub fn among(
        &mut self,
        demands: &[usize],
        fixed: &[(usize, usize)],
        most: usize,
    ) -> (Vec<Package>, bool) {
        let asked = self.oracle.fresh();
        let mut assumed: Vec<Lit> = demands.iter().map(|&d| self.oracle.switch(d)).collect();
        assumed.extend(fixed.iter().map(|&(e, o)| self.oracle.option(e, o)));
        assumed.push(asked);
        let mut found: Vec<(Vec<bool>, Package)> = Vec::new();
        let mut all = true;
        while let Ok(package) = self.oracle.solve(&assumed) {
            if found.len() == most {
                all = false;
                break;
            }
            let met: Vec<bool> = self.conditions.iter().map(|c| c.holds(&package)).collect();
            let other = self.lits.iter().zip(&met).map(|(&lit, &met)| if met { !lit } else { lit });
            let clause: Vec<Lit> = other.chain([!asked]).collect();
            self.oracle.clause(&clause);
            found.push((met, package));
        }
        self.oracle.clause(&[!asked]);
        found.sort_by(|a, b| b.0.cmp(&a.0));
        (found.into_iter().map(|(_, package)| package).collect(), all)
    }
}
