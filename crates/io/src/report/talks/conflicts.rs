//! Why there is no deal: positions that cannot hold together.

use safeconduct_model::talks::answer::PositionsAnswer;

use super::Page;
use super::words::{row, some};

/// Conflicts printed of a cluster; the JSON has all.
const SHOWN: usize = 12;

/// Clusters and their minimal conflicts.
pub fn why(page: &mut Page, answer: &PositionsAnswer) {
    if !answer.rules_hold {
        page.section("Why there is no deal");
        page.say("The rules of the file contradict one another: no package keeps them all.");
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
    for (place, cluster) in answer.clusters.iter().enumerate() {
        let within = |set: &&Vec<String>| set.iter().all(|id| cluster.contains(id));
        let conflicts: Vec<&Vec<String>> = answer.mus.iter().filter(within).collect();
        let count = some(conflicts.len(), "conflict", "conflicts");
        let about = about(page, cluster);
        page.say(&format!("Cluster {}, {count}, about {about}:", place + 1));
        for conflict in conflicts.iter().take(SHOWN) {
            let sentence = sentence(page, conflict);
            page.item(&sentence);
        }
        if conflicts.len() > SHOWN {
            page.item(&format!("and {} more; `--format json` has all", conflicts.len() - SHOWN));
        }
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
    row(elements.map(|element| page.words.element(&element.id)))
}
