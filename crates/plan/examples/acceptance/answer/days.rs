//! Cases over several days, as networks with a copy of every place for every day.

use safeconduct_plan::game::{
    Arc, Game, Network, Shipment, additive, common_fraction, max_flow, over_days,
};
use serde::Deserialize;
use serde_json::Map;

use super::input::{Names, ship};
use super::{Answer, Refusal, figure, of};

#[derive(Deserialize)]
pub struct HorizonBudget {
    corridors: usize,
    days: usize,
    gamma_per_day: f64,
    gamma_total: f64,
}

/// Corridors of one segment: no load meets two targets, so the additive value is
/// the exact one, for a fraction of a strike as well.
pub fn horizon_budget(input: &HorizonBudget) -> Result<Answer, Refusal> {
    let arcs = (0..input.corridors).map(|_| Arc::free(0, 1).struck(1.0)).collect();
    let day = Network::new(2, arcs, Vec::new())?;
    let shipments = ship((0, 1), 1.0);
    let (long, all) = over_days(&day, &shipments, input.days)?;
    let a_day = Game { network: &day, shipments, gamma: input.gamma_per_day, decided: false };
    let total = Game { network: &long, shipments: all, gamma: input.gamma_total, decided: false };
    let days = input.days as f64;
    let mut answer = Map::new();
    answer.insert("loss_gamma_per_day".to_owned(), of(additive(&a_day)?, |p| days * p.value));
    answer.insert("loss_gamma_total".to_owned(), of(additive(&total)?, |plan| plan.value));
    Ok(answer)
}

#[derive(Deserialize)]
pub struct MultiPeriod {
    days: usize,
    crossings: Vec<Crossing>,
    arcs: Vec<Lane>,
    zones: Vec<Zone>,
}

#[derive(Deserialize)]
struct Crossing {
    id: String,
    supply: Vec<f64>,
}

#[derive(Deserialize)]
struct Lane {
    from: String,
    to: String,
    capacity: Vec<f64>,
}

#[derive(Deserialize)]
struct Zone {
    id: String,
    demand: Vec<f64>,
    #[serde(default)]
    store: f64,
}

/// Coverage here is what a zone gets over the horizon by what it needs over the
/// horizon. A scenario's is the least mean of daily shares over any week, which
/// is another figure where need differs from day to day; so this is not asked of
/// `plan`, but of the network over days: the largest common fraction of all that
/// zones need. Since all comes from one source, a plan that keeps it can be filled
/// up to the largest flow, and that is the total.
pub fn multi_period(input: &MultiPeriod) -> Result<Answer, Refusal> {
    let zones = Names::of("zone", input.zones.iter().map(|zone| zone.id.as_str()));
    let crossings = Names::of("crossing", input.crossings.iter().map(|c| c.id.as_str()));
    // Nodes: source, sink, each zone's people, then crossings and zones by day.
    let (source, sink, people) = (0, 1, 2);
    let first = people + input.zones.len();
    let a_day = input.crossings.len() + input.zones.len();
    let crossing = |day: usize, place: usize| first + day * a_day + place;
    let zone = |day: usize, place: usize| crossing(day, input.crossings.len() + place);
    let mut arcs = Vec::new();
    for day in 0..input.days {
        for (place, from) in input.crossings.iter().enumerate() {
            let supply = on("supply", &from.supply, day, input.days)?;
            arcs.push(Arc::free(source, crossing(day, place)).carrying(supply));
        }
        for lane in &input.arcs {
            let (from, to) = (crossings.at(&lane.from)?, zones.at(&lane.to)?);
            let capacity = on("capacity", &lane.capacity, day, input.days)?;
            arcs.push(Arc::free(crossing(day, from), zone(day, to)).carrying(capacity));
        }
        for (place, there) in input.zones.iter().enumerate() {
            let demand = on("demand", &there.demand, day, input.days)?;
            arcs.push(Arc::free(zone(day, place), people + place).carrying(demand));
            if day + 1 < input.days {
                let kept = Arc::free(zone(day, place), zone(day + 1, place));
                arcs.push(kept.carrying(there.store));
            }
        }
    }
    arcs.extend((0..input.zones.len()).map(|place| Arc::free(people + place, sink)));
    let network = Network::new(first + input.days * a_day, arcs, Vec::new())?;
    let needs = |(place, zone): (usize, &Zone)| {
        let amount = zone.demand.iter().take(input.days).sum();
        Shipment { from: source, to: people + place, amount, value: 1.0 }
    };
    let shipments = input.zones.iter().enumerate().map(needs).collect();
    let game = Game { network: &network, shipments, gamma: 0.0, decided: false };
    let found = common_fraction(&game)?;
    let mut answer = Map::new();
    answer.insert("min_coverage".to_owned(), of(found, |found| found.fraction));
    answer.insert("total_served".to_owned(), figure(max_flow(&network, source, sink)));
    Ok(answer)
}

fn on(what: &'static str, list: &[f64], day: usize, days: usize) -> Result<f64, Refusal> {
    let short = Refusal::Length { what, found: list.len(), wanted: days };
    list.get(day).copied().ok_or(short)
}
