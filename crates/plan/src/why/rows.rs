//! Limits that are rows of the program, each raised by one unit on every day.

use safeconduct_model::plan::Cap;
use safeconduct_model::world::World;

use super::again::{Again, Switch};
use crate::program::{Key, Program, Var};
use crate::unserved::{Trial, open};

/// One limit raised.
pub struct Raised {
    /// In words.
    pub trial: Trial,
    /// How the program is told.
    pub switches: Vec<Switch>,
}

impl Raised {
    /// Limits of which one step more can be had, in the order of their rows.
    pub fn all(again: &mut Again, rows: &[Key]) -> Vec<Self> {
        let program = &mut again.program;
        rows.iter().filter_map(|key| raised(program, *key)).collect()
    }
}

fn raised(program: &mut Program, key: Key) -> Option<Raised> {
    let trial = trial(program, key)?;
    if let Key::Stock(s, k, _) = key {
        let switches = supplied(program, s, k)?;
        return Some(Raised { trial, switches });
    }
    // What one unit on every day on which there is any comes to in the row of a period.
    let (world, grid) = (program.at.world, &program.at.grid);
    let by_period: Vec<(Key, f64)> = (0..grid.len())
        .filter(|&p| open(world, key, grid.day(p)))
        .map(|p| {
            let units = match key {
                Key::Fuel(..) => LITRES * grid.days(p),
                Key::People(..) => PEOPLE / 1000.0 * grid.days(p),
                Key::Storage(..) => 1.0,
                _ => grid.days(p),
            };
            (key.at(p), -units)
        })
        .collect();
    let column = program.lp.column(&by_period);
    program.lp.bounds(column, 0.0, 0.0);
    let switches = vec![Switch { column, without: (0.0, 0.0), with: (1.0, 1.0) }];
    Some(Raised { trial, switches })
}

/// A tonne a day more of what a crossing offers, on the days of its first row.
fn supplied(program: &Program, s: usize, k: usize) -> Option<Vec<Switch>> {
    let offer = program.at.offers.iter().find(|o| o.crossing == s && o.commodity == k)?;
    let grid = &program.at.grid;
    let more = (0..grid.len()).filter_map(|p| {
        let column = *program.vars.get(&Var::Bought(offer.row, p))?;
        let most = program.lp.table.columns.get(column)?.high;
        Some(Switch { column, without: (0.0, most), with: (0.0, most + grid.days(p)) })
    });
    Some(more.collect())
}

/// Litres of fuel a day in one step.
const LITRES: f64 = 100.0;

/// People a day in one step.
const PEOPLE: f64 = 100.0;

fn trial(program: &Program, key: Key) -> Option<Trial> {
    let world = program.at.world;
    let site = |s: usize| world.scenario.sites[s].name.clone();
    let fleet = |f: usize| world.scenario.fleets[f].name.clone();
    let most = |by_day: &[Option<f64>]| by_day.iter().flatten().copied().fold(0.0, f64::max);
    // Words, kind, name, the step and the limit as it is.
    let (words, cap, name, step, limit) = match key {
        Key::Crossing(s, _) => {
            let limit = most(&world.crossing_trucks[s]);
            ("one truck a day more through", Cap::Crossing, site(s), 1.0, limit)
        }
        Key::Entry(..) | Key::CommodityCap(..) => return of_term(world, key),
        Key::Segment(e, _) => {
            let trucks: Vec<_> = world.roads[e].iter().map(|road| road.trucks).collect();
            let name = world.scenario.segments[e].id.0.clone();
            ("one truck a day more on segment", Cap::Segment, name, 1.0, most(&trucks))
        }
        Key::Fleet(f, _) => {
            let trucks = world.fleet_trucks[f].iter().copied().fold(0.0, f64::max);
            ("one vehicle more of", Cap::Fleet, fleet(f), 1.0, trucks)
        }
        Key::Fuel(f, _) => {
            let limit = most(&world.fleet_fuel_l[f]);
            ("100 litres of fuel a day more for", Cap::Fuel, fleet(f), LITRES, limit)
        }
        Key::Throughput(s, _) => {
            let limit = world.scenario.sites[s].throughput_t_per_day?.0;
            ("one tonne a day more handled at", Cap::Throughput, site(s), 1.0, limit)
        }
        Key::Storage(s, _) => {
            let limit = world.scenario.sites[s].storage_t?.0;
            ("room for one tonne more at", Cap::Storage, site(s), 1.0, limit)
        }
        Key::People(s, _) => {
            let limit = most(&world.people_per_day[s]);
            ("100 people a day more served at", Cap::PeoplePerDay, site(s), PEOPLE, limit)
        }
        Key::Stock(s, k, _) => {
            let offers = program.at.offers.iter().filter(|o| o.crossing == s && o.commodity == k);
            let limit = offers.map(|o| o.tonnes_per_day).fold(0.0, f64::max);
            let name = format!("{} at {}", world.scenario.commodities[k].name, site(s));
            ("one tonne a day more of", Cap::Supply, name, 1.0, limit)
        }
        _ => return None,
    };
    let size = share(step, limit);
    Some(Trial { change: format!("{words} {name}"), cap, name, size, key: Some(key) })
}

/// One step more of what a term allows.
fn of_term(world: &World, key: Key) -> Option<Trial> {
    let (term, change, limit) = match key {
        Key::Entry(i, _) => {
            let cap = &world.entry_caps[i];
            (&cap.term, "one truck a day more".to_owned(), cap.trucks_per_day)
        }
        Key::CommodityCap(i, _) => {
            let cap = &world.commodity_caps[i];
            // A term may cap several goods: only with its own is the change one.
            let goods = &world.scenario.commodities[cap.commodity].name;
            (&cap.term, format!("one tonne a day more of {goods}"), cap.tonnes_per_day)
        }
        _ => return None,
    };
    let (change, name) = (format!("{change} under term `{term}`"), term.clone());
    Some(Trial { change, cap: Cap::Term, name, size: share(1.0, limit), key: Some(key) })
}

/// A step as a share of the limit that it raises; all of it where the limit is less.
fn share(step: f64, limit: f64) -> f64 {
    if limit > step { step / limit } else { 1.0 }
}
