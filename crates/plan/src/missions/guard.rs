//! Which k failures hurt a list most: exactly, by branch and bound.
//!
//! To leave a way out of a solution loses at most the person-days it brings in
//! it, so what a set of failures can still take is bounded by the largest of
//! these. Whoever wants to lower what a solution comes to must take one of the
//! ways it uses: those are the branches.

use super::day::DayModel;
use super::recourse::Recourse;
use crate::error::PlanError;

/// The worst set of failures.
#[derive(Clone, Debug)]
pub struct Worst {
    /// Ways that fail.
    pub failed: Vec<usize>,
    /// What still arrives, within the plan, in people-days.
    pub left: f64,
}

/// Differences below this, in people-days, do not matter.
const SAME: f64 = 1e-6;

/// The `fail` requests whose failure leaves least.
///
/// # Errors
/// The solver gave up.
pub fn worst<'d>(
    day: &'d DayModel,
    recourse: &mut Recourse<'d>,
    fail: usize,
) -> Result<Worst, PlanError> {
    let mut search = Search {
        day,
        recourse,
        worst: Worst { failed: Vec::new(), left: f64::INFINITY },
        granted: vec![true; day.sendings.len()],
        safe: day.sendings.iter().map(|s| s.chances.is_none()).collect(),
    };
    search.try_all(fail)?;
    search.worst.failed.sort_unstable();
    Ok(search.worst)
}

struct Search<'a, 'd> {
    day: &'d DayModel,
    recourse: &'a mut Recourse<'d>,
    worst: Worst,
    granted: Vec<bool>,
    /// Ways that this branch may not fail.
    safe: Vec<bool>,
}

impl Search<'_, '_> {
    fn try_all(&mut self, left: usize) -> Result<(), PlanError> {
        let come = self.recourse.come(&self.granted)?;
        let (within, sent) = (come.within, come.sent.clone());
        if within < self.worst.left - SAME {
            let failed = (0..self.granted.len()).filter(|&i| !self.granted[i]).collect();
            self.worst = Worst { failed, left: within };
        }
        if left == 0 {
            return Ok(());
        }
        let brings = |i: usize| sent[i] * self.day.sendings[i].arrives.max(0.0);
        let open = |i: &usize| self.granted[*i] && !self.safe[*i] && brings(*i) > SAME;
        let mut used: Vec<usize> = (0..sent.len()).filter(open).collect();
        used.sort_by(|&a, &b| brings(b).total_cmp(&brings(a)));
        let mut made_safe = Vec::new();
        for (position, &i) in used.iter().enumerate() {
            let most: f64 = used[position..].iter().take(left).map(|&i| brings(i)).sum();
            if within - most >= self.worst.left - SAME {
                break;
            }
            self.granted[i] = false;
            self.try_all(left - 1)?;
            self.granted[i] = true;
            // The other branches are those in which this one does not fail.
            self.safe[i] = true;
            made_safe.push(i);
        }
        for i in made_safe {
            self.safe[i] = false;
        }
        Ok(())
    }
}
