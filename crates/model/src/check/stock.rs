//! Stock at sites: nothing leaves that did not come, nothing lies where it
//! has no room, nothing lies longer than it keeps.

use std::collections::BTreeMap;

use super::flow::Flow;
use super::household::Households;
use super::number::whole_grams;
use super::report::{Report, commodity, day, site, tonnes};
use super::rows::Rows;
use crate::index::Index;
use crate::site::SiteKind;
use crate::world::World;

/// One commodity at one site, by day.
#[derive(Clone, Debug)]
struct Pile {
    /// What came: on hand at the start (day 0), bought, arrived.
    came: Vec<i128>,
    /// What came less what went.
    net: Vec<i128>,
}

/// Stocks of all sites.
#[derive(Debug)]
pub(super) struct Stocks {
    piles: BTreeMap<(usize, usize), Pile>,
    /// Mass arriving from the road by site and day.
    arrived: BTreeMap<(usize, usize), i128>,
    /// By commodity and day: on hand at the start (day 0) or bought.
    entered: Vec<Vec<i128>>,
    /// By commodity and day: still on the road at the end of the day.
    on_road: Vec<Vec<i128>>,
}

impl Stocks {
    /// Books every row.
    pub fn of(rows: &Rows, flow: &Flow, world: &World) -> Self {
        let table = vec![vec![0; world.days]; world.scenario.commodities.len()];
        let mut stocks = Self {
            piles: BTreeMap::new(),
            arrived: BTreeMap::new(),
            entered: table.clone(),
            on_road: table,
        };
        if world.days > 0 {
            stocks.on_hand(world);
            stocks.book(rows, world.days);
            stocks.carry(rows, flow, world.days);
        }
        stocks
    }

    fn on_hand(&mut self, world: &World) {
        for (site, commodity, grams) in at_start(world) {
            self.come(site, commodity, 0, grams, world.days);
            self.entered[commodity][0] += grams;
        }
    }

    fn book(&mut self, rows: &Rows, days: usize) {
        for lot in &rows.purchases {
            self.come(lot.site, lot.commodity, lot.day, lot.grams, days);
            self.entered[lot.commodity][lot.day] += lot.grams;
        }
        for given in &rows.handouts {
            self.go(given.site, given.commodity, given.day, given.grams, days);
        }
        for lot in &rows.disposals {
            self.go(lot.site, lot.commodity, lot.day, lot.grams, days);
        }
    }

    fn carry(&mut self, rows: &Rows, flow: &Flow, days: usize) {
        for (load, arrival) in rows.loads.iter().zip(&flow.arrivals) {
            let way = &rows.ways[load.way];
            self.go(way.from, load.commodity, load.day, load.grams, days);
            if arrival.day < days {
                self.come(way.to, load.commodity, arrival.day, arrival.grams, days);
                *self.arrived.entry((way.to, arrival.day)).or_insert(0) += arrival.grams;
            }
            let road = &mut self.on_road[load.commodity][load.day..arrival.day.min(days)];
            road.iter_mut().for_each(|grams| *grams += arrival.grams);
        }
    }

    fn pile(&mut self, site: usize, commodity: usize, days: usize) -> &mut Pile {
        let empty = || Pile { came: vec![0; days], net: vec![0; days] };
        self.piles.entry((site, commodity)).or_insert_with(empty)
    }

    fn come(&mut self, site: usize, commodity: usize, on: usize, grams: i128, days: usize) {
        let pile = self.pile(site, commodity, days);
        pile.came[on] += grams;
        pile.net[on] += grams;
    }

    fn go(&mut self, site: usize, commodity: usize, on: usize, grams: i128, days: usize) {
        self.pile(site, commodity, days).net[on] -= grams;
    }
}

/// What lies at the end of each day.
pub(super) fn at_end(net: &[i128]) -> Vec<i128> {
    let mut lies = 0;
    net.iter()
        .map(|change| {
            lies += change;
            lies
        })
        .collect()
}

/// What came in the `life` days up to and with `on`.
fn lately(came: &[i128], on: usize, life: u32) -> i128 {
    let first = (on + 1).saturating_sub(life as usize);
    came[first..=on].iter().sum()
}

/// Stock on hand before day 0: site, commodity, whole grams (rounded down).
pub(super) fn at_start(world: &World) -> Vec<(usize, usize, i128)> {
    let index = Index::of(&world.scenario);
    let lot = |stock: &crate::stock::Stock| {
        let site = index.sites.get(stock.site.as_str())?;
        let commodity = index.commodities.get(stock.commodity.as_str())?;
        Some((*site, *commodity, whole_grams(stock.tonnes.0)))
    };
    world.scenario.stocks.iter().filter_map(lot).collect()
}

/// Holds stocks to balance, room and shelf life.
pub(super) fn check(stocks: &Stocks, homes: &Households, world: &World, report: &mut Report) {
    let mut room: BTreeMap<(usize, usize), i128> = BTreeMap::new();
    let mut anywhere = stocks.on_road.clone();
    for (&(place, what), pile) in &stocks.piles {
        let lies = at_end(&pile.net);
        balance(place, what, &lies, world, report);
        keeps(place, what, &lies, &pile.came, world, report);
        for (on, &grams) in lies.iter().enumerate() {
            *room.entry((place, on)).or_insert(0) += grams.max(0);
            anywhere[what][on] += grams;
        }
    }
    storage(&room, world, report);
    throughput(stocks, world, report);
    for (what, lies) in anywhere.iter_mut().enumerate() {
        lies.iter_mut().zip(homes.stock_of(what, world.days)).for_each(|(sum, home)| *sum += home);
        keeps_anywhere(what, lies, &stocks.entered[what], world, report);
    }
}

fn balance(place: usize, what: usize, lies: &[i128], world: &World, report: &mut Report) {
    let Some((on, &grams)) = lies.iter().enumerate().find(|(_, grams)| **grams < 0) else {
        return;
    };
    let (name, food) = (site(world, place), commodity(world, what));
    let (short, when) = (tonnes(-grams), day(world, on));
    let what = format!("site `{name}`: {short} more of `{food}` left by {when} than had come");
    report.broken(what, "send on or hand out only what has arrived");
}

fn keeps(
    place: usize,
    what: usize,
    lies: &[i128],
    came: &[i128],
    world: &World,
    report: &mut Report,
) {
    let Some(life) = world.scenario.commodities[what].shelf_life_days else {
        return;
    };
    let stale = lies.iter().enumerate().find(|(on, grams)| **grams > lately(came, *on, life));
    if let Some((on, &grams)) = stale {
        let (name, food, when) = (site(world, place), commodity(world, what), day(world, on));
        let (mass, fresh) = (tonnes(grams), tonnes(lately(came, on, life)));
        let what = format!(
            "site `{name}`: {mass} of `{food}` lie there at the end of {when}, \
             only {fresh} came in the last {life} days that it keeps"
        );
        report.broken(what, "hand it out earlier, or dispose of what is past its life");
    }
}

fn keeps_anywhere(
    what: usize,
    lies: &[i128],
    entered: &[i128],
    world: &World,
    report: &mut Report,
) {
    let Some(life) = world.scenario.commodities[what].shelf_life_days else {
        return;
    };
    let stale = lies.iter().enumerate().find(|(on, grams)| **grams > lately(entered, *on, life));
    if let Some((on, &grams)) = stale {
        let (food, when) = (commodity(world, what), day(world, on));
        let (mass, fresh) = (tonnes(grams), tonnes(lately(entered, on, life)));
        let what = format!(
            "{mass} of `{food}` lie at sites, on the road and in households at the end of {when}, \
             only {fresh} were bought or on hand in the last {life} days that it keeps"
        );
        report.broken(what, "hand it out earlier, or dispose of what is past its life");
    }
}

fn storage(room: &BTreeMap<(usize, usize), i128>, world: &World, report: &mut Report) {
    for (&(place, on), &grams) in room {
        let Some(limit) = world.scenario.sites[place].storage_t else {
            continue;
        };
        let limit = whole_grams(limit.0);
        if grams > limit {
            let (name, when) = (site(world, place), day(world, on));
            let (mass, limit) = (tonnes(grams), tonnes(limit));
            let what =
                format!("site `{name}`: {mass} stored at the end of {when}, room for {limit}");
            report.broken(what, "send it on, or let less arrive");
        }
    }
}

fn throughput(stocks: &Stocks, world: &World, report: &mut Report) {
    for (&(place, on), &grams) in &stocks.arrived {
        let noun = &world.scenario.sites[place];
        let Some(limit) = noun.throughput_t_per_day.filter(|_| noun.kind != SiteKind::Crossing)
        else {
            continue;
        };
        let limit = whole_grams(limit.0);
        if grams > limit {
            let (name, when) = (site(world, place), day(world, on));
            let (mass, limit) = (tonnes(grams), tonnes(limit));
            let what = format!("site `{name}`: {mass} arrive on {when}, limit {limit}");
            report.broken(what, "let less arrive on that day");
        }
    }
}
