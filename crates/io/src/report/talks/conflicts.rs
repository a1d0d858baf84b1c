//! Why there is no deal: positions that cannot hold together.

use std::collections::HashSet;

use safeconduct_model::talks::answer::PositionsAnswer;

use super::Page;
use super::words::{positions, row, some};

/// Clusters and their minimal conflicts.
pub fn why(page: &mut Page, answer: &PositionsAnswer) {
    if !answer.rules_hold {
        page.section("Why there is no deal");
        page.say(
            "The rules of the file contradict one another: no package keeps them all. Without any one \
             of these the others can be kept:",
        );
        let rules = answer.rules_in_contradiction.iter().map(|id| page.words.rule(id));
        let rules: Vec<String> = rules.collect();
        page.items(rules);
        return;
    }
    if answer.mus.is_empty() {
        return;
    }
    page.section("Why there is no deal");
    page.say(
        "Each line names positions that cannot all be kept; without any one of them the others of \
         that line can.",
    );
    if answer.clusters.len() > 1 {
        page.say(&format!(
            "They fall into {} clusters that do not touch: each can be talked about by itself.",
            answer.clusters.len()
        ));
    }
    for party in &answer.self_contradicting {
        let name = page.words.party(party);
        page.item(&format!("{name}: its own positions cannot hold together"));
    }
    shortest(page, answer);
    for (place, cluster) in answer.clusters.iter().enumerate().take(page.lists.items()) {
        let members: HashSet<&String> = cluster.iter().collect();
        let within = |set: &&Vec<String>| set.iter().all(|id| members.contains(id));
        let conflicts: Vec<&Vec<String>> = answer.mus.iter().filter(within).collect();
        let count = some(conflicts.len(), "conflict", "conflicts");
        let about = about(page, cluster);
        page.say(&format!("Cluster {}, {count}, about {about}:", place + 1));
        let sentences: Vec<String> = conflicts.iter().map(|c| sentence(page, c)).collect();
        page.items(sentences);
    }
    clusters_left(page, answer);
}

/// Where conflicts may be missing: whether the shortest known is the shortest.
fn shortest(page: &mut Page, answer: &PositionsAnswer) {
    let Some(smallest) = &answer.smallest_conflict else { return };
    let known = positions(smallest.size);
    page.say(&match smallest.proved {
        true => format!("Not all conflicts are known. The smallest has {known}; that is proved."),
        false => format!(
            "Not all conflicts are known. The smallest known has {known}. It is not proved that none \
             is smaller, only that none has fewer than {}.",
            smallest.at_least
        ),
    });
}

/// How many clusters are not printed.
pub fn clusters_left(page: &mut Page, answer: &PositionsAnswer) {
    let left = answer.clusters.len().saturating_sub(page.lists.items());
    if left > 0 {
        let left = some(left, "more cluster", "more clusters");
        page.say(&format!("And {left}: `--all` prints them, `--format json` has them."));
    }
}

fn sentence(page: &Page, conflict: &[String]) -> String {
    let held: Vec<String> = conflict.iter().map(|id| page.words.held(id)).collect();
    match &held[..] {
        [one] => format!("{one} cannot be kept under the rules"),
        _ => format!("{} cannot hold together", row(held)),
    }
}

/// The elements that positions speak of.
fn about(page: &Page, cluster: &[String]) -> String {
    let mut named: Vec<usize> = Vec::new();
    for (position, step) in cluster.iter().filter_map(|id| page.words.demand(id)) {
        let Some(step) = position.steps.get(step) else { continue };
        let (safeconduct_model::talks::Demand::Requires(what)
        | safeconduct_model::talks::Demand::Rejects(what)) = &step.demand;
        named.extend(what.condition.elements());
    }
    named.sort_unstable();
    named.dedup();
    let elements = named.iter().filter_map(|&e| page.words.talks.elements.get(e));
    page.lists.row(elements.map(|element| page.words.element(&element.id)))
}
