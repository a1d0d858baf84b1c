//! Closures by chance and scarcity curves, by position.

use safeconduct_model::index::Index;
use safeconduct_model::simulation::Scarcity;
use safeconduct_model::world::World;

/// A scarcity curve by position.
#[derive(Clone, Debug)]
pub struct Curve {
    /// Segments on which loss follows it.
    pub segments: Vec<usize>,
    /// Groups whose coverage counts.
    pub groups: Vec<usize>,
    /// The curve.
    pub curve: Scarcity,
}

/// The curves of the scenario's simulation.
pub fn curves(world: &World, index: &Index) -> Vec<Curve> {
    let scenario = &world.scenario;
    let curve = |row: &Scarcity| {
        let named = row.segments.iter().filter_map(|s| index.segments.get(s.as_str()).copied());
        let mut segments: Vec<usize> = named.collect();
        for (at, segment) in scenario.segments.iter().enumerate() {
            let lies = segment.area.as_ref().is_some_and(|area| row.areas.contains(area));
            if lies && !segments.contains(&at) {
                segments.push(at);
            }
        }
        let counts = |group: &usize| {
            let zone = &scenario.zones[world.groups[*group].zone].id;
            row.zones.is_empty() || row.zones.contains(zone)
        };
        let groups = (0..world.groups.len()).filter(counts).collect();
        Curve { segments, groups, curve: row.clone() }
    };
    scenario.simulation.scarcity.iter().map(curve).collect()
}

/// By day: segments that may be closed, with the chance of each.
pub fn closures(world: &World, index: &Index) -> Vec<Vec<(usize, f64)>> {
    let mut days = vec![Vec::new(); world.days];
    for row in &world.scenario.simulation.closures {
        let Some(&segment) = index.segments.get(row.segment.as_str()) else { continue };
        for day in row.window.indices(world.scenario.days) {
            days[day].push((segment, row.chance.0));
        }
    }
    days
}
