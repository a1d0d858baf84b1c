//! A program in the hands of HiGHS: which rows it has been told of, and its
//! last basis.
//!
//! A row that no column touches holds whatever happens. It stays away from the
//! solver until it matters: a smaller basis is a faster one.

use std::time::{Duration, Instant};

use highs::{Col, ColProblem, HighsModelStatus, Model, Row, RowProblem, Sense};

use super::table::Table;
use crate::error::PlanError;

/// What the solver answered.
pub struct Answer {
    /// How it ended.
    pub status: HighsModelStatus,
    /// Objective.
    pub value: f64,
    /// Value of each column.
    pub primal: Vec<f64>,
    /// Dual price of each row of the table; zero where the row sleeps.
    pub dual: Vec<f64>,
}

/// HiGHS with the part of a table it knows.
#[derive(Default)]
pub struct Solver {
    model: Option<Model>,
    names: Names,
    /// Position of a row in the model, by position in the table.
    known: Vec<Option<usize>>,
    /// Table positions of the model's rows.
    order: Vec<usize>,
    /// Whether the model holds a basis.
    warm: bool,
    /// Whether rows were added that the basis may not keep.
    cut: bool,
    /// Time the model in hand has spent solving.
    spent: Duration,
}

impl Solver {
    /// Forgets the model with its basis.
    pub fn forget(&mut self) {
        self.model = None;
        self.warm = false;
        self.spent = Duration::ZERO;
    }

    /// Tells the model of a row that no column has touched so far.
    fn tell(&mut self, table: &Table, row: usize) -> Result<(), PlanError> {
        self.known[row] = Some(self.order.len());
        self.order.push(row);
        let Some(model) = &mut self.model else { return Ok(()) };
        let (low, high) = table.rows[row];
        model.try_add_row(low..=high, []).map_err(|status| PlanError::Refused { status })?;
        Ok(())
    }

    /// Tells the model of the table's last column.
    ///
    /// # Errors
    /// The solver refused it.
    pub fn column(&mut self, table: &Table) -> Result<(), PlanError> {
        if self.model.is_none() {
            return Ok(());
        }
        let Some(column) = table.columns.last() else { return Ok(()) };
        for &(row, _) in &column.factors {
            if self.known[row].is_none() {
                self.tell(table, row)?;
            }
        }
        let factors = self.factors(&column.factors);
        if let Some(model) = &mut self.model {
            model
                .try_add_column(column.cost, column.low..=column.high, factors)
                .map_err(|status| PlanError::Refused { status })?;
        }
        Ok(())
    }

    /// Tells the model of the table's last row, which stands in these columns.
    ///
    /// # Errors
    /// The solver refused it.
    pub fn row(&mut self, table: &Table, entries: &[(usize, f64)]) -> Result<(), PlanError> {
        let (Some(model), Some(&(low, high))) = (&mut self.model, table.rows.last()) else {
            return Ok(());
        };
        self.known.resize(table.rows.len() - 1, None);
        self.known.push(Some(self.order.len()));
        self.order.push(table.rows.len() - 1);
        let names = &mut self.names;
        let factors: Vec<(Col, f64)> =
            entries.iter().map(|&(column, value)| (names.column(column), value)).collect();
        model.try_add_row(low..=high, factors).map_err(|status| PlanError::Refused { status })?;
        self.cut = true;
        Ok(())
    }

    fn factors(&mut self, factors: &[(usize, f64)]) -> Vec<(Row, f64)> {
        let (known, names) = (&self.known, &mut self.names);
        let told = factors.iter().filter_map(|&(row, value)| Some((known[row]?, value)));
        told.map(|(row, value)| (names.row(row), value)).collect()
    }

    /// Tells the model of a column's new cost.
    pub fn cost(&mut self, column: usize, cost: f64) {
        if let Some(model) = &mut self.model {
            model.change_column_cost(self.names.column(column), cost);
        }
    }

    /// Tells the model of a column's new bounds.
    pub fn bounds(&mut self, column: usize, low: f64, high: f64) {
        if let Some(model) = &mut self.model {
            model.change_column_bounds(self.names.column(column), low..=high);
        }
    }

    /// Solves from the last basis, or afresh where there is none.
    ///
    /// # Errors
    /// The solver refused the program.
    pub fn solve(&mut self, table: &Table, seconds: Option<f64>) -> Result<Answer, PlanError> {
        let mut model = match self.model.take() {
            Some(model) => model,
            None => self.model(table)?,
        };
        // From a basis that columns were added to, or whose objective changed,
        // the way on is primal; where rows were added it is dual.
        let primal = self.warm && !self.cut;
        model.set_option("simplex_strategy", if primal { 4 } else { 1 });
        self.cut = false;
        if let Some(seconds) = seconds {
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
        self.warm = true;
        let mut dual = vec![0.0; table.rows.len()];
        for (&row, &price) in self.order.iter().zip(solution.dual_rows()) {
            dual[row] = price;
        }
        Ok(Answer { status, value, primal: solution.columns().to_vec(), dual })
    }

    /// The table as a model that has not been solved.
    fn model(&mut self, table: &Table) -> Result<Model, PlanError> {
        let mut touched = vec![false; table.rows.len()];
        for column in &table.columns {
            for &(row, _) in &column.factors {
                touched[row] = true;
            }
        }
        self.known = vec![None; table.rows.len()];
        self.order.clear();
        let mut problem = ColProblem::default();
        for (row, &(low, high)) in table.rows.iter().enumerate() {
            if touched[row] {
                self.known[row] = Some(self.order.len());
                self.order.push(row);
                problem.add_row(low..=high);
            }
        }
        for column in &table.columns {
            let factors = self.factors(&column.factors);
            problem.add_column(column.cost, column.low..=column.high, factors);
        }
        let mut model = Model::try_new(problem).map_err(|status| PlanError::Refused { status })?;
        model.set_sense(Sense::Minimise);
        // One thread: the simplex path, and so the plan, must not depend on how
        // many cores the machine has.
        model.set_option("threads", 1);
        model.set_option("parallel", "off");
        model.set_option("random_seed", 0);
        self.warm = false;
        Ok(model)
    }
}

/// The solver's names for rows and columns. It hands none out for columns
/// drafted by column, so they are minted from problems of the same size.
#[derive(Default)]
struct Names {
    by_row: RowProblem,
    by_column: ColProblem,
    rows: Vec<Row>,
    columns: Vec<Col>,
}

impl Names {
    fn row(&mut self, position: usize) -> Row {
        while self.rows.len() <= position {
            self.rows.push(self.by_column.add_row::<f64, _>(..));
        }
        self.rows[position]
    }

    fn column(&mut self, position: usize) -> Col {
        while self.columns.len() <= position {
            self.columns.push(self.by_row.add_column::<f64, _>(0.0, ..));
        }
        self.columns[position]
    }
}
