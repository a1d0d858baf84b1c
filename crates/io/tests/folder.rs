//! Scenario folders: what is written is read back equal.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use safeconduct_io::folder::{WriteError, write};
use safeconduct_io::import::conflict_network;
use safeconduct_model::finding::Severity;
use safeconduct_model::read;
use safeconduct_model::scenario::Scenario;

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

fn scenario(path: &Path) -> Scenario {
    let read = read::path(path);
    let errors: Vec<_> = read.findings.0.iter().filter(|f| f.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    read.scenario.unwrap()
}

/// Writes and reads back; the folder, for a look at the files.
fn there_and_back(scenario: &Scenario) -> tempfile::TempDir {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("written");
    write(scenario, &folder).unwrap();
    assert_eq!(&self::scenario(&folder), scenario);
    parent
}

#[test]
fn the_scenarios_of_the_project_come_back_equal() {
    for name in ["two-gates", "four-foods", "dual-track", "gaza-june-2025"] {
        there_and_back(&scenario(&here("scenarios").join(name)));
    }
}

#[test]
fn imported_networks_come_back_equal() {
    let root = here("../shared/data/conflict-networks");
    if !root.is_dir() {
        println!("skipped: no ../shared/data");
        return;
    }
    let networks = [
        "ssudan_whole",
        "ethiopia",
        "car",
        "burundi",
        "mali2022_2024",
        "nigeria2024",
        "ukraine2022",
    ];
    for name in networks {
        for six_foods in [false, true] {
            let options = conflict_network::Options { six_foods, ..Default::default() };
            let imported = conflict_network::read(&root.join(name), &options).unwrap();
            there_and_back(&imported.scenario);
        }
    }
}

#[test]
fn texts_that_a_spreadsheet_would_calculate_never_stand_in_a_csv_file() {
    let mut scenario = scenario(&here("scenarios/two-gates"));
    scenario.zones[0].name = "=HYPERLINK(\"x\")".to_owned();
    scenario.sites[1].name = " gate".to_owned();
    let folder = there_and_back(&scenario);
    let written = folder.path().join("written");
    assert!(!written.join("zones.csv").exists());
    assert!(!written.join("sites.csv").exists());
    assert!(written.join("segments.csv").exists());
}

#[test]
fn frameworks_whose_names_are_no_file_names_come_back_equal() {
    let mut scenario = scenario(&here("scenarios/two-gates"));
    scenario.frameworks.reverse();
    there_and_back(&scenario);
    scenario.frameworks[0].id = "../Outside".into();
    let folder = there_and_back(&scenario);
    assert!(!folder.path().join("written/frameworks").exists());
    assert!(!folder.path().join("Outside.toml").exists());
}

#[test]
fn tables_without_rows_come_back_equal() {
    let mut scenario = scenario(&here("scenarios/two-gates"));
    scenario.supply.clear();
    scenario.frameworks.clear();
    there_and_back(&scenario);
}

#[test]
fn a_folder_in_use_is_left_alone() {
    let scenario = scenario(&here("scenarios/two-gates"));
    let folder = tempfile::tempdir().unwrap();
    write(&scenario, folder.path()).unwrap();
    std::fs::write(folder.path().join("stocks.csv"), "old").unwrap();
    let again = write(&scenario, folder.path());
    assert!(matches!(again, Err(WriteError::Occupied(_))), "{again:?}");
    assert_eq!(std::fs::read_to_string(folder.path().join("stocks.csv")).unwrap(), "old");
}
