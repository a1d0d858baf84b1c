//! The linear program with its last solution.

use highs::HighsModelStatus;

use super::key::Key;
use super::solver::Solver;
use super::table::Table;
use super::worker::Until;
use crate::error::PlanError;

/// A program with its last solution.
pub struct Lp {
    /// Rows and columns.
    pub table: Table,
    /// Value of each column in the last solution.
    pub primal: Vec<f64>,
    dual: Vec<f64>,
    solver: Solver,
    /// When to stop waiting for the solver.
    pub until: Until,
}

impl Lp {
    /// A program that has not been solved.
    pub fn new(table: Table) -> Self {
        let (primal, dual, solver) = (Vec::new(), Vec::new(), Solver::default());
        Self { table, primal, dual, solver, until: Until::default() }
    }

    /// Forgets the last basis: the next solve begins with presolve.
    pub fn forget(&mut self) {
        self.solver.forget();
    }

    /// From now on the value exposed on segments counts.
    pub fn count_strikes(&mut self) {
        self.solver.count_strikes();
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
    pub fn column(&mut self, entries: &[(Key, f64)]) -> usize {
        let position = self.table.column(0.0, f64::INFINITY, entries);
        self.solver.column(&self.table);
        position
    }

    /// Adds a row with entries in existing columns.
    pub fn row(&mut self, key: Key, low: f64, high: f64, entries: &[(usize, f64)]) {
        let position = self.table.rows.len();
        self.table.row(key, low, high);
        for &(column, value) in entries {
            self.table.columns[column].factors.push((position, value));
        }
        self.solver.row(&self.table, entries);
    }

    /// Sets the cost of a column.
    pub fn cost(&mut self, column: usize, cost: f64) {
        self.table.columns[column].cost = cost;
        self.solver.cost(column, cost);
    }

    /// Sets the bounds of a column.
    pub fn bounds(&mut self, column: usize, low: f64, high: f64) {
        self.table.columns[column].low = low;
        self.table.columns[column].high = high;
        self.solver.bounds(column, low, high);
    }

    /// Solves; the solution stays in `primal` and behind `price`. None if it was
    /// time to stop first: then the last solution stands.
    ///
    /// # Errors
    /// The solver refused the program or ended without an optimum.
    pub fn solve(&mut self, stage: &'static str) -> Result<Option<f64>, PlanError> {
        let Some(answer) = self.solver.solve(&self.table, &self.until)? else { return Ok(None) };
        if answer.status != HighsModelStatus::Optimal {
            return Err(PlanError::Solver { stage, status: answer.status });
        }
        self.primal = answer.primal;
        self.dual = answer.dual;
        Ok(Some(answer.value))
    }

    /// Value of a column in the last solution; zero where it came later.
    pub fn value(&self, column: usize) -> f64 {
        self.primal.get(column).copied().unwrap_or(0.0)
    }

    /// The objective at the last solution.
    pub fn objective(&self) -> f64 {
        self.table.columns.iter().zip(&self.primal).map(|(c, value)| c.cost * value).sum()
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

    /// How far the last solution stays below the greatest value of a row.
    pub fn slacks(&self) -> Vec<f64> {
        let activity = self.table.activity(&self.primal);
        self.table.rows.iter().zip(activity).map(|(&(_, high), used)| high - used).collect()
    }
}
