//! Which goods count as one on the way to a meal.
//!
//! Where the planned nutrients of several goods stand in one proportion and none
//! perishes, a meal does not tell them apart, nor does what a household keeps or
//! how many rations a site hands out: one row for all, in thousand person-days
//! of energy. Only a store, which counts tonnes, does. And where nothing limits
//! what a site keeps nor how many it serves, people may as well collect on the
//! day they eat, and their households need no row at all. Both lose nothing; the
//! plan tells the goods apart again.

use safeconduct_model::site::SiteKind;
use safeconduct_model::world::World;

use crate::demand::Demand;

/// Goods as the program counts them.
#[derive(Clone, Debug)]
pub struct Larder {
    /// By commodity: the first of those that feed alike.
    class: Vec<usize>,
    /// By commodity: units of its class in a tonne.
    units: Vec<f64>,
    /// By site: whether goods of a class count as one there.
    pooled: Vec<bool>,
    /// By demand: whether people eat straight from where it is handed out.
    direct: Vec<bool>,
    perishes: Vec<bool>,
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
    pub fn of(world: &World, demands: &[Demand], goods: Goods) -> Self {
        let (sites, commodities) = (0..world.scenario.sites.len(), 0..goods.met_per_t.len());
        let class = |k: usize| (0..k).find(|&other| goods.alike(other, k)).unwrap_or(k);
        let energy = |k: usize| goods.met_per_t[k][goods.energy];
        let units = |k: usize| if goods.counts(k) { energy(k) } else { 1.0 };
        let pooled = |s: usize| {
            let site = &world.scenario.sites[s];
            site.kind.hands_out() && !site.kind.dispatches() && site.storage_t.is_none()
        };
        let pooled: Vec<bool> = sites.map(pooled).collect();
        let used = |s: &&usize| world.hand_out_allowed[**s].iter().any(|allowed| *allowed);
        let direct =
            |d: &Demand| d.sites.iter().filter(used).all(|&s| pooled[s] && serves_all(world, s));
        Self {
            class: commodities.clone().map(class).collect(),
            units: commodities.map(units).collect(),
            direct: demands.iter().map(direct).collect(),
            pooled,
            perishes: goods.perishes,
        }
    }

    /// The commodity in whose row one is counted at a site.
    pub fn row(&self, site: usize, commodity: usize) -> usize {
        if self.pooled[site] { self.class[commodity] } else { commodity }
    }

    /// Units of that row in a tonne: 1, or thousand person-days of energy.
    pub fn units(&self, site: usize, commodity: usize) -> f64 {
        if self.pooled[site] { self.units[commodity] } else { 1.0 }
    }

    /// The commodity in whose row one is counted at home.
    pub fn home(&self, commodity: usize) -> usize {
        self.class[commodity]
    }

    /// Units of that row in a tonne.
    pub fn home_units(&self, commodity: usize) -> f64 {
        self.units[commodity]
    }

    /// Whether a demand eats a commodity straight from where it is handed out.
    pub fn direct(&self, demand: usize, commodity: usize) -> bool {
        self.direct[demand] && !self.perishes[commodity]
    }
}

impl Goods {
    /// Whether a commodity is counted in person-days.
    fn counts(&self, k: usize) -> bool {
        !self.perishes[k] && self.met_per_t[k][self.energy] > 0.0
    }

    /// Whether two goods feed alike, up to their amount.
    fn alike(&self, a: usize, b: usize) -> bool {
        let ratio = |k: usize, n: usize| self.met_per_t[k][n] / self.met_per_t[k][self.energy];
        let near = |n: usize| (ratio(a, n) - ratio(b, n)).abs() <= 1e-12 * ratio(a, n).abs();
        self.counts(a) && self.counts(b) && (0..self.met_per_t[a].len()).all(near)
    }
}

/// Whether a site hands out on every day and to any number.
fn serves_all(world: &World, s: usize) -> bool {
    let centre = world.scenario.sites[s].kind == SiteKind::DistributionCentre;
    (!centre || world.centre_rules.is_empty())
        && world.people_per_day[s].iter().all(Option::is_none)
        && world.hand_out_allowed[s].iter().all(|allowed| *allowed)
}
