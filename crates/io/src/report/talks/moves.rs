//! The smallest moves, and what each opens.

use safeconduct_model::talks::answer::{Cheapest, Count, Deal, PositionsAnswer};

use super::Page;
use super::conflicts::clusters_left;
use super::words::{option, packages, positions, row, some};
use crate::report::number;

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
    cheapest(page, answer);
    let alone = answer.clusters.len() == 1;
    if alone {
        shared(page, answer);
    }
    let most = page.lists.items();
    // Where many are missing, those known are examples.
    let shown = if answer.complete { most } else { page.lists.examples() };
    for (place, moves) in answer.cluster_moves.iter().enumerate().take(most) {
        let mut moves: Vec<&Vec<String>> = moves.iter().collect();
        moves.sort_by_key(|give| (firm(page, give), give.len()));
        if !alone {
            let one = some(moves.len(), "way", "ways");
            page.say(&format!("Cluster {}, {one}:", place + 1));
        }
        for give in moves.iter().copied().take(shown) {
            let mut line = given(page, give);
            if firm(page, give) {
                line.push_str(" (firm: not counted on below)");
            }
            page.item(&line);
            if let Some(deal) = answer.deals.iter().find(|deal| alone && deal.give == *give) {
                opens(page, answer, deal);
            }
        }
        page.left_out(moves.len().saturating_sub(shown));
    }
    clusters_left(page, answer);
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
    shared(page, answer);
    let shown = page.lists.items();
    for deal in answer.deals.iter().take(shown) {
        let ids = deal.give.join(" + ");
        page.item(&format!("giving up {}", crate::report::visible::visible(&ids)));
        opens(page, answer, deal);
    }
    page.left_out(answer.deals.len().saturating_sub(shown));
    let beyond = ways.saturating_sub(answer.deals.len());
    if beyond > 0 {
        let beyond = some(beyond, "more way", "more ways");
        page.say(&format!("Of {beyond} it was not looked at what they open."));
    }
}

/// Where moves may be missing: the cheapest, or what is known of it.
fn cheapest(page: &mut Page, answer: &PositionsAnswer) {
    if answer.complete {
        return;
    }
    page.say("Not all moves are known.");
    if let Some(found) = &answer.cheapest {
        let what = weighing(found);
        page.say(&format!("The cheapest gives up {what}; it is proved that none is cheaper:"));
        one_of(page, found);
        return;
    }
    let Some(least) = answer.cheapest_at_least else { return };
    let least = plain(least);
    let Some(known) = &answer.cheapest_known else {
        page.say(&format!("None gives up positions of less weight than {least}."));
        return;
    };
    let what = weighing(known);
    page.say(&format!(
        "The cheapest known gives up {what}. It is not proved that none is cheaper, only that none \
         gives up less weight than {least}:"
    ));
    one_of(page, known);
}

fn weighing(found: &Cheapest) -> String {
    let count = found.sets.first().map_or(0, Vec::len);
    format!("{} of weight {} in all", positions(count), plain(found.cost))
}

fn one_of(page: &mut Page, found: &Cheapest) {
    if let Some(set) = found.sets.first() {
        let line = given(page, set);
        page.item(&line);
    }
}

fn plain(weight: f64) -> String {
    if weight.fract() == 0.0 { number::whole(weight) } else { number::decimals(weight, 2) }
}

/// Whether all of several ways settle an element alike.
fn alike(answer: &PositionsAnswer, element: &String, chosen: &String) -> bool {
    answer.deals.len() > 1
        && answer.deals.iter().all(|deal| deal.fixed.get(element) == Some(chosen))
}

/// What all ways settle alike, said once.
fn shared(page: &mut Page, answer: &PositionsAnswer) {
    let Some(first) = answer.deals.first() else { return };
    let fixed = first.fixed.iter().filter(|(element, chosen)| alike(answer, element, chosen));
    let settled = settled(page, fixed);
    if !settled.is_empty() {
        let looked = if answer.mcs.as_ref().map_or(0, Vec::len) > answer.deals.len() {
            "All ways looked at have these in common:"
        } else {
            "All ways have these in common:"
        };
        page.say(&format!("{looked} {settled}."));
    }
}

/// Elements with their options, as far as lists go.
fn settled<'a>(page: &Page, fixed: impl Iterator<Item = (&'a String, &'a String)>) -> String {
    let settled = fixed.map(|(e, chosen)| format!("{}: {}", page.words.element(e), option(chosen)));
    let mut settled: Vec<String> = settled.collect();
    let shown = page.lists.items();
    if settled.len() > shown {
        let others = settled.split_off(shown).len();
        settled.push(some(others, "more element settled", "more elements settled"));
    }
    settled.join("; ")
}

/// What a move opens, beyond what all open.
fn opens(page: &mut Page, answer: &PositionsAnswer, deal: &Deal) {
    let count = packages(deal.packages.as_ref());
    let own = deal.fixed.iter().filter(|(element, chosen)| !alike(answer, element, chosen));
    let settled = settled(page, own);
    if settled.is_empty() {
        let beyond = if deal.fixed.is_empty() { "no element" } else { "nothing more" };
        page.part(&format!("opens {count}; {beyond} is settled by it"));
        return;
    }
    let within = if deal.packages == Some(Count::Number(1)) { "in it" } else { "in all of them" };
    page.part(&format!("opens {count}; {within} {settled}"));
}

/// `North gives up “…” [N5]; South gives up …`.
fn given(page: &Page, give: &[String]) -> String {
    let mut by_party: Vec<(String, Vec<String>)> = Vec::new();
    let shown = page.lists.items();
    for id in give.iter().take(shown) {
        let holder = page.words.demand(id).map(|(position, _)| page.words.holder(position));
        let (holder, text) = (holder.unwrap_or_default(), page.words.text(id));
        match by_party.iter_mut().find(|(party, _)| *party == holder) {
            Some((_, texts)) => texts.push(text),
            None => by_party.push((holder, vec![text])),
        }
    }
    let parts =
        by_party.into_iter().map(|(party, texts)| format!("{party} gives up {}", row(texts)));
    let mut parts: Vec<String> = parts.collect();
    if give.len() > shown {
        let others = some(give.len() - shown, "more position", "more positions");
        parts.push(format!("and {others} (`--all` prints them)"));
    }
    parts.join("; ")
}

fn firm(page: &Page, give: &[String]) -> bool {
    give.iter().filter_map(|id| page.words.demand(id)).any(|(position, _)| position.firm)
}

/// Whether somebody could bring a deal about alone: yes or no, no figures.
fn one_sided(page: &mut Page, answer: &PositionsAnswer) {
    if answer.cheapest.is_none() && answer.cheapest_at_least.is_none() {
        page.say("Every way asks for a position that is held firm: no move left makes a deal.");
        return;
    }
    // Where it was not found what it would cost, it is not left out by this.
    let unable = |party: &&String| answer.one_sided.get(*party) == Some(&None);
    let able: Vec<&String> = answer.acceptable_to.keys().filter(|p| !unable(p)).collect();
    if able.is_empty() {
        page.say("Nobody on record could bring a deal about by moving alone.");
    } else {
        let names = page.lists.row(able.into_iter().map(|party| page.words.party(party)));
        page.say(&format!(
            "By moving alone, a deal could be brought about by: {names}. That says who could, not \
             who should."
        ));
    }
}
