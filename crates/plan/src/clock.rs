//! How long planning has taken, and whether it may go on.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use crate::error::PlanError;
use crate::program::Until;
use crate::settings::{Progress, Settings};

/// A stopwatch with a limit, and somebody who watches.
pub struct Clock<'a> {
    begun: Instant,
    limit: Option<Duration>,
    stop: Option<Arc<AtomicBool>>,
    watch: &'a mut dyn FnMut(&Progress),
    /// Share of a stage's figure within which it may end.
    pub gap: f64,
}

impl<'a> Clock<'a> {
    /// Starts now.
    pub fn start(settings: &Settings, watch: &'a mut dyn FnMut(&Progress)) -> Self {
        let (limit, stop) = (settings.time_limit, settings.stop.clone());
        Self { begun: Instant::now(), limit, stop, watch, gap: settings.gap }
    }

    /// When to stop waiting for anything.
    pub fn until(&self) -> Until {
        let deadline = self.limit.and_then(|limit| self.begun.checked_add(limit));
        Until { deadline, stop: self.stop.clone() }
    }

    /// Whether the limit has passed, or somebody told to stop.
    pub fn over(&self) -> bool {
        self.until().over()
    }

    /// Nothing was found in time.
    pub fn too_late(&self) -> PlanError {
        let limit = self.limit.unwrap_or_else(|| self.begun.elapsed());
        PlanError::TimeLimit { seconds: limit.as_secs_f64() }
    }

    /// Tells the watcher where a stage stands.
    pub fn report(
        &mut self,
        stage: &'static str,
        (solves, columns): (usize, usize),
        value: f64,
        bound: Option<f64>,
    ) {
        let elapsed = self.begun.elapsed();
        let gap = bound.map(|bound| gap(value, bound));
        (self.watch)(&Progress { stage, solves, columns, value, bound, gap, elapsed });
    }
}

/// How far a figure may be from the best possible, as a share of it.
pub fn gap(value: f64, bound: f64) -> f64 {
    (value - bound).max(0.0) / value.abs().max(1e-9)
}
