//! Depth of nesting and number of values, counted over the bytes before anything
//! recurses or allocates.

use super::{DEEPEST, MOST_VALUES, Origin, Problem, too_many};
use crate::finding::Code;

/// The first place of a JSON text that lies deeper than allowed.
pub(super) fn json(text: &str, origin: Origin) -> Option<Problem> {
    let (mut depth, mut quoted, mut escaped) = (0usize, false, false);
    let mut values = 0;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'[' | b'{' if !quoted => depth += 1,
            b']' | b'}' if !quoted => depth = depth.saturating_sub(1),
            b',' if !quoted => values += 1,
            _ => {}
        }
        if depth > DEEPEST {
            return Some(problem(at, origin));
        }
        if values > MOST_VALUES {
            return Some(too_many(at, origin));
        }
    }
    None
}

/// The first place of a TOML text that lies deeper than allowed: brackets, and
/// the dots of a dotted key, which nest just as well.
pub(super) fn toml(text: &str, origin: Origin) -> Option<Problem> {
    let bytes = text.as_bytes();
    let (mut at, mut depth, mut dots, mut values) = (0, 0usize, 0usize, 0);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' | b'\'' => {
                at = skip_string(bytes, at);
                continue;
            }
            b'#' => {
                at = skip_line(bytes, at);
                continue;
            }
            b'.' => dots += 1,
            b'[' | b'{' => (depth, dots) = (depth + 1, 0),
            b']' | b'}' => (depth, dots) = (depth.saturating_sub(1), 0),
            b'=' | b',' | b'\n' => (dots, values) = (0, values + 1),
            _ => {}
        }
        if depth + dots > DEEPEST {
            return Some(problem(at, origin));
        }
        if values > MOST_VALUES {
            return Some(too_many(at, origin));
        }
        at += 1;
    }
    None
}

fn problem(at: usize, origin: Origin) -> Problem {
    let what = format!("values are nested more than {DEEPEST} levels deep");
    Problem::new(Code::SyntaxTooDeep, origin.span(at..at + 1), what, "flatten the value")
}

fn skip_line(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    rest.iter().position(|b| *b == b'\n').map_or(bytes.len(), |n| from + n)
}

/// The byte after the string that opens at `from`; a one-line string that never
/// closes ends with its line, as it does for the parser's recovery.
fn skip_string(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    let Some(&quote) = rest.first() else {
        return bytes.len();
    };
    let long = rest.starts_with(&[quote; 3]);
    let mut at = if long { 3 } else { 1 };
    while let Some(&byte) = rest.get(at) {
        let closed = if long {
            rest.get(at..).is_some_and(|r| r.starts_with(&[quote; 3]))
        } else {
            byte == quote
        };
        match byte {
            b'\\' if quote == b'"' => at += 2,
            b'\n' if !long => return from + at,
            _ if closed => return from + at + if long { 3 } else { 1 },
            _ => at += 1,
        }
    }
    bytes.len()
}
