//! Looking over what was read: rows that contradict one another, and what is
//! allowed and yet likely a slip.

use super::Gather;
use super::tables::Tables;
use crate::interceptor::Interceptor;
use crate::need::Walking;

mod exposed;
mod geography;
mod overlap;
mod reachable;
mod single;
mod unused;

/// Adds what looks wrong across rows.
pub(super) fn over(tables: &Tables, top: Option<(&Walking, &Interceptor)>, gather: &mut Gather) {
    overlap::conditions(&tables.conditions, gather);
    overlap::populations(&tables.populations, gather);
    overlap::supply(&tables.supply, gather);
    overlap::reach(&tables.reach, gather);
    single::segments(&tables.segments, gather);
    single::conditions(&tables.conditions, gather);
    single::unstated_losses(gather);
    single::people(tables, gather);
    geography::check(tables, gather);
    // What follows draws on every table: with rows missing it would mislead.
    if gather.any_error() {
        return;
    }
    unused::check(tables, gather);
    if let Some((walking, interceptor)) = top {
        exposed::check(tables, interceptor, gather);
        reachable::check(tables, walking, gather);
    }
}
