//! Source texts, and lines and columns within them.

use super::{Origin, Span};
use crate::finding::At;

/// A text that was read, with the name the user knows it by.
#[derive(Clone, Debug)]
pub struct Source {
    /// The file as the user named it.
    pub file: String,
    /// Its text, byte order mark included.
    pub text: String,
    lines: Vec<u32>,
}

const MARK: char = '\u{feff}';

impl Source {
    /// A source of its parts.
    #[must_use]
    pub fn new(file: String, text: String) -> Self {
        let lines = line_starts(&text);
        Self { file, text, lines }
    }

    /// The text without a byte order mark, and where it begins.
    #[must_use]
    pub fn body(&self, source: u32) -> (&str, Origin) {
        let body = self.text.strip_prefix(MARK).unwrap_or(&self.text);
        (body, Origin { source, base: self.text.len() - body.len() })
    }

    /// The place of a span: line and column of its first character.
    ///
    /// A span over several lines is cut at the end of its first, so that what
    /// is pointed at stays readable.
    #[must_use]
    pub fn at(&self, span: Span, hint: &mut Hint) -> At {
        let start = (span.start as usize).min(self.text.len());
        let line = self.lines.partition_point(|l| *l as usize <= start).max(1);
        let from = self.lines.get(line - 1).map_or(0, |l| *l as usize);
        let rest = self.text.get(start..).unwrap_or_default();
        let length = (span.end as usize).saturating_sub(start).min(rest.len());
        let length = rest.as_bytes().iter().take(length).take_while(|b| !is_break(**b)).count();
        At {
            file: self.file.clone(),
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: hint.column(&self.text, (span.source, from), start),
            offset: start,
            length,
        }
    }
}

/// Remembers the last column counted, so that a file of one long line with
/// many findings is walked once.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hint {
    line: (u32, usize),
    offset: usize,
    characters: u32,
}

impl Hint {
    fn column(&mut self, text: &str, line: (u32, usize), start: usize) -> u32 {
        if self.line != line || self.offset > start || self.offset < line.1 {
            *self = Self { line, offset: line.1, characters: 0 };
        }
        let between = text.get(self.offset..start).unwrap_or_default();
        let passed = between.chars().filter(|c| *c != MARK || line.1 > 0).count();
        self.characters += u32::try_from(passed).unwrap_or(u32::MAX);
        self.offset = start;
        self.characters.saturating_add(1)
    }
}

fn is_break(byte: u8) -> bool {
    byte == b'\n' || byte == b'\r'
}

/// Byte offsets at which lines begin; CR, LF and CRLF each end a line.
fn line_starts(text: &str) -> Vec<u32> {
    let bytes = text.as_bytes();
    let mut starts = vec![0];
    for (at, byte) in bytes.iter().enumerate() {
        let ends = *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
        if ends {
            starts.push(u32::try_from(at + 1).unwrap_or(u32::MAX));
        }
    }
    starts
}
