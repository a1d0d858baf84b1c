//! Flow columns: tonnes leaving on a corridor with a fleet in a period.

use safeconduct_model::site::SiteKind;

use super::{Entries, Key, worst};
use crate::corridor::{Corridor, truck_days};
use crate::reach::Quickest;
use crate::setting::Setting;

/// One flow column.
#[derive(Clone, Copy, Debug)]
pub struct Flow {
    /// Position among the program's corridors.
    pub corridor: usize,
    /// Fleet index.
    pub fleet: usize,
    /// Commodity index.
    pub commodity: usize,
    /// Period of leaving.
    pub period: usize,
    /// Column of the program.
    pub column: usize,
}

/// One dollar for a kilometre driven by a truck, loaded or empty: the weight
/// of truck-kilometres beside purchases in the cost stage.
pub const USD_PER_TRUCK_KM: f64 = 1.0;

/// Shares are kept by this much more than asked, so that loads rounded to the
/// gram still keep them.
const SHARE_MARGIN: f64 = 1e-6;

/// The entries of a flow column, or none if the corridor cannot be driven.
pub fn entries(
    at: &Setting,
    corridor: &Corridor,
    fleet: usize,
    k: usize,
    p: usize,
) -> Option<Entries> {
    let lead = corridor.lead_days(at.world, fleet);
    let (from, to) = (corridor.from, corridor.to);
    if !at.holds[from][k] || !at.holds[to][k] {
        return None;
    }
    if (at.same_day && lead > 0) || !corridor.open(at.world, at.grid.day(p), lead) {
        return None;
    }
    let arrives = at.grid.period_of[at.grid.day(p) + lead];
    let mut entries = Entries::new();
    road(at, corridor, fleet, k, p, &mut entries);
    let survives = corridor.survival(at.world, at.grid.day(p))[corridor.segments.len()];
    let lane = Lane { from: corridor.from, to: corridor.to, track: corridor.track, fleet };
    entries.extend(ends(at, lane, k, (p, arrives), survives));
    Some(entries)
}

fn road(
    at: &Setting,
    corridor: &Corridor,
    fleet: usize,
    k: usize,
    p: usize,
    entries: &mut Entries,
) {
    let noun = &at.world.scenario.fleets[fleet];
    let (payload, drive) = (noun.payload_t.0, corridor.drive(at.world));
    let day = at.grid.day(p);
    let left = corridor.survival(at.world, day);
    for (position, &segment) in corridor.segments.iter().enumerate() {
        entries.push((Key::Segment(segment, p), left[position] / payload));
    }
    let stops = at.targets.stops(at.world, corridor.from, &corridor.segments, day);
    entries.extend(worst::singles(at, &stops, &left, k, p));
    let arrives = left[corridor.segments.len()];
    entries.push((Key::Loss, -value_of(at, k) * (1.0 - arrives)));
    let km = 2.0 * drive.km / payload;
    entries.push((Key::Cost, -km * USD_PER_TRUCK_KM / 1000.0));
    entries.push((Key::Fleet(fleet, p), truck_days(at.world, fleet, drive.hours) / payload));
    let litres = noun.fuel_l_per_km.map_or(0.0, |l| l.0 * km);
    entries.push((Key::Fuel(fleet, p), litres));
}

/// Where loads leave and arrive, on which track, with which fleet.
#[derive(Clone, Copy, Debug)]
pub struct Lane {
    /// Site index where loads leave.
    pub from: usize,
    /// Site index where loads arrive.
    pub to: usize,
    /// Track index.
    pub track: usize,
    /// Fleet index.
    pub fleet: usize,
}

/// The entries that a corridor's ends give it, whatever lies between: for a
/// load leaving in period `p` of which `survives` arrives in another.
pub fn ends(
    at: &Setting,
    lane: Lane,
    k: usize,
    (p, arrives): (usize, usize),
    survives: f64,
) -> Entries {
    let Lane { from, to, .. } = lane;
    let payload = at.world.scenario.fleets[lane.fleet].payload_t.0;
    let mut entries = vec![
        (Key::Stock(from, at.larder.row(from, k), p), at.larder.units(from, k)),
        (Key::Stock(to, at.larder.row(to, k), arrives), -survives * at.larder.units(to, k)),
        (Key::Throughput(to, arrives), survives),
    ];
    if at.kind(from) == SiteKind::Crossing {
        entries.push((Key::Throughput(from, p), 1.0));
        entries.push((Key::Crossing(from, p), 1.0 / payload));
        for (i, rule) in at.world.entry_caps.iter().enumerate() {
            if rule.crossings.contains(&from) {
                entries.push((Key::Entry(i, p), 1.0 / payload));
            }
        }
        for (i, rule) in at.world.commodity_caps.iter().enumerate() {
            if rule.commodity == k && rule.crossings.contains(&from) {
                entries.push((Key::CommodityCap(i, p), 1.0));
            }
        }
    }
    shares(at, lane, at.grid.day(p), &mut entries);
    fresh(at, to, k, (p, arrives), survives, &mut entries);
    entries
}

fn shares(at: &Setting, lane: Lane, day: usize, entries: &mut Entries) {
    if !at.kind(lane.to).hands_out() {
        return;
    }
    for (i, rule) in at.world.share_rules.iter().enumerate() {
        if rule.days.contains(&day) {
            let own = if rule.track == lane.track { 1.0 } else { 0.0 };
            entries.push((Key::ShareMin(i), own - (rule.min + SHARE_MARGIN).min(1.0)));
            entries.push((Key::ShareMax(i), own - (rule.max - SHARE_MARGIN).max(0.0)));
        }
    }
}

/// Arrivals keep stock fresh for a shelf life; what is on the road counts at the
/// mass that will arrive.
fn fresh(
    at: &Setting,
    to: usize,
    k: usize,
    (p, arrives): (usize, usize),
    survives: f64,
    entries: &mut Entries,
) {
    let Some(life) = at.shelf_life(k) else { return };
    for q in arrives..(arrives + life).min(at.grid.len()) {
        entries.push((Key::FreshSite(to, k, q), -survives));
    }
    for q in p..arrives {
        entries.push((Key::FreshAll(k, q), survives));
    }
}

/// Value at risk of a tonne, thousand USD.
pub fn value_of(at: &Setting, commodity: usize) -> f64 {
    at.world.scenario.commodities[commodity].value_usd_per_t.0 / 1000.0
}

/// Origins of either kind that each place is supplied from at first; pricing
/// finds the others.
const NEAREST: usize = 2;

/// The quickest corridors to every place from the crossings and hubs nearest to
/// it, for every track and period: the first columns.
pub fn first(at: &Setting) -> Vec<(Corridor, usize, usize, usize)> {
    let mut first = Vec::new();
    for track in 0..at.network.serves.len() {
        let fleets: Vec<usize> = (0..at.world.scenario.fleets.len())
            .filter(|&fleet| at.network.may_drive(fleet, track))
            .collect();
        for p in 0..at.grid.len() {
            for (turn, corridor) in nearest(at, track, p).into_iter().enumerate() {
                let held = |&k: &usize| at.holds[corridor.from][k] && at.holds[corridor.to][k];
                let goods: Vec<usize> = (0..at.commodities()).filter(held).collect();
                // A hub stores all goods; to others goes another one at every turn,
                // on another fleet, so that all are on the road.
                let all = at.kind(corridor.to) == SiteKind::Hub;
                let few = if all { goods.len() } else { goods.len().min(1) };
                let some = (0..few).map(|i| goods[(turn + p + i) % goods.len()]);
                let fleet = (turn + p) % fleets.len().max(1);
                let fleet = fleets.get(fleet).copied();
                first.extend(some.filter_map(|k| Some((corridor.clone(), fleet?, k, p))));
            }
        }
    }
    first
}

/// The quickest corridors of a track in a period, to every place from the
/// origins nearest to it.
fn nearest(at: &Setting, track: usize, p: usize) -> Vec<Corridor> {
    let day = at.grid.day(p);
    if !at.world.track_allowed[track][day] {
        return Vec::new();
    }
    let open = |segment: usize| at.world.roads[segment][day].open_to(track);
    let leaving = at.network.origins.iter().copied();
    let leaving = leaving.filter(|&s| at.world.crossing_trucks[s][day] != Some(0.0));
    let drives: Vec<(usize, Quickest)> =
        leaving.map(|s| (s, Quickest::from(at.world, &at.network, s, open))).collect();
    let mut corridors = Vec::new();
    for &to in &at.network.destinations {
        if !at.network.may_end(track, at.kind(to)) {
            continue;
        }
        for kind in [SiteKind::Crossing, SiteKind::Hub] {
            let between = at.kind(to) == kind;
            let ways = |(s, d): &&(usize, Quickest)| {
                *s != to && !between && at.kind(*s) == kind && d.hours[to].is_finite()
            };
            let mut from: Vec<&(usize, Quickest)> = drives.iter().filter(ways).collect();
            from.sort_by(|(a, x), (b, y)| x.hours[to].total_cmp(&y.hours[to]).then(a.cmp(b)));
            let near = from.iter().take(NEAREST);
            corridors.extend(near.filter_map(|(s, d)| d.corridor(track, *s, to)));
        }
    }
    corridors
}
