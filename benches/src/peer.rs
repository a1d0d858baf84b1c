//! HiGHS alone, through its own Python package, on the program that the planner solved.

use std::path::Path;
use std::process::Command;

use serde::Deserialize;

use crate::error::Error;

/// How far two optima may differ, as a share of the larger.
pub const SAME: f64 = 1e-6;

/// Seconds after which the other solver is stopped.
const LIMIT_S: &str = "300";

/// What one of HiGHS's solvers did with the program.
#[derive(Clone, Debug, Deserialize)]
pub struct Solved {
    /// `simplex` or `ipm`.
    pub solver: String,
    /// Version of HiGHS.
    pub version: String,
    /// How it ended, in HiGHS's words.
    pub status: String,
    /// Seconds to solve, the file already read: median.
    pub seconds: f64,
    /// The optimum, where it was reached.
    pub value: Option<f64>,
}

impl Solved {
    /// How far its optimum lies from this one, as a share; none where it has none.
    pub fn apart(&self, value: f64) -> Option<f64> {
        let own = self.value?;
        Some((own - value).abs() / own.abs().max(value.abs()).max(f64::MIN_POSITIVE))
    }
}

/// The first that contradicts this optimum: one that reached another, or, where none reached any,
/// the first that ended without for another reason than time.
///
/// One method alone that finds none is told on the page and is no contradiction: interior point
/// calls programs infeasible whose fair levels leave it no interior, and simplex solves them.
pub fn contradiction(solved: &[Solved], value: f64) -> Option<&Solved> {
    if solved.iter().all(|one| one.value.is_none()) {
        return solved.iter().find(|one| one.status != "Time limit reached");
    }
    solved.iter().find(|one| one.apart(value).is_some_and(|apart| apart > SAME))
}

/// Solves a program with HiGHS's simplex and interior point methods, each on one thread.
///
/// # Errors
/// Python or highspy fails, or answers something else.
pub fn solve(python: &Path, mps: &Path) -> Result<Vec<Solved>, Error> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/peer.py");
    let mut command = Command::new(python);
    command.arg(script).arg(mps).arg(LIMIT_S);
    let ended = command.output().map_err(Error::io(python))?;
    let said = Error::unless_well(ended)?;
    let lines = said.split(|&b| b == b'\n').filter(|line| !line.is_empty());
    Ok(lines.map(serde_json::from_slice).collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use super::{Solved, contradiction};

    fn solved(value: Option<f64>, status: &str) -> Solved {
        let (solver, version) = ("simplex".to_owned(), String::new());
        Solved { solver, version, status: status.to_owned(), seconds: 1.0, value }
    }

    #[test]
    fn another_optimum_contradicts() {
        let told = |one: Solved, other: Solved| contradiction(&[one, other], -100.0).is_some();
        let right = || solved(Some(-100.000_05), "Optimal");
        let wrong = || solved(Some(-100.000_5), "Optimal");
        let none = |status: &str| solved(None, status);
        assert!(!told(right(), right()));
        assert!(told(right(), wrong()));
        assert!(told(none("Infeasible"), wrong()));
        assert!(!told(right(), none("Infeasible")));
        assert!(told(none("Time limit reached"), none("Infeasible")));
        assert!(!told(none("Time limit reached"), none("Time limit reached")));
        assert!(contradiction(&[solved(Some(0.0), "Optimal")], 0.0).is_none());
    }
}
