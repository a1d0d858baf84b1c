//! Prices by position, each held against the limit it belongs to.

use std::collections::{BTreeMap, BTreeSet};

use crate::nutrient::Nutrient;
use crate::plan::Group;
use crate::plan::certificate::{Limit, Price, Proof};
use crate::site::SiteKind;

use super::Refused;
use super::facts::Facts;
use super::round::{add_up, mul_up, upper};

/// A price for every position and day.
pub type Table = Vec<Vec<f64>>;

/// The prices of a proof, by position.
#[derive(Debug)]
pub struct Prices {
    pub crossing: Table,
    pub entry: Table,
    pub commodity: Table,
    pub segment: Table,
    pub fleet: Table,
    pub fuel: Table,
    pub throughput: Table,
    pub storage: Table,
    pub people: Table,
    /// By site and commodity, those priced only.
    pub shelf_life: BTreeMap<(usize, usize), Vec<f64>>,
    pub shelf_life_anywhere: Table,
    pub cycle: Table,
    /// By nutrient, then group and day.
    pub met: Vec<Table>,
    /// By nutrient, then group and first day.
    pub week: Vec<Table>,
    /// By bound on rations, then group and day.
    pub ration_least: Vec<Table>,
    /// By bound on rations, then group and day.
    pub ration_most: Vec<Table>,
    pub floor: Vec<f64>,
    pub share_min: Vec<f64>,
    pub share_max: Vec<f64>,
    /// By numbers of the targets struck together.
    pub struck: BTreeMap<Vec<usize>, Vec<f64>>,
    pub total: f64,
    pub loss: f64,
    /// Σ limit x price over all limits that are amounts.
    pub held: f64,
}

impl Prices {
    fn none(facts: &Facts) -> Self {
        let (world, scenario) = (facts.world, &facts.world.scenario);
        let days = world.days;
        let table = |rows: usize| vec![vec![0.0; days]; rows];
        let (sites, groups) = (scenario.sites.len(), world.groups.len());
        let nutrients = facts.nutrients.len();
        Self {
            crossing: table(sites),
            entry: table(world.entry_caps.len()),
            commodity: table(world.commodity_caps.len()),
            segment: table(scenario.segments.len()),
            fleet: table(scenario.fleets.len()),
            fuel: table(scenario.fleets.len()),
            throughput: table(sites),
            storage: table(sites),
            people: table(sites),
            shelf_life: BTreeMap::new(),
            shelf_life_anywhere: table(facts.commodities()),
            cycle: table(groups),
            met: vec![table(groups); nutrients],
            week: vec![table(groups); nutrients],
            ration_least: vec![table(groups); facts.rations.len()],
            ration_most: vec![table(groups); facts.rations.len()],
            floor: vec![0.0; world.floors.len()],
            share_min: vec![0.0; world.share_rules.len()],
            share_max: vec![0.0; world.share_rules.len()],
            struck: BTreeMap::new(),
            total: 0.0,
            loss: 0.0,
            held: 0.0,
        }
    }

    /// The prices of a proof.
    ///
    /// # Errors
    /// A list that was cut, a price that is not above 0, one that stands
    /// twice, or one of a limit that the world does not set.
    pub fn of(facts: &Facts, proof: &Proof) -> Result<Self, Refused> {
        if proof.count != proof.prices.len() {
            let (said, found) = (proof.count, proof.prices.len());
            return Err(Refused(format!("{said} prices are announced and {found} follow")));
        }
        let mut prices = Self::none(facts);
        let mut seen = BTreeSet::new();
        // In one order, so that the bound has the same last digit in any.
        let mut listed: Vec<&Price> = proof.prices.iter().collect();
        listed.sort_unstable_by_key(|p| (&p.of, p.from_day));
        for price in listed {
            let first = price.from_day.map(|d| d.0);
            if !seen.insert((&price.of, first)) {
                return Err(Refused(format!("{} has two prices", words(price))));
            }
            prices.set(facts, price)?;
        }
        Ok(prices)
    }

    fn set(&mut self, facts: &Facts, price: &Price) -> Result<(), Refused> {
        if !(price.price > 0.0 && price.price.is_finite()) {
            let figure = price.price;
            return Err(Refused(format!("the price of {} is {figure}, not above 0", words(price))));
        }
        let none = || Refused(format!("there is no limit such as {}", words(price)));
        if let Some(slot) = self.single(facts, &price.of) {
            if price.from_day.is_some() || price.to_day.is_some() {
                return Err(none());
            }
            *slot = price.price;
            return Ok(());
        }
        let first = price.from_day.ok_or_else(none)?.index();
        let last = price.to_day.map_or(first, crate::calendar::Day::index);
        if first > last || last >= facts.world.days {
            return Err(none());
        }
        let limits = super::limit::of(facts, &price.of);
        let mut held = self.held;
        let row = self.row(facts, &price.of).ok_or_else(none)?;
        for (day, slot) in row.iter_mut().enumerate().take(last + 1).skip(first) {
            let limit = limits.as_ref().and_then(|l| l.on(day)).ok_or_else(none)?;
            if *slot != 0.0 {
                return Err(Refused(format!("{} has two prices", words(price))));
            }
            *slot = price.price;
            held = add_up(held, mul_up(upper(limit), price.price));
        }
        self.held = held;
        Ok(())
    }

    /// The price of a limit that is not one of a day.
    fn single(&mut self, facts: &Facts, limit: &Limit) -> Option<&mut f64> {
        let rules = || facts.world.share_rules.iter();
        match limit {
            Limit::Total => Some(&mut self.total),
            Limit::Loss => Some(&mut self.loss),
            Limit::Floor { term, zone, group } => {
                let group = group_at(facts, zone.as_str(), *group)?;
                let floors = &facts.world.floors;
                let at = floors.iter().position(|f| f.term == *term && f.group == group)?;
                self.floor.get_mut(at)
            }
            Limit::ShareMin(term) => {
                let at = rules().position(|r| r.term == *term && r.min > 0.0)?;
                self.share_min.get_mut(at)
            }
            Limit::ShareMax(term) => {
                let at = rules().position(|r| r.term == *term && r.max < 1.0)?;
                self.share_max.get_mut(at)
            }
            _ => None,
        }
    }

    /// The prices of a limit by day.
    fn row(&mut self, facts: &Facts, limit: &Limit) -> Option<&mut Vec<f64>> {
        let index = &facts.index;
        let site = |id: &crate::id::SiteId| index.sites.get(id.as_str()).copied();
        let days = facts.world.days;
        match limit {
            Limit::Crossing(id) => self.crossing.get_mut(site(id)?),
            Limit::Throughput(id) => self.throughput.get_mut(site(id)?),
            Limit::Storage(id) => self.storage.get_mut(site(id)?),
            Limit::People(id) => self.people.get_mut(site(id)?),
            Limit::Segment(id) => self.segment.get_mut(*index.segments.get(id.as_str())?),
            Limit::Struck(targets) => {
                let set = super::strike::numbers(facts, targets)?;
                Some(self.struck.entry(set).or_insert_with(|| vec![0.0; days]))
            }
            Limit::Fleet(id) => self.fleet.get_mut(*index.fleets.get(id.as_str())?),
            Limit::Fuel(id) => self.fuel.get_mut(*index.fleets.get(id.as_str())?),
            Limit::Entry(term) => {
                let at = facts.world.entry_caps.iter().position(|r| r.term == *term)?;
                self.entry.get_mut(at)
            }
            Limit::Commodity { term, commodity } => {
                let k = *index.commodities.get(commodity.as_str())?;
                let caps = &facts.world.commodity_caps;
                let at = caps.iter().position(|r| r.term == *term && r.commodity == k)?;
                self.commodity.get_mut(at)
            }
            Limit::ShelfLife { site: id, commodity } => {
                let at = (site(id)?, *index.commodities.get(commodity.as_str())?);
                Some(self.shelf_life.entry(at).or_insert_with(|| vec![0.0; days]))
            }
            Limit::ShelfLifeAnywhere(commodity) => {
                let k = *index.commodities.get(commodity.as_str())?;
                self.shelf_life_anywhere.get_mut(k)
            }
            Limit::Cycle(name) => {
                self.cycle.get_mut(group_at(facts, name.zone.as_str(), name.group)?)
            }
            Limit::Met { zone, group, nutrient } => {
                let group = group_at(facts, zone.as_str(), *group)?;
                self.met.get_mut(nutrient_at(facts, *nutrient)?)?.get_mut(group)
            }
            Limit::RationLeast { zone, group, bound } => {
                let group = group_at(facts, zone.as_str(), *group)?;
                self.ration_least.get_mut(*bound)?.get_mut(group)
            }
            Limit::RationMost { zone, group, bound } => {
                let group = group_at(facts, zone.as_str(), *group)?;
                self.ration_most.get_mut(*bound)?.get_mut(group)
            }
            Limit::Week { zone, group, nutrient } => {
                let group = group_at(facts, zone.as_str(), *group)?;
                self.week.get_mut(nutrient_at(facts, *nutrient)?)?.get_mut(group)
            }
            _ => None,
        }
    }
}

/// The position of a group.
pub fn group_at(facts: &Facts, zone: &str, group: Group) -> Option<usize> {
    let zone = *facts.index.zones.get(zone)?;
    facts.world.groups.iter().position(|g| g.zone == zone && g.group == group)
}

fn nutrient_at(facts: &Facts, nutrient: Nutrient) -> Option<usize> {
    facts.nutrients.iter().position(|n| *n == nutrient)
}

/// Whether a site is a crossing.
pub fn is_crossing(facts: &Facts, site: usize) -> bool {
    facts.kind(site) == SiteKind::Crossing
}

fn words(price: &Price) -> String {
    let day = price.from_day.map_or_else(String::new, |d| format!(" from day {}", d.0));
    format!("{:?}{day}", price.of)
}
