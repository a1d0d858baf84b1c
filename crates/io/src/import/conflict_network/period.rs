//! The days that are imported.

use jiff::civil::Date;
use safeconduct_model::calendar::LONGEST_HORIZON;
use safeconduct_model::finding::Code;

use super::Options;
use crate::import::notes::Notes;
use crate::import::table::Table;

/// The horizon within the source's own days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Period {
    /// Date of day 0 of the scenario.
    pub start: Date,
    /// Day of the source that is day 0 of the scenario.
    pub from_day: u32,
    /// Days in the scenario.
    pub days: u32,
}

impl Period {
    /// A window of the source's days within the scenario's, if they meet.
    pub fn within(&self, first: u32, last: u32) -> Option<(u32, u32)> {
        let end = self.from_day + self.days;
        if last < self.from_day || first >= end {
            return None;
        }
        Some((first.max(self.from_day) - self.from_day, last.min(end - 1) - self.from_day))
    }
}

/// Reads `sim_period.csv`: one row `StartDate`, one row `Length`.
pub(super) fn read(table: &Table, options: &Options, notes: &mut Notes) -> Option<Period> {
    let start = value(table, "StartDate").and_then(date);
    let length = value(table, "Length").and_then(|text| text.parse::<f64>().ok());
    let Some(start) = start else {
        let mend = "give a row such as `StartDate,2025-06-01`";
        notes.findings.add(Code::BadDate, Some(table.top()), "no readable StartDate", mend);
        return None;
    };
    let length = length.filter(|l| *l >= 1.0).map_or(LONGEST_HORIZON, |l| l.min(1e6) as u32);
    if options.from_day >= length || options.days == 0 {
        let what = format!("from day {} for {} days", options.from_day, options.days);
        let mend = format!("the source has days 0 to {}", length - 1);
        notes.findings.add(Code::OutOfRange, Some(table.top()), what, mend);
        return None;
    }
    let days = options.days.min(length - options.from_day).min(LONGEST_HORIZON);
    let cut = usize::from(days < options.days);
    notes.assumed("days", format!("{days} days"), "the source ends there", Some(cut));
    let span = jiff::Span::new().days(i64::from(options.from_day));
    let Ok(start) = start.checked_add(span) else {
        let mend = "choose an earlier day";
        notes.findings.add(Code::BadDate, Some(table.top()), "the first day has no date", mend);
        return None;
    };
    Some(Period { start, from_day: options.from_day, days })
}

/// The value beside `key`; the file has no header, so its first row counts too.
fn value<'t>(table: &'t Table, key: &str) -> Option<&'t str> {
    let first = table.header.first().zip(table.header.get(1));
    let first = first.map(|(k, v)| (k.as_str(), v.as_str()));
    let rows = table.rows.iter().map(|r| (r.cell(0), r.cell(1)));
    first.into_iter().chain(rows).find(|(k, _)| k.eq_ignore_ascii_case(key)).map(|(_, v)| v)
}

/// `YYYY-MM-DD` or `DD/MM/YYYY`.
fn date(text: &str) -> Option<Date> {
    text.parse::<Date>().ok().or_else(|| {
        let mut parts = text.split('/');
        let day = parts.next()?.parse().ok()?;
        let month = parts.next()?.parse().ok()?;
        let year = parts.next()?.parse().ok()?;
        if parts.next().is_some() { None } else { Date::new(year, month, day).ok() }
    })
}
