//! The sheets and the map file of a plan.

// Helpers of tests may expect, as tests may.
#![allow(clippy::expect_used)]

mod fixture;

use safeconduct_io::report::{csv, geojson};
use serde_json::Value;

fn sheet(name: &str) -> String {
    let (world, plan) = fixture::planned("dual-track");
    let sheets = csv::plan(&world, &plan);
    sheets.into_iter().find(|(file, _)| file == name).expect("the sheet is there").1
}

fn records(text: &str) -> Vec<Vec<String>> {
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|r| r.expect("a row").iter().map(str::to_owned).collect()).collect()
}

#[test]
fn every_sheet_is_rectangular_and_tagged() {
    let (world, plan) = fixture::planned("dual-track");
    let sheets = csv::plan(&world, &plan);
    let names: Vec<_> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "coverage_by_zone.csv",
            "coverage_by_day.csv",
            "rations.csv",
            "movements.csv",
            "handouts.csv",
            "purchases.csv",
            "crossings.csv",
            "segments.csv",
            "loss.csv",
            "unserved_weeks.csv",
            "changes.csv"
        ]
    );
    for (name, text) in &sheets {
        let rows = records(text);
        // The plan of the fixture has no meals and no weeks.
        let bare = ["rations.csv", "unserved_weeks.csv", "changes.csv"].contains(&name.as_str());
        assert!(bare || rows.len() > 2, "{name} has rows");
        assert!(rows[1].iter().all(|tag| tag.is_empty() || tag.starts_with('#')), "{name}");
        assert!(rows.iter().all(|r| r.len() == rows[0].len()), "{name}");
    }
}

#[test]
fn coverage_by_zone_looks_like_this() {
    insta::assert_snapshot!(sheet("coverage_by_zone.csv"));
}

#[test]
fn loss_looks_like_this() {
    insta::assert_snapshot!(sheet("loss.csv"));
}

#[test]
fn movements_sum_to_what_the_crossings_pass() {
    let (_, plan) = fixture::planned("dual-track");
    let total: f64 = (records(&sheet("movements.csv")).iter().skip(2))
        .map(|row| row[8].parse::<f64>().expect("kg"))
        .sum();
    let grams: i64 = plan.movements.iter().map(|m| m.grams).sum();
    assert!((total - grams as f64 / 1e3).abs() < 1e-3);
}

#[test]
fn no_sheet_lists_exposure() {
    let (world, plan) = fixture::planned("dual-track");
    for (name, text) in csv::plan(&world, &plan) {
        assert!(!text.contains("exposure"), "{name}");
    }
}

#[test]
fn formulas_in_names_are_text_in_every_sheet() {
    let mut scenario = fixture::scenario();
    scenario.zones[0].name = "=HYPERLINK(\"x\")".to_owned();
    scenario.sites[0].name = "+cmd|' /C calc'!A0".to_owned();
    let (world, mut plan) = fixture::with(scenario, "dual-track");
    plan.unserved[0].sentence = "@SUM(1+1)".to_owned();
    for (name, text) in csv::plan(&world, &plan) {
        for cell in records(&text).iter().skip(2).flatten() {
            let number = cell.parse::<f64>().is_ok();
            assert!(number || !cell.starts_with(['=', '+', '-', '@']), "{name}: {cell}");
        }
    }
}

#[test]
fn features_are_longitude_first_and_in_order() {
    let (world, plan) = fixture::planned("dual-track");
    let text = geojson::plan(&world, &plan);
    assert_eq!(text, geojson::plan(&world, &plan));
    let value: Value = serde_json::from_str(&text).expect("JSON");
    let features = value["features"].as_array().expect("features");
    let scenario = &world.scenario;
    assert_eq!(
        features.len(),
        scenario.sites.len() + scenario.zones.len() + scenario.segments.len()
    );
    let gate = &features[0];
    assert_eq!(gate["geometry"]["coordinates"], serde_json::json!([20.262, 31.214]));
    assert_eq!(gate["properties"]["kind"], "crossing");
    let lines: Vec<_> = features.iter().filter(|f| f["geometry"]["type"] == "LineString").collect();
    let ids: Vec<_> = lines.iter().map(|l| l["properties"]["id"].as_str()).collect();
    let expected: Vec<_> = scenario.segments.iter().map(|s| Some(s.id.as_str())).collect();
    assert_eq!(ids, expected, "segments keep the scenario's order");
    assert_eq!(lines[0]["properties"]["tonnes_by_track"]["centres"], 7700.0);
    assert_eq!(lines[11]["properties"]["days_closed"], 14);
}
