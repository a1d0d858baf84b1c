//! Cells of a CSV text with their places.

use std::borrow::Cow;

use csv_core::{ReadFieldResult, Reader, ReaderBuilder};

use crate::document::{Origin, Problem, Span};
use crate::finding::Code;

/// One cell.
#[derive(Debug)]
pub(super) struct Cell<'a> {
    /// Its text without quotes.
    pub text: Cow<'a, str>,
    /// Where it stands, quotes included.
    pub span: Span,
}

/// Cells in the order of the text.
pub(super) struct Cells<'a> {
    text: &'a str,
    origin: Origin,
    reader: Reader,
    at: usize,
    buffer: Vec<u8>,
}

impl<'a> Cells<'a> {
    pub fn new(text: &'a str, origin: Origin, separator: u8) -> Self {
        let reader = ReaderBuilder::new().delimiter(separator).build();
        // A cell is never longer than the text, so the buffer is never full.
        let buffer = vec![0; text.len() + 1];
        Self { text, origin, reader, at: 0, buffer }
    }

    /// Reads the next row into `row`; whether there was one.
    pub fn row(&mut self, row: &mut Vec<Cell<'a>>, problems: &mut Vec<Problem>) -> bool {
        row.clear();
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let breaks = rest.iter().take_while(|b| **b == b'\n' || **b == b'\r').count();
        let mut start = self.at + breaks;
        loop {
            let input = self.text.as_bytes().get(self.at..).unwrap_or_default();
            let (result, read, written) = self.reader.read_field(input, &mut self.buffer);
            self.at += read;
            let last = match result {
                ReadFieldResult::InputEmpty => {
                    // The next call, with nothing left, ends the last cell.
                    let (result, ..) = self.reader.read_field(&[], &mut []);
                    if !matches!(result, ReadFieldResult::Field { .. }) {
                        return !row.is_empty();
                    }
                    let cell = self.cell(start, self.text.len(), written, problems);
                    row.push(cell);
                    return true;
                }
                ReadFieldResult::Field { record_end } => record_end,
                ReadFieldResult::OutputFull | ReadFieldResult::End => return !row.is_empty(),
            };
            let end = self.at.saturating_sub(1).max(start);
            let cell = self.cell(start, end, written, problems);
            row.push(cell);
            start = self.at;
            if last {
                return true;
            }
        }
    }

    fn cell(
        &self,
        start: usize,
        end: usize,
        written: usize,
        problems: &mut Vec<Problem>,
    ) -> Cell<'a> {
        let raw = self.text.get(start..end).unwrap_or_default();
        let span = self.origin.span(start..end);
        if !raw.starts_with('"') {
            return Cell { text: Cow::Borrowed(raw), span };
        }
        if raw.bytes().filter(|b| *b == b'"').count() % 2 == 1 {
            let open = self.origin.span(start..start + 1);
            let mend = "close the quote; a quote within a cell is written twice";
            problems.push(Problem::new(Code::Syntax, open, "the quote is never closed", mend));
        } else if !raw.trim_end_matches(' ').ends_with('"') {
            let what = "text follows the closing quote of the cell";
            let mend = "put the whole cell in quotes; a quote within it is written twice";
            problems.push(Problem::new(Code::Syntax, span, what, mend));
        }
        let inner = self.buffer.get(..written).unwrap_or_default();
        Cell { text: Cow::Owned(String::from_utf8_lossy(inner).into_owned()), span }
    }
}
