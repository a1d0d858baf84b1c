//! What the program is built from: the world by index, its grid and demands.

use std::ops::Range;

use safeconduct_model::index::Index;
use safeconduct_model::nutrient::Nutrient;
use safeconduct_model::site::SiteKind;
use safeconduct_model::world::World;

use crate::demand::Demand;
use crate::grid::Grid;
use crate::larder::{Goods, Larder};
use crate::network::Network;
use crate::offer::{Offer, offers};
use crate::ration::{self, Ration};
use crate::target::Targets;

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
    /// Strikes of the worst case (Γ).
    pub gamma: f64,
    /// What may be struck.
    pub targets: Targets,
    /// Supply rows by position.
    pub offers: Vec<Offer>,
    /// Bounds on rations, where the plan is to choose its basket.
    pub rations: Vec<Ration>,
    /// Goods that count as one where they are handed out.
    pub larder: Larder,
    /// By site and commodity: whether it can ever be there.
    pub holds: Vec<Vec<bool>>,
    initial_t: Vec<Vec<f64>>,
}

impl<'w> Setting<'w> {
    /// The setting of a world in which people eat any mix.
    pub fn of(world: &'w World, gamma: f64) -> Self {
        Self::with_rations(world, gamma, Vec::new())
    }

    /// The setting of a world in which rations keep the scenario's bounds.
    pub fn with_basket(world: &'w World, gamma: f64) -> Self {
        Self::with_rations(world, gamma, ration::of(world))
    }

    /// The setting of another world, planned in the same way.
    pub fn like<'o>(&self, world: &'o World) -> Setting<'o> {
        Setting::with_rations(world, self.gamma, self.rations.clone())
    }

    fn with_rations(world: &'w World, gamma: f64, rations: Vec<Ration>) -> Self {
        let index = Index::of(&world.scenario);
        let network = Network::of(world, &index);
        let targets = Targets::of(world, &index);
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
        let larder = Larder::of(world, &demands, goods(world, &nutrients, &rations));
        let supplied = crate::reach::supplied_sites(world, &network, same_day);
        let holds = holds(world, &supplied, &offers, &initial_t);
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
            targets,
            offers,
            rations,
            larder,
            holds,
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

    /// Units of a site's row of a commodity on hand before day 0, of all goods
    /// counted in that row.
    pub fn initial(&self, site: usize, row: usize) -> f64 {
        let counted = (0..self.commodities()).filter(|&k| self.larder.row(site, k) == row);
        counted.map(|k| self.initial_t(site, k) * self.larder.units(site, k)).sum()
    }

    /// Commodities with a row of their own at a site, by the program's count.
    pub fn rows(&self, site: usize) -> impl Iterator<Item = usize> + '_ {
        let counted = move |row: &usize| {
            let mut goods = (0..self.commodities()).filter(|&k| self.holds[site][k]);
            goods.any(|k| self.larder.row(site, k) == *row)
        };
        (0..self.commodities()).filter(counted)
    }

    /// Goods that a demand may keep at home, each with a row of its own.
    pub fn kept(&self, demand: usize) -> impl Iterator<Item = usize> + '_ {
        let own = (0..self.commodities()).filter(|&k| self.larder.home(k) == k);
        own.filter(move |&k| !self.larder.direct(demand, k))
    }

    /// Thousand person-days of a nutrient in a unit that a household counts.
    pub fn met_per_unit(&self, nutrient: usize, row: usize) -> f64 {
        self.met_per_t(nutrient, row) / self.larder.home_units(row)
    }

    /// Sites where a demand may collect in a period.
    pub fn counters(&self, demand: usize, p: usize) -> impl Iterator<Item = usize> + '_ {
        let day = self.grid.day(p);
        let sites = self.demands[demand].sites.iter().copied();
        sites.filter(move |&s| self.world.hand_out_allowed[s][day])
    }

    /// Thousand person-days of need of a demand in a period.
    pub fn need(&self, demand: usize, p: usize) -> f64 {
        self.demands[demand].people(self.world, &self.grid, p) * self.grid.days(p) / 1000.0
    }
}

/// Goods that bounds on rations tell apart are told apart: being counted is one
/// property more, beside the nutrients.
fn goods(world: &World, nutrients: &[Nutrient], rations: &[Ration]) -> Goods {
    let scenario = &world.scenario;
    let met = |(k, c): (usize, &safeconduct_model::commodity::Commodity)| {
        let per_t =
            |n: &Nutrient| c.nutrients_per_kg.amount(*n) / scenario.need.per_person_day.amount(*n);
        let counted = rations.iter().map(|r| if r.counts[k] { 1.0 } else { 0.0 });
        nutrients.iter().map(per_t).chain(counted).collect()
    };
    Goods {
        met_per_t: scenario.commodities.iter().enumerate().map(met).collect(),
        energy: nutrients.iter().position(|n| *n == Nutrient::Energy).unwrap_or(0),
        perishes: scenario
            .commodities
            .iter()
            .map(|c| c.shelf_life_days.is_some_and(|life| life < scenario.days))
            .collect(),
    }
}

/// By site and commodity: whether it can ever be there. A crossing has what it
/// sells and had; any other place what comes or was there.
fn holds(
    world: &World,
    supplied: &[bool],
    offers: &[Offer],
    initial_t: &[Vec<f64>],
) -> Vec<Vec<bool>> {
    let commodities = 0..world.scenario.commodities.len();
    let offered = |s: Option<usize>, k: usize| {
        let here = |o: &&Offer| s.is_none_or(|s| o.crossing == s) && o.commodity == k;
        offers.iter().filter(here).any(|o| o.tonnes_per_day > 0.0)
    };
    let anywhere: Vec<bool> = commodities
        .clone()
        .map(|k| offered(None, k) || initial_t.iter().any(|site| site[k] > 0.0))
        .collect();
    let held = |s: usize, k: usize| {
        initial_t[s][k] > 0.0
            || match world.scenario.sites[s].kind {
                SiteKind::Junction => false,
                SiteKind::Crossing => offered(Some(s), k),
                _ => supplied[s] && anywhere[k],
            }
    };
    let sites = 0..world.scenario.sites.len();
    sites.map(|s| commodities.clone().map(|k| held(s, k)).collect()).collect()
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
