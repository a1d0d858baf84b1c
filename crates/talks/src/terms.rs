//! The terms that a package brings, with the days on which they hold.

use safeconduct_model::event_window::EventWindow;
use safeconduct_model::figure::Provenance;
use safeconduct_model::finding::{Code, Findings};
use safeconduct_model::id::{AreaId, SegmentId, SiteId};
use safeconduct_model::scenario::Scenario;
use safeconduct_model::site::SiteKind;
use safeconduct_model::talks::answer::ZoneAnswer;
use safeconduct_model::talks::{Choice, Package, Talks};
use safeconduct_model::term::{Clause, Term};

use crate::away::takes_away;
use crate::dated::{one, unlike};
use crate::days::{Days, both};

/// The terms of each choice, found in the scenario.
pub struct Sources<'t> {
    /// By choice.
    terms: Vec<Vec<&'t Term>>,
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
        for (choice, brought) in talks.choices.iter().zip(&terms) {
            brought.iter().for_each(|term| known(talks, choice, term, &mut findings));
        }
        if findings.any_error() { Err(findings) } else { Ok(Self { terms }) }
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

/// Reports events and zones of a term that the talks do not have.
fn known(talks: &Talks, choice: &Choice, term: &Term, findings: &mut Findings) {
    let EventWindow { from_event, to_event, while_open } = &term.events;
    let mut missing = |word: &str, name: &str| {
        let whose = choice.framework.as_deref().unwrap_or("the choice");
        let what = format!("the term `{}` of {whose} names the {word} `{name}`", term.id);
        let mend = format!("add the {word} to the file of talks, or mend the name in the term");
        findings.add(Code::UnknownRef, None, format!("{what}, which the talks do not have"), mend);
    };
    for event in from_event.iter().chain(to_event) {
        if talks.event(event).is_none() {
            missing("event", event);
        }
    }
    if let Some(zone) = while_open
        && talks.zones.iter().all(|z| z.id != *zone)
    {
        missing("zone", zone);
    }
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
    let days = Days::of(talks, scenario, Some(package));
    let mut terms: Vec<Term> = Vec::new();
    for (choice, brought) in talks.choices.iter().zip(&sources.terms) {
        if !choice.when.condition.holds(package) {
            continue;
        }
        for term in brought {
            for term in held(talks, scenario, &days, choice, term) {
                if !terms.contains(&term) {
                    terms.push(term);
                }
            }
        }
    }
    for zone in &days.zones {
        closed(scenario, &days, zone, &mut terms);
    }
    unlike(&mut terms);
    terms
}

/// A term on the days on which both it and the choice that brings it hold.
fn held(
    talks: &Talks,
    scenario: &Scenario,
    days: &Days,
    choice: &Choice,
    term: &Term,
) -> Vec<Term> {
    let event = |event: Option<usize>| event.map(|event| talks.events[event].id.clone());
    let between = EventWindow {
        from_event: event(choice.from_event),
        to_event: event(choice.to_event),
        while_open: None,
    };
    let chosen = days.held(&between, takes_away(&term.clause, scenario));
    let own = one(term, scenario, days);
    let each = own.iter().flat_map(|term| {
        let windows = chosen.iter().filter_map(|chosen| both(*chosen, term.window));
        windows.map(|window| Term { window, ..term.clone() })
    });
    each.collect()
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
            events: EventWindow::default(),
            note: Some("Not open for certain on these days, by the timetable.".to_owned()),
            provenance: Provenance::default(),
        });
    }
}
