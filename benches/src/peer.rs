//! HiGHS alone, through its own Python package, on the program that the planner solved.

use std::path::Path;
use std::process::{Command, Stdio};

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

    /// Whether it reached another optimum. Not ending in time is no answer, and so no other one.
    pub fn contradicts(&self, value: f64) -> bool {
        match self.apart(value) {
            Some(apart) => apart > SAME,
            None => self.status != "Time limit reached",
        }
    }
}

/// Solves a program with HiGHS's simplex and interior point methods, each on one thread.
///
/// # Errors
/// Python or highspy fails, or answers something else.
pub fn solve(python: &Path, mps: &Path) -> Result<Vec<Solved>, Error> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/peer.py");
    let mut command = Command::new(python);
    command.arg(script).arg(mps).arg(LIMIT_S).stderr(Stdio::inherit());
    let output = command.output().map_err(Error::io(python))?;
    if !output.status.success() {
        return Err(Error::Child { program: script.into(), status: output.status });
    }
    let lines = output.stdout.split(|&b| b == b'\n').filter(|line| !line.is_empty());
    Ok(lines.map(serde_json::from_slice).collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use super::Solved;

    fn solved(value: Option<f64>, status: &str) -> Solved {
        let (solver, version) = ("simplex".to_owned(), String::new());
        Solved { solver, version, status: status.to_owned(), seconds: 1.0, value }
    }

    #[test]
    fn another_optimum_contradicts() {
        assert!(!solved(Some(-100.000_05), "Optimal").contradicts(-100.0));
        assert!(solved(Some(-100.000_5), "Optimal").contradicts(-100.0));
        assert!(!solved(Some(0.0), "Optimal").contradicts(0.0));
        assert!(solved(None, "Infeasible").contradicts(-100.0));
        assert!(!solved(None, "Time limit reached").contradicts(-100.0));
    }
}
