//! Programs that make their objective as large as possible, with whole columns
//! or without.

use highs::{Col, HighsModelStatus, Model, RowProblem, Sense};

use crate::error::PlanError;
use crate::program::Until;

/// Distance from the best, as a share, at which a program with whole columns
/// counts as solved.
const NEAR: f64 = 1e-4;

/// Nodes of branching at most, so that a hard day ends; the bound holds anyway.
const NODES: i32 = 20_000;

/// A program being written down: columns first, then rows.
#[derive(Default)]
pub struct Mixed {
    problem: RowProblem,
    columns: Vec<Col>,
    whole: bool,
}

/// Where a program ended.
pub struct Best {
    /// What the objective cannot be larger than.
    pub bound: f64,
    /// Value of each column.
    pub columns: Vec<f64>,
}

impl Mixed {
    /// Adds a column and gives its number.
    pub fn column(&mut self, gain: f64, high: f64) -> usize {
        self.columns.push(self.problem.add_column(gain, 0.0..=high));
        self.columns.len() - 1
    }

    /// Adds a column that is 0 or 1 and gives its number.
    pub fn choice(&mut self, gain: f64) -> usize {
        self.whole = true;
        self.columns.push(self.problem.add_integer_column(gain, 0.0..=1.0));
        self.columns.len() - 1
    }

    /// Adds a row over columns that are there.
    pub fn row(&mut self, low: f64, high: f64, entries: &[(usize, f64)]) {
        let factors: Vec<(Col, f64)> =
            entries.iter().map(|&(column, factor)| (self.columns[column], factor)).collect();
        self.problem.add_row(low..=high, factors);
    }

    /// Hands the program to the solver.
    ///
    /// # Errors
    /// The solver refused it.
    pub fn ready(self, time: &Time) -> Result<Ready, PlanError> {
        let mut model = Model::try_new(self.problem).map_err(refused)?;
        model.set_sense(Sense::Maximise);
        model.set_option("threads", 1);
        model.set_option("parallel", "off");
        model.set_option("random_seed", 0);
        model.set_option("mip_rel_gap", NEAR);
        model.set_option("mip_max_nodes", NODES);
        if let Some(seconds) = time.left() {
            model.set_option("time_limit", seconds);
        }
        Ok(Ready { model: Some(model), columns: self.columns, whole: self.whole })
    }
}

/// Whether time is up, and how much there is.
#[derive(Clone, Debug, Default)]
pub struct Time {
    /// When it is.
    pub until: Until,
}

impl Time {
    /// Nothing goes on once time is up.
    ///
    /// # Errors
    /// It is.
    pub fn check(&self) -> Result<(), PlanError> {
        if self.until.over() { Err(PlanError::TimeLimit { seconds: 0.0 }) } else { Ok(()) }
    }

    /// Seconds left; none where nothing limits them.
    fn left(&self) -> Option<f64> {
        let deadline = self.until.deadline?;
        Some(deadline.saturating_duration_since(std::time::Instant::now()).as_secs_f64())
    }
}

/// A program that can be solved again with other bounds.
pub struct Ready {
    model: Option<Model>,
    columns: Vec<Col>,
    whole: bool,
}

impl Ready {
    /// Sets the most that a column may be.
    pub fn at_most(&mut self, column: usize, high: f64) {
        if let Some(model) = &mut self.model {
            model.change_column_bounds(self.columns[column], 0.0..=high);
        }
    }

    /// Solves; none where no choice keeps every row.
    ///
    /// # Errors
    /// The solver ended in some other way.
    pub fn solve(&mut self, stage: &'static str) -> Result<Option<Best>, PlanError> {
        let unknown = PlanError::Solver { stage, status: HighsModelStatus::Unknown };
        let model = self.model.take().ok_or(unknown)?;
        let solved = model.try_solve().map_err(refused)?;
        let status = solved.status();
        let value = solved.objective_value();
        let found = match status {
            HighsModelStatus::Optimal => true,
            HighsModelStatus::Infeasible => false,
            // Nodes ran out: what was found stands, with its bound.
            HighsModelStatus::ReachedSolutionLimit if self.whole && value.is_finite() => true,
            HighsModelStatus::ReachedTimeLimit => {
                return Err(PlanError::TimeLimit { seconds: 0.0 });
            }
            _ => return Err(PlanError::Solver { stage, status }),
        };
        let mut best = None;
        if found {
            let bound = if self.whole {
                solved.double_info_value(c"mip_dual_bound").unwrap_or(f64::INFINITY)
            } else {
                value
            };
            let columns = solved.get_solution().columns().to_vec();
            best = Some(Best { bound, columns });
        }
        self.model = Some(Model::from(solved));
        Ok(best)
    }
}

fn refused(status: highs::HighsStatus) -> PlanError {
    PlanError::Refused { status }
}
