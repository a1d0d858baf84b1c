//! Days as people write them in registers.

use jiff::civil::{Date, date};

/// The days a register can speak of.
const FIRST: Date = date(1990, 1, 1);
const LAST: Date = date(2100, 12, 31);

/// From which day a spreadsheet counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Epoch {
    /// Day 1 is 1 January 1900. Spreadsheets hold 1900 for a leap year, so that
    /// from March 1900 on days count from 30 December 1899.
    From1900,
    /// Day 0 is 1 January 1904.
    From1904,
}

/// Why a text is no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoDay {
    /// Nothing is written.
    Missing,
    /// Day and month could be exchanged.
    Ambiguous,
    /// Not in the calendar, or not readable.
    Unreadable,
    /// Before 1990 or after 2100.
    OutOfRange,
}

impl NoDay {
    pub const fn words(self) -> &'static str {
        match self {
            Self::Missing => "the date is missing",
            Self::Ambiguous => "day and month of the date may be exchanged",
            Self::Unreadable => "the date is in no calendar",
            Self::OutOfRange => "the date lies before 1990 or after 2100",
        }
    }
}

/// The day that a number of a spreadsheet stands for; its time is dropped.
pub(super) fn of_number(number: f64, epoch: Epoch) -> Result<Date, NoDay> {
    if !number.is_finite() || !(0.0..100_000.0).contains(&number) {
        return Err(NoDay::OutOfRange);
    }
    let zero = match epoch {
        Epoch::From1900 => date(1899, 12, 30),
        Epoch::From1904 => date(1904, 1, 1),
    };
    let day = zero.checked_add(jiff::Span::new().days(number as i64));
    in_range(day.map_err(|_| NoDay::OutOfRange)?)
}

/// The day that a text stands for: `2024-03-01`, also with a time; `1 Mar 2024`;
/// `31/12/2024` where only one reading is possible.
pub(super) fn of_text(text: &str) -> Result<Date, NoDay> {
    let text = text.trim();
    if text.is_empty() {
        return Err(NoDay::Missing);
    }
    let date_part = text.split(['T', ' ']).next().unwrap_or(text);
    let parts: Vec<&str> = if date_part.split(['-', '/', '.']).count() == 3 {
        date_part.split(['-', '/', '.']).collect()
    } else {
        text.split([' ', ',']).filter(|p| !p.is_empty()).collect()
    };
    let [a, b, c] = parts[..] else { return Err(NoDay::Unreadable) };
    if let Some(month) = month(b) {
        return new(number(c)?, month, number(a)?);
    }
    if let Some(month) = month(a) {
        return new(number(c)?, month, number(b)?);
    }
    let (x, y, z) = (number(a)?, number(b)?, number(c)?);
    if a.len() == 4 {
        return new(x, y, z);
    }
    if c.len() != 4 {
        return Err(NoDay::Unreadable);
    }
    match (x <= 12, y <= 12) {
        (true, true) if x != y => Err(NoDay::Ambiguous),
        (true, false) => new(z, x, y),
        _ => new(z, y, x),
    }
}

fn number(text: &str) -> Result<i16, NoDay> {
    let plain = (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| plain).ok_or(NoDay::Unreadable)
}

fn new(year: i16, month: i16, day: i16) -> Result<Date, NoDay> {
    let part = |n: i16| i8::try_from(n).map_err(|_| NoDay::Unreadable);
    in_range(Date::new(year, part(month)?, part(day)?).map_err(|_| NoDay::Unreadable)?)
}

fn in_range(day: Date) -> Result<Date, NoDay> {
    if (FIRST..=LAST).contains(&day) { Ok(day) } else { Err(NoDay::OutOfRange) }
}

/// The month of an English name or of its first letters, three at least.
fn month(text: &str) -> Option<i16> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let text = text.trim_end_matches('.').to_ascii_lowercase();
    let named = |name: &&str| text.len() >= 3 && name.starts_with(&text);
    (1..).zip(NAMES).find(|(_, name)| named(name)).map(|(n, _)| n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        let day = date(2024, 9, 1);
        for text in [
            "2024-09-01",
            "2024-09-01T10:00:00",
            "2024-09-01 10:00",
            "1 Sept 2024",
            "1 Sep 2024",
            "01-Sep-2024",
            "September 1, 2024",
            "2024/09/01",
            " 1 september 2024 ",
        ] {
            assert_eq!(of_text(text), Ok(day), "{text:?}");
        }
        assert_eq!(of_text("31/12/2024"), Ok(date(2024, 12, 31)));
        assert_eq!(of_text("12/31/2024"), Ok(date(2024, 12, 31)));
        assert_eq!(of_text("5.5.2024"), Ok(date(2024, 5, 5)));
    }

    #[test]
    fn what_is_no_day_says_why() {
        use NoDay::*;
        for (text, why) in [
            ("", Missing),
            ("01/02/2025", Ambiguous),
            ("2025-02-30", Unreadable),
            ("2025-13-01", Unreadable),
            ("0000-00-00", Unreadable),
            ("99999-01-01", Unreadable),
            ("1024-01-01", OutOfRange),
            ("soon", Unreadable),
            ("45673", Unreadable),
            ("1 Ma 2024", Unreadable),
            ("2024-09-٠١", Unreadable),
            ("-1-1-2024", Unreadable),
        ] {
            assert_eq!(of_text(text), Err(why), "{text:?}");
        }
    }

    #[test]
    fn numbers_of_spreadsheets_are_days() {
        assert_eq!(of_number(45673.0, Epoch::From1900), Ok(date(2025, 1, 16)));
        assert_eq!(of_number(45673.9, Epoch::From1900), Ok(date(2025, 1, 16)));
        assert_eq!(of_number(45673.0 - 1462.0, Epoch::From1904), Ok(date(2025, 1, 16)));
        for number in [f64::NAN, f64::INFINITY, -1.0, 0.0, 1e9] {
            assert_eq!(of_number(number, Epoch::From1900), Err(NoDay::OutOfRange));
        }
    }
}
