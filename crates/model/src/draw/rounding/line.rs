//! A line on which no full row changes, and one step along it.

use std::collections::BTreeMap;

use super::{Part, Row};
use crate::draw::limit::NOTHING;

/// A direction: parts with how fast each moves.
pub(super) type Line = Vec<(usize, f64)>;

/// Entries below this are rounding errors of elimination.
const ERROR: f64 = 1e-9;

/// A part seen through the full rows, and the parts it is made of.
struct Column {
    rows: BTreeMap<usize, f64>,
    made_of: BTreeMap<usize, f64>,
}

impl Column {
    /// Takes `factor` times another column off this one.
    fn less(&mut self, factor: f64, other: &Self) {
        for (into, from) in [(&mut self.rows, &other.rows), (&mut self.made_of, &other.made_of)] {
            for (key, value) in from {
                *into.entry(*key).or_default() -= factor * value;
            }
        }
        self.rows.retain(|_, value| value.abs() > ERROR);
    }
}

/// A line through the point, along parts that are not whole; none in a corner.
///
/// Gaussian elimination, one part at a time: the first part that the full rows
/// cannot tell from those before it gives the line.
pub(super) fn through(open: &[usize], parts: &[Part], rows: &[Row]) -> Option<Line> {
    let mut known: Vec<(usize, Column)> = Vec::new();
    for &part in open {
        let full = parts[part].rows.iter().filter(|(row, _)| rows[*row].full());
        let mut column =
            Column { rows: full.copied().collect(), made_of: BTreeMap::from([(part, 1.0)]) };
        for (pivot, other) in &known {
            if let (Some(value), Some(unit)) = (column.rows.get(pivot), other.rows.get(pivot)) {
                let factor = value / unit;
                column.less(factor, other);
                column.rows.remove(pivot);
            }
        }
        let largest = column.rows.iter().max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()));
        match largest.map(|(row, _)| *row) {
            Some(pivot) => known.push((pivot, column)),
            None => {
                let moves = column.made_of.into_iter().filter(|(_, speed)| speed.abs() > ERROR);
                return Some(moves.collect());
            }
        }
    }
    None
}

/// How far the point can move along the line, forward and backward.
pub(super) fn ends(line: &Line, parts: &[Part], rows: &[Row]) -> (f64, f64) {
    let mut speeds: BTreeMap<usize, f64> = BTreeMap::new();
    for &(part, speed) in line {
        for &(row, weight) in parts[part].rows.iter().filter(|(row, _)| !rows[*row].full()) {
            *speeds.entry(row).or_default() += speed * weight;
        }
    }
    let reach = |sign| reach(line, &speeds, parts, rows, sign);
    (reach(1.0), reach(-1.0))
}

/// Moves to one end of the line or the other, so that the mean stays.
pub(super) fn walk(line: &Line, chance: f64, parts: &mut [Part], rows: &mut [Row]) {
    let (forward, backward) = ends(line, parts, rows);
    let step = if chance * (forward + backward) < backward { forward } else { -backward };
    for &(part, speed) in line {
        let value = parts[part].value + step * speed;
        let whole = value.round();
        parts[part].value = if (value - whole).abs() <= NOTHING { whole } else { value };
    }
    let touched = line.iter().flat_map(|(part, _)| parts[*part].rows.iter().map(|(row, _)| *row));
    let touched: std::collections::BTreeSet<usize> = touched.collect();
    for row in touched {
        let counted = rows[row].parts.iter();
        rows[row].sum = counted.map(|(part, weight)| parts[*part].value * weight).sum();
    }
}

/// How far the point can move in one direction.
fn reach(
    line: &Line,
    speeds: &BTreeMap<usize, f64>,
    parts: &[Part],
    rows: &[Row],
    sign: f64,
) -> f64 {
    let room = |value: f64, low: f64, high: f64, speed: f64| {
        if speed > 0.0 { (high - value) / speed } else { (low - value) / speed }
    };
    let of_part = |(part, speed): &(usize, f64)| room(parts[*part].value, 0.0, 1.0, sign * speed);
    let of_row = |(row, speed): (&usize, &f64)| {
        room(rows[*row].sum, rows[*row].low, rows[*row].high, sign * speed)
    };
    let by_parts = line.iter().map(of_part);
    let by_rows = speeds.iter().filter(|(_, speed)| speed.abs() > ERROR).map(of_row);
    by_parts.chain(by_rows).fold(f64::INFINITY, f64::min).max(0.0)
}
