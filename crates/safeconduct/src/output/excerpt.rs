//! The line of a file that a finding points at, cut to what a screen can show.

use std::ops::Range;

use safeconduct_model::finding::At;

use super::clean;

/// Bytes of context kept on either side of the span in a very long line.
const CONTEXT: usize = 60;

/// Lines longer than this are cut.
const LONGEST: usize = 200;

/// A line, or part of one, safe to print.
#[derive(Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// What is shown.
    pub text: String,
    /// Where the caret goes, in bytes of `text`.
    pub span: Range<usize>,
    /// Whether the start of the line is missing, so that columns differ.
    pub shifted: bool,
}

/// The excerpt for a place; none where the place lies outside the text.
#[must_use]
pub fn at(source: &str, at: &At) -> Option<Excerpt> {
    let start = at.offset;
    let before = source.get(..start)?;
    let first = before.rfind('\n').map_or(0, |newline| newline + 1);
    let last = source.get(start..)?.find('\n').map_or(source.len(), |after| start + after);
    let line = source.get(first..last)?;
    let line = line.strip_suffix('\r').unwrap_or(line);
    let from = (start - first).min(line.len());
    let to = boundary_after(line, from.saturating_add(at.length)).max(from);
    Some(cut(line, from..to))
}

/// Cuts a long line around its span and marks the cuts; cleans the three parts
/// one by one, so that the caret stays under the same text.
fn cut(line: &str, span: Range<usize>) -> Excerpt {
    let (mut from, mut to) = (0, line.len());
    let mut end = span.end;
    if line.len() > LONGEST {
        from = boundary_before(line, span.start.saturating_sub(CONTEXT));
        end = boundary_before(line, span.end.min(span.start + LONGEST)).max(span.start);
        to = boundary_after(line, end + CONTEXT);
    }
    let part = |range: Range<usize>| line.get(range).unwrap_or_default();
    let mark = |cut: bool| if cut { "…" } else { "" };
    let head = format!("{}{}", mark(from > 0), clean::line(part(from..span.start)));
    let body = clean::line(part(span.start..end));
    let tail = clean::line(part(end..to));
    let text = format!("{head}{body}{tail}{}", mark(to < line.len()));
    Excerpt { span: head.len()..head.len() + body.len(), shifted: from > 0, text }
}

fn boundary_before(line: &str, mut at: usize) -> usize {
    at = at.min(line.len());
    while !line.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn boundary_after(line: &str, mut at: usize) -> usize {
    at = at.min(line.len());
    while !line.is_char_boundary(at) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(offset: usize, length: usize) -> At {
        At { file: String::new(), line: 1, column: 1, offset, length }
    }

    #[test]
    fn the_line_alone_is_shown() {
        let found = at("one\ntwo three\r\nfour", &place(8, 5)).unwrap();
        assert_eq!(found, Excerpt { text: "two three".into(), span: 4..9, shifted: false });
    }

    #[test]
    fn a_span_over_several_lines_ends_with_its_first() {
        let found = at("a\nbc\nd", &place(2, 100)).unwrap();
        assert_eq!(found, Excerpt { text: "bc".into(), span: 0..2, shifted: false });
    }

    #[test]
    fn a_long_line_is_cut_around_the_span() {
        let source = format!("{}bad{}", "é".repeat(500), "x".repeat(100_000));
        let found = at(&source, &place(1000, 3)).unwrap();
        assert_eq!(&found.text[found.span.clone()], "bad");
        assert!(found.text.len() < 200 && found.text.starts_with('…') && found.text.ends_with('…'));
    }

    #[test]
    fn places_outside_the_text_give_nothing_and_odd_ones_no_panic() {
        assert_eq!(at("abc", &place(4, 1)), None);
        assert_eq!(at("é", &place(1, 1)), None);
        for offset in 0..=3 {
            for length in [0, 1, usize::MAX] {
                let _ = at("é\n", &place(offset, length));
            }
        }
    }

    #[test]
    fn controls_become_visible_without_moving_the_caret() {
        let found = at("\x1b\x1bx = y", &place(2, 1)).unwrap();
        assert_eq!(&found.text[found.span.clone()], "x");
        assert_eq!(found.text, "␛␛x = y");
    }
}
