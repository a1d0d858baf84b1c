//! What can stop the bench, or one case of it.

use std::path::PathBuf;
use std::process::{ExitStatus, Output};

/// A case or the whole bench could not go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file, folder or program could not be used.
    #[error("{path}: {source}", path = path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A scenario that cannot be used.
    #[error("{path}: {mistakes} errors in the scenario", path = path.display())]
    Scenario {
        /// Which.
        path: PathBuf,
        /// Errors found.
        mistakes: usize,
    },
    /// No framework of this name.
    #[error("no framework `{0}`")]
    Framework(String),
    /// The framework's floors cannot be kept, so there is no plan to measure.
    #[error("no plan keeps the floors")]
    NoPlan,
    /// The checker refuses the plan.
    #[error("the checker refuses the plan ({0} errors)")]
    Refused(usize),
    /// The planner failed.
    #[error(transparent)]
    Plan(#[from] safeconduct_plan::PlanError),
    /// The plan to be played could not be made.
    #[error(transparent)]
    Days(#[from] benches::days::Failed),
    /// The simulator failed.
    #[error(transparent)]
    Simulate(#[from] safeconduct_simulate::Error),
    /// A scenario could not be written.
    #[error(transparent)]
    Write(#[from] safeconduct_io::folder::WriteError),
    /// Not the JSON it should be.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// The system does not tell what a process used.
    #[error("usage of the process: {0}")]
    Usage(#[from] nix::Error),
    /// A program that was started ended badly.
    #[error("{said} ({status})")]
    Child {
        /// The last line it said on standard error.
        said: String,
        /// How it ended.
        status: ExitStatus,
    },
    /// A generated world that other solvers cannot be given.
    #[error(transparent)]
    Unfit(#[from] benches::arcs::Unfit),
    /// A published flow problem could not be read.
    #[error(transparent)]
    Unread(#[from] benches::flow::Unread),
    /// A flow problem could not be solved.
    #[error(transparent)]
    Flow(#[from] safeconduct_plan::multiflow::FlowError),
    /// A game could not be solved.
    #[error(transparent)]
    Game(#[from] safeconduct_plan::game::GameError),
    /// A network of a game makes no sense.
    #[error(transparent)]
    Network(#[from] safeconduct_plan::game::NetworkError),
    /// The command line.
    #[error(
        "usage: benches [--out FOLDER] [--peer PYTHON] [--only PART] [--long] [--limit SECONDS]\n\
         PART is one of reading, scenarios, generated, flows, games"
    )]
    Arguments,
}

impl Error {
    /// An error of the system about this path.
    pub fn io(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { path, source }
    }

    /// What a program said, if it ended well.
    ///
    /// # Errors
    /// It did not.
    pub fn unless_well(ended: Output) -> Result<Vec<u8>, Self> {
        let Output { status, stdout, stderr } = ended;
        if status.success() {
            return Ok(stdout);
        }
        let said = String::from_utf8_lossy(&stderr);
        let said = said.lines().last().unwrap_or_default().trim_start_matches("bench: ").to_owned();
        Err(Self::Child { said, status })
    }
}
