//! What a bound needs of a world, looked up once for all stages.

use std::ops::Range;

use num_traits::ToPrimitive;

use crate::check::number::Column;
use crate::id::AreaId;
use crate::index::Index;
use crate::nutrient::Nutrient;
use crate::plan::OpenCentre;
use crate::site::SiteKind;
use crate::world::World;

/// A way out of a site: the segment and where it leads.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    pub segment: usize,
    pub to: usize,
}

/// A supply row with its places answered.
#[derive(Clone, Debug)]
pub struct Offer {
    pub site: usize,
    pub commodity: usize,
    pub days: Range<usize>,
    pub tonnes_per_day: f64,
    pub usd_per_t: f64,
}

/// A world by index.
#[derive(Debug)]
pub struct Facts<'w> {
    pub world: &'w World,
    pub index: Index,
    /// Ways out of each site.
    pub steps: Vec<Vec<Step>>,
    /// Sites that dispatch.
    pub origins: Vec<usize>,
    /// By fleet and track: whether the fleet serves it.
    pub serves: Vec<Vec<bool>>,
    /// Hours of each segment and working hours of each fleet in one unit;
    /// fleets that cannot carry anything have none.
    pub hours: Vec<i128>,
    pub day_hours: Vec<Option<i128>>,
    pub offers: Vec<Offer>,
    /// Site, commodity and tonnes on hand before day 0.
    pub initial: Vec<(usize, usize, f64)>,
    /// Nutrients that people need.
    pub nutrients: Vec<Nutrient>,
    /// Person-days of need in a tonne, by position in `nutrients` and commodity.
    pub met_per_t: Vec<Vec<f64>>,
    /// Person-days of energy need in a tonne; zero where energy is not needed.
    pub energy_per_t: Vec<f64>,
    /// Shelf life in days.
    pub life: Vec<Option<usize>>,
    /// By site and day: whether supplies may be handed out, centres as chosen.
    pub hands_out: Vec<Vec<bool>>,
    /// Areas by name, and the area of each segment.
    pub areas: Vec<AreaId>,
    pub area: Vec<Option<usize>>,
    /// Runs of days on which nothing in the world changes.
    pub runs: Vec<Range<usize>>,
    /// Bounds on rations, where plans keep them.
    pub rations: Vec<Ration>,
}

/// A bound on rations.
#[derive(Clone, Debug)]
pub struct Ration {
    /// By commodity: whether it counts.
    pub counts: Vec<bool>,
    /// Grams in a ration; none that are 0.
    pub least_g: Option<f64>,
    /// Grams in a ration.
    pub most_g: Option<f64>,
}

impl<'w> Facts<'w> {
    /// Whether a fleet has trucks, and fuel it can account for.
    pub fn drives(&self, fleet: usize, day: usize) -> bool {
        let world = self.world;
        let recorded = world.scenario.fleets[fleet].fuel_l_per_km.is_some();
        world.fleet_trucks[fleet][day] > 0.0
            && (recorded || world.fleet_fuel_l[fleet][day].is_none())
    }

    /// Whether a fleet may drive for a track that is allowed.
    pub fn uses(&self, track: usize, fleet: usize, day: usize) -> bool {
        self.world.track_allowed[track][day] && self.serves[fleet][track]
    }

    /// The facts of a world in which these centres are open; any, where none
    /// are named.
    pub fn of(world: &'w World, open: Option<&[OpenCentre]>) -> Self {
        let scenario = &world.scenario;
        let index = Index::of(scenario);
        let (hours, day_hours) = hours(world);
        let per_day = &scenario.need.per_person_day;
        let nutrients: Vec<Nutrient> =
            Nutrient::ALL.into_iter().filter(|n| per_day.amount(*n) > 0.0).collect();
        let met_per_t: Vec<Vec<f64>> = nutrients
            .iter()
            .map(|n| {
                let held = scenario.commodities.iter().map(|c| c.nutrients_per_kg.amount(*n));
                held.map(|held| held * 1000.0 / per_day.amount(*n)).collect()
            })
            .collect();
        let energy = nutrients.iter().position(|n| *n == Nutrient::Energy);
        let none = vec![0.0; scenario.commodities.len()];
        let kinds = scenario.sites.iter().map(|s| s.kind).enumerate();
        let mut areas: Vec<AreaId> =
            scenario.segments.iter().filter_map(|s| s.area.clone()).collect();
        areas.sort_unstable();
        areas.dedup();
        let area = |s: &crate::segment::Segment| areas.binary_search(s.area.as_ref()?).ok();
        Self {
            area: scenario.segments.iter().map(area).collect(),
            steps: steps(world, &index),
            origins: kinds.filter(|(_, k)| k.dispatches()).map(|(i, _)| i).collect(),
            serves: serves(world),
            hours,
            day_hours,
            offers: offers(world, &index),
            initial: initial(world, &index),
            energy_per_t: energy.and_then(|n| met_per_t.get(n).cloned()).unwrap_or(none),
            nutrients,
            met_per_t,
            life: scenario
                .commodities
                .iter()
                .map(|c| c.shelf_life_days.map(|life| life as usize))
                .collect(),
            hands_out: hands_out(world, &index, open),
            runs: super::runs::runs(world),
            rations: Vec::new(),
            areas,
            index,
            world,
        }
    }

    /// The facts for plans that keep the scenario's bounds on rations, if they do.
    pub fn rations(mut self, kept: bool) -> Self {
        let goods = &self.world.scenario.commodities;
        let bounds = self.world.scenario.basket.iter().filter(|_| kept);
        let ration = bounds.map(|bound| Ration {
            counts: goods.iter().map(|c| bound.counts(c)).collect(),
            least_g: Some(bound.at_least_g.0).filter(|g| *g > 0.0),
            most_g: bound.at_most_g.map(|g| g.0),
        });
        self.rations = ration.collect();
        self
    }

    /// The kind of a site.
    pub fn kind(&self, site: usize) -> SiteKind {
        self.world.scenario.sites[site].kind
    }

    /// Number of commodities.
    pub fn commodities(&self) -> usize {
        self.world.scenario.commodities.len()
    }
}

fn hours(world: &World) -> (Vec<i128>, Vec<Option<i128>>) {
    let (segments, fleets) = (&world.scenario.segments, &world.scenario.fleets);
    let figures =
        segments.iter().map(|s| s.hours.0).chain(fleets.iter().map(|f| f.hours_per_day.0));
    let column = Column::of(figures);
    // Far more hours than any horizon has, and room to add them up.
    let parts = column.parts.iter().map(|p| p.to_i128().unwrap_or(i128::MAX).min(1 << 100));
    let mut hours: Vec<i128> = parts.collect();
    let last = hours.split_off(segments.len());
    let able = last.into_iter().zip(fleets).map(|(hours, fleet)| {
        let carries = fleet.payload_t.0 > 0.0 && fleet.rounds_per_day.0 > 0.0 && hours > 0;
        carries.then_some(hours)
    });
    let able = able.collect();
    (hours, able)
}

fn steps(world: &World, index: &Index) -> Vec<Vec<Step>> {
    let mut steps = vec![Vec::new(); world.scenario.sites.len()];
    for (segment, noun) in world.scenario.segments.iter().enumerate() {
        let ends = (index.sites.get(noun.from.as_str()), index.sites.get(noun.to.as_str()));
        let (Some(&from), Some(&to)) = ends else { continue };
        if from != to {
            steps[from].push(Step { segment, to });
            if !noun.one_way {
                steps[to].push(Step { segment, to: from });
            }
        }
    }
    steps
}

fn serves(world: &World) -> Vec<Vec<bool>> {
    let tracks = &world.scenario.tracks;
    let fleets = world.scenario.fleets.iter();
    let serves = |fleet: &crate::fleet::Fleet| {
        let named =
            |t: &crate::track::Track| fleet.tracks.is_empty() || fleet.tracks.contains(&t.id);
        tracks.iter().map(named).collect()
    };
    fleets.map(serves).collect()
}

fn offers(world: &World, index: &Index) -> Vec<Offer> {
    let rows = world.scenario.supply.iter();
    rows.filter_map(|row| {
        Some(Offer {
            site: *index.sites.get(row.crossing.as_str())?,
            commodity: *index.commodities.get(row.commodity.as_str())?,
            days: row.window.indices(world.scenario.days),
            tonnes_per_day: row.tonnes_per_day.0,
            usd_per_t: row.price_usd_per_t.0,
        })
    })
    .collect()
}

fn initial(world: &World, index: &Index) -> Vec<(usize, usize, f64)> {
    let rows = world.scenario.stocks.iter();
    rows.filter_map(|row| {
        let site = index.sites.get(row.site.as_str())?;
        Some((*site, *index.commodities.get(row.commodity.as_str())?, row.tonnes.0))
    })
    .collect()
}

/// Where and when supplies may be handed out: where the framework allows it
/// and, where a rule limits the centres, only at those listed as open.
fn hands_out(world: &World, index: &Index, open: Option<&[OpenCentre]>) -> Vec<Vec<bool>> {
    let mut allowed = world.hand_out_allowed.clone();
    let Some(open) = open else { return allowed };
    for (site, noun) in world.scenario.sites.iter().enumerate() {
        if noun.kind != SiteKind::DistributionCentre {
            continue;
        }
        for (day, allowed) in allowed[site].iter_mut().enumerate() {
            let ruled = world.centre_rules.iter().any(|r| r.days.contains(&day));
            let listed = || {
                open.iter().any(|o| {
                    index.sites.get(o.site.as_str()) == Some(&site)
                        && (o.from_day.index()..=o.to_day.index()).contains(&day)
                })
            };
            *allowed &= !ruled || listed();
        }
    }
    allowed
}
