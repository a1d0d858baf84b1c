//! A corner that is not whole, completed within every row.

use std::collections::BTreeMap;

use super::{Part, Row};
use crate::draw::lane::Lane;
use crate::draw::limit::SLACK;
use crate::draw::load::Loaded;
use crate::draw::seed::Dice;
use crate::draw::sending::Sending;

/// Choices tried before the search gives up.
const MOST_TRIED: u32 = 20_000;

/// A way for every truck: trucks that are whole keep theirs, the others are
/// searched, likely ways first; should the search fail, the rounding that was
/// found before drawing stands.
pub(super) fn complete(
    parts: &[Part],
    rows: &[Row],
    trucks: &[Loaded],
    sending: &Sending,
    lanes: &[Lane],
    dice: &Dice,
) -> Vec<usize> {
    let mut open: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (number, part) in parts.iter().enumerate().filter(|(_, part)| !part.whole()) {
        open.entry(part.truck).or_default().push(number);
    }
    for (truck, choices) in &mut open {
        let lane = choices.first().map_or(0, |part| parts[*part].lane);
        let count = u32::try_from(*truck).unwrap_or(u32::MAX);
        let chance = dice.uniform("completion", &lanes[lane].label, count);
        likely_first(choices, parts, chance);
    }
    let mut search = Search { parts, rows, sums: Vec::new(), taken: Vec::new(), tried: 0 };
    search.sums = rows.iter().map(|row| whole_sum(row, parts)).collect();
    let open: Vec<Vec<usize>> = open.into_values().collect();
    if !search.fill(&open) {
        return from_witness(trucks, sending);
    }
    let mut ways = super::settled(parts, trucks.len());
    for part in search.taken {
        ways[parts[part].truck] = parts[part].way;
    }
    ways
}

/// The drawn choice first, then the others by what is left of them.
fn likely_first(choices: &mut [usize], parts: &[Part], chance: f64) {
    choices.sort_by(|a, b| parts[*b].value.total_cmp(&parts[*a].value).then(a.cmp(b)));
    let mut below = 0.0;
    let drawn = choices.iter().position(|part| {
        below += parts[*part].value;
        chance < below
    });
    if let Some(chosen) = drawn.and_then(|drawn| choices.get_mut(..=drawn)) {
        chosen.rotate_right(1);
    }
}

/// A row's sum over the parts that are settled.
fn whole_sum(row: &Row, parts: &[Part]) -> f64 {
    let settled =
        row.parts.iter().filter(|(part, _)| parts[*part].whole() && parts[*part].value > 0.5);
    settled.map(|(_, weight)| weight).sum()
}

struct Search<'a> {
    parts: &'a [Part],
    rows: &'a [Row],
    sums: Vec<f64>,
    taken: Vec<usize>,
    tried: u32,
}

impl Search<'_> {
    /// Takes one part of each truck so that every row is kept.
    fn fill(&mut self, open: &[Vec<usize>]) -> bool {
        let Some((choices, rest)) = open.split_first() else {
            return self.rows.iter().zip(&self.sums).all(|(row, sum)| *sum >= row.low - SLACK);
        };
        for &part in choices {
            self.tried += 1;
            if self.tried > MOST_TRIED {
                return false;
            }
            self.add(part, 1.0);
            self.taken.push(part);
            let kept = |(row, _): &(usize, f64)| self.sums[*row] <= self.rows[*row].high + SLACK;
            if self.parts[part].rows.iter().all(kept) && self.fill(rest) {
                return true;
            }
            self.taken.pop();
            self.add(part, -1.0);
        }
        false
    }

    fn add(&mut self, part: usize, sign: f64) {
        for (row, weight) in &self.parts[part].rows {
            self.sums[*row] += sign * weight;
        }
    }
}

/// The rounding found before drawing: each truck the way it most likely takes
/// among those that still have room.
fn from_witness(trucks: &[Loaded], sending: &Sending) -> Vec<usize> {
    let mut room: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    for (position, leaving) in sending.leaving.iter().enumerate() {
        room.extend(leaving.witness.iter().map(|(way, trucks)| ((position, *way), *trucks)));
    }
    let mut ways = Vec::new();
    for truck in trucks {
        let free = sending.leaving[truck.leaving].witness.iter();
        let free = free.filter(|(way, _)| room.get(&(truck.leaving, *way)).is_some_and(|n| *n > 0));
        let odds = |way: usize| truck.odds.iter().find(|(w, _)| *w == way).map_or(0.0, |(_, p)| *p);
        let best = free.map(|(way, _)| *way).max_by(|a, b| odds(*a).total_cmp(&odds(*b)));
        let way = best.or(truck.odds.first().map(|(way, _)| *way)).unwrap_or(0);
        if let Some(left) = room.get_mut(&(truck.leaving, way)) {
            *left = left.saturating_sub(1);
        }
        ways.push(way);
    }
    ways
}
