//! The linear program in the hands of HiGHS, with its last solution.

use std::time::{Duration, Instant};

use highs::{Col, ColProblem, HighsModelStatus, Model, Row, RowProblem, Sense};

use super::key::Key;
use super::table::Table;
use crate::error::PlanError;

/// Columns from which a stage begins afresh rather than from the last basis: a
/// new objective on a large program is solved sooner after presolve.
const LARGE: usize = 3000;

/// A program with its last solution.
pub struct Lp {
    /// Rows and columns.
    pub table: Table,
    /// Value of each column in the last solution.
    pub primal: Vec<f64>,
    dual: Vec<f64>,
    model: Option<Model>,
    handles: Handles,
    seconds: Option<f64>,
    /// Time the model in hand has spent solving.
    spent: Duration,
}

impl Lp {
    /// A program that has not been solved.
    pub fn new(table: Table) -> Self {
        let handles = Handles::of(&table);
        let (primal, dual) = (Vec::new(), Vec::new());
        let spent = Duration::ZERO;
        Self { table, primal, dual, model: None, handles, seconds: None, spent }
    }

    /// Forgets the last basis if the program is large.
    pub fn begin_stage(&mut self) {
        if self.table.columns.len() >= LARGE {
            self.forget();
        }
    }

    /// Forgets the last basis.
    pub fn forget(&mut self) {
        self.model = None;
        self.spent = Duration::ZERO;
    }

    /// The dual prices of the last solution.
    pub fn prices(&self) -> Vec<f64> {
        self.dual.clone()
    }

    /// Puts prices of an earlier solution in place of the last one's.
    pub fn swap_prices(&mut self, prices: &mut Vec<f64>) {
        std::mem::swap(&mut self.dual, prices);
    }

    /// Adds a column with entries in existing rows.
    ///
    /// # Errors
    /// The solver refused it.
    pub fn column(&mut self, entries: &[(Key, f64)]) -> Result<usize, PlanError> {
        let position = self.table.column(0.0, f64::INFINITY, entries);
        self.handles.add_column();
        if let Some(model) = &mut self.model {
            let factors = self.handles.factors(&self.table, position);
            model
                .try_add_column(0.0, 0.0..=f64::INFINITY, factors)
                .map_err(|status| PlanError::Refused { status })?;
        }
        Ok(position)
    }

    /// Adds a row with entries in existing columns.
    ///
    /// # Errors
    /// The solver refused it.
    pub fn row(
        &mut self,
        key: Key,
        low: f64,
        high: f64,
        entries: &[(usize, f64)],
    ) -> Result<(), PlanError> {
        let position = self.table.rows.len();
        self.table.row(key, low, high);
        self.handles.add_row();
        for &(column, value) in entries {
            self.table.columns[column].factors.push((position, value));
        }
        if let Some(model) = &mut self.model {
            let columns = &self.handles.columns;
            let factors = entries.iter().map(|&(column, value)| (columns[column], value));
            model
                .try_add_row(low..=high, factors)
                .map_err(|status| PlanError::Refused { status })?;
        }
        Ok(())
    }

    /// Sets the cost of a column.
    pub fn cost(&mut self, column: usize, cost: f64) {
        self.table.columns[column].cost = cost;
        if let Some(model) = &mut self.model {
            model.change_column_cost(self.handles.columns[column], cost);
        }
    }

    /// Sets the bounds of a column.
    pub fn bounds(&mut self, column: usize, low: f64, high: f64) {
        self.table.columns[column].low = low;
        self.table.columns[column].high = high;
        if let Some(model) = &mut self.model {
            model.change_column_bounds(self.handles.columns[column], low..=high);
        }
    }

    /// Solves; the solution stays in `primal` and behind `price`.
    ///
    /// # Errors
    /// The solver refused the program or ended without an optimum.
    pub fn solve(&mut self, stage: &'static str) -> Result<f64, PlanError> {
        let mut model = match self.model.take() {
            Some(model) => model,
            None => self.handles.model(&self.table)?,
        };
        if let Some(seconds) = self.seconds {
            // The solver's stopwatch runs on from solve to solve.
            model.set_option("time_limit", self.spent.as_secs_f64() + seconds);
        }
        let begun = Instant::now();
        let solved = model.try_solve();
        self.spent += begun.elapsed();
        let solved = solved.map_err(|status| PlanError::Refused { status })?;
        let (status, value) = (solved.status(), solved.objective_value());
        let solution = solved.get_solution();
        self.model = Some(Model::from(solved));
        if status != HighsModelStatus::Optimal {
            return Err(PlanError::Solver { stage, status });
        }
        self.primal = solution.columns().to_vec();
        self.dual = solution.dual_rows().to_vec();
        Ok(value)
    }

    /// Limits the time of the next solves, in seconds.
    pub fn time_limit(&mut self, seconds: f64) {
        self.seconds = Some(seconds);
    }

    /// Dual price of a row in the last solution: change of the objective per
    /// unit of its right-hand side; zero where there is no such row.
    pub fn price(&self, key: Key) -> f64 {
        let row = self.table.position(key);
        row.and_then(|row| self.dual.get(row)).copied().unwrap_or(0.0)
    }

    /// Reduced cost of a column with cost 0 and these entries.
    pub fn reduced_cost(&self, entries: &[(Key, f64)]) -> f64 {
        -entries.iter().map(|&(key, value)| self.price(key) * value).sum::<f64>()
    }
}

/// The solver's names for rows and columns. It hands none out for columns
/// drafted by column, so they are minted from problems of the same size.
struct Handles {
    by_row: RowProblem,
    by_column: ColProblem,
    rows: Vec<Row>,
    columns: Vec<Col>,
}

impl Handles {
    fn of(table: &Table) -> Self {
        let mut handles = Self {
            by_row: RowProblem::default(),
            by_column: ColProblem::default(),
            rows: Vec::new(),
            columns: Vec::new(),
        };
        for _ in &table.rows {
            handles.add_row();
        }
        for _ in &table.columns {
            handles.add_column();
        }
        handles
    }

    fn add_row(&mut self) {
        self.rows.push(self.by_column.add_row::<f64, _>(..));
    }

    fn add_column(&mut self) {
        self.columns.push(self.by_row.add_column::<f64, _>(0.0, ..));
    }

    fn factors(&self, table: &Table, column: usize) -> Vec<(Row, f64)> {
        let factors = table.columns[column].factors.iter();
        factors.map(|&(row, value)| (self.rows[row], value)).collect()
    }

    /// The table as a model that has not been solved.
    fn model(&self, table: &Table) -> Result<Model, PlanError> {
        let mut problem = ColProblem::default();
        for &(low, high) in &table.rows {
            problem.add_row(low..=high);
        }
        for (position, column) in table.columns.iter().enumerate() {
            let factors = self.factors(table, position);
            problem.add_column(column.cost, column.low..=column.high, factors);
        }
        let mut model = Model::try_new(problem).map_err(|status| PlanError::Refused { status })?;
        model.set_sense(Sense::Minimise);
        // One thread: the simplex path, and so the plan, must not depend on how
        // many cores the machine has.
        model.set_option("threads", 1);
        model.set_option("parallel", "off");
        model.set_option("random_seed", 0);
        Ok(model)
    }
}
