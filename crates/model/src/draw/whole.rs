//! Whole trucks: how many each lane sends so that every limit can be kept.

use std::collections::BTreeMap;

use super::lane::Lane;
use super::limit::{Limit, MassLimit, NOTHING};
use super::sending::would_leave;
use crate::plan::Grams;

/// What a lane would send.
#[derive(Clone, Debug)]
pub(super) struct Offer {
    /// Index into the lanes.
    pub lane: usize,
    /// Ways of the mix with the mass due on each.
    pub ways: Vec<(usize, Grams)>,
    /// Mass due on all of them.
    pub due: Grams,
    /// Trucks.
    pub trucks: u32,
    /// Trucks by way, within every limit; filled by [`choose`].
    pub witness: Vec<(usize, u32)>,
}

impl Offer {
    /// Mean number of trucks on a way: N x.
    fn mean(&self, way: usize) -> f64 {
        let due = self.ways.iter().find(|(number, _)| *number == way).map_or(0, |(_, due)| *due);
        f64::from(self.trucks) * due as f64 / self.due as f64
    }

    /// What the last truck would carry if all others were full.
    fn last_load(&self, payload: Grams) -> i128 {
        let before = i128::from(self.trucks.saturating_sub(1)) * i128::from(payload);
        (i128::from(self.due) - before).min(payload.into())
    }

    /// Whose turn it is to give way: first the lane whose last truck would be
    /// emptiest, so that the trucks that go are full; among full ones the lane
    /// that would then hold the least part of what it is due.
    fn turn(&self, payload: Grams) -> (i128, f64) {
        let left = f64::from(self.trucks.saturating_sub(1)) * payload as f64;
        (self.last_load(payload), 1.0 - left / self.due as f64)
    }
}

/// A count and whether one truck more may come on top of it.
pub(super) fn bounds(mean: f64) -> (u32, u32) {
    let low = (mean + NOTHING).floor();
    let high = (mean - NOTHING).ceil().max(low);
    (low as u32, high as u32)
}

/// Takes trucks away until every limit is kept in the mean and by at least one
/// rounding to whole trucks; that rounding is left in the offers.
///
/// Gives the limit that each lane gave way to.
pub(super) fn choose(
    offers: &mut [Offer],
    lanes: &[Lane],
    limits: &[Limit],
    masses: &[MassLimit],
) -> BTreeMap<usize, String> {
    let mut binding = BTreeMap::new();
    for offer in offers.iter_mut() {
        if let Some(words) = alone(offer, limits) {
            binding.insert(offer.lane, words);
        }
    }
    while let Some((words, concerned)) = broken(offers, lanes, limits, masses) {
        if !one_less(offers, lanes, &words, &concerned, &mut binding) {
            break;
        }
    }
    binding
}

/// Takes one truck away from a lane in `limit`; whether there was one.
pub(super) fn give_way(
    offers: &mut [Offer],
    lanes: &[Lane],
    limit: &Limit,
    binding: &mut BTreeMap<usize, String>,
) -> bool {
    let by_lane = offers.iter().map(|offer| (offer.lane, offer)).collect();
    let (words, concerned) = named(limit, &by_lane);
    one_less(offers, lanes, &words, &concerned, binding)
}

fn one_less(
    offers: &mut [Offer],
    lanes: &[Lane],
    words: &str,
    concerned: &[usize],
    binding: &mut BTreeMap<usize, String>,
) -> bool {
    let sending = offers.iter_mut().filter(|o| o.trucks > 0 && concerned.contains(&o.lane));
    let least = sending.min_by(|a, b| {
        let (a, b) = [a, b].map(|o| o.turn(lanes[o.lane].payload)).into();
        a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
    });
    let Some(offer) = least else { return false };
    offer.trucks -= 1;
    binding.entry(offer.lane).or_insert_with(|| words.to_owned());
    true
}

/// Takes trucks away that a lane could not send even if it were alone; the
/// limit, if there is one.
fn alone(offer: &mut Offer, limits: &[Limit]) -> Option<String> {
    let mut found = None;
    for limit in limits {
        let own = |lane: usize, way: usize| if lane == offer.lane { offer.mean(way) } else { 0.0 };
        let sum = limit.sum(own);
        if limit.passed_by_mean(sum) {
            let most = f64::from(offer.trucks) * (limit.cap + NOTHING) / sum;
            offer.trucks = most.floor() as u32;
            found = Some(limit.words.clone());
        }
    }
    found
}

/// A limit that is broken, with the lanes that count in it.
fn broken(
    offers: &mut [Offer],
    lanes: &[Lane],
    limits: &[Limit],
    masses: &[MassLimit],
) -> Option<(String, Vec<usize>)> {
    for mass in masses {
        let counted = offers.iter().filter(|offer| mass.lanes.contains(&offer.lane));
        let sum: f64 = counted.map(|offer| would_leave(&lanes[offer.lane], offer, mass)).sum();
        // Masses in the plan keep their limits to the gram; here a gram a lane may round.
        if sum > mass.cap as f64 + 0.5 {
            return Some((mass.words.clone(), mass.lanes.clone()));
        }
    }
    let by_lane: BTreeMap<usize, &Offer> = offers.iter().map(|o| (o.lane, o)).collect();
    let mean = |lane: usize, way: usize| by_lane.get(&lane).map_or(0.0, |o| o.mean(way));
    let over = limits.iter().find(|limit| limit.passed_by_mean(limit.sum(mean)));
    if let Some(limit) = over {
        return Some(named(limit, &by_lane));
    }
    match witness(offers, limits) {
        Ok(found) => {
            offers.iter_mut().zip(found).for_each(|(offer, found)| offer.witness = found);
            None
        }
        Err(limit) => {
            let by_lane = offers.iter().map(|o| (o.lane, o)).collect();
            Some(named(&limits[limit], &by_lane))
        }
    }
}

/// A limit in words, with the lanes that have a truck on a way in it.
fn named(limit: &Limit, offers: &BTreeMap<usize, &Offer>) -> (String, Vec<usize>) {
    let counts = |p: &&super::limit::Part| offers.get(&p.lane).is_some_and(|o| o.mean(p.way) > 0.0);
    (limit.words.clone(), limit.parts.iter().filter(counts).map(|part| part.lane).collect())
}

/// Trucks by lane and way, each count next to its mean, within every limit; or
/// the limit that stands in the way. Greedy: where it finds none there may be one.
fn witness(offers: &[Offer], limits: &[Limit]) -> Result<Vec<Vec<(usize, u32)>>, usize> {
    let mut used: Vec<f64> = vec![0.0; limits.len()];
    let mut found = Vec::new();
    let mut counts: BTreeMap<(usize, usize), Vec<(usize, f64)>> = BTreeMap::new();
    for (number, limit) in limits.iter().enumerate() {
        for part in &limit.parts {
            counts.entry((part.lane, part.way)).or_default().push((number, part.weight));
        }
    }
    let none = Vec::new();
    let rows = |lane: usize, way: usize| counts.get(&(lane, way)).unwrap_or(&none);
    for offer in offers {
        let floors = offer.ways.iter().map(|&(way, _)| (way, bounds(offer.mean(way)).0));
        let floors: Vec<(usize, u32)> = floors.collect();
        for &(way, trucks) in &floors {
            rows(offer.lane, way).iter().for_each(|(n, w)| used[*n] += w * f64::from(trucks));
        }
        found.push(floors);
    }
    if let Some(over) = (0..limits.len()).find(|&n| limits[n].broken_by(used[n])) {
        return Err(over);
    }
    // Lanes with least choice first.
    let choice = |at: usize| offers[at].ways.len();
    let mut order: Vec<usize> = (0..offers.len()).collect();
    order.sort_by_key(|&at| (choice(at), at));
    for at in order {
        let offer = &offers[at];
        let sent: u32 = found[at].iter().map(|(_, trucks)| trucks).sum();
        for _ in sent..offer.trucks {
            let way = next_way(offer, &found[at], &used, limits, rows)?;
            rows(offer.lane, offer.ways[way].0).iter().for_each(|(n, w)| used[*n] += w);
            found[at][way].1 += 1;
        }
    }
    Ok(found)
}

/// The way on which one truck more leaves most room, among those that may have one.
fn next_way<'a>(
    offer: &Offer,
    found: &[(usize, u32)],
    used: &[f64],
    limits: &[Limit],
    rows: impl Fn(usize, usize) -> &'a Vec<(usize, f64)>,
) -> Result<usize, usize> {
    let mut best: Option<(f64, usize)> = None;
    let mut blocked = 0;
    for (position, &(way, trucks)) in found.iter().enumerate() {
        if trucks >= bounds(offer.mean(way)).1 {
            continue;
        }
        let after = |(n, w): &(usize, f64)| (used[*n] + w, *n);
        let over =
            rows(offer.lane, way).iter().map(after).find(|(sum, n)| limits[*n].broken_by(*sum));
        if let Some((_, limit)) = over {
            blocked = limit;
            continue;
        }
        let fill = |(sum, n): (f64, usize)| sum / limits[n].cap;
        let fullest = rows(offer.lane, way).iter().map(after).map(fill).fold(0.0, f64::max);
        if best.is_none_or(|(least, _)| fullest < least) {
            best = Some((fullest, position));
        }
    }
    best.map(|(_, position)| position).ok_or(blocked)
}
