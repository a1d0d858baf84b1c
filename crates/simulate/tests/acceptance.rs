//! The acceptance cases beside the project, answered by the example of the same
//! name: exact figures within the tolerance, simulated ones within the Monte
//! Carlo rule.
#![allow(clippy::expect_used)]

use serde_json::Value;

#[path = "../examples/acceptance/answer/mod.rs"]
mod answer;

/// Whether a simulated mean is within four standard errors of what is expected.
fn near(at: &str, simulated: &Value, mean: f64, variance: Option<f64>, into: &mut Vec<String>) {
    let figure = |key: &str| simulated[key].as_f64().unwrap_or(f64::NAN);
    let spread = variance.unwrap_or(figure("variance"));
    let error = (spread / figure("runs")).sqrt();
    // Where every run is alike the mean is met exactly.
    if (figure("mean") - mean).abs() > 4.0 * error + 1e-9 {
        into.push(format!("{at}: simulated {} where {mean} is expected", figure("mean")));
    }
    if let Some(variance) = variance.filter(|v| *v > 0.0)
        && (figure("variance") / variance - 1.0).abs() > 0.15
    {
        into.push(format!("{at}: variance {} where {variance} is expected", figure("variance")));
    }
}

/// Holds what runs came to against what is expected, by the rule of the type.
fn simulated(name: &str, case: &Value, found: &Value, into: &mut Vec<String>) {
    let expected = |key: &str| case["expected"][key].as_f64();
    let runs = found["simulated"].as_object().cloned().unwrap_or_default();
    for (key, run) in &runs {
        let at = format!("{name} {key}");
        match (case["type"].as_str().expect("a type"), key.as_str()) {
            ("iid_invariance" | "leaked_schedule" | "exp3_fixed_arm", _) => {
                near(&at, run, expected("mean_hits").expect("hits"), expected("var_hits"), into);
            }
            ("path_survival", _) => {
                let mean = expected("mean_arrivals").expect("arrivals");
                near(&at, run, mean, expected("var_arrivals"), into);
            }
            ("closures", _) => {
                let mean = expected("expected_open_days_from_open").expect("days");
                near(&at, run, mean, None, into);
            }
            ("hawkes", "window") => {
                let ratio = run["variance"].as_f64().expect("a variance")
                    / run["mean"].as_f64().expect("a mean");
                let wanted = expected("stationary_variance_to_mean_window").expect("a ratio");
                if (ratio / wanted - 1.0).abs() > 0.12 {
                    into.push(format!("{at}: variance over mean {ratio}, not {wanted}"));
                }
            }
            ("hawkes", key) => {
                let mean = run["mean"].as_f64().expect("a mean");
                let wanted = expected(&format!("mean_{key}")).expect("events");
                if (mean / wanted - 1.0).abs() > 0.03 {
                    into.push(format!("{at}: simulated {mean} where {wanted} is expected"));
                }
            }
            (_, key) => near(&at, run, expected(key).expect("hits"), None, into),
        }
    }
}

#[test]
fn every_open_case_is_answered_exactly_and_by_simulation() {
    match trial::cases::wrong('S', answer::answer, simulated) {
        None => println!("skipped: no ../shared/data"),
        Some(wrong) => assert!(wrong.is_empty(), "{}", wrong.join("\n")),
    }
}

#[test]
fn types_that_no_open_case_has_are_answered() {
    let ask = |kind: &str, input: Value| {
        let text = serde_json::json!({ "type": kind, "input": input }).to_string();
        Value::Object(answer::answer(&text).expect("an answer"))
    };
    let near = |value: &Value, wanted: f64| {
        let value = value.as_f64().expect("a number");
        assert!((value - wanted).abs() < 1e-9, "{value} where {wanted} is expected");
    };
    // Two arms, two days, γ = 1/2: first day 1/2; after a hit w = e^(1/2 / (2 · 1/2)).
    let bandit =
        ask("exp3_fixed_arm", serde_json::json!({ "corridors": 2, "days": 2, "gamma": 0.5 }));
    let after_hit = 0.5 * 0.5_f64.exp() / (0.5_f64.exp() + 1.0) + 0.25;
    near(&bandit["p_hit_first_day"], 0.5);
    near(&bandit["mean_hits"], 0.5 + 0.5 * after_hit + 0.5 * 0.5);
    let game = serde_json::json!({ "loss_matrix": [[0.4, 0.0], [0.0, 0.1]], "iterations": 400 });
    let play = ask("selfplay_bound", game);
    near(&play["value"], 0.08);
    near(&play["exploitability_bound_regret_matching"], 0.4 * 2.0 * 2.0_f64.sqrt() / 20.0);
}

#[test]
fn what_is_no_case_is_refused() {
    let said = |text: &str| answer::answer(text).expect_err("no case").to_string();
    assert!(said("{}").contains("missing field `type`"));
    assert!(said(r#"{"type": "weather", "input": {}}"#).contains("unknown type `weather`"));
    let none = r#"{"type": "rotation", "input": {"corridors": 0, "days": 3}}"#;
    assert!(said(none).contains("corridors must be at least 1"));
    let ever = r#"{"type": "hawkes", "input": {"mu": 1, "branching": 1, "beta": 1, "horizon": 1, "window": 1}}"#;
    assert!(said(ever).contains("branching must be"));
}
