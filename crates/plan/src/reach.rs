//! Which places can be reached at all, over every permitted road and day.

use std::collections::BinaryHeap;

use safeconduct_model::site::SiteKind;
use safeconduct_model::world::World;

use crate::corridor::Corridor;
use crate::demand::Demand;
use crate::frontier::Front;
use crate::network::Network;

/// Quickest drives from one site over the segments that `usable` allows.
pub struct Quickest {
    /// Hours to each site; infinite where there is no way.
    pub hours: Vec<f64>,
    came_by: Vec<Option<(usize, usize)>>,
}

impl Quickest {
    /// Dijkstra over driving hours.
    pub fn from(
        world: &World,
        network: &Network,
        from: usize,
        usable: impl Fn(usize) -> bool,
    ) -> Self {
        let sites = network.steps.len();
        let mut hours = vec![f64::INFINITY; sites];
        let mut came_by = vec![None; sites];
        let mut heap = BinaryHeap::from([Front { far: 0.0, node: from }]);
        hours[from] = 0.0;
        while let Some(front) = heap.pop() {
            if front.far > hours[front.node] {
                continue;
            }
            for step in network.steps[front.node].iter().filter(|s| usable(s.segment)) {
                let next = front.far + world.scenario.segments[step.segment].hours.0;
                if next < hours[step.to] {
                    hours[step.to] = next;
                    came_by[step.to] = Some((front.node, step.segment));
                    heap.push(Front { far: next, node: step.to });
                }
            }
        }
        Self { hours, came_by }
    }

    /// The quickest corridor to `to`, if there is a way that is not empty.
    pub fn corridor(&self, track: usize, from: usize, to: usize) -> Option<Corridor> {
        let mut segments = Vec::new();
        let mut at = to;
        while at != from {
            let (before, segment) = self.came_by[at]?;
            segments.push(segment);
            at = before;
        }
        segments.reverse();
        (!segments.is_empty()).then_some(Corridor { track, from, to, segments })
    }
}

/// Whether the quickest drive between any two places of a lane fits the
/// working day of every fleet, so that no trip need end on a later day.
pub fn all_within_a_day(world: &World, network: &Network) -> bool {
    let day = world.scenario.fleets.iter().map(|f| f.hours_per_day.0).fold(f64::INFINITY, f64::min);
    network.origins.iter().all(|&from| {
        let quickest = Quickest::from(world, network, from, |_| true);
        network.destinations.iter().all(|&to| {
            let hours = quickest.hours[to];
            !hours.is_finite() || hours <= day
        })
    })
}

/// By demand: whether any supply or stock can reach it on any day.
pub fn served(world: &World, network: &Network, demands: &[Demand], same_day: bool) -> Vec<bool> {
    let supplied = supplied_sites(world, network, same_day);
    demands
        .iter()
        .map(|demand| {
            let people = world.population[demand.zone].iter().any(|p| *p > 0.0);
            people
                && demand.sites.iter().any(|&s| {
                    supplied[s] && world.hand_out_allowed[s].iter().any(|allowed| *allowed)
                })
        })
        .collect()
}

/// By site: whether it holds stock or a chain of permitted corridors leads
/// there from a crossing that is open on some day.
pub fn supplied_sites(world: &World, network: &Network, same_day: bool) -> Vec<bool> {
    let mut supplied: Vec<bool> =
        (0..world.scenario.sites.len()).map(|s| holds(world, s)).collect();
    let mut open: Vec<usize> =
        network.origins.iter().copied().filter(|&s| supplied[s] && may_leave(world, s)).collect();
    while let Some(from) = open.pop() {
        for track in 0..network.serves.len() {
            for to in within_reach(world, network, from, track, same_day) {
                if !supplied[to] {
                    supplied[to] = true;
                    if world.scenario.sites[to].kind == SiteKind::Hub {
                        open.push(to);
                    }
                }
            }
        }
    }
    supplied
}

fn holds(world: &World, site: usize) -> bool {
    let scenario = &world.scenario;
    let id = &scenario.sites[site].id;
    let stocked = scenario.stocks.iter().any(|s| s.site == *id && s.tonnes.0 > 0.0);
    stocked || scenario.supply.iter().any(|s| s.crossing == *id && s.tonnes_per_day.0 > 0.0)
}

fn may_leave(world: &World, site: usize) -> bool {
    world.crossing_trucks[site].iter().any(|trucks| *trucks != Some(0.0))
}

fn within_reach(
    world: &World,
    network: &Network,
    from: usize,
    track: usize,
    same_day: bool,
) -> Vec<usize> {
    let fleets = || (0..world.scenario.fleets.len()).filter(|&f| network.may_drive(f, track));
    let longest = fleets().map(|f| world.scenario.fleets[f].hours_per_day.0).fold(0.0, f64::max);
    let driven = fleets().any(|f| world.fleet_trucks[f].iter().any(|trucks| *trucks > 0.0));
    if !driven {
        return Vec::new();
    }
    let mut reached = vec![false; network.steps.len()];
    let mut before: Option<usize> = None;
    for day in 0..world.days {
        if !world.track_allowed[track][day] || before.is_some_and(|b| same_roads(world, b, day)) {
            continue;
        }
        before = Some(day);
        let quickest = Quickest::from(world, network, from, |e| world.roads[e][day].open_to(track));
        for &to in &network.destinations {
            let near = if same_day {
                quickest.hours[to] <= longest
            } else {
                quickest.hours[to].is_finite()
            };
            reached[to] |=
                near && to != from && network.may_end(track, world.scenario.sites[to].kind);
        }
    }
    (0..reached.len()).filter(|&s| reached[s]).collect()
}

fn same_roads(world: &World, a: usize, b: usize) -> bool {
    world.roads.iter().all(|days| days[a] == days[b])
}
