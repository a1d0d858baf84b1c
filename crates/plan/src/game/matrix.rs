//! A game given as a table of losses.

use super::error::GameError;
use super::linear::Linear;
use super::network::{NetworkError, Outcome};
use crate::error::PlanError;

/// The sender's best mix of columns.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixGame {
    /// Loss against the worst row.
    pub value: f64,
    /// How often each column is chosen.
    pub mix: Vec<f64>,
}

/// Mixes columns so that the worst row costs least; `losses` is given by rows.
///
/// # Errors
/// The table is empty or its rows differ in length, or the solver gave up.
pub fn matrix_game(losses: &[Vec<f64>]) -> Result<MatrixGame, GameError> {
    let columns = losses.first().map_or(0, Vec::len);
    let ragged = losses.iter().position(|row| row.len() != columns || columns == 0);
    if losses.is_empty() || ragged.is_some() {
        let position = ragged.unwrap_or(0);
        let value = losses.get(position).map_or(0.0, |row| row.len() as f64);
        let range = "rows of one length";
        let (what, figure) = ("row", "its length");
        return Err(NetworkError::Range { what, position, figure, value, range }.into());
    }
    let mut program = Linear::default();
    let mix: Vec<usize> = (0..columns).map(|_| program.column(0.0, 0.0, f64::INFINITY)).collect();
    let worst = program.column(1.0, f64::NEG_INFINITY, f64::INFINITY);
    for row in losses {
        let mut entries: Vec<(usize, f64)> = mix.iter().copied().zip(row.iter().copied()).collect();
        entries.push((worst, -1.0));
        program.row(f64::NEG_INFINITY, 0.0, &entries);
    }
    let ones: Vec<(usize, f64)> = mix.iter().map(|&column| (column, 1.0)).collect();
    program.row(1.0, 1.0, &ones);
    match program.minimise("matrix game")? {
        Outcome::Solved(mut optimum) => {
            optimum.primal.truncate(columns);
            Ok(MatrixGame { value: optimum.value, mix: optimum.primal })
        }
        // A mix exists and its loss is that of a row: figures beyond numbers.
        Outcome::CannotShip | Outcome::Unbounded => {
            let status = highs::HighsModelStatus::Unknown;
            Err(PlanError::Solver { stage: "matrix game", status }.into())
        }
    }
}
