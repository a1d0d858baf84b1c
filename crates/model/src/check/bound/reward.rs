//! What meals and what households hold are worth to a stage's objective.

use std::ops::Range;

use super::facts::Facts;
use super::price::Prices;
use super::round::{add_down, add_up, lower, mul_up, sub_up, upper};

/// Days over which coverage is averaged.
pub const WEEK_DAYS: usize = 7;

/// Worth of a person-day of a nutrient met, by nutrient, group and day, before
/// what [`Prices::met`] charges for it.
pub fn of_met(facts: &Facts, prices: &Prices, total: f64, alike: bool) -> Vec<Vec<Vec<f64>>> {
    let world = facts.world;
    let mut rewards = Vec::with_capacity(facts.nutrients.len());
    for (n, nutrient) in facts.nutrients.iter().enumerate() {
        let energy = *nutrient == crate::nutrient::Nutrient::Energy;
        let mut by_group = Vec::with_capacity(world.groups.len());
        for group in 0..world.groups.len() {
            let mut by_day = vec![0.0; world.days];
            weeks(facts, group, &prices.week[n][group], &mut by_day);
            if energy {
                floors(facts, prices, group, &mut by_day);
                by_day.iter_mut().for_each(|worth| *worth = add_up(*worth, total));
            }
            if alike {
                level(&facts.runs, &mut by_day);
            }
            by_group.push(by_day);
        }
        rewards.push(by_group);
    }
    rewards
}

/// A window's price goes to its days with need, each day's coverage alike.
fn weeks(facts: &Facts, group: usize, prices: &[f64], by_day: &mut [f64]) {
    let length = WEEK_DAYS.min(by_day.len());
    for (first, &price) in prices.iter().enumerate().filter(|(_, price)| **price > 0.0) {
        let days = first..(first + length).min(by_day.len());
        let people = |day: usize| facts.world.people(group, day);
        let counted = days.clone().filter(|&day| people(day) > 0.0).count() as f64;
        for day in days.filter(|&day| people(day) > 0.0) {
            by_day[day] = add_up(by_day[day], upper(price / (counted * people(day))));
        }
    }
}

/// A floor's price goes to the people-days asked for.
fn floors(facts: &Facts, prices: &Prices, group: usize, by_day: &mut [f64]) {
    let floors = facts.world.floors.iter().zip(&prices.floor);
    for (floor, &price) in floors.filter(|(f, price)| f.group == group && **price > 0.0) {
        let people = floor.days.clone().map(|day| lower(facts.world.people(group, day)));
        let asked = people.fold(0.0, add_down);
        if asked > 0.0 {
            let a_day = upper(price / lower(asked));
            by_day[floor.days.clone()].iter_mut().for_each(|worth| *worth = add_up(*worth, a_day));
        }
    }
}

/// Where like days are fed alike, only the mean over each run counts.
fn level(runs: &[Range<usize>], by_day: &mut [f64]) {
    for run in runs {
        let mean = by_day[run.clone()].iter().fold(0.0, |sum, worth| add_up(sum, *worth));
        by_day[run.clone()].fill(upper(mean / run.len() as f64));
    }
}

/// Σ people x what a person-day met is worth beyond its charge: need is met
/// at most once.
pub fn beyond_charge(facts: &Facts, prices: &Prices, rewards: &[Vec<Vec<f64>>]) -> f64 {
    let mut sum = 0.0;
    for (reward, charge) in rewards.iter().zip(&prices.met) {
        for (group, (reward, charge)) in reward.iter().zip(charge).enumerate() {
            for (day, (&reward, &charge)) in reward.iter().zip(charge).enumerate() {
                if reward > charge {
                    let people = upper(facts.world.people(group, day));
                    sum = add_up(sum, mul_up(people, sub_up(reward, charge)));
                }
            }
        }
    }
    sum
}

/// Σ people x what a ration gains: every tonne that its bounds hold apart is
/// charged to what is eaten, and what they hold together to the ration.
pub fn of_rations(facts: &Facts, prices: &Prices) -> f64 {
    let mut sum = 0.0;
    for group in 0..facts.world.groups.len() {
        for day in 0..facts.world.days {
            let (mut gains, mut pays) = (0.0, 0.0);
            for (b, ration) in facts.rations.iter().enumerate() {
                let tonnes = |grams: f64| grams / 1e6;
                let most = prices.ration_most[b][group][day];
                let least = prices.ration_least[b][group][day];
                gains = add_up(gains, upper(most * tonnes(ration.most_g.unwrap_or(0.0))));
                pays = add_down(pays, lower(least * tonnes(ration.least_g.unwrap_or(0.0))));
            }
            if gains > pays {
                let people = upper(facts.world.people(group, day));
                sum = add_up(sum, mul_up(people, sub_up(gains, pays)));
            }
        }
    }
    sum
}

/// What eating a tonne of a commodity gains and pays at the bounds on rations.
fn bounded(facts: &Facts, prices: &Prices, group: usize, k: usize, day: usize) -> (f64, f64) {
    let counted = facts.rations.iter().enumerate().filter(|(_, ration)| ration.counts[k]);
    counted.fold((0.0, 0.0), |(gains, pays), (b, _)| {
        let gains = add_up(gains, prices.ration_least[b][group][day]);
        (gains, add_down(pays, prices.ration_most[b][group][day]))
    })
}

/// Worth of a tonne in the hands of a group, by group, commodity and day.
///
/// It is eaten, or kept for a later day at the price of keeping.
pub fn of_held(facts: &Facts, prices: &Prices) -> Vec<Vec<Vec<f64>>> {
    let (days, commodities) = (facts.world.days, facts.commodities());
    let mut worth = vec![vec![vec![0.0; days]; commodities]; facts.world.groups.len()];
    for (group, worth) in worth.iter_mut().enumerate() {
        for (k, by_day) in worth.iter_mut().enumerate() {
            let energy = lower(facts.energy_per_t[k]);
            let mut later: f64 = 0.0;
            for day in (0..days).rev() {
                let eaten = (0..facts.nutrients.len()).fold(0.0, |sum, n| {
                    add_up(sum, mul_up(prices.met[n][group][day], upper(facts.met_per_t[n][k])))
                });
                let (gains, pays) = bounded(facts, prices, group, k, day);
                let eaten = sub_up(add_up(eaten, gains), pays);
                let keep =
                    lower(prices.cycle[group][day] * energy + prices.shelf_life_anywhere[k][day]);
                later = eaten.max(sub_up(later, keep)).max(0.0);
                by_day[day] = later;
            }
        }
    }
    worth
}
