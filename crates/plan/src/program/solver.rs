//! A program in the hands of HiGHS: which rows it has been told of, and its
//! last basis.
//!
//! A row that no column touches holds whatever happens, and most limits hold
//! without being asked. Both stay away from the solver until a solution steps
//! over them: a smaller basis is a faster one.

use highs::{Col, ColProblem, HighsModelStatus, Row, RowProblem};

use super::key::Key;
use super::table::Table;
use super::worker::{Until, Worker};
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

/// From where the next solve sets out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Way {
    /// No basis: presolve, then dual simplex.
    #[default]
    Afresh,
    /// Columns came or the objective changed: the basis is still feasible.
    Primal,
    /// Rows came: the basis still prices right.
    Dual,
}

/// HiGHS with the part of a table it knows.
#[derive(Default)]
pub struct Solver {
    model: Option<Worker>,
    names: Names,
    /// Position of a row in the model, by position in the table.
    known: Vec<Option<usize>>,
    /// Table positions of the model's rows.
    order: Vec<usize>,
    /// Whether exposed values count yet.
    strikes: bool,
    /// How to go on from the basis, if the model holds one.
    way: Way,
}

impl Solver {
    /// Forgets the model with its basis.
    pub fn forget(&mut self) {
        self.model = None;
        self.way = Way::Afresh;
    }

    /// From now on exposed values count.
    pub fn count_strikes(&mut self) {
        self.strikes = true;
    }

    /// Whether a row waits until a solution steps over it.
    fn waits(key: Key) -> bool {
        matches!(
            key,
            Key::Segment(..)
                | Key::Throughput(..)
                | Key::People(..)
                | Key::Cycle(..)
                | Key::Struck(..)
        )
    }

    /// Tells the model of a row with its entries in known columns.
    fn tell(&mut self, table: &Table, row: usize, entries: &[(usize, f64)]) {
        self.known[row] = Some(self.order.len());
        self.order.push(row);
        let Some(model) = &self.model else { return };
        let (low, high) = table.rows[row];
        let names = &mut self.names;
        let entries: Vec<(Col, f64)> =
            entries.iter().map(|&(column, value)| (names.column(column), value)).collect();
        model.change(move |model| model.try_add_row(low..=high, entries).map(drop));
    }

    /// Tells the model of every waiting row that a solution steps over; how many.
    fn wake(&mut self, table: &Table, primal: &[f64]) -> usize {
        let activity = table.activity(primal);
        let over = |row: usize| {
            let (low, high) = table.rows[row];
            let counts = self.strikes || !matches!(table.keys[row], Key::Struck(..));
            let slack = 1e-7 * (1.0 + activity[row].abs());
            counts && (activity[row] > high + slack || activity[row] < low - slack)
        };
        let woken: Vec<bool> =
            (0..table.rows.len()).map(|row| self.known[row].is_none() && over(row)).collect();
        let mut entries: Vec<Vec<(usize, f64)>> = vec![Vec::new(); table.rows.len()];
        for (position, column) in table.columns.iter().enumerate() {
            for &(row, value) in column.factors.iter().filter(|(row, _)| woken[*row]) {
                entries[row].push((position, value));
            }
        }
        for row in (0..table.rows.len()).filter(|&row| woken[row]) {
            self.tell(table, row, &entries[row]);
        }
        woken.iter().filter(|woken| **woken).count()
    }

    /// Tells the model of the table's last column.
    pub fn column(&mut self, table: &Table) {
        let Some(column) = table.columns.last().filter(|_| self.model.is_some()) else { return };
        for &(row, _) in &column.factors {
            if self.known[row].is_none() && !Self::waits(table.keys[row]) {
                self.tell(table, row, &[]);
            }
        }
        let factors = self.factors(&column.factors);
        let (cost, low, high) = (column.cost, column.low, column.high);
        if let Some(model) = &self.model {
            model.change(move |model| model.try_add_column(cost, low..=high, factors).map(drop));
        }
    }

    /// Tells the model of the table's last row, which stands in these columns.
    pub fn row(&mut self, table: &Table, entries: &[(usize, f64)]) {
        if self.model.is_none() || table.rows.is_empty() {
            return;
        }
        self.known.resize(table.rows.len(), None);
        self.tell(table, table.rows.len() - 1, entries);
        if self.way == Way::Primal {
            self.way = Way::Dual;
        }
    }

    fn factors(&mut self, factors: &[(usize, f64)]) -> Vec<(Row, f64)> {
        let (known, names) = (&self.known, &mut self.names);
        let told = factors.iter().filter_map(|&(row, value)| Some((known[row]?, value)));
        told.map(|(row, value)| (names.row(row), value)).collect()
    }

    /// Tells the model of a column's new cost.
    pub fn cost(&mut self, column: usize, cost: f64) {
        if let Some(model) = &self.model {
            let name = self.names.column(column);
            model.change(move |model| {
                model.change_column_cost(name, cost);
                Ok(())
            });
        }
    }

    /// Tells the model of a column's new bounds.
    pub fn bounds(&mut self, column: usize, low: f64, high: f64) {
        if let Some(model) = &self.model {
            let name = self.names.column(column);
            model.change(move |model| {
                model.change_column_bounds(name, low..=high);
                Ok(())
            });
        }
    }

    /// Solves from the last basis, or afresh where there is none, until no row
    /// that waits is stepped over; none if it is time to stop first. Where the
    /// solver gives up on a basis, it is asked once more without.
    ///
    /// # Errors
    /// The solver refused the program.
    pub fn solve(&mut self, table: &Table, until: &Until) -> Result<Option<Answer>, PlanError> {
        loop {
            let warm = self.way != Way::Afresh;
            let answer = match self.run(table, until) {
                Err(_) if warm => {
                    self.forget();
                    continue;
                }
                answer => answer?,
            };
            let Some(answer) = answer else {
                self.forget();
                return Ok(None);
            };
            if warm && gave_up(answer.status) {
                self.forget();
                continue;
            }
            self.way = Way::Dual;
            let optimal = answer.status == HighsModelStatus::Optimal;
            if !optimal || self.wake(table, &answer.primal) == 0 {
                self.way = Way::Primal;
                return Ok(Some(answer));
            }
        }
    }

    fn run(&mut self, table: &Table, until: &Until) -> Result<Option<Answer>, PlanError> {
        let model = match self.model.take() {
            Some(model) => model,
            None => self.model(table),
        };
        let strategy = if self.way == Way::Primal { 4 } else { 1 };
        model.change(move |model| {
            model.set_option("simplex_strategy", strategy);
            Ok(())
        });
        let solved = model.solve(until).map_err(|status| PlanError::Refused { status })?;
        self.model = Some(model);
        let Some(solved) = solved else { return Ok(None) };
        let mut dual = vec![0.0; table.rows.len()];
        for (&row, &price) in self.order.iter().zip(&solved.rows) {
            dual[row] = price;
        }
        let (status, value) = (solved.status, solved.value);
        Ok(Some(Answer { status, value, primal: solved.columns, dual }))
    }

    /// The table as a model that has not been solved.
    fn model(&mut self, table: &Table) -> Worker {
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
            if touched[row] && !Self::waits(table.keys[row]) {
                self.known[row] = Some(self.order.len());
                self.order.push(row);
                problem.add_row(low..=high);
            }
        }
        for column in &table.columns {
            let factors = self.factors(&column.factors);
            problem.add_column(column.cost, column.low..=column.high, factors);
        }
        self.way = Way::Afresh;
        Worker::start(problem)
    }
}

/// Whether a status says nothing of the program, only of the way to its solution.
fn gave_up(status: HighsModelStatus) -> bool {
    use HighsModelStatus::{Infeasible, Optimal, Unbounded, UnboundedOrInfeasible};
    !matches!(status, Optimal | Infeasible | Unbounded | UnboundedOrInfeasible)
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
