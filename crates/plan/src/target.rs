//! What may be struck: targets by number, and which of them a corridor meets.

use std::collections::BTreeMap;

use safeconduct_model::id::{AreaId, SiteId};
use safeconduct_model::index::Index;
use safeconduct_model::interceptor::Struck;
use safeconduct_model::plan::certificate::Target;
use safeconduct_model::site::SiteKind;
use safeconduct_model::world::World;

/// A target on the way of a load.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stop {
    /// The target's number.
    pub target: usize,
    /// Segments driven before what comes to it is weighed: a position in
    /// [`crate::corridor::Corridor::survival`].
    pub driven: usize,
    /// Share lost if it is struck there (π); above 0.
    pub exposure: f64,
}

/// The targets of a world: segments first, then sites, then areas.
#[derive(Clone, Debug)]
pub struct Targets {
    segments: bool,
    /// By site: share lost if it is struck; 0 where sites may not be.
    sites: Vec<f64>,
    crossing: Vec<bool>,
    /// By segment: the sites it joins.
    ends: Vec<(usize, usize)>,
    /// By segment: the area it lies in, where areas may be struck.
    area: Vec<Option<usize>>,
    areas: usize,
}

impl Targets {
    /// The targets that the scenario's interceptor may strike.
    pub fn of(world: &World, index: &Index) -> Self {
        let scenario = &world.scenario;
        let may = |kind| scenario.interceptor.strikes(kind);
        let mut numbers: BTreeMap<&AreaId, usize> = BTreeMap::new();
        for area in scenario.segments.iter().filter_map(|s| s.area.as_ref()) {
            let next = numbers.len();
            numbers.entry(area).or_insert(next);
        }
        let area = |id: &Option<AreaId>| {
            let id = id.as_ref().filter(|_| may(Struck::Areas))?;
            numbers.get(id).copied()
        };
        let site = |id: &SiteId| index.sites.get(id.as_str()).copied().unwrap_or(usize::MAX);
        let exposed = |share: f64| if may(Struck::Sites) { share } else { 0.0 };
        Self {
            segments: may(Struck::Segments),
            sites: scenario.sites.iter().map(|s| exposed(s.exposure.0)).collect(),
            crossing: scenario.sites.iter().map(|s| s.kind == SiteKind::Crossing).collect(),
            ends: scenario.segments.iter().map(|s| (site(&s.from), site(&s.to))).collect(),
            area: scenario.segments.iter().map(|s| area(&s.area)).collect(),
            areas: numbers.len(),
        }
    }

    /// How many numbers targets have.
    pub fn len(&self) -> usize {
        self.area.len() + self.sites.len() + self.areas
    }

    /// The area of a segment as a target, where areas may be struck.
    pub fn area(&self, segment: usize) -> Option<usize> {
        Some(self.area.len() + self.sites.len() + self.area[segment]?)
    }

    /// Whether a target is an area.
    pub fn is_area(&self, target: usize) -> bool {
        target >= self.area.len() + self.sites.len()
    }

    /// A target by its name.
    pub fn name(&self, world: &World, target: usize) -> Option<Target> {
        let scenario = &world.scenario;
        let (segments, sites) = (self.area.len(), self.sites.len());
        if let Some(segment) = scenario.segments.get(target) {
            return Some(Target::Segment(segment.id.clone()));
        }
        if let Some(site) = scenario.sites.get(target - segments) {
            return Some(Target::Site(site.id.clone()));
        }
        let number = target - segments - sites;
        let within = self.area.iter().position(|area| *area == Some(number))?;
        scenario.segments.get(within)?.area.clone().map(Target::Area)
    }

    /// Where a load that sets out from a site is met at once.
    pub fn setting_out(&self, from: usize) -> Option<Stop> {
        let exposure = if self.crossing[from] { self.sites[from] } else { 0.0 };
        self.stop(self.area.len() + from, 0, exposure)
    }

    /// The segment itself as a target.
    pub fn on_segment(&self, segment: usize, driven: usize, exposure: f64) -> Option<Stop> {
        self.stop(segment, driven, if self.segments { exposure } else { 0.0 })
    }

    /// The area of a segment as a target.
    pub fn in_area(&self, segment: usize, driven: usize, exposure: f64) -> Option<Stop> {
        self.stop(self.area(segment)?, driven, exposure)
    }

    /// The site that a segment leads to as a target, `driven` counting it.
    pub fn at_site(&self, site: usize, driven: usize) -> Option<Stop> {
        self.stop(self.area.len() + site, driven, self.sites[site])
    }

    /// The share lost if a target is struck on a day; in an area it differs from
    /// segment to segment, and the least is told.
    pub fn exposure(&self, world: &World, target: usize, day: usize) -> f64 {
        let (segments, sites) = (self.area.len(), self.sites.len());
        if target < segments {
            return world.roads[target][day].exposure;
        }
        if target < segments + sites {
            return self.sites[target - segments];
        }
        let within = (0..segments).filter(|&e| self.area(e) == Some(target));
        within.map(|e| world.roads[e][day].exposure).fold(1.0, f64::min)
    }

    fn stop(&self, target: usize, driven: usize, exposure: f64) -> Option<Stop> {
        (exposure > 0.0).then_some(Stop { target, driven, exposure })
    }

    /// The targets on a way, in driving order: [`safeconduct_model::world`]
    /// says which.
    pub fn stops(&self, world: &World, from: usize, segments: &[usize], day: usize) -> Vec<Stop> {
        let mut stops = Vec::with_capacity(segments.len());
        stops.extend(self.setting_out(from));
        let mut here = from;
        for (driven, &segment) in segments.iter().enumerate() {
            let exposure = world.roads[segment][day].exposure;
            stops.extend(self.on_segment(segment, driven, exposure));
            // An area counts where it is first met, even if nothing is lost there.
            let entered = self.area[segment]
                .is_some_and(|a| segments[..driven].iter().all(|&s| self.area[s] != Some(a)));
            stops.extend(self.in_area(segment, driven, exposure).filter(|_| entered));
            let (from, to) = self.ends[segment];
            here = if from == here { to } else { from };
            stops.extend(self.at_site(here, driven + 1));
        }
        stops
    }
}
