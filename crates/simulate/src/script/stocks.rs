//! Goods at places as the script has them: on hand, bought, given up, and what
//! lies where at the end of each day.

use safeconduct_model::index::Index;
use safeconduct_model::plan::{Grams, Plan};
use safeconduct_model::units::GRAMS_PER_TONNE;
use safeconduct_model::world::World;

use super::Table;
use super::lanes::Lane;
use super::roads::Roads;
use crate::error::Error;

/// Goods by place (site x goods + commodity).
#[derive(Debug)]
pub struct Stocks {
    /// On hand at the start.
    pub start: Vec<Grams>,
    /// By day: bought, by place.
    pub bought: Vec<Vec<(usize, Grams)>>,
    /// By day: given up, by place.
    pub given_up: Vec<Vec<(usize, Grams)>>,
    /// By day and place: what the script leaves there overnight.
    keep: Vec<Grams>,
    places: usize,
    /// Goods that spoil: commodity, and days they may lie at a place.
    pub perishable: Vec<(usize, usize)>,
    /// Sites that hold so much overnight and no more.
    pub stores: Vec<(usize, Grams)>,
}

impl Stocks {
    /// What the script leaves overnight on a day, by place.
    #[must_use]
    pub fn keep(&self, day: usize) -> &[Grams] {
        &self.keep[day * self.places..][..self.places]
    }
}

impl Stocks {
    /// By site: commodities that ever lie there.
    #[must_use]
    pub fn lie(&self, lanes: &[Lane], (sites, goods): (usize, usize)) -> Vec<Vec<usize>> {
        let mut lie = vec![Vec::new(); sites];
        let start = self.start.iter().enumerate().filter(|(_, grams)| **grams > 0);
        let bought = self.bought.iter().flatten().map(|(place, _)| *place);
        for place in start.map(|(place, _)| place).chain(bought) {
            lie[place / goods].push(place % goods);
        }
        lanes.iter().for_each(|lane| lie[lane.to].extend(&lane.goods));
        for goods in &mut lie {
            goods.sort_unstable();
            goods.dedup();
        }
        lie
    }
}

/// The stocks of a plan.
pub fn stocks(
    plan: &Plan,
    table: &Table,
    (world, index): (&World, &Index),
    roads: &Roads,
) -> Result<Stocks, Error> {
    let scenario = &world.scenario;
    let (goods, days) = (scenario.commodities.len(), world.days);
    let places = scenario.sites.len() * goods;
    let place = |site: &str, good: &str| {
        let site = index.sites.get(site).copied().ok_or_else(|| Error::unknown("site", site))?;
        let found = index.commodities.get(good).copied();
        let good = found.ok_or_else(|| Error::unknown("commodity", good))?;
        Ok::<usize, Error>(site * goods + good)
    };
    let mut stocks = Stocks {
        start: vec![0; places],
        bought: vec![Vec::new(); days],
        given_up: vec![Vec::new(); days],
        keep: Vec::new(),
        places,
        perishable: Vec::new(),
        stores: Vec::new(),
    };
    let mut change = vec![0; days * places];
    for row in &scenario.stocks {
        let grams = (row.tonnes.0 * GRAMS_PER_TONNE + 1e-3).floor() as Grams;
        stocks.start[place(row.site.as_str(), row.commodity.as_str())?] += grams;
    }
    for row in plan.purchases.iter().filter(|row| row.grams > 0 && row.day.index() < days) {
        let at = place(row.crossing.as_str(), row.commodity.as_str())?;
        change[row.day.index() * places + at] += row.grams;
        stocks.bought[row.day.index()].push((at, row.grams));
    }
    for row in plan.disposals.iter().filter(|row| row.grams > 0 && row.day.index() < days) {
        let at = place(row.site.as_str(), row.commodity.as_str())?;
        change[row.day.index() * places + at] -= row.grams;
        stocks.given_up[row.day.index()].push((at, row.grams));
    }
    for row in plan.handouts.iter().filter(|row| row.day.index() < days) {
        let at = place(row.site.as_str(), row.commodity.as_str())?;
        change[row.day.index() * places + at] -= row.grams;
    }
    moved(&mut change, table, roads, (places, goods, days));
    stocks.keep = overnight(&stocks.start, &change, places);
    let life = scenario.commodities.iter().enumerate();
    let life = life.filter_map(|(good, c)| Some((good, c.shelf_life_days? as usize)));
    stocks.perishable = life.filter(|(_, life)| *life < days).collect();
    let limit = |tonnes: f64| (tonnes * GRAMS_PER_TONNE + 1e-3).floor() as Grams;
    let sites = scenario.sites.iter().enumerate();
    stocks.stores = sites.filter_map(|(at, site)| Some((at, limit(site.storage_t?.0)))).collect();
    Ok(stocks)
}

/// What leaves and what is expected to arrive.
fn moved(
    change: &mut [Grams],
    table: &Table,
    roads: &Roads,
    (places, goods, days): (usize, usize, usize),
) {
    let segments = roads.loss.len() / days.max(1);
    for &(day, way, good, grams) in &table.rows {
        let way = &table.ways[way];
        let lane = &table.lanes[way.lane];
        change[day * places + lane.from * goods + good] -= grams;
        let mut left = grams;
        for step in &roads.steps[way.steps.clone()] {
            let lost: f64 = roads.loss[day * segments + step.segment].iter().sum();
            left = (left as f64 * (1.0 - lost)) as Grams;
        }
        if day + way.lead < days {
            change[(day + way.lead) * places + lane.to * goods + good] += left;
        }
    }
}

/// Sums of what comes and goes, day by day, never below nothing.
fn overnight(start: &[Grams], change: &[Grams], places: usize) -> Vec<Grams> {
    let mut lies = start.to_vec();
    let mut keep = Vec::with_capacity(change.len());
    for day in change.chunks_exact(places.max(1)) {
        for (lies, change) in lies.iter_mut().zip(day) {
            *lies += change;
            keep.push((*lies).max(0));
        }
    }
    keep
}
