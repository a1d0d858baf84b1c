//! Lags that cannot all be kept.

use safeconduct_model::talks::Talks;
use safeconduct_model::talks::schedule::Contradiction;

use super::network::Network;
use super::words;

/// Contradictions, each with at least one lag that no other holds: after one is
/// found, the lags somebody asks for in it are set aside and the rest looked at.
pub fn all(talks: &Talks, lags: &[usize], start: usize) -> Vec<Contradiction> {
    let mut left = lags.to_vec();
    let mut found = Vec::new();
    while let Some(circle) = Network::of(talks, &left, start).cycle() {
        let days = -circle.iter().map(|bound| bound.days).sum::<i64>();
        let mut held: Vec<usize> = circle.iter().filter_map(|bound| bound.lag).collect();
        held.sort_unstable();
        held.dedup();
        let sentence = words::contradiction(talks, &circle, days);
        let before = left.len();
        left.retain(|l| !held.contains(l) || talks.lags[*l].fact);
        found.push(Contradiction { days, lags: held, sentence });
        if left.len() == before {
            break;
        }
    }
    found
}
