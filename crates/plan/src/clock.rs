//! How long planning has taken, and whether it may go on.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::error::PlanError;
use crate::settings::{Progress, Settings};

/// A stopwatch with a limit, and somebody who watches.
pub struct Clock<'a> {
    begun: Instant,
    limit: Option<Duration>,
    stop: Option<Arc<AtomicBool>>,
    watch: &'a mut dyn FnMut(&Progress),
}

impl<'a> Clock<'a> {
    /// Starts now.
    pub fn start(settings: &Settings, watch: &'a mut dyn FnMut(&Progress)) -> Self {
        let (limit, stop) = (settings.time_limit, settings.stop.clone());
        Self { begun: Instant::now(), limit, stop, watch }
    }

    /// Time left, in seconds; `None` without a limit, 0 once told to stop.
    pub fn left(&self) -> Option<f64> {
        if self.stop.as_ref().is_some_and(|stop| stop.load(Ordering::SeqCst)) {
            return Some(0.0);
        }
        self.limit.map(|limit| limit.saturating_sub(self.begun.elapsed()).as_secs_f64())
    }

    /// Whether the limit has passed.
    pub fn over(&self) -> bool {
        self.left().is_some_and(|left| left <= 0.0)
    }

    /// An error of the solver, told as what it is where the limit cut it off.
    pub fn blamed(&self, error: PlanError) -> PlanError {
        match self.limit {
            Some(limit) if self.over() => PlanError::TimeLimit { seconds: limit.as_secs_f64() },
            _ => error,
        }
    }

    /// Tells the watcher where the solve stands.
    pub fn report(&mut self, stage: &'static str, solves: usize, columns: usize, value: f64) {
        let elapsed = self.begun.elapsed();
        (self.watch)(&Progress { stage, solves, columns, value, elapsed });
    }
}
