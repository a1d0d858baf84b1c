//! The acceptance cases beside the project, answered by the example of the same name.

use std::path::{Path, PathBuf};

use serde_json::Value;

#[path = "../examples/acceptance/answer/mod.rs"]
mod answer;

fn cases() -> Option<Vec<PathBuf>> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/cases/planner");
    let mut cases: Vec<PathBuf> =
        std::fs::read_dir(shared).ok()?.flatten().map(|entry| entry.path()).collect();
    cases.retain(|path| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        name.is_some_and(|name| name.starts_with('P') && name.ends_with(".json"))
    });
    cases.sort();
    Some(cases)
}

/// Where two answers part by more than the tolerance.
fn parts(at: &str, expected: &Value, found: &Value, tolerance: f64, into: &mut Vec<String>) {
    match (expected, found) {
        (Value::Object(expected), Value::Object(found)) => {
            for (key, value) in expected {
                match found.get(key) {
                    Some(found) => parts(&format!("{at}/{key}"), value, found, tolerance, into),
                    None => into.push(format!("{at}/{key}: missing")),
                }
            }
        }
        (Value::Array(expected), Value::Array(found)) if expected.len() == found.len() => {
            for (place, (expected, found)) in expected.iter().zip(found).enumerate() {
                parts(&format!("{at}[{place}]"), expected, found, tolerance, into);
            }
        }
        (Value::Number(a), Value::Number(b)) => {
            let (a, b) = (a.as_f64().unwrap_or(f64::NAN), b.as_f64().unwrap_or(f64::NAN));
            if (a - b).abs() > tolerance * a.abs().max(1.0) {
                into.push(format!("{at}: {b} where {a} is expected"));
            }
        }
        _ if expected == found => {}
        _ => into.push(format!("{at}: {found} where {expected} is expected")),
    }
}

#[test]
fn every_open_case_is_answered_within_its_tolerance() {
    let Some(cases) = cases() else {
        println!("skipped: no ../shared/data");
        return;
    };
    let mut wrong = Vec::new();
    for path in &cases {
        let text = std::fs::read_to_string(path).expect("a file that was listed");
        let case: Value = serde_json::from_str(&text).expect("a case in JSON");
        let name = path.file_stem().expect("a name").to_string_lossy();
        match answer::answer(&text) {
            Ok(found) => {
                let tolerance = case["tolerance"].as_f64().expect("a tolerance");
                parts(&name, &case["expected"], &Value::Object(found), tolerance, &mut wrong);
            }
            Err(refusal) => wrong.push(format!("{name}: {refusal}")),
        }
    }
    assert!(!cases.is_empty() && wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_no_case_is_refused_with_its_place() {
    let said = |text: &str| answer::answer(text).expect_err("no case").to_string();
    assert!(said("{}").contains("missing field `type`"));
    assert!(said(r#"{"type": "weather", "input": {}}"#).contains("unknown type `weather`"));
    let bent = r#"{"type": "robust_flow", "input": {"gammas": [1], "network": {"nodes": ["s", "t"],
        "arcs": [{"from": "s", "to": "u"}], "source": "s", "sink": "t"}}}"#;
    assert!(said(bent).contains("no node is called `u`"));
    let minus = bent.replace(r#""to": "u""#, r#""to": "t", "capacity": -1"#);
    assert!(said(&minus).contains("capacity is -1"));
}
