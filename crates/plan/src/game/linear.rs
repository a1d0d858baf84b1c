//! Linear programs solved once.

use highs::{Col, HighsModelStatus, Model, RowProblem, Sense};

use super::network::Outcome;
use crate::error::PlanError;

/// A program being written down: columns first, then rows.
#[derive(Default)]
pub struct Linear {
    problem: RowProblem,
    columns: Vec<Col>,
    rows: usize,
}

/// Where a program ended.
pub struct Optimum {
    /// Value of the objective.
    pub value: f64,
    /// Value of each column.
    pub primal: Vec<f64>,
    /// Change of the objective per unit of each row's bound.
    pub rows: Vec<f64>,
    /// Change of the objective per unit of each column's bound.
    pub columns: Vec<f64>,
}

impl Linear {
    /// Adds a column and gives its number.
    pub fn column(&mut self, cost: f64, low: f64, high: f64) -> usize {
        self.columns.push(self.problem.add_column(cost, low..=high));
        self.columns.len() - 1
    }

    /// Adds a row over columns that are there and gives its number.
    pub fn row(&mut self, low: f64, high: f64, entries: &[(usize, f64)]) -> usize {
        let factors: Vec<(Col, f64)> =
            entries.iter().map(|&(column, factor)| (self.columns[column], factor)).collect();
        self.problem.add_row(low..=high, factors);
        self.rows += 1;
        self.rows - 1
    }

    /// Makes the objective as small as possible.
    ///
    /// # Errors
    /// The solver refused the program or ended in some other way.
    pub fn minimise(self, stage: &'static str) -> Result<Outcome<Optimum>, PlanError> {
        let refused = |status| PlanError::Refused { status };
        let mut model = Model::try_new(self.problem).map_err(refused)?;
        settle(&mut model);
        let solved = model.try_solve().map_err(refused)?;
        match solved.status() {
            HighsModelStatus::Optimal => {
                let solution = solved.get_solution();
                Ok(Outcome::Solved(Optimum {
                    value: solved.objective_value(),
                    primal: solution.columns().to_vec(),
                    rows: solution.dual_rows().to_vec(),
                    columns: solution.dual_columns().to_vec(),
                }))
            }
            HighsModelStatus::Infeasible => Ok(Outcome::CannotShip),
            HighsModelStatus::Unbounded => Ok(Outcome::Unbounded),
            status => Err(PlanError::Solver { stage, status }),
        }
    }
}

/// One thread and a fixed seed: the answer must not depend on the machine.
pub fn settle(model: &mut Model) {
    model.set_sense(Sense::Minimise);
    model.set_option("threads", 1);
    model.set_option("parallel", "off");
    model.set_option("random_seed", 0);
    // Presolve would otherwise leave open which of the two it is.
    model.set_option("allow_unbounded_or_infeasible", false);
}
