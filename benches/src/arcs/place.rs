//! What the program asks of the world again and again, by index.

use safeconduct_model::check::bound::Bounds;
use safeconduct_model::index::Index;
use safeconduct_model::nutrient::Nutrient;
use safeconduct_model::plan::certificate::Scope;
use safeconduct_model::site::SiteKind;
use safeconduct_model::world::World;

/// A way of driving a segment.
#[derive(Clone, Copy, Debug)]
pub struct Arc {
    /// Segment index.
    pub segment: usize,
    /// Site index it leaves.
    pub from: usize,
    /// Site index it leads to.
    pub to: usize,
}

/// People fed alike: groups of one zone that collect at the same sites.
#[derive(Clone, Debug)]
pub struct Demand {
    /// Thousand people by day.
    pub thousands: Vec<f64>,
    /// Sites they collect at.
    pub sites: Vec<usize>,
}

/// A world by index.
pub struct Place<'w> {
    /// The world.
    pub world: &'w World,
    /// Ways of driving.
    pub arcs: Vec<Arc>,
    /// Fleet and track of trucks that may drive.
    pub pairs: Vec<(usize, usize)>,
    /// People.
    pub demands: Vec<Demand>,
    /// Thousand person-days of energy in a tonne, by commodity.
    pub energy: Vec<f64>,
    /// Crossing and commodity of each row of supply.
    pub offers: Vec<(usize, usize)>,
    /// Tonnes before day 0, by site and commodity.
    pub initial: Vec<Vec<f64>>,
}

impl<'w> Place<'w> {
    /// A world by index. Rows that name what is not there are left out.
    pub fn of(world: &'w World) -> Self {
        let scenario = &world.scenario;
        let index = Index::of(scenario);
        let need = scenario.need.per_person_day.amount(Nutrient::Energy);
        let energy = |c: &safeconduct_model::commodity::Commodity| {
            c.nutrients_per_kg.amount(Nutrient::Energy) / need
        };
        let mut initial = vec![vec![0.0; scenario.commodities.len()]; scenario.sites.len()];
        for row in &scenario.stocks {
            let place = index.sites.get(row.site.as_str());
            let goods = index.commodities.get(row.commodity.as_str());
            if let (Some(&s), Some(&k)) = (place, goods) {
                initial[s][k] += row.tonnes.0;
            }
        }
        let offer = |row: &safeconduct_model::supply::Supply| {
            let crossing = *index.sites.get(row.crossing.as_str())?;
            Some((crossing, *index.commodities.get(row.commodity.as_str())?))
        };
        Self {
            world,
            arcs: arcs(world, &index),
            pairs: pairs(world, &index),
            demands: demands(world),
            energy: scenario.commodities.iter().map(energy).collect(),
            offers: scenario.supply.iter().filter_map(offer).collect(),
            initial,
        }
    }

    /// Kind of a site.
    pub fn kind(&self, site: usize) -> SiteKind {
        self.world.scenario.sites[site].kind
    }

    /// Net load of a fleet's trucks, tonnes.
    pub fn payload(&self, fleet: usize) -> f64 {
        self.world.scenario.fleets[fleet].payload_t.0
    }

    /// Whether loads of a track may end at a site.
    pub fn may_end(&self, track: usize, site: usize) -> bool {
        let kind = self.kind(site);
        let serves = &self.world.scenario.tracks[track].serves;
        kind == SiteKind::Hub || (kind.hands_out() && serves.contains(&kind))
    }

    /// Thousand USD at risk in a tonne.
    pub fn value(&self, commodity: usize) -> f64 {
        self.world.scenario.commodities[commodity].value_usd_per_t.0 / 1000.0
    }
}

fn arcs(world: &World, index: &Index) -> Vec<Arc> {
    let mut arcs = Vec::new();
    for (segment, noun) in world.scenario.segments.iter().enumerate() {
        let ends = (index.sites.get(noun.from.as_str()), index.sites.get(noun.to.as_str()));
        let (Some(&from), Some(&to)) = ends else { continue };
        arcs.push(Arc { segment, from, to });
        if !noun.one_way {
            arcs.push(Arc { segment, from: to, to: from });
        }
    }
    arcs
}

fn pairs(world: &World, index: &Index) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (fleet, noun) in world.scenario.fleets.iter().enumerate() {
        let named = noun.tracks.iter().filter_map(|t| index.tracks.get(t.as_str()).copied());
        let mut tracks: Vec<usize> = named.collect();
        if noun.tracks.is_empty() {
            tracks = (0..world.scenario.tracks.len()).collect();
        }
        pairs.extend(tracks.into_iter().map(|track| (fleet, track)));
    }
    pairs
}

/// People whom anything can reach, as far as the checker can tell: the rest would
/// hold the level of all at zero. Trips end on their first day here.
fn demands(world: &World) -> Vec<Demand> {
    let scope = Scope { trips_within_a_day: true, ..Scope::default() };
    let reachable = Bounds::of(world, world.scenario.gamma, None, scope).reachable();
    let mut demands: Vec<(usize, Demand)> = Vec::new();
    for (position, group) in world.groups.iter().enumerate().filter(|(g, _)| reachable[*g]) {
        let people = |day| world.people(position, day) / 1000.0;
        let thousands: Vec<f64> = (0..world.days).map(people).collect();
        match demands.last_mut() {
            Some((zone, twin)) if *zone == group.zone && twin.sites == group.sites => {
                for (sum, more) in twin.thousands.iter_mut().zip(thousands) {
                    *sum += more;
                }
            }
            _ => demands.push((group.zone, Demand { thousands, sites: group.sites.clone() })),
        }
    }
    demands.into_iter().map(|(_, demand)| demand).collect()
}
