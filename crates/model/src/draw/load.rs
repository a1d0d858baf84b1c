//! What each truck of a lane carries, and by which way it may go.
//!
//! Trucks of a lane are loaded alike to the gram. Commodities stand in a row,
//! dearest first, and the row is cut into trucks, so that most trucks carry one
//! commodity. A truck takes a way with the share that the plan sends that way of
//! what it carries: the mean mass on every way is that of the plan, and so is the
//! mean of every commodity but for the trucks that carry two, which lie between.

use std::collections::BTreeMap;

use super::lane::Lane;
use super::sending::Leaving;
use crate::plan::Grams;
use crate::world::World;

/// A truck before it is known by which way it goes.
#[derive(Clone, Debug)]
pub(super) struct Loaded {
    /// Index into the day's leaving lanes.
    pub leaving: usize,
    /// Mass by commodity index.
    pub grams: BTreeMap<usize, Grams>,
    /// Ways with their probability, adding up to 1.
    pub odds: Vec<(usize, f64)>,
}

/// The trucks of one lane.
pub(super) fn trucks(
    position: usize,
    leaving: &Leaving,
    lane: &Lane,
    world: &World,
) -> Vec<Loaded> {
    let mut row: Vec<usize> = leaving.grams.keys().copied().collect();
    let value = |k: &usize| world.scenario.commodities[*k].value_usd_per_t.0;
    row.sort_by(|a, b| value(b).total_cmp(&value(a)).then(a.cmp(b)));
    let cargo = cut(&row, &leaving.grams, leaving.trucks);
    let odds = odds(&row, leaving);
    debug_assert!(leaving.due.iter().all(|(way, _)| *way < lane.ways.len()));
    let loaded = cargo.into_iter().zip(odds);
    loaded.map(|(grams, odds)| Loaded { leaving: position, grams, odds }).collect()
}

/// The row of commodities cut into so many loads that differ by a gram at most.
fn cut(row: &[usize], grams: &BTreeMap<usize, Grams>, trucks: u32) -> Vec<BTreeMap<usize, Grams>> {
    let all: i128 = grams.values().map(|g| i128::from(*g)).sum();
    let mut left: Vec<(usize, i128)> =
        row.iter().rev().map(|k| (*k, i128::from(*grams.get(k).unwrap_or(&0)))).collect();
    let edge = |truck: u32| all * i128::from(truck) / i128::from(trucks.max(1));
    let mut loads = Vec::new();
    for truck in 0..trucks {
        let mut room = edge(truck + 1) - edge(truck);
        let mut load = BTreeMap::new();
        while let Some((commodity, rest)) = left.last_mut().filter(|_| room > 0) {
            let taken = room.min(*rest);
            room -= taken;
            *rest -= taken;
            if taken > 0 {
                *load.entry(*commodity).or_default() +=
                    Grams::try_from(taken).unwrap_or(Grams::MAX);
            }
            if *rest == 0 {
                left.pop();
            }
        }
        loads.push(load);
    }
    loads
}

/// The odds of each truck, by the same cuts on the mass due, so that their sum
/// over trucks is exactly the mean count of each way.
fn odds(row: &[usize], leaving: &Leaving) -> Vec<Vec<(usize, f64)>> {
    let due = |k: usize| leaving.due.iter().filter_map(move |(_, due)| due.get(&k)).sum::<Grams>();
    let sums: Vec<f64> = row.iter().map(|&k| due(k) as f64).collect();
    let all: f64 = sums.iter().sum();
    let trucks = f64::from(leaving.trucks);
    let mut spans = Vec::new();
    let mut start = 0.0;
    for (&k, &sum) in row.iter().zip(&sums) {
        spans.push((k, sum, start * trucks / all, (start + sum) * trucks / all));
        start += sum;
    }
    let of_truck = |truck: u32| {
        let (from, to) = (f64::from(truck), f64::from(truck) + 1.0);
        let part = |a: f64, b: f64| (b.min(to) - a.max(from)).max(0.0);
        let way = |(way, due): &(usize, BTreeMap<usize, Grams>)| {
            let share = |k: &usize, sum: f64| *due.get(k).unwrap_or(&0) as f64 / sum;
            (*way, spans.iter().map(|(k, sum, a, b)| part(*a, *b) * share(k, *sum)).sum::<f64>())
        };
        leaving.due.iter().map(way).filter(|(_, odds)| *odds > 0.0).collect()
    };
    (0..leaving.trucks).map(of_truck).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaving(trucks: u32, due: &[(usize, &[(usize, Grams)])]) -> Leaving {
        let due: Vec<_> =
            due.iter().map(|(way, due)| (*way, due.iter().copied().collect())).collect();
        let mut grams = BTreeMap::new();
        for (_, due) in &due {
            let due: &BTreeMap<usize, Grams> = due;
            due.iter().for_each(|(k, g)| *grams.entry(*k).or_default() += g);
        }
        Leaving { lane: 0, trucks, due, grams, taken: Vec::new(), witness: Vec::new() }
    }

    #[test]
    fn a_row_of_goods_is_cut_into_equal_loads() {
        let loads = cut(&[1, 0], &BTreeMap::from([(0, 7), (1, 4)]), 3);
        let totals: Vec<Grams> = loads.iter().map(|load| load.values().sum()).collect();
        assert_eq!(totals, [3, 4, 4]);
        assert_eq!(loads[0], BTreeMap::from([(1, 3)]));
        assert_eq!(loads[1], BTreeMap::from([(1, 1), (0, 3)]));
        assert_eq!(loads[2], BTreeMap::from([(0, 4)]));
    }

    #[test]
    fn odds_add_up_to_the_mean_counts_and_to_one() {
        // Oil (1) goes by way 0 alone, flour (0) mostly by way 3.
        let leaving = leaving(4, &[(0, &[(0, 20), (1, 30)]), (3, &[(0, 50)])]);
        let odds = odds(&[1, 0], &leaving);
        assert_eq!(odds[0], [(0, 1.0)]);
        for (way, mean) in leaving.means() {
            let of = |odds: &Vec<(usize, f64)>| {
                odds.iter().filter(|(w, _)| *w == way).map(|(_, p)| p).sum::<f64>()
            };
            assert!((odds.iter().map(of).sum::<f64>() - mean).abs() < 1e-12);
        }
        for truck in &odds {
            assert!((truck.iter().map(|(_, p)| p).sum::<f64>() - 1.0).abs() < 1e-12);
        }
    }
}
