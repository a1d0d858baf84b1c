//! What follows for each party from its own positions.

use std::collections::BTreeMap;

use safeconduct_model::talks::Talks;
use safeconduct_model::talks::answer::Count;

use crate::constraint::Constraints;
use crate::implied;
use crate::space::Space;

/// Packages that each party on record accepts.
pub fn acceptable(talks: &Talks, space: &mut Space) -> BTreeMap<String, Option<Count>> {
    let mut found = BTreeMap::new();
    for party in space.constraints.on_record() {
        let count = space.count(&own(space.constraints, party));
        found.insert(talks.parties[party].id.clone(), count);
    }
    found
}

/// Packages that each pair of parties on record accepts.
pub fn pairs(talks: &Talks, space: &mut Space) -> BTreeMap<String, Option<Count>> {
    let parties = space.constraints.on_record();
    let mut found = BTreeMap::new();
    for (place, &one) in parties.iter().enumerate() {
        for &other in &parties[place + 1..] {
            let mut ids = [&talks.parties[one].id, &talks.parties[other].id];
            ids.sort();
            let both = (0..space.constraints.demands.len())
                .filter(|&d| [one, other].contains(&space.constraints.demands[d].party));
            let count = space.count(&both.collect::<Vec<usize>>());
            found.insert(format!("{}+{}", ids[0], ids[1]), count);
        }
    }
    found
}

/// Parties whose own demands cannot hold together.
pub fn self_contradicting(talks: &Talks, space: &mut Space) -> Vec<String> {
    let parties = space.constraints.on_record().into_iter();
    let torn = |party: &usize| !space.together(&own(space.constraints, *party));
    parties.filter(torn).map(|p| talks.parties[p].id.clone()).collect()
}

/// What moving alone costs, where not all moves are known: whether it would do
/// at all is known, what it costs at least is not.
pub fn alone(talks: &Talks, space: &mut Space, one_sided: &mut BTreeMap<String, Option<f64>>) {
    let constraints = space.constraints;
    for party in constraints.on_record() {
        let stays =
            |d: &usize| constraints.demands[*d].party != party || constraints.demands[*d].firm;
        let rest: Vec<usize> = (0..constraints.demands.len()).filter(stays).collect();
        let id = &talks.parties[party].id;
        if space.together(&rest) {
            one_sided.remove(id);
        } else {
            one_sided.insert(id.clone(), None);
        }
    }
}

/// Pairs of demands of one party of which the first brings the second.
pub fn implied(space: &mut Space, most: usize) -> Vec<(String, String)> {
    let constraints = space.constraints;
    // Where no package keeps the rules, everything would follow.
    if !space.together(&[]) {
        return Vec::new();
    }
    let id = |d: usize| constraints.demands[d].id.clone();
    implied::implied(constraints, most).into_iter().map(|(a, b)| (id(a), id(b))).collect()
}

/// Demands of a party, rising.
pub fn own(constraints: &Constraints, party: usize) -> Vec<usize> {
    let demands = &constraints.demands;
    (0..demands.len()).filter(|&d| demands[d].party == party).collect()
}
