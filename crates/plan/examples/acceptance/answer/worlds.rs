//! Cases that are small scenarios, planned as any scenario is.

use safeconduct_model::answer::Answer as Planned;
use safeconduct_model::apply::apply;
use safeconduct_model::finding::{Findings, Severity};
use safeconduct_model::plan::Plan;
use safeconduct_model::read::{self, Format};
use safeconduct_plan::game::{Arc, Game, Network, Shipment, common_fraction};
use safeconduct_plan::{Settings, plan};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{Answer, Refusal, figure};

/// Tonnes that the largest amount of a case becomes, so that a gram is nothing.
const LARGE: f64 = 1e4;

#[derive(Deserialize)]
pub struct Coverage {
    supply: f64,
    zones: Vec<Zone>,
}

#[derive(Deserialize)]
struct Zone {
    id: String,
    demand: f64,
    #[serde(default)]
    capacity: Option<f64>,
}

/// One crossing, one day, a delivery point in each zone: a kilogram is a
/// person's need.
pub fn coverage_plan(input: &Coverage) -> Result<Answer, Refusal> {
    let most = input.zones.iter().map(|zone| zone.demand).fold(input.supply, f64::max);
    // A power of ten keeps whole amounts whole, for people are.
    let scale = 10_f64.powf((LARGE / most).log10().floor());
    let (mut sites, mut zones, mut segments) = (vec![crossing()], Vec::new(), Vec::new());
    for (place, zone) in input.zones.iter().enumerate() {
        let capacity = zone.capacity.unwrap_or(zone.demand) * scale;
        zones.push(people(place, &zone.id, (zone.demand * scale * 1000.0).round() as u64));
        sites.push(point(place, Some(capacity)));
        segments.push(road(place, place, None, 0.0));
    }
    let scenario = json!({
        "need": {"per_person_day": {"energy_kcal": 1000}, "ration_cycle_days": 1},
        "commodities": [{"id": "ration", "name": "Ration", "value_usd_per_t": 1,
            "nutrients_per_kg": {"energy_kcal": 1000}}],
        "supply": [{"crossing": "gate", "commodity": "ration", "price_usd_per_t": 1,
            "tonnes_per_day": input.supply * scale}],
        "sites": sites, "zones": zones, "segments": segments,
    });
    let plan = planned(scenario, 0, input.zones.len())?;
    let claims = &plan.claims;
    let covered = |place: usize| {
        let zone = format!("z{place}");
        let group = claims.groups.iter().find(|group| group.zone.as_str() == zone);
        group.map_or(0.0, |group| group.coverage)
    };
    let by_zone: Vec<f64> = (0..input.zones.len()).map(covered).collect();
    let mut answer = Map::new();
    answer.insert("min_coverage".to_owned(), figure(claims.least_coverage));
    let total = claims.people_days / 1000.0 / scale;
    answer.insert("total_after_min".to_owned(), figure(total));
    answer.insert("lexicographic_coverage".to_owned(), json!(by_zone));
    Ok(answer)
}

#[derive(Deserialize)]
pub struct ValueSplit {
    commodities: Vec<Goods>,
    corridors: Vec<Way>,
    gamma: f64,
}

#[derive(Deserialize)]
struct Goods {
    tonnes: f64,
    value: f64,
}

#[derive(Deserialize)]
struct Way {
    capacity: f64,
    #[serde(default = "certain")]
    loss: f64,
}

fn certain() -> f64 {
    1.0
}

const NUTRIENTS: [&str; 12] = [
    "energy_kcal",
    "protein_g",
    "fat_g",
    "calcium_mg",
    "iron_mg",
    "vitamin_a_ug",
    "thiamine_mg",
    "riboflavin_mg",
    "niacin_mg",
    "folate_ug",
    "vitamin_c_mg",
    "iodine_ug",
];

/// One crossing, one zone, a road for each corridor; each commodity has a
/// nutrient of its own, needed so much that all of it must be shipped. A fraction
/// of a strike, and more commodities than nutrients, are asked of the plain game.
pub fn value_split(input: &ValueSplit) -> Result<Answer, Refusal> {
    let plain = input.gamma.fract() != 0.0 || input.commodities.len() > NUTRIENTS.len();
    let loss = if plain { split_plainly(input)? } else { split_by_plan(input)? };
    Ok(Map::from_iter([("worst_case_value_loss".to_owned(), loss)]))
}

fn split_by_plan(input: &ValueSplit) -> Result<Value, Refusal> {
    let most = input.commodities.iter().map(|goods| goods.tonnes).fold(0.0, f64::max);
    let scale = LARGE / most;
    let (mut commodities, mut supply) = (Vec::new(), Vec::new());
    let mut need = Map::new();
    for (place, goods) in input.commodities.iter().enumerate() {
        let (id, nutrient) = (format!("k{place}"), NUTRIENTS[place]);
        // A million people; a tonne holds a thousand of its nutrient.
        need.insert(nutrient.to_owned(), json!(goods.tonnes * scale / 1000.0));
        commodities.push(json!({"id": id, "name": id, "value_usd_per_t": goods.value,
            "nutrients_per_kg": {nutrient: 1}}));
        supply.push(json!({"crossing": "gate", "commodity": id, "price_usd_per_t": 1,
            "tonnes_per_day": 2.0 * goods.tonnes * scale}));
    }
    let fair: Vec<&String> = need.keys().collect();
    let roads = input.corridors.iter().enumerate();
    let segments: Vec<Value> =
        roads.map(|(place, way)| road(place, 0, Some(way.capacity * scale), way.loss)).collect();
    let scenario = json!({
        "need": {"per_person_day": need, "fair": fair, "ration_cycle_days": 1},
        "commodities": commodities, "supply": supply,
        "sites": [crossing(), point(0, None)],
        "zones": [people(0, "zone", 1_000_000)], "segments": segments,
    });
    let plan = planned(scenario, input.gamma as u32, 1)?;
    let stage = |name: &str| plan.stages.iter().find(|stage| stage.name == name);
    if stage("fair").is_none_or(|fair| fair.value < 1.0 - 1e-5) {
        return Ok(Value::Null);
    }
    Ok(stage("loss").map_or(Value::Null, |loss| figure(loss.value / scale)))
}

fn split_plainly(input: &ValueSplit) -> Result<Value, Refusal> {
    let arc = |way: &Way| Arc::free(0, 1).struck(way.loss).carrying(way.capacity);
    let network = Network::new(2, input.corridors.iter().map(arc).collect(), Vec::new())?;
    let ship = |g: &Goods| Shipment { from: 0, to: 1, amount: g.tonnes, value: g.value };
    let shipments = input.commodities.iter().map(ship).collect();
    let game = Game { network: &network, shipments, gamma: input.gamma, decided: false };
    let found = common_fraction(&game)?.solved().filter(|found| found.fraction > 1.0 - 1e-9);
    Ok(found.map_or(Value::Null, |found| figure(found.plan.value)))
}

fn crossing() -> Value {
    json!({"id": "gate", "name": "Gate", "kind": "crossing", "lon": 0.0, "lat": 0.0})
}

fn point(zone: usize, capacity: Option<f64>) -> Value {
    let mut point = json!({"id": format!("p{zone}"), "name": "Point", "kind": "delivery_point",
        "lon": 0.0, "lat": 0.01, "zone": format!("z{zone}")});
    if let Some(capacity) = capacity {
        point["throughput_t_per_day"] = json!(capacity);
    }
    point
}

fn people(zone: usize, name: &str, people: u64) -> Value {
    json!({"id": format!("z{zone}"), "name": name, "lon": 0.0, "lat": 0.01, "population": people,
        "cannot_walk_share": 1.0})
}

/// A road from the crossing, its capacity in trucks of one tonne.
fn road(place: usize, to: usize, capacity: Option<f64>, exposure: f64) -> Value {
    let mut road = json!({"id": format!("r{place}"), "from": "gate", "to": format!("p{to}"),
        "length_km": 1, "hours": 0.1, "exposure": exposure});
    if let Some(capacity) = capacity {
        road["trucks_per_day"] = json!(capacity);
    }
    road
}

/// Reads, applies and plans what the case says, with one fleet that is never short.
fn planned(mut scenario: Value, gamma: u32, fair_rounds: usize) -> Result<Plan, Refusal> {
    let rest = json!({
        "schema": 1, "name": "case", "title": "A case", "start": "2025-06-01", "days": 1,
        "gamma": gamma,
        "tracks": [{"id": "corridors", "name": "Corridors", "serves": ["delivery_point"]}],
        "fleets": [{"id": "trucks", "name": "Trucks", "operator": "carrier", "trucks": 1e6,
            "payload_t": 1, "rounds_per_day": 10, "hours_per_day": 10}],
    });
    if let (Value::Object(all), Value::Object(rest)) = (&mut scenario, rest) {
        all.extend(rest);
    }
    let read = read::text("case.json", &scenario.to_string(), Format::Json);
    let scenario = read.scenario.ok_or_else(|| refused(&read.findings))?;
    let world = apply(&scenario, None).map_err(|findings| refused(&findings))?;
    let settings = Settings { fair_rounds, baselines: false, ..Settings::default() };
    match plan(&world, &settings, &mut |_| {})? {
        Planned::Planned(plan) => Ok(*plan),
        Planned::Infeasible(why) => Err(Refusal::Scenario(format!("{why:?}"))),
    }
}

fn refused(findings: &Findings) -> Refusal {
    let errors = findings.0.iter().filter(|finding| finding.severity == Severity::Error);
    let said: Vec<&str> = errors.map(|finding| finding.what.as_str()).collect();
    Refusal::Scenario(said.join("; "))
}
