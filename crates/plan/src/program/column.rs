//! Columns that stand from the start: stock, hand-outs, meals, levels.

use std::collections::BTreeMap;

use safeconduct_model::plan::Group;
use safeconduct_model::site::SiteKind;

use super::table::{Entries, Table};
use super::{Key, Var};
use crate::setting::Setting;

type Vars = BTreeMap<Var, usize>;

/// Floors are kept by this much more than asked where that can be had, so that
/// meals rounded to the gram still keep them.
pub const FLOORS_AT_MOST: f64 = 1.0 + 1e-4;

/// Adds every column that is no flow.
pub fn add(draft: &mut Table, at: &Setting) -> Vars {
    let mut vars = Vars::new();
    supply(draft, at, &mut vars);
    for p in 0..at.grid.len() {
        stock(draft, at, p, &mut vars);
        for g in 0..at.demands.len() {
            hand_out(draft, at, g, p, &mut vars);
            household(draft, at, g, p, &mut vars);
            met(draft, at, g, p, &mut vars);
            rations(draft, at, g, p, &mut vars);
        }
    }
    levels(draft, at, &mut vars);
    centres(draft, at, &mut vars);
    vars
}

fn supply(draft: &mut Table, at: &Setting, vars: &mut Vars) {
    let scenario = &at.world.scenario;
    for offer in &at.offers {
        let (r, s, k) = (offer.row, offer.crossing, offer.commodity);
        let price_usd_per_t = scenario.supply[r].price_usd_per_t.0;
        for p in (0..at.grid.len()).filter(|&p| offer.days.contains(&at.grid.day(p))) {
            let mut entries =
                vec![(Key::Stock(s, k, p), -1.0), (Key::Cost, -price_usd_per_t / 1000.0)];
            if let Some(life) = at.shelf_life(k) {
                for q in p..(p + life).min(at.grid.len()) {
                    entries.push((Key::FreshSite(s, k, q), -1.0));
                    entries.push((Key::FreshAll(k, q), -1.0));
                }
            }
            let most = offer.tonnes_per_day * at.grid.days(p) * (1.0 - 1e-7);
            vars.insert(Var::Bought(r, p), draft.column(0.0, most, &entries));
        }
    }
}

fn stock(draft: &mut Table, at: &Setting, p: usize, vars: &mut Vars) {
    for s in (0..at.sites()).filter(|&s| at.kind(s) != SiteKind::Junction) {
        for k in at.rows(s) {
            let held = [
                (Key::Stock(s, k, p), 1.0),
                (Key::Stock(s, k, p + 1), -1.0),
                (Key::Storage(s, p), 1.0),
                (Key::FreshSite(s, k, p), 1.0),
                (Key::FreshAll(k, p), 1.0),
            ];
            let column = draft.column(0.0, f64::INFINITY, &held);
            vars.insert(Var::Stock(s, k, p), column);
        }
    }
}

fn hand_out(draft: &mut Table, at: &Setting, g: usize, p: usize, vars: &mut Vars) {
    let day = at.grid.day(p);
    let cycle = f64::from(at.world.scenario.need.ration_cycle_days);
    for s in at.counters(g, p) {
        for k in at.rows(s).filter(|&k| !at.larder.direct(g, k)) {
            // A unit of the site's row: a tonne, or what feeds so many.
            let tonnes = 1.0 / at.larder.units(s, k);
            let energy = at.energy_per_t(k) * tonnes;
            let home = (at.larder.home(k), at.larder.home_units(k) * tonnes);
            let mut entries = vec![
                (Key::Stock(s, k, p), 1.0),
                (Key::Household(g, home.0, p), -home.1),
                (Key::People(s, p), energy / cycle),
            ];
            for (i, rule) in at.world.centre_rules.iter().enumerate() {
                if rule.days.contains(&day) {
                    // A commodity without energy still needs an open centre.
                    entries.push((Key::CentreOpen(i, s), energy.max(1e-3)));
                }
            }
            let column = draft.column(0.0, f64::INFINITY, &entries);
            vars.insert(Var::HandedOut(s, g, k, p), column);
        }
    }
}

fn household(draft: &mut Table, at: &Setting, g: usize, p: usize, vars: &mut Vars) {
    for k in at.kept(g) {
        let kept = [
            (Key::Household(g, k, p), 1.0),
            (Key::Household(g, k, p + 1), -1.0),
            (Key::Cycle(g, p), at.met_per_unit(at.energy(), k)),
            (Key::FreshAll(k, p), 1.0),
        ];
        vars.insert(Var::Kept(g, k, p), draft.column(0.0, f64::INFINITY, &kept));
        if meal(at, g, p).is_none() {
            let mut eaten: Entries = vec![(Key::Household(g, k, p), 1.0)];
            let per_unit = |n: usize| (Key::Met(g, n, p), at.met_per_unit(n, k));
            eaten.extend((0..at.nutrients.len()).map(per_unit));
            counted(at, (g, k, p), 1.0 / at.larder.home_units(k), &mut eaten);
            vars.insert(Var::Eaten(g, k, p), draft.column(0.0, f64::INFINITY, &eaten));
        }
    }
}

/// Meals straight from where they are handed out, for goods that count alike.
fn serve(draft: &mut Table, at: &Setting, g: usize, p: usize, vars: &mut Vars) {
    for s in at.counters(g, p) {
        for k in at.rows(s).filter(|&k| at.larder.direct(g, k)) {
            let mut served: Entries = vec![(Key::Stock(s, k, p), 1.0)];
            let per_unit = |n: usize| at.met_per_t(n, k) / at.larder.units(s, k);
            served.extend((0..at.nutrients.len()).map(|n| (Key::Met(g, n, p), per_unit(n))));
            counted(at, (g, k, p), 1.0 / at.larder.units(s, k), &mut served);
            vars.insert(Var::Served(s, g, k, p), draft.column(0.0, f64::INFINITY, &served));
        }
    }
}

/// Entries of so many tonnes eaten in the bounds on rations that count them.
fn counted(at: &Setting, (g, k, p): (usize, usize, usize), tonnes: f64, entries: &mut Entries) {
    for (b, _) in at.rations.iter().enumerate().filter(|(_, ration)| ration.counts[k]) {
        entries.push((Key::RationLeast(b, g, p), tonnes));
        entries.push((Key::RationMost(b, g, p), tonnes));
    }
}

/// At most as many rations as there are people.
fn rations(draft: &mut Table, at: &Setting, g: usize, p: usize, vars: &mut Vars) {
    if at.rations.is_empty() {
        return;
    }
    let mut entries: Entries = Vec::new();
    for (b, ration) in at.rations.iter().enumerate() {
        entries.extend(ration.least.map(|least| (Key::RationLeast(b, g, p), -least)));
        entries.extend(ration.most.map(|most| (Key::RationMost(b, g, p), -most)));
    }
    vars.insert(Var::Rations(g, p), draft.column(0.0, at.need(g, p), &entries));
}

/// Where a demand's only nutrient comes from in a period, if that is one row
/// which counts person-days: then what leaves it is what is met.
pub fn meal(at: &Setting, g: usize, p: usize) -> Option<Meal> {
    if at.nutrients.len() > 1 || !at.rations.is_empty() {
        return None;
    }
    let counts =
        |k: usize| at.larder.home_units(k) == at.energy_per_t(k) && at.energy_per_t(k) > 0.0;
    let mut kept = at.kept(g);
    if let Some(k) = kept.next() {
        return (kept.next().is_none() && counts(k)).then_some(Meal::Kept(k));
    }
    let mut counters = at.counters(g, p);
    let (site, more) = (counters.next()?, counters.next().is_some());
    let mut rows = at.rows(site);
    let (row, others) = (rows.next()?, rows.next().is_some());
    (!more && !others && counts(row)).then_some(Meal::Served(site, row))
}

/// The one row that meals are taken from.
#[derive(Clone, Copy, Debug)]
pub enum Meal {
    /// A household's, of these goods.
    Kept(usize),
    /// A site's, of these goods.
    Served(usize, usize),
}

fn met(draft: &mut Table, at: &Setting, g: usize, p: usize, vars: &mut Vars) {
    let meal = meal(at, g, p);
    for n in 0..at.nutrients.len() {
        let from = match meal {
            None => (Key::Met(g, n, p), -1.0),
            Some(Meal::Kept(k)) => (Key::Household(g, k, p), 1.0),
            Some(Meal::Served(s, k)) => (Key::Stock(s, k, p), 1.0),
        };
        let mut entries: Entries = vec![from];
        if let Some(fair) = at.fair.iter().position(|&f| f == n) {
            for (w, week) in at.weeks[g].iter().enumerate() {
                let weight = week.iter().filter(|(q, _)| *q == p).map(|(_, weight)| weight).sum();
                entries.push((Key::Week(g, fair, w), weight));
            }
        }
        if n == at.energy() {
            entries.push((Key::Total, 1.0));
            floors(at, g, p, &mut entries);
        }
        let most = at.need(g, p);
        let column = draft.column(0.0, most, &entries);
        vars.insert(Var::Met(g, n, p), column);
        match meal {
            None => {}
            Some(Meal::Kept(k)) => drop(vars.insert(Var::Eaten(g, k, p), column)),
            Some(Meal::Served(s, k)) => drop(vars.insert(Var::Served(s, g, k, p), column)),
        }
    }
    if meal.is_none() {
        serve(draft, at, g, p, vars);
    }
}

/// Entries in the floors of the framework: share of the people-days asked.
fn floors(at: &Setting, g: usize, p: usize, entries: &mut Entries) {
    let day = at.grid.day(p);
    for (i, floor) in at.world.floors.iter().enumerate() {
        // Groups fed alike reach the same coverage, so the floor of any of
        // them is a floor of the whole demand.
        if at.demands[g].groups.contains(&floor.group) && floor.days.contains(&day) {
            let periods = (0..at.grid.len()).filter(|&q| floor.days.contains(&at.grid.day(q)));
            let asked: f64 = periods.map(|q| at.need(g, q)).sum();
            if asked > 0.0 {
                entries.push((Key::Floor(i), 1.0 / asked));
            }
        }
    }
}

fn levels(draft: &mut Table, at: &Setting, vars: &mut Vars) {
    let mut theta: Entries = Vec::new();
    for g in (0..at.demands.len()).filter(|&g| at.served[g]) {
        let mut level: Entries = vec![(Key::Level(g), 1.0)];
        for n in 0..at.fair.len() {
            level.extend((0..at.weeks[g].len()).map(|w| (Key::Week(g, n, w), -1.0)));
        }
        vars.insert(Var::Level(g), draft.column(0.0, 1.0, &level));
        vars.insert(Var::Released(g), draft.column(0.0, 0.0, &[(Key::Level(g), 1.0)]));
        theta.push((Key::Level(g), -1.0));
    }
    vars.insert(Var::Theta, draft.column(0.0, 1.0, &theta));
    vars.insert(Var::Total, draft.column(0.0, f64::INFINITY, &[(Key::Total, -1.0)]));
    vars.insert(Var::Loss, draft.column(0.0, f64::INFINITY, &[(Key::Loss, 1.0)]));
    vars.insert(Var::Cost, draft.column(0.0, f64::INFINITY, &[(Key::Cost, 1.0)]));
    let floors: Entries =
        at.world.floors.iter().enumerate().map(|(i, f)| (Key::Floor(i), -f.coverage)).collect();
    vars.insert(Var::Floors, draft.column(0.0, FLOORS_AT_MOST, &floors));
}

fn centres(draft: &mut Table, at: &Setting, vars: &mut Vars) {
    for (i, rule) in at.world.centre_rules.iter().enumerate() {
        for s in at.centres().collect::<Vec<_>>() {
            let most = most_handed_out(at, s, rule.days.clone());
            let entries = [(Key::CentreOpen(i, s), -most), (Key::CentreNumber(i), 1.0)];
            vars.insert(Var::Open(i, s), draft.column(0.0, 1.0, &entries));
        }
    }
}

/// More energy than a centre could ever hand out, thousand person-days: the
/// need of all in reach, and a ration to take home.
fn most_handed_out(at: &Setting, site: usize, days: std::ops::Range<usize>) -> f64 {
    let cycle = f64::from(at.world.scenario.need.ration_cycle_days);
    let walks = |g: &usize| {
        at.demands[*g].sites.contains(&site)
            && at.demands[*g].groups.iter().any(|&i| at.world.groups[i].group == Group::Walking)
    };
    let mut most = 0.0;
    for g in (0..at.demands.len()).filter(walks) {
        let periods = (0..at.grid.len()).filter(|&p| days.contains(&at.grid.day(p)));
        most += periods.map(|p| at.need(g, p)).sum::<f64>();
        let people = (0..at.grid.len()).map(|p| at.demands[g].people(at.world, &at.grid, p));
        most += people.fold(0.0, f64::max) * cycle / 1000.0;
    }
    // Goods without energy are counted at a thousandth in the row.
    most * 1.5 + 1.0
}
