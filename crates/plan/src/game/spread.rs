//! From how often each target is struck to a mix of sets.
//!
//! Targets are laid on a line, each as long as its probability; sets are read off
//! at points one apart, for every start in the first unit (systematic sampling,
//! Madow 1949). Every target is struck as often as asked, every set has Γ targets
//! (⌊Γ⌋ or ⌈Γ⌉, each in its share), and targets that lie close on the line are
//! never struck together. So targets on one corridor are laid side by side: then
//! few corridors meet two of a set, and the additive value is nearly attained.

use super::exact::{Corridor, Strike};
use super::network::Network;

/// Starts closer than this give one set.
const SAME: f64 = 1e-12;

/// The order in which corridors meet what is struck, fullest corridor first.
pub fn along(network: &Network, plan: &[Corridor], strikes: &[f64]) -> Vec<usize> {
    let mut fullest: Vec<&Corridor> = plan.iter().collect();
    fullest.sort_by(|a, b| b.amount.total_cmp(&a.amount));
    let mut seen = vec![false; strikes.len()];
    let mut order = Vec::new();
    let met = fullest.into_iter().flat_map(|corridor| &corridor.arcs);
    let met = met.filter_map(|&arc| network.target(arc));
    for target in met.chain(0..strikes.len()).filter(|&target| strikes[target] > SAME) {
        if !std::mem::replace(&mut seen[target], true) {
            order.push(target);
        }
    }
    order
}

/// Sets with their probabilities, from targets in this order.
pub fn spread(order: &[usize], strikes: &[f64]) -> Vec<Strike> {
    let mut ends = Vec::new();
    let mut end = 0.0;
    for &target in order {
        end += strikes[target];
        ends.push(end);
    }
    // Between two starts at which a point passes from one target to the next, the
    // set stays the same.
    let mut starts: Vec<f64> = ends.iter().map(|end: &f64| end.fract()).chain([0.0]).collect();
    starts.sort_by(f64::total_cmp);
    starts.push(1.0);
    let mut mix = Vec::new();
    for pair in starts.windows(2) {
        let (from, probability) = (pair[0], pair[1] - pair[0]);
        if probability <= SAME {
            continue;
        }
        let mut targets = Vec::new();
        let mut point = from + 0.5 * probability;
        while point < end {
            let place = ends.partition_point(|&end| end <= point);
            targets.extend(order.get(place).copied());
            point += 1.0;
        }
        targets.sort_unstable();
        targets.dedup();
        mix.push(Strike { targets, probability });
    }
    mix
}
