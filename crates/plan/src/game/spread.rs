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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_is_struck_as_often_as_asked() {
        let strikes = [0.3, 0.0, 0.9, 0.45, 1.0, 0.2, 0.15];
        let order = [4, 2, 6, 0, 3, 5];
        let mix = spread(&order, &strikes);
        let sum: f64 = mix.iter().map(|strike| strike.probability).sum();
        assert!((sum - 1.0).abs() < 1e-9);
        for (target, asked) in strikes.iter().enumerate() {
            let struck = mix.iter().filter(|strike| strike.targets.contains(&target));
            let struck: f64 = struck.map(|strike| strike.probability).sum();
            assert!((struck - asked).abs() < 1e-9, "{target}: {struck}");
        }
        assert!(mix.iter().all(|strike| strike.targets.len() == 3));
    }

    #[test]
    fn a_fraction_strikes_one_more_on_its_share_of_days() {
        let mix = spread(&[0, 1, 2], &[1.0, 0.25, 0.25]);
        let two = mix.iter().filter(|strike| strike.targets.len() == 2);
        assert!((two.map(|strike| strike.probability).sum::<f64>() - 0.5).abs() < 1e-9);
        assert!(mix.iter().all(|strike| strike.targets[0] == 0));
    }
}
