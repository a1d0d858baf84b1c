//! Generated worlds of any size: `stress-N`.
//!
//! A road grid with gaps and jittered places; crossings along its border; hubs,
//! centres and delivery points on it; supply in dated batches; limits set around
//! what would pass if everybody were fed, so that crossings, roads, fleets and
//! sites each bind somewhere and coverage lies well inside 0 and 1. Every day
//! differs from the one before it, so days cannot be merged. All is invented and
//! follows from the seed alone.

mod dice;
mod goods;
mod land;
mod places;
mod roads;
mod shape;
mod traffic;

use std::collections::BTreeMap;

use jiff::civil::date;
use safeconduct_model::figure::{Certainty, Provenance};
use safeconduct_model::interceptor::Interceptor;
use safeconduct_model::need::{Need, Walking};
use safeconduct_model::nutrient::{Nutrient, Nutrients};
use safeconduct_model::scenario::{SCHEMA, Scenario};
use safeconduct_model::site::SiteKind;
use safeconduct_model::track::Track;

pub use shape::Shape;

/// Days that one collected ration lasts.
const RATION_DAYS: u32 = 7;

/// Segments struck in a day.
const GAMMA: f64 = 2.0;

/// The world of a shape.
#[must_use]
pub fn scenario(shape: &Shape) -> Scenario {
    let land = land::Land::of(shape);
    let traffic = traffic::Traffic::of(shape, &land);
    let ids = places::ids(&land);
    let segments = roads::segments(shape, &land, &traffic, &ids);
    Scenario {
        schema: SCHEMA,
        name: shape.name.clone(),
        title: format!("Generated world {} with seed {}", shape.name, shape.seed),
        note: Some("Every figure is invented, to measure planning on.".to_owned()),
        start: date(2025, 6, 1),
        days: u32::try_from(shape.days).unwrap_or(u32::MAX),
        gamma: GAMMA,
        interceptor: Interceptor::default(),
        need: need(),
        walking: Walking::default(),
        commodities: goods::commodities(shape),
        tracks: tracks(),
        fleets: goods::fleets(shape, &traffic),
        sites: places::sites(shape, &land, &traffic, &ids),
        zones: places::zones(shape, &land, &traffic),
        populations: Vec::new(),
        conditions: roads::conditions(shape, &segments, &traffic),
        segments,
        supply: goods::supply(shape, &land, &traffic, &ids),
        stocks: goods::stocks(shape, &land, &traffic, &ids),
        reach: Vec::new(),
        basket: Vec::new(),
        assumptions: Vec::new(),
        alternates: Vec::new(),
        simulation: safeconduct_model::simulation::Simulation::default(),
        frameworks: Vec::new(),
    }
}

fn need() -> Need {
    let per_day = [(Nutrient::Energy, 2100.0), (Nutrient::Protein, 58.0), (Nutrient::Fat, 43.0)];
    Need {
        per_person_day: Nutrients(BTreeMap::from(per_day)),
        fair: vec![Nutrient::Energy],
        ration_cycle_days: RATION_DAYS,
        provenance: Provenance {
            source: Some("WFP reference ration, wfp.org".to_owned()),
            certainty: Some(Certainty::High),
        },
    }
}

fn tracks() -> Vec<Track> {
    let track = |id: &str, name: &str, serves| Track {
        id: id.into(),
        name: name.to_owned(),
        serves: vec![serves],
    };
    vec![
        track("centres", "Distribution centres", SiteKind::DistributionCentre),
        track("corridors", "Corridors to delivery points", SiteKind::DeliveryPoint),
    ]
}
