//! How much to ship against one interceptor, by parametric flow (Aneja,
//! Chandrasekaran and Nair 2001).
//!
//! With worst-case loss at most θ an arc carries at most θ / p, so what surely
//! arrives is `max_θ F(θ) - θ` with F the largest flow under capacities
//! `min(capacity, θ / p)`. F is concave and piecewise linear: a smallest cut at θ
//! gives a line above it, and two lines lead to the next θ.

use super::flow::{cut, largest};
use super::network::{Arc, Network};

/// Lines looked at before the best value found is given.
const LINES: usize = 200;
/// Losses beyond this are not looked for.
const FAR: f64 = 1e15;

/// Most that surely arrives when one arc is struck; infinite where more can be
/// shipped without end. Areas are not read.
#[must_use]
pub fn robust_flow(network: &Network, from: usize, to: usize) -> f64 {
    if gains_freely(network, from, to) {
        return f64::INFINITY;
    }
    let mut low = tangent(network, from, to, 0.0);
    let mut high = tangent(network, from, to, 1.0);
    while high.slope > 1.0 + 1e-12 && high.theta < FAR {
        low = high;
        high = tangent(network, from, to, 2.0 * low.theta);
    }
    let mut best = (high.value - high.theta).max(low.value - low.theta);
    for _ in 0..LINES {
        if low.slope - high.slope <= 1e-12 || low.slope <= 1.0 || high.slope >= 1.0 {
            break;
        }
        let theta = (high.value - high.slope * high.theta - low.value + low.slope * low.theta)
            / (low.slope - high.slope);
        let promised = low.value + low.slope * (theta - low.theta) - theta;
        let next = tangent(network, from, to, theta);
        best = best.max(next.value - theta);
        if promised - best <= 1e-13 * promised.abs().max(1.0) {
            break;
        }
        if next.slope > 1.0 {
            low = next;
        } else {
            high = next;
        }
    }
    best.max(0.0)
}

/// Whether F outgrows θ for ever: far out only arcs without limit grow, each by
/// 1/p for one more of loss.
fn gains_freely(network: &Network, from: usize, to: usize) -> bool {
    let far = |arc: &Arc| match (arc.capacity.is_finite(), arc.loss > 0.0) {
        (true, _) => 0.0,
        (false, true) => 1.0 / arc.loss,
        (false, false) => f64::INFINITY,
    };
    let growth: Vec<f64> = network.arcs().iter().map(far).collect();
    largest(network, &growth, from, to).value > 1.0 + 1e-12
}

/// F at θ with the line that a smallest cut draws there.
struct Tangent {
    theta: f64,
    value: f64,
    slope: f64,
}

fn tangent(network: &Network, from: usize, to: usize, theta: f64) -> Tangent {
    let carries = |arc: &Arc| match arc.loss > 0.0 {
        true => arc.capacity.min(theta / arc.loss),
        false => arc.capacity,
    };
    let capacities: Vec<f64> = network.arcs().iter().map(carries).collect();
    let found = largest(network, &capacities, from, to);
    let arcs = network.arcs();
    let grows = |&arc: &usize| arcs[arc].loss > 0.0 && arcs[arc].capacity * arcs[arc].loss > theta;
    let cut = cut(network, &capacities, &found.flow, from);
    let slope = cut.into_iter().filter(grows).map(|arc| 1.0 / arcs[arc].loss).sum();
    Tangent { theta, value: found.value, slope }
}
