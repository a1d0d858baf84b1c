//! Bounds that were found, each with all that it was found from.

use super::Aim;
use crate::plan::certificate::{Kept, Proof};

/// Bounds of one world, choice of centres and scope.
///
/// A plan is given its bounds when it is made and checked right after. Most of either
/// is one and the same search, which need not be made twice: what was found for the
/// same prices and the same that is kept, to the last bit, would be found again.
#[derive(Debug, Default)]
pub(super) struct Known(Vec<(Aim, Kept, Proof, f64)>);

impl Known {
    pub(super) fn keep(&mut self, aim: Aim, kept: &Kept, proof: &Proof, bound: f64) {
        self.0.push((aim, kept.clone(), proof.clone(), bound));
    }

    /// The bound that was found from these; none if they differ in anything.
    pub(super) fn of(&self, aim: Aim, kept: &Kept, proof: &Proof) -> Option<f64> {
        let same = |known: &&(Aim, Kept, Proof, f64)| {
            known.0 == aim && known.1 == *kept && known.2 == *proof
        };
        self.0.iter().find(same).map(|known| known.3)
    }
}
