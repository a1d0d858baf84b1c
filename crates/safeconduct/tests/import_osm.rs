//! `import osm`: from a map and sites to a plan.

#![allow(clippy::unwrap_used)]

use std::path::Path;

mod running;
use running::{code, done, json, run, text};

/// Imports, checks and plans; the plan as JSON.
fn plan(file: &Path, sites: &Path, zones: &Path, dir: &Path) -> serde_json::Value {
    let out = dir.join("out").to_str().unwrap().to_owned();
    let at = |path: &Path| path.to_str().unwrap().to_owned();
    let given = ["import", "osm", &at(file), "--sites", &at(sites), "--zones", &at(zones)];
    let ran = done(&[&given[..], &["--out", &out, "--json"]].concat());
    let made = json(&ran.stdout);
    assert!(made["segments"].as_u64().unwrap() > 2, "{made}");
    assert_eq!(made["sites_not_joined"], 0, "{}", text(&ran.stderr));
    let checked = done(&["check", &out]);
    assert!(text(&checked.stdout).contains("nothing found"), "{}", text(&checked.stdout));
    json(&done(&["plan", &out, "--json", "-q"]).stdout)
}

#[test]
fn the_roads_of_the_guide_carry_a_plan() {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide/roads");
    let dir = tempfile::tempdir().unwrap();
    let at = |name| guide.join(name);
    let plan = plan(&at("roads.osm.pbf"), &at("sites.csv"), &at("zones.csv"), dir.path());
    assert!(!plan.to_string().is_empty());
}

/// Fictitious sites and needs on real roads.
const SITES: &str = "id,name,kind,lon,lat,zone
west,West gate (fictitious),crossing,1.4563,42.4353,
east,East gate (fictitious),crossing,1.7330,42.5420,
hub,Hub (fictitious),hub,1.5218,42.5063,
point-a,Point A (fictitious),delivery_point,1.5170,42.5560,a
point-b,Point B (fictitious),delivery_point,1.5800,42.5660,b
point-c,Point C (fictitious),delivery_point,1.4860,42.4640,c
";
const ZONES: &str = "id,name,lon,lat,population,cannot_walk_share
a,Zone A (fictitious),1.5170,42.5560,9000,0.2
b,Zone B (fictitious),1.5800,42.5660,7000,0.2
c,Zone C (fictitious),1.4860,42.4640,12000,0.2
";

#[test]
fn the_roads_of_an_extract_carry_a_plan() {
    let file = "../../../shared/data/osm/andorra.osm.pbf";
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if !file.exists() {
        eprintln!("skipped: no ../shared/data");
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let (sites, zones) = (dir.path().join("sites.csv"), dir.path().join("zones.csv"));
    std::fs::write(&sites, SITES).unwrap();
    std::fs::write(&zones, ZONES).unwrap();
    let plan = plan(&file, &sites, &zones, dir.path());
    assert!(!plan.to_string().is_empty());
}

#[test]
fn a_map_that_is_none_and_a_folder_that_is_full_are_refused() {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide/roads");
    let at = |name: &str| guide.join(name).to_str().unwrap().to_owned();
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("out").to_str().unwrap().to_owned();
    let (sites, map) = (at("sites.csv"), at("roads.osm.pbf"));
    let ran = run(&["import", "osm", &sites, "--sites", &sites, "--out", &out]);
    assert_eq!(code(&ran), 2);
    assert!(text(&ran.stderr).contains("import::broken_file"), "{}", text(&ran.stderr));
    let full = guide.to_str().unwrap();
    let zones = at("zones.csv");
    let given = ["import", "osm", &map, "--sites", &sites, "--zones", &zones, "--out", full];
    assert_eq!(code(&run(&given)), 2);
    assert_eq!(code(&run(&["import", "osm", &map, "--out", &out])), 2);
}
