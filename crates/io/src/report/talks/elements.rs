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
    for (status, title) in GROUPS {
        let of = answer.elements.iter().filter(|(_, element)| element.status == status);
        let of: Vec<_> = of.collect();
        if of.is_empty() {
            continue;
        }
        page.say(&format!("{title}."));
        let line = |(id, element): &(&String, &ElementAnswer)| {
            format!("{}: {}", page.words.element(id), stands(page, element))
        };
        let lines: Vec<String> = of.iter().map(line).collect();
        page.items(lines);
    }
}

fn stands(page: &Page, element: &ElementAnswer) -> String {
    let lists = page.lists;
    let options = |options: &[String]| lists.row(options.iter().map(|o| option(o)));
    let mut line = if element.common.is_empty() {
        let own = element.by_party.iter().filter(|(party, _)| !element.not_said.contains(party));
        let own = own.map(|(party, left)| {
            let left = if left.is_empty() { "nothing".to_owned() } else { options(left) };
            format!("{} leaves {left}", page.words.party(party))
        });
        let mut own: Vec<String> = own.collect();
        if own.len() > lists.names() {
            let others = own.split_off(lists.names()).len();
            own.push(some(others, "other party", "other parties"));
        }
        own.join(", ")
    } else {
        options(&element.common)
    };
    if !element.not_said.is_empty() {
        let silent = lists.row(element.not_said.iter().map(|party| page.words.party(party)));
        line.push_str(&format!(" (nothing said by {silent})"));
    }
    line
}
