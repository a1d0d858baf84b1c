//! What meals, levels and the total may ask where the cost of every meal is given.
//!
//! For the prices of limits and the weights of strikes that a stage ends with,
//! the best bound follows from a small program: the cheapest meals that keep the
//! levels and the total,
//!
//! > min Σ cost x met, 0 <= met <= need, Σ met >= total, windows >= levels.
//!
//! Its prices are what windows and the total ask. It has a column for every
//! meal and no roads, so the solver is done with it at once.

use super::Coordinate;
use super::bound::Offered;
use super::loss::Kept;
use crate::error::PlanError;
use crate::program::{Key, Lp, Table};

/// What is asked.
pub struct Asked {
    /// By window: for a unit of its coverage.
    pub windows: Vec<f64>,
    /// For a thousand person-days.
    pub total: f64,
}

impl Coordinate<'_> {
    /// The prices of what is kept, at these costs of meals; windows are kept at
    /// `level`.
    ///
    /// # Errors
    /// The solver failed.
    pub fn asked(&self, offered: &Offered, kept: Kept) -> Result<Asked, PlanError> {
        let field = &self.field;
        let mut table = Table::default();
        table.row(Key::Total, kept.total, f64::INFINITY);
        for w in 0..field.windows.len() {
            table.row(Key::Week(w, 0, 0), kept.level, f64::INFINITY);
        }
        for (bin, options) in field.bins.iter().zip(&offered.options) {
            let Some(cheapest) = options.first() else { continue };
            let windows =
                bin.windows.iter().map(|&(w, weight)| (Key::Week(w as usize, 0, 0), weight));
            let entries: Vec<(Key, f64)> = windows.chain([(Key::Total, 1.0)]).collect();
            let column = table.column(0.0, bin.need, &entries);
            table.columns[column].cost = cheapest.cost;
        }
        let mut lp = Lp::new(table);
        lp.solve("loss")?;
        let windows = 0..field.windows.len();
        Ok(Asked {
            windows: windows.map(|w| lp.price(Key::Week(w, 0, 0)).max(0.0)).collect(),
            total: lp.price(Key::Total).max(0.0),
        })
    }
}
