//! What can go wrong while planning, apart from the answer being no.

use highs::HighsModelStatus;

/// Planning failed; the world itself was fine.
#[derive(Debug, thiserror::Error)]
pub enum PlanError {
    /// The solver ended a linear program in a way that gives no plan.
    #[error("the solver ended stage `{stage}` with status {status:?}")]
    Solver {
        /// The stage being solved.
        stage: &'static str,
        /// What the solver said.
        status: HighsModelStatus,
    },
    /// The solver refused the program.
    #[error("the solver refused the linear program ({status:?})")]
    Refused {
        /// What the solver said.
        status: highs::HighsStatus,
    },
    /// The time limit passed before any plan was found.
    #[error("the time limit of {seconds} s passed before a first plan was found")]
    TimeLimit {
        /// The limit.
        seconds: f64,
    },
}
