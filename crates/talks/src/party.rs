//! What follows for each party from its own positions.

use std::collections::BTreeMap;

use safeconduct_model::talks::Talks;
use safeconduct_model::talks::answer::Count;

use crate::constraint::Constraints;
use crate::count::counted;
use crate::oracle::Oracle;

/// Packages that each party on record accepts.
pub fn acceptable(talks: &Talks, constraints: &Constraints) -> BTreeMap<String, Option<Count>> {
    let own = |&party: &usize| {
        (talks.parties[party].id.clone(), counted(constraints, constraints.of_party(party)))
    };
    constraints.on_record().iter().map(own).collect()
}

/// Packages that each pair of parties on record accepts.
pub fn pairs(talks: &Talks, constraints: &Constraints) -> BTreeMap<String, Option<Count>> {
    let parties = constraints.on_record();
    let mut found = BTreeMap::new();
    for (place, &one) in parties.iter().enumerate() {
        for &other in &parties[place + 1..] {
            let mut ids = [&talks.parties[one].id, &talks.parties[other].id];
            ids.sort();
            let both = constraints.of_party(one).chain(constraints.of_party(other));
            found.insert(format!("{}+{}", ids[0], ids[1]), counted(constraints, both));
        }
    }
    found
}

/// Parties whose own demands cannot hold together.
pub fn self_contradicting(
    talks: &Talks,
    constraints: &Constraints,
    oracle: &mut Oracle,
) -> Vec<String> {
    let parties = constraints.on_record().into_iter();
    let torn = |party: &usize| !oracle.together(&own(constraints, *party));
    parties.filter(torn).map(|p| talks.parties[p].id.clone()).collect()
}

/// Pairs of demands of one party of which the first brings the second.
pub fn implied(constraints: &Constraints, oracle: &mut Oracle) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for party in constraints.on_record() {
        let own = own(constraints, party);
        for &one in &own {
            // What cannot hold at all would bring everything.
            if !oracle.together(&[one]) {
                continue;
            }
            for &other in own.iter().filter(|d| **d != one) {
                if oracle.implies(one, other) {
                    let id = |d: usize| constraints.demands[d].id.clone();
                    found.push((id(one), id(other)));
                }
            }
        }
    }
    found
}

fn own(constraints: &Constraints, party: usize) -> Vec<usize> {
    let demands = &constraints.demands;
    (0..demands.len()).filter(|&d| demands[d].party == party).collect()
}
