//! Published flow problems, read for the product's flow of many loads.

mod dow;
mod error;
mod mps;

pub use dow::read as read_dow;
pub use error::Unread;
pub use mps::read as read_mps;

use safeconduct_plan::multiflow::Problem;

use crate::arcs::Table;

/// A problem as one program on nodes and arcs, for solvers of others.
#[must_use]
pub fn program(problem: &Problem) -> Table {
    let mut table = Table::default();
    let shared: Vec<usize> = problem.shared.iter().map(|most| table.at_most(*most)).collect();
    let mut at = vec![vec![None; problem.places]; problem.loads.len()];
    for lane in &problem.lanes {
        let load = problem.loads[lane.load];
        let mut row = |place: usize| {
            *at[lane.load][place].get_or_insert_with(|| {
                let leaves = |end: usize| if place == end { load.amount } else { 0.0 };
                let balance = leaves(load.from) - leaves(load.to);
                table.row(balance, balance)
            })
        };
        let mut entries = vec![(row(lane.from), 1.0), (row(lane.to), -1.0)];
        entries.extend(lane.shared.map(|s| (shared[s], 1.0)));
        table.column(lane.cost, lane.most, entries);
    }
    table
}
