//! Breaking text into lines by the width of what is seen.

use unicode_width::UnicodeWidthStr;

use crate::report::visible;

/// `text` broken at spaces into lines of at most `width` columns, each
/// indented by `indent`; ends with a line end.
pub(crate) fn paragraph(text: &str, indent: usize, width: usize) -> String {
    hanging(text, indent, indent, width)
}

/// A list item: its first line begins at `first`, the others at `rest`.
pub(crate) fn hanging(text: &str, first: usize, rest: usize, width: usize) -> String {
    let mut out = " ".repeat(first);
    let mut used = first;
    let mut fresh = true;
    for word in text.split_whitespace() {
        let word = visible::cut(word, width.saturating_sub(first.max(rest)).max(8));
        if !fresh && used + 1 + word.width() > width {
            out.push('\n');
            out.push_str(&" ".repeat(rest));
            used = rest;
            fresh = true;
        }
        if !fresh {
            out.push(' ');
            used += 1;
        }
        used += word.width();
        out.push_str(&word);
        fresh = false;
    }
    out.push('\n');
    out
}

/// Facts in a row with ` · ` between them, broken between facts only.
pub(crate) fn facts(facts: &[String], width: usize) -> String {
    let mut out = String::new();
    let mut used = 0;
    for fact in facts {
        if used > 0 && used + 3 + fact.width() > width {
            out.push('\n');
            used = 0;
        }
        let gap = if used > 0 { " · " } else { "" };
        out.extend([gap, fact]);
        used += gap.width() + fact.width();
    }
    out.push('\n');
    out
}

/// A bulleted item, indented by two.
pub(crate) fn item(text: &str, width: usize) -> String {
    hanging(&format!("- {text}"), 2, 4, width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_to_the_width_and_lose_no_word() {
        let text = "one two three four five six seven 漢字漢字 eight";
        let lines = hanging(text, 2, 4, 16);
        assert!(lines.lines().all(|l| l.width() <= 16), "{lines}");
        let words: Vec<_> = lines.split_whitespace().collect();
        assert_eq!(words.join(" "), text);
    }
}
