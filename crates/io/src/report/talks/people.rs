//! Who can reach whom, and where contingent steps stand.

use safeconduct_model::talks::Trigger;
use safeconduct_model::talks::answer::{PeopleAnswer, Reach, StepState};

use super::Page;
use super::words::{either, option, row, some};
use crate::report::visible;

/// Pairs of parties and those who carry between them.
pub fn channels(page: &mut Page, people: &PeopleAnswer) {
    if page.words.talks.channels.is_empty() {
        return;
    }
    page.section("Who can reach whom");
    let lines: Vec<String> = people.reach.iter().map(|reach| line(page, reach)).collect();
    page.items(lines);
    for point in &people.single_points {
        let pairs = point.parts.iter();
        let pairs =
            pairs.map(|(a, b)| format!("{} and {}", page.words.party(a), page.words.party(b)));
        let mut pairs: Vec<String> = pairs.collect();
        let shown = page.lists.names();
        if pairs.len() > shown {
            let others = pairs.split_off(shown).len();
            pairs.push(some(others, "other pair", "other pairs"));
        }
        let party = page.words.party(&point.party);
        page.item(&format!(
            "single point of failure: without {party}, no way between {}",
            pairs.join("; ")
        ));
    }
}

fn line(page: &Page, reach: &Reach) -> String {
    let (one, other) = (&reach.between.0, &reach.between.1);
    let pair = format!("{} and {}", page.words.party(one), page.words.party(other));
    let way = |way: &[String]| match way {
        [_, middle @ .., _] if !middle.is_empty() => {
            format!("through {}", page.words.parties(middle))
        }
        _ => "directly".to_owned(),
    };
    match (&reach.today, &reach.possible) {
        (Some(today), Some(possible)) if possible.len() < today.len() => {
            let (today, possible) = (way(today), way(possible));
            format!("{pair}: {today}; {possible} if channels offered are taken up")
        }
        (Some(today), _) => format!("{pair}: {}", way(today)),
        (None, Some(possible)) => {
            format!("{pair}: not today; {} if channels offered are taken up", way(possible))
        }
        (None, None) => format!("{pair}: no way"),
    }
}

/// Steps that wait for something.
pub fn steps(page: &mut Page, people: &PeopleAnswer) {
    if people.contingents.is_empty() {
        return;
    }
    page.section("Steps that wait for something");
    let written = page.words.talks.contingents.iter();
    for (step, written) in people.contingents.iter().zip(written) {
        let actor = page.words.party(&step.actor);
        let what = visible::visible(&step.step);
        let state = match step.state {
            StepState::Done => "what it waits for has happened".to_owned(),
            StepState::RuledOut => "ruled out: what it waits for can no longer happen".to_owned(),
            StepState::Possible => {
                let waits = step.waits_for.iter().map(|name| option(name));
                let waits = match written.trigger {
                    Trigger::IfAny(_) => either(waits),
                    Trigger::IfAll(_) => row(waits),
                };
                format!("possible; waits for {waits}")
            }
        };
        page.item(&format!("{actor}, {what}: {state}"));
    }
}
