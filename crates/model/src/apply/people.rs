//! Clauses on centres, fleets and operators.

use std::ops::Range;

use super::Change;
use super::clause::{change, set};
use crate::id::{OperatorId, ZoneId};
use crate::site::SiteKind;
use crate::term::{Clause, Term};
use crate::world::{CentreRule, Floor, World};

/// Applies a `centres` clause.
pub(super) fn centres(world: &mut World, term: &Term, days: Range<usize>) -> Change {
    let Clause::Centres { at_most, zones, sites, people_per_day } = &term.clause else {
        return change(0, String::new());
    };
    let mut count = 0;
    let mut said = Vec::new();
    if !zones.is_empty() || !sites.is_empty() {
        said.push("only at the places named".to_owned());
    }
    for position in 0..world.scenario.sites.len() {
        let site = &world.scenario.sites[position];
        if site.kind != SiteKind::DistributionCentre {
            continue;
        }
        let here = (zones.is_empty() || site.zone.as_ref().is_some_and(|z| zones.contains(z)))
            && (sites.is_empty() || sites.contains(&site.id));
        for day in days.clone() {
            if !here {
                count += set(&mut world.hand_out_allowed[position][day], false);
            }
            if let Some(people) = people_per_day {
                count += set(&mut world.people_per_day[position][day], Some(people.0));
            }
        }
    }
    if let Some(people) = people_per_day {
        said.push(format!("{} people/day each", people.0));
    }
    if let Some(at_most) = at_most {
        count += limit(world, &term.id, *at_most as usize, days);
        said.push(format!("at most {at_most} open"));
    }
    change(count, said.join(", "))
}

/// Limits the number of open centres; no change where fewer could open anyway.
fn limit(world: &mut World, term: &str, at_most: usize, days: Range<usize>) -> usize {
    let could_open = |day: usize| {
        let sites = world.scenario.sites.iter().enumerate();
        let centres = sites.filter(|(_, s)| s.kind == SiteKind::DistributionCentre);
        centres.filter(|(i, _)| world.hand_out_allowed[*i][day]).count()
    };
    let binding = days.clone().filter(|&day| could_open(day) > at_most).count();
    if binding > 0 {
        world.centre_rules.push(CentreRule { term: term.to_owned(), days, at_most });
    }
    binding
}

/// Limits a fleet in trucks or fuel.
pub(super) fn fleet(
    world: &mut World,
    fleet: usize,
    trucks: Option<f64>,
    fuel: Option<f64>,
    days: Range<usize>,
) -> Change {
    let mut count = 0;
    for day in days {
        if let Some(trucks) = trucks {
            count += set(&mut world.fleet_trucks[fleet][day], trucks);
        }
        if let Some(litres) = fuel {
            count += set(&mut world.fleet_fuel_l[fleet][day], Some(litres));
        }
    }
    let trucks = trucks.map(|t| format!("{t} trucks"));
    let fuel = fuel.map(|l| format!("{l} l/day of fuel"));
    change(count, trucks.into_iter().chain(fuel).collect::<Vec<_>>().join(", "))
}

/// Lets only the fleets of these operators drive.
pub(super) fn deliverers(
    world: &mut World,
    operators: &[OperatorId],
    days: Range<usize>,
) -> Change {
    let mut count = 0;
    for (position, fleet) in world.scenario.fleets.iter().enumerate() {
        if operators.contains(&fleet.operator) {
            continue;
        }
        for day in days.clone() {
            count += set(&mut world.fleet_trucks[position][day], 0.0);
        }
    }
    let names: Vec<&str> = operators.iter().map(OperatorId::as_str).collect();
    change(count, format!("only {} may deliver", names.join(", ")))
}

/// Demands a least coverage of every group of the zones.
pub(super) fn floor(
    world: &mut World,
    term: &Term,
    zones: &[ZoneId],
    coverage: f64,
    days: Range<usize>,
) -> Change {
    let mut count = 0;
    for group in 0..world.groups.len() {
        let zone = &world.scenario.zones[world.groups[group].zone].id;
        if (zones.is_empty() || zones.contains(zone)) && !days.is_empty() && coverage > 0.0 {
            let term = term.id.clone();
            world.floors.push(Floor { term, group, days: days.clone(), coverage });
            count += 1;
        }
    }
    change(count, format!("coverage of at least {coverage} for {count} group(s)"))
}
