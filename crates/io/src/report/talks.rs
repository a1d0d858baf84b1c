//! Talks in words: why there is no deal, what would make one, and when.
//!
//! Words first, figures where they carry meaning of their own. No form of it
//! ranks parties: how many positions a move asks of whom is not compared.

use safeconduct_model::talks::Talks;
use safeconduct_model::talks::answer::TalksAnswer;

use super::number;
use super::style::Style;

mod block;
mod conflicts;
mod curve;
mod days;
mod drafts;
mod elements;
mod exchange;
mod limits;
mod lists;
mod moves;
mod numbers;
mod page;
mod people;
mod positions;
mod timetable;
mod words;
mod worth;
mod zones;

use block::Block;
pub use lists::Lists;
use words::Words;

/// What follows from a file of talks, for a mediator to read.
#[must_use]
pub fn text(talks: &Talks, answer: &TalksAnswer, lists: Lists, style: Style) -> String {
    block::text(&blocks(talks, answer, lists), style)
}

/// The same as one self-contained page, with the exchange drawn.
#[must_use]
pub fn html(talks: &Talks, answer: &TalksAnswer, lists: Lists) -> String {
    page::html(&blocks(talks, answer, lists))
}

fn blocks(talks: &Talks, answer: &TalksAnswer, lists: Lists) -> Vec<Block> {
    let mut page = Page { blocks: Vec::new(), words: Words { talks }, lists };
    positions::head(&mut page, answer);
    conflicts::why(&mut page, &answer.talks);
    moves::moves(&mut page, &answer.talks);
    elements::banked(&mut page, &answer.talks);
    elements::standing(&mut page, &answer.talks);
    positions::silent(&mut page, answer);
    positions::lines(&mut page);
    drafts::drafts(&mut page, &answer.talks);
    people::channels(&mut page, &answer.people);
    people::steps(&mut page, &answer.people);
    if let Some(timetable) = &answer.timetable {
        timetable::timetable(&mut page, timetable);
        exchange::exchange(&mut page, timetable);
    }
    zones::zones(&mut page, answer);
    if let Some(found) = &answer.numbers {
        numbers::numbers(&mut page, found);
    }
    if let Some(found) = &answer.worth {
        worth::worth(&mut page, found);
    }
    positions::record(&mut page, &answer.talks);
    limits::limits(&mut page, answer);
    page.blocks
}

/// What is being written.
struct Page<'t> {
    blocks: Vec<Block>,
    words: Words<'t>,
    lists: Lists,
}

impl Page<'_> {
    fn section(&mut self, title: &str) {
        self.blocks.push(Block::Section(title.to_owned()));
    }

    fn say(&mut self, text: &str) {
        self.blocks.push(Block::Say(text.to_owned()));
    }

    /// Items as far as lists go, and how many more there are.
    fn items(&mut self, lines: impl IntoIterator<Item = String>) {
        let mut lines = lines.into_iter();
        for line in lines.by_ref().take(self.lists.items()) {
            self.item(&line);
        }
        self.left_out(lines.count());
    }

    /// How many items a list has beyond those printed, and where they are.
    fn left_out(&mut self, count: usize) {
        if count > 0 {
            let count = number::whole(count as f64);
            self.item(&format!("and {count} more: `--all` prints them, `--format json` has them"));
        }
    }

    fn item(&mut self, text: &str) {
        self.blocks.push(Block::Item(text.to_owned()));
    }

    /// An item of an item.
    fn part(&mut self, text: &str) {
        self.blocks.push(Block::Part(text.to_owned()));
    }
}
