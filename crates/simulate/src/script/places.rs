//! Places that send, in an order in which goods can arrive before they go on,
//! and crossings that open and close by chance.

use std::collections::BTreeMap;
use std::ops::Range;

use safeconduct_model::index::Index;
use safeconduct_model::simulation::CrossingChain;
use safeconduct_model::world::World;

use super::lanes::{Lane, Way};

/// A site that goods leave from.
#[derive(Clone, Debug)]
pub struct Source {
    /// Site index.
    pub site: usize,
    /// Index into the lanes.
    pub lanes: Range<usize>,
    /// Entry caps of the world that it counts in.
    pub entries: Vec<usize>,
    /// Commodities that ever leave, each with the lanes that carry it.
    pub goods: Vec<(usize, Vec<usize>)>,
}

/// A crossing that opens and closes by chance.
#[derive(Clone, Debug)]
pub struct Chain {
    /// Site index.
    pub site: usize,
    /// Chance that it is open on day 0.
    pub open_at_start: f64,
    /// Chance to close after an open day.
    pub close: f64,
    /// Chance to open after a closed day.
    pub open: f64,
    /// Trucks on an open day as quantiles; empty where the world's limit holds.
    pub trucks: Vec<f64>,
}

/// Sources, crossings before the hubs that they supply on the same day.
pub fn sources(lanes: &[Lane], ways: &[Way], world: &World) -> Vec<Source> {
    let mut sources: Vec<Source> = Vec::new();
    for (at, lane) in lanes.iter().enumerate() {
        match sources.last_mut().filter(|source| source.site == lane.from) {
            Some(source) => source.lanes.end = at + 1,
            None => {
                let caps = world.entry_caps.iter().enumerate();
                let mine = caps.filter(|(_, cap)| cap.crossings.contains(&lane.from));
                let entries = mine.map(|(cap, _)| cap).collect();
                let goods = Vec::new();
                sources.push(Source { site: lane.from, lanes: at..at + 1, entries, goods });
            }
        }
    }
    sources.iter_mut().for_each(|source| {
        source.goods = carried(&lanes[source.lanes.clone()], source.lanes.start)
    });
    let supplies = |giver: &Source, taker: &Source| {
        let mut to = lanes[giver.lanes.clone()].iter().filter(|lane| lane.to == taker.site);
        to.any(|lane| ways[lane.ways.clone()].iter().any(|way| way.lead == 0))
    };
    let mut order: Vec<Source> = Vec::with_capacity(sources.len());
    while !sources.is_empty() {
        let waits = |at: usize| {
            sources.iter().enumerate().any(|(other, s)| other != at && supplies(s, &sources[at]))
        };
        // In a circle somebody must begin: the first.
        let next = (0..sources.len()).find(|&at| !waits(at)).unwrap_or(0);
        order.push(sources.remove(next));
    }
    order
}

/// Commodities that lanes ever carry, each with those lanes; the first has this index.
fn carried(lanes: &[Lane], first: usize) -> Vec<(usize, Vec<usize>)> {
    let mut goods: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, lane) in (first..).zip(lanes) {
        lane.goods.iter().for_each(|&good| goods.entry(good).or_default().push(at));
    }
    goods.into_iter().collect()
}

/// The chains of the scenario's simulation.
pub fn chains(world: &World, index: &Index) -> Vec<Chain> {
    let rows = &world.scenario.simulation.crossings;
    rows.iter().filter_map(|row| chain(row, world, index)).collect()
}

fn chain(row: &CrossingChain, world: &World, index: &Index) -> Option<Chain> {
    let site = *index.sites.get(row.site.as_str())?;
    let own = world.scenario.sites[site].trucks_per_day.map(|trucks| trucks.0);
    // A term that sets trucks of its own is an agreement: it stays.
    let kept = world.crossing_trucks[site].iter().all(|cap| *cap == own);
    let trucks = match (kept, row.trucks_when_open) {
        (false, _) => Vec::new(),
        (true, Some(trucks)) => vec![trucks.0],
        (true, None) => row.trucks_quantiles.iter().map(|trucks| trucks.0).collect(),
    };
    Some(Chain {
        site,
        open_at_start: row.open_at_start(),
        close: row.close_if_open.0,
        open: row.open_if_closed.0,
        trucks,
    })
}

impl Chain {
    /// Trucks of an open day, `part` of the way from the least to the most.
    #[must_use]
    pub fn trucks(&self, part: f64) -> Option<f64> {
        let last = self.trucks.len().checked_sub(1)?;
        let place = part * last as f64;
        let low = (place.floor() as usize).min(last);
        let high = (low + 1).min(last);
        Some(self.trucks[low] + (place - low as f64) * (self.trucks[high] - self.trucks[low]))
    }
}
