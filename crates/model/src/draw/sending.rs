//! How many trucks each lane sends on a day, and what they take with them.
//!
//! This depends on the plan alone, never on the seed: how many trucks leave is
//! seen at the gate anyway, which corridor they take is what must not be known.

use std::collections::BTreeMap;

use super::lane::{Lane, Planned};
use super::limit::{self, Limit, MassLimit};
use super::trial;
use super::whole::{self, Offer};
use crate::finding::Findings;
use crate::plan::{Grams, Plan};
use crate::world::World;

/// What leaves on one day, and what stays.
#[derive(Clone, Debug)]
pub(super) struct Sending {
    /// Lanes that send trucks.
    pub leaving: Vec<Leaving>,
    /// Lanes on which something stays.
    pub held: Vec<Stayed>,
    /// Limits on trucks, over the lanes and ways of the plan.
    pub limits: Vec<Limit>,
    /// Lanes with a corridor that not one whole truck may take, with the limit.
    pub barred: Vec<Barred>,
}

/// Trucks of one lane.
#[derive(Clone, Debug)]
pub(super) struct Leaving {
    /// Index into the lanes.
    pub lane: usize,
    /// Trucks, at least 1.
    pub trucks: u32,
    /// Ways in the mix, in the lane's order, with the mass due on each by
    /// commodity before any was held: what the mix is made of.
    pub due: Vec<(usize, BTreeMap<usize, Grams>)>,
    /// What leaves, by commodity.
    pub grams: BTreeMap<usize, Grams>,
    /// The same by way and commodity, in the mean.
    pub taken: Vec<(usize, usize, Grams)>,
    /// A rounding to whole trucks within every limit, as (way, trucks).
    pub witness: Vec<(usize, u32)>,
}

/// What stays on a lane.
#[derive(Clone, Debug)]
pub(super) struct Stayed {
    /// Index into the lanes.
    pub lane: usize,
    /// Why, in words.
    pub limit: String,
    /// Whether it is less than anybody would send a truck for.
    pub crumbs: bool,
    /// Mass by commodity.
    pub grams: BTreeMap<usize, Grams>,
}

/// A lane with a way that no whole truck may take.
#[derive(Clone, Debug)]
pub(super) struct Barred {
    /// Index into the lanes.
    pub lane: usize,
    /// The limit, in words.
    pub limit: String,
}

impl Leaving {
    /// Mean number of trucks on each way of the mix: N x.
    pub fn means(&self) -> Vec<(usize, f64)> {
        let of = |due: &BTreeMap<usize, Grams>| due.values().sum::<Grams>() as f64;
        let all: f64 = self.due.iter().map(|(_, due)| of(due)).sum();
        self.due.iter().map(|(way, due)| (*way, f64::from(self.trucks) * of(due) / all)).collect()
    }
}

/// The lanes of a plan, and what each day sends on them.
pub(super) fn days(plan: &Plan, world: &World) -> Result<(Vec<Lane>, Vec<Sending>), Findings> {
    let (mut lanes, planned) = super::lane::lanes(plan, world)?;
    let days = planned.iter().enumerate();
    let sendings = days.map(|(day, planned)| send(&mut lanes, planned, world, day)).collect();
    Ok((lanes, sendings))
}

/// One day: adds what is planned, sends what whole trucks can take, keeps the rest due.
fn send(lanes: &mut [Lane], planned: &[Planned], world: &World, day: usize) -> Sending {
    for row in planned {
        *lanes[row.lane].ways[row.way].due.entry(row.commodity).or_default() += row.grams;
    }
    lanes.iter_mut().for_each(|lane| sweep(lane, world, day));
    let limits = limit::limits(lanes, world, day);
    let masses = limit::mass_limits(lanes, world, day);
    let narrow = narrow(&limits);
    let mut barred = Vec::new();
    let mut offers: Vec<Offer> = (0..lanes.len())
        .filter_map(|lane| offer(lanes, lane, (&limits, &narrow), (world, day), &mut barred))
        .collect();
    let mut binding = whole::choose(&mut offers, lanes, &limits, &masses);
    let mut sending = Sending { leaving: Vec::new(), held: Vec::new(), limits, barred };
    for _ in 0..MOST_RETRIES {
        sending.leaving = leaving(&offers, lanes);
        let Some(limit) = trial::blocked(&sending, lanes, world, day) else { break };
        let limit = sending.limits[limit].clone();
        if !whole::give_way(&mut offers, lanes, &limit, &mut binding) {
            break;
        }
        whole::choose(&mut offers, lanes, &sending.limits, &masses);
    }
    sending.leaving = leaving(&offers, lanes);
    for leaving in &sending.leaving {
        take_off(&mut lanes[leaving.lane], leaving);
    }
    sending.held = held(lanes, &binding, &sending.barred);
    sending
}

/// Trucks taken off a day, at most, so that rounding keeps its means.
const MOST_RETRIES: u32 = 6;

fn leaving(offers: &[Offer], lanes: &[Lane]) -> Vec<Leaving> {
    let sent = offers.iter().filter(|offer| offer.trucks > 0);
    sent.map(|offer| release(&lanes[offer.lane], offer)).collect()
}

/// Adds crumbs, too small to be a truck in ten thousand days, to the open way of
/// the lane with most on it: a way is worth having in the mix or it is not.
fn sweep(lane: &mut Lane, world: &World, day: usize) {
    let crumb = lane.crumb();
    let open = |way: &usize| lane.ways[*way].open(world, lane.track, day);
    let widest = (0..lane.ways.len()).filter(open).max_by_key(|&way| lane.ways[way].total());
    let Some(widest) = widest.filter(|&way| lane.ways[way].total() > crumb) else { return };
    for way in 0..lane.ways.len() {
        if lane.ways[way].total() > crumb || way == widest {
            continue;
        }
        for (commodity, grams) in std::mem::take(&mut lane.ways[way].due) {
            *lane.ways[widest].due.entry(commodity).or_default() += grams;
        }
    }
}

/// Ways by lane and number that no whole truck may take, with the limit.
fn narrow(limits: &[Limit]) -> BTreeMap<(usize, usize), usize> {
    let mut narrow = BTreeMap::new();
    for (number, limit) in limits.iter().enumerate() {
        for part in limit.parts.iter().filter(|part| limit.broken_by(part.weight)) {
            narrow.entry((part.lane, part.way)).or_insert(number);
        }
    }
    narrow
}

/// What a lane would send: as many trucks as its load needs, the ways that are
/// open and wide enough for one.
fn offer(
    lanes: &[Lane],
    at: usize,
    (limits, narrow): (&[Limit], &BTreeMap<(usize, usize), usize>),
    (world, day): (&World, usize),
    barred: &mut Vec<Barred>,
) -> Option<Offer> {
    let lane = &lanes[at];
    let mut ways = Vec::new();
    for (number, way) in lane.ways.iter().enumerate().filter(|(_, way)| way.total() > 0) {
        let too_narrow = narrow.get(&(at, number)).and_then(|&limit| limits.get(limit));
        match too_narrow {
            _ if !way.open(world, lane.track, day) => {}
            Some(limit) => {
                barred.push(Barred { lane: at, limit: limit.words.clone() });
            }
            None => ways.push((number, way.total())),
        }
    }
    let due: Grams = ways.iter().map(|(_, grams)| grams).sum();
    // Plans round to the gram: no truck leaves for the crumbs of a full load.
    let trucks = (due - lane.crumb() + lane.payload - 1) / lane.payload;
    let trucks = u32::try_from(trucks.max(0)).unwrap_or(u32::MAX);
    (due > 0).then_some(Offer { lane: at, ways, due, trucks, witness: Vec::new() })
}

/// What the trucks of an offer carry, from every way and commodity alike.
fn release(lane: &Lane, offer: &Offer) -> Leaving {
    let room = i128::from(offer.trucks) * i128::from(lane.payload);
    let most = i128::from(offer.due).min(room);
    let due: Vec<_> =
        offer.ways.iter().map(|&(way, _)| (way, lane.ways[way].due.clone())).collect();
    let cells: Vec<(usize, usize, Grams)> =
        due.iter().flat_map(|(way, due)| due.iter().map(|(&k, &g)| (*way, k, g))).collect();
    let parts: Vec<i128> = cells.iter().map(|cell| i128::from(cell.2)).collect();
    let shared = cells.into_iter().zip(shared(&parts, most));
    let taken: Vec<_> = shared.map(|((way, k, _), grams)| (way, k, grams)).collect();
    let mut grams = BTreeMap::new();
    for (_, commodity, taken) in &taken {
        *grams.entry(*commodity).or_default() += taken;
    }
    let (trucks, witness) = (offer.trucks, offer.witness.clone());
    Leaving { lane: offer.lane, trucks, due, grams, taken, witness }
}

/// Takes what leaves off what is due.
fn take_off(lane: &mut Lane, leaving: &Leaving) {
    for &(way, commodity, taken) in &leaving.taken {
        if let Some(left) = lane.ways[way].due.get_mut(&commodity) {
            *left -= taken;
        }
        lane.ways[way].due.retain(|_, grams| *grams > 0);
    }
}

/// `most` shared in proportion to `parts`, in whole grams, largest remainders first.
fn shared(parts: &[i128], most: i128) -> Vec<Grams> {
    let all: i128 = parts.iter().sum::<i128>().max(1);
    let mut given: Vec<i128> = parts.iter().map(|part| part * most / all).collect();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(parts[at] * most % all), at));
    let missing = most - given.iter().sum::<i128>();
    for &at in order.iter().take(usize::try_from(missing).unwrap_or(0)) {
        given[at] += 1;
    }
    given.into_iter().map(|grams| Grams::try_from(grams).unwrap_or(Grams::MAX)).collect()
}

fn held(lanes: &[Lane], binding: &BTreeMap<usize, String>, barred: &[Barred]) -> Vec<Stayed> {
    let mut held = Vec::new();
    for (at, lane) in lanes.iter().enumerate() {
        let every: Vec<usize> = (0..lane.ways.len()).collect();
        let grams = lane.due(&every);
        if grams.is_empty() {
            continue;
        }
        let barred = barred.iter().find(|b| b.lane == at).map(|b| b.limit.clone());
        let limit = binding.get(&at).cloned().or(barred);
        let crumbs = grams.values().sum::<Grams>() <= lane.crumb();
        let why = match (limit, crumbs) {
            (_, true) => "too little for a truck".to_owned(),
            (Some(limit), _) => limit,
            _ => "its roads are closed, or it would arrive after the last day".to_owned(),
        };
        held.push(Stayed { lane: at, limit: why, crumbs, grams });
    }
    held
}

/// What mass limits need to know of an offer.
pub(super) fn would_leave(lane: &Lane, offer: &Offer, mass: &MassLimit) -> f64 {
    let room = f64::from(offer.trucks) * lane.payload as f64;
    let share = (room / offer.due as f64).min(1.0);
    let ways: Vec<usize> = offer.ways.iter().map(|(way, _)| *way).collect();
    let due = lane.due(&ways);
    let counted = due.iter().filter(|(k, _)| mass.commodity.is_none_or(|wanted| wanted == **k));
    counted.map(|(_, grams)| *grams as f64 * share).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up_to_the_gram() {
        assert_eq!(shared(&[1, 1, 1], 2), [1, 1, 0]);
        assert_eq!(shared(&[10, 0, 5], 15), [10, 0, 5]);
        assert_eq!(shared(&[7, 3], 5), [4, 1]);
        assert_eq!(shared(&[], 0), [0; 0]);
    }
}
