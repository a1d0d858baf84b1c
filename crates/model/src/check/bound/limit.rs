//! What each limit is on each day.

use crate::nutrient::Nutrient;
use crate::plan::certificate::Limit;
use crate::world::World;

use super::facts::Facts;
use super::price::{group_at, is_crossing};
use super::reward::WEEK_DAYS;
use super::round::add_up;

/// A limit by day: its amount, or none on days without it.
pub struct Amounts<'a>(Box<dyn Fn(usize) -> Option<f64> + 'a>);

impl Amounts<'_> {
    /// The amount on a day.
    pub fn on(&self, day: usize) -> Option<f64> {
        (self.0)(day)
    }
}

/// The amounts of a limit; none where the world has no such thing.
pub fn of<'a>(facts: &'a Facts, limit: &Limit) -> Option<Amounts<'a>> {
    let (world, index) = (facts.world, &facts.index);
    let amount: Box<dyn Fn(usize) -> Option<f64> + 'a> = match limit {
        Limit::Crossing(_) | Limit::Throughput(_) | Limit::Storage(_) | Limit::People(_) => {
            return site(facts, limit);
        }
        Limit::Entry(term) => {
            let rule = world.entry_caps.iter().find(|r| r.term == *term)?;
            Box::new(|day| rule.days.contains(&day).then_some(rule.trucks_per_day))
        }
        Limit::Commodity { term, commodity } => {
            let k = *index.commodities.get(commodity.as_str())?;
            let mut rules = world.commodity_caps.iter();
            let rule = rules.find(|r| r.term == *term && r.commodity == k)?;
            Box::new(|day| rule.days.contains(&day).then_some(rule.tonnes_per_day))
        }
        Limit::Segment(id) => {
            let roads = &world.roads[*index.segments.get(id.as_str())?];
            Box::new(|day| roads[day].trucks)
        }
        Limit::Fleet(id) => {
            let trucks = &world.fleet_trucks[*index.fleets.get(id.as_str())?];
            Box::new(|day| Some(trucks[day]))
        }
        Limit::Fuel(id) => {
            let litres = &world.fleet_fuel_l[*index.fleets.get(id.as_str())?];
            Box::new(|day| litres[day])
        }
        Limit::ShelfLife { .. } | Limit::ShelfLifeAnywhere(_) => return shelf_life(facts, limit),
        Limit::Cycle(name) => {
            let group = group_at(facts, name.zone.as_str(), name.group)?;
            let cycle = f64::from(world.scenario.need.ration_cycle_days);
            // Where energy is not needed there is no such limit.
            let needed = facts.world.scenario.need.per_person_day.amount(Nutrient::Energy) > 0.0;
            Box::new(move |day| needed.then(|| world.people(group, day) * cycle))
        }
        // These hold back nothing by themselves: what they cost is counted
        // where it is earned.
        Limit::Met { .. } | Limit::Struck(_) => Box::new(|_| Some(0.0)),
        Limit::RationLeast { bound, .. } => {
            facts.rations.get(*bound)?.least_g?;
            Box::new(|_| Some(0.0))
        }
        Limit::RationMost { bound, .. } => {
            facts.rations.get(*bound)?.most_g?;
            Box::new(|_| Some(0.0))
        }
        Limit::Week { .. } => week(world),
        _ => return None,
    };
    Some(Amounts(amount))
}

fn week(world: &World) -> Box<dyn Fn(usize) -> Option<f64> + '_> {
    let last = world.days.saturating_sub(WEEK_DAYS.min(world.days));
    Box::new(move |day| (day <= last).then_some(0.0))
}

fn site<'a>(facts: &'a Facts, limit: &Limit) -> Option<Amounts<'a>> {
    let (Limit::Crossing(id) | Limit::Throughput(id) | Limit::Storage(id) | Limit::People(id)) =
        limit
    else {
        return None;
    };
    let (world, at) = (facts.world, *facts.index.sites.get(id.as_str())?);
    let noun = &world.scenario.sites[at];
    let amount: Box<dyn Fn(usize) -> Option<f64> + 'a> = match limit {
        Limit::Crossing(_) if is_crossing(facts, at) => {
            let trucks = &world.crossing_trucks[at];
            Box::new(|day| trucks[day])
        }
        Limit::Throughput(_) => Box::new(|_| noun.throughput_t_per_day.map(|t| t.0)),
        Limit::Storage(_) => Box::new(|_| noun.storage_t.map(|t| t.0)),
        Limit::People(_)
            if facts.world.scenario.need.per_person_day.amount(Nutrient::Energy) > 0.0 =>
        {
            let people = &world.people_per_day[at];
            Box::new(|day| people[day])
        }
        _ => return None,
    };
    Some(Amounts(amount))
}

/// Goods on hand at the start count as come on day 0.
fn shelf_life<'a>(facts: &'a Facts, limit: &Limit) -> Option<Amounts<'a>> {
    let index = &facts.index;
    let (place, commodity) = match limit {
        Limit::ShelfLife { site, commodity } => (Some(*index.sites.get(site.as_str())?), commodity),
        Limit::ShelfLifeAnywhere(commodity) => (None, commodity),
        _ => return None,
    };
    let k = *index.commodities.get(commodity.as_str())?;
    let life = facts.life[k]?;
    let here = facts.initial.iter().filter(|(s, j, _)| *j == k && place.is_none_or(|p| p == *s));
    let tonnes = here.fold(0.0, |sum, (_, _, tonnes)| add_up(sum, *tonnes));
    Some(Amounts(Box::new(move |day| Some(if day < life { tonnes } else { 0.0 }))))
}
