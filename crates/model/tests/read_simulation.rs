//! What a scenario may say of its simulations.
#![allow(clippy::expect_used)]

use safeconduct_model::finding::Code;
use safeconduct_model::fingerprint::fingerprint;
use safeconduct_model::id::{AreaId, FrameworkId};
use safeconduct_model::read;
use safeconduct_model::simulation::{Behaviours, Convention, Start};
use serde_json::{Value, json};

mod valid;

/// Everything that can be said, in one.
fn whole() -> Value {
    json!({
        "crossing": [{
            "site": "gate", "close_if_open": 0.09, "open_if_closed": 0.66, "start": "open",
            "trucks_when_open": 79, "source": "consignments", "certainty": "medium"
        }],
        "mission": [
            { "facilitated": 50, "impeded": 22, "denied": 5, "cancelled": 9 },
            { "track": "centres", "crossing": "gate", "facilitated": 1, "impeded": 0, "denied": 0,
              "cancelled": 1, "impeded_arrives": 0.25 }
        ],
        "interceptor": {
            "best-response": { "delay_days": [2] }, "regret": { "convention": "realised" }
        },
        "scarcity": [{
            "areas": ["east"], "zones": ["north"], "window_days": 7, "before": 0.2,
            "point": [
                { "coverage": 0.2, "loss": { "self_distributed": 0.9 } },
                { "coverage": 1.0, "loss": { "self_distributed": 0.05 } }
            ]
        }],
        "closure": [{ "segment": "b", "from_day": 2, "to_day": 4, "chance": 0.5 }, { "segment": "a" }]
    })
}

#[test]
fn what_is_said_is_kept_and_reads_back() {
    let read = valid::read_json(&valid::with("/simulation", whole()));
    let scenario = read.scenario.clone().unwrap_or_else(|| panic!("{}", valid::shown(&read)));
    let said = &scenario.simulation;
    assert_eq!(said.crossings[0].start, Start::Open);
    assert!((said.crossings[0].open_share() - 0.66 / 0.75).abs() < 1e-12);
    assert_eq!(
        said.mission(None, "centres", "gate", &[]).expect("a row").shares(),
        [0.5, 0.0, 0.0, 0.5]
    );
    assert_eq!(
        said.mission(None, "corridors", "hub", &[]).expect("a row").shares()[0],
        50.0 / 86.0
    );
    assert_eq!(said.behaviours.best_response.delay_days, [2]);
    assert_eq!(said.behaviours.regret.convention, Convention::Realised);
    assert_eq!(said.behaviours.exp3, Behaviours::default().exp3);
    assert_eq!(said.closures[1].chance.0, 1.0);
    let text = serde_json::to_string(&scenario).expect("JSON");
    let again = read::text("small.json", &text, read::Format::Json);
    assert_eq!(again.scenario, Some(scenario));
}

#[test]
fn of_the_rows_that_fit_a_mission_the_one_that_says_most_holds() {
    let row = |facilitated: u32, more: &Value| {
        let mut row = json!({ "impeded": 0, "denied": 1, "cancelled": 0 });
        row["facilitated"] = facilitated.into();
        for (key, value) in more.as_object().expect("a table") {
            row[key] = value.clone();
        }
        row
    };
    let rows = json!({ "mission": [
        row(1, &json!({})), row(2, &json!({ "track": "centres" })),
        row(3, &json!({ "crossing": "gate" })), row(4, &json!({ "areas": ["east"] })),
        row(5, &json!({ "framework": "now" })),
    ] });
    let read = valid::read_json(&valid::with("/simulation", rows));
    let scenario = read.scenario.clone().unwrap_or_else(|| panic!("{}", valid::shown(&read)));
    let (now, east) = (FrameworkId::from("now"), [AreaId::from("east")]);
    let counted = |framework: Option<&FrameworkId>, track: &str, from: &str, areas: &[AreaId]| {
        scenario.simulation.mission(framework, track, from, areas).expect("a row").facilitated
    };
    assert_eq!(counted(None, "corridors", "hub", &[]), 1.0);
    assert_eq!(counted(None, "centres", "hub", &[]), 2.0);
    assert_eq!(counted(None, "centres", "gate", &[]), 3.0);
    assert_eq!(counted(None, "centres", "gate", &east), 4.0);
    assert_eq!(counted(Some(&now), "centres", "gate", &east), 5.0);
    assert_eq!(counted(Some(&"later".into()), "centres", "gate", &east), 4.0);
    let odd = json!({ "mission": [
        row(1, &json!({ "framework": "later", "areas": ["west"] })),
        row(1, &json!({ "areas": ["east"] })), row(2, &json!({ "areas": ["east"] })),
    ] });
    let read = valid::read_json(&valid::with("/simulation", odd));
    let codes = valid::list(&read);
    let unknown = codes.iter().filter(|code| **code == Code::UnknownRef).count();
    assert_eq!(unknown, 2, "a framework and an area: {}", valid::shown(&read));
    assert!(codes.contains(&Code::DuplicateId), "{}", valid::shown(&read));
}

#[test]
fn plans_stay_valid_whatever_simulations_assume() {
    let plain = valid::read_json(&valid::document()).scenario.expect("a scenario");
    let told = valid::read_json(&valid::with("/simulation", whole())).scenario.expect("a scenario");
    assert_eq!(fingerprint(&plain, None), fingerprint(&told, None));
    assert!(!serde_json::to_string(&plain).expect("JSON").contains("simulation"));
}

#[test]
fn every_mistake_is_found_at_once() {
    let spoilt = json!({
        "crossing": [
            { "site": "centre", "close_if_open": 1.5, "open_if_closed": 0.5, "start": "ajar" },
            { "site": "gate", "open_if_closed": 0.5, "close_if_open": 0, "trucks_when_open": 3,
              "trucks_quantiles": [5, 4] },
            { "site": "gate", "open_if_closed": 0.5, "close_if_open": 0 }
        ],
        "mission": [{ "facilitated": 0, "impeded": 0, "denied": 0, "cancelled": 0 }],
        "interceptor": {
            "pattern": { "orders": [1, 1, 0.5] }, "near-repeat": { "branching": 1 }, "bandit": {}
        },
        "scarcity": [{ "window_days": 7, "before": 1 }],
        "closure": [{ "segment": "c", "from_day": 4, "to_day": 2 }]
    });
    let read = valid::read_json(&valid::with("/simulation", spoilt));
    let mut codes = valid::list(&read);
    codes.sort_unstable();
    codes.dedup();
    let expected = [
        Code::UnknownField,
        Code::MissingField,
        Code::OutOfRange,
        Code::DuplicateId,
        Code::UnknownRef,
        Code::UnknownName,
        Code::WrongSiteKind,
        Code::WindowBackwards,
    ];
    for code in expected {
        assert!(codes.contains(&code), "{code:?} is missing from\n{}", valid::shown(&read));
    }
    assert!(read.findings.0.len() >= 13, "{}", valid::shown(&read));
    assert!(read.findings.0.iter().all(|f| f.at.is_some()), "{}", valid::shown(&read));
}

#[test]
fn a_file_beside_the_scenario_and_a_table_within_it_are_one_too_many() {
    let folder = tempfile::tempdir().expect("a folder");
    let scenario =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/two-gates");
    for entry in std::fs::read_dir(&scenario).expect("a folder").flatten() {
        if entry.path().is_file() {
            std::fs::copy(entry.path(), folder.path().join(entry.file_name())).expect("a copy");
        }
    }
    let file = folder.path().join("simulation.toml");
    std::fs::write(&file, "[[closure]]\nsegment = \"ford\"\n").expect("a file");
    let read = read::path(folder.path());
    let scenario = read.scenario.clone().unwrap_or_else(|| panic!("{}", valid::shown(&read)));
    assert_eq!(scenario.simulation.closures.len(), 1);
    let root = folder.path().join("scenario.toml");
    let text = std::fs::read_to_string(&root).expect("a file") + "\n[simulation]\n";
    std::fs::write(&root, text).expect("a file");
    let read = read::path(folder.path());
    assert!(valid::list(&read).contains(&Code::SyntaxDuplicateKey), "{}", valid::shown(&read));
    std::fs::write(&file, "[[closure]]\nsegment = ford\n").expect("a file");
    assert!(valid::list(&read::path(folder.path())).contains(&Code::Syntax));
}
