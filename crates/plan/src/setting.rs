//! What the program is built from: the world by index, its grid and demands.

use std::ops::Range;

use safeconduct_model::index::Index;
use safeconduct_model::nutrient::Nutrient;
use safeconduct_model::site::SiteKind;
use safeconduct_model::world::World;

use crate::demand::Demand;
use crate::grid::Grid;
use crate::network::Network;
use crate::offer::{Offer, offers};

/// Days over which coverage is averaged for fairness.
pub const WEEK_DAYS: usize = 7;

/// A window's weights: `(period, weight)` such that Σ weight x people-days met
/// (thousands) is the mean coverage of the window.
pub type Week = Vec<(usize, f64)>;

/// Everything the rows and columns are made from.
pub struct Setting<'w> {
    /// The world planned in.
    pub world: &'w World,
    /// Roads and roles.
    pub network: Network,
    /// Periods.
    pub grid: Grid,
    /// Whether every trip must end on the day it begins.
    pub same_day: bool,
    /// Groups of people.
    pub demands: Vec<Demand>,
    /// Nutrients the program plans for: energy, and those raised fairly.
    pub nutrients: Vec<Nutrient>,
    /// Positions in `nutrients` that the fair stage raises.
    pub fair: Vec<usize>,
    /// Windows of each demand.
    pub weeks: Vec<Vec<Week>>,
    /// The first days of those that each window stands for, as they are alike.
    pub week_starts: Vec<Vec<Range<usize>>>,
    /// Whether a demand can be served at all.
    pub served: Vec<bool>,
    /// Segments struck in a day (Γ).
    pub gamma: f64,
    /// Supply rows by position.
    pub offers: Vec<Offer>,
    initial_t: Vec<Vec<f64>>,
}

impl<'w> Setting<'w> {
    /// The setting of a world.
    pub fn of(world: &'w World, gamma: u32) -> Self {
        let index = Index::of(&world.scenario);
        let network = Network::of(world, &index);
        let same_day = crate::reach::all_within_a_day(world, &network);
        let perishes = world
            .scenario
            .commodities
            .iter()
            .any(|c| c.shelf_life_days.is_some_and(|l| l < world.scenario.days));
        let grid = Grid::of(world, same_day && !perishes);
        let demands = Demand::all(world);
        let per_day = &world.scenario.need.per_person_day;
        let fair = &world.scenario.need.fair;
        let planned = |n: &Nutrient| *n == Nutrient::Energy || fair.contains(n);
        let nutrients: Vec<Nutrient> =
            Nutrient::ALL.into_iter().filter(|n| per_day.amount(*n) > 0.0 && planned(n)).collect();
        let fair = (0..nutrients.len()).filter(|&n| fair.contains(&nutrients[n])).collect();
        let (weeks, week_starts) = demands.iter().map(|d| weeks(world, &grid, d)).unzip();
        let served = crate::reach::served(world, &network, &demands, same_day);
        let initial_t = initial(world, &index);
        let offers = offers(world);
        let gamma = f64::from(gamma);
        Self {
            world,
            network,
            grid,
            same_day,
            demands,
            nutrients,
            fair,
            weeks,
            week_starts,
            served,
            gamma,
            offers,
            initial_t,
        }
    }

    /// Number of sites.
    pub fn sites(&self) -> usize {
        self.world.scenario.sites.len()
    }

    /// Number of commodities.
    pub fn commodities(&self) -> usize {
        self.world.scenario.commodities.len()
    }

    /// Kind of a site.
    pub fn kind(&self, site: usize) -> SiteKind {
        self.world.scenario.sites[site].kind
    }

    /// Distribution centres, by site index.
    pub fn centres(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.sites()).filter(|&s| self.kind(s) == SiteKind::DistributionCentre)
    }

    /// Tonnes of a commodity at a site before day 0.
    pub fn initial_t(&self, site: usize, commodity: usize) -> f64 {
        self.initial_t[site][commodity]
    }

    /// Shelf life in days, where it ends within the horizon.
    pub fn shelf_life(&self, commodity: usize) -> Option<usize> {
        let life = self.world.scenario.commodities[commodity].shelf_life_days?;
        (life < self.world.scenario.days).then_some(life as usize)
    }

    /// Thousand person-days of a nutrient's need in a tonne of a commodity.
    pub fn met_per_t(&self, nutrient: usize, commodity: usize) -> f64 {
        let n = self.nutrients[nutrient];
        let held = self.world.scenario.commodities[commodity].nutrients_per_kg.amount(n);
        held / self.world.scenario.need.per_person_day.amount(n)
    }

    /// Thousand person-days of energy in a tonne; energy is always needed.
    pub fn energy_per_t(&self, commodity: usize) -> f64 {
        self.met_per_t(self.energy(), commodity)
    }

    /// Position of energy among the nutrients.
    pub fn energy(&self) -> usize {
        self.nutrients.iter().position(|n| *n == Nutrient::Energy).unwrap_or(0)
    }

    /// Thousand person-days of need of a demand in a period.
    pub fn need(&self, demand: usize, p: usize) -> f64 {
        self.demands[demand].people(self.world, &self.grid, p) * self.grid.days(p) / 1000.0
    }
}

fn initial(world: &World, index: &Index) -> Vec<Vec<f64>> {
    let scenario = &world.scenario;
    let mut initial = vec![vec![0.0; scenario.commodities.len()]; scenario.sites.len()];
    for row in &scenario.stocks {
        let at =
            (index.sites.get(row.site.as_str()), index.commodities.get(row.commodity.as_str()));
        if let (Some(&site), Some(&commodity)) = at {
            initial[site][commodity] += row.tonnes.0;
        }
    }
    initial
}

/// The windows of a demand that differ from one another, and the first days of
/// those that each stands for.
fn weeks(world: &World, grid: &Grid, demand: &Demand) -> (Vec<Week>, Vec<Range<usize>>) {
    let length = WEEK_DAYS.min(world.days);
    let (mut weeks, mut starts): (Vec<Week>, Vec<Range<usize>>) = (Vec::new(), Vec::new());
    for start in 0..=world.days - length {
        let peopled: Vec<usize> = (start..start + length)
            .filter(|&day| demand.people(world, grid, grid.period_of[day]) > 0.0)
            .collect();
        let mut week: Week = Vec::new();
        for &day in &peopled {
            let p = grid.period_of[day];
            let thousand_person_days = demand.people(world, grid, p) * grid.days(p) / 1000.0;
            let weight = 1.0 / (peopled.len() as f64 * thousand_person_days);
            match week.last_mut() {
                Some(last) if last.0 == p => last.1 += weight,
                _ => week.push((p, weight)),
            }
        }
        match starts.last_mut() {
            _ if week.is_empty() => {}
            Some(last) if weeks.last() == Some(&week) && last.end == start => last.end += 1,
            _ => {
                weeks.push(week);
                starts.push(start..start + 1);
            }
        }
    }
    (weeks, starts)
}
