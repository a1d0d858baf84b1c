//! The linear program as HiGHS holds it: built once, then grown.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use highs::{Col, ColProblem, HighsModelStatus, Model, Row, RowProblem, Sense, SolvedModel};

use super::key::Key;
use crate::error::PlanError;

/// Rows collected before the program is handed to the solver.
#[derive(Default)]
pub struct Draft {
    problem: ColProblem,
    rows: HashMap<Key, (Row, usize)>,
    columns: usize,
}

/// Coefficients of a column.
pub type Entries = Vec<(Key, f64)>;

impl Draft {
    /// Adds a row with these bounds.
    pub fn row(&mut self, key: Key, low: f64, high: f64) {
        let row = self.problem.add_row(low..=high);
        let position = self.rows.len();
        self.rows.insert(key, (row, position));
    }

    /// Adds a column; entries of rows that do not exist are limits that nobody
    /// set, and are left out.
    pub fn column(&mut self, low: f64, high: f64, entries: &[(Key, f64)]) -> usize {
        let factors = known(&self.rows, entries);
        self.problem.add_column(0.0, low..=high, factors);
        self.columns += 1;
        self.columns - 1
    }

    /// Hands the program to the solver.
    pub fn finish(self, threads: usize) -> Result<Lp, PlanError> {
        let mut model =
            Model::try_new(self.problem).map_err(|status| PlanError::Refused { status })?;
        model.set_sense(Sense::Minimise);
        // One thread: the simplex path, and so the plan, must not depend on
        // how many cores the machine has.
        model.set_option("threads", 1);
        model.set_option("parallel", "off");
        model.set_option("random_seed", 0);
        debug_assert!(threads >= 1);
        let rows = self.rows;
        let columns = self.columns;
        let mut lp = Lp {
            state: Some(model),
            rows,
            columns: Columns::default(),
            primal: Vec::new(),
            dual: Vec::new(),
            spent: Duration::ZERO,
        };
        lp.columns.mint(columns);
        Ok(lp)
    }
}

fn known(rows: &HashMap<Key, (Row, usize)>, entries: &[(Key, f64)]) -> Vec<(Row, f64)> {
    let mut factors: Vec<(usize, Row, f64)> = Vec::with_capacity(entries.len());
    for (key, value) in entries {
        let Some(&(row, position)) = rows.get(key) else { continue };
        if *value == 0.0 {
            continue;
        }
        match factors.iter_mut().find(|(other, _, _)| *other == position) {
            Some(entry) => entry.2 += value,
            None => factors.push((position, row, *value)),
        }
    }
    factors.into_iter().map(|(_, row, value)| (row, value)).collect()
}

/// A program in the solver's hands, with its last solution.
pub struct Lp {
    state: Option<Model>,
    rows: HashMap<Key, (Row, usize)>,
    columns: Columns,
    /// Value of each column in the last solution.
    pub primal: Vec<f64>,
    dual: Vec<f64>,
    /// Time spent solving so far.
    spent: Duration,
}

impl Lp {
    fn model(&mut self) -> &mut Model {
        // `state` is taken only within `solve`, which puts it back.
        self.state.get_or_insert_with(|| ColProblem::default().optimise(Sense::Minimise))
    }

    /// Adds a column with entries in existing rows.
    pub fn column(
        &mut self,
        low: f64,
        high: f64,
        entries: &[(Key, f64)],
    ) -> Result<usize, PlanError> {
        let factors = known(&self.rows, entries);
        self.model()
            .try_add_column(0.0, low..=high, factors)
            .map_err(|status| PlanError::Refused { status })?;
        self.columns.mint(1);
        Ok(self.columns.handles.len() - 1)
    }

    /// Adds a row over existing columns.
    pub fn row(
        &mut self,
        key: Key,
        low: f64,
        high: f64,
        entries: &[(usize, f64)],
    ) -> Result<(), PlanError> {
        let columns: Vec<(Col, f64)> =
            entries.iter().map(|&(column, value)| (self.columns.handles[column], value)).collect();
        let row = self
            .model()
            .try_add_row(low..=high, columns)
            .map_err(|status| PlanError::Refused { status })?;
        let position = self.rows.len();
        self.rows.insert(key, (row, position));
        Ok(())
    }

    /// Sets the cost of a column.
    pub fn cost(&mut self, column: usize, cost: f64) {
        let handle = self.columns.handles[column];
        self.model().change_column_cost(handle, cost);
    }

    /// Sets the bounds of a column.
    pub fn bounds(&mut self, column: usize, low: f64, high: f64) {
        let handle = self.columns.handles[column];
        self.model().change_column_bounds(handle, low..=high);
    }

    /// Solves; the solution stays in `primal` and behind `dual`.
    pub fn solve(&mut self, stage: &'static str) -> Result<f64, PlanError> {
        let Some(model) = self.state.take() else {
            return Err(PlanError::Solver { stage, status: HighsModelStatus::NotSet });
        };
        let begun = Instant::now();
        let solved = model.try_solve();
        self.spent += begun.elapsed();
        let solved: SolvedModel = solved.map_err(|status| PlanError::Refused { status })?;
        let status = solved.status();
        let value = solved.objective_value();
        let solution = solved.get_solution();
        self.state = Some(Model::from(solved));
        if status != HighsModelStatus::Optimal {
            return Err(PlanError::Solver { stage, status });
        }
        self.primal = solution.columns().to_vec();
        self.dual = solution.dual_rows().to_vec();
        Ok(value)
    }

    /// Limits the time of the next solve, in seconds.
    pub fn time_limit(&mut self, seconds: f64) {
        // The solver's stopwatch runs on from solve to solve.
        let limit = self.spent.as_secs_f64() + seconds;
        self.model().set_option("time_limit", limit);
    }

    /// Dual price of a row in the last solution: change of the objective per
    /// unit of its right-hand side; zero where there is no such row.
    pub fn price(&self, key: Key) -> f64 {
        self.rows
            .get(&key)
            .and_then(|&(_, position)| self.dual.get(position))
            .copied()
            .unwrap_or(0.0)
    }

    /// Whether the program has this row.
    pub fn has(&self, key: Key) -> bool {
        self.rows.contains_key(&key)
    }

    /// Reduced cost of a column with cost 0 and these entries.
    pub fn reduced_cost(&self, entries: &[(Key, f64)]) -> f64 {
        -entries.iter().map(|&(key, value)| self.price(key) * value).sum::<f64>()
    }
}

/// Handles of columns. A column added while a problem is drafted by column
/// gives no handle, so they are minted from a problem drafted by row, which
/// numbers its columns alike.
#[derive(Default)]
struct Columns {
    problem: RowProblem,
    handles: Vec<Col>,
}

impl Columns {
    fn mint(&mut self, count: usize) {
        for _ in 0..count {
            self.handles.push(self.problem.add_column::<f64, _>(0.0, ..));
        }
    }
}
