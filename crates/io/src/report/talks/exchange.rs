//! Linked obligations: who is ahead on which day, and the fairest schedule.

use safeconduct_model::talks::schedule::{Exposure, TimetableAnswer};

use super::curve::{self, Curve};
use super::days::Days;
use super::words::name;
use super::{Block, Page};
use crate::report::visible;

/// Curves of the schedules proposed, and the schedule with the smallest worst
/// imbalance.
pub fn exchange(page: &mut Page, answer: &TimetableAnswer) {
    let talks = page.words.talks;
    let Some(exchange) = &talks.exchange else { return };
    let party = |p: usize| talks.parties.get(p).map_or_else(String::new, name);
    let (first, second) = (party(exchange.between.0), party(exchange.between.1));
    page.section("Linked obligations");
    page.say(&format!(
        "The share of its own obligations that {first} has delivered, less that of {second}. Above 0 \
         {first} is ahead and exposed, below 0 {second}. Shares of unlike things are not worth alike."
    ));
    drawings(page, answer, (first, second));
    let days = Days::from(talks.start.as_deref());
    for (schedule, exposure) in &answer.exposure {
        let line = words_of(&days, schedule, exposure);
        page.item(&line);
    }
    let Some(fairest) = &answer.fairest else { return };
    page.say(&format!(
        "Smallest worst imbalance that the lags allow: {}, all done by {}.",
        fairest.worst,
        days.day(fairest.finish)
    ));
    let mut steps: Vec<(&String, i64)> = fairest.days.iter().map(|(e, day)| (e, *day)).collect();
    steps.sort_by_key(|(event, day)| (*day, (*event).clone()));
    for (event, day) in steps {
        let line = format!("{}: {}", days.day(day), page.words.event(event));
        page.item(&line);
    }
    if let Some(split) = &fairest.best_split {
        let event = page.words.event(&split.event);
        page.say(&format!("Halving \u{201c}{event}\u{201d} would lower it to {}.", split.worst));
    }
}

/// A schedule's name, its worst imbalance, and its days and shares.
type Named = (String, String, Vec<(i64, f64)>);

/// The curves drawn to one scale, the fairest schedule last.
fn drawings(page: &mut Page, answer: &TimetableAnswer, sides: (String, String)) {
    let named = |schedule: &str| visible::name(&schedule.replace('_', " "));
    let mut curves: Vec<Named> = answer
        .exposure
        .iter()
        .map(|(schedule, e)| (named(schedule), e.worst.clone(), curve::points(e)))
        .collect();
    if let Some(fairest) = &answer.fairest {
        let points = curve::of_fairest(page.words.talks, fairest);
        curves.push(("the fairest that the lags allow".to_owned(), fairest.worst.clone(), points));
    }
    let days = curves.iter().flat_map(|(_, _, points)| points.iter().map(|point| point.0));
    let (first, last) = (days.clone().min().unwrap_or(0).min(0), days.max().unwrap_or(0));
    for (title, worst, points) in curves {
        let (sides, days) = (sides.clone(), (first, last));
        page.blocks.push(Block::Curve(Curve { title, sides, points, days, worst }));
    }
}

fn words_of(days: &Days, schedule: &str, exposure: &Exposure) -> String {
    let points: Vec<String> =
        exposure.curve.iter().map(|(day, share)| format!("{} {share}", days.day(*day))).collect();
    let schedule = visible::name(&schedule.replace('_', " "));
    format!("{schedule}: at worst {}; {}", exposure.worst, points.join(", "))
}
