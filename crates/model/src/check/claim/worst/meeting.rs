//! Which targets each load meets, by day: the way of the contract.

use std::collections::{BTreeMap, HashMap};

use num_bigint::BigInt;

use super::day::{Day, Meeting};
use super::{Book, values};
use crate::check::number::Column;
use crate::check::rows::Way;
use crate::id::AreaId;
use crate::index::Index;
use crate::interceptor::Struck;
use crate::site::SiteKind;
use crate::world::World;

/// A target by what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Target {
    Segment(usize),
    Site(usize),
    Area(usize),
}

/// A target on a way, with the number of segments driven before what comes to
/// it is weighed, and the segment whose exposure counts.
struct Stop {
    target: Target,
    driven: usize,
}

/// What may be struck, by index.
struct Targets<'w> {
    world: &'w World,
    index: Index,
    areas: HashMap<&'w AreaId, usize>,
}

impl<'w> Targets<'w> {
    fn of(world: &'w World) -> Self {
        let mut areas = HashMap::new();
        for area in world.scenario.segments.iter().filter_map(|s| s.area.as_ref()) {
            let next = areas.len();
            areas.entry(area).or_insert(next);
        }
        Self { world, index: Index::of(&world.scenario), areas }
    }

    fn may(&self, kind: Struck) -> bool {
        self.world.scenario.interceptor.strikes(kind)
    }

    /// The targets on a way, in driving order.
    fn on(&self, way: &Way) -> Vec<Stop> {
        let scenario = &self.world.scenario;
        let mut stops: Vec<Stop> = Vec::new();
        let sites = self.may(Struck::Sites);
        if sites && scenario.sites[way.from].kind == SiteKind::Crossing {
            stops.push(Stop { target: Target::Site(way.from), driven: 0 });
        }
        let mut here = way.from;
        for (driven, &segment) in way.segments.iter().enumerate() {
            let road = &scenario.segments[segment];
            if self.may(Struck::Segments) {
                stops.push(Stop { target: Target::Segment(segment), driven });
            }
            let area = road.area.as_ref().filter(|_| self.may(Struck::Areas));
            if let Some(&area) = area.and_then(|area| self.areas.get(area)) {
                let target = Target::Area(area);
                if stops.iter().all(|stop| stop.target != target) {
                    stops.push(Stop { target, driven });
                }
            }
            let ends = [&road.from, &road.to].map(|id| self.index.sites.get(id.as_str()).copied());
            here = if ends[0] == Some(here) { ends[1] } else { ends[0] }.unwrap_or(here);
            if sites {
                stops.push(Stop { target: Target::Site(here), driven: driven + 1 });
            }
        }
        stops
    }

    /// The exposure of a stop of this way on a day.
    fn exposure(&self, stop: &Stop, way: &Way, day: usize) -> f64 {
        match stop.target {
            Target::Site(site) => self.world.scenario.sites[site].exposure.0,
            Target::Segment(_) | Target::Area(_) => {
                self.world.roads[way.segments[stop.driven]][day].exposure
            }
        }
    }
}

/// The loads of each day that has any, those of one way together.
pub(super) fn days(book: &Book, world: &World) -> Vec<Day> {
    let targets = Targets::of(world);
    let stops: Vec<Vec<Stop>> = book.rows.ways.iter().map(|way| targets.on(way)).collect();
    let values = values(world);
    let mut by_day: BTreeMap<usize, BTreeMap<usize, Vec<BigInt>>> = BTreeMap::new();
    for (load, entering) in book.rows.loads.iter().zip(&book.flow.entering) {
        let ways = by_day.entry(load.day).or_default();
        let sums = ways.entry(load.way).or_insert_with(|| vec![BigInt::ZERO; entering.len()]);
        for (sum, grams) in sums.iter_mut().zip(entering) {
            *sum += &values.parts[load.commodity] * *grams;
        }
    }
    let mut exposures = Vec::new();
    for (&day, ways) in &by_day {
        for &way in ways.keys() {
            let each = stops[way].iter();
            exposures.extend(each.map(|s| targets.exposure(s, &book.rows.ways[way], day)));
        }
    }
    let column = Column::of(exposures);
    let mut parts = column.parts.iter();
    let mut days = Vec::new();
    for ways in by_day.values() {
        let mut lines = Vec::new();
        for (way, sums) in ways {
            let meet = |stop: &Stop| {
                let exposure = parts.next()?;
                let (target, value) = (stop.target, sums[stop.driven].clone());
                Some(Meeting { target, value, exposure: exposure.clone() })
            };
            lines.push(stops[*way].iter().filter_map(meet).collect());
        }
        days.push(Day::of(lines, &column.unit));
    }
    days
}
