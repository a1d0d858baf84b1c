//! Households: they eat what they fetched and keep a cycle's ration at most.

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_traits::Zero;

use super::number::quotient;
use super::nutrition::{Measure, People};
use super::report::{Report, beside, commodity, day, group, tonnes};
use super::rows::Rows;
use super::stock::at_end;
use crate::world::World;

/// What groups fetch and eat, by group and commodity.
#[derive(Debug, Default)]
pub(super) struct Households {
    /// Fetched less eaten, by day.
    net: BTreeMap<(usize, usize), Vec<i128>>,
    /// Eaten, by day.
    pub eaten: BTreeMap<(usize, usize), Vec<i128>>,
}

impl Households {
    /// Books every hand-out and meal.
    pub fn of(rows: &Rows, world: &World) -> Self {
        let mut homes = Self::default();
        let none = || vec![0; world.days];
        for given in &rows.handouts {
            let at = (given.group, given.commodity);
            homes.net.entry(at).or_insert_with(none)[given.day] += given.grams;
        }
        for meal in &rows.meals {
            let at = (meal.group, meal.commodity);
            homes.net.entry(at).or_insert_with(none)[meal.day] -= meal.grams;
            homes.eaten.entry(at).or_insert_with(none)[meal.day] += meal.grams;
        }
        homes
    }

    /// Grams of a commodity that a group eats on a day.
    pub fn eaten_on(&self, group: usize, commodity: usize, day: usize) -> i128 {
        self.eaten.get(&(group, commodity)).map_or(0, |by_day| by_day[day])
    }

    /// What all households hold of a commodity at the end of each day.
    pub fn stock_of(&self, commodity: usize, days: usize) -> Vec<i128> {
        let mut sum = vec![0; days];
        for (_, net) in self.net.iter().filter(|((_, what), _)| *what == commodity) {
            sum.iter_mut().zip(at_end(net)).for_each(|(sum, lies)| *sum += lies);
        }
        sum
    }
}

/// Holds households to what they fetched and to a cycle's energy.
pub(super) fn check(
    homes: &Households,
    energy: &Measure,
    people: &People,
    world: &World,
    report: &mut Report,
) {
    let mut kept = vec![vec![BigInt::zero(); world.days]; world.groups.len()];
    for (&(who, what), net) in &homes.net {
        let lies = at_end(net);
        fetched(who, what, &lies, world, report);
        for (sum, &grams) in kept[who].iter_mut().zip(&lies) {
            *sum += energy.within(what, grams);
        }
    }
    if energy.person.is_zero() {
        return;
    }
    for (who, kept) in kept.iter().enumerate() {
        cycle(who, kept, energy, people, world, report);
    }
}

fn fetched(who: usize, what: usize, lies: &[i128], world: &World, report: &mut Report) {
    let Some((on, &grams)) = lies.iter().enumerate().find(|(_, grams)| **grams < 0) else {
        return;
    };
    let (people, food) = (group(world, who), commodity(world, what));
    let (short, when) = (tonnes(-grams), day(world, on));
    let what = format!("{people} have eaten {short} more of `{food}` by {when} than they fetched");
    report.broken(what, "let people eat only what was handed out to them");
}

fn cycle(
    who: usize,
    kept: &[BigInt],
    energy: &Measure,
    people: &People,
    world: &World,
    report: &mut Report,
) {
    let days = world.scenario.need.ration_cycle_days;
    for (on, kept) in kept.iter().enumerate() {
        let ration = energy.needed(&people.parts[who][on]) * days;
        if *kept > ration {
            let kcal = |units: &BigInt| quotient(units, &energy.one);
            let (amount, limit) = beside(kcal(kept), kcal(&ration));
            let (people, when) = (group(world, who), day(world, on));
            let what = format!(
                "{people} keep {amount} kcal at the end of {when}, \
                 a ration for {days} days is {limit} kcal"
            );
            report.broken(what, "hand out less at a time");
            return;
        }
    }
}
