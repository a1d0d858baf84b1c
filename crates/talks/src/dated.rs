//! Scenario in, scenario out: terms that hold between events get their days.

use safeconduct_model::calendar::{Day, Window};
use safeconduct_model::event_window::EventWindow;
use safeconduct_model::finding::{Code, Findings};
use safeconduct_model::framework::Framework;
use safeconduct_model::scenario::Scenario;
use safeconduct_model::talks::Talks;
use safeconduct_model::term::Term;

use crate::away::takes_away;
use crate::days::{Days, both};

/// The scenario with the days that the timetable gives to terms, and which
/// terms hold on none. A zone that opens more than once makes several terms of
/// one. The talks are those beside the scenario, whose names were answered.
#[must_use]
pub fn dated(scenario: &Scenario, talks: &Talks) -> (Scenario, Findings) {
    let days = Days::of(talks, scenario, None);
    let mut dated = scenario.clone();
    let mut findings = Findings::default();
    for framework in &mut dated.frameworks {
        let mut terms: Vec<Term> = Vec::with_capacity(framework.terms.len());
        for term in std::mem::take(&mut framework.terms) {
            if term.events.is_empty() {
                terms.push(term);
                continue;
            }
            let held = one(&term, scenario, &days);
            if held.is_empty() {
                terms.push(never(&term, scenario));
                no_day(framework, &term, &mut findings);
            }
            terms.extend(held);
        }
        unlike(&mut terms);
        framework.terms = terms;
    }
    (dated, findings)
}

/// A term of each stretch of days on which it holds.
pub fn one(term: &Term, scenario: &Scenario, days: &Days) -> Vec<Term> {
    let held = days.held(&term.events, takes_away(&term.clause, scenario));
    let windows = held.into_iter().filter_map(|window| both(window, term.window));
    windows.map(|window| on(term, window)).collect()
}

/// The term on these days, which no timetable needs to tell any more.
fn on(term: &Term, window: Window) -> Term {
    let note = match (&term.note, said(&term.events)) {
        (note, None) => note.clone(),
        (None, Some(said)) => Some(said),
        (Some(note), Some(said)) => Some(format!("{note} {said}")),
    };
    Term { window, events: EventWindow::default(), note, ..term.clone() }
}

/// Where its days come from, in words.
fn said(events: &EventWindow) -> Option<String> {
    let from = events.from_event.as_ref().map(|event| format!("from {event}"));
    let to = events.to_event.as_ref().map(|event| format!("until {event}"));
    let open = events.while_open.as_ref().map(|zone| format!("while {zone} is open"));
    let parts: Vec<String> = [from, to, open].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| format!("Days by the timetable: {}.", parts.join(", ")))
}

/// The term on no day of the scenario: kept, so that it is told that it has no
/// effect.
fn never(term: &Term, scenario: &Scenario) -> Term {
    on(term, Window { from_day: Some(Day(scenario.days)), to_day: None })
}

fn no_day(framework: &Framework, term: &Term, findings: &mut Findings) {
    let what = format!(
        "framework `{}`, term `{}`: on no day of the scenario does it hold for certain",
        framework.id, term.id
    );
    let mend = "see the windows of its events with `safeconduct talks`";
    findings.add(Code::TermNoDay, None, what, mend);
}

/// Terms of several frameworks may share an id.
pub fn unlike(terms: &mut [Term]) {
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
