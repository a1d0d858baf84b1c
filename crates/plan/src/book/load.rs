//! A load leaving on a corridor, as far as every limit allows.

use safeconduct_model::loss::Loss;
use safeconduct_model::plan::Grams;

use super::{Book, Coming, within};
use crate::corridor::{Corridor, truck_days};

/// Decimal places at which shares are exact.
const PLACES: usize = 22;

/// Grams left of a load after a stretch of road, rounded down.
///
/// A share means the shortest decimal that reads back as it.
pub fn left_after(grams: Grams, loss: Loss) -> Grams {
    if loss.total() == 0.0 {
        return grams;
    }
    let whole = 10_i128.pow(PLACES as u32);
    let lost = parts(loss.seized.0) + parts(loss.self_distributed.0) + parts(loss.refused.0);
    (i128::from(grams) * (whole - lost).max(0) / whole) as Grams
}

/// A share in parts of 10^22.
fn parts(share: f64) -> i128 {
    let text = format!("{share}");
    let (units, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let digits = decimals.bytes().chain(std::iter::repeat(b'0')).take(PLACES);
    let shift = |sum: i128, digit: u8| sum * 10 + i128::from(digit - b'0');
    digits.fold(units.parse().unwrap_or(0), shift)
}

/// What a gram leaving on a corridor uses up.
struct Use {
    payload: f64,
    truck_days: f64,
    litres: f64,
    survival: Vec<f64>,
}

impl Book<'_> {
    /// Sends up to `grams` on a corridor today; what leaves.
    pub fn send(
        &mut self,
        corridor: &Corridor,
        fleet: usize,
        commodity: usize,
        grams: Grams,
    ) -> Grams {
        let lead = corridor.lead_days(self.world, fleet);
        if grams <= 0 || !corridor.open(self.world, self.day, lead) {
            return 0;
        }
        let uses = self.uses(corridor, fleet);
        let stocked = grams.min(self.stock[corridor.from][commodity]);
        let sent = stocked.min(self.allowed(corridor, fleet, commodity, lead, &uses));
        if sent <= 0 {
            return 0;
        }
        self.use_up(corridor, fleet, commodity, sent, &uses);
        self.stock[corridor.from][commodity] -= sent;
        if let Some(room) = &mut self.receiving[self.day + lead][corridor.to] {
            *room -= sent as f64 * uses.survival[corridor.segments.len()];
        }
        let grams = self.write_down(corridor, fleet, commodity, sent);
        let coming = Coming { site: corridor.to, commodity, grams };
        if lead == 0 {
            self.receive(coming);
        } else {
            self.coming[self.day + lead].push(coming);
        }
        sent
    }

    /// Adds a load to the record; the grams by which it raises what arrives.
    ///
    /// Loads of one day on one corridor are one load: it is rounded down at
    /// each segment as a whole, however many times it was added to.
    fn write_down(
        &mut self,
        corridor: &Corridor,
        fleet: usize,
        commodity: usize,
        sent: Grams,
    ) -> Grams {
        let position = self.position(corridor);
        let left = &mut self.record.left;
        let entry = *self.today.entry((position, fleet, commodity)).or_insert_with(|| {
            left.push((position, fleet, commodity, self.day, 0));
            left.len() - 1
        });
        let before = left[entry].4;
        left[entry].4 += sent;
        let after = before + sent;
        self.arriving(corridor, after) - self.arriving(corridor, before)
    }

    /// Grams that arrive of a load leaving today.
    pub fn arriving(&self, corridor: &Corridor, grams: Grams) -> Grams {
        let roads = corridor.segments.iter().map(|&e| &self.world.roads[e][self.day]);
        roads.fold(grams, |left, road| left_after(left, road.loss))
    }

    fn uses(&self, corridor: &Corridor, fleet: usize) -> Use {
        let noun = &self.world.scenario.fleets[fleet];
        let drive = corridor.drive(self.world);
        let payload = noun.payload_t.0 * 1e6;
        Use {
            payload,
            truck_days: truck_days(self.world, fleet, drive.hours) / payload,
            litres: noun.fuel_l_per_km.map_or(0.0, |l| l.0) * 2.0 * drive.km / payload,
            survival: corridor.survival(self.world, self.day),
        }
    }

    /// The most grams that every limit still allows.
    fn allowed(
        &self,
        corridor: &Corridor,
        fleet: usize,
        commodity: usize,
        lead: usize,
        uses: &Use,
    ) -> Grams {
        let mut most = Grams::MAX;
        let mut limit = |room: Option<f64>, per_gram: f64| {
            if let Some(room) = room {
                most = most.min(within(room, per_gram));
            }
        };
        let per_truck = 1.0 / uses.payload;
        if self.is_crossing(corridor.from) {
            limit(self.room.crossing[corridor.from], per_truck);
            limit(self.receiving[self.day][corridor.from], 1.0);
            for (i, rule) in self.world.entry_caps.iter().enumerate() {
                if rule.crossings.contains(&corridor.from) {
                    limit(self.room.entry[i], per_truck);
                }
            }
            for (i, rule) in self.world.commodity_caps.iter().enumerate() {
                if rule.commodity == commodity && rule.crossings.contains(&corridor.from) {
                    limit(self.room.commodity[i], 1.0);
                }
            }
        }
        for (position, &segment) in corridor.segments.iter().enumerate() {
            limit(self.room.segment[segment], uses.survival[position] * per_truck);
        }
        limit(self.room.fleet[fleet], uses.truck_days);
        limit(self.room.fuel[fleet], uses.litres);
        let arrives = uses.survival[corridor.segments.len()];
        limit(self.receiving[self.day + lead][corridor.to], arrives);
        most
    }

    fn use_up(
        &mut self,
        corridor: &Corridor,
        fleet: usize,
        commodity: usize,
        sent: Grams,
        uses: &Use,
    ) {
        let grams = sent as f64;
        let trucks = grams / uses.payload;
        let take = |room: &mut Option<f64>, amount: f64| {
            if let Some(room) = room {
                *room -= amount;
            }
        };
        if self.is_crossing(corridor.from) {
            take(&mut self.room.crossing[corridor.from], trucks);
            take(&mut self.receiving[self.day][corridor.from], grams);
            for (i, rule) in self.world.entry_caps.iter().enumerate() {
                if rule.crossings.contains(&corridor.from) {
                    take(&mut self.room.entry[i], trucks);
                }
            }
            for (i, rule) in self.world.commodity_caps.iter().enumerate() {
                if rule.commodity == commodity && rule.crossings.contains(&corridor.from) {
                    take(&mut self.room.commodity[i], grams);
                }
            }
        }
        for (position, &segment) in corridor.segments.iter().enumerate() {
            take(&mut self.room.segment[segment], uses.survival[position] * trucks);
        }
        take(&mut self.room.fleet[fleet], uses.truck_days * grams);
        take(&mut self.room.fuel[fleet], uses.litres * grams);
    }
}
