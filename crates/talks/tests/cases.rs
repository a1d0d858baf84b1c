//! The acceptance cases: exact answers found by brute force.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use safeconduct_model::read::talks;
use safeconduct_model::talks::Talks;
use safeconduct_talks::{Limits, moves, stability, timetable};
use serde_json::Value;

fn cases() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/cases/talks");
    if !folder.exists() {
        println!("skipped: no ../shared/data");
        return None;
    }
    Some(folder)
}

/// Lists of lists are sets here: their order carries no meaning.
fn unordered(value: &Value) -> Value {
    match value {
        Value::Array(items) => {
            let mut items: Vec<Value> = items.iter().map(unordered).collect();
            items.sort_by_key(ToString::to_string);
            Value::Array(items)
        }
        Value::Object(map) => {
            Value::Object(map.iter().map(|(k, v)| (k.clone(), unordered(v))).collect())
        }
        Value::Number(number) => Value::from(number.as_f64().unwrap()),
        other => other.clone(),
    }
}

/// Compares every key under `part` of every case with what `answer` gives.
fn compare(part: &str, answer: impl Fn(&Talks) -> Value) -> usize {
    let Some(folder) = cases() else { return usize::MAX };
    let mut compared = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let Some(stem) = name.strip_suffix(".expected.json") else { continue };
        let expected: Value =
            serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let Some(expected) = expected.get(part) else { continue };
        let read = talks(&path.with_file_name(format!("{stem}.toml"))).talks.unwrap();
        let found = answer(&read);
        for (key, value) in expected.as_object().unwrap() {
            let mut found = found[key].clone();
            if key == "fairest" {
                // What else is told of it has no counterpart in the case.
                found.as_object_mut().unwrap().retain(|k, _| k == "worst" || k == "finish");
            }
            assert_eq!(unordered(&found), unordered(value), "{stem}: {key}");
            compared += 1;
        }
    }
    compared
}

#[test]
fn positions_give_the_expected_answers() {
    let found = |talks: &Talks| serde_json::to_value(moves(talks, &Limits::default())).unwrap();
    assert!(compare("talks", found) >= 36);
}

#[test]
fn timetables_give_the_expected_answers() {
    let found = |talks: &Talks| serde_json::to_value(timetable(talks, None)).unwrap();
    assert!(compare("timetable", found) >= 12);
}

#[test]
fn stability_gives_the_expected_answers() {
    let found = |talks: &Talks| serde_json::to_value(stability(talks)).unwrap();
    assert!(compare("stability", found) >= 2);
}
