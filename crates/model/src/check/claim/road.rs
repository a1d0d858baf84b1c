//! What is driven: by crossing, segment and corridor; trucks and kilometres.

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_traits::Zero;

use super::{Book, grams};
use crate::check::number::quotient;
use crate::plan::{CorridorUse, CrossingUse, SegmentUse};
use crate::site::SiteKind;
use crate::world::World;

/// One row for each crossing of the scenario.
pub(super) fn crossings(book: &Book, world: &World) -> Vec<CrossingUse> {
    let sites = world.scenario.sites.iter().enumerate();
    let crossings = sites.filter(|(_, site)| site.kind == SiteKind::Crossing);
    let row = |(position, site): (usize, &crate::site::Site)| {
        let (mut mass, mut units, mut busiest) = (0_i128, BigInt::zero(), BigInt::zero());
        for (_, leaving) in book.gates.0.range((position, 0)..(position + 1, 0)) {
            let trucks = book.payloads.units(&leaving.fleets);
            mass += leaving.fleets.iter().sum::<i128>();
            busiest = busiest.max(trucks.clone());
            units += trucks;
        }
        CrossingUse {
            crossing: site.id.clone(),
            grams: grams(mass),
            trucks: book.payloads.trucks(&units),
            busiest_day_trucks: book.payloads.trucks(&busiest),
        }
    };
    crossings.map(row).collect()
}

/// One row for each segment that anything is driven over.
pub(super) fn segments(book: &Book, world: &World) -> Vec<SegmentUse> {
    struct Sums {
        tracks: Vec<i128>,
        units: BigInt,
        lost: i128,
    }
    let mut sums: BTreeMap<usize, Sums> = BTreeMap::new();
    for (&(_, segment), passing) in &book.flow.passings {
        let none = || Sums {
            tracks: vec![0; world.scenario.tracks.len()],
            units: BigInt::zero(),
            lost: 0,
        };
        let sum = sums.entry(segment).or_insert_with(none);
        sum.tracks.iter_mut().zip(&passing.tracks).for_each(|(sum, grams)| *sum += grams);
        sum.units += book.payloads.units(&passing.fleets);
        sum.lost += passing.lost.iter().sum::<i128>();
    }
    let row = |(segment, sum): (usize, Sums)| {
        let tracks = world.scenario.tracks.iter().zip(sum.tracks);
        let used = tracks.filter(|(_, mass)| *mass > 0);
        SegmentUse {
            segment: world.scenario.segments[segment].id.clone(),
            grams: used.map(|(track, mass)| (track.id.clone(), grams(mass))).collect(),
            trucks: book.payloads.trucks(&sum.units),
            lost_grams: grams(sum.lost),
        }
    };
    sums.into_iter().map(row).collect()
}

/// One row for each corridor of the plan, in its order.
pub(super) fn corridors(book: &Book) -> Vec<CorridorUse> {
    let mut sums = vec![(0_i128, 0_i128, BigInt::zero()); book.rows.ways.len()];
    for (load, arrival) in book.rows.loads.iter().zip(&book.flow.arrivals) {
        let (sent, arrived, units) = &mut sums[load.way];
        *sent += load.grams;
        *arrived += arrival.grams;
        *units += book.payloads.weight(load.fleet) * load.grams;
    }
    let row = |(sent, arrived, units): (i128, i128, BigInt)| CorridorUse {
        sent_grams: grams(sent),
        arrived_grams: grams(arrived),
        trucks: book.payloads.trucks(&units),
    };
    sums.into_iter().map(row).collect()
}

/// Trucks times the length of their corridor, there and back.
pub(super) fn truck_km(book: &Book) -> f64 {
    let trips = book.driven.days.iter();
    let one_way: BigInt =
        trips.map(|((fleet, _), trips)| book.payloads.weight(*fleet) * &trips.gram_km).sum();
    quotient(&(one_way * 2), &(book.payloads.unit() * &book.driven.km_unit))
}

/// Loaded trucks that leave, over all movements.
pub(super) fn trucks(book: &Book) -> f64 {
    let trips = book.driven.days.iter();
    let units = trips.map(|((fleet, _), trips)| book.payloads.weight(*fleet) * trips.grams).sum();
    book.payloads.trucks(&units)
}
