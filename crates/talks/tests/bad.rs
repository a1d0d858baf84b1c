//! Files that contradict themselves, or are too large to be listed.
#![allow(clippy::unwrap_used)]

mod random;

use random::wide::{self, WIDE, Wide};
use safeconduct_model::read::{Format, talks_text};
use safeconduct_model::talks::Talks;
use safeconduct_talks::{Limits, answer};

fn read(text: &str) -> Talks {
    let head = "format = \"talks/0\"\ntitle = \"bad\"\n";
    let read = talks_text("bad.toml", &format!("{head}{text}"), Format::Toml);
    assert!(!read.findings.any_error(), "{:?}", read.findings);
    read.talks.unwrap()
}

const TWO: &str = r#"
[[party]]
id = "N"
[[party]]
id = "S"
[[element]]
id = "quay"
options = ["north", "south"]
"#;

#[test]
fn rules_that_contradict_one_another_leave_no_package_and_no_move() {
    let rules = "[[rule]]\nid = \"R1\"\nis = \"quay == north\"\n[[rule]]\nid = \"R2\"\nis = \"quay == south\"\n\
                 [[rule]]\nid = \"R3\"\nis = \"quay in [north, south]\"\n";
    let found = answer(&read(&format!("{TWO}{rules}")), &Limits::default());
    assert!(!found.talks.rules_hold && !found.deal());
    assert_eq!(found.talks.rules_in_contradiction, ["R1", "R2"]);
    assert!(found.talks.cluster_moves.is_empty() && found.talks.mus.is_empty());
}

#[test]
fn a_party_that_contradicts_itself_is_its_own_conflict() {
    let positions = r#"
[[position]]
id = "N1"
party = "N"
requires = "quay == north"
[[position]]
id = "N2"
party = "N"
rejects = "quay == north"
[[position]]
id = "S1"
party = "S"
requires = "quay == south"
"#;
    let found = answer(&read(&format!("{TWO}{positions}")), &Limits::default());
    assert_eq!(found.talks.self_contradicting, ["N"]);
    assert!(found.talks.mus.contains(&vec!["N1".to_owned(), "N2".to_owned()]));
}

#[test]
fn a_position_that_no_package_can_keep_is_a_conflict_alone() {
    let positions =
        "[[position]]\nid = \"N1\"\nparty = \"N\"\nrejects = \"quay in [north, south]\"\n";
    let found = answer(&read(&format!("{TWO}{positions}")), &Limits::default());
    assert_eq!(found.talks.mus, [["N1"]]);
    assert_eq!(found.talks.mcs.unwrap(), [["N1"]]);
}

#[test]
fn lags_in_a_circle_that_cannot_be_kept_are_named() {
    let lags = r#"
[[event]]
id = "start"
[[event]]
id = "one"
[[event]]
id = "other"
[[lag]]
from = "one"
to = "other"
min = 2
[[lag]]
from = "other"
to = "one"
min = 1
"#;
    let timetable = answer(&read(lags), &Limits::default()).timetable.unwrap();
    assert!(!timetable.consistent);
    assert_eq!(timetable.contradictions[0].lags.len(), 2);
    assert_eq!(timetable.contradiction_days, Some(3));
}

#[test]
fn five_thousand_positions_have_a_smallest_conflict_and_the_cheapest_move() {
    let mut talks = wide::talks(&Wide { elements: 6, positions: 5_000, parties: 40, ..WIDE }, 7);
    talks.positions.iter_mut().for_each(|p| p.firm = false);
    let limits = Limits { questions: 50, listed: 50, packages: 10, entries: 1_000_000 };
    let constraints = safeconduct_talks::Constraints::of(&talks);
    let found = safeconduct_talks::conflicts(&talks, &limits);
    assert!(!found.complete() && found.rules_hold);
    assert_eq!(found.conflicts()[0].len(), 2);
    let cost = |set: &Vec<usize>| set.iter().map(|&d| constraints.demands[d].weight).sum::<f64>();
    // The slow way: every package, and what it breaks.
    let broken = (0..729_usize).filter_map(|mut way| {
        let mut next = || (way % 3, way /= 3).0;
        let package: Vec<usize> = (0..6).map(|_| next()).collect();
        let allowed = constraints.rules.iter().all(|rule| rule.holds(&package));
        let broken = constraints.demands.iter().filter(|d| !d.condition.holds(&package));
        allowed.then(|| broken.map(|d| d.weight).sum::<f64>())
    });
    let least = broken.min_by(f64::total_cmp);
    let parts = found.parts.iter();
    let cheapest = parts.map(|part| part.moves.iter().map(cost).min_by(f64::total_cmp));
    assert_eq!(cheapest.sum::<Option<f64>>(), least);
    assert!(found.parts.iter().all(|part| part.at_least.is_none()));
}

#[test]
fn what_is_cut_short_says_what_every_move_costs_at_least() {
    let mut talks = wide::talks(&Wide { elements: 24, positions: 500, ..WIDE }, 7);
    talks.positions.iter_mut().for_each(|p| p.firm = false);
    let none = Limits { questions: 1, listed: 1, packages: 10, entries: 1 };
    let (cut, found) =
        (answer(&talks, &none), answer(&talks, &Limits { entries: 20_000_000, ..none }));
    let cost = found.talks.cheapest.unwrap().cost;
    assert!(found.talks.cheapest_at_least.is_none());
    let least = cut.talks.cheapest_at_least.unwrap_or_else(|| cut.talks.cheapest.unwrap().cost);
    assert!(least > 0.0 && least <= cost, "{least} {cost}");
}

#[test]
fn hundreds_of_positions_beyond_the_limit_still_have_a_conflict_and_a_move() {
    let talks = wide::talks(&Wide { elements: 24, positions: 500, ..WIDE }, 7);
    let limits = Limits { questions: 50, listed: 50, packages: 1_000, entries: 20_000_000 };
    let found = answer(&talks, &limits).talks;
    assert!(!found.complete && found.mcs.is_none());
    assert!(found.mus[0].len() <= 2, "{:?}", found.mus[0]);
    let firm = |id: &String| talks.positions.iter().any(|p| p.id == *id && p.firm);
    for set in found.cheapest.iter().flat_map(|cheapest| &cheapest.sets) {
        assert!(!set.iter().any(firm));
    }
}
