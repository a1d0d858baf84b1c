//! Elements: what can be settled now, and where each stands.

use safeconduct_model::talks::answer::{ElementAnswer, ElementStatus, PositionsAnswer};

use super::Page;
use super::words::{option, some};

/// Options that break nobody's position.
pub fn banked(page: &mut Page, answer: &PositionsAnswer) {
    if answer.elements.is_empty() || !answer.rules_hold {
        return;
    }
    page.section("What can be settled now");
    if answer.bankable.is_empty() {
        page.say("No option is safe for every position on record.");
        return;
    }
    page.say("These break no position on record, whatever else is agreed:");
    let lines = answer.bankable.iter();
    let lines = lines.map(|(e, chosen)| format!("{}: {}", page.words.element(e), option(chosen)));
    let lines: Vec<String> = lines.collect();
    page.items(lines);
}

const GROUPS: [(ElementStatus, &str); 5] = [
    (ElementStatus::Contested, "Contested: no option that all on record could take"),
    (
        ElementStatus::Entangled,
        "Entangled: an option that all could take, but a conflict speaks of it",
    ),
    (ElementStatus::Open, "Open: several options that all could take, and no conflict"),
    (ElementStatus::Unopposed, "Unopposed: one option that all could take; not all have spoken"),
    (ElementStatus::Agreed, "Agreed: one option, and all have spoken"),
];

/// Elements by status.
pub fn standing(page: &mut Page, answer: &PositionsAnswer) {
    if answer.elements.is_empty() || !answer.rules_hold {
        return;
    }
    page.section("Where each element stands");
    torn(page, answer);
    for (status, title) in GROUPS {
        let of = answer.elements.iter().filter(|(_, e)| e.status == status && !only_torn(e));
        group(page, title, of.collect());
    }
    let of = answer.elements.iter().filter(|(_, e)| only_torn(e));
    let title = "Contested by nobody else: options that all others on record could take";
    group(page, title, of.collect());
}

/// Whether nothing but a party that contradicts itself stands in the way.
fn only_torn(element: &ElementAnswer) -> bool {
    let others = element.common_to_others.as_ref();
    element.common.is_empty() && others.is_some_and(|others| !others.is_empty())
}

/// Says once whose positions leave nothing anywhere.
fn torn(page: &mut Page, answer: &PositionsAnswer) {
    if answer.self_contradicting.is_empty() {
        return;
    }
    let names = page.lists.row(answer.self_contradicting.iter().map(|p| page.words.party(p)));
    page.say(&format!(
        "The own positions of {names} cannot hold together, which leaves no option of any element. \
         What follows says where the others stand."
    ));
}

fn group(page: &mut Page, title: &str, of: Vec<(&String, &ElementAnswer)>) {
    if of.is_empty() {
        return;
    }
    page.say(&format!("{title}."));
    let line = |(id, element): &(&String, &ElementAnswer)| {
        format!("{}: {}", page.words.element(id), stands(page, element))
    };
    let lines: Vec<String> = of.iter().map(line).collect();
    page.items(lines);
}

fn stands(page: &Page, element: &ElementAnswer) -> String {
    let lists = page.lists;
    let options = |options: &[String]| lists.row(options.iter().map(|o| option(o)));
    let common = element.common_to_others.as_ref().unwrap_or(&element.common);
    let mut line = if common.is_empty() {
        let own = element.by_party.iter();
        let own = own.filter(|(party, left)| !left.is_empty() && !element.not_said.contains(party));
        let own = own
            .map(|(party, left)| format!("{} leaves {}", page.words.party(party), options(left)));
        let mut own: Vec<String> = own.collect();
        if own.len() > lists.names() {
            let others = own.split_off(lists.names()).len();
            own.push(some(others, "other party", "other parties"));
        }
        if own.is_empty() { "nothing is left".to_owned() } else { own.join(", ") }
    } else {
        options(common)
    };
    if !element.not_said.is_empty() {
        let silent = lists.row(element.not_said.iter().map(|party| page.words.party(party)));
        line.push_str(&format!(" (nothing said by {silent})"));
    }
    line
}
