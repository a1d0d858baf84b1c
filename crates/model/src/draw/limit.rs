//! Limits of a day on whole trucks, as rows over the ways of all lanes.
//!
//! A part-loaded truck counts as a truck: a gate counts vehicles. Segments
//! count, as the plan does, the trucks expected to enter after the losses
//! before. Rows are kept to within [`SLACK`].

use super::lane::Lane;
use crate::plan::Grams;
use crate::site::SiteKind;
use crate::units::GRAMS_PER_TONNE;
use crate::world::World;

/// What sums of decimals in floating point may be off by, in the unit of a row.
pub(super) const SLACK: f64 = 1e-9;

/// So small a part of a truck is nothing: plans stay below their limits by one
/// part in 10^7 and round to the gram, so 7.999999 trucks of 8 are meant to be 8.
pub(super) const NOTHING: f64 = 1e-6;

/// At most `cap` in all, each truck on a way counting its weight.
#[derive(Clone, Debug)]
pub(super) struct Limit {
    /// The limit in words.
    pub words: String,
    /// The most that is allowed.
    pub cap: f64,
    /// What counts.
    pub parts: Vec<Part>,
}

/// What one truck on a way counts in a limit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    /// Index into the lanes.
    pub lane: usize,
    /// Index into the lane's ways.
    pub way: usize,
    /// More than 0.
    pub weight: f64,
}

/// At most so many grams of one commodity, or of all, on these lanes.
#[derive(Clone, Debug)]
pub(super) struct MassLimit {
    /// The limit in words.
    pub words: String,
    /// The most that is allowed.
    pub cap: Grams,
    /// Lane indices.
    pub lanes: Vec<usize>,
    /// Commodity index; all where none.
    pub commodity: Option<usize>,
}

impl Limit {
    /// What `count(lane, way)` trucks on every way come to.
    pub fn sum(&self, count: impl Fn(usize, usize) -> f64) -> f64 {
        self.parts.iter().map(|part| part.weight * count(part.lane, part.way)).sum()
    }

    /// Whether so much is too much in the mean.
    pub fn passed_by_mean(&self, mean: f64) -> bool {
        mean > self.cap + NOTHING
    }

    /// Whether so much is too much.
    pub fn broken_by(&self, sum: f64) -> bool {
        sum > self.cap + SLACK
    }
}

/// Every limit on trucks that a way of `lanes` counts in, on one day of leaving.
pub(super) fn limits(lanes: &[Lane], world: &World, day: usize) -> Vec<Limit> {
    let mut all = crossings(lanes, world, day);
    all.extend(entries(lanes, world, day));
    all.extend(roads(lanes, world, day));
    all.extend(fleets(lanes, world, day));
    all.retain(|limit| !limit.parts.is_empty());
    all
}

/// Parts of every way that `weight` gives one.
fn parts(lanes: &[Lane], weight: impl Fn(&Lane, usize) -> Option<f64>) -> Vec<Part> {
    let mut parts = Vec::new();
    for (at, lane) in lanes.iter().enumerate() {
        let ways = (0..lane.ways.len()).filter_map(|way| Some((way, weight(lane, way)?)));
        let weighed = ways.filter(|(_, weight)| *weight > 0.0);
        parts.extend(weighed.map(|(way, weight)| Part { lane: at, way, weight }));
    }
    parts
}

fn crossings(lanes: &[Lane], world: &World, day: usize) -> Vec<Limit> {
    let sites = world.scenario.sites.iter().enumerate();
    let capped = sites.filter_map(|(at, site)| Some((at, site, world.crossing_trucks[at][day]?)));
    let limits =
        capped.filter(|(_, site, _)| site.kind == SiteKind::Crossing).map(|(at, site, cap)| {
            Limit {
                words: format!("crossing `{}` passes {cap} trucks a day", site.id),
                cap,
                parts: parts(lanes, |lane, _| (lane.from == at).then_some(1.0)),
            }
        });
    limits.collect()
}

fn entries(lanes: &[Lane], world: &World, day: usize) -> Vec<Limit> {
    let caps = world.entry_caps.iter().filter(|cap| cap.days.contains(&day));
    let limits = caps.map(|cap| Limit {
        words: format!("term `{}` lets {} trucks a day enter", cap.term, cap.trucks_per_day),
        cap: cap.trucks_per_day,
        parts: parts(lanes, |lane, _| cap.crossings.contains(&lane.from).then_some(1.0)),
    });
    limits.collect()
}

/// Every way is driven once; a truck counts on a segment with the share of what
/// leaves that is expected to enter it.
fn roads(lanes: &[Lane], world: &World, day: usize) -> Vec<Limit> {
    let mut entering: Vec<Vec<Part>> = vec![Vec::new(); world.roads.len()];
    for (lane, noun) in lanes.iter().enumerate() {
        for (way, noun) in noun.ways.iter().enumerate() {
            let mut weight = 1.0;
            for &segment in &noun.segments {
                if weight > 0.0 {
                    entering[segment].push(Part { lane, way, weight });
                }
                weight *= (1.0 - world.roads[segment][day].loss.total()).max(0.0);
            }
        }
    }
    let capped = entering.into_iter().enumerate();
    let capped = capped.filter_map(|(at, parts)| Some((at, parts, world.roads[at][day].trucks?)));
    let limits = capped.map(|(at, parts, cap)| {
        let name = &world.scenario.segments[at].id;
        Limit { words: format!("segment `{name}` passes {cap} trucks a day"), cap, parts }
    });
    limits.collect()
}

fn fleets(lanes: &[Lane], world: &World, day: usize) -> Vec<Limit> {
    let mut limits = Vec::new();
    for (at, fleet) in world.scenario.fleets.iter().enumerate() {
        let cap = world.fleet_trucks[at][day];
        let trip = |hours: f64| 1.0 / fleet.rounds_per_day.0 + 2.0 * hours / fleet.hours_per_day.0;
        let of = |lane: &Lane, weight: f64| (lane.fleet == at).then_some(weight);
        limits.push(Limit {
            words: format!("fleet `{}` has {cap} trucks", fleet.id),
            cap,
            parts: parts(lanes, |lane, way| of(lane, trip(lane.ways[way].hours))),
        });
        let (Some(cap), Some(rate)) = (world.fleet_fuel_l[at][day], fleet.fuel_l_per_km) else {
            continue;
        };
        limits.push(Limit {
            words: format!("fleet `{}` has {cap} l of fuel a day", fleet.id),
            cap,
            parts: parts(lanes, |lane, way| of(lane, 2.0 * lane.ways[way].km * rate.0)),
        });
    }
    limits
}

/// Limits on mass that leaves crossings. Where nothing was held before, the
/// plan keeps them and so does the day; goods held from before may not break them.
pub(super) fn mass_limits(lanes: &[Lane], world: &World, day: usize) -> Vec<MassLimit> {
    let leaving = |from: &dyn Fn(usize) -> bool| -> Vec<usize> {
        (0..lanes.len()).filter(|&at| from(lanes[at].from)).collect()
    };
    let grams = |tonnes: f64| (tonnes * GRAMS_PER_TONNE + SLACK).floor() as Grams;
    let sites = world.scenario.sites.iter().enumerate();
    let through = sites.filter(|(_, site)| site.kind == SiteKind::Crossing);
    let mut limits: Vec<MassLimit> = through
        .filter_map(|(at, site)| {
            let cap = site.throughput_t_per_day?.0;
            let words = format!("crossing `{}` passes {cap} t a day", site.id);
            Some(MassLimit {
                words,
                cap: grams(cap),
                lanes: leaving(&|s| s == at),
                commodity: None,
            })
        })
        .collect();
    let caps = world.commodity_caps.iter().filter(|cap| cap.days.contains(&day));
    limits.extend(caps.map(|cap| MassLimit {
        words: format!(
            "term `{}` lets {} t of `{}` pass a day",
            cap.term, cap.tonnes_per_day, world.scenario.commodities[cap.commodity].id
        ),
        cap: grams(cap.tonnes_per_day),
        lanes: leaving(&|site| cap.crossings.contains(&site)),
        commodity: Some(cap.commodity),
    }));
    limits
}
