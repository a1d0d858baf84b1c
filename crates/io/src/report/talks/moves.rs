//! The smallest moves, and what each opens.

use safeconduct_model::talks::answer::{Deal, PositionsAnswer};

use super::Page;
use super::words::{option, packages, row, some};

/// Moves printed of a cluster, and ways over all clusters; the JSON has all.
const SHOWN: usize = 12;

/// Moves by cluster, and what they open together.
pub fn moves(page: &mut Page, answer: &PositionsAnswer) {
    if answer.mus.is_empty() || !answer.rules_hold {
        return;
    }
    page.section("The smallest moves");
    page.say(
        "Each line is a set of positions that, given up together, lets all others hold; no smaller \
         part of it would do. The order says nothing about which is better.",
    );
    let alone = answer.clusters.len() == 1;
    for (place, moves) in answer.cluster_moves.iter().enumerate() {
        if !alone {
            let one = some(moves.len(), "way", "ways");
            page.say(&format!("Cluster {}, {one}:", place + 1));
        }
        for give in moves.iter().take(SHOWN) {
            let mut line = given(page, give);
            if firm(page, give) {
                line.push_str(" (firm: not counted on below)");
            }
            page.item(&line);
            if let Some(deal) = answer.deals.iter().find(|deal| alone && deal.give == *give) {
                opens(page, deal);
            }
        }
        more(page, moves.len());
    }
    if !alone {
        together(page, answer);
    }
    one_sided(page, answer);
}

/// What one move of each cluster, taken together, opens.
fn together(page: &mut Page, answer: &PositionsAnswer) {
    let ways = answer.mcs.as_ref().map_or(answer.deals.len(), Vec::len);
    if answer.deals.is_empty() {
        return;
    }
    let ways_text = some(ways, "way", "ways");
    page.say(&format!("One move of each cluster makes a deal: {ways_text} in all."));
    for deal in answer.deals.iter().take(SHOWN) {
        let ids = deal.give.join(" + ");
        page.item(&format!("giving up {}", crate::report::visible::visible(&ids)));
        opens(page, deal);
    }
    more(page, ways);
}

fn more(page: &mut Page, count: usize) {
    if count > SHOWN {
        page.item(&format!("and {} more; `--format json` has them", count - SHOWN));
    }
}

/// What a move opens.
fn opens(page: &mut Page, deal: &Deal) {
    let count = packages(deal.packages.as_ref());
    if deal.fixed.is_empty() {
        page.part(&format!("opens {count}; no element is settled by it"));
        return;
    }
    let settled = deal
        .fixed
        .iter()
        .map(|(element, chosen)| format!("{}: {}", page.words.element(element), option(chosen)));
    let settled: Vec<String> = settled.collect();
    page.part(&format!("opens {count}; in all of them {}", settled.join("; ")));
}

/// `North gives up “…” [N5]; South gives up …`.
fn given(page: &Page, give: &[String]) -> String {
    let mut by_party: Vec<(String, Vec<String>)> = Vec::new();
    for id in give {
        let holder = page.words.demand(id).map(|(position, _)| page.words.holder(position));
        let (holder, text) = (holder.unwrap_or_default(), page.words.text(id));
        match by_party.iter_mut().find(|(party, _)| *party == holder) {
            Some((_, texts)) => texts.push(text),
            None => by_party.push((holder, vec![text])),
        }
    }
    let parts =
        by_party.into_iter().map(|(party, texts)| format!("{party} gives up {}", row(texts)));
    parts.collect::<Vec<_>>().join("; ")
}

fn firm(page: &Page, give: &[String]) -> bool {
    give.iter().filter_map(|id| page.words.demand(id)).any(|(position, _)| position.firm)
}

/// Whether somebody could bring a deal about alone: yes or no, no figures.
fn one_sided(page: &mut Page, answer: &PositionsAnswer) {
    if let Some(least) = answer.cheapest_at_least {
        page.say(&format!(
            "The cheapest move was not found in time; no move gives up positions of less weight \
             than {least}."
        ));
        return;
    }
    if answer.cheapest.is_none() {
        page.say("Every way asks for a position that is held firm: no move left makes a deal.");
        return;
    }
    let able: Vec<&String> = answer
        .one_sided
        .iter()
        .filter(|(_, cost)| cost.is_some())
        .map(|(party, _)| party)
        .collect();
    if able.is_empty() {
        page.say("Nobody on record could bring a deal about by moving alone.");
    } else {
        let names = page.words.parties(able);
        page.say(&format!(
            "By moving alone, a deal could be brought about by: {names}. That says who could, not \
             who should."
        ));
    }
}
