//! The best that can be made of an outcome: which granted trucks go where.

use rustc_hash::FxHashMap;

use super::block::{self, BEYOND, Block, Counts};
use super::day::DayModel;
use super::mixed::{Mixed, Ready, Time};
use crate::error::PlanError;

/// What an outcome comes to.
#[derive(Clone, Debug)]
pub struct Come {
    /// People-days within what the plan gives each group.
    pub within: f64,
    /// People-days beyond, to groups below full need.
    pub beyond: f64,
    /// Trucks by way.
    pub sent: Vec<f64>,
}

/// Solves a day's second stage for one list after another.
pub struct Recourse<'d> {
    day: &'d DayModel,
    program: Ready,
    block: Block,
    /// Trucks asked for by way, and those that may go unasked.
    sizes: Vec<f64>,
    known: FxHashMap<Vec<bool>, Come>,
}

/// Which share of a load that has set out is counted on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// What is expected to arrive, impeded missions in part.
    Expected,
    /// All of it: whatever does not fail goes as requested.
    Full,
}

impl Counted {
    /// Share of what set out on a way that is counted on, road losses apart.
    pub fn share(self, day: &DayModel, way: usize) -> f64 {
        match (self, day.sendings[way].chances) {
            (Self::Expected, Some(chances)) => chances.arrives(),
            _ => 1.0,
        }
    }
}

impl<'d> Recourse<'d> {
    /// A day on which nothing may go yet. Where everything that sets out is
    /// counted on, what is beyond the plan is not looked for.
    ///
    /// # Errors
    /// The solver refused the program.
    pub fn new(day: &'d DayModel, counted: Counted) -> Result<Self, PlanError> {
        let mut program = Mixed::default();
        let beyond = if counted == Counted::Expected { BEYOND } else { 0.0 };
        let arrives = |i: usize| counted.share(day, i);
        let block =
            block::add(&mut program, day, &Counts { within: 1.0, beyond, arrives: &arrives });
        let program = program.ready(&Time::default())?;
        let sizes = vec![0.0; day.sendings.len()];
        Ok(Self { day, program, block, sizes, known: FxHashMap::default() })
    }

    /// From now on this list holds: trucks by way.
    pub fn ask(&mut self, sizes: &[f64]) {
        if sizes != self.sizes {
            self.known.clear();
            self.sizes = sizes.to_vec();
        }
    }

    /// The best that can be made where these ways are granted.
    ///
    /// # Errors
    /// The solver gave up.
    pub fn come(&mut self, granted: &[bool]) -> Result<&Come, PlanError> {
        let day = self.day;
        let may = |i: usize| granted[i] || day.sendings[i].chances.is_none();
        let goes = |i: usize| self.sizes[i] > 0.0 && may(i);
        let key: Vec<bool> = (0..day.sendings.len()).map(goes).collect();
        if !self.known.contains_key(&key) {
            for (i, sending) in day.sendings.iter().enumerate() {
                let most = if key[i] { self.sizes[i].min(sending.at_most) } else { 0.0 };
                self.program.at_most(self.block.trucks[i], most);
            }
            let stuck = PlanError::Solver {
                stage: "missions",
                status: highs::HighsModelStatus::Infeasible,
            };
            let best = self.program.solve("missions")?.ok_or(stuck)?;
            let (within, beyond) = self.block.worth(&best.columns);
            let come = Come { within, beyond, sent: self.block.sent(&best.columns) };
            self.known.insert(key.clone(), come);
        }
        let gone =
            PlanError::Solver { stage: "missions", status: highs::HighsModelStatus::Unknown };
        self.known.get(&key).ok_or(gone)
    }
}
