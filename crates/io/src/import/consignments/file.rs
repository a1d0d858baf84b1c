//! Opening a register: a spreadsheet or separated text, by what it holds.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use safeconduct_model::finding::{At, Code, Findings};

use super::Options;
use super::dates::Epoch;
use super::odd::{Kind, Odd};
use super::reading::{Place, Reading};
use super::tally::Tally;
use crate::import::table::{Lines, text_of};
use crate::import::workbook::{Broken, Cell, Workbook};

/// The largest file read, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;

/// What every ZIP archive, and so every spreadsheet, begins with.
const ARCHIVE: &[u8] = b"PK";

/// Reads a register; none, with an error among the findings, where it cannot be.
pub(super) fn read(
    path: &Path,
    options: &Options,
    findings: &mut Findings,
) -> Option<(Tally, Odd)> {
    let file = path.display().to_string();
    let start = |path: &Path| -> std::io::Result<(Vec<u8>, u64)> {
        let mut start = Vec::new();
        let open = File::open(path)?;
        let size = open.metadata()?.len();
        open.take(2).read_to_end(&mut start)?;
        Ok((start, size))
    };
    let read = match start(path) {
        Err(error) => {
            let mend = "check the path and its permissions";
            findings.add(Code::FileUnreadable, Some(top(&file)), error.to_string(), mend);
            return None;
        }
        Ok((_, size)) if size > LARGEST => {
            let what = format!("{size} bytes");
            findings.add(Code::FileTooLarge, Some(top(&file)), what, "split the file by month");
            return None;
        }
        Ok((start, size)) if start == ARCHIVE => spreadsheet(path, &file, size, options, findings),
        Ok(_) => separated(path, &file, options, findings),
    };
    let reading = read?;
    if !reading.columns.enough() {
        missing(&file, &reading, findings);
        return None;
    }
    if reading.too_many_names() {
        let what = "more than 200 different crossings: this is hardly the column of crossings";
        findings.add(Code::TooMany, Some(top(&file)), what, "mend the header of the column");
        return None;
    }
    Some(reading.done())
}

/// The start of a file.
fn top(file: &str) -> At {
    At { file: file.to_owned(), line: 1, column: 1, offset: 0, length: 0 }
}

/// Says which columns were looked for and which were found.
fn missing(file: &str, reading: &Reading<'_>, findings: &mut Findings) {
    let what = if reading.columns.of(super::columns::Field::Date).is_none() {
        "no column of dates was found under any header, such as `Received Date`, `Date` or `#date`"
    } else {
        "beside the dates there is no column of crossings, trucks or mass, such as `Crossing`, \
         `No. of Trucks` or `Aid (tons)`"
    };
    findings.add(Code::MissingField, Some(top(file)), what, "add a header row or HXL hashtags");
}

fn spreadsheet<'o>(
    path: &Path,
    file: &str,
    size: u64,
    options: &'o Options,
    findings: &mut Findings,
) -> Option<Reading<'o>> {
    let read = || -> Result<Option<Reading<'o>>, Broken> {
        let opened = File::open(path).map_err(zip::result::ZipError::Io)?;
        let mut book = Workbook::open(std::io::BufReader::new(opened), size)?;
        let epoch = if book.from_1904 { Epoch::From1904 } else { Epoch::From1900 };
        let sheets = book.sheets.clone();
        let asked = |name: &str| options.sheet.as_deref().is_none_or(|asked| asked == name);
        let (mut found, mut unread) = (None::<Reading<'o>>, Vec::new());
        for sheet in &sheets {
            if !asked(&sheet.name) || found.as_ref().is_some_and(|f| f.columns.enough()) {
                unread.push(sheet.name.clone());
                continue;
            }
            let mut reading = Reading::new(file, Some(sheet.name.clone()), Some(epoch), options);
            book.rows(sheet, &mut |row, cells| reading.row(Place::of_row(row), cells, None))?;
            if let Some(before) = found.replace(reading) {
                unread.extend(before.sheet().map(str::to_owned));
            }
        }
        for name in &unread {
            let at = Some(top(file));
            let what = || format!("the sheet `{name}` was not read");
            found.iter_mut().for_each(|f| f.odd.add(Kind::Unread, at.clone(), what));
        }
        Ok(found)
    };
    match read() {
        Ok(Some(reading)) => Some(reading),
        Ok(None) => {
            let what = "the spreadsheet has no sheet of that name, or none at all";
            findings.add(Code::MissingField, Some(top(file)), what, "name another with --sheet");
            None
        }
        Err(broken) => {
            let mend = "save the sheet anew, or as CSV (UTF-8)";
            findings.add(Code::ImportBroken, Some(top(file)), broken.to_string(), mend);
            None
        }
    }
}

fn separated<'o>(
    path: &Path,
    file: &str,
    options: &'o Options,
    findings: &mut Findings,
) -> Option<Reading<'o>> {
    let text = match text_of(path) {
        Ok(text) => text,
        Err((code, what, mend)) => {
            findings.add(code, Some(top(file)), what, mend);
            return None;
        }
    };
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let text = text.get(mark..).unwrap_or("");
    if let Some(what) = unreadable(text) {
        findings.add(Code::Syntax, Some(top(file)), what, "save the table anew as CSV (UTF-8)");
        return None;
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut reading = Reading::new(file, None, None, options);
    let mut lines = Lines::new(text);
    let mut cells = Vec::new();
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let what = error.to_string();
                findings.add(Code::Syntax, Some(top(file)), what, "mend the row");
                return None;
            }
        };
        let byte = record.position().map_or(0, csv::Position::byte);
        let (line, offset) = lines.at(usize::try_from(byte).unwrap_or(usize::MAX));
        cells.clear();
        let said = (0..).zip(&record).filter(|(_, text)| !text.trim().is_empty());
        let cell = |text: &str| Cell { text: text.to_owned(), ..Cell::default() };
        cells.extend(said.map(|(column, text)| (column, cell(text))));
        let place = Place { line, offset: offset + mark };
        reading.row(place, &cells, Some(u32::try_from(record.len()).unwrap_or(u32::MAX)));
    }
    Some(reading)
}

/// Why a text is no table, if it is none.
fn unreadable(text: &str) -> Option<&'static str> {
    if text.contains('\0') {
        return Some("the text holds NUL bytes");
    }
    // Quotes within a quoted cell are doubled, so a sound table has an even number.
    let quotes = text.bytes().filter(|b| *b == b'"').count();
    (quotes % 2 == 1).then_some("a quote is opened and never closed")
}

/// What stands between the cells of most of the first lines.
fn delimiter(text: &str) -> u8 {
    let start: Vec<&str> = text.lines().take(20).collect();
    let lines_with = |mark: u8| start.iter().filter(|l| l.bytes().any(|b| b == mark)).count();
    let marks = [b',', b';', b'\t'];
    let most =
        |mark: u8| start.iter().map(|l| l.bytes().filter(|b| *b == mark).count()).sum::<usize>();
    marks.into_iter().rev().max_by_key(|m| (lines_with(*m), most(*m))).unwrap_or(b',')
}
