//! The terms that a package brings, with the days on which they hold.

use safeconduct_model::calendar::{Day, Window};
use safeconduct_model::figure::Provenance;
use safeconduct_model::finding::{Code, Findings};
use safeconduct_model::id::{AreaId, SegmentId, SiteId};
use safeconduct_model::scenario::Scenario;
use safeconduct_model::site::SiteKind;
use safeconduct_model::talks::answer::ZoneAnswer;
use safeconduct_model::talks::{Choice, Package, Talks};
use safeconduct_model::term::{Clause, Term};

use crate::{Windows, timetable, zones};

/// The terms of each choice, found in the scenario.
pub struct Sources<'t> {
    /// By choice.
    terms: Vec<Vec<&'t Term>>,
    /// Days of the scenario at which the timetable's day 0 lies.
    shift: i64,
}

impl<'t> Sources<'t> {
    /// Looks up every term that a choice names.
    ///
    /// # Errors
    /// Each name that nothing answers, or that several frameworks answer.
    pub fn of(talks: &'t Talks, scenario: &'t Scenario) -> Result<Self, Findings> {
        let mut findings = Findings::default();
        let find = |choice: &'t Choice| found(choice, scenario, &mut findings);
        let terms: Vec<Vec<&Term>> = talks.choices.iter().map(find).collect();
        if terms.iter().all(Vec::is_empty) && !findings.any_error() {
            let what = "no [[choice]] of the talks says which terms it stands for";
            let mend = "write a [[choice]] with `element`, `option` and `terms`";
            findings.add(Code::MissingField, None, what, mend);
        }
        let start = talks.start.as_ref().and_then(|start| start.parse().ok());
        let shift = start.map_or(0, |start: jiff::civil::Date| {
            start.since(scenario.start).map_or(0, |span| i64::from(span.get_days()))
        });
        if findings.any_error() { Err(findings) } else { Ok(Self { terms, shift }) }
    }
}

/// The terms of one choice.
fn found<'t>(choice: &'t Choice, scenario: &'t Scenario, findings: &mut Findings) -> Vec<&'t Term> {
    let mut terms: Vec<&Term> = Vec::new();
    if let Some(name) = &choice.framework {
        match scenario.framework(name) {
            Some(framework) => terms.extend(&framework.terms),
            None => {
                let known = scenario.frameworks.iter().map(|f| f.id.as_str());
                let known = known.collect::<Vec<_>>().join(", ");
                let what = format!("the scenario has no framework `{name}`");
                findings.add(Code::UnknownRef, None, what, format!("name one of {known}"));
            }
        }
    }
    for named in &choice.terms {
        let (framework, id) =
            named.split_once('/').map_or((None, named.as_str()), |(f, id)| (Some(f), id));
        let of =
            scenario.frameworks.iter().filter(|f| framework.is_none_or(|n| f.id.as_str() == n));
        let of: Vec<&Term> = of.flat_map(|f| &f.terms).filter(|term| term.id == id).collect();
        match of[..] {
            [one] => terms.push(one),
            [] => {
                let what = format!("no framework of the scenario has the term `{named}`");
                let mend = "write it as `framework/term`, both as in the scenario";
                findings.add(Code::UnknownRef, None, what, mend);
            }
            _ => {
                let what = format!("several frameworks of the scenario have the term `{named}`");
                let mend = "say which is meant: `framework/term`";
                findings.add(Code::UnknownRef, None, what, mend);
            }
        }
    }
    terms.extend(&choice.inline);
    terms
}

/// The terms that a package brings, in the order of the choices; after them one
/// for each stretch of days on which a zone of the timetable is not open for
/// certain.
pub fn terms(
    talks: &Talks,
    scenario: &Scenario,
    sources: &Sources,
    package: &Package,
) -> Vec<Term> {
    let windows = timetable(talks, Some(package)).and_then(|answer| answer.windows);
    let days = Days { shift: sources.shift, days: i64::from(scenario.days), windows: &windows };
    let mut terms: Vec<Term> = Vec::new();
    for (choice, brought) in talks.choices.iter().zip(&sources.terms) {
        if !choice.when.condition.holds(package) {
            continue;
        }
        let Some(window) = days.of(talks, choice) else { continue };
        for term in brought {
            let Some(window) = both(window, term.window) else { continue };
            let term = Term { window, ..(*term).clone() };
            if !terms.contains(&term) {
                terms.push(term);
            }
        }
    }
    let answers = windows.as_ref().map_or_else(
        // No day of a zone is known where the timetable contradicts itself.
        || talks.zones.iter().map(|zone| never(&zone.id)).collect(),
        |windows| zones(talks, windows),
    );
    for zone in &answers {
        closed(scenario, &days, zone, &mut terms);
    }
    unlike(&mut terms);
    terms
}

fn never(id: &str) -> ZoneAnswer {
    let (certain, perhaps) = (Vec::new(), Vec::new());
    let statuses = Vec::new();
    ZoneAnswer { id: id.to_owned(), statuses, open_for_certain: certain, open_perhaps: perhaps }
}

/// Days of the timetable as days of the scenario.
struct Days<'w> {
    shift: i64,
    days: i64,
    windows: &'w Option<Windows>,
}

impl Days<'_> {
    /// The days on which a choice holds for certain; nothing if on none.
    fn of(&self, talks: &Talks, choice: &Choice) -> Option<Window> {
        let window = |event: usize| {
            let windows = self.windows.as_ref()?;
            windows.get(&talks.events[event].id).copied()
        };
        let mut from = 0;
        if let Some(event) = choice.from_event {
            from = window(event)?.1?;
        }
        let mut end = None;
        if let Some(event) = choice.to_event {
            end = Some(window(event)?.0);
        }
        self.within(from, end, choice.from_event.is_none() && choice.to_event.is_none())
    }

    /// From a day to the day before another, as far as the scenario reaches.
    fn within(&self, from: i64, end: Option<i64>, whole: bool) -> Option<Window> {
        if whole {
            return Some(Window::default());
        }
        let from = from.saturating_add(self.shift).max(0);
        let last = end.map(|end| end.saturating_add(self.shift) - 1);
        if from >= self.days || last.is_some_and(|last| last < from) {
            return None;
        }
        let day = |day: i64| u32::try_from(day).ok().map(Day);
        let to_day = last.filter(|last| *last < self.days - 1).and_then(day);
        Some(Window { from_day: day(from).filter(|day| day.0 > 0), to_day })
    }

    /// The days that none of these reaches.
    fn rest(&self, open: &[(i64, Option<i64>)]) -> Vec<Window> {
        let mut rest = Vec::new();
        let mut from = -self.shift;
        for &(first, end) in open {
            rest.extend(self.within(from, Some(first), false).filter(|_| first > from));
            let Some(end) = end else { return rest };
            from = from.max(end);
        }
        rest.extend(self.within(from, None, false));
        rest
    }
}

/// Days in both; nothing if there are none.
fn both(one: Window, other: Window) -> Option<Window> {
    let from_day = one.from_day.max(other.from_day);
    let to_day = match (one.to_day, other.to_day) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
    let some = from_day.zip(to_day).is_none_or(|(from, to)| from <= to);
    some.then_some(Window { from_day, to_day })
}

/// Closes what a zone of the timetable stands for on days on which it is not
/// open for certain. A zone that the scenario does not know brings no term.
fn closed(scenario: &Scenario, days: &Days, zone: &ZoneAnswer, terms: &mut Vec<Term>) {
    let area = |id: &str| {
        scenario.segments.iter().any(|s| s.area.as_ref().is_some_and(|a| a.as_str() == id))
    };
    let crossing = |id: &str| {
        scenario.sites.iter().any(|s| s.id.as_str() == id && s.kind == SiteKind::Crossing)
    };
    let road = |segments: Vec<SegmentId>, areas: Vec<AreaId>| Clause::Road {
        segments,
        areas,
        open: Some(false),
        trucks_per_day: None,
        hours_per_day: None,
        tracks: None,
        escorted_exposure_factor: None,
    };
    let id = zone.id.as_str();
    let clause = if area(id) {
        road(Vec::new(), vec![AreaId(id.to_owned())])
    } else if scenario.segments.iter().any(|s| s.id.as_str() == id) {
        road(vec![SegmentId(id.to_owned())], Vec::new())
    } else if crossing(id) {
        let crossings = vec![SiteId(id.to_owned())];
        Clause::Crossing { crossings, open: Some(false), trucks_per_day: None }
    } else {
        return;
    };
    for window in days.rest(&zone.open_for_certain) {
        terms.push(Term {
            id: format!("{id}-not-yet-open"),
            clause: clause.clone(),
            window,
            note: Some("Not open for certain on these days, by the timetable.".to_owned()),
            provenance: Provenance::default(),
        });
    }
}

/// Terms of several frameworks may share an id.
fn unlike(terms: &mut [Term]) {
    for place in 1..terms.len() {
        let (before, rest) = terms.split_at_mut(place);
        let id = rest[0].id.clone();
        let mut number = 2;
        while before.iter().any(|term| term.id == rest[0].id) {
            rest[0].id = format!("{id}-{number}");
            number += 1;
        }
    }
}
