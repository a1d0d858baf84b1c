//! Hand-outs and meals as the script has them.

use std::collections::BTreeMap;
use std::ops::Range;

use safeconduct_model::index::Index;
use safeconduct_model::nutrient::Nutrient;
use safeconduct_model::plan::{Group, Plan};
use safeconduct_model::site::SiteKind;
use safeconduct_model::world::World;

use crate::error::Error;

/// A place that hands out, and to whom.
#[derive(Clone, Debug)]
pub struct Counter {
    /// Site index.
    pub site: usize,
    /// Index into the cells.
    pub cells: Range<usize>,
    /// Commodities that ever lie there.
    pub goods: Vec<usize>,
}

/// Who fetches what where, and what is eaten.
#[derive(Debug)]
pub struct People {
    /// Places that hand out.
    pub counters: Vec<Counter>,
    /// By cell: the group that fetches there.
    pub cells: Vec<usize>,
    /// By group: commodities that it ever fetches.
    pub fetched: Vec<Vec<usize>>,
    /// By day, cell and commodity: share of what the counter hands out.
    share: Vec<f64>,
    goods: usize,
    /// By day and counter: most kcal handed out; 0 where nothing may be.
    pub most_kcal: Vec<f64>,
    /// By day and group: kcal needed.
    pub need: Vec<f64>,
    /// By day and group: kcal that the script has there before meals.
    pub before: Vec<f64>,
    /// By day and group: kcal that the script eats.
    pub meal: Vec<f64>,
    /// Kcal that a household keeps overnight at most, in days of need.
    pub cycle: f64,
}

impl People {
    /// Shares of a cell in what its counter hands out on a day, by commodity.
    #[must_use]
    pub fn share(&self, day: usize, cell: usize) -> &[f64] {
        &self.share[(day * self.cells.len() + cell) * self.goods..][..self.goods]
    }
}

/// Masses handed out, by cell and commodity: on a day, and over all days.
struct Given {
    cells: Vec<(usize, usize)>,
    today: Vec<Vec<(usize, usize, f64)>>,
    ever: Vec<f64>,
    goods: usize,
}

/// The hand-outs and meals of a plan.
pub fn people(
    plan: &Plan,
    (world, index): (&World, &Index),
    lie: &[Vec<usize>],
    energy: &[f64],
) -> Result<People, Error> {
    let given = given(plan, world, index)?;
    let goods = given.goods;
    let counters = counters(&given.cells, lie);
    let mut share = vec![0.0; world.days * given.cells.len() * goods];
    for (day, today) in given.today.iter().enumerate() {
        let from = &mut share[day * given.cells.len() * goods..][..given.cells.len() * goods];
        today.iter().for_each(|(cell, good, mass)| from[cell * goods + good] += mass);
        counters.iter().for_each(|counter| shares(counter, from, &given));
    }
    let need_kcal = world.scenario.need.per_person_day.amount(Nutrient::Energy);
    let cycle = f64::from(world.scenario.need.ration_cycle_days.max(1));
    let all_days = |f: &dyn Fn(usize, usize) -> f64, wide: usize| -> Vec<f64> {
        (0..world.days).flat_map(|day| (0..wide).map(move |at| f(day, at))).collect()
    };
    let most =
        |day: usize, at: usize| most_kcal(plan, world, counters[at].site, day, need_kcal * cycle);
    let most_kcal = all_days(&most, counters.len());
    let need = all_days(&|day, group| world.people(group, day) * need_kcal, world.groups.len());
    let (before, meal) = meals(plan, world, index, (&given, energy))?;
    let mut fetched = vec![Vec::new(); world.groups.len()];
    for (site, group) in &given.cells {
        fetched[*group].extend(&lie[*site]);
    }
    for goods in &mut fetched {
        goods.sort_unstable();
        goods.dedup();
    }
    let cells = given.cells.iter().map(|(_, group)| *group).collect();
    Ok(People { counters, cells, fetched, share, goods, most_kcal, need, before, meal, cycle })
}

/// Most kcal that a place may hand out on a day.
fn most_kcal(plan: &Plan, world: &World, site: usize, day: usize, ration: f64) -> f64 {
    let centre = world.scenario.sites[site].kind == SiteKind::DistributionCentre;
    let ruled = centre && world.centre_rules.iter().any(|rule| rule.days.contains(&day));
    let listed = plan.open_centres.iter().any(|open| {
        let days = open.from_day.index()..=open.to_day.index();
        open.site == world.scenario.sites[site].id && days.contains(&day)
    });
    if !world.hand_out_allowed[site][day] || (ruled && !listed) {
        return 0.0;
    }
    match world.people_per_day[site][day] {
        Some(people) if ration > 0.0 => people * ration,
        _ => f64::INFINITY,
    }
}

fn given(plan: &Plan, world: &World, index: &Index) -> Result<Given, Error> {
    let mut cells: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut rows = Vec::new();
    for row in plan.handouts.iter().filter(|row| row.grams > 0 && row.day.index() < world.days) {
        let site = index.sites.get(row.site.as_str()).copied();
        let site = site.ok_or_else(|| Error::unknown("site", row.site.as_str()))?;
        let group = group(world, index, row.zone.as_str(), row.group)?;
        let good = index.commodities.get(row.commodity.as_str()).copied();
        let good = good.ok_or_else(|| Error::unknown("commodity", row.commodity.as_str()))?;
        cells.insert((site, group), 0);
        rows.push((row.day.index(), (site, group), good, row.grams as f64));
    }
    cells.values_mut().zip(0..).for_each(|(place, at)| *place = at);
    let goods = world.scenario.commodities.len();
    let mut ever = vec![0.0; cells.len() * goods];
    let mut today = vec![Vec::new(); world.days];
    for (day, cell, good, grams) in rows {
        let cell = cells.get(&cell).copied().unwrap_or_default();
        ever[cell * goods + good] += grams;
        today[day].push((cell, good, grams));
    }
    Ok(Given { cells: cells.into_keys().collect(), today, ever, goods })
}

/// The position of a group in the world.
fn group(world: &World, index: &Index, zone: &str, group: Group) -> Result<usize, Error> {
    let at = index.zones.get(zone).copied();
    let found = world.groups.iter().position(|g| Some(g.zone) == at && g.group == group);
    found.ok_or_else(|| Error::unknown("zone", zone))
}

fn counters(cells: &[(usize, usize)], lie: &[Vec<usize>]) -> Vec<Counter> {
    let mut counters: Vec<Counter> = Vec::new();
    for (at, (site, _)) in cells.iter().enumerate() {
        match counters.last_mut().filter(|counter| counter.site == *site) {
            Some(counter) => counter.cells.end = at + 1,
            None => {
                let goods = lie[*site].clone();
                counters.push(Counter { site: *site, cells: at..at + 1, goods });
            }
        }
    }
    counters
}

/// Turns masses into shares of each commodity; where the day has none of it, the
/// shares over all days, and of all goods where it is never handed out here.
fn shares(counter: &Counter, from: &mut [f64], given: &Given) {
    let goods = given.goods;
    for good in 0..goods {
        let cells = || counter.cells.clone();
        let all_goods = |cell: usize| given.ever[cell * goods..][..goods].iter().sum::<f64>();
        let sum_today: f64 = cells().map(|cell| from[cell * goods + good]).sum();
        let sum_ever: f64 = cells().map(|cell| given.ever[cell * goods + good]).sum();
        let sum_all: f64 = cells().map(all_goods).sum();
        for cell in cells() {
            let own = &mut from[cell * goods + good];
            *own = if sum_today > 0.0 {
                *own / sum_today
            } else if sum_ever > 0.0 {
                given.ever[cell * goods + good] / sum_ever
            } else {
                all_goods(cell) / sum_all
            };
        }
    }
}

/// Kcal before meals and eaten, by day and group.
fn meals(
    plan: &Plan,
    world: &World,
    index: &Index,
    (given, energy): (&Given, &[f64]),
) -> Result<(Vec<f64>, Vec<f64>), Error> {
    let groups = world.groups.len();
    let mut meal = vec![0.0; world.days * groups];
    for row in plan.meals.iter().filter(|row| row.day.index() < world.days) {
        let group = group(world, index, row.zone.as_str(), row.group)?;
        let good = index.commodities.get(row.commodity.as_str()).copied().unwrap_or_default();
        meal[row.day.index() * groups + group] += row.grams as f64 * energy[good];
    }
    let mut before = vec![0.0; world.days * groups];
    let mut kept = vec![0.0; groups];
    for day in 0..world.days {
        for &(cell, good, grams) in &given.today[day] {
            kept[given.cells[cell].1] += grams * energy[good];
        }
        for (group, kept) in kept.iter_mut().enumerate() {
            before[day * groups + group] = *kept;
            *kept = (*kept - meal[day * groups + group]).max(0.0);
        }
    }
    Ok((before, meal))
}
