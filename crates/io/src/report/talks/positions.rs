//! The head of the page, and the record: who holds what, by which source.

use std::collections::HashSet;

use safeconduct_model::talks::answer::{Count, PositionsAnswer, TalksAnswer};
use safeconduct_model::talks::{Line, Position};

use super::words::{Words, name, packages, some};
use super::{Block, Page};
use crate::report::visible;

/// Title, date, sources, and the answer in one paragraph.
pub fn head(page: &mut Page, answer: &TalksAnswer) {
    let talks = page.words.talks;
    let title = if talks.title.is_empty() { "Talks" } else { &talks.title };
    page.blocks.push(Block::Title(visible::visible(title)));
    let mut facts = Vec::new();
    facts.extend(talks.as_of.as_ref().map(|day| format!("as of {}", visible::name(day))));
    facts.push(some(talks.parties.len(), "party", "parties"));
    if !talks.elements.is_empty() {
        facts.push(some(talks.elements.len(), "element", "elements"));
        facts.push(some(talks.positions.len(), "position", "positions"));
    }
    if !talks.events.is_empty() {
        facts.push(some(talks.events.len(), "event", "events"));
    }
    page.blocks.push(Block::Facts(facts));
    for (id, source) in &talks.sources {
        let kind = source.kind.as_deref().unwrap_or("source");
        let date = source.date.as_ref().map(|date| format!(", {date}")).unwrap_or_default();
        let note = source.note.as_ref().map(|note| format!(": {note}")).unwrap_or_default();
        let line = visible::visible(&format!("source {id}: {kind}{date}{note}"));
        page.blocks.push(Block::Source(line));
    }
    verdict(page, answer);
}

/// What an answer that was cut short may not be read as.
const SO_FAR: &str = "The search stopped before everything was found. What follows counts the conflicts and moves found \
                      so far: a position that none of them holds may stand in one not found yet.";

fn verdict(page: &mut Page, answer: &TalksAnswer) {
    let found = &answer.talks;
    if !page.words.talks.elements.is_empty() || !found.rules_hold {
        let said = positions(found);
        page.blocks.push(Block::Verdict(said));
        let counts = format!(
            "A package picks one option of each element. There are {}; the rules allow {}; {} \
             acceptable to all on record.",
            packages(found.space.as_ref()),
            packages(found.packages_allowed_by_rules.as_ref()),
            match &found.acceptable_to_all {
                Some(Count::Number(0)) => "no package is".to_owned(),
                Some(Count::Number(1)) => "1 package is".to_owned(),
                count => format!("{} are", packages(count.as_ref())),
            }
        );
        page.blocks.push(Block::Below(counts));
        if !found.complete {
            page.blocks.push(Block::Below(SO_FAR.to_owned()));
        }
    }
    let Some(timetable) = &answer.timetable else { return };
    let said = match timetable.consistent {
        true => "The timetable can be kept.",
        false => "The timetable contradicts itself.",
    };
    page.blocks.push(Block::Verdict(said.to_owned()));
}

fn positions(found: &PositionsAnswer) -> String {
    match (found.rules_hold, found.mus.is_empty()) {
        (false, _) => "No deal: the rules contradict one another.".to_owned(),
        (true, true) => "A deal is possible as things stand.".to_owned(),
        (true, false) => {
            let conflicts = some(found.mus.len(), "minimal conflict", "minimal conflicts");
            let clusters = some(found.clusters.len(), "cluster", "clusters");
            let not = if found.complete { "" } else { " found so far (not complete)" };
            format!("No deal as things stand: {conflicts} in {clusters}{not}.")
        }
    }
}

/// Who is not on record.
pub fn silent(page: &mut Page, answer: &TalksAnswer) {
    if page.words.talks.positions.is_empty() {
        return;
    }
    page.section("Who is not on record");
    if answer.people.not_on_record.is_empty() {
        page.say("Every party has a position on record, though not on every element.");
    } else {
        let silent = answer.people.not_on_record.iter();
        let names = page.lists.row(silent.map(|party| page.words.party(party)));
        page.say(&format!("No position is on record of {names}."));
    }
    page.say("Silence is never consent: what nobody was asked about may still be refused.");
}

/// Whether a position belongs to a group.
type Belongs = fn(&Position) -> bool;

/// Red lines, firm positions and bottom lines, each by itself.
pub fn lines(page: &mut Page) {
    let talks = page.words.talks;
    let groups: [(&str, Belongs); 3] = [
        ("Red lines, named in public:", |p| p.line == Some(Line::RedLine)),
        ("Held firm in this file, so never given up above:", |p| p.firm),
        ("Bottom lines, the least that would do:", |p| p.line == Some(Line::BottomLine)),
    ];
    if !talks.positions.iter().any(|p| groups.iter().any(|(_, of)| of(p))) {
        return;
    }
    page.section("Red lines and bottom lines");
    for (title, of) in groups {
        let held: Vec<&Position> = talks.positions.iter().filter(|p| of(p)).collect();
        if held.is_empty() {
            continue;
        }
        page.say(title);
        let lines = held.iter().map(|position| page.words.held(&stands(position)));
        let lines: Vec<String> = lines.collect();
        page.items(lines);
    }
    page.say(
        "A red line is a statement; a bottom line is a judgement. One never stands for the other.",
    );
}

/// The step that a line stands for: of a ladder the strongest, but the weakest
/// where it is the least that would do.
fn stands(position: &Position) -> String {
    match (position.line, position.steps.len()) {
        (Some(Line::BottomLine), steps @ 2..) => format!("{}/{steps}", position.id),
        _ => position.id.clone(),
    }
}

/// Every position with its source, date and confidence, by party; of very many
/// only those that stand in a conflict printed above.
pub fn record(page: &mut Page, answer: &PositionsAnswer) {
    let talks = page.words.talks;
    if talks.positions.is_empty() {
        return;
    }
    page.section("Positions on record");
    let whole = talks.positions.len() <= page.lists.record();
    let first: HashSet<&str> = match whole {
        true => HashSet::new(),
        false => in_the_way(&page.words, answer, page.lists.record()),
    };
    if !whole {
        page.say(
            "The first that stand in a conflict; `--all` prints all, `--format json` has what \
             follows from them.",
        );
    }
    let mut printed = 0;
    for (index, party) in talks.parties.iter().enumerate() {
        let shown = |p: &&Position| p.party == index && (whole || first.contains(p.id.as_str()));
        let own: Vec<&Position> = talks.positions.iter().filter(shown).collect();
        if own.is_empty() {
            continue;
        }
        printed += own.len();
        page.say(&format!("{}:", name(party)));
        for position in own {
            for step in 0..position.steps.len().max(1) {
                entry(page, answer, position, step);
            }
        }
    }
    let left = talks.positions.len() - printed;
    if left > 0 {
        let left = some(left, "more position", "more positions");
        page.say(&format!("And {left} on record."));
    }
    let follows = answer.implied.iter().map(|(from, follows)| {
        let (from, follows) = (visible::name(from), visible::name(follows));
        format!("[{follows}] says nothing new: it follows from [{from}]")
    });
    let follows: Vec<String> = follows.collect();
    page.items(follows);
}

/// Ids of positions that conflicts name, the shortest conflicts first.
fn in_the_way<'t>(words: &Words<'t>, answer: &PositionsAnswer, most: usize) -> HashSet<&'t str> {
    let mut found = HashSet::new();
    for (position, _) in answer.mus.iter().flatten().filter_map(|id| words.demand(id)) {
        if found.len() >= most {
            break;
        }
        found.insert(position.id.as_str());
    }
    found
}

fn entry(page: &mut Page, answer: &PositionsAnswer, position: &Position, step: usize) {
    let id = match step {
        0 => position.id.clone(),
        step => format!("{}/{}", position.id, step + 1),
    };
    let mut told = vec![
        position.source.as_ref().map_or("no source".to_owned(), |s| format!("source {s}")),
        position.date.as_ref().map_or("no date".to_owned(), Clone::clone),
    ];
    told.extend(position.confidence.clone());
    if answer.rules_hold && answer.not_in_the_way.contains(&id) {
        told.push("in nobody's way".to_owned());
    }
    let asked = Words::asked(position, step);
    let told = visible::visible(&told.join("; "));
    page.item(&format!("\u{201c}{asked}\u{201d} [{}]: {told}", visible::name(&id)));
}
