//! Rows on shared limits in the scenario's words.

use safeconduct_model::plan::certificate::{GroupName, Limit};

use crate::program::{Key, Program};
use crate::setting::Setting;

/// A row that is one limit on every day of its period; none where it is not.
pub fn daily(at: &Setting, key: Key) -> Option<(Limit, usize)> {
    let (world, scenario) = (at.world, &at.world.scenario);
    let site = |s: usize| scenario.sites[s].id.clone();
    Some(match key {
        Key::Crossing(s, p) => (Limit::Crossing(site(s)), p),
        Key::Entry(i, p) => (Limit::Entry(world.entry_caps[i].term.clone()), p),
        Key::CommodityCap(i, p) => {
            let cap = &world.commodity_caps[i];
            let commodity = scenario.commodities[cap.commodity].id.clone();
            (Limit::Commodity { term: cap.term.clone(), commodity }, p)
        }
        Key::Segment(e, p) => (Limit::Segment(scenario.segments[e].id.clone()), p),
        Key::Fleet(f, p) => (Limit::Fleet(scenario.fleets[f].id.clone()), p),
        Key::Fuel(f, p) => (Limit::Fuel(scenario.fleets[f].id.clone()), p),
        Key::Throughput(s, p) => (Limit::Throughput(site(s)), p),
        Key::People(s, p) => (Limit::People(site(s)), p),
        _ => return None,
    })
}

/// A row on what is struck together in a period; none where it is not.
pub fn struck(program: &Program, key: Key) -> Option<(Limit, usize)> {
    match key {
        Key::Struck(target, p) => Some((together(&program.at, &[target])?, p)),
        Key::Attack(set, p) => {
            Some((together(&program.at, &program.worst.sets.get(set)?.targets)?, p))
        }
        _ => None,
    }
}

/// Targets struck together.
pub fn together(at: &Setting, targets: &[usize]) -> Option<Limit> {
    let names = targets.iter().map(|&target| at.targets.name(at.world, target));
    Some(Limit::Struck(names.collect::<Option<_>>()?))
}

/// A row on what lies somewhere at the end of its period.
pub fn at_end(at: &Setting, key: Key) -> Option<(Limit, usize)> {
    let scenario = &at.world.scenario;
    let commodity = |k: usize| scenario.commodities[k].id.clone();
    Some(match key {
        Key::Storage(s, p) => (Limit::Storage(scenario.sites[s].id.clone()), p),
        Key::FreshSite(s, k, p) => {
            let site = scenario.sites[s].id.clone();
            (Limit::ShelfLife { site, commodity: commodity(k) }, p)
        }
        Key::FreshAll(k, p) => (Limit::ShelfLifeAnywhere(commodity(k)), p),
        _ => return None,
    })
}

/// A group by its names.
pub fn name(at: &Setting, group: usize) -> GroupName {
    let found = &at.world.groups[group];
    GroupName { zone: at.world.scenario.zones[found.zone].id.clone(), group: found.group }
}

/// A limit on what a group meets of a nutrient in a day.
pub fn met(at: &Setting, group: usize, n: usize) -> Limit {
    let GroupName { zone, group } = name(at, group);
    Limit::Met { zone, group, nutrient: at.nutrients[n] }
}

/// What a bound on rations holds apart for a group in a day.
pub fn ration(at: &Setting, group: usize, bound: usize, least: bool) -> Limit {
    let GroupName { zone, group } = name(at, group);
    if least {
        Limit::RationLeast { zone, group, bound }
    } else {
        Limit::RationMost { zone, group, bound }
    }
}

/// A window of a group in a nutrient.
pub fn week(at: &Setting, group: usize, n: usize) -> Limit {
    let GroupName { zone, group } = name(at, group);
    Limit::Week { zone, group, nutrient: at.nutrients[n] }
}

/// The floor of a term for a group, if the term sets it one.
pub fn floor(at: &Setting, term: &str, group: usize) -> Option<Limit> {
    let world = at.world;
    world.floors.iter().find(|f| f.term == term && f.group == group)?;
    let GroupName { zone, group } = name(at, group);
    Some(Limit::Floor { term: term.to_owned(), zone, group })
}
