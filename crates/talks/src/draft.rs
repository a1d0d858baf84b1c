//! Where each draft stands, and what changed from one to the next.

use std::collections::BTreeMap;

use safeconduct_model::talks::answer::{Diff, DraftAnswer};
use safeconduct_model::talks::{Draft, Talks};

use crate::cheapest::cheapest;
use crate::constraint::Constraints;
use crate::found::Limits;
use crate::grid::Grid;
use crate::part::Links;
use crate::space::Space;

/// By draft id.
pub fn drafts(
    talks: &Talks,
    constraints: &Constraints,
    limits: &Limits,
) -> BTreeMap<String, DraftAnswer> {
    let one = |draft: &Draft| answer(talks, constraints, limits, draft);
    talks.drafts.iter().map(|draft| (draft.id.clone(), one(draft))).collect()
}

fn answer(talks: &Talks, constraints: &Constraints, limits: &Limits, draft: &Draft) -> DraftAnswer {
    let silent = (0..talks.elements.len()).filter(|e| !draft.sets.contains_key(e));
    let mut under = constraints.clone();
    draft.sets.iter().for_each(|(&element, &option)| under.fix(element, option));
    let mut space = Space::of(&under, limits.packages);
    let possible = space.together(&[]);
    let always = (0..under.demands.len()).filter(|&d| !space.together(&[d]));
    let always_breaks = always.map(|d| under.demands[d].id.clone()).collect();
    DraftAnswer {
        silent_on: silent.map(|e| talks.elements[e].id.clone()).collect(),
        completions: space.count(&[]),
        always_breaks,
        fewest_broken: if possible { fewest(&under, limits) } else { None },
    }
}

/// The fewest demands broken by any way of filling a draft in.
fn fewest(under: &Constraints, limits: &Limits) -> Option<usize> {
    let links = Links::of(under);
    let all: Vec<usize> = (0..under.demands.len()).collect();
    let settled = all.iter().filter(|&&d| links.of_demand(d).is_empty());
    let broken = settled.filter(|&&d| !under.demands[d].condition.holds(&[])).count();
    let parts = links.parts(&all, |_| true);
    parts.iter().try_fold(broken, |sum, part| Some(sum + of_part(&under.only(part), limits)?))
}

/// The fewest demands of a part broken by any package that keeps its rules.
fn of_part(local: &Constraints, limits: &Limits) -> Option<usize> {
    let Some(grid) = Grid::whole(&local.options, limits.packages) else {
        let mut alike = local.clone();
        alike.demands.iter_mut().for_each(|d| (d.weight, d.firm) = (1.0, false));
        return cheapest(&alike, limits.questions).ok()?.map(|set| set.len());
    };
    let allowed = grid.allowed(local);
    let mut kept = vec![0_usize; grid.size];
    for demand in &local.demands {
        grid.meeting(&demand.condition).each().for_each(|package| kept[package] += 1);
    }
    allowed.each().map(|package| local.demands.len() - kept[package]).min()
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
