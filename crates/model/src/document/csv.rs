//! CSV to values: rows as tables, dotted headers nested, exact places.
//!
//! Comma, semicolon or tab, found in the header; CR, LF and CRLF each end a
//! row; a second row of HXL hashtags is skipped after naming unknown columns.

use std::borrow::Cow;

use super::{MOST_VALUES, Origin, Problem, Span, Value, hxl, nul, too_many};
use crate::finding::Code;

mod cells;
mod nest;

use cells::{Cell, Cells};

/// Most problems that are listed for one file.
const MOST: usize = 10_000;

/// What a CSV text came to: rows that could be read, and what could not.
#[derive(Debug, Default)]
pub struct Rows<'a> {
    /// The rows, each a table.
    pub rows: Vec<Value<'a>>,
    /// What kept rows from being read.
    pub problems: Vec<Problem>,
}

/// A column: its name, place and hashtag.
struct Column<'a> {
    name: Cow<'a, str>,
    span: Span,
    alias: Option<&'static str>,
}

/// Reads a CSV text.
#[must_use]
pub fn parse(text: &str, origin: Origin) -> Rows<'_> {
    let mut out = Rows::default();
    if let Some(problem) = nul(text, origin) {
        out.problems.push(problem);
        return out;
    }
    let mut cells = Cells::new(text, origin, separator(text));
    let mut row = Vec::new();
    if !cells.row(&mut row, &mut out.problems) {
        let what = "the file is empty";
        let mend = "write a header row of field names, or remove the file";
        out.problems.push(Problem::new(Code::Syntax, origin.span(0..0), what, mend));
        return out;
    }
    let header = row_span(&row);
    let mut columns = columns(&row, &mut out.problems);
    let mut second = !row.iter().all(|c| is_tag_or_blank(c));
    let (mut before, mut values) = (out.problems.len(), 0);
    while cells.row(&mut row, &mut out.problems) {
        let whole = out.problems.len() == before;
        let blank = row.iter().all(|c| c.text.trim().is_empty());
        if std::mem::take(&mut second) && !blank && row.iter().all(is_tag_or_blank) {
            name_by_tags(&mut columns, &row);
            continue;
        }
        // Spreadsheets leave rows of empty cells behind; they say nothing.
        if whole && !blank && fits(&row, &columns, &mut out.problems) {
            out.rows.push(nest::row(&mut row, &columns, header));
        }
        if out.problems.len() > MOST {
            let what = format!("more than {MOST} rows cannot be read; the rest was not looked at");
            out.problems.push(Problem::new(Code::Syntax, row_span(&row), what, "mend the first"));
            break;
        }
        before = out.problems.len();
        values += columns.len().max(1);
        if values > MOST_VALUES {
            out.problems.push(too_many(row_span(&row).start as usize, origin));
            break;
        }
    }
    out
}

/// The separator that stands most often in the first line, outside quotes.
fn separator(text: &str) -> u8 {
    let mut counts = [(b',', 0usize), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in text.bytes().skip_while(|b| *b == b'\n' || *b == b'\r') {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if quoted => {}
            _ => counts.iter_mut().filter(|c| c.0 == byte).for_each(|c| c.1 += 1),
        }
    }
    let [comma, semicolon, tab] = counts;
    let most = if semicolon.1 > comma.1 { semicolon } else { comma };
    if tab.1 > most.1 { tab.0 } else { most.0 }
}

fn is_tag_or_blank(cell: &Cell) -> bool {
    cell.text.trim().is_empty() || hxl::is_tag(&cell.text)
}

fn columns<'a>(row: &[Cell<'a>], problems: &mut Vec<Problem>) -> Vec<Column<'a>> {
    let mut seen = std::collections::HashSet::new();
    for cell in row {
        let name = cell.text.trim();
        if !name.is_empty() && !seen.insert(name) {
            let short: String = name.chars().take(80).collect();
            let what = format!("the column `{short}` stands twice");
            let mend = "rename or remove one of the two columns";
            problems.push(Problem::new(Code::SyntaxDuplicateKey, cell.span, what, mend));
        }
    }
    let column = |cell: &Cell<'a>| Column {
        name: trimmed(&cell.text),
        span: cell.span,
        alias: hxl::field(&cell.text),
    };
    row.iter().map(column).collect()
}

fn trimmed<'a>(text: &Cow<'a, str>) -> Cow<'a, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

fn name_by_tags(columns: &mut [Column], tags: &[Cell]) {
    for (column, tag) in columns.iter_mut().zip(tags) {
        column.alias = hxl::field(&tag.text);
    }
}

/// Whether a row has a cell for every column; cells beyond the header must be
/// empty.
fn fits(row: &[Cell], columns: &[Column], problems: &mut Vec<Problem>) -> bool {
    let filled = row.iter().rposition(|c| !c.text.trim().is_empty()).map_or(0, |last| last + 1);
    if row.len() >= columns.len() && filled <= columns.len() {
        return true;
    }
    let (has, wants) = (row.len(), columns.len());
    let what = format!("the row has {has} cells, the header has {wants}");
    let mend = if has < wants {
        "add the missing cells (an empty cell leaves a field out)"
    } else {
        "put quotes around a cell that holds a separator, or remove the extra cells"
    };
    problems.push(Problem::new(Code::SyntaxRagged, row_span(row), what, mend));
    false
}

fn row_span(row: &[Cell]) -> Span {
    let first = row.first().map(|c| c.span).unwrap_or_default();
    Span { end: row.last().map_or(first.end, |c| c.span.end), ..first }
}
