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
//!
//! Prices of an earlier stage say more: whoever is fed within all limits pays no
//! more for them than the limits come to, Σ cost x met <= Σ limit x price. The
//! price of that row is the factor by which those prices count beside the others.

use super::Coordinate;
use super::loss::Kept;
use crate::error::PlanError;
use crate::program::{Key, Lp, Table};

/// What is asked.
pub struct Asked {
    /// By window: for a unit of its coverage.
    pub windows: Vec<f64>,
    /// For a thousand person-days.
    pub total: f64,
    /// By prices that were known: the factor they count with.
    pub factors: Vec<f64>,
}

/// What is known at some prices.
pub struct Known<'a> {
    /// Least cost of a thousand person-days, by meal; infinite where there is no way.
    pub costs: &'a [f64],
    /// Σ limit x price.
    pub limits: f64,
}

impl Coordinate<'_> {
    /// The prices of what is kept, at these costs of meals; windows keep a share of
    /// their levels. Meals of infinite cost are not had.
    ///
    /// # Errors
    /// The solver failed.
    pub fn asked(&self, costs: &[f64], known: &[Known], kept: Kept) -> Result<Asked, PlanError> {
        let field = &self.field;
        let mut table = Table::default();
        table.row(Key::Total, kept.total, f64::INFINITY);
        for (w, window) in field.windows.iter().enumerate() {
            table.row(Key::Week(w, 0, 0), kept.level * window.level, f64::INFINITY);
        }
        for (i, known) in known.iter().enumerate() {
            table.row(Key::Priced(i), f64::NEG_INFINITY, known.limits);
        }
        let had = |b: usize| costs[b].is_finite() && known.iter().all(|k| k.costs[b].is_finite());
        for (b, bin) in field.bins.iter().enumerate().filter(|(b, _)| had(*b)) {
            let windows = bin.windows.iter();
            let windows = windows.map(|&(w, weight)| (Key::Week(w as usize, 0, 0), weight));
            let priced =
                known.iter().enumerate().map(|(i, known)| (Key::Priced(i), known.costs[b]));
            let entries: Vec<(Key, f64)> =
                windows.chain(priced).chain([(Key::Total, 1.0)]).collect();
            let column = table.column(0.0, bin.need, &entries);
            table.columns[column].cost = costs[b];
        }
        let mut lp = Lp::new(table);
        lp.solve("bound")?;
        let windows = 0..field.windows.len();
        let factors = 0..known.len();
        Ok(Asked {
            windows: windows.map(|w| lp.price(Key::Week(w, 0, 0)).max(0.0)).collect(),
            total: lp.price(Key::Total).max(0.0),
            factors: factors.map(|i| (-lp.price(Key::Priced(i))).max(0.0)).collect(),
        })
    }
}
