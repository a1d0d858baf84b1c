//! Trucks on roads: a segment's cap counts both directions together.

use super::flow::Flow;
use super::report::{Report, beside, day};
use super::trucks::Payloads;
use crate::world::World;

/// Holds every segment to its trucks of the day.
pub(super) fn check(flow: &Flow, payloads: &Payloads, world: &World, report: &mut Report) {
    for (&(leaving, segment), passing) in &flow.passings {
        let Some(limit) = world.roads[segment][leaving].trucks else {
            continue;
        };
        let units = payloads.units(&passing.fleets);
        if payloads.exceed(&units, limit) {
            let (amount, limit) = beside(payloads.trucks(&units), limit);
            let (name, when) = (&world.scenario.segments[segment].id, day(world, leaving));
            let what = format!("segment `{name}`: {amount} trucks on {when}, limit {limit}");
            report.broken(what, "send less, another way or on another day");
        }
    }
}
