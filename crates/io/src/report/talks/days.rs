//! Days of a timetable: from the event they count from, and by calendar.

use jiff::Span;
use jiff::civil::Date;

use crate::report::number;

/// Tells days, with calendar dates where the first is known.
#[derive(Clone, Copy)]
pub struct Days {
    start: Option<Date>,
}

impl Days {
    /// Days from a calendar day, YYYY-MM-DD, if one is given.
    pub fn from(start: Option<&str>) -> Self {
        Self { start: start.and_then(|start| start.parse().ok()) }
    }

    /// `day 12 (2025-03-13)`.
    pub fn day(self, day: i64) -> String {
        let date = self.start.and_then(|start| {
            let span = Span::new().try_days(day).ok()?;
            start.checked_add(span).ok()
        });
        let day = number::whole(day as f64);
        date.map_or_else(|| format!("day {day}"), |date| format!("day {day} ({date})"))
    }

    /// From a first to a last day.
    pub fn window(self, first: i64, last: Option<i64>) -> String {
        match last {
            Some(last) if last == first => format!("on {}", self.day(first)),
            Some(last) => format!("{} to {}", self.day(first), self.day(last)),
            None => format!("{} at the earliest, no latest day", self.day(first)),
        }
    }
}
