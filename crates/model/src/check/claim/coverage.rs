//! Coverage: of all people, of each group, by day, track and nutrient.

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_traits::Zero;

use super::Book;
use crate::check::number::{WHOLE, quotient, share};
use crate::check::nutrition::Fed;
use crate::nutrient::Nutrient;
use crate::plan::{ByNutrient, ByTrack, GroupCoverage};
use crate::world::World;

/// Days in a window of coverage.
const WEEK: usize = 7;

/// Coverage below this, in units of [`WHOLE`], is below full coverage.
const FULL: i128 = WHOLE / 1_000 * 999;

/// Figures on all people together.
pub(super) struct Overall {
    pub least: f64,
    pub coverage: f64,
    pub days: f64,
    pub days_needed: f64,
    pub days_below: f64,
}

/// Coverage of all people.
pub(super) fn overall(book: &Book, world: &World) -> Overall {
    let all: BigInt = book.people.parts.iter().flatten().sum();
    let mut reached = BigInt::zero();
    let mut below = BigInt::zero();
    for (people, fed) in book.people.parts.iter().zip(by_group(book.energy_fed())) {
        for (people, daily) in people.iter().zip(fed) {
            reached += people * *daily;
            below += if *daily < FULL { people.clone() } else { BigInt::zero() };
        }
    }
    let unit = &book.people.unit;
    Overall {
        least: least(book, world),
        coverage: if all.is_zero() { 1.0 } else { quotient(&reached, &(&all * WHOLE)) },
        days: quotient(&reached, &(unit * WHOLE)),
        days_needed: quotient(&all, unit),
        days_below: quotient(&below, unit),
    }
}

fn by_group(fed: Option<&Fed>) -> &[Vec<i128>] {
    fed.map_or(&[], |fed| &fed.daily)
}

fn least(book: &Book, world: &World) -> f64 {
    let fair = world.scenario.need.fair.iter().filter_map(|nutrient| book.fed.get(nutrient));
    let groups = 0..world.groups.len();
    let windows = fair.flat_map(|fed| groups.clone().filter_map(|g| fed.least_window(g, WEEK)));
    share(windows.min().unwrap_or(WHOLE))
}

/// Coverage of all people over the horizon, in every nutrient that is needed.
pub(super) fn by_nutrient(book: &Book, world: &World) -> ByNutrient {
    let all: BigInt = book.people.parts.iter().flatten().sum();
    let share = |fed: &Fed| {
        let days = book.people.parts.iter().flatten().zip(fed.daily.iter().flatten());
        let reached: BigInt = days.map(|(people, day)| people * *day).sum();
        if all.is_zero() { 1.0 } else { quotient(&reached, &(&all * WHOLE)) }
    };
    needed(book, world).map(|(nutrient, fed)| (nutrient, share(fed))).collect()
}

/// The nutrients that people need, with what they eat of each.
fn needed<'a>(book: &'a Book, world: &World) -> impl Iterator<Item = (Nutrient, &'a Fed)> {
    let needs = world.scenario.need.per_person_day.clone();
    let fed = book.fed.iter().map(|(nutrient, fed)| (*nutrient, fed));
    fed.filter(move |(nutrient, _)| needs.amount(*nutrient) > 0.0)
}

/// One row for each group of the world.
pub(super) fn groups(book: &Book, world: &World) -> Vec<GroupCoverage> {
    let tracks = by_track(book, world);
    let rows = tracks.into_iter().enumerate();
    rows.map(|(group, by_track)| row(book, world, group, by_track)).collect()
}

fn row(book: &Book, world: &World, group: usize, by_track: ByTrack) -> GroupCoverage {
    let at = &world.groups[group];
    let people = &book.people.parts[group];
    let days: BigInt = people.iter().sum();
    let fed = book.energy_fed();
    let eaten: BigInt = fed.map_or_else(BigInt::zero, |fed| fed.eaten[group].iter().sum());
    let covered = |(nutrient, fed): (Nutrient, &Fed)| (nutrient, mean(people, &fed.daily[group]));
    let by_nutrient: ByNutrient = needed(book, world).map(covered).collect();
    GroupCoverage {
        zone: world.scenario.zones[at.zone].id.clone(),
        group: at.group,
        people: quotient(&days, &(&book.people.unit * world.days)),
        coverage: fed.map_or(1.0, |fed| mean(people, &fed.daily[group])),
        kcal_per_person_day: quotient(&(eaten * &book.people.unit), &(days * &book.energy.one)),
        by_day: fed.map_or_else(Vec::new, |f| f.daily[group].iter().map(|d| share(*d)).collect()),
        by_track,
        nutritional_value: by_nutrient.values().sum(),
        by_nutrient,
        least_week: share(fed.and_then(|f| f.least_window(group, WEEK)).unwrap_or(WHOLE)),
    }
}

/// Mean of daily coverages, each day weighted by its people.
fn mean(people: &[BigInt], daily: &[i128]) -> f64 {
    let all: BigInt = people.iter().sum();
    if all.is_zero() {
        return 1.0;
    }
    let reached: BigInt = people.iter().zip(daily).map(|(people, day)| people * *day).sum();
    quotient(&reached, &(all * WHOLE))
}

/// By group: the share of the energy handed out that came by each track. A
/// site's goods came by the tracks that brought mass to it, in proportion.
fn by_track(book: &Book, world: &World) -> Vec<ByTrack> {
    let brought = brought(book, world);
    let mut fetched: BTreeMap<(usize, usize), BigInt> = BTreeMap::new();
    for given in &book.rows.handouts {
        let sum = fetched.entry((given.group, given.site)).or_default();
        *sum += book.energy.within(given.commodity, given.grams);
    }
    let tracks = world.scenario.tracks.len();
    let mut sums = vec![(BigInt::zero(), vec![BigInt::zero(); tracks]); world.groups.len()];
    for ((group, site), energy) in fetched {
        let (all, by_track) = &mut sums[group];
        if let Some(masses) = brought.get(&site) {
            let total: i128 = masses.iter().sum();
            for (sum, mass) in by_track.iter_mut().zip(masses) {
                *sum += &energy * WHOLE * *mass / total.max(1);
            }
        }
        *all += energy;
    }
    let named = |(all, by_track): (BigInt, Vec<BigInt>)| {
        let tracks = world.scenario.tracks.iter().zip(by_track);
        let used = tracks.filter(|(_, sum)| !sum.is_zero());
        used.map(|(track, sum)| (track.id.clone(), quotient(&sum, &(&all * WHOLE)))).collect()
    };
    sums.into_iter().map(named).collect()
}

/// Mass that arrived at each site within the horizon, by track.
fn brought(book: &Book, world: &World) -> BTreeMap<usize, Vec<i128>> {
    let mut brought = BTreeMap::new();
    for (load, arrival) in book.rows.loads.iter().zip(&book.flow.arrivals) {
        let way = &book.rows.ways[load.way];
        if arrival.day < world.days {
            let none = || vec![0; world.scenario.tracks.len()];
            brought.entry(way.to).or_insert_with(none)[way.track] += arrival.grams;
        }
    }
    brought
}
