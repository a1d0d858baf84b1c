//! Which column holds what, by the headers of a register.

use crate::import::workbook::Cell;

/// What a column can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    Date,
    Crossing,
    Trucks,
    Quantity,
    Unit,
    Tonnes,
    Cargo,
    Id,
    Status,
}

use Field::{Cargo, Crossing, Date, Id, Quantity, Status, Tonnes, Trucks, Unit};

/// Every field.
const FIELDS: [Field; 9] = [Date, Crossing, Trucks, Quantity, Unit, Tonnes, Cargo, Id, Status];

/// Header names in small letters, letters and digits only, and what they hold.
const NAMES: &[(&str, Field)] = &[
    ("received date", Date),
    ("date received", Date),
    ("date", Date),
    ("arrival date", Date),
    ("date of arrival", Date),
    ("entry date", Date),
    ("date of entry", Date),
    ("crossing", Crossing),
    ("crossing point", Crossing),
    ("border crossing", Crossing),
    ("entry point", Crossing),
    ("point of entry", Crossing),
    ("route", Crossing),
    ("no of trucks", Trucks),
    ("number of trucks", Trucks),
    ("trucks", Trucks),
    ("truck count", Trucks),
    ("quantity", Quantity),
    ("qty", Quantity),
    ("units", Unit),
    ("unit", Unit),
    ("aid tons", Tonnes),
    ("tons", Tonnes),
    ("tonnes", Tonnes),
    ("weight tons", Tonnes),
    ("weight tonnes", Tonnes),
    ("weight mt", Tonnes),
    ("metric tons", Tonnes),
    ("mt", Tonnes),
    ("cargo category", Cargo),
    ("category", Cargo),
    ("classification", Cargo),
    ("cargo type", Cargo),
    ("id", Id),
    ("index", Id),
    ("status", Status),
];

/// HXL hashtags with the attribute that each must carry, if any.
const TAGS: &[(&str, &str, Field)] = &[
    ("#date", "", Date),
    ("#loc", "crossing", Crossing),
    ("#indicator", "trucks", Trucks),
    ("#output", "trucks", Trucks),
    ("#indicator", "tonnes", Tonnes),
    ("#output", "tonnes", Tonnes),
    ("#item", "quantity", Quantity),
    ("#item", "unit", Unit),
    ("#item", "type", Cargo),
    ("#loc", "", Crossing),
    ("#meta", "id", Id),
    ("#status", "", Status),
];

/// Columns found, by field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Columns {
    found: Vec<(Field, u32)>,
    /// Columns that the header has.
    pub width: u32,
}

impl Columns {
    /// The column of a field.
    pub fn of(&self, field: Field) -> Option<u32> {
        self.found.iter().find(|(f, _)| *f == field).map(|(_, column)| *column)
    }

    /// Whether rows below can be read: there are dates, and something to count.
    pub fn enough(&self) -> bool {
        self.of(Date).is_some() && [Crossing, Trucks, Tonnes].iter().any(|f| self.of(*f).is_some())
    }

    /// Takes a row for part of the header if most of what it says are headers.
    /// Header names keep the first column that carries them, and a hashtag does
    /// not move a column that a name has found.
    pub fn header(&mut self, cells: &[(u32, Cell)]) -> bool {
        let said = || cells.iter().filter(|(_, cell)| !cell.text.trim().is_empty());
        let known: Vec<(Field, u32)> =
            said().filter_map(|(column, cell)| Some((field(&cell.text)?, *column))).collect();
        let tags = said().filter(|(_, cell)| is_tag(&cell.text)).count();
        // A row of values can hold a word or two that are headers elsewhere.
        let likely = known.len() * 2 >= said().count() || tags * 2 > said().count();
        if known.is_empty() && tags == 0 || !likely && (self.enough() || known.len() < 2) {
            return false;
        }
        for field in FIELDS {
            let column = known.iter().find(|(f, _)| *f == field).map(|(_, column)| *column);
            if let Some(column) = column.filter(|_| self.of(field).is_none()) {
                self.found.push((field, column));
            }
        }
        let last = said().map(|(column, _)| column + 1).max().unwrap_or(0);
        self.width = self.width.max(last);
        true
    }
}

fn is_tag(text: &str) -> bool {
    let rest = text.trim().strip_prefix('#');
    rest.and_then(|r| r.chars().next()).is_some_and(|c| c.is_ascii_alphabetic())
}

/// The field that a header cell stands for.
fn field(text: &str) -> Option<Field> {
    if is_tag(text) {
        let text = text.trim().to_ascii_lowercase();
        let (tag, attributes) = text.split_once('+').unwrap_or((&text, ""));
        let carries =
            |wanted: &str| wanted.is_empty() || attributes.split('+').any(|a| a.trim() == wanted);
        let fits = |row: &&(&str, &str, Field)| row.0 == tag.trim() && carries(row.1);
        return TAGS.iter().find(fits).map(|row| row.2);
    }
    let name = words(text);
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, field)| *field)
}

/// Words of a header in small letters, without marks between them.
pub(super) fn words(text: &str) -> String {
    let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    parts.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> Vec<(u32, Cell)> {
        let cell = |text: &&str| Cell { text: (*text).to_owned(), ..Cell::default() };
        (0..).zip(cells.iter().map(cell)).filter(|(_, c)| !c.text.is_empty()).collect()
    }

    #[test]
    fn names_and_hashtags_are_known_in_any_order() {
        let mut names = Columns::default();
        assert!(names.header(&row(&[
            "Units",
            "No. of Trucks",
            "Crossing",
            "Received  Date",
            "Donor"
        ])));
        assert_eq!(names.of(Date), Some(3));
        assert_eq!(names.of(Trucks), Some(1));
        assert!(names.enough());
        let mut tags = Columns::default();
        assert!(tags.header(&row(&[
            "#date+received",
            "#loc +crossing +name",
            "#indicator+trucks"
        ])));
        assert_eq!(
            (tags.of(Date), tags.of(Crossing), tags.of(Trucks)),
            (Some(0), Some(1), Some(2))
        );
    }

    #[test]
    fn a_header_over_two_rows_is_one() {
        let mut columns = Columns::default();
        assert!(!columns.header(&row(&["Supplies received, all gates"])));
        assert!(columns.header(&row(&["Received date", "", "Crossing", "", "Cargo category"])));
        assert!(columns.header(&row(&["", "Quantity", "", "Units", ""])));
        assert!(!columns.header(&row(&["2024-03-01", "1", "gate north", "Trucks", "Food"])));
        assert_eq!(
            (columns.of(Date), columns.of(Quantity), columns.of(Unit)),
            (Some(0), Some(1), Some(3))
        );
    }
}
