//! Where each draft stands, and what changed from one to the next.

use std::collections::BTreeMap;

use safeconduct_model::talks::answer::{Diff, DraftAnswer};
use safeconduct_model::talks::{Condition, Draft, Talks};

use crate::constraint::Constraints;
use crate::count::counted;
use crate::cover;
use crate::explore::shrink_with;
use crate::oracle::{Held, Oracle};

/// By draft id.
pub fn drafts(
    talks: &Talks,
    constraints: &Constraints,
    oracle: &mut Oracle,
) -> BTreeMap<String, DraftAnswer> {
    let one = |draft: &Draft, oracle: &mut Oracle| answer(talks, constraints, oracle, draft);
    talks.drafts.iter().map(|draft| (draft.id.clone(), one(draft, oracle))).collect()
}

fn answer(
    talks: &Talks,
    constraints: &Constraints,
    oracle: &mut Oracle,
    draft: &Draft,
) -> DraftAnswer {
    let fixed: Vec<(usize, usize)> = draft.sets.iter().map(|(&e, &o)| (e, o)).collect();
    let silent = (0..talks.elements.len()).filter(|e| !draft.sets.contains_key(e));
    let set =
        |&(element, option): &(usize, usize)| Condition::Is { element, options: vec![option] };
    let said: Vec<Condition> = fixed.iter().map(set).collect();
    let always: Vec<usize> = (0..constraints.demands.len())
        .filter(|&d| matches!(oracle.ask(&[d], &fixed), Held::NotTogether(_)))
        .collect();
    let possible = matches!(oracle.ask(&[], &fixed), Held::Together(_));
    DraftAnswer {
        silent_on: silent.map(|e| talks.elements[e].id.clone()).collect(),
        completions: counted(constraints, said.iter()),
        always_breaks: constraints
            .demands
            .iter()
            .enumerate()
            .filter(|(d, _)| always.contains(d))
            .map(|(_, d)| d.id.clone())
            .collect(),
        fewest_broken: possible.then(|| fewest(constraints, oracle, &fixed)),
    }
}

/// The fewest demands broken by any way of filling a draft in, by implicit
/// hitting sets over conflicts under the draft.
fn fewest(constraints: &Constraints, oracle: &mut Oracle, fixed: &[(usize, usize)]) -> usize {
    let count = constraints.demands.len();
    let alike = vec![1.0; count];
    let mut conflicts: Vec<Vec<usize>> = Vec::new();
    loop {
        let given = cover::cheapest(&conflicts, &alike);
        let rest: Vec<usize> = (0..count).filter(|d| !given.contains(d)).collect();
        match oracle.ask(&rest, fixed) {
            Held::Together(_) => return given.len(),
            Held::NotTogether(core) => conflicts.push(shrink_with(oracle, core, fixed)),
        }
    }
}

/// What changed from each draft to the next.
pub fn diffs(talks: &Talks, drafts: &BTreeMap<String, DraftAnswer>) -> Vec<Diff> {
    let pairs = talks.drafts.windows(2);
    pairs.filter_map(|pair| diff(talks, &pair[0], &pair[1], drafts)).collect()
}

fn diff(
    talks: &Talks,
    from: &Draft,
    to: &Draft,
    drafts: &BTreeMap<String, DraftAnswer>,
) -> Option<Diff> {
    let word = |draft: &Draft, e: usize| {
        let option = draft.sets.get(&e);
        option.map_or_else(|| "(silent)".to_owned(), |&o| talks.elements[e].options[o].clone())
    };
    let changed = talks.elements.iter().enumerate().filter_map(|(e, element)| {
        let (before, after) = (word(from, e), word(to, e));
        (before != after).then(|| (element.id.clone(), (before, after)))
    });
    let (before, after) = (drafts.get(&from.id)?, drafts.get(&to.id)?);
    let beyond = |these: &[String], those: &[String]| -> Vec<String> {
        these.iter().filter(|id| !those.contains(id)).cloned().collect()
    };
    Some(Diff {
        from: from.id.clone(),
        to: to.id.clone(),
        changed: changed.collect(),
        now_kept: beyond(&before.always_breaks, &after.always_breaks),
        now_broken: beyond(&after.always_breaks, &before.always_breaks),
    })
}
