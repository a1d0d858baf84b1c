//! Small worlds with a plan written by hand: k corridors from a gate to a point,
//! a load every day.
#![allow(dead_code)]

use safeconduct_model::apply::apply;
use safeconduct_model::calendar::Day;
use safeconduct_model::plan::{Corridor, Group, Handout, Meal, Movement, Plan, Purchase};
use safeconduct_model::read::{self, Format};
use safeconduct_model::world::World;
use serde_json::{Value, json};

/// Grams of a truck.
pub const TRUCK: i64 = 10_000_000;

/// A world of corridors side by side.
#[derive(Clone, Debug)]
pub struct Field {
    pub days: u32,
    pub gamma: f64,
    /// Share lost if struck, by corridor.
    pub exposure: Vec<f64>,
    /// Share of the mix, by corridor; they add up to 1.
    pub share: Vec<f64>,
    /// Expected losses of each corridor, seized, self-distributed, refused.
    pub loss: [f64; 3],
    /// Trucks a day.
    pub trucks: i64,
    /// What simulations assume.
    pub simulation: Value,
    /// Hours of each corridor.
    pub hours: f64,
    pub shelf_life: Option<u32>,
    /// Tonnes that the point holds overnight.
    pub storage_t: Option<f64>,
    /// People whom the point serves in a day.
    pub serves: Option<f64>,
    /// Days of need that households keep.
    pub cycle: u32,
    /// Trucks of the fleet.
    pub fleet: u32,
}

impl Field {
    /// Corridors alike with an even mix, everything lost if struck.
    pub fn even(corridors: usize, days: u32) -> Self {
        Self {
            days,
            gamma: 1.0,
            exposure: vec![1.0; corridors],
            share: vec![1.0 / corridors as f64; corridors],
            loss: [0.0; 3],
            trucks: 1,
            simulation: json!({}),
            hours: 1.0,
            shelf_life: None,
            storage_t: None,
            serves: None,
            cycle: 7,
            fleet: 1000,
        }
    }

    fn scenario(&self) -> Value {
        let [seized, eaten, refused] = self.loss;
        let road = |(at, exposure): (usize, &f64)| {
            json!({
                "id": format!("road-{at}"), "from": "gate", "to": "point", "length_km": 10.0,
                "hours": self.hours, "exposure": exposure,
                "loss": { "seized": seized, "self_distributed": eaten, "refused": refused }
            })
        };
        let roads: Vec<Value> = self.exposure.iter().enumerate().map(road).collect();
        let mut ration = json!({
            "id": "ration", "name": "Ration", "nutrients_per_kg": { "energy_kcal": 4200.0 },
            "value_usd_per_t": 1000.0
        });
        if let Some(life) = self.shelf_life {
            ration["shelf_life_days"] = json!(life);
        }
        let mut point = json!({
            "id": "point", "name": "Point", "kind": "delivery_point", "lon": 1.1, "lat": 1.0,
            "zone": "town"
        });
        if let Some(tonnes) = self.storage_t {
            point["storage_t"] = json!(tonnes);
        }
        if let Some(people) = self.serves {
            point["people_per_day"] = json!(people);
        }
        json!({
            "schema": 1, "name": "field", "title": "Field", "start": "2025-06-01",
            "days": self.days, "gamma": self.gamma,
            "need": { "per_person_day": { "energy_kcal": 2100.0 }, "ration_cycle_days": self.cycle },
            "commodities": [ration],
            "tracks": [{ "id": "corridors", "name": "Corridors", "serves": ["delivery_point"] }],
            "fleets": [{
                "id": "trucks", "name": "Trucks", "operator": "agency", "trucks": self.fleet,
                "payload_t": 10.0, "rounds_per_day": 4.0, "hours_per_day": 12.0
            }],
            "sites": [
                { "id": "gate", "name": "Gate", "kind": "crossing", "lon": 1.0, "lat": 1.0 },
                point
            ],
            "zones": [{
                "id": "town", "name": "Town", "lon": 1.1, "lat": 1.0,
                "population": 20_000 * self.trucks, "cannot_walk_share": 0.0
            }],
            "segments": roads,
            "supply": [{
                "crossing": "gate", "commodity": "ration",
                "tonnes_per_day": 10.0 * self.trucks as f64, "price_usd_per_t": 500.0
            }],
            "simulation": self.simulation
        })
    }

    /// The world.
    pub fn world(&self) -> World {
        let text = self.scenario().to_string();
        let read = read::text("field.json", &text, Format::Json);
        let found: String = read.findings.0.iter().map(|f| format!("{f}\n")).collect();
        let scenario = read.scenario.unwrap_or_else(|| panic!("{found}"));
        apply(&scenario, None).expect("no terms")
    }

    /// Expected share that arrives.
    pub fn arrives(&self) -> f64 {
        1.0 - self.loss.iter().sum::<f64>()
    }

    /// The plan: the whole load every day, by the mix, eaten as it comes.
    pub fn plan(&self) -> Plan {
        let corridors: Vec<Corridor> = (0..self.share.len())
            .map(|at| Corridor {
                track: "corridors".into(),
                from: "gate".into(),
                to: "point".into(),
                segments: vec![format!("road-{at}").as_str().into()],
            })
            .collect();
        let all = self.trucks * TRUCK;
        let mut plan = trial::blank::plan(&self.world());
        plan.corridors = corridors;
        let lead = ((self.hours / 12.0).ceil().max(1.0) as u32) - 1;
        for day in (0..self.days).map(Day) {
            if day.0 + lead >= self.days {
                break;
            }
            let commodity = "ration".into();
            plan.purchases.push(Purchase { crossing: "gate".into(), commodity, day, grams: all });
            let mut left = all;
            for (corridor, share) in self.share.iter().enumerate() {
                let last = corridor + 1 == self.share.len();
                let grams = if last { left } else { (all as f64 * share) as i64 };
                left -= grams;
                let (commodity, fleet) = ("ration".into(), "trucks".into());
                plan.movements.push(Movement { corridor, fleet, commodity, day, grams });
            }
            let (zone, group) = ("town".into(), Group::Walking);
            let grams = (all as f64 * self.arrives()) as i64;
            let (site, commodity, there) = ("point".into(), "ration".into(), Day(day.0 + lead));
            plan.handouts.push(Handout { site, zone, group, commodity, day: there, grams });
            let (zone, commodity) = ("town".into(), "ration".into());
            plan.meals.push(Meal { zone, group, commodity, day: there, grams });
        }
        plan.claims.worst_case_usd = self.guarantee();
        plan.claims.coverage = self.arrives();
        plan
    }

    /// The worst case of the mix for Γ = 1, USD over all days.
    pub fn guarantee(&self) -> f64 {
        let loot = self.share.iter().zip(&self.exposure).map(|(share, exposure)| share * exposure);
        let worst = loot.fold(0.0, f64::max) * self.trucks as f64 * 10_000.0;
        worst * f64::from(self.days) * self.gamma.min(1.0)
    }
}
