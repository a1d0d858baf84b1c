//! Coverage of a zone from the coverage of its groups.

use safeconduct_model::plan::{Group, GroupCoverage, Plan};
use safeconduct_model::world::World;
use safeconduct_model::zone::Zone;

/// A zone and how its people fare.
pub(crate) struct ZoneFigures<'a> {
    /// The zone.
    pub zone: &'a Zone,
    /// Its groups, walking first.
    pub groups: Vec<&'a GroupCoverage>,
    /// People, mean over the horizon.
    pub people: f64,
    /// Energy coverage over the horizon, all groups, by people; no number where
    /// there is nobody.
    pub coverage: f64,
    /// Energy per person and day, all groups, by people; no number where there
    /// is nobody.
    pub kcal: f64,
}

impl ZoneFigures<'_> {
    /// The figures of one of the two groups.
    pub fn group(&self, group: Group) -> Option<&GroupCoverage> {
        self.groups.iter().find(|g| g.group == group).copied()
    }
}

/// Every zone of the world, in the scenario's order.
pub(crate) fn figures<'a>(world: &'a World, plan: &'a Plan) -> Vec<ZoneFigures<'a>> {
    let mut zones = Vec::with_capacity(world.scenario.zones.len());
    for zone in &world.scenario.zones {
        let mut groups: Vec<_> = plan.claims.groups.iter().filter(|g| g.zone == zone.id).collect();
        groups.sort_by_key(|g| g.group);
        let people: f64 = groups.iter().map(|g| g.people).sum();
        let mean = |of: fn(&GroupCoverage) -> f64| {
            let sum: f64 = groups.iter().map(|g| g.people * of(g)).sum();
            if people > 0.0 { sum / people } else { f64::NAN }
        };
        zones.push(ZoneFigures {
            zone,
            people,
            coverage: mean(|g| g.coverage),
            kcal: mean(|g| g.kcal_per_person_day),
            groups,
        });
    }
    zones
}
