//! Scenario folders: TOML, CSV and frameworks joined; what is beside them.
#![allow(clippy::expect_used)]

use std::fs;
use std::path::Path;

use safeconduct_model::finding::Code::{self, *};
use safeconduct_model::read::{self, Read};
use tempfile::TempDir;

mod valid;

const ROOT: &str = r#"
schema = 1
title = "Small"
start = 2025-06-01
days = 10

[need]
per_person_day = { energy_kcal = 2100 }
ration_cycle_days = 5

[[commodities]]
id = "flour"
name = "Flour"
nutrients_per_kg = { energy_kcal = 3640 }
value_usd_per_t = 500

[[tracks]]
id = "centres"
name = "Centres"
serves = ["distribution_centre", "delivery_point"]

[[fleets]]
id = "trucks"
name = "Trucks"
operator = "agency"
trucks = 20
payload_t = 10
rounds_per_day = 4
hours_per_day = 12

[[supply]]
crossing = "gate"
commodity = "flour"
to_day = "2025-06-05"
tonnes_per_day = 100
price_usd_per_t = 500
"#;

const SITES: &str = "id,name,kind,lon,lat,storage_t\n\
    #loc+code,#loc+name,,#geo+lon,#geo+lat,\n\
    gate,\"Gate, the\",crossing,34.0,31.0,\n\
    centre,Centre,distribution_centre,34.2,31.0,250\n";
const ZONES: &str = "id;name;lon;lat;population;cannot_walk_share\n\
    north;North;34.2;31.01;10000;0\n";
const SEGMENTS: &str = "id,from,to,length_km,hours,loss.seized,loss.refused,tracks\r\n\
    a,gate,centre,20,1,0.1,,centres;centres2\r\n";
const NOW: &str = "name = \"Now\"\n[[terms]]\nid = \"t\"\nkind = \"entry\"\ntrucks_per_day = 5\n";

fn folder(spoil: impl Fn(&Path)) -> (TempDir, Read) {
    let temp = tempfile::tempdir().expect("a temp folder");
    let path = temp.path().join("small");
    fs::create_dir_all(path.join("frameworks")).expect("a folder");
    for (name, text) in [
        ("scenario.toml", ROOT),
        ("sites.csv", SITES),
        ("zones.csv", ZONES),
        ("segments.csv", &SEGMENTS.replace(";centres2", "")),
        ("frameworks/now.toml", NOW),
        ("README.md", "words"),
        ("talks.toml", "not read"),
    ] {
        fs::write(path.join(name), text).expect("written");
    }
    spoil(&path);
    let read = read::path(&path);
    (temp, read)
}

fn codes(spoil: impl Fn(&Path)) -> Vec<Code> {
    let (_temp, read) = folder(spoil);
    valid::list(&read)
}

/// Findings as `file:line:col code`, with the file's name only.
fn places(read: &Read) -> Vec<String> {
    let place = |f: &safeconduct_model::finding::Finding| {
        let at = f.at.as_ref().expect("a place");
        let file = at.file.rsplit('/').next().expect("a name");
        format!("{file}:{}:{} {}", at.line, at.column, f.code)
    };
    read.findings.0.iter().map(place).collect()
}

#[test]
fn a_folder_is_joined_from_its_files() {
    let (_temp, read) = folder(|_| {});
    assert_eq!(valid::shown(&read), "");
    let scenario = read.scenario.expect("usable");
    assert_eq!(scenario.name, "small");
    assert_eq!(scenario.start.to_string(), "2025-06-01");
    assert_eq!(scenario.sites[0].name, "Gate, the");
    assert_eq!(scenario.sites[0].storage_t, None);
    assert_eq!(scenario.sites[1].storage_t.map(|t| t.0), Some(250.0));
    assert_eq!(scenario.zones[0].population.0, 10_000.0);
    assert_eq!(scenario.segments[0].loss.seized.0, 0.1);
    assert_eq!(scenario.segments[0].loss.refused.0, 0.0);
    assert_eq!(scenario.segments[0].tracks[0].as_str(), "centres");
    assert_eq!(scenario.supply[0].window.to_day.map(|d| d.0), Some(4));
    assert_eq!(scenario.frameworks[0].id.as_str(), "now");
    assert_eq!(read.sources.len(), 5);
}

#[test]
fn scenario_toml_stands_for_its_folder() {
    let (temp, read) = folder(|_| {});
    let again = read::path(&temp.path().join("small/scenario.toml"));
    assert_eq!(again.scenario, read.scenario);
}

#[test]
fn the_folder_and_its_json_are_the_same_scenario() {
    let (_temp, read) = folder(|_| {});
    let scenario = read.scenario.expect("usable");
    let text = serde_json::to_string(&scenario).expect("JSON");
    let again = read::text("x.json", &text, read::Format::Json);
    assert_eq!(again.scenario, Some(scenario), "{}", valid::shown(&again));
}

#[test]
fn a_mistake_in_one_file_hides_none_in_another() {
    let (_temp, read) = folder(|path| {
        fs::write(path.join("zones.csv"), ZONES.replace("10000", "10 000")).expect("written");
        fs::write(path.join("segments.csv"), SEGMENTS).expect("written");
        fs::write(path.join("scenario.toml"), ROOT.replace("days = 10", "days = "))
            .expect("written");
        fs::write(path.join("frameworks/now.toml"), NOW.replace("entry", "entri"))
            .expect("written");
    });
    let expected = [
        "now.toml:4:8 scenario::unknown_name",
        "scenario.toml:5:8 syntax::invalid",
        "zones.csv:2:24 scenario::wrong_type",
    ];
    assert_eq!(places(&read), expected, "{}", valid::shown(&read));
}

#[test]
fn names_of_a_table_that_could_not_be_read_are_not_missed() {
    let unclosed =
        |path: &Path| fs::write(path.join("sites.csv"), "id,name\n\"gate,x\n").expect("written");
    assert_eq!(codes(unclosed), [Syntax]);
    let ragged = |path: &Path| {
        fs::write(path.join("sites.csv"), SITES.replace(",31.0,250", "")).expect("written");
    };
    assert_eq!(codes(ragged), [SyntaxRagged]);
}

#[test]
fn places_count_characters_and_bytes() {
    let (_temp, read) = folder(|path| {
        let zones = ZONES.replace("North;34.2", "شمال;34,2");
        fs::write(path.join("zones.csv"), format!("\u{feff}{zones}")).expect("written");
    });
    assert_eq!(places(&read), ["zones.csv:2:12 scenario::wrong_type"]);
    let at = read.findings.0[0].at.clone().expect("a place");
    let text = &read.sources.iter().find(|s| s.file == at.file).expect("the source").text;
    assert_eq!(&text[at.offset..at.offset + at.length], "34,2");
    assert!(read.findings.0[0].mend.contains("34.2"), "{}", read.findings.0[0].mend);
}

#[test]
fn a_column_that_is_missing_or_unknown_is_named_once() {
    let (_temp, read) = folder(|path| {
        let rows: String = (0..50).map(|n| format!("z{n},Z,34.2,31,5\n")).collect();
        let text = format!("id,name,lon,lat,inhabitants\n{rows}");
        fs::write(path.join("zones.csv"), text).expect("written");
    });
    let expected = [
        "zones.csv:1:1 scenario::missing_field",
        "zones.csv:1:1 scenario::missing_field",
        "zones.csv:1:17 scenario::unknown_field",
    ];
    assert_eq!(places(&read), expected);
}

#[test]
fn unknown_columns_are_taken_by_their_hashtag() {
    let (_temp, read) = folder(|path| {
        let text = "Code,Place,X,Y,People,cannot_walk_share\n\
            #loc+code,#loc+name,#geo+lon,#geo+lat,#population+total,#x_share\n\
            north,North,34.2,31.01,10000,0\n";
        fs::write(path.join("zones.csv"), text).expect("written");
    });
    assert_eq!(valid::shown(&read), "");
    assert_eq!(read.scenario.expect("usable").zones[0].population.0, 10_000.0);
}

#[test]
fn thousands_grouped_by_a_point_are_not_read_as_a_hundred_people() {
    for written in ["10.000", "10000.5"] {
        let zones = ZONES.replace("10000", written);
        let (_temp, read) = folder(|path| fs::write(path.join("zones.csv"), &zones).expect("w"));
        assert_eq!(places(&read), ["zones.csv:2:24 scenario::wrong_type"], "{written}");
    }
}

#[test]
fn a_table_with_its_name_in_capitals_is_offered_its_own_name() {
    let text = "zone,from_day,population\n";
    let (_temp, read) = folder(|path| fs::write(path.join("Populations.CSV"), text).expect("w"));
    assert_eq!(valid::list(&read), [FileUnknown]);
    assert_eq!(read.findings.0[0].mend, "did you mean `populations.csv`?");
}

#[test]
fn files_beside_a_scenario() {
    let extra = |name: &'static str| codes(move |p| fs::write(p.join(name), "x").expect("written"));
    assert_eq!(extra("site.csv"), [FileUnknown]);
    assert_eq!(extra("frameworks/now.tml"), [FileUnknown]);
    assert_eq!(extra(".hidden"), []);
    assert_eq!(extra("coast.geojson"), []);
    assert_eq!(
        codes(|p| fs::remove_file(p.join("scenario.toml")).expect("removed")),
        [FileMissing]
    );
    let temp = tempfile::tempdir().expect("a temp folder");
    assert_eq!(valid::list(&read::path(&temp.path().join("none"))), [FileUnreadable]);
}

#[test]
fn inline_rows_and_csv_rows_are_joined() {
    let (_temp, read) = folder(|path| {
        let row = "[[sites]]\nid = \"mid\"\nname = \"Mid\"\nkind = \"hub\"\nlon = 34.1\nlat = 31\n";
        fs::write(path.join("scenario.toml"), format!("{ROOT}{row}")).expect("written");
    });
    assert_eq!(valid::shown(&read), "");
    assert_eq!(read.scenario.expect("usable").sites.len(), 3);
}

#[test]
fn text_that_is_not_utf8_names_its_row() {
    let (_temp, read) = folder(|path| {
        let mut bytes = ZONES.as_bytes().to_vec();
        bytes.extend(b"merida;M\xe9rida;34;31;5;0\n");
        fs::write(path.join("zones.csv"), bytes).expect("written");
    });
    assert_eq!(places(&read), ["zones.csv:3:9 file::not_utf8"]);
}

#[test]
fn files_over_the_limit_are_refused_before_parsing() {
    let huge = |path: &Path| {
        let file = fs::File::create(path.join("zones.csv")).expect("created");
        file.set_len((64 << 20) + 1).expect("sparse");
    };
    assert_eq!(codes(huge), [FileTooLarge]);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_opened() {
    let folder_instead = |path: &Path| {
        fs::remove_file(path.join("zones.csv")).expect("removed");
        fs::create_dir(path.join("zones.csv")).expect("created");
    };
    assert_eq!(codes(folder_instead), [FileUnreadable]);
}

#[test]
fn an_alternate_in_use_replaces_the_figure() {
    let (_temp, read) = folder(|path| {
        let text = "figure,value,used,source\nzones.north.population,12000,true,another\n\
            segments.a.loss.seized,0.2,true,another\nsites.centre.storage_t,9,false,third\n";
        fs::write(path.join("alternates.csv"), text).expect("written");
    });
    assert_eq!(valid::shown(&read), "");
    let scenario = read.scenario.expect("usable");
    assert_eq!(scenario.zones[0].population.0, 12_000.0);
    assert_eq!(scenario.segments[0].loss.seized.0, 0.2);
    assert_eq!(scenario.sites[1].storage_t.map(|t| t.0), Some(250.0));
}

#[test]
fn an_alternate_keeps_the_bounds_of_its_field() {
    let (_temp, read) = folder(|path| {
        let text = "figure,value,used\nzones.north.population,-5,true\n";
        fs::write(path.join("alternates.csv"), text).expect("written");
    });
    assert_eq!(places(&read), ["alternates.csv:2:24 scenario::out_of_range"]);
}

#[test]
fn schema_0_is_upgraded() {
    let (_temp, read) = folder(|path| {
        let old = |name: &str, from: &str, to: &str| {
            let text = fs::read_to_string(path.join(name)).expect("read");
            fs::write(path.join(name), text.replace(from, to)).expect("written");
        };
        old("scenario.toml", "schema = 1", "schema = 0");
        old("segments.csv", "length_km", "km");
        old("zones.csv", "population", "people");
    });
    assert_eq!(places(&read), ["scenario.toml:2:10 schema::upgraded"]);
    let scenario = read.scenario.expect("usable");
    assert_eq!((scenario.schema, scenario.segments[0].length_km.0), (1, 20.0));
}

#[test]
fn roads_may_come_as_geojson() {
    let collection = |coordinates: &str| {
        format!(
            r#"{{"type": "FeatureCollection", "features": [{{"type": "Feature",
            "properties": {{"id": "g", "from": "gate", "to": "centre", "length_km": 21, "hours": 1,
            "loss": {{"seized": 0.1}}}},
            "geometry": {{"type": "LineString", "coordinates": {coordinates}}}}}]}}"#
        )
    };
    let write = |path: &Path, text: String| {
        fs::write(path.join("segments.geojson"), text).expect("written")
    };
    let (_temp, read) = folder(|path| write(path, collection("[[34.0, 31.0], [34.2, 31.0, 12]]")));
    assert_eq!(valid::shown(&read), "");
    let scenario = read.scenario.expect("usable");
    assert_eq!(scenario.segments.len(), 2);
    assert_eq!(scenario.segments[1].loss.seized.0, 0.1);
    assert_eq!(
        codes(|path| write(path, collection("[[34.0, 31.0], [34.2, 131.0]]"))),
        [OutOfRange]
    );
    assert_eq!(codes(|path| write(path, collection("[[34.0, 31.0]]"))), [WrongType]);
    assert_eq!(codes(|path| write(path, "[]".to_owned())), [WrongType]);
}
