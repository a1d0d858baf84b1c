//! A plan in which nothing moves, to be filled by hand.

use safeconduct_model::plan::{Claims, Plan, Policy, SCHEMA};
use safeconduct_model::world::World;

/// A plan of a world in which nothing moves and nothing is claimed.
#[must_use]
pub fn plan(world: &World) -> Plan {
    Plan {
        schema: SCHEMA.to_owned(),
        version: "test".to_owned(),
        command: "test".to_owned(),
        scenario: world.scenario.name.clone(),
        framework: world.framework.clone(),
        input_sha256: String::new(),
        gamma: world.scenario.gamma,
        basket: false,
        policy: Policy::Plan,
        corridors: Vec::new(),
        purchases: Vec::new(),
        movements: Vec::new(),
        handouts: Vec::new(),
        meals: Vec::new(),
        disposals: Vec::new(),
        open_centres: Vec::new(),
        claims: Claims::default(),
        stages: Vec::new(),
        certificate: None,
        terms: Vec::new(),
        unserved: Vec::new(),
        unserved_weeks: Vec::new(),
        baselines: Vec::new(),
    }
}
