//! People as fields: whole numbers, whatever the format.
//!
//! A spreadsheet that groups thousands by a point turns 100,000 into
//! `100.000`. Read as a decimal that is 100 people, so a fraction is refused.

use super::Fields;
use crate::document::{Kind, Value};
use crate::finding::Code;
use crate::read::number::PEOPLE;
use crate::read::shown::quote;

impl Fields<'_, '_, '_> {
    /// A number of people that must be given.
    pub fn people(&mut self, name: &'static str) -> Option<f64> {
        let value = self.need_figure(name)?;
        self.as_people(value, name)
    }

    fn as_people(&mut self, value: &Value, name: &str) -> Option<f64> {
        let number = self.as_number(value, name, PEOPLE)?;
        let (Kind::Number(written, _) | Kind::Cell(written)) = &value.kind else {
            return Some(number);
        };
        let written = written.trim();
        if number.fract() == 0.0 && !is_grouped(written) {
            return Some(number);
        }
        let what = format!("`{name}` is {}; people are counted in whole numbers", quote(written));
        let mend = if is_grouped(written) {
            format!("did you mean {}? write it without a separator", written.replace('.', ""))
        } else {
            format!("write {} or {}", number.floor(), number.ceil())
        };
        self.gather.add(Code::WrongType, value.span, what, mend);
        None
    }
}

/// Whether a point groups thousands: one to three digits, then three.
fn is_grouped(written: &str) -> bool {
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    written.split_once('.').is_some_and(|(thousands, rest)| {
        (1..=3).contains(&thousands.len()) && rest.len() == 3 && digits(thousands) && digits(rest)
    })
}

#[cfg(test)]
mod tests {
    use super::is_grouped;

    #[test]
    fn points_that_group_thousands_are_known() {
        for grouped in ["100.000", "1.200", "12.345"] {
            assert!(is_grouped(grouped), "{grouped}");
        }
        for plain in ["100000", "100000.0", "1000.000", "0.5", "1.5e6", "-1.000"] {
            assert!(!is_grouped(plain), "{plain}");
        }
    }
}
