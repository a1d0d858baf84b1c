//! Where each element stands.

use std::collections::BTreeMap;

use safeconduct_model::talks::Talks;
use safeconduct_model::talks::answer::{ElementAnswer, ElementStatus};

use crate::party::own;
use crate::space::Space;

/// By element id. `in_conflict` are the demands of any conflict.
pub fn elements(
    talks: &Talks,
    space: &mut Space,
    in_conflict: &[usize],
) -> BTreeMap<String, ElementAnswer> {
    let parties = space.constraints.on_record();
    let left: Vec<Vec<Vec<usize>>> =
        parties.iter().map(|&party| space.left(&own(space.constraints, party))).collect();
    let mentioned: Vec<Vec<bool>> =
        parties.iter().map(|&party| spoken(space, &own(space.constraints, party))).collect();
    let entangled = spoken(space, in_conflict);
    let mut found = BTreeMap::new();
    for (e, element) in talks.elements.iter().enumerate() {
        let options = 0..element.options.len();
        let among = |whose: &[&Vec<Vec<usize>>]| -> Vec<usize> {
            options.clone().filter(|o| whose.iter().all(|left| left[e].contains(o))).collect()
        };
        let common = among(&left.iter().collect::<Vec<_>>());
        // Whose own positions cannot hold together, to that party nothing is left.
        let others: Vec<_> = left.iter().filter(|left| !left[e].is_empty()).collect();
        let torn = others.len() < left.len() && !others.is_empty();
        let said = parties.iter().zip(&mentioned);
        let not_said: Vec<usize> = said.filter(|(_, m)| !m[e]).map(|(party, _)| *party).collect();
        let status = match common.len() {
            0 => ElementStatus::Contested,
            _ if entangled[e] => ElementStatus::Entangled,
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
        let answer = ElementAnswer {
            common: named(&common),
            common_to_others: torn.then(|| named(&among(&others))),
            status,
            by_party,
            not_said: silent,
        };
        found.insert(element.id.clone(), answer);
    }
    found
}

/// By element: whether any of these demands speaks of it.
fn spoken(space: &Space, demands: &[usize]) -> Vec<bool> {
    let mut said = vec![false; space.constraints.options.len()];
    for &demand in demands {
        space.spoken(demand).iter().for_each(|&e| said[e] = true);
    }
    said
}
