//! Dates and lists of words as talks write them.

use jiff::civil::Date;

use crate::document::Kind;
use crate::finding::Code;
use crate::read::fields::Fields;
use crate::read::number::{Bounds, shown};
use crate::read::shown::quote;

/// Days in a timetable: a century is beyond any.
pub const DAYS: Bounds = Bounds::new(-36_525.0, 36_525.0);

/// Weights of changes and of positions.
pub const WEIGHT: Bounds = Bounds::positive(1e9);

/// A date, kept as written.
pub fn date(f: &mut Fields, name: &'static str) -> Option<String> {
    let value = f.take(name)?;
    let text = match &value.kind {
        Kind::Text(text) => text.as_ref(),
        Kind::Date(text) => text,
        other => {
            let what = format!("`{name}` must be a date, here it is {}", shown(other));
            f.gather.add(Code::WrongType, value.span, what, "write a date as YYYY-MM-DD");
            return None;
        }
    };
    let found = text.parse::<Date>().ok().filter(|_| text.len() == 10);
    if found.is_none() {
        let what = format!("`{name}` is {}, which is no date", quote(text));
        f.gather.add(Code::BadDate, value.span, what, "write an existing date as YYYY-MM-DD");
    }
    found.map(|_| text.to_owned())
}

/// A list of words; empty where left out.
pub fn words(f: &mut Fields, name: &'static str) -> Vec<String> {
    let items = f.items(name).unwrap_or_default();
    items.iter().filter_map(|item| f.as_text(item, name)).collect()
}

/// Whole days, which may lie before the start.
pub fn days(f: &mut Fields, name: &'static str) -> Option<i64> {
    let span = f.span_of(name);
    let number = f.optional_number(name, DAYS)?;
    if number.fract() != 0.0 {
        let what = format!("`{name}` is {number}, which is no whole number of days");
        f.gather.add(Code::OutOfRange, span, what, "write whole days");
        return None;
    }
    #[allow(clippy::cast_possible_truncation)]
    Some(number as i64)
}
