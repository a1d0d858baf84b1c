//! The timetable: when each event can come, or why the lags cannot be kept.

use safeconduct_model::talks::Lag;
use safeconduct_model::talks::schedule::TimetableAnswer;

use super::Page;
use super::days::Days;
use super::words::{name, row, some};
use crate::report::{number, visible};

/// Windows of events, or contradictions and the least change.
pub fn timetable(page: &mut Page, answer: &TimetableAnswer) {
    page.section("The timetable");
    let talks = page.words.talks;
    if answer.consistent {
        windows(page, answer);
    } else {
        torn(page, answer);
    }
    for &lag in &answer.conditional {
        let Some(lag) = talks.lags.get(lag) else { continue };
        let line = conditional(page, lag);
        page.item(&line);
    }
}

fn windows(page: &mut Page, answer: &TimetableAnswer) {
    let talks = page.words.talks;
    let days = Days::from(talks.start.as_deref());
    let windows = answer.windows.clone().unwrap_or_default();
    for event in &talks.events {
        let Some((first, last)) = windows.get(&event.id) else { continue };
        let who = event.party.and_then(|p| talks.parties.get(p)).map(name);
        let text = page.words.event(&event.id);
        let who = who.filter(|who| !text.contains(who.as_str())).map(|who| format!(" ({who})"));
        let window = days.window(*first, *last);
        page.item(&format!("{text}{}: {window}", who.unwrap_or_default()));
    }
    let unlimited = answer.no_latest_date.clone().unwrap_or_default();
    if !unlimited.is_empty() {
        let events = row(unlimited.iter().map(|event| page.words.event(event)));
        page.say(&format!("Nothing written says by when these must happen: {events}."));
    }
    if answer.critical_chain.len() > 1 {
        let chain: Vec<String> =
            answer.critical_chain.iter().map(|event| page.words.event(event)).collect();
        let chain = chain.join(" > ");
        page.say(&format!("A day lost on this chain is a day lost at the end: {chain}."));
    }
    match answer.controllable {
        Some(true) => page.say(
            "Some lags are not in anybody's hands; the timetable can be kept whatever they turn \
             out to be, deciding as they become known.",
        ),
        Some(false) => page.say(
            "Some lags are not in anybody's hands, and no way of deciding as they become known \
             keeps the timetable whatever they turn out to be.",
        ),
        None => {}
    }
}

fn torn(page: &mut Page, answer: &TimetableAnswer) {
    page.say("These cannot all be kept:");
    for contradiction in &answer.contradictions {
        page.item(&visible::visible(&contradiction.sentence));
    }
    match answer.least_total_change {
        None => page.say("Facts contradict one another: no change of what is asked would help."),
        Some(cost) => {
            let weighted = page.words.talks.lags.iter().any(|lag| lag.weight != 1.0);
            let unit = if weighted { "weighted days" } else { "days" };
            page.say(&format!("The least change that lets all be kept, {} {unit}:", plain(cost)));
            for change in &answer.changes {
                page.item(&visible::visible(&change.sentence));
            }
        }
    }
}

fn plain(cost: f64) -> String {
    if cost.fract() == 0.0 { number::whole(cost) } else { number::decimals(cost, 2) }
}

fn conditional(page: &Page, lag: &Lag) -> String {
    let event = |e: usize| {
        page.words.talks.events.get(e).map_or_else(String::new, |e| page.words.event(&e.id))
    };
    let days = |days: i64| some(usize::try_from(days).unwrap_or_default(), "day", "days");
    let least = lag.min.map(|min| format!("at least {}", days(min)));
    let most = lag.max.map(|max| format!("at most {}", days(max)));
    let limits = row(least.into_iter().chain(most));
    let when = lag.when.as_ref().map_or("", |when| when.text.as_str());
    format!(
        "left out above, as it counts only if {}: {limits} from {} to {}",
        visible::visible(when),
        event(lag.from),
        event(lag.to)
    )
}
