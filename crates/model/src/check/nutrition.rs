//! Nutrients and people as whole numbers: what is eaten and what is needed,
//! counted in one unit so small that both are integers.

use num_bigint::BigInt;
use num_traits::{ToPrimitive, Zero};

use super::household::Households;
use super::number::{Column, Decimal, WHOLE};
use crate::nutrient::Nutrient;
use crate::world::World;

/// People by group and day.
#[derive(Debug)]
pub(super) struct People {
    /// In parts of `unit`.
    pub parts: Vec<Vec<BigInt>>,
    /// Parts in one person.
    pub unit: BigInt,
}

impl People {
    /// Population of the day times the group's share, both as decimals.
    pub fn of(world: &World) -> Self {
        let all = Column::of(world.population.iter().flatten().copied());
        let shares = Column::of(world.groups.iter().map(|g| g.share));
        let group = |(at, share): (&crate::world::GroupAt, &BigInt)| {
            let first = at.zone * world.days;
            all.parts[first..first + world.days].iter().map(|people| people * share).collect()
        };
        Self {
            parts: world.groups.iter().zip(&shares.parts).map(group).collect(),
            unit: all.unit * shares.unit,
        }
    }
}

/// One nutrient: what a gram holds and what people need.
#[derive(Debug)]
pub(super) struct Measure {
    /// Units of the nutrient in a gram, by commodity.
    per_gram: Vec<BigInt>,
    /// Units needed in a day by one part of [`People::parts`].
    per_part: BigInt,
    /// Units needed by one person in a day.
    pub person: BigInt,
    /// Units in 1 of the nutrient's own unit (kcal, g, mg, µg).
    pub one: BigInt,
}

impl Measure {
    /// The measure of a nutrient in this world.
    pub fn of(nutrient: Nutrient, people: &People, world: &World) -> Self {
        let foods = world.scenario.commodities.iter();
        let per_kg = Column::of(foods.map(|c| c.nutrients_per_kg.amount(nutrient)));
        let need = Decimal::of(world.scenario.need.per_person_day.amount(nutrient));
        let finer = &people.unit * need.unit();
        let in_a_kg = &per_kg.unit * 1_000;
        let per_part = need.digits * &in_a_kg;
        Self {
            per_gram: per_kg.parts.iter().map(|parts| parts * &finer).collect(),
            person: &per_part * &people.unit,
            per_part,
            one: in_a_kg * finer,
        }
    }

    /// Units in a mass of a commodity.
    pub fn within(&self, commodity: usize, grams: i128) -> BigInt {
        if grams == 0 { BigInt::zero() } else { &self.per_gram[commodity] * grams }
    }

    /// Units needed by so many parts of people in a day.
    pub fn needed(&self, parts: &BigInt) -> BigInt {
        parts * &self.per_part
    }
}

/// What groups eat and need of one nutrient, by group and day.
#[derive(Debug)]
pub(super) struct Fed {
    /// Units eaten.
    pub eaten: Vec<Vec<BigInt>>,
    /// Units needed.
    pub needed: Vec<Vec<BigInt>>,
    /// Coverage of the day: eaten over needed, at most 1; 1 where nothing is
    /// needed. In units of [`WHOLE`], cut off.
    pub daily: Vec<Vec<i128>>,
}

impl Fed {
    /// Sums the meals of all groups.
    pub fn of(measure: &Measure, homes: &Households, people: &People, world: &World) -> Self {
        let mut eaten = vec![vec![BigInt::zero(); world.days]; world.groups.len()];
        for (&(group, commodity), by_day) in &homes.eaten {
            for (sum, &grams) in eaten[group].iter_mut().zip(by_day) {
                *sum += measure.within(commodity, grams);
            }
        }
        let need =
            |parts: &Vec<BigInt>| parts.iter().map(|p| measure.needed(p)).collect::<Vec<_>>();
        let needed: Vec<_> = people.parts.iter().map(need).collect();
        let daily =
            eaten.iter().zip(&needed).map(|(eaten, needed)| coverage(eaten, needed)).collect();
        Self { eaten, needed, daily }
    }

    /// Least mean of the daily coverages over any run of `length` days (of all
    /// days, if fewer); days on which nobody needs anything do not count.
    pub fn least_window(&self, group: usize, length: usize) -> Option<i128> {
        let (daily, needed) = (&self.daily[group], &self.needed[group]);
        let length = length.min(daily.len()).max(1);
        let windows = daily.windows(length).zip(needed.windows(length));
        windows.filter_map(|(daily, needed)| mean(daily, needed)).min()
    }

    /// Need met, each day counting at most its need, over days `days`.
    pub fn met(&self, group: usize, days: std::ops::Range<usize>) -> (BigInt, BigInt) {
        let (eaten, needed) = (&self.eaten[group][days.clone()], &self.needed[group][days]);
        let met = eaten.iter().zip(needed).map(|(e, n)| e.min(n)).sum();
        (met, needed.iter().sum())
    }
}

fn mean(daily: &[i128], needed: &[BigInt]) -> Option<i128> {
    let counted = daily.iter().zip(needed).filter(|(_, needed)| !needed.is_zero());
    let (sum, days) = counted.fold((0, 0), |(sum, days), (day, _)| (sum + day, days + 1));
    (days > 0).then(|| sum / days)
}

fn coverage(eaten: &[BigInt], needed: &[BigInt]) -> Vec<i128> {
    let day = |(eaten, needed): (&BigInt, &BigInt)| {
        if eaten >= needed { WHOLE } else { (eaten * WHOLE / needed).to_i128().unwrap_or(WHOLE) }
    };
    eaten.iter().zip(needed).map(day).collect()
}
