//! What driving costs in a period at given prices, by mode.

use super::alarm::Danger;
use super::limits::Limits;
use super::search::Prices;
use crate::program::Key;
use crate::setting::Setting;
use safeconduct_model::site::SiteKind;

/// A track with a fleet that may serve it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mode {
    /// Track index.
    pub track: usize,
    /// Fleet index.
    pub fleet: usize,
}

/// Every mode of a setting.
pub fn modes(at: &Setting) -> Vec<Mode> {
    let tracks = 0..at.network.serves.len();
    let fleets = at.world.scenario.fleets.len();
    tracks
        .flat_map(|track| (0..fleets).map(move |fleet| Mode { track, fleet }))
        .filter(|mode| at.network.may_drive(mode.fleet, mode.track))
        .collect()
}

/// Whether some of a load may be lost on a road, whatever strikes.
pub fn lossy(at: &Setting) -> bool {
    at.world.roads.iter().flatten().any(|road| road.loss.total() > 0.0)
}

/// What a segment asks.
#[derive(Clone, Copy, Debug)]
pub struct Fee {
    /// Whether the mode may drive it.
    pub open: bool,
    /// For a tonne that enters.
    pub entering: f64,
    /// For a thousand USD that enters.
    pub danger: Danger,
    /// For a tonne that left the origin.
    pub leaving: f64,
    /// Share that comes through.
    pub through: f64,
}

/// Fees of every segment for a mode in a period.
pub struct Tolls {
    /// Whether the mode drives at all.
    allowed: bool,
    /// By segment.
    pub segments: Vec<Fee>,
    turnaround: f64,
    payload: f64,
}

impl Tolls {
    /// The tolls at these prices.
    pub fn of(at: &Setting, limits: &Limits, prices: &Prices, mode: Mode, p: usize) -> Self {
        let (day, noun) = (at.grid.day(p), &at.world.scenario.fleets[mode.fleet]);
        let price = |key| limits.position(key).map_or(0.0, |i| prices.limit[i]);
        let (fleet, fuel) = (price(Key::Fleet(mode.fleet, p)), price(Key::Fuel(mode.fleet, p)));
        let (payload, per_day) = (noun.payload_t.0, noun.hours_per_day.0);
        let litres = noun.fuel_l_per_km.map_or(0.0, |l| l.0);
        let segments = at.world.scenario.segments.iter().enumerate().map(|(e, segment)| {
            let road = &at.world.roads[e][day];
            let km = 2.0 * segment.length_km.0 / payload;
            let truck_days = 2.0 * segment.hours.0 / per_day / payload;
            Fee {
                open: road.open_to(mode.track) && road.loss.total() < 1.0,
                danger: prices.alarm.on(at, e, p),
                entering: price(Key::Segment(e, p)) / payload,
                leaving: fleet * truck_days + fuel * litres * km + prices.alarm.driven(at, mode, e),
                through: 1.0 - road.loss.total(),
            }
        });
        let fuelled = at.world.fleet_fuel_l[mode.fleet][day] != Some(0.0);
        Self {
            allowed: at.world.track_allowed[mode.track][day]
                && at.world.fleet_trucks[mode.fleet][day] > 0.0
                && fuelled,
            segments: segments.collect(),
            turnaround: fleet / noun.rounds_per_day.0 / payload,
            payload,
        }
    }

    /// What setting out asks of a tonne; infinite where it may not.
    pub fn gate(
        &self,
        at: &Setting,
        limits: &Limits,
        prices: &Prices,
        (site, k, p): (usize, usize, usize),
    ) -> f64 {
        if !self.allowed {
            return f64::INFINITY;
        }
        if at.kind(site) != SiteKind::Crossing {
            return self.turnaround;
        }
        if at.world.crossing_trucks[site][at.grid.day(p)] == Some(0.0) {
            return f64::INFINITY;
        }
        let price = |key| limits.position(key).map_or(0.0, |i| prices.limit[i]);
        let mut toll =
            price(Key::Crossing(site, p)) / self.payload + price(Key::Throughput(site, p));
        for (i, rule) in at.world.entry_caps.iter().enumerate() {
            if rule.crossings.contains(&site) {
                toll += price(Key::Entry(i, p)) / self.payload;
            }
        }
        for (i, rule) in at.world.commodity_caps.iter().enumerate() {
            if rule.commodity == k && rule.crossings.contains(&site) {
                toll += price(Key::CommodityCap(i, p));
            }
        }
        let value = at.world.scenario.commodities[k].value_usd_per_t.0 / 1000.0;
        toll + self.turnaround + value * prices.alarm.at_site(at, site, p).asked
    }
}
