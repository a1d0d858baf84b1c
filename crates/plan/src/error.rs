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
    /// More terms differ between two frameworks than can be told apart.
    #[error("{terms} terms differ between the two frameworks; at most {most} can be weighed")]
    TooManyTerms {
        /// Terms that differ.
        terms: usize,
        /// The most there may be.
        most: usize,
    },
    /// A plan failed its check: our bug.
    #[error("the plan under `{framework}` fails its own check")]
    Unsound {
        /// The framework.
        framework: String,
    },
    /// A framework planned in full comes to something else than valued: our bug.
    #[error("under `{framework}` the plan comes to {planned}, but was valued at {valued}")]
    Disagree {
        /// The framework.
        framework: String,
        /// The measure of the plan.
        planned: f64,
        /// The value that worths were made from.
        valued: f64,
    },
    /// The world is too large for the one program that a frontier is swept in.
    #[error("the frontier needs one linear program, and this world is too large for it")]
    TooLarge,
}
