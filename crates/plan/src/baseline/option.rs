//! The ways a rule may serve a group: from a crossing, straight to a site.

use safeconduct_model::world::World;

use crate::corridor::Corridor;
use crate::network::Network;
use crate::reach::Quickest;

/// One way of serving a group.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Group index.
    pub group: usize,
    /// The quickest corridor from a crossing to a site in reach.
    pub corridor: Corridor,
    /// Fleet index.
    pub fleet: usize,
    /// Hours one way.
    pub hours: f64,
}

/// Every way of serving every group on a day over the segments that still have
/// room, quickest first.
pub fn choices(
    world: &World,
    network: &Network,
    day: usize,
    room: impl Fn(usize) -> bool,
) -> Vec<Choice> {
    let mut choices = Vec::new();
    for &from in &network.origins {
        let supplied =
            world.scenario.supply.iter().any(|s| s.crossing == world.scenario.sites[from].id);
        if !supplied || world.crossing_trucks[from][day] == Some(0.0) {
            continue;
        }
        for track in (0..network.serves.len()).filter(|&t| world.track_allowed[t][day]) {
            let open = |segment: usize| room(segment) && world.roads[segment][day].open_to(track);
            let drives = Quickest::from(world, network, from, open);
            for (group, at) in world.groups.iter().enumerate() {
                for &site in &at.sites {
                    if !network.may_end(track, world.scenario.sites[site].kind) {
                        continue;
                    }
                    let Some(corridor) = drives.corridor(track, from, site) else { continue };
                    let hours = drives.hours[site];
                    let fleets = 0..world.scenario.fleets.len();
                    for fleet in fleets.filter(|&f| network.may_drive(f, track)) {
                        choices.push(Choice { group, corridor: corridor.clone(), fleet, hours });
                    }
                }
            }
        }
    }
    choices.sort_by(|a, b| a.hours.total_cmp(&b.hours).then(a.corridor.cmp(&b.corridor)));
    choices
}
