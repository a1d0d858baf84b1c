//! Corridors: ordered segments from where a load leaves to where it arrives.

use safeconduct_model::world::World;

/// A corridor of one track, by index.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Corridor {
    /// Track index.
    pub track: usize,
    /// Site index where loads leave.
    pub from: usize,
    /// Site index where loads arrive.
    pub to: usize,
    /// Segment indices in driving order.
    pub segments: Vec<usize>,
}

/// Driving time and length of a corridor.
#[derive(Clone, Copy, Debug)]
pub struct Drive {
    /// Hours one way.
    pub hours: f64,
    /// Kilometres one way.
    pub km: f64,
}

impl Corridor {
    /// Hours and kilometres one way.
    pub fn drive(&self, world: &World) -> Drive {
        let segments = || self.segments.iter().map(|&s| &world.scenario.segments[s]);
        Drive {
            hours: segments().map(|s| s.hours.0).sum(),
            km: segments().map(|s| s.length_km.0).sum(),
        }
    }

    /// Days from leaving to arriving with trucks of this fleet.
    pub fn lead_days(&self, world: &World, fleet: usize) -> usize {
        lead_days(self.drive(world).hours, world.scenario.fleets[fleet].hours_per_day.0)
    }

    /// Whether every segment is open to the track from leaving to arriving.
    pub fn open(&self, world: &World, day: usize, lead: usize) -> bool {
        world.track_allowed[self.track][day]
            && day + lead < world.days
            && (day..=day + lead)
                .all(|d| self.segments.iter().all(|&s| world.roads[s][d].open_to(self.track)))
    }

    /// Share of a load left before each segment and at the end (S_c last).
    pub fn survival(&self, world: &World, day: usize) -> Vec<f64> {
        let mut left = 1.0;
        let mut shares = Vec::with_capacity(self.segments.len() + 1);
        shares.push(left);
        for &segment in &self.segments {
            left *= 1.0 - world.roads[segment][day].loss.total();
            shares.push(left);
        }
        shares
    }
}

/// Days between leaving and arriving: `ceil(hours / hours_per_day) - 1`.
pub fn lead_days(hours: f64, hours_per_day: f64) -> usize {
    // A drive of exactly a day's hours ends that day; the nudge keeps sums of
    // decimals such as 0.1 + 0.2 from spilling into the next.
    ((hours / hours_per_day - 1e-9).ceil() - 1.0).max(0.0) as usize
}

/// Truck-days a trip takes: `1 / rounds_per_day + 2 hours / hours_per_day`.
pub fn truck_days(world: &World, fleet: usize, hours: f64) -> f64 {
    let fleet = &world.scenario.fleets[fleet];
    1.0 / fleet.rounds_per_day.0 + 2.0 * hours / fleet.hours_per_day.0
}
