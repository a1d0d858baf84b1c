//! Timetables in words.

use safeconduct_model::talks::{Lag, Talks};

use super::network::Bound;

/// Who asks for a lag.
fn who(talks: &Talks, lag: &Lag) -> String {
    match lag.claimed_by {
        Some(party) => format!("{} asks that", talks.parties[party].name),
        None if lag.fact => "it is a fact that".to_owned(),
        None => "it is written that".to_owned(),
    }
}

/// An event as people call it.
fn event(talks: &Talks, e: usize) -> String {
    let event = &talks.events[e];
    event
        .text
        .as_ref()
        .map_or_else(|| format!("`{}`", event.id), |text| format!("\u{201c}{text}\u{201d}"))
}

/// One bound in words.
fn bound(talks: &Talks, bound: &Bound) -> String {
    let Some(lag) = bound.lag.map(|l| &talks.lags[l]) else {
        return format!("nothing happens before {}", event(talks, bound.to));
    };
    let days = |days: i64| if days == 1 { "1 day".to_owned() } else { format!("{days} days") };
    let (from, to) = (event(talks, lag.from), event(talks, lag.to));
    let asks = who(talks, lag);
    if bound.from == lag.from && bound.days == lag.max.unwrap_or(bound.days) && lag.max.is_some() {
        format!("{asks} {to} comes at most {} after {from}", days(bound.days))
    } else {
        format!("{asks} {to} comes at least {} after {from}", days(-bound.days))
    }
}

/// A contradiction in words: who asks for what, and by how much it misses.
pub fn contradiction(talks: &Talks, circle: &[Bound], missing: i64) -> String {
    let mut parts: Vec<String> = circle.iter().map(|b| bound(talks, b)).collect();
    parts.dedup();
    format!("{}: together {missing} days too many.", parts.join("; "))
}

/// A changed lag in words.
pub fn change(talks: &Talks, lag: &Lag, min: Option<i64>, max: Option<i64>) -> String {
    let (from, to) = (event(talks, lag.from), event(talks, lag.to));
    let mut parts = Vec::new();
    if let (Some(min), Some(before)) = (min, lag.min) {
        parts.push(match min {
            0.. => format!("at least {min} instead of {before} days"),
            _ => format!("at most {} days before, instead of at least {before} after", -min),
        });
    }
    if let (Some(max), Some(before)) = (max, lag.max) {
        parts.push(format!("at most {max} instead of {before} days"));
    }
    let asked = lag
        .claimed_by
        .map_or_else(String::new, |p| format!(" (asked for by {})", talks.parties[p].name));
    format!("from {from} to {to} {}{asked}", parts.join(" and "))
}
