//! A linear program as rows and columns, to be written as MPS.

use std::io::{self, Write};

/// Coefficients of a column by row.
pub type Entries = Vec<(usize, f64)>;

/// Limits are drawn in by this share: plans count in grams, and what is rounded to
/// them must not step over a limit. Solvers get the same world as the planner.
pub const MARGIN: f64 = 1e-7;

/// A column: minimise `cost`.
#[derive(Clone, Debug)]
pub struct Column {
    /// Cost of a unit.
    pub cost: f64,
    /// Least value.
    pub low: f64,
    /// Greatest value.
    pub high: f64,
    /// Coefficients by row.
    pub entries: Entries,
}

/// Rows with bounds, and columns.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Least and greatest value of each row.
    pub rows: Vec<(f64, f64)>,
    /// Columns.
    pub columns: Vec<Column>,
}

impl Table {
    /// Adds a row and says which it is.
    pub fn row(&mut self, low: f64, high: f64) -> usize {
        self.rows.push((low, high));
        self.rows.len() - 1
    }

    /// Adds a row that has an upper limit only.
    pub fn at_most(&mut self, high: f64) -> usize {
        self.row(f64::NEG_INFINITY, high)
    }

    /// Adds a limit of the world, drawn in by [`MARGIN`].
    pub fn limit(&mut self, high: f64) -> usize {
        self.at_most(high * (1.0 - MARGIN))
    }

    /// Adds a row that has a lower limit only.
    pub fn at_least(&mut self, low: f64) -> usize {
        self.row(low, f64::INFINITY)
    }

    /// Adds a column that is not negative, and says which it is.
    pub fn column(&mut self, cost: f64, high: f64, entries: Entries) -> usize {
        self.columns.push(Column { cost, low: 0.0, high, entries });
        self.columns.len() - 1
    }

    /// Coefficients that are not zero.
    #[must_use]
    pub fn entries(&self) -> usize {
        self.columns.iter().map(|c| c.entries.len()).sum()
    }

    /// Writes the program in free MPS.
    ///
    /// # Errors
    /// As the writer's.
    pub fn write_mps(&self, mut out: impl Write) -> io::Result<()> {
        writeln!(out, "NAME arcs\nROWS\n N cost")?;
        for (row, &(low, high)) in self.rows.iter().enumerate() {
            let kind = match (low.is_finite(), high.is_finite()) {
                (true, true) => 'E',
                (true, false) => 'G',
                _ => 'L',
            };
            writeln!(out, " {kind} r{row}")?;
        }
        writeln!(out, "COLUMNS")?;
        for (column, noun) in self.columns.iter().enumerate() {
            if noun.cost != 0.0 || noun.entries.is_empty() {
                writeln!(out, " c{column} cost {}", noun.cost)?;
            }
            for (row, value) in &noun.entries {
                writeln!(out, " c{column} r{row} {value}")?;
            }
        }
        writeln!(out, "RHS")?;
        for (row, &(low, high)) in self.rows.iter().enumerate() {
            let side = if low.is_finite() { low } else { high };
            if side != 0.0 {
                writeln!(out, " rhs r{row} {side}")?;
            }
        }
        writeln!(out, "BOUNDS")?;
        for (column, noun) in self.columns.iter().enumerate() {
            if noun.high.is_finite() {
                writeln!(out, " UP bnd c{column} {}", noun.high)?;
            }
        }
        writeln!(out, "ENDATA")?;
        out.flush()
    }
}
