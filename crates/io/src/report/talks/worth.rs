//! What packages come to in people fed: beside every draft, party and move.

use safeconduct_model::talks::worth::{FrameworkWorth, ProposalWorth, Whose, WorthAnswer};

use super::words::{row, some};
use super::{Block, Page};
use crate::report::text::table::{Left, Right};
use crate::report::{number, visible};

/// Frameworks, and who asks for which.
pub fn worth(page: &mut Page, answer: &WorthAnswer) {
    page.section("What packages come to in people fed");
    let count = some(answer.frameworks.len(), "set of terms", "sets of terms");
    page.say(&format!(
        "In the scenario {}, by the terms that choices stand for: {count}, each planned once; days \
         that only a timetable decides count where they are certain. People fed are people-days at \
         full need, of {}. A plan is an expectation under the scenario's figures.",
        visible::name(&answer.scenario),
        number::whole(answer.people_days_needed)
    ));
    let head = [
        ("", Left),
        ("people fed", Right),
        ("coverage", Right),
        ("lowest zone", Left),
        ("expected loss, USD", Right),
        ("worst case, USD", Right),
    ];
    let head = head.map(|(title, align)| (title.to_owned(), align)).to_vec();
    let rows = answer.frameworks.iter().enumerate().map(|(place, found)| figures(place, found));
    page.blocks.push(Block::Table(head, rows.collect()));
    for (place, framework) in answer.frameworks.iter().enumerate() {
        page.item(&format!("{}: {}", letter(place), visible::visible(&framework.choices)));
    }
    for proposal in &answer.proposals {
        let line = said(page, answer, proposal);
        page.item(&line);
    }
    if answer.moves_left_out > 0 {
        let left = some(answer.moves_left_out, "move is", "moves are");
        page.say(&format!("{left} left out here: there are too many to plan them all."));
    }
}

/// A, B, …, Z, AA, …
fn letter(place: usize) -> String {
    let own = char::from(b'A' + u8::try_from(place % 26).unwrap_or_default());
    match place / 26 {
        0 => own.to_string(),
        more => format!("{}{own}", letter(more - 1)),
    }
}

/// The cells of one framework.
fn figures(place: usize, framework: &FrameworkWorth) -> Vec<String> {
    let Some(planned) = &framework.planned else {
        return vec![letter(place), "no plan".to_owned()];
    };
    let share = number::percent(planned.lowest_coverage);
    let lowest = match (&planned.lowest_zone, planned.lowest_alike) {
        (None, _) => "nobody".to_owned(),
        (Some(zone), (0 | 1, _)) => {
            let group = planned.lowest_group.map_or("", crate::report::figures::group);
            format!("{}, {group}: {share}", visible::name(zone.as_str()))
        }
        (Some(_), (alike, all)) if alike == all => format!("all groups alike: {share}"),
        (Some(_), (alike, _)) => format!("{alike} groups alike: {share}"),
    };
    let cut = if planned.cut { " (stopped early)" } else { "" };
    vec![
        letter(place),
        format!("{}{cut}", number::whole(planned.people_days)),
        number::percent(planned.coverage),
        lowest,
        number::whole(planned.expected_loss_usd),
        number::whole(planned.worst_case_usd),
    ]
}

/// What one draft, party or move comes to, in words.
fn said(page: &Page, answer: &WorthAnswer, proposal: &ProposalWorth) -> String {
    let place = |id: &String| answer.frameworks.iter().position(|f| f.id == *id);
    let letters = row(proposal.frameworks.iter().filter_map(place).map(letter));
    let sample = if proposal.all { "" } else { " among others (a sample)" };
    let whose = match &proposal.whose {
        Whose::Acceptable if proposal.frameworks.is_empty() => {
            return "what all on record accept as things stand: nothing, so that a move opens all \
                    that stands beside it"
                .to_owned();
        }
        Whose::Acceptable => "what all on record accept as things stand".to_owned(),
        Whose::Draft { draft } => format!("draft {}", visible::name(draft)),
        Whose::Party { party } => format!("what {} asks for", page.words.party(party)),
        Whose::Move { give } => {
            format!("without {}", row(give.iter().map(|id| page.words.text(id))))
        }
    };
    if proposal.frameworks.is_empty() {
        return format!("{whose}: no package");
    }
    let fed = proposal.people_days.map_or_else(
        || "no plan keeps what they demand".to_owned(),
        |(least, most)| {
            let (least, most) = (number::whole(least), number::whole(most));
            if least == most { most } else { format!("{least} to {most}") }
        },
    );
    let opens = proposal.opens_people_days.map_or_else(String::new, |more| {
        let sign = if more < 0.0 { "fewer" } else { "more" };
        format!(", {} {sign} than the best before it", number::whole(more.abs()))
    });
    format!("{whose}: {letters}{sample}, {fed}{opens}")
}
