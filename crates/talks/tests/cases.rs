//! The acceptance cases: exact answers found by brute force.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use safeconduct_model::read::talks;
use safeconduct_talks::{Limits, moves};
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

#[test]
fn positions_give_the_expected_answers() {
    let Some(folder) = cases() else { return };
    let mut compared = BTreeSet::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let Some(stem) = name.strip_suffix(".expected.json") else { continue };
        let expected: Value =
            serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let Some(expected) = expected.get("talks") else { continue };
        let read = talks(&path.with_file_name(format!("{stem}.toml"))).talks.unwrap();
        let found = serde_json::to_value(moves(&read, &Limits::default())).unwrap();
        for (key, value) in expected.as_object().unwrap() {
            assert_eq!(unordered(&found[key]), unordered(value), "{stem}: {key}");
            compared.insert(format!("{stem} {key}"));
        }
    }
    assert!(compared.len() >= 36, "{compared:?}");
}
