//! Days, windows and dates as fields.

use jiff::civil::Date;

use super::Fields;
use crate::calendar::{Day, LONGEST_HORIZON, Window};
use crate::document::{Kind, Value};
use crate::event_window::EventWindow;
use crate::finding::Code;
use crate::read::number::{Bounds, shown};
use crate::read::reference::Noun;
use crate::read::shown::quote;

impl Fields<'_, '_, '_> {
    /// A day that must be given.
    pub fn day(&mut self, name: &'static str) -> Option<Day> {
        let value = self.need(name)?;
        self.as_day(value, name)
    }

    /// The days between `from_day` and `to_day`, unless one is wrong.
    pub fn window(&mut self) -> Option<Window> {
        let before = self.gather.len();
        let from = self.take("from_day");
        let to = self.take("to_day");
        let window = Window {
            from_day: from.and_then(|v| self.as_day(v, "from_day")),
            to_day: to.and_then(|v| self.as_day(v, "to_day")),
        };
        if let (Some(first), Some(last), Some(value)) = (window.from_day, window.to_day, to)
            && first > last
        {
            let what = format!("the window ends on day {} and begins on day {}", last.0, first.0);
            self.gather.add(Code::WindowBackwards, value.span, what, "exchange the two days");
        }
        (self.gather.len() == before).then_some(window)
    }

    /// The events and zones of a timetable between which something holds.
    pub fn event_window(&mut self) -> EventWindow {
        EventWindow {
            from_event: self.optional_refer("from_event", Noun::Event),
            to_event: self.optional_refer("to_event", Noun::Event),
            while_open: self.optional_refer("while_open", Noun::TimedZone),
        }
    }

    fn as_day(&mut self, value: &Value, name: &str) -> Option<Day> {
        let text = match &value.kind {
            Kind::Number(..) => None,
            Kind::Cell(text) if !text.contains('-') || text.trim().starts_with('-') => None,
            Kind::Cell(text) | Kind::Text(text) => Some(text.trim().to_owned()),
            Kind::Date(text) => Some((*text).to_owned()),
            other => {
                let what = format!("`{name}` must be a day, here it is {}", shown(other));
                let mend = "write a day number from 0, or a date as YYYY-MM-DD";
                self.gather.add(Code::WrongType, value.span, what, mend);
                return None;
            }
        };
        match text {
            None => self.numbered(value, name),
            Some(text) => self.dated(value, name, &text),
        }
    }

    fn numbered(&mut self, value: &Value, name: &str) -> Option<Day> {
        let days = self.gather.horizon();
        if let Kind::Cell(text) = &value.kind
            && (text.contains('/') || text.matches('.').count() == 2)
        {
            self.bad_date(value, name, text);
            return None;
        }
        let number = self.as_number(value, name, Bounds::new(0.0, f64::from(LONGEST_HORIZON)))?;
        match super::whole(number).filter(|day| *day < days) {
            Some(day) => Some(Day(day)),
            None => {
                let what =
                    format!("`{name}` is day {number}, the scenario has days 0 to {}", days - 1);
                let mend = "write a day within the horizon, or raise `days`";
                self.gather.add(Code::OutOfRange, value.span, what, mend);
                None
            }
        }
    }

    fn dated(&mut self, value: &Value, name: &str, text: &str) -> Option<Day> {
        let Some(date) = date(text) else {
            self.bad_date(value, name, text);
            return None;
        };
        // Where the start is itself wrong, dates cannot be judged.
        let start = self.gather.start?;
        let days = i64::from(self.gather.horizon());
        let day = (date - start).get_days();
        if let Some(day) = u32::try_from(day).ok().filter(|day| i64::from(*day) < days) {
            return Some(Day(day));
        }
        let last = Day(self.gather.horizon().saturating_sub(1)).date(start);
        let last = last.map_or_else(String::new, |d| format!(" to {d}"));
        let what = format!("`{name}` is {date}, the scenario runs from {start}{last}");
        let mend = "write a date within the scenario, or change `start` or `days`";
        self.gather.add(Code::BadDate, value.span, what, mend);
        None
    }

    fn bad_date(&mut self, value: &Value, name: &str, text: &str) {
        let what = format!("`{name}` is {}, which is no date", quote(text));
        let mend = match &meant(text)[..] {
            [one] => format!("write {one}, if that is the day meant"),
            [one, other] => format!("write {one}, or {other} if the month stands first"),
            _ => "write an existing date as YYYY-MM-DD, without a time".to_owned(),
        };
        self.gather.add(Code::BadDate, value.span, what, mend);
    }

    /// The calendar date of day 0.
    pub fn start_date(&mut self, name: &'static str) -> Option<Date> {
        let value = self.need(name)?;
        let text = match &value.kind {
            Kind::Text(text) | Kind::Cell(text) => text.as_ref(),
            Kind::Date(text) => text,
            other => {
                let what = format!("`{name}` must be a date, here it is {}", shown(other));
                let mend = "write a date as YYYY-MM-DD";
                self.gather.add(Code::WrongType, value.span, what, mend);
                return None;
            }
        };
        // Beyond these years a slip is likelier than a scenario.
        let found = date(text).filter(|d| (1900..=2200).contains(&d.year()));
        if found.is_none() {
            self.bad_date(value, name, text);
        }
        found
    }
}

/// The dates that a text in another form may mean, day before month first.
fn meant(text: &str) -> Vec<Date> {
    let day = text.trim().split(['T', ' ']).next().unwrap_or_default();
    let parts: Vec<&str> = day.split(['/', '.', '-']).collect();
    let [a, b, c] = parts[..] else {
        return Vec::new();
    };
    let written = |y: &str, m: &str, d: &str| date(&format!("{y}-{m:0>2}-{d:0>2}"));
    let found = if a.len() == 4 {
        [written(a, b, c), None]
    } else {
        [written(c, b, a), written(c, a, b).filter(|_| a != b)]
    };
    found.into_iter().flatten().collect()
}

/// A date written YYYY-MM-DD that exists.
fn date(text: &str) -> Option<Date> {
    let shape = |(at, byte): (usize, u8)| {
        if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() }
    };
    let fits = text.len() == 10 && text.bytes().enumerate().all(shape);
    if fits { text.parse().ok() } else { None }
}
