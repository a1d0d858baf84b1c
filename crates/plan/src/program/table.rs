//! The linear program as a table of rows and columns, apart from any solver.

use std::fmt::Write;

use rustc_hash::FxHashMap;

use super::key::Key;

/// Coefficients of a column by the meaning of the row.
pub type Entries = Vec<(Key, f64)>;

/// One column: minimise `cost`, within bounds.
#[derive(Clone, Debug)]
pub struct Column {
    /// Cost in the objective, which is minimised.
    pub cost: f64,
    /// Least value.
    pub low: f64,
    /// Greatest value.
    pub high: f64,
    /// Coefficients by row position.
    pub factors: Vec<(usize, f64)>,
}

/// Rows with bounds and columns with coefficients.
#[derive(Clone, Debug, Default)]
pub struct Table {
    positions: FxHashMap<Key, usize>,
    /// Name of each row.
    pub keys: Vec<Key>,
    /// Bounds of each row.
    pub rows: Vec<(f64, f64)>,
    /// Every column.
    pub columns: Vec<Column>,
}

impl Table {
    /// Adds a row with these bounds.
    pub fn row(&mut self, key: Key, low: f64, high: f64) {
        self.positions.insert(key, self.rows.len());
        self.keys.push(key);
        self.rows.push((low, high));
    }

    /// Whether there is this row.
    pub fn has(&self, key: Key) -> bool {
        self.positions.contains_key(&key)
    }

    /// The position of a row.
    pub fn position(&self, key: Key) -> Option<usize> {
        self.positions.get(&key).copied()
    }

    /// Every row by name, in the order of names.
    pub fn keys(&self) -> Vec<Key> {
        let mut keys: Vec<Key> = self.positions.keys().copied().collect();
        keys.sort_unstable();
        keys
    }

    /// Adds a column; entries of rows that do not exist are limits that nobody
    /// set, and are left out.
    pub fn column(&mut self, low: f64, high: f64, entries: &[(Key, f64)]) -> usize {
        let factors = self.factors(entries);
        self.columns.push(Column { cost: 0.0, low, high, factors });
        self.columns.len() - 1
    }

    fn factors(&self, entries: &[(Key, f64)]) -> Vec<(usize, f64)> {
        let mut factors: Vec<(usize, f64)> = Vec::with_capacity(entries.len());
        for (key, value) in entries.iter().filter(|(_, value)| *value != 0.0) {
            let Some(row) = self.position(*key) else { continue };
            match factors.iter_mut().find(|(other, _)| *other == row) {
                Some(entry) => entry.1 += value,
                None => factors.push((row, *value)),
            }
        }
        factors
    }

    /// What a solution comes to in every row.
    pub fn activity(&self, primal: &[f64]) -> Vec<f64> {
        let mut activity = vec![0.0; self.rows.len()];
        for (column, value) in self.columns.iter().zip(primal).filter(|(_, v)| **v != 0.0) {
            for &(row, factor) in &column.factors {
                activity[row] += factor * value;
            }
        }
        activity
    }

    /// The program in free MPS format, for any other solver to read.
    pub fn mps(&self) -> String {
        let mut text = String::from("NAME safeconduct\nROWS\n N cost\n");
        for (row, &(low, high)) in self.rows.iter().enumerate() {
            let kind = match (low.is_finite(), high.is_finite()) {
                (true, true) if low == high => 'E',
                (true, _) => 'G',
                (false, true) => 'L',
                (false, false) => 'N',
            };
            let _ = writeln!(text, " {kind} r{row}");
        }
        text.push_str("COLUMNS\n");
        for (column, noun) in self.columns.iter().enumerate() {
            if noun.cost != 0.0 {
                let _ = writeln!(text, " c{column} cost {}", noun.cost);
            }
            for (row, value) in &noun.factors {
                let _ = writeln!(text, " c{column} r{row} {value}");
            }
        }
        self.sides(&mut text);
        self.bounds(&mut text);
        text.push_str("ENDATA\n");
        text
    }

    fn sides(&self, text: &mut String) {
        text.push_str("RHS\n");
        for (row, &(low, high)) in self.rows.iter().enumerate() {
            let side = if low.is_finite() { low } else { high };
            if side.is_finite() && side != 0.0 {
                let _ = writeln!(text, " rhs r{row} {side}");
            }
        }
        text.push_str("RANGES\n");
        for (row, &(low, high)) in self.rows.iter().enumerate() {
            if low.is_finite() && high.is_finite() && low != high {
                let _ = writeln!(text, " rng r{row} {}", high - low);
            }
        }
    }

    fn bounds(&self, text: &mut String) {
        text.push_str("BOUNDS\n");
        for (column, noun) in self.columns.iter().enumerate() {
            // A column without entries is not declared above.
            if noun.factors.is_empty() && noun.cost == 0.0 {
                continue;
            }
            if noun.low != 0.0 {
                let _ = writeln!(text, " LO bnd c{column} {}", noun.low);
            }
            if noun.high.is_finite() {
                let _ = writeln!(text, " UP bnd c{column} {}", noun.high);
            }
        }
    }
}
