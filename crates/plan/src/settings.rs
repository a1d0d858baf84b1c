//! What a caller may choose about planning.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

/// Choices that do not belong to the scenario.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Strikes of the worst case (Γ), a fraction or not; the scenario's own number
    /// where left out.
    pub gamma: Option<f64>,
    /// Stop after this long and give the best plan so far.
    pub time_limit: Option<Duration>,
    /// Set from elsewhere to end as if the time limit had passed.
    pub stop: Option<Arc<AtomicBool>>,
    /// Threads the solver may use. The plan does not depend on it.
    pub threads: usize,
    /// A stage ends once what it reached is proved to be within this share of the
    /// best possible; 0 goes on until nothing improves. Price coordination takes
    /// anything below 1 % for 1 %.
    pub gap: f64,
    /// Leximin rounds after the first: how often those who cannot rise are
    /// fixed and the others raised. Price coordination ends them earlier where little
    /// comes of them.
    pub fair_rounds: usize,
    /// Whether rations keep the scenario's bounds; where not, people eat any mix.
    pub basket: bool,
    /// How many single changes are tried at most, by planning anew, where zones are
    /// below full coverage: those of the caps that hold most people back first. In a
    /// large program fewer are, unless this is `usize::MAX`, which tries all. A count
    /// and no time, so that the plan is the same on any machine. Price coordination
    /// tries none.
    pub tries: usize,
    /// How to plan; by the size of the world where left alone.
    pub method: Method,
    /// Whether to set simple rules beside the plan.
    pub baselines: bool,
    /// The command line, for the record in the plan.
    pub command: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            gamma: None,
            time_limit: None,
            stop: None,
            threads: 1,
            gap: 1e-4,
            fair_rounds: 8,
            basket: false,
            tries: 0,
            method: Method::default(),
            baselines: true,
            command: String::new(),
        }
    }
}

/// How to plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    /// Price coordination from 5,000 stock rows (sites x commodities x periods) on, or
    /// from 2,000 where a gap of 1 % or more is enough and from 20,000 where one below
    /// 0.01 % is asked for, where the world has nothing that it does not know; one
    /// linear program otherwise.
    #[default]
    BySize,
    /// One linear program.
    Program,
    /// Price coordination, unless the world has something that it does not
    /// know.
    Coordinate,
}

/// Where a solve stands, for whoever watches.
#[derive(Clone, Debug)]
pub struct Progress {
    /// The stage: `floors`, `centres`, `fair`, `total`, `loss`, `cost`, `settle`, `baselines`; `worth` for each
    /// framework valued, `frontier` for its far end.
    pub stage: &'static str,
    /// Linear programs solved so far in this stage.
    pub solves: usize,
    /// Flow columns (corridor, fleet, commodity, period) in the program.
    pub columns: usize,
    /// The figure that the solver lowers, as it stands: minus 10^4 levels, minus
    /// thousand people-days, or thousand USD.
    pub value: f64,
    /// What that figure cannot be lower than, once the stage has proved it.
    pub bound: Option<f64>,
    /// Share of the figure between the two.
    pub gap: Option<f64>,
    /// Time since planning began.
    pub elapsed: Duration,
}
