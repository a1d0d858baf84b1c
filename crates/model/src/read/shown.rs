//! Values as shown in a finding: short, in quotes, nothing invisible.

/// The longest piece of an input that a finding repeats, in characters.
const LONGEST: usize = 60;

/// `text` between backquotes, cut and with control, invisible and
/// direction-changing characters escaped.
pub(crate) fn quote(text: &str) -> String {
    let mut out = String::from("`");
    for (count, c) in text.chars().enumerate() {
        if count == LONGEST {
            out.push('…');
            break;
        }
        if is_hidden(c) {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out.push('`');
    out
}

fn is_hidden(c: char) -> bool {
    let marks = ['\u{ad}', '\u{61c}', '\u{feff}', '\u{180e}'];
    c.is_control()
        || marks.contains(&c)
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
}
