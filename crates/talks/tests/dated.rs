//! Terms between events: the days that a timetable gives them.
#![allow(clippy::unwrap_used)]

mod random;

use std::path::Path;

use random::Dice;
use safeconduct_model::apply::apply;
use safeconduct_model::calendar::Day;
use safeconduct_model::event_window::EventWindow;
use safeconduct_model::finding::Code;
use safeconduct_model::read;
use safeconduct_model::scenario::Scenario;
use safeconduct_model::talks::{Event, Lag, Status, Talks, ZoneStatus};
use safeconduct_model::term::{Clause, Term};
use safeconduct_model::units::TrucksPerDay;
use safeconduct_talks::dated;

/// Two gates for 12 days; the north gate passes 10 trucks a day.
fn scenario(terms: Vec<Term>) -> Scenario {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/two-gates");
    let mut scenario = read::path(&folder).scenario.unwrap();
    scenario.days = 12;
    scenario.frameworks.truncate(1);
    scenario.frameworks[0].terms = terms;
    scenario
}

fn gate(open: Option<bool>, trucks: Option<f64>, events: EventWindow) -> Term {
    Term {
        id: "gate".to_owned(),
        clause: Clause::Crossing {
            crossings: vec!["north-gate".into()],
            open,
            trucks_per_day: trucks.map(TrucksPerDay),
        },
        window: Default::default(),
        events,
        note: None,
        provenance: Default::default(),
    }
}

fn between(from: Option<&str>, to: Option<&str>) -> EventWindow {
    let owned = |event: Option<&str>| event.map(str::to_owned);
    EventWindow { from_event: owned(from), to_event: owned(to), while_open: None }
}

fn event(id: &str) -> Event {
    Event { id: id.to_owned(), party: None, amount: None, text: None }
}

fn lag(from: usize, to: usize, min: i64, max: Option<i64>) -> Lag {
    Lag {
        from,
        to,
        min: Some(min),
        max,
        claimed_by: None,
        fact: false,
        when: None,
        uncertain: false,
        weight: 1.0,
        text: None,
    }
}

/// `opens` on day 2 to 4, `ends` 3 to 5 days after it, `later` whenever.
fn talks() -> Talks {
    let status = |event: usize, status: &str| Status { event, status: status.to_owned() };
    Talks {
        events: ["start", "opens", "ends", "later"].map(event).to_vec(),
        lags: vec![lag(0, 1, 2, Some(4)), lag(1, 2, 3, Some(5)), lag(0, 3, 1, None)],
        zones: vec![ZoneStatus {
            id: "hill".to_owned(),
            name: None,
            at_first: "quiet".to_owned(),
            then: vec![status(1, "held"), status(2, "quiet")],
            open_when: vec!["quiet".to_owned()],
        }],
        ..Talks::default()
    }
}

/// First and last day of each term that comes of one.
fn days(term: Term) -> Vec<(Option<u32>, Option<u32>)> {
    let (dated, _) = dated(&scenario(vec![term]), &talks());
    assert!(apply(&dated, dated.frameworks.first()).is_ok());
    let terms = dated.frameworks[0].terms.iter();
    let day = |day: Option<Day>| day.map(|day| day.0);
    terms.map(|t| (day(t.window.from_day), day(t.window.to_day))).collect()
}

#[test]
fn what_gives_holds_on_certain_days_and_what_takes_on_all_that_may_be() {
    let window = || between(Some("opens"), Some("ends"));
    assert_eq!(days(gate(None, Some(50.0), window())), [(Some(4), Some(4))]);
    assert_eq!(days(gate(Some(true), None, window())), [(Some(4), Some(4))]);
    assert_eq!(days(gate(Some(false), None, window())), [(Some(2), Some(8))]);
    assert_eq!(days(gate(None, Some(5.0), window())), [(Some(2), Some(8))]);
}

#[test]
fn a_zone_that_opens_twice_makes_two_terms() {
    let open = EventWindow { while_open: Some("hill".to_owned()), ..EventWindow::default() };
    assert_eq!(days(gate(None, Some(50.0), open.clone())), [(None, Some(1)), (Some(9), None)]);
    let (dated, _) = dated(&scenario(vec![gate(None, Some(50.0), open)]), &talks());
    let ids: Vec<&str> = dated.frameworks[0].terms.iter().map(|t| t.id.as_str()).collect();
    assert_eq!(ids, ["gate", "gate-2"]);
}

#[test]
fn an_event_that_may_never_come_gives_no_day_and_that_is_said() {
    let term = gate(None, Some(50.0), between(Some("later"), None));
    let (dated, findings) = dated(&scenario(vec![term]), &talks());
    assert_eq!(findings.0.iter().map(|f| f.code).collect::<Vec<_>>(), [Code::TermNoDay]);
    let world = apply(&dated, dated.frameworks.first()).unwrap();
    assert!(!world.effects[0].applied);
    assert!(world.effects[0].effect.contains("on no day"), "{}", world.effects[0].effect);
    // What it would take away may be taken from the first day on.
    let closed = gate(Some(false), None, between(Some("later"), None));
    assert_eq!(days(closed), [(Some(1), None)]);
}

#[test]
fn the_days_of_the_file_bound_those_of_the_timetable() {
    let mut term = gate(Some(false), None, between(Some("opens"), None));
    term.window.to_day = Some(Day(6));
    assert_eq!(days(term), [(Some(2), Some(6))]);
}

#[test]
fn a_timetable_that_contradicts_itself_promises_nothing() {
    let mut talks = talks();
    talks.lags.push(lag(0, 1, 9, None));
    let window = || between(Some("opens"), Some("ends"));
    let terms = vec![gate(None, Some(50.0), window()), gate(Some(false), None, window())];
    let (dated, findings) = dated(&scenario(terms), &talks);
    assert_eq!(findings.0.len(), 1);
    let terms = &dated.frameworks[0].terms;
    assert_eq!(terms[0].window.from_day, Some(Day(12)));
    assert_eq!((terms[1].window.from_day, terms[1].window.to_day), (None, None));
}

#[test]
fn no_plan_is_made_before_a_timetable_was_read() {
    let scenario = scenario(vec![gate(Some(false), None, between(Some("opens"), None))]);
    let refused = apply(&scenario, scenario.frameworks.first()).unwrap_err();
    assert_eq!(refused.0[0].code, Code::TermUndated);
}

/// Days of the timetable, the last of which nothing limits.
const HORIZON: i64 = 9;

/// By day: whether a term from one event to before another holds in every way
/// that the lags allow, and whether in any; by trying all days.
fn by_trying(talks: &Talks, from: usize, to: Option<usize>) -> Vec<(bool, bool)> {
    let mut found = vec![(true, false); HORIZON as usize];
    let mut any = false;
    for ways in 0..HORIZON.pow(3) {
        let at = [0, ways % HORIZON, ways / HORIZON % HORIZON, ways / HORIZON / HORIZON];
        let kept = talks.lags.iter().all(|lag| {
            let days = at[lag.to] - at[lag.from];
            lag.min.is_none_or(|min| days >= min) && lag.max.is_none_or(|max| days <= max)
        });
        if !kept {
            continue;
        }
        any = true;
        for (day, (all, some)) in (0..).zip(&mut found) {
            let holds = at[from] <= day && to.is_none_or(|to| day < at[to]);
            *all &= holds;
            *some |= holds;
        }
    }
    if any { found } else { Vec::new() }
}

#[test]
fn days_agree_with_trying_every_way_that_the_lags_allow() {
    let mut seen = 0;
    for seed in 0..400 {
        let mut dice = Dice(seed);
        let mut talks = talks();
        talks.zones.clear();
        talks.lags = (1..4).map(|e| lag(0, e, 0, Some(HORIZON - 1))).collect();
        for _ in 0..3 {
            let (one, other) = (dice.within(0, 3), dice.within(0, 3));
            if one != other {
                let min = dice.days(-2, 5);
                talks.lags.push(lag(one, other, min, Some(min + dice.days(0, 4))));
            }
        }
        let (from, to) = (dice.within(1, 3), dice.once_in(2).then(|| dice.within(1, 3)));
        let tried = by_trying(&talks, from, to);
        if tried.is_empty() {
            continue;
        }
        seen += 1;
        let name = |e: usize| talks.events[e].id.as_str();
        let window = || between(Some(name(from)), to.map(name));
        let on = |term: Term| -> Vec<bool> {
            let (dated, _) = dated(&scenario(vec![term]), &talks);
            let terms = &dated.frameworks[0].terms;
            let held = |day: usize| terms.iter().any(|t| t.window.indices(12).contains(&day));
            (0..HORIZON as usize).map(held).collect()
        };
        let certain = on(gate(None, Some(50.0), window()));
        let perhaps = on(gate(Some(false), None, window()));
        for (day, (all, some)) in tried.iter().enumerate() {
            // Two events are each taken at their worst, together or not.
            assert!(!certain[day] || *all, "{seed}: day {day} is not certain");
            assert!(perhaps[day] || !some, "{seed}: day {day} may be");
            if to.is_none() {
                assert_eq!((certain[day], perhaps[day]), (*all, *some), "{seed}: day {day}");
            }
        }
    }
    assert!(seen > 100, "{seen}");
}
