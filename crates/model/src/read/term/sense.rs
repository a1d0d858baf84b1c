//! Whether a clause names something, says something, and agrees with itself.

use crate::finding::Code;
use crate::read::fields::Fields;
use crate::term::Clause;

/// Reports a clause that cannot have an effect or contradicts itself.
pub(super) fn check(clause: &Clause, f: &mut Fields) {
    let (names, says) = (missing_names(clause), missing_words(clause));
    if let Some(mend) = names {
        f.gather.add(Code::TermNothing, f.span, "the term names nothing", mend);
    }
    if let Some(mend) = says {
        let what = "the term says nothing about what it names";
        f.gather.add(Code::TermNothing, f.span, what, mend);
    }
    if let Some((what, mend)) = contradiction(clause) {
        f.gather.add(Code::TermContradiction, f.span, what, mend);
    }
}

fn missing_names(clause: &Clause) -> Option<&'static str> {
    match clause {
        Clause::Crossing { crossings, .. } if crossings.is_empty() => Some("name `crossings`"),
        Clause::Road { segments, areas, .. } | Clause::Notified { segments, areas, .. }
            if segments.is_empty() && areas.is_empty() =>
        {
            Some("name `segments`, `areas` or both")
        }
        Clause::Commodity { commodities, .. } if commodities.is_empty() => {
            Some("name `commodities`")
        }
        Clause::Deliverers { operators } if operators.is_empty() => Some("name `operators`"),
        _ => None,
    }
}

fn missing_words(clause: &Clause) -> Option<&'static str> {
    match clause {
        Clause::Crossing { open: None, trucks_per_day: None, .. } => {
            Some("write `open` or `trucks_per_day`")
        }
        Clause::Road {
            open: None,
            trucks_per_day: None,
            hours_per_day: None,
            tracks: None,
            escorted_exposure_factor: None,
            ..
        } => Some(
            "write `open`, `trucks_per_day`, `hours_per_day`, `tracks` or \
             `escorted_exposure_factor`",
        ),
        Clause::Loss { loss: None, exposure: None, .. } => Some("write `loss` or `exposure`"),
        Clause::Track { allowed: None, min_share: None, max_share: None, .. } => {
            Some("write `allowed`, `min_share` or `max_share`")
        }
        Clause::Centres { at_most: None, zones, sites, people_per_day: None }
            if zones.is_empty() && sites.is_empty() =>
        {
            Some("write `at_most`, `zones`, `sites` or `people_per_day`")
        }
        Clause::Commodity { refused: None, tonnes_per_day: None, .. } => {
            Some("write `refused` or `tonnes_per_day`")
        }
        Clause::Fleet { trucks: None, fuel_l_per_day: None, .. } => {
            Some("write `trucks` or `fuel_l_per_day`")
        }
        _ => None,
    }
}

fn contradiction(clause: &Clause) -> Option<(String, &'static str)> {
    match clause {
        Clause::Crossing { open: Some(false), trucks_per_day: Some(trucks), .. }
        | Clause::Road { open: Some(false), trucks_per_day: Some(trucks), .. }
            if trucks.0 > 0.0 =>
        {
            let what = format!("closed, and yet {} trucks a day pass", trucks.0);
            Some((what, "write one of `open` and `trucks_per_day`"))
        }
        Clause::Crossing { open: Some(true), trucks_per_day: Some(trucks), .. }
        | Clause::Road { open: Some(true), trucks_per_day: Some(trucks), .. }
            if trucks.0 == 0.0 =>
        {
            Some(("open, and yet 0 trucks a day pass".to_owned(), "write `open = false` alone"))
        }
        Clause::Track { min_share: Some(min), max_share: Some(max), .. } if min.0 > max.0 => {
            let what = format!("the least share {} is above the greatest {}", min.0, max.0);
            Some((what, "lower `min_share` or raise `max_share`"))
        }
        Clause::Track { allowed: Some(false), min_share: Some(min), .. } if min.0 > 0.0 => {
            let what = format!("not allowed, and yet at least a share of {} goes by it", min.0);
            Some((what, "write one of `allowed` and `min_share`"))
        }
        Clause::Commodity { refused: Some(true), tonnes_per_day: Some(tonnes), .. }
            if tonnes.0 > 0.0 =>
        {
            let what = format!("refused, and yet {} t a day pass", tonnes.0);
            Some((what, "write one of `refused` and `tonnes_per_day`"))
        }
        _ => None,
    }
}
