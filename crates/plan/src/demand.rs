//! Demand: groups of people that the program treats as one.
//!
//! The two groups of a zone that collect at the very same sites are fed alike,
//! so they share variables and are told apart again when the plan is written.

use safeconduct_model::plan::Group;
use safeconduct_model::world::World;

use crate::grid::Grid;

/// People who collect at the same sites.
#[derive(Clone, Debug)]
pub struct Demand {
    /// Zone index.
    pub zone: usize,
    /// World groups it stands for.
    pub groups: Vec<usize>,
    /// Share of the zone's population.
    pub share: f64,
    /// Site indices in reach, nearest first.
    pub sites: Vec<usize>,
}

impl Demand {
    /// Every demand of a world.
    pub fn all(world: &World) -> Vec<Self> {
        let mut demands: Vec<Self> = Vec::new();
        for (position, group) in world.groups.iter().enumerate() {
            let twin = demands.last_mut().filter(|last| {
                last.zone == group.zone
                    && group.group == Group::NotWalking
                    && last.sites == group.sites
            });
            if let Some(twin) = twin {
                twin.groups.push(position);
                twin.share += group.share;
                continue;
            }
            demands.push(Self {
                zone: group.zone,
                groups: vec![position],
                share: group.share,
                sites: group.sites.clone(),
            });
        }
        demands
    }

    /// People in a period; all its days are alike.
    pub fn people(&self, world: &World, grid: &Grid, p: usize) -> f64 {
        world.population[self.zone][grid.day(p)] * self.share
    }
}
