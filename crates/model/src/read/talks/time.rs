//! The timetable: events, lags, contingent steps, exchange, zones.

use std::collections::BTreeMap;

use super::names::Names;
use super::{expression, text};
use crate::document::{Entry, Value};
use crate::finding::Code;
use crate::read::fields::Fields;
use crate::read::number::{Bounds, read as read_number};
use crate::read::shown::quote;
use crate::talks::{Contingent, Event, Exchange, Lag, Status, Trigger, ZoneStatus};

/// Parts of an obligation.
const AMOUNT: Bounds = Bounds::new(0.0, 1e12);

pub fn event(f: &mut Fields) -> Option<Event> {
    let id = f.identifier("id");
    let amount = f.optional_number("amount", AMOUNT);
    let words = f.optional_text("text");
    // The party is read once all of them are known.
    f.take("party");
    Some(Event { id: id?, party: None, amount, text: words })
}

/// Gives every event its party.
pub fn parties(f: &mut Fields, events: &mut [Event], names: &Names) {
    for item in f.items("event").unwrap_or_default() {
        let Some(mut row) = Fields::open(&item, "event", f.gather) else { continue };
        let Some(id) = row.take("id").and_then(|id| super::worded(id)) else { continue };
        let party = names.optional_party(&mut row, "party");
        if let Some(event) = events.iter_mut().find(|event| event.id == id.0) {
            event.party = party;
        }
    }
}

pub fn lag(f: &mut Fields, names: &Names) -> Option<Lag> {
    let (from, to) = (names.event(f, "from"), names.event(f, "to"));
    let (min, max) = (text::days(f, "min"), text::days(f, "max"));
    let claimed_by = names.optional_party(f, "claimed_by");
    let fact = f.flag("fact").unwrap_or(false);
    let uncertain = f.flag("uncertain").unwrap_or(false);
    let when = f.take("when").and_then(|value| expression::parse(f, names, value));
    let weight = f.optional_number("weight", text::WEIGHT).unwrap_or(1.0);
    let words = f.optional_text("text");
    if let (Some(low), Some(high)) = (min, max)
        && low > high
    {
        let what = format!("at least {low} and at most {high} days cannot both be kept");
        f.gather.add(Code::LagBackwards, f.span, what, "exchange `min` and `max`");
    }
    if min.is_none() && max.is_none() && !f.has("min") && !f.has("max") {
        let what = "a lag says how many days lie between its events";
        f.gather.add(Code::MissingField, f.span, what, "write `min`, `max` or both");
    }
    if uncertain && (min.is_none() || max.is_none()) {
        let what = "an uncertain lag has both a least and a greatest number of days";
        f.gather.add(Code::MissingField, f.span, what, "write `min` and `max`");
    }
    let (from, to) = (from?, to?);
    Some(Lag { from, to, min, max, claimed_by, fact, when, uncertain, weight, text: words })
}

pub fn contingent(f: &mut Fields, names: &Names) -> Option<Contingent> {
    let actor = names.party(f, "actor");
    let step = f.text("step");
    let any = f.has("if_any").then(|| text::words(f, "if_any"));
    let all = f.has("if_all").then(|| text::words(f, "if_all"));
    let trigger = match (any, all) {
        (Some(any), None) => Trigger::IfAny(any),
        (None, Some(all)) => Trigger::IfAll(all),
        _ => {
            let what = "a contingent step waits for `if_any` or for `if_all`";
            f.gather.add(Code::MissingField, f.span, what, "write exactly one of the two");
            return None;
        }
    };
    Some(Contingent { actor: actor?, step: step?, trigger })
}

pub fn zone(f: &mut Fields, names: &Names) -> Option<ZoneStatus> {
    let id = f.identifier("id");
    let name = f.optional_text("name");
    let at_first = f.text("at_first");
    let open_when = text::words(f, "open_when");
    let items = f.items("then").unwrap_or_default();
    let mut then = Vec::with_capacity(items.len());
    for item in &items {
        let Some(mut row) = Fields::open(item, "change of status", f.gather) else { continue };
        let (event, status) = (names.event(&mut row, "event"), row.text("status"));
        row.finish();
        if let (Some(event), Some(status)) = (event, status) {
            then.push(Status { event, status });
        }
    }
    Some(ZoneStatus { id: id?, name, at_first: at_first?, then, open_when })
}

pub fn exchange(f: &mut Fields, names: &Names) -> Option<Exchange> {
    let mut table = f.nested("exchange", "exchange")?;
    table.need("between");
    let between = names.all_parties(&mut table, "between");
    let horizon = table.optional_count("horizon", 0, 36_525);
    let mut schedules = BTreeMap::new();
    if let Some(mut named) = table.nested("schedule", "table of schedules") {
        for entry in named.entries() {
            let days = schedule(&mut named, entry, names);
            schedules.insert(entry.key.clone().into_owned(), days);
        }
    }
    let pair = match between[..] {
        [one, other] if one != other => Some((one, other)),
        _ => {
            // A name that was not known is told of already.
            let named = table.items("between").map_or(0, |names| names.len());
            if named == between.len() {
                let what = "an exchange is between two different parties";
                table.gather.add(Code::OutOfRange, table.span, what, "name both under `between`");
            }
            None
        }
    };
    table.finish();
    Some(Exchange { between: pair?, horizon, schedules })
}

fn schedule(f: &mut Fields, entry: &Entry, names: &Names) -> BTreeMap<usize, i64> {
    let mut days = BTreeMap::new();
    let Some(mut table) = Fields::open(&entry.value, "schedule", f.gather) else { return days };
    for entry in table.entries() {
        let event = names.event_called(&mut table, entry.key_span, &entry.key);
        if let (Some(event), Some(day)) = (event, day(&mut table, &entry.value, &entry.key)) {
            days.insert(event, day);
        }
    }
    days
}

fn day(f: &mut Fields, value: &Value, name: &str) -> Option<i64> {
    match read_number(value, name, text::DAYS) {
        #[allow(clippy::cast_possible_truncation)]
        Ok(number) if number.fract() == 0.0 => Some(number as i64),
        Ok(number) => {
            let what = format!("{} is on day {number}, which is no whole day", quote(name));
            f.gather.add(Code::OutOfRange, value.span, what, "write whole days");
            None
        }
        Err((code, what, mend)) => {
            f.gather.add(code, value.span, what, mend);
            None
        }
    }
}
