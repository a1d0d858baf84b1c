//! From packages to frameworks, and the days that a timetable gives to terms.
#![allow(clippy::unwrap_used)]

use std::path::Path;

use safeconduct_model::apply::apply;
use safeconduct_model::calendar::Day;
use safeconduct_model::read::{self, Format, talks_text};
use safeconduct_model::scenario::Scenario;
use safeconduct_model::talks::Talks;
use safeconduct_model::talks::worth::{Proposals, Whose};
use safeconduct_model::term::Clause;
use safeconduct_talks::{Limits, moves, proposals};

fn scenario() -> Scenario {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/two-gates");
    read::path(&folder).scenario.unwrap()
}

const TALKS: &str = r#"
format = "talks/0"
title = "two gates"
[[party]]
id = "N"
[[party]]
id = "S"
[[element]]
id = "gates"
options = ["north", "south", "both"]
[[element]]
id = "unsaid"
options = ["a", "b"]
[[position]]
id = "N1"
party = "N"
requires = "gates != south"
[[position]]
id = "S1"
party = "S"
requires = "gates == south"
[[draft]]
id = "D"
sets = { gates = "both" }
[[event]]
id = "start"
[[event]]
id = "opens"
[[lag]]
from = "start"
to = "opens"
min = 2
max = 4
[[choice]]
element = "gates"
option = "north"
framework = "north-only"
[[choice]]
element = "gates"
option = "south"
framework = "south-only"
"#;

fn read_talks(more: &str) -> Talks {
    let read = talks_text("talks.toml", &format!("{TALKS}{more}"), Format::Toml);
    assert!(read.findings.0.is_empty(), "{:?}", read.findings);
    read.talks.unwrap()
}

fn joined(talks: &Talks, scenario: &Scenario) -> Proposals {
    let answer = moves(talks, &Limits::default());
    let found = proposals(talks, scenario, &answer).unwrap();
    for framework in &found.frameworks {
        assert!(apply(scenario, Some(framework)).is_ok(), "{framework:?}");
    }
    found
}

fn of<'p>(found: &'p Proposals, whose: &Whose) -> &'p [usize] {
    &found.proposals.iter().find(|p| p.whose == *whose).unwrap().frameworks
}

#[test]
fn packages_that_lead_to_the_same_terms_are_one_framework() {
    let (talks, scenario) = (read_talks(""), scenario());
    let found = joined(&talks, &scenario);
    // Three ways with the gates; what nobody ties to terms makes no fourth.
    assert_eq!(found.frameworks.len(), 3);
    assert!(of(&found, &Whose::Acceptable).is_empty());
    assert_eq!(of(&found, &Whose::Draft { draft: "D".to_owned() }).len(), 1);
    assert_eq!(of(&found, &Whose::Party { party: "N".to_owned() }).len(), 2);
    let south = of(&found, &Whose::Party { party: "S".to_owned() });
    assert_eq!(of(&found, &Whose::Move { give: vec!["N1".to_owned()] }), south);
    assert_eq!(found.frameworks[south[0]].terms, scenario.framework("south-only").unwrap().terms);
}

/// The first and last day of a term that passes so many trucks a day from an
/// event that comes on day 2 to 4.
fn passing(trucks: u32) -> (Option<Day>, Option<Day>) {
    let scenario = scenario();
    let term = format!(
        "[[choice]]\nwhen = \"gates == both\"\nfrom_event = \"opens\"\n[[choice.term]]\nid = \"later\"\n\
         kind = \"crossing\"\ncrossings = [\"north-gate\"]\ntrucks_per_day = {trucks}\n",
    );
    let talks = read_talks(&term);
    let found = joined(&talks, &scenario);
    let both = of(&found, &Whose::Draft { draft: "D".to_owned() })[0];
    let term = found.frameworks[both].terms.iter().find(|t| t.id == "later").unwrap();
    (term.window.from_day, term.window.to_day)
}

#[test]
fn what_gives_holds_from_the_last_day_of_its_event_and_what_takes_from_the_first() {
    // The gate passes 10 trucks a day as it stands.
    assert_eq!(passing(100), (Some(Day(4)), None));
    assert_eq!(passing(1), (Some(Day(2)), None));
}

#[test]
fn a_zone_is_closed_until_it_is_open_for_certain() {
    let scenario = scenario();
    let segment = scenario.segments[0].id.clone();
    let zone = format!(
        "[[zone]]\nid = \"{segment}\"\nat_first = \"held\"\nopen_when = [\"left\"]\n\
         then = [{{ event = \"opens\", status = \"left\" }}]\n"
    );
    let found = joined(&read_talks(&zone), &scenario);
    for framework in &found.frameworks {
        let closed = framework.terms.last().unwrap();
        let Clause::Road { segments, open, .. } = &closed.clause else { panic!("{closed:?}") };
        assert_eq!((segments.as_slice(), *open), ([segment.clone()].as_slice(), Some(false)));
        let last = (scenario.days > 4).then_some(Day(3));
        assert_eq!((closed.window.from_day, closed.window.to_day), (None, last));
    }
}
