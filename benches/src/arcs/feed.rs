//! Stock at sites, hand-outs, household stock and meals.

use safeconduct_model::site::SiteKind;

use super::Stage;
use super::place::Place;
use super::table::{Entries, MARGIN, Table};

/// Days over which coverage is averaged.
const WEEK_DAYS: usize = 7;

/// Rows of stock and people.
pub struct Feed {
    /// By day, site and commodity: what goes out is at most what is there.
    pub stock: Vec<Vec<Vec<usize>>>,
    /// By day and site: mass through it.
    pub throughput: Vec<Vec<Option<usize>>>,
    storage: Vec<Vec<Option<usize>>>,
    people: Vec<Vec<Option<usize>>>,
    /// By demand and day.
    homes: Vec<Vec<Home>>,
    /// By demand: days of each window and its row.
    weeks: Vec<Vec<(Vec<usize>, usize)>>,
    total: Option<usize>,
}

/// Rows of a demand on a day.
struct Home {
    household: Vec<usize>,
    ration: usize,
    eaten: usize,
}

/// Adds the rows.
pub fn rows(place: &Place, stage: Stage, table: &mut Table) -> Feed {
    let world = place.world;
    let sites = 0..world.scenario.sites.len();
    let goods = 0..world.scenario.commodities.len();
    let (mut stock, mut throughput) = (Vec::new(), Vec::new());
    let (mut storage, mut people) = (Vec::new(), Vec::new());
    for day in 0..world.days {
        let initial = |s: usize, k: usize| if day == 0 { place.initial[s][k] } else { 0.0 };
        let mut at = |s: usize| goods.clone().map(|k| table.at_most(initial(s, k))).collect();
        stock.push(sites.clone().map(&mut at).collect());
        let mut cap = |limit: Option<f64>| limit.map(|most| table.limit(most));
        let nouns = || world.scenario.sites.iter();
        throughput.push(nouns().map(|s| cap(s.throughput_t_per_day.map(|t| t.0))).collect());
        storage.push(nouns().map(|s| cap(s.storage_t.map(|t| t.0))).collect());
        let served = |s: usize| world.people_per_day[s][day].map(|people| people / 1000.0);
        people.push(sites.clone().map(|s| cap(served(s))).collect());
    }
    let (homes, weeks) = (homes(place, table), weeks(place, stage, table));
    let total = match stage {
        Stage::Loss { total, .. } => Some(table.at_least(total)),
        _ => None,
    };
    Feed { stock, throughput, storage, people, homes, weeks, total }
}

fn homes(place: &Place, table: &mut Table) -> Vec<Vec<Home>> {
    let cycle = f64::from(place.world.scenario.need.ration_cycle_days);
    let mut home = |thousands: f64| Home {
        household: place.energy.iter().map(|_| table.at_most(0.0)).collect(),
        ration: table.limit(thousands * cycle),
        eaten: table.at_most(thousands),
    };
    let mut of = |d: &super::place::Demand| d.thousands.iter().map(|t| home(*t)).collect();
    place.demands.iter().map(&mut of).collect()
}

/// Every window of days, of the whole horizon if that is shorter.
fn weeks(place: &Place, stage: Stage, table: &mut Table) -> Vec<Vec<(Vec<usize>, usize)>> {
    let level = match stage {
        Stage::Fair => 0.0,
        Stage::Total { level } | Stage::Loss { level, .. } => level,
    };
    let days = place.world.days;
    let length = WEEK_DAYS.min(days);
    let windows = || (0..=days - length).map(|first| first..first + length);
    let mut of = |demand: &super::place::Demand| {
        windows()
            .map(|window| window.filter(|&d| demand.thousands[d] > 0.0).collect::<Vec<_>>())
            .filter(|window| !window.is_empty())
            .map(|window| (window, table.at_least(level)))
            .collect()
    };
    place.demands.iter().map(&mut of).collect()
}

/// Adds the columns.
pub fn columns(place: &Place, stage: Stage, feed: &Feed, table: &mut Table) {
    for day in 0..place.world.days {
        bought(place, feed, day, table);
        for site in 0..place.world.scenario.sites.len() {
            if place.kind(site) != SiteKind::Junction {
                held(place, feed, (day, site), table);
            }
        }
        for demand in 0..place.demands.len() {
            handed_out(place, feed, (day, demand), table);
            eaten(place, stage, feed, (day, demand), table);
        }
    }
    if matches!(stage, Stage::Fair) {
        let weeks = feed.weeks.iter().flatten().map(|(_, row)| (*row, -1.0)).collect();
        table.column(-1.0, 1.0, weeks);
    }
}

fn bought(place: &Place, feed: &Feed, day: usize, table: &mut Table) {
    let scenario = &place.world.scenario;
    for (row, &(site, k)) in scenario.supply.iter().zip(&place.offers) {
        if row.window.indices(scenario.days).contains(&day) {
            table.column(
                0.0,
                row.tonnes_per_day.0 * (1.0 - MARGIN),
                vec![(feed.stock[day][site][k], -1.0)],
            );
        }
    }
}

/// Stock at the end of a day.
fn held(place: &Place, feed: &Feed, (day, site): (usize, usize), table: &mut Table) {
    for k in 0..place.energy.len() {
        let mut entries: Entries = vec![(feed.stock[day][site][k], 1.0)];
        if let Some(next) = feed.stock.get(day + 1) {
            entries.push((next[site][k], -1.0));
        }
        entries.extend(feed.storage[day][site].map(|row| (row, 1.0)));
        table.column(0.0, f64::INFINITY, entries);
    }
}

fn handed_out(place: &Place, feed: &Feed, (day, demand): (usize, usize), table: &mut Table) {
    let cycle = f64::from(place.world.scenario.need.ration_cycle_days);
    let home = &feed.homes[demand][day];
    for &site in &place.demands[demand].sites {
        if !place.world.hand_out_allowed[site][day] {
            continue;
        }
        for (k, energy) in place.energy.iter().enumerate() {
            let mut entries = vec![(feed.stock[day][site][k], 1.0), (home.household[k], -1.0)];
            entries.extend(feed.people[day][site].map(|row| (row, energy / cycle)));
            table.column(0.0, f64::INFINITY, entries);
        }
    }
}

/// What households keep and eat.
fn eaten(
    place: &Place,
    stage: Stage,
    feed: &Feed,
    (day, demand): (usize, usize),
    table: &mut Table,
) {
    let home = &feed.homes[demand][day];
    let thousands = place.demands[demand].thousands[day];
    for (k, &energy) in place.energy.iter().enumerate() {
        let mut kept: Entries = vec![(home.household[k], 1.0), (home.ration, energy)];
        if let Some(next) = feed.homes[demand].get(day + 1) {
            kept.push((next.household[k], -1.0));
        }
        table.column(0.0, f64::INFINITY, kept);
        let mut eaten: Entries = vec![(home.household[k], 1.0), (home.eaten, energy)];
        for (window, row) in &feed.weeks[demand] {
            if window.contains(&day) {
                eaten.push((*row, energy / (thousands * window.len() as f64)));
            }
        }
        eaten.extend(feed.total.map(|row| (row, energy)));
        let gain = if matches!(stage, Stage::Total { .. }) { -energy } else { 0.0 };
        table.column(gain, f64::INFINITY, eaten);
    }
}
