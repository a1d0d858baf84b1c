//! The pieces of a condition.

/// A piece of a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'t> {
    /// A name, an option or a word of the language.
    Word(&'t str),
    /// A comparison, bracket or comma.
    Sign(&'t str),
}

impl<'t> Token<'t> {
    /// As written.
    pub const fn text(&self) -> &'t str {
        match self {
            Self::Word(text) | Self::Sign(text) => text,
        }
    }
}

const SIGNS: &[&str] = &["==", "!=", ">=", "<=", "(", ")", "[", "]", ","];

/// The pieces with the byte each begins at.
///
/// # Errors
/// The byte of a character that begins no piece.
pub fn tokens(text: &str) -> Result<Vec<(Token<'_>, usize)>, usize> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || "._:/-".contains(c);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let blank = rest.len() - rest.trim_start().len();
        if blank > 0 {
            at += blank;
            continue;
        }
        let sign = SIGNS.iter().find(|sign| rest.starts_with(**sign));
        let word = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        let length = match sign {
            Some(sign) => sign.len(),
            None if word > 0 => word,
            None => return Err(at),
        };
        let piece = rest.get(..length).ok_or(at)?;
        found.push((if sign.is_some() { Token::Sign(piece) } else { Token::Word(piece) }, at));
        at += length;
    }
    Ok(found)
}
