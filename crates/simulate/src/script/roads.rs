//! Roads by day, the targets on them, and what a way meets in driving order.

use std::collections::BTreeMap;
use std::ops::Range;

use safeconduct_model::index::Index;
use safeconduct_model::interceptor::Struck;
use safeconduct_model::site::SiteKind;
use safeconduct_model::world::World;

/// Something that may be struck.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A segment, by index.
    Segment(usize),
    /// A site, by index.
    Site(usize),
    /// An area, by name.
    Area(String),
}

/// A segment as a way meets it.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// Segment index.
    pub segment: usize,
    /// The segment itself as a target.
    pub road: Option<usize>,
    /// The area it lies in, where it is met for the first time.
    pub area: Option<usize>,
    /// The site it leads to.
    pub site: Option<usize>,
}

/// Loss and exposure of every segment on every day, and the steps of all ways.
#[derive(Debug)]
pub struct Roads {
    /// By day and segment: shares seized, self-distributed, refused.
    pub loss: Vec<[f64; 3]>,
    /// By day and segment: share lost if struck.
    pub exposure: Vec<f64>,
    /// By site: share lost if struck.
    pub site_exposure: Vec<f64>,
    /// Steps of all ways, one after the other.
    pub steps: Vec<Step>,
    /// What may be struck on any way.
    pub targets: Vec<Target>,
    /// Site index of targets that are sites.
    pub target_site: Vec<usize>,
    known: BTreeMap<Target, usize>,
}

impl Roads {
    /// The roads of a world, no way walked yet.
    pub fn of(world: &World) -> Self {
        let by_day = |day: usize| world.roads.iter().map(move |road| road[day]);
        let shares = |road: safeconduct_model::world::Road| {
            [road.loss.seized.0, road.loss.self_distributed.0, road.loss.refused.0]
        };
        let days = 0..world.days;
        Self {
            loss: days.clone().flat_map(by_day).map(shares).collect(),
            exposure: days.flat_map(by_day).map(|road| road.exposure).collect(),
            site_exposure: world.scenario.sites.iter().map(|site| site.exposure.0).collect(),
            steps: Vec::new(),
            targets: Vec::new(),
            target_site: Vec::new(),
            known: BTreeMap::new(),
        }
    }

    /// Walks a corridor from a site; the target at its start, and its steps.
    pub fn walk(
        &mut self,
        world: &World,
        index: &Index,
        from: usize,
        segments: &[usize],
    ) -> (Option<usize>, Range<usize>) {
        let scenario = &world.scenario;
        let strikes = |kind| scenario.interceptor.strikes(kind);
        let sites = strikes(Struck::Sites);
        let starts = scenario.sites[from].kind == SiteKind::Crossing && sites;
        let origin = if starts { self.site(from) } else { None };
        let (mut here, mut met) = (from, Vec::new());
        let first = self.steps.len();
        for &segment in segments {
            let noun = &scenario.segments[segment];
            let exposed = world.roads[segment].iter().any(|road| road.exposure > 0.0);
            let road = (strikes(Struck::Segments) && exposed)
                .then(|| self.target(Target::Segment(segment), usize::MAX));
            let area = noun.area.as_ref().filter(|_| strikes(Struck::Areas));
            let new = area.filter(|area| !met.contains(area));
            met.extend(new);
            let area = new.filter(|_| exposed);
            let area = area.map(|area| self.target(Target::Area(area.0.clone()), usize::MAX));
            let ends = [&noun.from, &noun.to].map(|id| index.sites.get(id.as_str()).copied());
            here = match ends {
                [Some(a), Some(b)] if a == here => b,
                [Some(a), Some(_)] => a,
                _ => here,
            };
            let site = if sites { self.site(here) } else { None };
            self.steps.push(Step { segment, road, area, site });
        }
        (origin, first..self.steps.len())
    }

    fn site(&mut self, site: usize) -> Option<usize> {
        (self.site_exposure[site] > 0.0).then(|| self.target(Target::Site(site), site))
    }

    fn target(&mut self, target: Target, site: usize) -> usize {
        if let Some(&known) = self.known.get(&target) {
            return known;
        }
        let at = self.targets.len();
        self.known.insert(target.clone(), at);
        self.targets.push(target);
        self.target_site.push(site);
        at
    }
}
