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
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let mut table = Self { file, header: Vec::new(), rows: Vec::new() };
        for record in reader.records() {
            let record = match record {
                Ok(record) => record,
                Err(error) => {
                    let at =
                        At { file: table.file.clone(), line: 1, column: 1, offset: 0, length: 0 };
                    findings.add(Code::Syntax, Some(at), error.to_string(), "mend the row");
                    continue;
                }
            };
            let place = record.position();
            let row = Row {
                line: place.map_or(1, |p| u32::try_from(p.line()).unwrap_or(u32::MAX)),
                offset: place.map_or(0, |p| usize::try_from(p.byte()).unwrap_or(usize::MAX)),
                cells: record.iter().map(str::to_owned).collect(),
            };
            table.add(row);
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

/// A header cell without the marks that some tools put around it.
fn plain(cell: &str) -> String {
    cell.trim_matches(|c: char| c.is_whitespace() || c == '#' || c == '"').to_owned()
}

fn text_of(path: &Path) -> Result<String, (Code, String, &'static str)> {
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
