//! A table of text as published: headers vary, rows may be ragged.

use std::path::Path;

use safeconduct_model::finding::{At, Code, Findings};

/// The largest file read, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;

/// A CSV file with its header made uniform.
#[derive(Debug)]
pub(crate) struct Table {
    /// The file as named to the user.
    pub file: String,
    /// Header cells: trimmed, without `#` and quotes.
    pub header: Vec<String>,
    /// Rows that are not blank.
    pub rows: Vec<Row>,
}

/// A row with its place in the file.
#[derive(Debug)]
pub(crate) struct Row {
    line: u32,
    offset: usize,
    cells: Vec<String>,
}

impl Table {
    /// Reads `folder/name`; none, with a finding, where that fails.
    pub fn read(folder: &Path, name: &str, findings: &mut Findings) -> Option<Self> {
        let path = folder.join(name);
        let file = path.display().to_string();
        match text_of(&path) {
            Ok(text) => Some(Self::parse(file, &text, findings)),
            Err((code, what, mend)) => {
                let at = At { file, line: 1, column: 1, offset: 0, length: 0 };
                findings.add(code, Some(at), what, mend);
                None
            }
        }
    }

    /// Parses `text`; a row that is not CSV is left out with a finding.
    pub fn parse(file: String, text: &str, findings: &mut Findings) -> Self {
        let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let text = text.get(mark..).unwrap_or("");
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let mut table = Self { file, header: Vec::new(), rows: Vec::new() };
        let mut lines = Lines::new(text);
        for record in reader.records() {
            match record {
                Ok(record) => {
                    let byte = record.position().map_or(0, csv::Position::byte);
                    let (line, offset) = lines.at(usize::try_from(byte).unwrap_or(usize::MAX));
                    let cells = record.iter().map(str::to_owned).collect();
                    table.add(Row { line, offset: offset + mark, cells });
                }
                Err(error) => {
                    findings.add(
                        Code::Syntax,
                        Some(table.top()),
                        error.to_string(),
                        "mend the row",
                    );
                }
            }
        }
        table
    }

    fn add(&mut self, row: Row) {
        if self.header.is_empty() {
            self.header = row.cells.iter().map(|c| plain(c)).collect();
        } else if row.cells.iter().any(|c| !c.is_empty()) {
            self.rows.push(row);
        }
    }

    /// The first column whose header is one of `names`, in any case.
    pub fn column(&self, names: &[&str]) -> Option<usize> {
        self.header.iter().position(|h| names.iter().any(|n| h.eq_ignore_ascii_case(n)))
    }

    /// As [`Table::column`], with a finding where there is none.
    pub fn need(&self, names: &[&str], findings: &mut Findings) -> Option<usize> {
        let column = self.column(names);
        if column.is_none() {
            let what = format!("no column `{}`", names.join("` or `"));
            let at = At { file: self.file.clone(), line: 1, column: 1, offset: 0, length: 0 };
            findings.add(Code::MissingField, Some(at), what, "add the column");
        }
        column
    }

    /// Where a row stands.
    pub fn at(&self, row: &Row) -> At {
        At { file: self.file.clone(), line: row.line, column: 1, offset: row.offset, length: 0 }
    }

    /// Where the header stands.
    pub fn top(&self) -> At {
        At { file: self.file.clone(), line: 1, column: 1, offset: 0, length: 0 }
    }

    /// File name and line, as a source note.
    pub fn source(&self, row: &Row) -> String {
        let name = Path::new(&self.file).file_name().and_then(|n| n.to_str());
        format!("{}:{}", name.unwrap_or(&self.file), row.line)
    }
}

impl Row {
    /// The cell of a column; empty where the row is too short.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// The cell as a finite number, if it is one.
    pub fn number(&self, column: usize) -> Option<f64> {
        self.cell(column).parse::<f64>().ok().filter(|n| n.is_finite())
    }
}

/// Lines of a text, counted on the way through it.
pub(crate) struct Lines<'t> {
    text: &'t str,
    offset: usize,
    line: u32,
}

impl<'t> Lines<'t> {
    /// The lines of a text.
    pub fn new(text: &'t str) -> Self {
        Self { text, offset: 0, line: 1 }
    }

    /// Line and offset of the record that the parser begins at `offset`: the
    /// parser counts line ends before a record, and blank lines, as its own.
    pub fn at(&mut self, offset: usize) -> (u32, usize) {
        let bytes = self.text.as_bytes();
        let blank = |b: &&u8| matches!(b, b'\r' | b'\n');
        let skipped = bytes.iter().skip(offset).take_while(blank).count();
        let start = offset.saturating_add(skipped).min(bytes.len());
        let between = bytes.get(self.offset..start).unwrap_or(&[]);
        let ends = between.iter().filter(|b| **b == b'\n').count();
        self.line = self.line.saturating_add(u32::try_from(ends).unwrap_or(u32::MAX));
        self.offset = start;
        (self.line, start)
    }
}

/// A header cell without the marks that some tools put around it.
fn plain(cell: &str) -> String {
    cell.trim_matches(|c: char| c.is_whitespace() || c == '#' || c == '"').to_owned()
}

/// The text of a file within [`LARGEST`] bytes, or what is wrong with it.
pub(crate) fn text_of(path: &Path) -> Result<String, (Code, String, &'static str)> {
    let size = std::fs::metadata(path).map_err(unreadable)?.len();
    if size > LARGEST {
        return Err((Code::FileTooLarge, format!("{size} bytes"), "split the file"));
    }
    let bytes = std::fs::read(path).map_err(unreadable)?;
    String::from_utf8(bytes)
        .map_err(|e| (Code::FileNotUtf8, e.utf8_error().to_string(), "save the file as UTF-8"))
}

#[expect(clippy::needless_pass_by_value, reason = "the shape that map_err needs")]
fn unreadable(error: std::io::Error) -> (Code, String, &'static str) {
    (Code::FileUnreadable, error.to_string(), "check the path and its permissions")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_know_their_line_and_offset_with_any_line_ends() {
        for text in
            ["a,b\n1,2\n\n3,\"x\ny\"\n5,6\n", "\u{feff}a,b\r\n1,2\r\n\r\n3,\"x\r\ny\"\r\n5,6"]
        {
            let table = Table::parse("t.csv".to_owned(), text, &mut Findings::default());
            let lines: Vec<u32> = table.rows.iter().map(|r| r.line).collect();
            assert_eq!(lines, [2, 4, 6], "{text:?}");
            for row in &table.rows {
                assert!(text[row.offset..].starts_with(row.cell(0)), "{text:?}");
            }
        }
    }

    #[test]
    fn what_tools_put_around_a_header_is_taken_off() {
        let text = "#\"name1\", #name2 ,\"distance\"\n";
        let table = Table::parse("t.csv".to_owned(), text, &mut Findings::default());
        assert_eq!(table.header, ["name1", "name2", "distance"]);
        assert_eq!(table.column(&["NAME2"]), Some(1));
    }
}
