//! A world in which the best use of an outcome is plain: one crossing, two
//! zones, two roads to each. And its twin: every list, every outcome, every set
//! of failures, trucks given out one after the other to whom they feed first.
#![allow(dead_code, clippy::unwrap_used)]

use safeconduct_model::id::SegmentId;
use safeconduct_model::plan::Plan;
use safeconduct_model::read::{self, Format};
use safeconduct_model::scenario::Scenario;

use crate::random::Dice;

/// Person-days of energy in a truck of ten tonnes.
const TRUCK: f64 = 20_000.0;

/// What a person-day beyond the plan counts.
const BEYOND: f64 = 0.01;

/// Roads.
const WAYS: usize = 4;

/// The figures of such a world.
pub struct Parallel {
    /// Trucks through the crossing.
    gate: usize,
    /// Trucks on each road; two roads lead to each zone.
    roads: [usize; WAYS],
    /// People of each zone.
    people: [usize; 2],
    /// Chance that a request for each road is granted.
    granted: [f64; WAYS],
}

impl Parallel {
    /// A random one.
    pub fn of(dice: &mut Dice) -> Self {
        Self {
            gate: 6 + dice.below(8),
            roads: std::array::from_fn(|_| 2 + dice.below(4)),
            people: std::array::from_fn(|_| 40_000 + 10_000 * dice.below(10)),
            granted: std::array::from_fn(|_| dice.between(0.3, 0.9)),
        }
    }

    /// The road of a segment.
    pub fn way(&self, segment: &SegmentId) -> usize {
        segment.as_str()[1..].parse().unwrap()
    }

    /// The scenario.
    pub fn scenario(&self) -> Scenario {
        let read = read::text("parallel.json", &self.text(), Format::Json);
        read.scenario.unwrap_or_else(|| panic!("{:#?}", read.findings))
    }

    /// The scenario as JSON.
    pub fn text(&self) -> String {
        let segment = |i: usize| {
            format!(
                r#"{{"id":"s{i}","from":"gate","to":"p{}","length_km":10,"hours":1,"trucks_per_day":{},
"loss":{{}},"exposure":0.3,"area":"a{i}"}}"#,
                i / 2,
                self.roads[i]
            )
        };
        let mission = |i: usize| {
            let granted = self.granted[i];
            format!(
                r#"{{"areas":["a{i}"],"facilitated":{granted},"impeded":0,"denied":{},"cancelled":0,"impeded_arrives":0.5}}"#,
                1.0 - granted
            )
        };
        let zone = |z: usize| {
            let at = 30.0 + z as f64;
            format!(
                r#"{{"id":"z{z}","name":"Zone {z}","lon":{at},"lat":10,"population":{},"cannot_walk_share":0}}"#,
                self.people[z]
            )
        };
        let point = |z: usize| {
            let at = 30.0 + z as f64;
            format!(
                r#"{{"id":"p{z}","name":"Point {z}","kind":"delivery_point","lon":{at},"lat":10,"zone":"z{z}"}}"#
            )
        };
        let each =
            |n: usize, of: &dyn Fn(usize) -> String| (0..n).map(of).collect::<Vec<_>>().join(",");
        format!(
            r#"{{"schema":1,"name":"parallel","title":"Parallel roads","start":"2025-06-01","days":2,"gamma":1,
"need":{{"per_person_day":{{"energy_kcal":2000}},"fair":["energy_kcal"],"ration_cycle_days":1}},
"commodities":[{{"id":"flour","name":"Flour","nutrients_per_kg":{{"energy_kcal":4000}},"value_usd_per_t":500}}],
"tracks":[{{"id":"corridors","name":"Corridors","serves":["delivery_point"]}}],
"fleets":[{{"id":"trucks","name":"Trucks","operator":"o","trucks":100,"payload_t":10,"rounds_per_day":2,"hours_per_day":10}}],
"sites":[{{"id":"gate","name":"Gate","kind":"crossing","lon":30.5,"lat":10.5,"trucks_per_day":{gate}}},{points}],
"zones":[{zones}],"segments":[{segments}],
"supply":[{{"crossing":"gate","commodity":"flour","tonnes_per_day":1000,"price_usd_per_t":500}}],
"simulation":{{"mission":[{missions}]}},"frameworks":[]}}"#,
            gate = self.gate,
            points = each(2, &point),
            zones = each(2, &zone),
            segments = each(WAYS, &segment),
            missions = each(WAYS, &mission),
        )
    }

    /// The twin, told what the plan feeds in each zone and which roads it uses.
    pub fn twin(&self, plan: &Plan) -> Twin {
        let fed = |z: usize| {
            let zone = format!("z{z}");
            let groups = plan.claims.groups.iter().filter(|g| g.zone.as_str() == zone);
            groups.map(|g| g.coverage * g.people).sum::<f64>()
        };
        let used = |i: usize| {
            let segment = format!("s{i}");
            plan.corridors.iter().any(|c| c.segments.iter().any(|s| s.as_str() == segment))
        };
        let fed: [f64; 2] = std::array::from_fn(fed);
        Twin {
            gate: self.gate as f64,
            roads: self.roads.map(|trucks| trucks as f64),
            granted: self.granted,
            used: std::array::from_fn(used),
            unmet: std::array::from_fn(|z| (self.people[z] as f64 - fed[z]).max(0.0)),
            fed,
            plan: fed.iter().sum(),
        }
    }
}

/// Everything tried.
pub struct Twin {
    gate: f64,
    roads: [f64; WAYS],
    granted: [f64; WAYS],
    used: [bool; WAYS],
    fed: [f64; 2],
    unmet: [f64; 2],
    /// People-days that the plan brings on a day.
    pub plan: f64,
}

/// Trucks by road.
type Sizes = [f64; WAYS];

impl Twin {
    /// People-days within the plan and beyond it, with these trucks free to go.
    fn come(&self, free: &Sizes) -> (f64, f64) {
        let mut gate = self.gate;
        let (mut roads, mut within, mut beyond) = (*free, 0.0, 0.0);
        for (tier, rooms) in [(0, self.fed), (1, self.unmet)] {
            for (z, room) in rooms.iter().enumerate() {
                let mut room = *room;
                for road in &mut roads[2 * z..2 * z + 2] {
                    let trucks = road.min(gate).min(room / TRUCK);
                    *road -= trucks;
                    gate -= trucks;
                    room -= trucks * TRUCK;
                    if tier == 0 { within += trucks * TRUCK } else { beyond += trucks * TRUCK }
                }
            }
        }
        (within, beyond)
    }

    fn lists(&self, most: usize) -> impl Iterator<Item = Sizes> + '_ {
        let listed = |bits: usize| -> Sizes {
            std::array::from_fn(|i| if bits >> i & 1 == 1 { self.roads[i] } else { 0.0 })
        };
        let allowed = move |bits: &usize| {
            bits.count_ones() as usize <= most
                && (0..WAYS).all(|i| bits >> i & 1 == 0 || self.used[i])
        };
        (0..1usize << WAYS).filter(allowed).map(listed)
    }

    fn expected(&self, sizes: &Sizes) -> f64 {
        let outcome = |bits: usize| {
            let chance: f64 = (0..WAYS)
                .map(|i| if bits >> i & 1 == 1 { self.granted[i] } else { 1.0 - self.granted[i] })
                .product();
            let free: Sizes =
                std::array::from_fn(|i| if bits >> i & 1 == 1 { sizes[i] } else { 0.0 });
            let (within, beyond) = self.come(&free);
            chance * (within + BEYOND * beyond)
        };
        (0..1usize << WAYS).map(outcome).sum()
    }

    /// What arrives within the plan if the worst so many requests fail.
    pub fn if_any_fail(&self, sizes: &Sizes, fail: usize) -> f64 {
        let sets = (0..1usize << WAYS).filter(|bits: &usize| bits.count_ones() as usize <= fail);
        let left = |bits: usize| {
            let free: Sizes =
                std::array::from_fn(|i| if bits >> i & 1 == 1 { 0.0 } else { sizes[i] });
            self.come(&free).0
        };
        sets.map(left).fold(f64::INFINITY, f64::min)
    }

    /// The most in expectation of all lists that keep the floor.
    pub fn best(&self, most: usize, fail: usize, floor: f64) -> Option<f64> {
        let keeps =
            |sizes: &Sizes| floor <= 0.0 || self.if_any_fail(sizes, fail) >= floor * (1.0 - 1e-6);
        let values = self.lists(most).filter(keeps).map(|sizes| self.expected(&sizes));
        values.max_by(f64::total_cmp)
    }

    /// The most that any list keeps.
    pub fn safest(&self, most: usize, fail: usize) -> f64 {
        self.lists(most).map(|sizes| self.if_any_fail(&sizes, fail)).fold(0.0, f64::max)
    }

    /// Trucks by road of a list.
    pub fn sizes(&self, list: impl Iterator<Item = (usize, u32)>) -> Sizes {
        let mut sizes = [0.0; WAYS];
        for (way, trucks) in list {
            sizes[way] = f64::from(trucks).min(self.roads[way]);
        }
        sizes
    }
}
