//! Exit codes: what a script learns without reading a line.

use std::process::ExitCode;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done, and the answer is yes.
    Done,
    /// Done, and the answer is no: no plan exists, or a check found errors.
    No,
    /// The command line or an input cannot be used.
    Input,
    /// Stopped at a limit; the result shown is valid but not proven best.
    Limit,
    /// No result, and no fault of the input: the system failed us (reading,
    /// writing, memory), or the time limit passed before a first plan.
    Environment,
    /// A bug of ours, such as a plan that fails its own check.
    Bug,
    /// Stopped by Ctrl-C.
    Interrupted,
}

impl Exit {
    /// Every exit with its meaning, for help and documentation.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::Done, "done"),
        (Self::No, "the answer is no: no plan keeps every floor, no deal, or a check found errors"),
        (Self::Input, "the command line or an input cannot be used"),
        (Self::Limit, "stopped at a limit; the result is valid but not proven best"),
        (
            Self::Environment,
            "no result: the system failed, or the time limit passed before a first plan",
        ),
        (Self::Bug, "a bug of Safeconduct, such as a plan that fails its own check"),
        (Self::Interrupted, "stopped by Ctrl-C"),
    ];

    /// The number that the process ends with.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::No => 1,
            Self::Input => 2,
            Self::Limit => 3,
            Self::Environment => 4,
            Self::Bug => 70,
            Self::Interrupted => 130,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        exit.number().into()
    }
}
