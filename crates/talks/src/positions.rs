//! Every answer that follows from elements, rules, positions and drafts.

use std::collections::BTreeMap;

use num_bigint::BigUint;
use safeconduct_model::talks::Talks;
use safeconduct_model::talks::answer::{Balanced, Cheapest, PositionsAnswer};

use crate::bank::banked;
use crate::cluster::Clusters;
use crate::constraint::Constraints;
use crate::count::counts;
use crate::deal::deal;
use crate::explore::{Conflicts, explore, product};
use crate::found::{Found, Limits};
use crate::space::Space;
use crate::{draft, element, party, rules};

/// Moves over all clusters that are listed; beyond, each cluster's own are.
const MOST_MOVES: usize = 2_000;

/// What subtraction leaves of equal weights.
const NOTHING: f64 = 1e-9;

/// Moves of which it is said what they open.
const MOST_DEALS: usize = 100;

/// Everything that follows from positions on record.
#[must_use]
pub fn moves(talks: &Talks, limits: &Limits) -> PositionsAnswer {
    let constraints = Constraints::of(talks);
    let (fixed, left) = banked(&constraints);
    let found = explore(&left, limits);
    let mut space = Space::of(&constraints, limits.packages);
    let all: Vec<usize> = (0..constraints.demands.len()).collect();
    let mut answer = PositionsAnswer {
        complete: found.complete(),
        rules_hold: found.rules_hold,
        space: counts(Some(constraints.options.iter().map(|&o| BigUint::from(o)).product())),
        packages_allowed_by_rules: space.count(&[]),
        acceptable_to_all: space.count(&all),
        acceptable_to: party::acceptable(talks, &mut space),
        pairs: party::pairs(talks, &mut space),
        self_contradicting: party::self_contradicting(talks, &mut space),
        implied: party::implied(&mut space, limits.packages),
        drafts: draft::drafts(talks, &constraints, limits),
        ..PositionsAnswer::default()
    };
    answer.diffs = draft::diffs(talks, &answer.drafts);
    for (element, option) in fixed {
        let element = &talks.elements[element];
        answer.bankable.insert(element.id.clone(), element.options[option].clone());
    }
    let conflicts = found.conflicts();
    let mut stuck = vec![false; all.len()];
    conflicts.iter().flatten().for_each(|&d| stuck[d] = true);
    let in_conflict: Vec<usize> = all.iter().copied().filter(|&d| stuck[d]).collect();
    answer.elements = element::elements(talks, &mut space, &in_conflict);
    // What a conflict not found may name is not known to be free.
    found.parts.iter().flat_map(|part| &part.open).for_each(|&d| stuck[d] = true);
    let free = all.iter().filter(|&&d| !stuck[d]);
    answer.not_in_the_way = free.map(|&d| constraints.demands[d].id.clone()).collect();
    answer.smallest_conflict = found.smallest();
    answer.mus = conflicts.iter().map(|set| constraints.names(set)).collect();
    if !found.rules_hold {
        answer.rules_in_contradiction = rules::torn(talks, &constraints);
    } else {
        ways(talks, &mut space, &Clusters::of(&found), &mut answer);
        cut_short(talks, &mut answer, &mut space, at_least(&constraints, &found));
    }
    answer
}

/// Takes back what moves not found may change.
fn cut_short(
    talks: &Talks,
    answer: &mut PositionsAnswer,
    space: &mut Space,
    at_least: Option<f64>,
) {
    if answer.complete {
        return;
    }
    let met = |found: &Cheapest| at_least.is_none_or(|least| found.cost <= least + NOTHING);
    if !answer.cheapest.as_ref().is_none_or(met) {
        answer.cheapest_known = answer.cheapest.take();
    }
    if answer.cheapest.is_none() {
        answer.cheapest_at_least = at_least;
    }
    answer.responsibility.clear();
    party::alone(talks, space, &mut answer.one_sided);
}

/// What any move costs at least, where the cheapest may not have been found.
fn at_least(constraints: &Constraints, found: &Conflicts) -> Option<f64> {
    if found.parts.iter().all(|part| part.at_least.is_none()) {
        return None;
    }
    let cost = |set: &Vec<usize>| set.iter().map(|&d| constraints.demands[d].weight).sum::<f64>();
    let soft = |set: &&Vec<usize>| set.iter().all(|&d| !constraints.demands[d].firm);
    let of = |part: &Found| {
        let known = part.moves.iter().filter(soft).map(cost).min_by(f64::total_cmp);
        part.at_least.or(known)
    };
    found.parts.iter().map(of).sum()
}

/// What the moves of the clusters come to together.
fn ways(talks: &Talks, space: &mut Space, clusters: &Clusters, answer: &mut PositionsAnswer) {
    let constraints = space.constraints;
    let names = Names::of(constraints);
    let named = |sets: &[Vec<usize>]| -> Vec<Vec<String>> {
        sets.iter().map(|set| names.of_set(set)).collect()
    };
    answer.clusters = named(&clusters.members);
    answer.cluster_moves = clusters.moves.iter().map(|moves| named(moves)).collect();
    let soft = |set: &&Vec<usize>| set.iter().all(|&d| !constraints.demands[d].firm);
    let open: Vec<Vec<Vec<usize>>> =
        clusters.moves.iter().map(|m| m.iter().filter(soft).cloned().collect()).collect();
    let cost = |set: &[usize]| set.iter().map(|&d| constraints.demands[d].weight).sum::<f64>();
    let least =
        |moves: &Vec<Vec<usize>>| moves.iter().map(|m| cost(m)).fold(f64::INFINITY, f64::min);
    if open.iter().all(|moves| !moves.is_empty()) {
        let best: Vec<Vec<Vec<usize>>> = open
            .iter()
            .map(|moves| moves.iter().filter(|m| cost(m) <= least(moves)).cloned().collect())
            .collect();
        let sets = product(&best, MOST_MOVES).unwrap_or_default();
        // An empty sum of floats is -0.
        let cost = open.iter().map(least).sum::<f64>() + 0.0;
        answer.cheapest = Some(Cheapest { cost, sets: named(&sets) });
    }
    for party in constraints.on_record() {
        let alone = |m: &&Vec<usize>| m.iter().all(|&d| constraints.demands[d].party == party);
        let price = |moves: &Vec<Vec<usize>>| {
            moves.iter().filter(alone).map(|m| cost(m)).min_by(f64::total_cmp)
        };
        let sum = open.iter().map(price).sum::<Option<f64>>().map(|sum| sum + 0.0);
        answer.one_sided.insert(talks.parties[party].id.clone(), sum);
    }
    answer.responsibility = responsibility(constraints, &open);
    if !answer.complete {
        return;
    }
    let Some(all) = product(&open, MOST_MOVES) else { return };
    answer.balanced = balanced(constraints, &all);
    let deals = all.iter().take(MOST_DEALS);
    answer.deals = deals.map(|give| deal(talks, space, give)).collect();
    answer.mcs = Some(named(&all));
}

/// Ids of demands, compared once: there may be thousands of moves.
struct Names<'c> {
    constraints: &'c Constraints,
    /// By demand: its place in the order of the ids.
    rank: Vec<usize>,
}

impl<'c> Names<'c> {
    fn of(constraints: &'c Constraints) -> Self {
        let mut order: Vec<usize> = (0..constraints.demands.len()).collect();
        order.sort_by_key(|&d| &constraints.demands[d].id);
        let mut rank = vec![0; order.len()];
        order.iter().enumerate().for_each(|(place, &d)| rank[d] = place);
        Self { constraints, rank }
    }

    /// In the order of the ids.
    fn of_set(&self, set: &[usize]) -> Vec<String> {
        let mut set = set.to_vec();
        set.sort_unstable_by_key(|&d| self.rank[d]);
        set.iter().map(|&d| self.constraints.demands[d].id.clone()).collect()
    }
}

/// The moves that ask the least of whoever is asked most.
fn balanced(constraints: &Constraints, all: &[Vec<usize>]) -> Option<Balanced> {
    let parties = constraints.demands.iter().map(|d| d.party + 1).max().unwrap_or(0);
    let mut asked = vec![0.0; parties];
    let mut most = |set: &Vec<usize>| {
        asked.fill(0.0);
        for demand in set.iter().map(|&d| &constraints.demands[d]) {
            asked[demand.party] += demand.weight;
        }
        asked.iter().copied().fold(0.0, f64::max)
    };
    let most: Vec<f64> = all.iter().map(&mut most).collect();
    let max_per_party = most.iter().copied().min_by(f64::total_cmp)?;
    let sets = all.iter().zip(&most).filter(|(_, most)| **most <= max_per_party);
    let sets = sets.map(|(set, _)| constraints.names(set)).collect();
    Some(Balanced { max_per_party, sets })
}

/// One over the size of the smallest move that holds each demand.
fn responsibility(constraints: &Constraints, open: &[Vec<Vec<usize>>]) -> BTreeMap<String, String> {
    let shortest = |moves: &Vec<Vec<usize>>| moves.iter().map(Vec::len).min();
    let all: Option<Vec<usize>> = open.iter().map(shortest).collect();
    let size = |d: usize| -> Option<usize> {
        let all = all.as_ref()?;
        let whole: usize = all.iter().sum();
        let with = |(place, moves): (usize, &Vec<Vec<usize>>)| {
            let own = moves.iter().filter(|m| m.contains(&d)).map(Vec::len).min()?;
            Some(whole - all[place] + own)
        };
        open.iter().enumerate().filter_map(with).min()
    };
    let demands = constraints.demands.iter().enumerate();
    demands
        .map(|(d, demand)| {
            let share = match size(d) {
                None => "0".to_owned(),
                Some(1) => "1".to_owned(),
                Some(size) => format!("1/{size}"),
            };
            (demand.id.clone(), share)
        })
        .collect()
}
