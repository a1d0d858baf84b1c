//! The timetable: windows, contradictions, the least repair, the exchange.

mod contradiction;
mod exchange;
mod network;
mod repair;
mod uncertain;
mod words;

use std::collections::BTreeMap;

use safeconduct_model::talks::schedule::TimetableAnswer;
use safeconduct_model::talks::{Lag, Package, Talks};

use network::Network;

/// What follows from the timetable; lags that depend on a choice count only
/// where `package` makes it.
#[must_use]
pub fn timetable(talks: &Talks, package: Option<&Package>) -> Option<TimetableAnswer> {
    if talks.events.is_empty() {
        return None;
    }
    let counts = |lag: &Lag| match (&lag.when, package) {
        (None, _) => true,
        (Some(when), Some(package)) => when.condition.holds(package),
        (Some(_), None) => false,
    };
    let (lags, left): (Vec<usize>, Vec<usize>) =
        (0..talks.lags.len()).partition(|&l| counts(&talks.lags[l]));
    let start = talks.event("start").unwrap_or(0);
    let network = Network::of(talks, &lags, start);
    let mut answer = TimetableAnswer { conditional: left, ..TimetableAnswer::default() };
    match network.shortest() {
        Some(_) => windows(talks, &network, &mut answer),
        None => torn(talks, &lags, start, &mut answer),
    }
    if answer.consistent {
        answer.controllable = uncertain::controllable(talks, &lags, start);
        if let Some(exchange) = &talks.exchange {
            answer.exposure = exchange::curves(talks, exchange);
            answer.fairest = exchange::fairest(talks, exchange, &network);
        }
    }
    Some(answer)
}

fn windows(talks: &Talks, network: &Network, answer: &mut TimetableAnswer) {
    let windows: Vec<(i64, Option<i64>)> = network.windows();
    let named = |e: usize| talks.events[e].id.clone();
    answer.consistent = true;
    answer.no_latest_date =
        Some((0..windows.len()).filter(|&e| windows[e].1.is_none()).map(named).collect());
    answer.critical_chain = network.critical_chain().into_iter().map(named).collect();
    let by_id: BTreeMap<String, _> =
        windows.into_iter().enumerate().map(|(e, window)| (named(e), window)).collect();
    answer.windows = Some(by_id);
}

fn torn(talks: &Talks, lags: &[usize], start: usize, answer: &mut TimetableAnswer) {
    answer.contradictions = contradiction::all(talks, lags, start);
    if let Some(first) = answer.contradictions.first() {
        answer.contradiction_days = Some(first.days);
        answer.lags_in_contradiction = Some(first.lags.clone());
    }
    if let Some(repair) = repair::least(talks, lags) {
        answer.least_total_change = Some(repair.cost);
        answer.changes = repair.changes;
    }
}
