//! The limits of a world as bytes: lists with their lengths, numbers as they are.

use sha2::{Digest, Sha256};

use crate::world::{Road, World};

/// Bytes on their way to a digest.
struct Bytes(Sha256);

impl Bytes {
    fn count(&mut self, count: usize) {
        self.0.update((count as u64).to_le_bytes());
    }

    fn number(&mut self, number: f64) {
        // Adding zero turns a negative zero into a zero.
        self.0.update((number + 0.0).to_bits().to_le_bytes());
    }

    fn maybe(&mut self, number: Option<f64>) {
        self.count(usize::from(number.is_some()));
        self.number(number.unwrap_or(0.0));
    }

    fn list<T>(&mut self, items: &[T], mut each: impl FnMut(&mut Self, &T)) {
        self.count(items.len());
        items.iter().for_each(|item| each(self, item));
    }

    fn table<T>(&mut self, rows: &[Vec<T>], mut each: impl FnMut(&mut Self, &T)) {
        self.list(rows, |bytes, row| bytes.list(row, &mut each));
    }

    fn days(&mut self, days: &std::ops::Range<usize>) {
        self.count(days.start);
        self.count(days.end);
    }

    fn road(&mut self, road: &Road) {
        self.maybe(road.trucks);
        for share in [road.loss.seized, road.loss.self_distributed, road.loss.refused] {
            self.number(share.0);
        }
        self.number(road.exposure);
        self.0.update(road.tracks.to_le_bytes());
    }
}

/// The digest of a world's limits.
pub(super) fn digest(world: &World) -> [u8; 32] {
    let mut bytes = Bytes(Sha256::new());
    bytes.count(world.days);
    bytes.table(&world.crossing_trucks, |b, n| b.maybe(*n));
    bytes.table(&world.roads, Bytes::road);
    bytes.table(&world.track_allowed, |b, on| b.count(usize::from(*on)));
    bytes.table(&world.hand_out_allowed, |b, on| b.count(usize::from(*on)));
    bytes.table(&world.people_per_day, |b, n| b.maybe(*n));
    bytes.table(&world.fleet_trucks, |b, n| b.number(*n));
    bytes.table(&world.fleet_fuel_l, |b, n| b.maybe(*n));
    bytes.table(&world.population, |b, n| b.number(*n));
    rules(&mut bytes, world);
    bytes.0.finalize().into()
}

fn rules(bytes: &mut Bytes, world: &World) {
    let sites = |b: &mut Bytes, sites: &[usize]| b.list(sites, |b, site| b.count(*site));
    bytes.list(&world.entry_caps, |b, cap| {
        sites(b, &cap.crossings);
        b.days(&cap.days);
        b.number(cap.trucks_per_day);
    });
    bytes.list(&world.share_rules, |b, rule| {
        b.count(rule.track);
        b.days(&rule.days);
        b.number(rule.min);
        b.number(rule.max);
    });
    bytes.list(&world.centre_rules, |b, rule| {
        b.days(&rule.days);
        b.count(rule.at_most);
    });
    bytes.list(&world.commodity_caps, |b, cap| {
        b.count(cap.commodity);
        sites(b, &cap.crossings);
        b.days(&cap.days);
        b.number(cap.tonnes_per_day);
    });
    bytes.list(&world.floors, |b, floor| {
        b.count(floor.group);
        b.days(&floor.days);
        b.number(floor.coverage);
    });
    bytes.list(&world.groups, |b, at| {
        b.count(at.zone);
        b.count(at.group as usize);
        b.number(at.share);
        sites(b, &at.sites);
    });
}
