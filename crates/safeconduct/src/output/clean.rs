//! Text from inputs, made safe for a terminal.
//!
//! A display name may hold anything. Control characters could move the cursor
//! or recolour the screen, and bidirectional overrides could make one name look
//! like another, so neither ever leaves raw. Each is replaced by one visible
//! character, which keeps columns where they were.

use std::borrow::Cow;

/// One line: as [`text`], and line breaks and tabs are made visible as well.
#[must_use]
pub fn line(raw: &str) -> Cow<'_, str> {
    replace(raw, |c| c == '\n' || c == '\t')
}

/// Several lines: line breaks and tabs stay.
#[must_use]
pub fn text(raw: &str) -> Cow<'_, str> {
    replace(raw, |_| false)
}

/// A JSON text whose strings hold nothing a terminal would act on.
///
/// JSON already escapes the C0 controls; C1 controls and overrides can stand
/// only within strings, where `\uXXXX` means the same character.
#[must_use]
pub fn json(raw: &str) -> Cow<'_, str> {
    if !raw.contains(|c: char| c != '\n' && is_unsafe(c)) {
        return Cow::Borrowed(raw);
    }
    let mut safe = String::with_capacity(raw.len());
    for c in raw.chars() {
        if c == '\n' || !is_unsafe(c) {
            safe.push(c);
        } else {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                safe.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    Cow::Owned(safe)
}

fn replace(raw: &str, also: impl Fn(char) -> bool) -> Cow<'_, str> {
    let bad = |c: char| also(c) || (c != '\n' && c != '\t' && is_unsafe(c));
    if !raw.contains(bad) {
        return Cow::Borrowed(raw);
    }
    Cow::Owned(raw.chars().map(|c| if bad(c) { picture(c) } else { c }).collect())
}

/// The visible stand-in of a character that may not leave raw.
fn picture(c: char) -> char {
    match u32::from(c) {
        code @ 0..=0x1f => char::from_u32(0x2400 + code).unwrap_or('\u{fffd}'),
        0x7f => '\u{2421}',
        _ => '\u{fffd}',
    }
}

/// Control characters, bidirectional embeddings, overrides and isolates, line
/// separators, and characters that show nothing at all. Joiners and direction
/// marks stay: names in Arabic or Persian script need them.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}'
            | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_a_terminal_would_act_on_is_left() {
        let evil = "a\x1b[31mb\u{9b}2Jc\u{202e}d\x07\r\u{2066}\u{e0041}";
        let safe = text(evil);
        assert_eq!(safe, "a␛[31mb\u{fffd}2Jc\u{fffd}d␇␍\u{fffd}\u{fffd}");
        assert_eq!(safe.chars().count(), evil.chars().count(), "columns stay");
    }

    #[test]
    fn ordinary_names_pass_unchanged() {
        for name in ["Château\tnord\n", "مركز التوزيع\u{200f}", "می\u{200c}خواهم", "😀"]
        {
            assert!(matches!(text(name), Cow::Borrowed(_)), "{name}");
        }
        assert_eq!(line("two\nlines"), "two␊lines");
    }

    #[test]
    fn json_keeps_its_meaning() {
        let value = "x\u{9b}\u{202e}\u{e0041}\n";
        let raw = serde_json::to_string_pretty(&[value]).unwrap();
        let safe = json(&raw);
        assert!(safe.is_ascii(), "{safe}");
        assert_eq!(serde_json::from_str::<[String; 1]>(&safe).unwrap()[0], value);
    }
}
