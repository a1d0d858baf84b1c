//! Rows of a sheet, one at a time.

use quick_xml::events::{BytesStart, Event};

use super::text::append;
use super::{Broken, Part};

/// Rows and columns that a sheet can have.
const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;

/// What a cell holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A text.
    #[default]
    Text,
    /// A number; dates are numbers.
    Number,
    /// A mark such as `#REF!` in place of a value.
    Wrong,
}

/// A cell that is not empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Cell {
    /// The text or number as written.
    pub text: String,
    /// Which of the two.
    pub kind: Kind,
}

/// What takes rows: their number from 1, and their cells by column from 0.
pub(crate) type Each<'f> = dyn FnMut(u32, &[(u32, Cell)]) + 'f;

/// Hands each row to `each`: its number, and its cells by column from 0.
pub(super) fn read(
    part: &mut Part<'_>,
    texts: &[String],
    each: &mut Each<'_>,
) -> Result<(), Broken> {
    let mut buffer = Vec::new();
    let mut sheet = Reading {
        texts,
        row: 0,
        within: false,
        column: 0,
        cells: Vec::new(),
        cell: None,
        taking: false,
    };
    loop {
        match part.next(&mut buffer)? {
            Event::Start(element) => sheet.start(part, &element)?,
            Event::End(element) => match element.local_name().as_ref() {
                "row" if sheet.cell.is_some() => return Err(part.shape("a cell never ends")),
                "row" => {
                    sheet.within = false;
                    each(sheet.row, &sheet.cells);
                    sheet.cells.clear();
                }
                "c" => sheet.finish(part)?,
                "v" | "t" => sheet.taking = false,
                "sheetData" if sheet.within => return Err(part.shape("a row never ends")),
                "sheetData" => return Ok(()),
                _ => {}
            },
            Event::Eof => return Err(part.shape("it is cut off")),
            event if sheet.taking => {
                if let Some((_, cell)) = &mut sheet.cell {
                    append(part, &event, &mut cell.text)?;
                }
            }
            _ => {}
        }
    }
}

/// Where in a sheet reading stands.
struct Reading<'t> {
    texts: &'t [String],
    row: u32,
    /// Whether that row is still open.
    within: bool,
    column: u32,
    cells: Vec<(u32, Cell)>,
    /// The cell being read, and how its content is to be taken.
    cell: Option<(String, Cell)>,
    taking: bool,
}

impl Reading<'_> {
    fn start(&mut self, part: &Part<'_>, element: &BytesStart<'_>) -> Result<(), Broken> {
        match element.local_name().as_ref() {
            "row" => {
                let stated = part.attribute(element, "r")?;
                let row = match &stated {
                    Some(text) => text.parse().ok(),
                    None => self.row.checked_add(1),
                };
                self.row = row.filter(|r| (self.row + 1..=ROWS).contains(r)).ok_or_else(|| {
                    part.shape(format!("a row {stated:?} after row {}", self.row))
                })?;
                (self.column, self.within) = (0, true);
            }
            "c" => {
                let stated = part.attribute(element, "r")?;
                let column = match &stated {
                    Some(text) => column(text),
                    None => Some(self.column),
                };
                let column = column
                    .filter(|c| (self.column..COLUMNS).contains(c))
                    .ok_or_else(|| part.shape(format!("a cell {stated:?} in row {}", self.row)))?;
                self.column = column + 1;
                let kind = part.attribute(element, "t")?.unwrap_or_default();
                self.cell = Some((kind, Cell::default()));
            }
            "v" | "t" => self.taking = self.cell.is_some(),
            _ => {}
        }
        Ok(())
    }

    /// Keeps the cell that ends, unless it is empty.
    fn finish(&mut self, part: &Part<'_>) -> Result<(), Broken> {
        let Some((kind, mut cell)) = self.cell.take() else { return Ok(()) };
        if cell.text.is_empty() {
            return Ok(());
        }
        cell.kind = match kind.as_str() {
            "s" => {
                let text = cell.text.trim().parse().ok().and_then(|at: usize| self.texts.get(at));
                let shared = text.ok_or_else(|| part.shape(format!("no text {}", cell.text)))?;
                cell.text.clone_from(shared);
                Kind::Text
            }
            "e" => Kind::Wrong,
            "" | "n" => Kind::Number,
            _ => Kind::Text,
        };
        self.cells.push((self.column - 1, cell));
        Ok(())
    }
}

/// The column, from 0, of a reference such as `AB12`.
fn column(reference: &str) -> Option<u32> {
    let letters = reference.bytes().take_while(u8::is_ascii_uppercase);
    let column = letters.take(4).fold(0, |sum, b| sum * 26 + u32::from(b - b'A') + 1);
    column.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::column;

    #[test]
    fn references_name_columns() {
        assert_eq!(column("A1"), Some(0));
        assert_eq!(column("Z9"), Some(25));
        assert_eq!(column("AA1"), Some(26));
        assert_eq!(column("XFD1048576"), Some(16_383));
        assert_eq!(column("12"), None);
        assert!(column("ZZZZZZ1").is_some_and(|c| c >= super::COLUMNS));
    }
}
