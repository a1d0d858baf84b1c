//! Talks in words: why there is no deal, what would make one, and when.
//!
//! Words first, figures where they carry meaning of their own. No form of it
//! ranks parties: how many positions a move asks of whom is not compared.

use safeconduct_model::talks::Talks;
use safeconduct_model::talks::answer::TalksAnswer;

use super::style::Style;
use super::text::{WIDTH, wrap};

mod conflicts;
mod days;
mod drafts;
mod elements;
mod exchange;
mod limits;
mod moves;
mod people;
mod positions;
mod timetable;
mod words;
mod zones;

use words::Words;

/// What follows from a file of talks, for a mediator to read.
#[must_use]
pub fn text(talks: &Talks, answer: &TalksAnswer, style: Style) -> String {
    let mut page = Page { out: String::new(), style, words: Words { talks } };
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
    positions::record(&mut page, &answer.talks);
    limits::limits(&mut page, answer);
    page.out
}

/// What is being written.
struct Page<'t> {
    out: String,
    style: Style,
    words: Words<'t>,
}

impl Page<'_> {
    fn section(&mut self, title: &str) {
        self.out.push('\n');
        self.out.push_str(&self.style.bold(title));
        self.out.push('\n');
    }

    fn say(&mut self, text: &str) {
        self.out.push_str(&wrap::paragraph(text, 2, WIDTH));
    }

    fn item(&mut self, text: &str) {
        self.out.push_str(&wrap::item(text, WIDTH));
    }

    /// An item of an item.
    fn part(&mut self, text: &str) {
        self.out.push_str(&wrap::hanging(text, 6, 8, WIDTH));
    }
}
