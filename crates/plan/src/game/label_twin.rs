//! The slow twin of the search for the cheapest path: every path in turn.

use proptest::prelude::*;

use super::label::{Roads, cheapest};
use super::network::{Arc, Network};
use super::price::Prices;

/// A grid of towns with roads in both directions; corner to corner.
fn grid(rows: usize, columns: usize, losses: &[f64], paired: bool) -> Network {
    let (mut arcs, mut areas) = (Vec::new(), Vec::new());
    let mut road = |a: usize, b: usize| {
        let loss = losses[arcs.len() % losses.len()];
        let area = paired.then_some(areas.len());
        arcs.push(Arc { area, ..Arc::free(a, b).struck(loss) });
        arcs.push(Arc { area, ..Arc::free(b, a).struck(loss) });
        areas.push(loss);
    };
    for row in 0..rows {
        for column in 0..columns {
            let here = row * columns + column;
            if column + 1 < columns {
                road(here, here + 1);
            }
            if row + 1 < rows {
                road(here, here + columns);
            }
        }
    }
    Network::new(rows * columns, arcs, areas).unwrap_or_else(|error| panic!("{error}"))
}

fn least(network: &Network, prices: &Prices, path: &mut Vec<usize>, seen: &mut Vec<usize>) -> f64 {
    let here = seen[seen.len() - 1];
    if here + 1 == network.nodes() {
        return prices.of_path(path, &network.met(path));
    }
    let mut best = f64::INFINITY;
    for (arc, ends) in network.arcs().iter().enumerate() {
        if ends.from == here && !seen.contains(&ends.to) {
            path.push(arc);
            seen.push(ends.to);
            best = best.min(least(network, prices, path, seen));
            path.pop();
            seen.pop();
        }
    }
    best
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn the_cheapest_path_is_the_cheapest_of_all(
        losses in prop::collection::vec(0.1..1.0, 30),
        sets in prop::collection::vec((0.01..1.0, prop::collection::btree_set(0_usize..44, 1..5)), 1..14),
        arcs in prop::collection::vec(prop_oneof![3 => Just(0.0), 1 => 0.0..0.2], 44),
        paired in any::<bool>(),
        margin in 1.0..1.3,
    ) {
        let network = grid(3, 5, &losses, paired);
        let name = |target: usize| if paired { network.arcs().len() + target / 2 } else { target };
        let sets = sets.iter().map(|(p, set)| {
            let set: std::collections::BTreeSet<usize> = set.iter().map(|&t| name(t)).collect();
            (*p, set.into_iter().collect::<Vec<usize>>())
        });
        let prices = Prices::of(&network, sets, &arcs, 1.0);
        let slow = least(&network, &prices, &mut Vec::new(), &mut vec![0]);
        let roads = Roads::of(&network);
        let found = cheapest(&roads, &prices, (0, 14), slow * margin + 1e-9, (1, usize::MAX));
        prop_assert!((found.least - slow).abs() < 1e-9, "{} where {slow} is possible", found.least);
    }
}
