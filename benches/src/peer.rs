//! Solvers of others on the same linear program: HiGHS alone through its own
//! Python package, and PDLP of OR-Tools.

use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::Command;

use serde::Deserialize;

use crate::error::Error;

/// How far two optima may differ, as a share of the larger.
pub const SAME: f64 = 1e-6;

/// What another solver did with the program.
#[derive(Clone, Debug, Deserialize)]
pub struct Solved {
    /// `simplex`, `ipm` or `pdlp`.
    pub solver: String,
    /// Version of its package.
    pub version: String,
    /// How it ended, in the solver's words.
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
        return solved.iter().find(|one| !one.status.starts_with(CUT_OFF));
    }
    solved.iter().find(|one| one.apart(value).is_some_and(|apart| apart > SAME))
}

/// How the status begins where a solver ran out of time.
const CUT_OFF: &str = "not in";

/// How long a solver gets for a program.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// Processor time of a run, seconds.
    pub seconds: f64,
    /// Runs, of which the median is told.
    pub runs: usize,
}

/// Solves a program with another solver on one thread.
///
/// # Errors
/// Python or the solver's package fails, or answers something else.
pub fn solve(python: &Path, solver: &str, mps: &Path, patience: Patience) -> Result<Solved, Error> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/peer.py");
    let Patience { seconds, runs } = patience;
    let mut command = Command::new(python);
    command.arg(script).arg(solver).arg(mps).arg(seconds.to_string()).arg(runs.to_string());
    let ended = command.output().map_err(Error::io(python))?;
    if ended.status.signal().is_some_and(|signal| CUT_OFF_BY.contains(&signal)) {
        return Ok(Solved {
            solver: solver.to_owned(),
            version: String::new(),
            status: format!("{CUT_OFF} {seconds:.0} s"),
            seconds,
            value: None,
        });
    }
    Ok(serde_json::from_slice(&Error::unless_well(ended)?)?)
}

/// Signals of a system that ends a process which has used up its time: SIGKILL
/// and SIGXCPU, of the same numbers on Linux and macOS.
const CUT_OFF_BY: [i32; 2] = [9, 24];

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
        assert!(told(none("not in 300 s"), none("Infeasible")));
        assert!(!told(none("not in 300 s"), none("not in 300 s")));
        assert!(contradiction(&[solved(Some(0.0), "Optimal")], 0.0).is_none());
    }
}
