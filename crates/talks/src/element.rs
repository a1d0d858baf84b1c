//! Where each element stands.

use std::collections::BTreeMap;

use safeconduct_model::talks::Talks;
use safeconduct_model::talks::answer::{ElementAnswer, ElementStatus};

use crate::constraint::Constraints;
use crate::oracle::{Held, Oracle};

/// By element id. `in_conflict` are the demands of any conflict.
pub fn elements(
    talks: &Talks,
    constraints: &Constraints,
    oracle: &mut Oracle,
    in_conflict: &[usize],
) -> BTreeMap<String, ElementAnswer> {
    let parties = constraints.on_record();
    let left: Vec<Vec<Vec<usize>>> =
        parties.iter().map(|&party| possible(talks, constraints, oracle, party)).collect();
    let mut found = BTreeMap::new();
    for (e, element) in talks.elements.iter().enumerate() {
        let options = 0..element.options.len();
        let common: Vec<usize> =
            options.filter(|o| left.iter().all(|by_party| by_party[e].contains(o))).collect();
        let speaks = |party: usize| {
            constraints.of_party(party).any(|condition| condition.elements().contains(&e))
        };
        let not_said: Vec<usize> = parties.iter().copied().filter(|&p| !speaks(p)).collect();
        let entangled =
            in_conflict.iter().any(|&d| constraints.demands[d].condition.elements().contains(&e));
        let status = match common.len() {
            0 => ElementStatus::Contested,
            _ if entangled => ElementStatus::Entangled,
            1 if not_said.is_empty() => ElementStatus::Agreed,
            1 => ElementStatus::Unopposed,
            _ => ElementStatus::Open,
        };
        let named = |options: &[usize]| -> Vec<String> {
            options.iter().map(|&o| element.options[o].clone()).collect()
        };
        let sorted = |by_party: &Vec<Vec<usize>>| {
            let mut names = named(&by_party[e]);
            names.sort();
            names
        };
        let id = |party: &usize| talks.parties[*party].id.clone();
        let by_party = parties.iter().zip(&left).map(|(p, l)| (id(p), sorted(l))).collect();
        let mut silent: Vec<String> = not_said.iter().map(id).collect();
        silent.sort();
        let answer = ElementAnswer { common: named(&common), status, by_party, not_said: silent };
        found.insert(element.id.clone(), answer);
    }
    found
}

/// By element: the options that a party's own demands and the rules leave.
fn possible(
    talks: &Talks,
    constraints: &Constraints,
    oracle: &mut Oracle,
    party: usize,
) -> Vec<Vec<usize>> {
    let own: Vec<usize> =
        (0..constraints.demands.len()).filter(|&d| constraints.demands[d].party == party).collect();
    options_left(talks, oracle, &own)
}

/// By element: the options that some demands and the rules leave. Every
/// package found settles one option of every element at once.
pub fn options_left(talks: &Talks, oracle: &mut Oracle, demands: &[usize]) -> Vec<Vec<usize>> {
    let mut left: Vec<Vec<bool>> =
        talks.elements.iter().map(|e| vec![false; e.options.len()]).collect();
    for e in 0..left.len() {
        for o in 0..left[e].len() {
            if left[e][o] {
                continue;
            }
            if let Held::Together(package) = oracle.ask(demands, &[(e, o)]) {
                for (options, &taken) in left.iter_mut().zip(&package) {
                    options[taken] = true;
                }
            }
        }
    }
    let taken = |options: Vec<bool>| (0..options.len()).filter(|&o| options[o]).collect();
    left.into_iter().map(taken).collect()
}
