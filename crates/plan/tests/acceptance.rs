//! The acceptance cases beside the project, answered by the example of the same name.

#[path = "../examples/acceptance/answer/mod.rs"]
mod answer;

#[test]
fn every_open_case_is_answered_within_its_tolerance() {
    match trial::cases::wrong('P', answer::answer, |_, _, _, _| ()) {
        None => println!("skipped: no ../shared/data"),
        Some(wrong) => assert!(wrong.is_empty(), "{}", wrong.join("\n")),
    }
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
