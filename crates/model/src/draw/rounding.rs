//! Dependent rounding: from odds to one way for each truck.
//!
//! All odds together are a point. While parts of trucks remain, the point moves
//! along a line on which every row that is full stays as it is (one way for each
//! truck, counts next to their means, limits), to one end of the line or the
//! other, with odds that leave its mean where it was. Each move makes a part
//! whole or fills a row, so it ends; as the mean never moves, every truck takes
//! every way with exactly its odds. (Srinivasan 2001 and Gandhi et al. 2006 for
//! rows in two families; here any rows.)
//!
//! With limits that several lanes share the point can end in a corner that is
//! not whole. What is left is then completed within all rows, and said so.

use std::collections::BTreeMap;

use super::lane::Lane;
use super::limit::{Limit, NOTHING, SLACK};
use super::load::Loaded;
use super::seed::Dice;
use super::sending::Sending;
use super::whole::bounds;

mod completion;
mod line;

/// The way each truck takes, and the lanes whose trucks were completed.
pub(super) struct Rounded {
    /// By truck.
    pub ways: Vec<usize>,
    /// Lane indices; none where every truck has exactly its odds.
    pub bent: Vec<usize>,
    /// A limit that stood in the way, by its place in the day's limits.
    pub blocked: Option<usize>,
}

/// One part of a truck: the odds of a way, as far as they are settled.
#[derive(Clone, Debug)]
struct Part {
    truck: usize,
    lane: usize,
    way: usize,
    value: f64,
    /// Rows it counts in, with its weight there.
    rows: Vec<(usize, f64)>,
}

/// A sum that must stay between two numbers.
#[derive(Clone, Debug)]
struct Row {
    low: f64,
    high: f64,
    sum: f64,
    parts: Vec<(usize, f64)>,
}

impl Row {
    /// Whether the sum cannot move both ways.
    fn full(&self) -> bool {
        self.sum - self.low <= NOTHING || self.high - self.sum <= NOTHING
    }
}

impl Part {
    fn whole(&self) -> bool {
        self.value <= NOTHING || self.value >= 1.0 - NOTHING
    }
}

/// Rounds the odds of all trucks of a day.
pub(super) fn round(trucks: &[Loaded], sending: &Sending, lanes: &[Lane], dice: &Dice) -> Rounded {
    let mut parts = parts(trucks, sending, lanes, dice);
    let mut rows = rows(&mut parts, &sending.limits);
    let mut turns: BTreeMap<usize, u32> = BTreeMap::new();
    let mut open: Vec<usize> = (0..parts.len()).filter(|&p| !parts[p].whole()).collect();
    // Each step settles a part or fills a row for good.
    for _ in 0..parts.len() + rows.len() {
        let Some(line) = line::through(&open, &parts, &rows) else { break };
        let lane = line.first().map_or(0, |(part, _)| parts[*part].lane);
        let turn = turns.entry(lane).or_default();
        let chance = dice.uniform("corridor", &lanes[lane].label, *turn);
        *turn += 1;
        line::walk(&line, chance, &mut parts, &mut rows);
        open.retain(|&part| !parts[part].whole());
    }
    let mut bent: Vec<usize> = open.iter().map(|&part| parts[part].lane).collect();
    bent.extend(broken(&parts, &rows));
    let first_limit = rows.len() - sending.limits.len();
    let holds =
        |row: &Row| row.full() && row.parts.iter().any(|(p, _)| bent.contains(&parts[*p].lane));
    let blocked = rows.iter().skip(first_limit).position(holds).filter(|_| !bent.is_empty());
    bent.sort_unstable();
    bent.dedup();
    let ways = if bent.is_empty() {
        settled(&parts, trucks.len())
    } else {
        completion::complete(&parts, &rows, trucks, sending, lanes, dice)
    };
    Rounded { ways, bent, blocked }
}

/// Lanes in rows that whole parts overstep by more than rounding errors: a sum
/// that was full up to [`NOTHING`] may have been rounded to the wrong side.
fn broken(parts: &[Part], rows: &[Row]) -> Vec<usize> {
    let over = |row: &&Row| {
        let sum: f64 = row.parts.iter().map(|(p, w)| parts[*p].value.round() * w).sum();
        sum > row.high + SLACK
    };
    let rows = rows.iter().filter(over).flat_map(|row| &row.parts);
    rows.filter(|(part, _)| parts[*part].value > 0.5).map(|(part, _)| parts[*part].lane).collect()
}

/// The parts in the order in which they are settled: trucks as drawn.
fn parts(trucks: &[Loaded], sending: &Sending, lanes: &[Lane], dice: &Dice) -> Vec<Part> {
    let lane_of = |truck: usize| sending.leaving[trucks[truck].leaving].lane;
    let turn = |truck: usize| {
        let count = u32::try_from(truck).unwrap_or(u32::MAX);
        dice.uniform("turn", &lanes[lane_of(truck)].label, count)
    };
    let mut order: Vec<(f64, usize)> = (0..trucks.len()).map(|t| (turn(t), t)).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut parts = Vec::new();
    for (_, truck) in order {
        let lane = lane_of(truck);
        let of = |&(way, value): &(usize, f64)| Part { truck, lane, way, value, rows: Vec::new() };
        parts.extend(trucks[truck].odds.iter().map(of));
    }
    parts
}

/// One row a truck, one a way, one a limit; each part learns its rows.
fn rows(parts: &mut [Part], limits: &[Limit]) -> Vec<Row> {
    let mut by_truck: BTreeMap<usize, Vec<(usize, f64)>> = BTreeMap::new();
    let mut by_way: BTreeMap<(usize, usize), Vec<(usize, f64)>> = BTreeMap::new();
    for (number, part) in parts.iter().enumerate() {
        by_truck.entry(part.truck).or_default().push((number, 1.0));
        by_way.entry((part.lane, part.way)).or_default().push((number, 1.0));
    }
    let mut rows = Vec::new();
    rows.extend(by_truck.into_values().map(|parts| row(parts, Some((1.0, 1.0)))));
    for counted in by_way.values() {
        let mean = counted.iter().map(|(part, _)| parts[*part].value).sum();
        let (low, high) = bounds(mean);
        rows.push(row(counted.clone(), Some((low.into(), high.into()))));
    }
    for limit in limits {
        let counted = limit.parts.iter().filter_map(|p| Some((by_way.get(&(p.lane, p.way))?, p)));
        let weighed = counted.flat_map(|(on, p)| on.iter().map(|(part, _)| (*part, p.weight)));
        let mut limited = row(weighed.collect(), None);
        limited.high = limit.cap;
        rows.push(limited);
    }
    for (number, row) in rows.iter_mut().enumerate() {
        row.sum = row.parts.iter().map(|(part, weight)| parts[*part].value * weight).sum();
        row.parts.iter().for_each(|(part, weight)| parts[*part].rows.push((number, *weight)));
    }
    rows
}

fn row(parts: Vec<(usize, f64)>, between: Option<(f64, f64)>) -> Row {
    let (low, high) = between.unwrap_or((f64::NEG_INFINITY, f64::INFINITY));
    Row { low, high, sum: 0.0, parts }
}

/// The way of each truck whose parts are all whole.
fn settled(parts: &[Part], trucks: usize) -> Vec<usize> {
    let mut ways = vec![0; trucks];
    for part in parts.iter().filter(|part| part.value > 0.5) {
        ways[part.truck] = part.way;
    }
    ways
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::limit;

    /// Trucks of lanes by their odds, in rows with these limits.
    fn point(trucks: &[(usize, &[(usize, f64)])], limits: &[Limit]) -> (Vec<Part>, Vec<Row>) {
        let mut parts = Vec::new();
        for (truck, (lane, odds)) in trucks.iter().enumerate() {
            let of = |&(way, value): &(usize, f64)| Part {
                truck,
                lane: *lane,
                way,
                value,
                rows: Vec::new(),
            };
            parts.extend(odds.iter().map(of));
        }
        let rows = rows(&mut parts, limits);
        (parts, rows)
    }

    fn limit(cap: f64, parts: &[(usize, usize, f64)]) -> Limit {
        let part = |&(lane, way, weight): &(usize, usize, f64)| limit::Part { lane, way, weight };
        Limit { words: String::new(), cap, parts: parts.iter().map(part).collect() }
    }

    /// Both ends of every step: adds up the mean of every part, and the
    /// probability of corners that are not whole.
    fn follow(parts: &[Part], rows: &[Row], odds: f64, means: &mut [f64]) -> f64 {
        let open: Vec<usize> = (0..parts.len()).filter(|&p| !parts[p].whole()).collect();
        let Some(line) = line::through(&open, parts, rows) else {
            means.iter_mut().zip(parts).for_each(|(mean, part)| *mean += odds * part.value);
            for row in rows.iter().filter(|_| open.is_empty()) {
                let sum: f64 = row.parts.iter().map(|(p, w)| parts[*p].value * w).sum();
                assert!(sum >= row.low - SLACK && sum <= row.high + SLACK, "{row:?}");
            }
            return if open.is_empty() { 0.0 } else { odds };
        };
        let (forward, backward) = line::ends(&line, parts, rows);
        let go = backward / (forward + backward);
        let step = |chance: f64, part: f64, means: &mut [f64]| {
            let (mut parts, mut rows) = (parts.to_vec(), rows.to_vec());
            line::walk(&line, chance, &mut parts, &mut rows);
            follow(&parts, &rows, odds * part, means)
        };
        step(0.0, go, means) + step(1.0, 1.0 - go, means)
    }

    /// The probability of a corner; panics if any mean has moved.
    fn corners(trucks: &[(usize, &[(usize, f64)])], limits: &[Limit]) -> f64 {
        let (parts, rows) = point(trucks, limits);
        let mut means = vec![0.0; parts.len()];
        let corners = follow(&parts, &rows, 1.0, &mut means);
        for (part, mean) in parts.iter().zip(&means) {
            assert!((part.value - mean).abs() < 1e-6, "{part:?}: {mean}");
        }
        corners
    }

    #[test]
    fn the_mean_of_every_part_stays_through_the_whole_tree() {
        let two: &[(usize, f64)] = &[(0, 0.3), (1, 0.7)];
        let three: &[(usize, f64)] = &[(0, 0.25), (1, 0.35), (2, 0.4)];
        assert_eq!(corners(&[(0, two), (0, two), (0, two)], &[]), 0.0);
        assert_eq!(corners(&[(0, three), (0, three), (0, two), (1, two)], &[]), 0.0);
        // Unlike loads on one lane, and a full bridge that two lanes share.
        let bridge = limit(1.3, &[(0, 0, 1.0), (1, 0, 1.0)]);
        let trucks =
            [(0, two), (0, &[(0, 0.2), (1, 0.8)][..]), (1, two), (1, &[(0, 0.5), (1, 0.5)])];
        assert_eq!(corners(&trucks, &[limit(2.0, &[(0, 0, 1.0), (1, 0, 1.0)])]), 0.0);
        // A cap of 1.3 trucks filled in the mean cannot be filled by whole trucks.
        assert!(corners(&trucks, &[bridge]) > 0.0);
    }

    #[test]
    fn with_weights_a_corner_can_remain() {
        let half: &[(usize, f64)] = &[(0, 0.5), (1, 0.5)];
        let tight = limit(0.95, &[(0, 0, 0.9), (1, 0, 1.0)]);
        assert!(corners(&[(0, half), (1, half)], &[tight]) > 0.0);
        let room = limit(1.9, &[(0, 0, 0.9), (1, 0, 1.0)]);
        assert_eq!(corners(&[(0, half), (1, half)], &[room]), 0.0);
    }
}
