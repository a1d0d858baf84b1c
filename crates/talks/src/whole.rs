//! All answers of one file together.

use safeconduct_model::talks::Talks;
use safeconduct_model::talks::answer::{SCHEMA, TalksAnswer};

use crate::{Limits, Windows, front, moves, people, stability, timetable, zones};

/// Everything that follows from a file of talks.
#[must_use]
pub fn answer(talks: &Talks, limits: &Limits) -> TalksAnswer {
    let timetable = timetable(talks, None);
    let windows = timetable.as_ref().and_then(|timetable| timetable.windows.clone());
    // Where the timetable contradicts itself, no day of a zone is known.
    let zones = windows.map_or_else(Vec::new, |windows: Windows| zones(talks, &windows));
    TalksAnswer {
        schema: SCHEMA.to_owned(),
        title: talks.title.clone(),
        as_of: talks.as_of.clone(),
        talks: moves(talks, limits),
        people: people(talks),
        timetable,
        zones,
        stability: stability(talks),
        numbers: front(talks),
        worth: None,
    }
}
