//! Who eats how much of what they need.

use std::collections::BTreeMap;

use safeconduct_model::nutrient::Nutrient;
use safeconduct_model::plan::{ByNutrient, ByTrack, Grams, GroupCoverage};

use crate::book::Book;
use crate::setting::WEEK_DAYS;

/// A day counts as below full coverage under this share.
const FULL: f64 = 0.999;

/// Figures counted over all groups.
pub struct Coverage {
    pub least: f64,
    pub share: f64,
    pub people_days: f64,
    pub needed: f64,
    pub below: f64,
    pub by_nutrient: ByNutrient,
    pub groups: Vec<GroupCoverage>,
}

pub fn count(book: &Book, arrived: &BTreeMap<usize, BTreeMap<usize, Grams>>) -> Coverage {
    let world = book.world;
    let need = &world.scenario.need;
    let mut total = Coverage {
        least: 1.0,
        share: 0.0,
        people_days: 0.0,
        needed: 0.0,
        below: 0.0,
        by_nutrient: ByNutrient::new(),
        groups: Vec::new(),
    };
    let tracks = energy_by_track(book, arrived);
    for (g, by_track) in tracks.into_iter().enumerate() {
        let people: Vec<f64> = (0..world.days).map(|day| world.people(g, day)).collect();
        let by_nutrient = met(book, g, &people);
        for nutrient in &need.fair {
            if let Some(days) = by_nutrient.get(nutrient) {
                total.least = total.least.min(least_week(days, &people));
            }
        }
        let energy = by_nutrient.get(&Nutrient::Energy).cloned().unwrap_or_default();
        for (covered, people) in energy.iter().zip(&people) {
            total.people_days += covered * people;
            total.needed += people;
            total.below += if *covered < FULL { *people } else { 0.0 };
        }
        for (nutrient, days) in &by_nutrient {
            let met: f64 = days.iter().zip(&people).map(|(covered, people)| covered * people).sum();
            *total.by_nutrient.entry(*nutrient).or_insert(0.0) += met;
        }
        total.groups.push(group(book, g, &people, &by_nutrient, by_track));
    }
    for share in total.by_nutrient.values_mut() {
        *share = if total.needed > 0.0 { *share / total.needed } else { 1.0 };
    }
    total.share = if total.needed > 0.0 { total.people_days / total.needed } else { 1.0 };
    total
}

/// Daily coverage of each nutrient with a need.
fn met(book: &Book, g: usize, people: &[f64]) -> BTreeMap<Nutrient, Vec<f64>> {
    let scenario = &book.world.scenario;
    let needs = &scenario.need.per_person_day;
    let needed = |n: &Nutrient| needs.amount(*n) > 0.0;
    let mut met = BTreeMap::new();
    for nutrient in Nutrient::ALL.into_iter().filter(needed) {
        let mut eaten = vec![0.0; people.len()];
        for &(_, k, day, grams) in book.record.eaten.iter().filter(|e| e.0 == g) {
            let per_kg = scenario.commodities[k].nutrients_per_kg.amount(nutrient);
            eaten[day] += grams as f64 / 1000.0 * per_kg;
        }
        let day = |(eaten, people): (f64, &f64)| {
            let need = people * needs.amount(nutrient);
            // Where nothing is needed nothing is missing.
            if need > 0.0 { (eaten / need).min(1.0) } else { 1.0 }
        };
        met.insert(nutrient, eaten.into_iter().zip(people).map(day).collect());
    }
    met
}

/// Least mean over any week, on days with people; 1 if there are none.
fn least_week(days: &[f64], people: &[f64]) -> f64 {
    let length = WEEK_DAYS.min(days.len());
    let mut least: f64 = 1.0;
    for start in 0..=days.len() - length {
        let week = (start..start + length).filter(|&d| people[d] > 0.0);
        let (sum, count) = week.fold((0.0, 0.0), |(sum, count), d| (sum + days[d], count + 1.0));
        if count > 0.0 {
            least = least.min(sum / count);
        }
    }
    least
}

fn group(
    book: &Book,
    g: usize,
    people: &[f64],
    by_nutrient: &BTreeMap<Nutrient, Vec<f64>>,
    by_track: ByTrack,
) -> GroupCoverage {
    let world = book.world;
    let days = people.len() as f64;
    let total: f64 = people.iter().sum();
    let mean = |covered: &Vec<f64>| {
        let met: f64 = covered.iter().zip(people).map(|(c, p)| c * p).sum();
        if total > 0.0 { met / total } else { 1.0 }
    };
    let energy = by_nutrient.get(&Nutrient::Energy).cloned().unwrap_or_default();
    let shares: ByNutrient = by_nutrient.iter().map(|(n, days)| (*n, mean(days))).collect();
    let eaten: f64 =
        book.record.eaten.iter().filter(|e| e.0 == g).map(|e| kcal(book, e.1, e.3)).sum();
    GroupCoverage {
        zone: world.scenario.zones[world.groups[g].zone].id.clone(),
        group: world.groups[g].group,
        people: total / days,
        coverage: mean(&energy),
        kcal_per_person_day: if total > 0.0 { eaten / total } else { 0.0 },
        least_week: least_week(&energy, people),
        nutritional_value: shares.values().sum(),
        by_nutrient: shares,
        by_day: energy,
        by_track,
    }
}

fn kcal(book: &Book, k: usize, grams: Grams) -> f64 {
    let held = &book.world.scenario.commodities[k].nutrients_per_kg;
    grams as f64 / 1000.0 * held.amount(Nutrient::Energy)
}

/// Share of each group's handed-out energy by track: a hand-out came by the
/// tracks that brought mass to its site, in proportion; what lay there from
/// the start came by none.
fn energy_by_track(book: &Book, arrived: &BTreeMap<usize, BTreeMap<usize, Grams>>) -> Vec<ByTrack> {
    let world = book.world;
    let mut energy: Vec<BTreeMap<usize, f64>> = vec![BTreeMap::new(); world.groups.len()];
    let mut total = vec![0.0; world.groups.len()];
    for &(site, g, k, _, grams) in &book.record.handed_out {
        total[g] += kcal(book, k, grams);
        let Some(tracks) = arrived.get(&site) else { continue };
        let brought: Grams = tracks.values().sum();
        for (&track, &part) in tracks.iter().filter(|_| brought > 0) {
            let share = part as f64 / brought as f64;
            *energy[g].entry(track).or_insert(0.0) += kcal(book, k, grams) * share;
        }
    }
    let share = |(tracks, total): (BTreeMap<usize, f64>, f64)| {
        let named = tracks.into_iter().filter(|_| total > 0.0);
        named.map(|(t, kcal)| (world.scenario.tracks[t].id.clone(), kcal / total)).collect()
    };
    energy.into_iter().zip(total).map(share).collect()
}
