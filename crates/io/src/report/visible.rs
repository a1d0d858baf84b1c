//! Names made safe to show: what cannot be seen is written out.
//!
//! A name comes from a file of somebody else. It may hold terminal escapes,
//! line ends, or marks that reverse the reading order of what stands beside it.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The widest name shown before it is cut, in columns.
pub const WIDEST_NAME: usize = 48;

/// Combining marks in a row that are kept; real scripts need far fewer.
const MARKS_IN_A_ROW: usize = 4;

/// `text` with everything unseen or reordering written as `\u{…}`.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut marks = 0;
    for c in text.chars() {
        if is_hidden(c) {
            out.extend(c.escape_unicode());
            marks = 0;
            continue;
        }
        marks = if c.width() == Some(0) { marks + 1 } else { 0 };
        if marks <= MARKS_IN_A_ROW {
            out.push(c);
        }
    }
    out
}

/// A name as shown: [`visible`], on one line, at most [`WIDEST_NAME`] wide.
pub fn name(text: &str) -> String {
    // A long name is cut before it is examined, so that its length costs nothing.
    let head: String = text.chars().take(WIDEST_NAME * (MARKS_IN_A_ROW + 2)).collect();
    let mut shown = visible(&head);
    if head.len() < text.len() {
        shown.push('…');
    }
    if shown.trim().is_empty() { "(no name)".to_owned() } else { cut(&shown, WIDEST_NAME) }
}

/// `text` cut to `columns` columns, with an ellipsis where something is gone.
pub fn cut(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for c in text.chars() {
        let width = c.width().unwrap_or(0);
        if used + width + 1 > columns {
            break;
        }
        used += width;
        out.push(c);
    }
    out.push('…');
    out
}

/// Control characters, bidirectional controls, and characters without ink.
/// Joiners (U+200C, U+200D) stay: Arabic and Indic scripts are spelled with them.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_written_out() {
        assert_eq!(visible("a\u{1b}]0;x\u{7}\n"), r"a\u{1b}]0;x\u{7}\u{a}");
        assert_eq!(visible("\u{202e}gnp.exe"), r"\u{202e}gnp.exe");
        assert_eq!(visible("\u{2066}in\u{2069}"), r"\u{2066}in\u{2069}");
        assert_eq!(visible("می‌خواهم é Ḥasaka"), "می‌خواهم é Ḥasaka");
    }

    #[test]
    fn names_are_bounded_and_never_empty() {
        assert_eq!(name(&"x".repeat(100_000)).width(), WIDEST_NAME);
        assert_eq!(name(&"🚚".repeat(500)).width(), WIDEST_NAME - 1);
        assert!(name(&"a\u{301}".repeat(2_000)).len() < 400);
        assert!(name(&format!("a{}", "\u{301}".repeat(2_000))).chars().count() <= 6);
        assert_eq!(name("  "), "(no name)");
    }
}
