//! Why nothing could be simulated.

/// What stopped a simulation before it began.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The plan and the world do not belong together.
    #[error("the plan names {what} `{name}`, which the world does not have: verify it first")]
    Unknown {
        /// The kind of thing.
        what: &'static str,
        /// Its name.
        name: String,
    },
    /// No run, no policy or no interceptor was asked for.
    #[error("nothing to simulate: at least one run, one policy and one interceptor are needed")]
    Nothing,
    /// The system gave no threads.
    #[error("threads could not be started: {0}")]
    Threads(#[from] rayon::ThreadPoolBuildError),
}

impl Error {
    /// A name that stands for nothing.
    pub(crate) fn unknown(what: &'static str, name: &str) -> Self {
        Self::Unknown { what, name: name.to_owned() }
    }
}
