//! Elements: what can be settled now, and where each stands.

use safeconduct_model::talks::answer::{ElementAnswer, ElementStatus, PositionsAnswer};

use super::Page;
use super::words::{option, row};

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
    for (element, chosen) in &answer.bankable {
        let line = format!("{}: {}", page.words.element(element), option(chosen));
        page.item(&line);
    }
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
        for (id, element) in of {
            let line = format!("{}: {}", page.words.element(id), stands(page, element));
            page.item(&line);
        }
    }
}

fn stands(page: &Page, element: &ElementAnswer) -> String {
    let options = |options: &[String]| row(options.iter().map(|o| option(o)));
    let mut line = if element.common.is_empty() {
        let own = element.by_party.iter().filter(|(party, _)| !element.not_said.contains(party));
        let own = own.map(|(party, left)| {
            let left = if left.is_empty() { "nothing".to_owned() } else { options(left) };
            format!("{} leaves {left}", page.words.party(party))
        });
        own.collect::<Vec<_>>().join(", ")
    } else {
        options(&element.common)
    };
    if !element.not_said.is_empty() {
        let silent = page.words.parties(&element.not_said);
        line.push_str(&format!(" (nothing said by {silent})"));
    }
    line
}
