//! Which goods count as one where they are handed out.
//!
//! Where nothing limits what a site keeps, nor how many it serves, people may
//! as well collect on the day they eat: households need no larder of their own.
//! And where the planned nutrients of several goods stand in one proportion, a
//! meal does not tell them apart: one row for all, in thousand person-days of
//! energy. Both lose nothing; the plan tells the goods apart again.

use safeconduct_model::site::SiteKind;
use safeconduct_model::world::World;

use crate::demand::Demand;

/// Goods by site as the program counts them.
#[derive(Clone, Debug)]
pub struct Larder {
    /// By site and commodity: the commodity whose row it is counted in.
    row: Vec<Vec<usize>>,
    /// By site and commodity: units of that row in a tonne.
    units: Vec<Vec<f64>>,
    /// By demand and commodity: whether people eat straight from the site.
    direct: Vec<Vec<bool>>,
}

/// What the program plans for, by nutrient and commodity: thousand person-days
/// in a tonne; and which goods perish within the horizon.
pub struct Goods {
    /// By commodity: met need by planned nutrient.
    pub met_per_t: Vec<Vec<f64>>,
    /// Position of energy among the planned nutrients.
    pub energy: usize,
    /// By commodity.
    pub perishes: Vec<bool>,
}

impl Larder {
    /// The larders of a world.
    pub fn of(world: &World, demands: &[Demand], goods: &Goods) -> Self {
        let (sites, commodities) = (world.scenario.sites.len(), goods.met_per_t.len());
        let free: Vec<bool> = (0..sites).map(|s| unlimited(world, s)).collect();
        let used = |s: &usize| world.hand_out_allowed[*s].iter().any(|allowed| *allowed);
        let straight = |d: &Demand| d.sites.iter().filter(|s| used(s)).all(|&s| free[s]);
        let direct: Vec<Vec<bool>> = demands
            .iter()
            .map(|d| {
                let straight = straight(d);
                goods.perishes.iter().map(|perishes| straight && !perishes).collect()
            })
            .collect();
        let mut pooled = free.clone();
        for (demand, _) in demands.iter().zip(&direct).filter(|(d, _)| !straight(d)) {
            demand.sites.iter().for_each(|&s| pooled[s] = false);
        }
        let own: Vec<usize> = (0..commodities).collect();
        let mut row = vec![own; sites];
        let mut units = vec![vec![1.0; commodities]; sites];
        for s in (0..sites).filter(|&s| pooled[s]) {
            for k in (0..commodities).filter(|&k| goods.poolable(k)) {
                row[s][k] = (0..k).find(|&other| goods.alike(other, k)).unwrap_or(k);
                units[s][k] = goods.met_per_t[k][goods.energy];
            }
        }
        Self { row, units, direct }
    }

    /// The commodity in whose row one is counted at a site.
    pub fn row(&self, site: usize, commodity: usize) -> usize {
        self.row[site][commodity]
    }

    /// Units of the row in a tonne: 1, or thousand person-days of energy.
    pub fn units(&self, site: usize, commodity: usize) -> f64 {
        self.units[site][commodity]
    }

    /// Whether a demand eats a commodity straight from where it is handed out.
    pub fn direct(&self, demand: usize, commodity: usize) -> bool {
        self.direct[demand][commodity]
    }
}

impl Goods {
    fn poolable(&self, k: usize) -> bool {
        !self.perishes[k] && self.met_per_t[k][self.energy] > 0.0
    }

    /// Whether two goods feed alike, up to their amount.
    fn alike(&self, a: usize, b: usize) -> bool {
        let ratio = |k: usize, n: usize| self.met_per_t[k][n] / self.met_per_t[k][self.energy];
        let near = |n: usize| (ratio(a, n) - ratio(b, n)).abs() <= 1e-12 * ratio(a, n).abs();
        self.poolable(a) && self.poolable(b) && (0..self.met_per_t[a].len()).all(near)
    }
}

/// Whether a site hands out on every day, to any number, and keeps any amount.
fn unlimited(world: &World, s: usize) -> bool {
    let site = &world.scenario.sites[s];
    let ruled = site.kind == SiteKind::DistributionCentre && !world.centre_rules.is_empty();
    site.kind.hands_out()
        && !site.kind.dispatches()
        && !ruled
        && site.storage_t.is_none()
        && world.people_per_day[s].iter().all(Option::is_none)
        && world.hand_out_allowed[s].iter().all(|allowed| *allowed)
}
