//! What a simulation is asked for.

use crate::interceptor::Opponent;

/// How much to simulate, and against whom.
#[derive(Clone)]
pub struct Settings {
    /// Runs of each policy against each interceptor, at least 1.
    pub runs: u32,
    /// Seed of all chance.
    pub seed: u64,
    /// Interceptors.
    pub opponents: Vec<Opponent>,
    /// Threads; all there are where none. The outcome does not depend on it.
    pub threads: Option<usize>,
    /// The command line, for the record.
    pub command: String,
}
