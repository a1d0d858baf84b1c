//! Acceptance cases beside the project: put to an answer, and held against it.
//!
//! A case is one JSON file with `type`, `input`, `expected` and `tolerance`. Whoever
//! answers sees the text and must never read what is expected.

use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::{Map, Value};

/// What answers a case given as text.
type Answer<E> = fn(&str) -> Result<Map<String, Value>, E>;

/// The open cases whose names begin with a letter; none where there is no folder.
fn open(letter: char) -> Option<Vec<PathBuf>> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/cases/planner");
    let mut cases: Vec<PathBuf> =
        std::fs::read_dir(shared).ok()?.flatten().map(|entry| entry.path()).collect();
    cases.retain(|path| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        name.is_some_and(|name| name.starts_with(letter) && name.ends_with(".json"))
    });
    cases.sort();
    Some(cases)
}

/// What is wrong in the answers to every open case whose name begins with a letter;
/// none where there are no cases beside the project. `more` holds further figures
/// of an answer against its case: name, case, answer, complaints.
pub fn wrong<E: Display>(
    letter: char,
    answer: Answer<E>,
    more: fn(&str, &Value, &Value, &mut Vec<String>),
) -> Option<Vec<String>> {
    let cases = open(letter)?;
    let mut wrong = Vec::new();
    if cases.is_empty() {
        wrong.push(format!("no case begins with {letter}"));
    }
    for path in &cases {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let case: Value = serde_json::from_str(&text).unwrap_or_default();
        let Some(tolerance) = case["tolerance"].as_f64() else {
            wrong.push(format!("{name}: no case with a tolerance"));
            continue;
        };
        match answer(&text) {
            Ok(found) => {
                let found = Value::Object(found);
                parts(&name, &case["expected"], &found, tolerance, &mut wrong);
                more(&name, &case, &found, &mut wrong);
            }
            Err(refusal) => wrong.push(format!("{name}: {refusal}")),
        }
    }
    Some(wrong)
}

/// Where two answers part by more than a tolerance, relative above 1.
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
            let near = (a - b).abs() <= tolerance * a.abs().max(1.0);
            if !near {
                into.push(format!("{at}: {b} where {a} is expected"));
            }
        }
        _ if expected == found => {}
        _ => into.push(format!("{at}: {found} where {expected} is expected")),
    }
}

/// An example that answers the one case named on its command line, as one JSON
/// object; a case that is refused ends with its own exit code.
pub fn main<E: Display>(answer: Answer<E>, refused: fn(&E) -> u8) -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (Some(path), None) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: acceptance CASE.json");
        return ExitCode::from(2);
    };
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) => {
            eprintln!("{path}: {error}");
            return ExitCode::from(2);
        }
    };
    match answer(&text) {
        Ok(answer) => {
            println!("{}", Value::Object(answer));
            ExitCode::SUCCESS
        }
        Err(refusal) => {
            eprintln!("{path}: {refusal}");
            ExitCode::from(refused(&refusal))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn answers_that_part_are_told_apart() {
        let found = |answer: Value| {
            let mut wrong = Vec::new();
            parts("case", &json!({ "a": [1.0, 200.0], "b": "x" }), &answer, 1e-6, &mut wrong);
            wrong.len()
        };
        assert_eq!(found(json!({ "a": [1.0, 200.0001], "b": "x", "more": 1 })), 0);
        assert_eq!(found(json!({ "a": [1.1, 201.0], "b": "y" })), 3);
        assert_eq!(found(json!({ "a": [1.0], "b": null })), 2);
        assert_eq!(found(json!({})), 2);
    }
}
