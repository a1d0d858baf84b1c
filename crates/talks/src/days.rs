//! Days of a timetable as days of a scenario.
//!
//! Everything that depends on an event is taken at its most cautious: what
//! gives something holds only on days that are certain, what takes something
//! away on every day on which it may hold.

use safeconduct_model::calendar::{Day, Window};
use safeconduct_model::event_window::EventWindow;
use safeconduct_model::scenario::Scenario;
use safeconduct_model::talks::answer::ZoneAnswer;
use safeconduct_model::talks::{Package, Talks};

use crate::{Windows, timetable, zones};

/// A timetable laid beside a scenario.
pub struct Days {
    /// Days of the scenario at which the timetable's day 0 lies.
    shift: i64,
    /// Days of the scenario.
    days: i64,
    /// First and last day of each event; nothing where the timetable
    /// contradicts itself.
    windows: Option<Windows>,
    /// Every zone of the timetable.
    pub zones: Vec<ZoneAnswer>,
}

/// Days from the first to the day before the second, or without end.
type Range = (i64, Option<i64>);

impl Days {
    /// The days of a package; of no package, lags that depend on choices are
    /// left out. Both begin together where the talks have no `start`.
    pub fn of(talks: &Talks, scenario: &Scenario, package: Option<&Package>) -> Self {
        let start = talks.start.as_ref().and_then(|start| start.parse().ok());
        let shift = start.map_or(0, |start: jiff::civil::Date| {
            start.since(scenario.start).map_or(0, |span| i64::from(span.get_days()))
        });
        let windows = timetable(talks, package).and_then(|answer| answer.windows);
        let zones = windows.as_ref().map_or_else(
            || talks.zones.iter().map(|zone| never(&zone.id)).collect(),
            |windows| zones(talks, windows),
        );
        Self { shift, days: i64::from(scenario.days), windows, zones }
    }

    /// The days on which a term holds between events; without `away` those that
    /// are certain, with it all on which it may.
    pub fn held(&self, events: &EventWindow, away: bool) -> Vec<Window> {
        if events.is_empty() {
            return vec![Window::default()];
        }
        let Some(windows) = &self.windows else {
            return if away { vec![Window::default()] } else { Vec::new() };
        };
        let known = |event: &Option<String>| event.as_ref().and_then(|e| windows.get(e)).copied();
        let mut ranges: Vec<Range> = vec![(i64::MIN, None)];
        if events.from_event.is_some() {
            let window = known(&events.from_event);
            let from = window.and_then(|(first, last)| if away { Some(first) } else { last });
            ranges = from.map(|from| (from, None)).into_iter().collect();
        }
        if events.to_event.is_some() {
            let window = known(&events.to_event);
            let end = window.and_then(|(first, last)| if away { last } else { Some(first) });
            ranges.iter_mut().for_each(|range| range.1 = end);
        }
        if let Some(zone) = &events.while_open {
            let open = self.zones.iter().find(|z| z.id == *zone);
            let open = open.map_or(&[][..], |z| match away {
                true => &z.open_perhaps,
                false => &z.open_for_certain,
            });
            ranges = crossed(&ranges, open);
        }
        ranges.iter().filter_map(|&(from, end)| self.within(from, end)).collect()
    }

    /// The days that none of these reaches.
    pub fn rest(&self, open: &[Range]) -> Vec<Window> {
        let mut rest = Vec::new();
        let mut from = -self.shift;
        for &(first, end) in open {
            rest.extend(self.within(from, Some(first)).filter(|_| first > from));
            let Some(end) = end else { return rest };
            from = from.max(end);
        }
        rest.extend(self.within(from, None));
        rest
    }

    /// From a day to the day before another, as far as the scenario reaches.
    fn within(&self, from: i64, end: Option<i64>) -> Option<Window> {
        let from = from.saturating_add(self.shift).max(0);
        let last = end.map(|end| end.saturating_add(self.shift) - 1);
        if from >= self.days || last.is_some_and(|last| last < from) {
            return None;
        }
        let day = |day: i64| u32::try_from(day).ok().map(Day);
        let to_day = last.filter(|last| *last < self.days - 1).and_then(day);
        Some(Window { from_day: day(from).filter(|day| day.0 > 0), to_day })
    }
}

/// Days in one of the first and one of the second.
fn crossed(some: &[Range], others: &[Range]) -> Vec<Range> {
    let both = |&(a, a_end): &Range, &(b, b_end): &Range| {
        let end = match (a_end, b_end) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        let from = a.max(b);
        end.is_none_or(|end| end > from).then_some((from, end))
    };
    some.iter().flat_map(|a| others.iter().filter_map(move |b| both(a, b))).collect()
}

/// Days in both; nothing if there are none.
pub fn both(one: Window, other: Window) -> Option<Window> {
    let from_day = one.from_day.max(other.from_day);
    let to_day = match (one.to_day, other.to_day) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
    let some = from_day.zip(to_day).is_none_or(|(from, to)| from <= to);
    some.then_some(Window { from_day, to_day })
}

fn never(id: &str) -> ZoneAnswer {
    let (certain, perhaps) = (Vec::new(), Vec::new());
    let statuses = Vec::new();
    ZoneAnswer { id: id.to_owned(), statuses, open_for_certain: certain, open_perhaps: perhaps }
}
