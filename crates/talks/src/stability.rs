//! Which states of a conflict are stable, in four senses (Fang, Hipel and
//! Kilgour 1993, chapters 3 and 4).
//!
//! A state is stable for somebody if every move to a better state is deterred:
//! Nash, there is none; GMR, others can answer so that it is no better; SMR,
//! and no further move of the first escapes that; SEQ, others can answer so by
//! moves that are better for themselves.

use std::collections::{BTreeMap, BTreeSet};

use safeconduct_model::talks::schedule::StabilityAnswer;
use safeconduct_model::talks::{Conflict, Talks};

/// Stable states of the conflict, if the file holds one.
#[must_use]
pub fn stability(talks: &Talks) -> Option<StabilityAnswer> {
    let graph = Graph { conflict: talks.conflict.as_ref()? };
    let mut answer = StabilityAnswer::default();
    for (name, stable) in SENSES {
        let mut common: Option<BTreeSet<usize>> = None;
        let by_maker = answer.stable.entry((*name).to_owned()).or_default();
        for (i, maker) in graph.conflict.decision_makers.iter().enumerate() {
            let states: BTreeSet<usize> =
                (1..=graph.conflict.states).filter(|&s| stable(&graph, i, s)).collect();
            by_maker.insert(maker.id.clone(), states.iter().copied().collect());
            common = Some(match common {
                Some(before) => before.intersection(&states).copied().collect(),
                None => states,
            });
        }
        let states = common.unwrap_or_default().into_iter().collect();
        answer.equilibria.insert((*name).to_owned(), states);
    }
    Some(answer)
}

type Sense = fn(&Graph, usize, usize) -> bool;

const SENSES: &[(&str, Sense)] = &[
    ("Nash", |g, i, s| g.better(i, s).is_empty()),
    ("GMR", |g, i, s| {
        g.better(i, s).iter().all(|&t| g.answers(i, t, false).iter().any(|&u| g.no_better(i, u, s)))
    }),
    ("SMR", |g, i, s| {
        let escapes = |u: usize| g.moves(i, u).iter().any(|&v| !g.no_better(i, v, s));
        let deters = |u: &usize| g.no_better(i, *u, s) && !escapes(*u);
        g.better(i, s).iter().all(|&t| g.answers(i, t, false).iter().any(deters))
    }),
    ("SEQ", |g, i, s| {
        g.better(i, s).iter().all(|&t| g.answers(i, t, true).iter().any(|&u| g.no_better(i, u, s)))
    }),
];

struct Graph<'c> {
    conflict: &'c Conflict,
}

impl Graph<'_> {
    fn payoff(&self, i: usize, state: usize) -> f64 {
        let payoff = self.conflict.decision_makers[i].payoff.get(state - 1);
        payoff.copied().unwrap_or(f64::NEG_INFINITY)
    }

    fn no_better(&self, i: usize, state: usize, than: usize) -> bool {
        self.payoff(i, state) <= self.payoff(i, than)
    }

    fn moves(&self, i: usize, from: usize) -> Vec<usize> {
        let moves = self.conflict.decision_makers[i].moves.iter();
        moves.filter(|m| m.0 == from).map(|m| m.1).collect()
    }

    fn better(&self, i: usize, from: usize) -> Vec<usize> {
        let moves = self.moves(i, from).into_iter();
        moves.filter(|&to| self.payoff(i, to) > self.payoff(i, from)).collect()
    }

    /// States that the others can bring about from `from`, nobody moving twice
    /// in a row; only by moves better for whoever moves, where `improving`.
    fn answers(&self, i: usize, from: usize, improving: bool) -> BTreeSet<usize> {
        let mut last: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        let mut open = vec![(from, usize::MAX)];
        while let Some((state, mover)) = open.pop() {
            for j in (0..self.conflict.decision_makers.len()).filter(|&j| j != i && j != mover) {
                let to = if improving { self.better(j, state) } else { self.moves(j, state) };
                for state in to {
                    if last.entry(state).or_default().insert(j) {
                        open.push((state, j));
                    }
                }
            }
        }
        last.into_keys().collect()
    }
}
