//! Scenarios made from another, and what must hold between their plans.

use safeconduct_model::answer::Answer;
use safeconduct_model::apply::apply;
use safeconduct_model::check::verify;
use safeconduct_model::read::{self, Format};
use safeconduct_model::scenario::Scenario;
use safeconduct_plan::{Settings, plan};
use serde_json::{Value, json};

use crate::random::Dice;

/// What the stages of a plan reach and prove.
pub struct Optima {
    /// Name, value, bound.
    pub stages: Vec<(String, f64, f64)>,
}

/// By how much what rounding to the gram and a limit drawn in a little leave
/// may differ, as a share.
const ROUNDING: f64 = 1e-5;

impl Optima {
    fn of(&self, stage: &str) -> Option<(f64, f64)> {
        self.stages
            .iter()
            .find(|(name, _, _)| name == stage)
            .map(|(_, value, bound)| (*value, *bound))
    }

    /// What this reaches is at most `times` what the other proves.
    pub fn no_better_than(&self, other: &Self, stage: &str, times: f64) -> Result<(), String> {
        let ((value, _), (_, bound)) = match (self.of(stage), other.of(stage)) {
            (Some(one), Some(other)) => (one, other),
            _ => return Err(format!("no stage {stage}")),
        };
        let (value, bound) = (value / times, bound);
        let lowers = ["loss", "cost"].contains(&stage);
        let better = if lowers { bound - value } else { value - bound };
        let most = ROUNDING * bound.abs().max(value.abs()) + 1e-9;
        if better <= most { Ok(()) } else { Err(format!("{stage}: {value} beats {bound}")) }
    }

    /// Neither is better than what the other proves.
    fn same(&self, other: &Self, stage: &str, times: f64) -> Result<(), String> {
        self.no_better_than(other, stage, 1.0 / times)?;
        other.no_better_than(self, stage, times)
    }
}

/// The plan of a scenario as it stands, checked, by its stages.
pub fn optima(scenario: &Scenario) -> Option<Optima> {
    let world = apply(scenario, scenario.framework("related")).unwrap();
    let settings = Settings { baselines: false, ..Settings::default() };
    let Ok(Answer::Planned(plan)) = plan(&world, &settings, &mut |_| {}) else { return None };
    assert_eq!(verify(&plan, scenario).0, []);
    let stages = plan.stages.iter().filter_map(|s| Some((s.name.clone(), s.value, s.bound?)));
    Some(Optima { stages: stages.collect() })
}

/// A scenario as a document that can be changed.
pub fn doc(scenario: &Scenario) -> Value {
    let mut doc = serde_json::to_value(scenario).unwrap();
    doc["frameworks"] = json!([]);
    doc
}

fn planned(doc: &Value) -> Option<Optima> {
    let read = read::text("related.json", &doc.to_string(), Format::Json);
    optima(&read.scenario.unwrap_or_else(|| panic!("{:#?}", read.findings)))
}

fn rows<'a>(doc: &'a mut Value, table: &str) -> std::slice::IterMut<'a, Value> {
    doc.get_mut(table).and_then(Value::as_array_mut).map(|rows| rows.iter_mut()).unwrap_or_default()
}

fn times(row: &mut Value, field: &str, factor: f64) {
    if let Some(figure) = row[field].as_f64() {
        row[field] = json!(figure * factor);
    }
}

type Outcome = Option<Result<(), String>>;

/// A relation: of a scenario, its seed and its optima.
pub type Relation = fn(&Value, u64, &Optima) -> Outcome;

pub const RELATIONS: [(&str, Relation); 8] = [
    ("R1 order", order),
    ("R2 mass", mass),
    ("R3 more", more),
    ("R5 longer", longer),
    ("R6 redundant", redundant),
    ("R7 halves", halves),
    ("R8 no risk", no_risk),
    ("R10 union", union),
];

/// Rows in another order and zones by other names: the same optimum.
fn order(doc: &Value, seed: u64, first: &Optima) -> Outcome {
    let (mut other, mut dice) = (doc.clone(), Dice::new(seed));
    for table in ["sites", "segments", "zones", "supply", "commodities", "fleets", "stocks"] {
        if let Some(rows) = other.get_mut(table).and_then(Value::as_array_mut) {
            for last in (1..rows.len()).rev() {
                rows.swap(last, dice.below(last + 1));
            }
        }
    }
    let text = other.to_string().replace("\"z0\"", "\"zone-nought\"");
    let other: Value = serde_json::from_str(&text).unwrap();
    let second = planned(&other)?;
    Some(first.same(&second, "fair", 1.0).and_then(|()| first.same(&second, "total", 1.0)))
}

/// Every mass ten times as large: coverage the same, people-days and losses
/// ten times as large.
fn mass(doc: &Value, _: u64, first: &Optima) -> Outcome {
    let mut other = doc.clone();
    rows(&mut other, "supply").for_each(|r| times(r, "tonnes_per_day", 10.0));
    rows(&mut other, "stocks").for_each(|r| times(r, "tonnes", 10.0));
    rows(&mut other, "fleets").for_each(|r| times(r, "payload_t", 10.0));
    rows(&mut other, "zones").for_each(|r| times(r, "population", 10.0));
    for row in rows(&mut other, "sites") {
        for field in ["storage_t", "throughput_t_per_day", "people_per_day"] {
            times(row, field, 10.0);
        }
    }
    let second = planned(&other)?;
    let same = first.same(&second, "fair", 1.0);
    Some(same.and_then(|()| first.same(&second, "total", 10.0)))
}

/// More trucks, more through crossings and over roads, one more road: coverage
/// is not lower.
fn more(doc: &Value, seed: u64, first: &Optima) -> Outcome {
    let mut other = doc.clone();
    match seed % 3 {
        0 => rows(&mut other, "fleets")
            .for_each(|r| r["trucks"] = json!(r["trucks"].as_f64().unwrap() + 1.0)),
        1 => {
            rows(&mut other, "sites").for_each(|r| times(r, "trucks_per_day", 1.5));
            rows(&mut other, "segments").for_each(|r| times(r, "trucks_per_day", 1.5));
        }
        _ => {
            let mut road = other["segments"][0].clone();
            road["id"] = json!("another");
            road["from"] = json!("c1");
            road["to"] = json!("d0");
            road["hours"] = json!(0.9);
            road["length_km"] = json!(20.0);
            road.as_object_mut().unwrap().remove("trucks_per_day");
            other["segments"].as_array_mut().unwrap().push(road);
        }
    }
    Some(first.no_better_than(&planned(&other)?, "fair", 1.0))
}

/// A road closed on one day is open on it: coverage is not lower.
fn longer(doc: &Value, _: u64, first: &Optima) -> Outcome {
    let mut other = doc.clone();
    let closed = rows(&mut other, "conditions").any(|c| c["trucks_per_day"] == json!(0.0));
    if !closed {
        // Nothing is closed: then close a road for a day, the other way round.
        let close = json!({"segment": "s3", "from_day": 2, "to_day": 3, "trucks_per_day": 0});
        let mut all: Vec<Value> = rows(&mut other, "conditions").map(|row| row.take()).collect();
        all.push(close);
        other["conditions"] = json!(all);
        return Some(planned(&other)?.no_better_than(first, "fair", 1.0));
    }
    other["conditions"] = json!([]);
    Some(first.no_better_than(&planned(&other)?, "fair", 1.0))
}

/// A limit beyond all others changes nothing.
fn redundant(doc: &Value, _: u64, first: &Optima) -> Outcome {
    let mut other = doc.clone();
    let term = json!({"id": "wide", "kind": "entry", "trucks_per_day": 100_000});
    other["frameworks"] = json!([{"id": "related", "name": "Related", "terms": [term]}]);
    let second = planned(&other)?;
    Some(first.same(&second, "fair", 1.0).and_then(|()| first.same(&second, "total", 1.0)))
}

/// A zone in two halves of the same people at the same place: the same.
///
/// Those who cannot walk are served in their own zone only, so everybody walks.
fn halves(doc: &Value, _: u64, _: &Optima) -> Outcome {
    let mut whole = doc.clone();
    rows(&mut whole, "zones").for_each(|zone| zone["cannot_walk_share"] = json!(0.0));
    let mut other = whole.clone();
    let zone = other["zones"][0].as_object_mut()?;
    let people = zone["population"].as_f64()?;
    zone["population"] = json!(people / 2.0);
    let mut half = other["zones"][0].clone();
    half["id"] = json!("half");
    other["zones"].as_array_mut()?.push(half);
    let (first, second) = (planned(&whole)?, planned(&other)?);
    Some(first.same(&second, "fair", 1.0).and_then(|()| first.same(&second, "total", 1.0)))
}

/// Where nothing is at risk nothing is lost, whatever strikes, and coverage is
/// what it is without strikes.
fn no_risk(doc: &Value, _: u64, first: &Optima) -> Outcome {
    let mut calm = doc.clone();
    rows(&mut calm, "segments").for_each(|segment| {
        segment["exposure"] = json!(0.0);
        segment["loss"] = json!({"seized": 0.0, "self_distributed": 0.0, "refused": 0.0});
    });
    let mut struck = calm.clone();
    calm["gamma"] = json!(0);
    struck["gamma"] = json!(3);
    let (calm, struck) = (planned(&calm)?, planned(&struck)?);
    let least = struck.of("loss")?;
    if least.0 > 1e-6 || least.1 > 1e-6 {
        return Some(Err(format!("lost where nothing is at risk: {least:?}")));
    }
    let same = calm.same(&struck, "fair", 1.0).and_then(|()| calm.same(&struck, "total", 1.0));
    // Losses only take from what arrives.
    Some(same.and_then(|()| first.no_better_than(&calm, "fair", 1.0)))
}

/// Two networks that have nothing in common: the fair level is the lower of
/// the two, people-days add up where the levels do.
fn union(doc: &Value, _: u64, first: &Optima) -> Outcome {
    let mut other = doc.clone();
    rows(&mut other, "supply").for_each(|r| times(r, "tonnes_per_day", 0.8));
    let second = planned(&other)?;
    let both = planned(&beside(doc.clone(), other))?;
    let lower = |o: &Optima| o.of("fair");
    let (one, two, all) = (lower(first)?, lower(&second)?, lower(&both)?);
    let (least, most) = (one.0.min(two.0), one.1.min(two.1));
    if all.0 > most + ROUNDING || least > all.1 + ROUNDING {
        return Some(Err(format!("fair {all:?} of {one:?} and {two:?}")));
    }
    let (one, two, all) = (first.of("total")?, second.of("total")?, both.of("total")?);
    let apart = ROUNDING * all.0;
    if all.0 > one.1 + two.1 + apart || one.0 + two.0 > all.1 + apart {
        return Some(Err(format!("total {all:?} of {one:?} and {two:?}")));
    }
    Some(Ok(()))
}

const TABLES: [&str; 9] = [
    "sites",
    "zones",
    "segments",
    "conditions",
    "supply",
    "stocks",
    "commodities",
    "fleets",
    "tracks",
];

/// Two networks in one scenario, far from each other and each with trucks and
/// tracks of its own.
fn beside(mut both: Value, mut other: Value) -> Value {
    // Trucks of one network may not drive in the other.
    for table in ["fleets", "segments"] {
        for row in rows(&mut both, table).chain(rows(&mut other, table)) {
            if row["tracks"].as_array().is_none_or(Vec::is_empty) {
                row["tracks"] = json!(["corridors", "centres"]);
            }
        }
    }
    for table in ["sites", "zones"] {
        rows(&mut other, table).for_each(|r| r["lon"] = json!(r["lon"].as_f64().unwrap() + 20.0));
    }
    for table in TABLES {
        rows(&mut other, table).for_each(rename);
        let more = other[table].as_array().cloned().unwrap_or_default();
        if let Some(rows) = both.get_mut(table).and_then(Value::as_array_mut) {
            rows.extend(more);
        }
    }
    both
}

/// Gives every name in a row an ending.
fn rename(row: &mut Value) {
    let names = [
        "id",
        "site",
        "crossing",
        "zone",
        "from",
        "to",
        "segment",
        "area",
        "commodity",
        "operator",
    ];
    for field in names {
        if let Some(name) = row[field].as_str() {
            row[field] = json!(format!("{name}-2"));
        }
    }
    for name in rows(row, "tracks") {
        *name = json!(format!("{}-2", name.as_str().unwrap()));
    }
}
