//! From a map and a table of sites to a scenario: the fictitious coast of the guide.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use safeconduct_io::folder;
use safeconduct_io::import::osm::{self, Given, Imported, Options};
use safeconduct_model::finding::{Code, Findings};
use safeconduct_model::scenario::Scenario;
use safeconduct_model::segment::Segment;
use safeconduct_model::{read, site::SiteKind};

mod pbf;

fn guide() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide/roads")
}

fn options() -> Options {
    Options {
        name: "coast".to_owned(),
        start: "2025-06-01".parse().unwrap(),
        days: 14,
        alternatives: 2,
        farthest_km: 5.0,
        with_tracks: false,
        supply_only: false,
    }
}

fn tables(sites: &Path) -> Given {
    Given::Tables { sites: sites.to_owned(), zones: Some(guide().join("zones.csv")) }
}

fn import(options: &Options) -> Imported {
    let file = guide().join("roads.osm.pbf");
    osm::import(&file, &tables(&guide().join("sites.csv")), options).unwrap()
}

/// Imports with sites of these rows.
fn with_sites(rows: &str) -> Result<Imported, Findings> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("places.csv");
    std::fs::write(&path, format!("id,name,kind,lon,lat,zone\n{rows}")).unwrap();
    osm::import(&guide().join("roads.osm.pbf"), &tables(&path), &options())
}

fn segment<'s>(scenario: &'s Scenario, from: &str, to: &str) -> &'s Segment {
    let ends = |s: &&Segment| s.from.as_str() == from && s.to.as_str() == to;
    let turned = |s: &&Segment| s.from.as_str() == to && s.to.as_str() == from && !s.one_way;
    let found = scenario.segments.iter().find(|s| ends(s) || turned(s));
    found.unwrap_or_else(|| panic!("{from} to {to}: {:?}", scenario.segments))
}

fn codes(findings: &Findings) -> Vec<Code> {
    findings.0.iter().map(|f| f.code).collect()
}

#[test]
fn the_map_of_the_guide_is_the_one_of_the_tests() {
    let path = guide().join("roads.osm.pbf");
    let made = pbf::coast().bytes();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &made).unwrap();
    }
    assert!(std::fs::read(&path).unwrap() == made, "UPDATE=1 cargo test -p safeconduct-io");
}

#[test]
fn lengths_times_and_directions_are_those_of_the_roads() {
    let imported = import(&options());
    let scenario = &imported.scenario;
    // 0.1 degree of longitude at the equator is 11.12 km, on a trunk road at 60 km/h.
    let trunk = segment(scenario, "harbour", "osm:2");
    assert_eq!((trunk.length_km.0, trunk.hours.0, trunk.one_way), (11.12, 0.185325, false));
    assert!(trunk.provenance.source.as_ref().unwrap().ends_with("(ODbL): A1"));
    // The rest of A1 at the posted 40 km/h and not at the 50 of its class; North
    // Road beside it, longer and slower, at the 45 of its own.
    let between: Vec<(f64, f64)> = scenario
        .segments
        .iter()
        .filter(|s| [s.from.as_str(), s.to.as_str()].iter().all(|e| ["depot", "osm:2"].contains(e)))
        .map(|s| (s.length_km.0, (s.length_km.0 / s.hours.0).round()))
        .collect();
    assert_eq!(between, [(22.949, 40.0), (31.414, 45.0)]);
    let shore = segment(scenario, "harbour", "south");
    assert!(shore.one_way && (shore.length_km.0 / 40.0 - shore.hours.0).abs() < 1e-3);
    let junction = scenario.sites.iter().find(|s| s.id.as_str() == "osm:2").unwrap();
    assert_eq!((junction.kind, junction.name.as_str()), (SiteKind::Junction, "A1 / North Road"));
    // Nothing leads over the bollard, the private road, the ferry or the track.
    assert!(scenario.sites.iter().all(|s| !["osm:5", "osm:9", "osm:11"].contains(&s.id.as_str())));
}

#[test]
fn every_assumption_is_a_row_and_everything_left_out_is_told() {
    let imported = import(&options());
    let fields: Vec<&str> =
        imported.scenario.assumptions.iter().map(|a| a.field.as_str()).collect();
    for field in [
        "segments.hours",
        "segments.loss",
        "segments.exposure",
        "fleets.trucks",
        "supply.tonnes_per_day",
    ] {
        assert!(fields.contains(&field), "{field}: {fields:?}");
    }
    assert_eq!(codes(&imported.findings).iter().filter(|c| **c == Code::ImportSkipped).count(), 11);
    assert_eq!(imported.steps.len(), 5);
    let scenario = read_back(&imported);
    assert_eq!(scenario, imported.scenario);
}

/// Writes the scenario and reads it: nothing is found but what was assumed.
fn read_back(imported: &Imported) -> Scenario {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("coast");
    folder::write_beside(&imported.scenario, &imported.beside, &out).unwrap();
    let read = read::path(&out);
    assert!(codes(&read.findings).iter().all(|c| *c == Code::AssumedField), "{:?}", read.findings);
    // The shapes can stand in place of the table.
    std::fs::remove_file(out.join("segments.csv")).unwrap();
    std::fs::rename(out.join("roads.geojson"), out.join("segments.geojson")).unwrap();
    let shaped = read::path(&out);
    assert_eq!(shaped.scenario, read.scenario, "{:?}", shaped.findings);
    read.scenario.unwrap()
}

#[test]
fn a_scenario_keeps_everything_and_gains_roads() {
    let mut scenario = import(&options()).scenario;
    scenario.segments.clear();
    scenario.sites.retain(|s| s.kind != SiteKind::Junction);
    scenario.title = "Mine".to_owned();
    let dir = tempfile::tempdir().unwrap();
    let mine = dir.path().join("mine");
    folder::write(&scenario, &mine).unwrap();
    let file = guide().join("roads.osm.pbf");
    let joined = osm::import(&file, &Given::Scenario(mine), &options()).unwrap().scenario;
    assert_eq!(joined.segments, import(&options()).scenario.segments);
    assert_eq!((joined.title, joined.fleets), (scenario.title, scenario.fleets));
}

#[test]
fn roads_of_an_earlier_import_are_neither_doubled_nor_dropped() {
    let dir = tempfile::tempdir().unwrap();
    let once = dir.path().join("once");
    folder::write(&import(&options()).scenario, &once).unwrap();
    let file = guide().join("roads.osm.pbf");
    let again = osm::import(&file, &Given::Scenario(once), &options()).unwrap_err();
    assert!(codes(&again).contains(&Code::DuplicateId));
}

#[test]
fn tracks_are_roads_where_asked_for() {
    let with = import(&Options { with_tracks: true, alternatives: 5, ..options() });
    assert!(with.steps[0].links > import(&options()).steps[0].links);
}

#[test]
fn a_site_far_from_roads_or_beyond_them_is_told() {
    let far = with_sites("a,A,crossing,0,0,\nb,B,hub,0.3,0.05,\nc,C,delivery_point,0.3,0.3,east\n");
    let far = far.unwrap();
    assert!(codes(&far.findings).contains(&Code::ImportFar));
    assert!(far.scenario.segments.iter().all(|s| s.from.as_str() != "c" && s.to.as_str() != "c"));
    // Two sites on one spot are joined by a short way each.
    let same = with_sites("a,A,crossing,0,0,\nb,B,hub,0,0,\nc,C,delivery_point,0.3,-0.1,east\n");
    let same = same.unwrap();
    assert!(same.findings.0.iter().all(|f| f.code != Code::ImportFar));
    assert!(same.scenario.segments.iter().any(|s| (s.length_km.0, s.hours.0) == (0.01, 0.001)));
}

#[test]
fn findings_name_the_file_and_line_of_the_users_table() {
    let found = with_sites("a,A,crossing,0,0,\nb,B,hub,x,0.05,\n").unwrap_err();
    let at = found.0.iter().find(|f| f.code == Code::WrongType).unwrap().at.clone().unwrap();
    assert!(at.file.ends_with("places.csv") && at.line == 3, "{at}");
    let missing =
        osm::import(&guide().join("roads.osm.pbf"), &tables(Path::new("no-such.csv")), &options());
    assert!(codes(&missing.unwrap_err()).contains(&Code::FileUnreadable));
    let no_map =
        osm::import(&guide().join("sites.csv"), &tables(&guide().join("sites.csv")), &options());
    assert_eq!(codes(&no_map.unwrap_err()), [Code::ImportBroken]);
}
