//! The least change of lags, in weighted days, that lets all be kept.
//!
//! A linear program whose dual is a circulation: every bound is an arc at the
//! cost of its days, which carries at most its weight, and any amount where it is
//! a fact. Negative circles are cancelled until none is left; the days of events
//! are then the shortest ways in what remains, and each lag is changed by as
//! much as it is missed. What somebody asks for may turn round: at least 0 days
//! after becomes at most 10 days before.

use safeconduct_model::talks::Talks;
use safeconduct_model::talks::schedule::Change;

use super::words;

/// The least repair.
pub struct Repair {
    /// Sum of weighted days.
    pub cost: f64,
    /// What is changed.
    pub changes: Vec<Change>,
}

struct Arc {
    from: usize,
    to: usize,
    days: i64,
    carries: f64,
    flow: f64,
}

/// A thousandth of the least weight worth writing.
const LEAST: f64 = 1e-9;

/// Circles cancelled before giving up.
const MOST_CIRCLES: usize = 20_000;

/// The least repair; none if facts contradict one another.
pub fn least(talks: &Talks, lags: &[usize]) -> Option<Repair> {
    let mut arcs = arcs(talks, lags);
    for _ in 0..MOST_CIRCLES {
        let Some(circle) = circle(&arcs, talks.events.len()) else {
            return Some(read(talks, lags, &arcs));
        };
        let room = |&(a, forward): &(usize, bool)| {
            if forward { arcs[a].carries - arcs[a].flow } else { arcs[a].flow }
        };
        let least = circle.iter().map(room).fold(f64::INFINITY, f64::min);
        if !least.is_finite() {
            return None;
        }
        for (a, forward) in circle {
            arcs[a].flow += if forward { least } else { -least };
        }
    }
    None
}

fn arcs(talks: &Talks, lags: &[usize]) -> Vec<Arc> {
    let start = talks.event("start").unwrap_or(0);
    let arc = |from, to, days, carries| Arc { from, to, days, carries, flow: 0.0 };
    let mut arcs: Vec<Arc> = (0..talks.events.len())
        .filter(|&e| e != start)
        .map(|e| arc(e, start, 0, f64::INFINITY))
        .collect();
    for &l in lags {
        let lag = &talks.lags[l];
        let weight = if lag.fact { f64::INFINITY } else { lag.weight };
        if let Some(most) = lag.max {
            arcs.push(arc(lag.from, lag.to, most, weight));
        }
        if let Some(least) = lag.min {
            arcs.push(arc(lag.to, lag.from, -least, weight));
        }
    }
    arcs
}

/// Arcs of what remains: forward where there is room, back where there is flow.
fn steps(arcs: &[Arc]) -> impl Iterator<Item = (usize, bool, usize, usize, i64)> + '_ {
    arcs.iter().enumerate().flat_map(|(a, arc)| {
        let forward =
            (arc.flow < arc.carries - LEAST).then_some((a, true, arc.from, arc.to, arc.days));
        let back = (arc.flow > LEAST).then_some((a, false, arc.to, arc.from, -arc.days));
        forward.into_iter().chain(back)
    })
}

fn circle(arcs: &[Arc], events: usize) -> Option<Vec<(usize, bool)>> {
    let mut far = vec![0i64; events];
    let mut came: Vec<Option<(usize, bool, usize)>> = vec![None; events];
    let mut last = None;
    for _ in 0..=events {
        last = None;
        for (a, forward, from, to, days) in steps(arcs) {
            if far[from] + days < far[to] {
                far[to] = far[from] + days;
                came[to] = Some((a, forward, from));
                last = Some(to);
            }
        }
        last?;
    }
    let mut at = last?;
    for _ in 0..events {
        at = came[at]?.2;
    }
    let (first, mut found) = (at, Vec::new());
    loop {
        let (a, forward, from) = came[at]?;
        found.push((a, forward));
        at = from;
        if at == first {
            return Some(found);
        }
    }
}

/// Days of events in what remains, and by how much each lag is missed.
fn read(talks: &Talks, lags: &[usize], arcs: &[Arc]) -> Repair {
    let mut day = vec![0i64; talks.events.len()];
    for _ in 0..talks.events.len() {
        for (_, _, from, to, days) in steps(arcs) {
            day[to] = day[to].min(day[from] + days);
        }
    }
    let mut repair = Repair { cost: 0.0, changes: Vec::new() };
    for &l in lags {
        let lag = &talks.lags[l];
        let between = day[lag.to] - day[lag.from];
        let min = lag.min.filter(|min| between < *min).map(|_| between);
        let max = lag.max.filter(|max| between > *max).map(|_| between);
        if min.is_none() && max.is_none() {
            continue;
        }
        let less = min.zip(lag.min).map_or(0, |(after, before)| before - after);
        let more = max.zip(lag.max).map_or(0, |(after, before)| after - before);
        repair.cost += lag.weight * (less + more) as f64;
        let sentence = words::change(talks, lag, min, max);
        repair.changes.push(Change { lag: l, min, max, sentence });
    }
    repair
}
