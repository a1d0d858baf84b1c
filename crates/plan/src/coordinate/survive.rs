//! How much of a load can be left at a site, at best.
//!
//! Fees on what left the origin weigh more on a tonne that is still there, the
//! more was lost before. The bound must not overstate them, so it reckons with
//! the most that can be left on any way from any origin.

use std::collections::BinaryHeap;

use super::toll::Mode;
use crate::frontier::Front;
use crate::setting::Setting;

/// By (period x modes + mode) x sites + site: greatest share left; nothing
/// where no road loses anything.
pub fn most_left(at: &Setting, modes: &[Mode]) -> Vec<f64> {
    let mut roads = at.world.roads.iter().flatten();
    if roads.all(|road| road.loss.total() <= 0.0) {
        return Vec::new();
    }
    let mut all = Vec::with_capacity(at.grid.len() * modes.len() * at.sites());
    for p in 0..at.grid.len() {
        for mode in modes {
            all.extend(from_origins(at, mode.track, at.grid.day(p)));
        }
    }
    all
}

/// Dijkstra over the logarithm of what is left, from all origins at once.
fn from_origins(at: &Setting, track: usize, day: usize) -> Vec<f64> {
    let mut lost = vec![f64::INFINITY; at.sites()];
    let mut heap = BinaryHeap::new();
    for &origin in &at.network.origins {
        lost[origin] = 0.0;
        heap.push(Front { far: 0.0, node: origin });
    }
    while let Some(front) = heap.pop() {
        if front.far > lost[front.node] {
            continue;
        }
        for step in &at.network.steps[front.node] {
            let road = &at.world.roads[step.segment][day];
            if !road.open_to(track) || road.loss.total() >= 1.0 {
                continue;
            }
            let far = front.far - (1.0 - road.loss.total()).ln();
            if far < lost[step.to] {
                lost[step.to] = far;
                heap.push(Front { far, node: step.to });
            }
        }
    }
    // A hair more, against rounding.
    lost.into_iter().map(|lost| ((-lost).exp() * (1.0 + 1e-12)).min(1.0)).collect()
}
