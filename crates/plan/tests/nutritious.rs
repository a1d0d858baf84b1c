//! The least cost of a full and balanced diet, through purchase and transport,
//! against a linear program written here from the same tables.
//!
//! The tables are public teaching data on a food supply chain (Peters et al.,
//! The nutritious supply chain, INFORMS Journal on Optimization, 2021): what
//! 100 g of a food hold, what a person needs in a day, prices by supplier,
//! transport costs of a tonne by arc, and people at seven places. Assumptions of
//! both sides: one day; unlimited supply at the mean price (abroad, at the
//! international one); nothing is lost; goods may pass through any place; each
//! place chooses its own diet. A tonne on an arc costs `tCost`: in the scenario
//! that is a road half as long in kilometres for a fleet of one-tonne trucks, which
//! come back empty at a dollar a kilometre.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use highs::{HighsModelStatus, RowProblem, Sense};
use safeconduct_model::answer::Answer;
use safeconduct_model::apply::apply;
use safeconduct_model::check;
use safeconduct_model::plan::Plan;
use safeconduct_model::read::{self, Format};
use safeconduct_model::scenario::Scenario;
use safeconduct_plan::{Progress, Settings, plan};
use serde_json::{Value, json};

/// Columns of the nutrient tables, and the names they have here.
const NUTRIENTS: [(&str, &str); 11] = [
    ("Energy(kcal)", "energy_kcal"),
    ("Protein(g)", "protein_g"),
    ("Fat(g)", "fat_g"),
    ("Calcium(mg)", "calcium_mg"),
    ("Iron(mg)", "iron_mg"),
    ("VitaminA(ug)", "vitamin_a_ug"),
    ("ThiamineB1(mg)", "thiamine_mg"),
    ("RiboflavinB2(mg)", "riboflavin_mg"),
    ("NicacinB3(mg)", "niacin_mg"),
    ("Folate(ug)", "folate_ug"),
    ("VitaminC(mg)", "vitamin_c_mg"),
];

type Row = BTreeMap<String, String>;

/// The folder of the tables, found by what is in it.
fn folder() -> Option<PathBuf> {
    let below = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let folders = std::fs::read_dir(below).ok()?.filter_map(|entry| Some(entry.ok()?.path()));
    folders.into_iter().find(|path| path.join("nutrient_requirements.csv").is_file())
}

/// A table whose cells hold no commas.
fn table(name: &str) -> Vec<Row> {
    let text = std::fs::read_to_string(folder().unwrap().join(name)).unwrap();
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let head: Vec<String> = lines.next().unwrap().split(',').map(str::to_owned).collect();
    let row = |line: &str| head.iter().cloned().zip(line.split(',').map(str::to_owned)).collect();
    lines.map(row).collect()
}

fn number(row: &Row, column: &str) -> f64 {
    row[column].trim().parse().unwrap_or_else(|_| panic!("{column} of {row:?}"))
}

/// The tables as both sides read them.
struct Case {
    foods: Vec<Row>,
    needs: Row,
    places: Vec<Row>,
    /// (from, to, USD a tonne), every arc once, at its least cost.
    arcs: Vec<(String, String, f64)>,
    /// (place, food, USD a tonne).
    offers: Vec<(String, String, f64)>,
}

impl Case {
    fn read() -> Self {
        let places = table("node_types.csv");
        let mut arcs: BTreeMap<(String, String), f64> = BTreeMap::new();
        for row in table("edge_costs.csv") {
            let (from, to) = row["edge"].split_once(" - ").unwrap();
            let cost = number(&row, "tCost");
            let least = arcs.entry((from.to_owned(), to.to_owned())).or_insert(cost);
            *least = least.min(cost);
        }
        let mut offers = Vec::new();
        for row in table("food_costs.csv") {
            let place = format!("{} S", row["supplier"]);
            offers.push((place, row["food"].clone(), number(&row, "Mean")));
        }
        for place in places.iter().filter(|p| p["Type"] == "I") {
            for row in table("food_internationalprice.csv") {
                let price = number(&row, "InternationalPrice");
                offers.push((place["Name"].clone(), row["Food"].clone(), price));
            }
        }
        Self {
            foods: table("food_nutrition.csv"),
            needs: table("nutrient_requirements.csv").remove(0),
            places,
            arcs: arcs.into_iter().map(|((from, to), cost)| (from, to, cost)).collect(),
            offers,
        }
    }

    /// Places with people.
    fn peopled(&self) -> impl Iterator<Item = (&str, f64)> {
        let places = self.places.iter().map(|p| (p["Name"].as_str(), number(p, "Demand")));
        places.filter(|(_, people)| *people > 0.0)
    }

    /// The least cost by the program written down as anybody would: tonnes of
    /// every food on every arc, bought at every supplier.
    /// With bounds, what people eat of a food lies between so many grams each.
    fn least_cost(&self, bounds: &[(&str, f64, f64)]) -> f64 {
        let mut program = RowProblem::default();
        let mut balance: BTreeMap<(&str, &str), Vec<(highs::Col, f64)>> = BTreeMap::new();
        let mut eaten: BTreeMap<(&str, &str), Vec<(highs::Col, f64)>> = BTreeMap::new();
        for (place, food, price) in &self.offers {
            let column = program.add_column(*price, 0.0..);
            balance.entry((place, food)).or_default().push((column, 1.0));
        }
        for food in self.foods.iter().map(|f| f["Food"].as_str()) {
            for (from, to, cost) in &self.arcs {
                let column = program.add_column(*cost, 0.0..);
                balance.entry((from, food)).or_default().push((column, -1.0));
                balance.entry((to, food)).or_default().push((column, 1.0));
            }
            for (place, _) in self.peopled() {
                let column = program.add_column(0.0, 0.0..);
                balance.entry((place, food)).or_default().push((column, -1.0));
                eaten.entry((place, food)).or_default().push((column, 1.0));
            }
        }
        for entries in balance.into_values() {
            program.add_row(0.0.., entries);
        }
        for (place, people) in self.peopled() {
            for (nutrient, _) in NUTRIENTS {
                let mut row = Vec::new();
                for food in &self.foods {
                    // A tonne is 10,000 times 100 g.
                    let held = number(food, nutrient) * 1e4;
                    let all = &eaten[&(place, food["Food"].as_str())];
                    row.extend(all.iter().map(|(column, _)| (*column, held)));
                }
                program.add_row(people * number(&self.needs, nutrient).., row);
            }
            for (food, least, most) in bounds {
                let row: Vec<_> = eaten[&(place, *food)].clone();
                program.add_row(people * least / 1e6..=people * most / 1e6, row);
            }
        }
        let solved = program.optimise(Sense::Minimise).solve();
        assert_eq!(solved.status(), HighsModelStatus::Optimal);
        solved.objective_value()
    }

    /// The same as a scenario of one day.
    fn scenario(&self, basket: Value) -> Scenario {
        let kind = |place: &Row| match place["Type"].as_str() {
            "D" => "delivery_point",
            "TS" => "hub",
            _ => "crossing",
        };
        let mut sites = Vec::new();
        let mut zones = Vec::new();
        for (position, place) in self.places.iter().enumerate() {
            let (name, lon) = (&place["Name"], position as f64);
            let mut site = json!({ "id": id(name), "name": name, "kind": kind(place),
                "lon": lon, "lat": 30.0 });
            if place["Type"] == "D" {
                site["zone"] = json!(id(name));
                zones.push(json!({ "id": id(name), "name": name, "lon": lon, "lat": 30.0,
                    "population": number(place, "Demand"), "cannot_walk_share": 0.0 }));
            }
            sites.push(site);
        }
        let road = |(from, to, cost): &(String, String, f64)| {
            json!({ "id": id(&format!("{from}--{to}")), "from": id(from), "to": id(to),
                "length_km": cost / 2.0, "hours": 0.1, "loss": {}, "exposure": 0.0, "one_way": true })
        };
        let offer = |(place, food, price): &(String, String, f64)| {
            json!({ "crossing": id(place), "commodity": id(food), "tonnes_per_day": 1000.0,
                "price_usd_per_t": price })
        };
        let amounts = |row: &Row, times: f64| {
            let all = NUTRIENTS.iter();
            let named = all.map(|(column, field)| {
                // In decimals, so that no digit of the tables is lost.
                let tenfold = (number(row, column) * times * 1e6).round() / 1e6;
                ((*field).to_owned(), json!(tenfold))
            });
            Value::Object(named.collect())
        };
        let food = |row: &Row| {
            json!({ "id": id(&row["Food"]), "name": row["Food"], "value_usd_per_t": 1000.0,
                "nutrients_per_kg": amounts(row, 10.0) })
        };
        let document = json!({
            "schema": 1, "name": "diet", "title": "A full diet", "start": "2025-06-01", "days": 1,
            "need": { "per_person_day": amounts(&self.needs, 1.0), "ration_cycle_days": 30,
                "fair": NUTRIENTS.map(|(_, field)| field) },
            "commodities": self.foods.iter().map(food).collect::<Vec<_>>(),
            "tracks": [{ "id": "roads", "name": "Roads", "serves": ["delivery_point"] }],
            "fleets": [{ "id": "trucks", "name": "Trucks", "operator": "op", "trucks": 100_000.0,
                "payload_t": 1.0, "rounds_per_day": 10.0, "hours_per_day": 24.0 }],
            "sites": sites, "zones": zones,
            "segments": self.arcs.iter().map(road).collect::<Vec<_>>(),
            "supply": self.offers.iter().map(offer).collect::<Vec<_>>(),
            "basket": basket,
        });
        let read = read::text("diet.json", &document.to_string(), Format::Json);
        read.scenario.unwrap_or_else(|| panic!("{:#?}", read.findings))
    }
}

/// A name with nothing but letters, digits and dashes.
fn id(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}

/// A plan sought to the last digit, checked, and the least cost of the program
/// that it was written from.
fn planned(scenario: &Scenario, basket: bool) -> (Plan, f64) {
    let world = apply(scenario, None).unwrap();
    let settings = Settings { gap: 0.0, baselines: false, basket, ..Settings::default() };
    let mut least = f64::NAN;
    let mut watch = |at: &Progress| {
        if at.stage == "cost" {
            least = at.value * 1000.0;
        }
    };
    let Answer::Planned(plan) = plan(&world, &settings, &mut watch).unwrap() else {
        panic!("no plan")
    };
    let findings = check::verify(&plan, scenario);
    assert!(findings.0.is_empty(), "{findings:#?}");
    (*plan, least)
}

/// What the plan costs agrees with the other program: as solved to a millionth, as
/// proved and as written in whole grams within what grams cost.
fn agrees(plan: &Plan, solved: f64, least: f64) {
    let claims = &plan.claims;
    assert!(claims.least_coverage > 1.0 - 1e-4, "{}", claims.least_coverage);
    assert!(claims.nutritional_value > 11.0 - 1e-3, "{:?}", claims.by_nutrient);
    let cost = plan.stages.iter().find(|stage| stage.name == "cost").unwrap();
    let (proved, written) = (cost.bound.unwrap(), claims.purchase_usd + claims.truck_km);
    println!("least {least}, solved {solved}, proved {proved}, written {written}");
    assert!((solved / least - 1.0).abs() < 1e-6, "{solved} solved, {least} by the other program");
    // The bound is one over plans that keep what is written, which falls some grams short.
    assert!(proved < least * (1.0 + 1e-9), "{proved} proved, {least} is possible");
    assert!(proved > least * (1.0 - 1e-5), "{proved} proved, {least} by the other program");
    // Loads are rounded up by a gram a road, purchases by some more.
    assert!((written / least - 1.0).abs() < 1e-3, "{written} written, {least} at least");
}

#[test]
fn full_need_costs_what_an_independent_program_says() {
    if folder().is_none() {
        println!("skipped: no ../shared/data");
        return;
    }
    let case = Case::read();
    let (plan, solved) = planned(&case.scenario(json!([])), false);
    agrees(&plan, solved, case.least_cost(&[]));
}

/// Bounds as the basket of the scenario and as rows of the other program: grams a
/// person and day, least and greatest.
const BOUNDS: [(&str, f64, f64); 5] = [
    ("Wheatflour", 100.0, 250.0),
    ("Lentils", 40.0, 80.0),
    ("Oil", 20.0, 30.0),
    ("Sugar", 10.0, 20.0),
    ("Corn-soya blend (CSB)", 0.0, 60.0),
];

#[test]
fn a_basket_within_bounds_costs_what_an_independent_program_says() {
    if folder().is_none() {
        println!("skipped: no ../shared/data");
        return;
    }
    let case = Case::read();
    let bound = |(food, least, most): &(&str, f64, f64)| json!({ "commodity": id(food), "at_least_g": least, "at_most_g": most });
    let scenario = case.scenario(BOUNDS.iter().map(bound).collect());
    let (plan, solved) = planned(&scenario, true);
    let least = case.least_cost(&BOUNDS);
    assert!(least > case.least_cost(&[]) * 1.01, "the bounds cost something");
    agrees(&plan, solved, least);
}
