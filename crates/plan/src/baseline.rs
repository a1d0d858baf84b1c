//! Simple rules under the same terms: what the plan is measured against.

use safeconduct_model::plan::{Baseline, Policy};
use safeconduct_model::world::World;

use crate::book::Book;
use crate::claim;
use crate::network::Network;

mod option;
mod rule;

/// The rules set beside every plan.
pub const RULES: [Policy; 3] = [Policy::ProRata, Policy::NearestCrossing, Policy::Greedy];

/// Every rule under the terms of the world; `open` says where hand-outs may
/// take place.
pub fn all(world: &World, network: &Network, open: &[Vec<bool>], gamma: f64) -> Vec<Baseline> {
    RULES
        .into_iter()
        .map(|policy| {
            let book = book(world, network, open.to_vec(), policy);
            let claims = claim::claims(&book, gamma);
            Baseline {
                policy,
                least_coverage: claims.least_coverage,
                coverage: claims.coverage,
                people_days: claims.people_days,
                expected_loss_usd: claims.loss.value_usd,
                worst_case_usd: claims.worst_case_usd,
                truck_km: claims.truck_km,
            }
        })
        .collect()
}

/// The book that a rule writes.
pub fn book<'w>(
    world: &'w World,
    network: &Network,
    open: Vec<Vec<bool>>,
    policy: Policy,
) -> Book<'w> {
    let mut book = Book::new(world, open);
    let mut rule = rule::Rule::new(policy, world, network);
    for day in 0..world.days {
        book.begin(day);
        rule.day(&mut book, day);
        book.end();
    }
    book
}
