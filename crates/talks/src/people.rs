//! Who can reach whom, and where contingent steps stand.

use std::collections::VecDeque;

use safeconduct_model::talks::answer::{
    ContingentAnswer, PeopleAnswer, Reach, SinglePoint, StepState,
};
use safeconduct_model::talks::{Channel, Talks, Trigger};

/// What follows from channels and contingent steps.
#[must_use]
pub fn people(talks: &Talks) -> PeopleAnswer {
    let id = |p: usize| talks.parties[p].id.clone();
    let spoken = |p: &usize| talks.positions.iter().any(|position| position.party == *p);
    let silent = (0..talks.parties.len()).filter(|p| !spoken(p)).map(id).collect();
    let contingents = talks.contingents.iter().map(|step| {
        let (state, waits_for) = state(talks, &step.trigger);
        ContingentAnswer { actor: id(step.actor), step: step.step.clone(), state, waits_for }
    });
    PeopleAnswer {
        not_on_record: silent,
        reach: reach(talks),
        single_points: single_points(talks),
        contingents: contingents.collect(),
    }
}

fn state(talks: &Talks, trigger: &Trigger) -> (StepState, Vec<String>) {
    let came = |name: &&String| talks.happened.contains(*name);
    let gone = |name: &&String| talks.ruled_out.contains(*name);
    let (names, done, over) = match trigger {
        Trigger::IfAny(names) => {
            (names, names.iter().any(|n| came(&n)), names.iter().all(|n| gone(&n)))
        }
        Trigger::IfAll(names) => {
            (names, names.iter().all(|n| came(&n)), names.iter().any(|n| gone(&n)))
        }
    };
    let open = names.iter().filter(|n| !came(n) && !gone(n)).cloned().collect();
    match (done, over) {
        (true, _) => (StepState::Done, Vec::new()),
        (false, true) => (StepState::RuledOut, Vec::new()),
        (false, false) => (StepState::Possible, open),
    }
}

/// Whether a channel may still be used some day.
fn may_open(channel: &Channel) -> bool {
    channel.status.as_deref() != Some("closed")
}

fn reach(talks: &Talks) -> Vec<Reach> {
    let today = links(talks, Channel::is_active);
    let possible = links(talks, may_open);
    let named = |way: Option<Vec<usize>>| {
        way.map(|way| way.into_iter().map(|p| talks.parties[p].id.clone()).collect())
    };
    let mut found = Vec::new();
    for (one, other) in pairs(talks) {
        found.push(Reach {
            between: (talks.parties[one].id.clone(), talks.parties[other].id.clone()),
            today: named(way(&today, one, other, None)),
            possible: named(way(&possible, one, other, None)),
        });
    }
    found
}

fn pairs(talks: &Talks) -> Vec<(usize, usize)> {
    let count = talks.parties.len();
    (0..count).flat_map(|one| (one + 1..count).map(move |other| (one, other))).collect()
}

/// Parties that a channel lets talk: those it is between, with those it runs
/// through in their middle.
fn links(talks: &Talks, counts: impl Fn(&Channel) -> bool) -> Vec<Vec<usize>> {
    let mut links = vec![Vec::new(); talks.parties.len()];
    let mut join = |a: usize, b: usize| {
        if a != b && !links[a].contains(&b) {
            links[a].push(b);
            links[b].push(a);
        }
    };
    for channel in talks.channels.iter().filter(|c| counts(c)) {
        if channel.via.is_empty() {
            for &a in &channel.between {
                channel.between.iter().for_each(|&b| join(a, b));
            }
        }
        for &middle in &channel.via {
            channel.between.iter().for_each(|&end| join(end, middle));
        }
    }
    links
}

/// The shortest way, not through `without`.
fn way(links: &[Vec<usize>], from: usize, to: usize, without: Option<usize>) -> Option<Vec<usize>> {
    let mut came = vec![None; links.len()];
    let mut open = VecDeque::from([from]);
    while let Some(at) = open.pop_front() {
        if at == to {
            let mut found = vec![to];
            let mut at = to;
            while let Some(before) = came[at].filter(|_| at != from) {
                found.push(before);
                at = before;
            }
            found.reverse();
            return Some(found);
        }
        for &next in &links[at] {
            if came[next].is_none() && next != from && Some(next) != without {
                came[next] = Some(at);
                open.push_back(next);
            }
        }
    }
    None
}

fn single_points(talks: &Talks) -> Vec<SinglePoint> {
    let links = links(talks, may_open);
    let parted = |party: usize| -> Vec<(String, String)> {
        let apart = pairs(talks).into_iter().filter(|&(one, other)| {
            one != party
                && other != party
                && way(&links, one, other, None).is_some()
                && way(&links, one, other, Some(party)).is_none()
        });
        apart.map(|(a, b)| (talks.parties[a].id.clone(), talks.parties[b].id.clone())).collect()
    };
    let points = (0..talks.parties.len()).map(|party| (party, parted(party)));
    points
        .filter(|(_, parts)| !parts.is_empty())
        .map(|(party, parts)| SinglePoint { party: talks.parties[party].id.clone(), parts })
        .collect()
}
