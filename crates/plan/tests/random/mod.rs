//! Small random worlds that use every limit a scenario or a framework can set.
//!
//! A scenario is written as JSON text and read by the product's reader, so that
//! only worlds a user could write are tried.
#![allow(dead_code)]

use safeconduct_model::read::{self, Format};
use safeconduct_model::scenario::Scenario;

/// A small, seeded stream of numbers (SplitMix64, Steele et al. 2014).
pub struct Dice(u64);

impl Dice {
    /// Dice that always fall alike for one seed.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03)
    }

    /// The next 64 bits.
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        (self.roll() % n.max(1) as u64) as usize
    }

    /// A number from `low` to `high` in steps of a thousandth.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        let share = self.below(1001) as f64 / 1000.0;
        ((low + (high - low) * share) * 1000.0).round() / 1000.0
    }

    /// True `percent` times in a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

/// How a world is made.
#[derive(Clone, Copy)]
pub struct Shape {
    /// Days in the horizon.
    pub days: usize,
    /// Whether drives may take longer than a day.
    pub far: bool,
    /// Whether stores, shelf lives, conditions and terms are drawn.
    pub rich: bool,
}

/// A random scenario with one framework called `terms`.
pub fn scenario(seed: u64, shape: Shape) -> Scenario {
    let text = text(&mut Dice::new(seed), shape);
    let read = read::text("random.json", &text, Format::Json);
    read.scenario.unwrap_or_else(|| panic!("seed {seed}: {:#?}\n{text}", read.findings))
}

fn text(dice: &mut Dice, shape: Shape) -> String {
    let zones = 2 + dice.below(2);
    let hours = if shape.far { 14.0 } else { 1.4 };
    let (sites, people) = places(dice, shape, zones);
    let segments = segments(dice, shape, zones, hours);
    let conditions = if shape.rich { conditions(dice, shape) } else { String::new() };
    let shelf = if shape.rich && dice.chance(40) { r#","shelf_life_days":3"# } else { "" };
    let stocks = if shape.rich && dice.chance(50) {
        r#"{"site":"hub","commodity":"flour","tonnes":12.5},{"site":"d0","commodity":"beans","tonnes":3}"#
    } else {
        ""
    };
    let (days, walk) = (shape.days, dice.between(8.0, 40.0));
    format!(
        r#"{{"schema":1,"name":"random","title":"Random world","start":"2025-06-01","days":{days},"gamma":{gamma},
"need":{{"per_person_day":{{"energy_kcal":2100,"protein_g":55}},"fair":["energy_kcal"],"ration_cycle_days":{cycle}}},
"walking":{{"at_most_km":{walk},"detour":1.3}},
"commodities":[{{"id":"flour","name":"Flour","nutrients_per_kg":{{"energy_kcal":3640,"protein_g":100}},"value_usd_per_t":500}},
{{"id":"beans","name":"Beans","nutrients_per_kg":{{"energy_kcal":3330,"protein_g":210}},"value_usd_per_t":900{shelf}}}],
"tracks":[{{"id":"corridors","name":"Corridors","serves":["delivery_point"]}},{{"id":"centres","name":"Centres","serves":["distribution_centre"]}}],
"fleets":[{{"id":"small","name":"Small trucks","operator":"a","trucks":{small},"payload_t":5,"rounds_per_day":2,"hours_per_day":10,"fuel_l_per_km":0.3}},
{{"id":"large","name":"Large trucks","operator":"b","trucks":{large},"payload_t":15.2,"rounds_per_day":1.5,"hours_per_day":9,"tracks":["corridors"],"fuel_l_per_km":0.45}}],
"sites":[{sites}],"zones":[{people}],"segments":[{segments}],"conditions":[{conditions}],"stocks":[{stocks}],
"supply":[{{"crossing":"c0","commodity":"flour","tonnes_per_day":{s0},"price_usd_per_t":400}},
{{"crossing":"c0","commodity":"flour","tonnes_per_day":10,"price_usd_per_t":300,"from_day":1}},
{{"crossing":"c1","commodity":"beans","tonnes_per_day":{s1},"price_usd_per_t":800}},
{{"crossing":"c1","commodity":"flour","tonnes_per_day":{s2},"price_usd_per_t":450,"to_day":{late}}}],
"frameworks":[{{"id":"terms","name":"Terms","terms":[{terms}]}}]}}"#,
        gamma = dice.below(4),
        cycle = 1 + dice.below(7),
        small = dice.below(20),
        large = 1 + dice.below(10),
        sites = sites.join(","),
        people = people.join(","),
        s0 = dice.between(5.0, 80.0),
        s1 = dice.between(2.0, 40.0),
        s2 = dice.between(0.0, 40.0),
        late = shape.days - 1,
        terms = if shape.rich { terms(dice, shape) } else { String::new() },
    )
}

/// Sites and zones, as JSON rows.
fn places(dice: &mut Dice, shape: Shape, zones: usize) -> (Vec<String>, Vec<String>) {
    let mut sites = vec![
        site("c0", "crossing", 34.0, 31.0, &limits(dice, shape, "\"trucks_per_day\":", 6.0, 30.0)),
        site("c1", "crossing", 34.4, 31.0, &limits(dice, shape, "\"trucks_per_day\":", 6.0, 30.0)),
        site("hub", "hub", 34.2, 31.1, &limits(dice, shape, "\"storage_t\":", 5.0, 200.0)),
        site("j", "junction", 34.2, 31.05, ""),
    ];
    let mut people = Vec::new();
    for z in 0..zones {
        let lon = 34.05 + z as f64 * 0.15;
        let stay = if dice.chance(60) { dice.between(0.0, 0.4) } else { 0.0 };
        people.push(format!(
            r#"{{"id":"z{z}","name":"Zone {z}","lon":{lon},"lat":31.2,"population":{},"cannot_walk_share":{stay}}}"#,
            1000 * (5 + dice.below(60))
        ));
        let more = format!(
            "{},\"zone\":\"z{z}\"",
            limits(dice, shape, "\"people_per_day\":", 500.0, 20000.0)
        );
        sites.push(site(&format!("d{z}"), "delivery_point", lon, 31.2, &more));
    }
    for c in 0..2 {
        let more = limits(dice, shape, "\"throughput_t_per_day\":", 5.0, 60.0);
        sites.push(site(
            &format!("k{c}"),
            "distribution_centre",
            34.1 + 0.2 * f64::from(c),
            31.22,
            &more,
        ));
    }
    (sites, people)
}

fn site(id: &str, kind: &str, lon: f64, lat: f64, more: &str) -> String {
    let comma = if more.is_empty() || more.starts_with(',') { "" } else { "," };
    format!(
        r#"{{"id":"{id}","name":"Site {id}","kind":"{kind}","lon":{lon},"lat":{lat}{comma}{more}}}"#
    )
}

fn limits(dice: &mut Dice, shape: Shape, field: &str, low: f64, high: f64) -> String {
    if shape.rich && dice.chance(60) {
        format!("{field}{}", dice.between(low, high))
    } else {
        String::new()
    }
}

fn segments(dice: &mut Dice, shape: Shape, zones: usize, hours: f64) -> String {
    let mut ends =
        vec![("c0", "j"), ("c1", "j"), ("j", "hub"), ("c0", "hub"), ("j", "k0"), ("hub", "k1")];
    let points: Vec<String> = (0..zones).map(|z| format!("d{z}")).collect();
    for point in &points {
        ends.push(("hub", point));
        if dice.chance(70) {
            ends.push(("j", point));
        }
    }
    if dice.chance(50) {
        ends.push(("d0", "d1"));
    }
    let mut rows = Vec::new();
    for (i, (from, to)) in ends.iter().enumerate() {
        let km = dice.between(1.0, 30.0);
        let drive = dice.between(0.1, hours).max(km / 110.0);
        let mut row = format!(
            r#"{{"id":"s{i}","from":"{from}","to":"{to}","length_km":{},"hours":{}"#,
            km * if shape.far { 10.0 } else { 1.0 },
            (drive * if shape.far { 3.0 } else { 1.0 } * 1000.0).ceil() / 1000.0
        );
        if dice.chance(60) {
            row += &format!(
                r#","loss":{{"seized":{},"self_distributed":{},"refused":{}}}"#,
                dice.between(0.0, 0.2),
                dice.between(0.0, 0.3),
                dice.between(0.0, 0.05)
            );
        }
        row += &format!(r#","exposure":{}"#, dice.between(0.0, 0.8));
        if shape.rich && dice.chance(30) {
            row += &format!(r#","trucks_per_day":{}"#, dice.between(1.0, 12.0));
        }
        if shape.rich && dice.chance(15) {
            row += r#","one_way":true"#;
        }
        if i % 3 == 0 {
            row += r#","area":"west""#;
        }
        rows.push(row + "}");
    }
    rows.join(",")
}

fn conditions(dice: &mut Dice, shape: Shape) -> String {
    let mut rows = Vec::new();
    for segment in ["s0", "s2", "s6"] {
        if dice.chance(50) {
            let day = dice.below(shape.days);
            let trucks = if dice.chance(60) { 0.0 } else { 2.5 };
            rows.push(format!(
                r#"{{"segment":"{segment}","from_day":{day},"to_day":{day},"trucks_per_day":{trucks}}}"#
            ));
        }
    }
    rows.join(",")
}

fn terms(dice: &mut Dice, shape: Shape) -> String {
    let half = shape.days / 2;
    let all = [
        r#"{"id":"entry","kind":"entry","trucks_per_day":14}"#.to_owned(),
        format!(r#"{{"id":"shut","kind":"crossing","crossings":["c0"],"open":false,"from_day":{half}}}"#),
        r#"{"id":"west","kind":"road","areas":["west"],"hours_per_day":10,"escorted_exposure_factor":0.5}"#.to_owned(),
        r#"{"id":"share","kind":"track","track":"corridors","min_share":0.4}"#.to_owned(),
        r#"{"id":"less","kind":"track","track":"centres","max_share":0.55}"#.to_owned(),
        r#"{"id":"one","kind":"centres","at_most":1,"people_per_day":9000}"#.to_owned(),
        r#"{"id":"cap","kind":"commodity","commodities":["beans"],"tonnes_per_day":7.5}"#.to_owned(),
        r#"{"id":"fuel","kind":"fleet","fleet":"small","fuel_l_per_day":90}"#.to_owned(),
        format!(r#"{{"id":"assume","kind":"loss","areas":["west"],"loss":{{"seized":0.1}},"to_day":{half}}}"#),
        r#"{"id":"low","kind":"floor","zones":["z0"],"coverage":0.02}"#.to_owned(),
    ];
    let drawn: Vec<String> = all.into_iter().filter(|_| dice.chance(35)).collect();
    drawn.join(",")
}
