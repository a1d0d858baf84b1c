//! Cells, and sheets of them.

/// One cell.
pub(crate) enum Cell {
    /// Free text or an identifier; made harmless on writing.
    Text(String),
    /// A figure, already a plain decimal.
    Figure(String),
}

impl Cell {
    /// Text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A figure with so many decimals; empty where it is no number.
    pub fn figure(value: f64, places: usize) -> Self {
        let text = if value.is_finite() { format!("{value:.places$}") } else { String::new() };
        Self::Figure(text)
    }

    /// Kilograms from integer grams, to the gram.
    pub fn kilograms(grams: i64) -> Self {
        let sign = if grams < 0 { "-" } else { "" };
        let grams = grams.unsigned_abs();
        Self::Figure(format!("{sign}{}.{:03}", grams / 1000, grams % 1000))
    }

    /// A whole number.
    pub fn whole(value: u64) -> Self {
        Self::Figure(value.to_string())
    }
}

/// A table under construction.
pub(crate) struct Sheet {
    writer: csv::Writer<Vec<u8>>,
}

impl Sheet {
    /// A sheet with columns named and tagged: `(name, HXL tag or "")`.
    pub fn new<S: AsRef<str>>(columns: &[(S, &str)]) -> Self {
        let mut writer = csv::Writer::from_writer(Vec::new());
        // Writing to memory cannot fail.
        let _ = writer.write_record(columns.iter().map(|c| neutral(c.0.as_ref())));
        let _ = writer.write_record(columns.iter().map(|c| c.1));
        Self { writer }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        let texts = cells.into_iter().map(|cell| match cell {
            Cell::Text(text) => neutral(&text),
            Cell::Figure(text) => text,
        });
        let _ = self.writer.write_record(texts);
    }

    /// The sheet as CSV.
    pub fn text(self) -> String {
        let bytes = self.writer.into_inner().unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }
}

/// Text with a `'` before anything a spreadsheet could take for a formula: at
/// the start, and after whatever some locale takes for the end of a cell.
#[must_use]
pub fn neutral(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at_start = true;
    for c in text.chars() {
        let formula = matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠');
        let tab_or_return = matches!(c, '\t' | '\r');
        if at_start && (formula || (tab_or_return && out.is_empty())) {
            out.push('\'');
        }
        at_start = matches!(c, ';' | '\t' | '\r' | '\n' | '"') || (at_start && c == ' ');
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_text() {
        for bad in ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1+1", "\r=1", "＝1+1"] {
            assert!(neutral(bad).starts_with('\''), "{bad:?}");
        }
        assert_eq!(neutral("  =1"), "  '=1");
        assert_eq!(neutral(";=1+1"), ";'=1+1");
        assert_eq!(neutral("=1\";=1"), "'=1\";'=1");
        assert_eq!(neutral("Al-Ḥasaka + north"), "Al-Ḥasaka + north");
        assert_eq!(neutral("'=1+1"), "'=1+1");
    }

    #[test]
    fn grams_stay_exact() {
        let Cell::Figure(text) = Cell::kilograms(-1_234_005) else { panic!("a figure") };
        assert_eq!(text, "-1234.005");
    }
}
