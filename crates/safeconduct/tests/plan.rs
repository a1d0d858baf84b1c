//! `plan`: files, forms and exit codes.

#![allow(clippy::unwrap_used)]

mod running;
use running::{code, done, json, run, scenario, text};

#[test]
fn a_plan_is_the_same_bytes_on_any_number_of_threads_and_from_any_form() {
    let place = scenario("two-gates");
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("made/here/plan.json");
    let out = file.to_str().unwrap();
    let one = done(&["plan", &place, "-f", "both", "--threads", "1", "--json", "-q"]);
    let two = done(&["plan", &place, "-f", "both", "--threads", "2", "--out", out]);
    assert_eq!(text(&one.stdout), std::fs::read_to_string(&file).unwrap());
    let dash = done(&["plan", &place, "-f", "both", "--out", "-"]);
    assert_eq!(one.stdout, dash.stdout);
    assert!(text(&two.stdout).contains("Coverage by zone"), "the report stands on stdout");
    assert!(text(&two.stderr).contains("wrote "));
    let plan = json(&one.stdout);
    assert_eq!(plan["schema"], "safeconduct/plan/1");
    assert_eq!(plan["command"], "safeconduct plan two-gates --framework both");
    assert!(one.stderr.is_empty(), "{}", text(&one.stderr));
}

#[test]
fn every_other_form_is_written_too() {
    let place = scenario("two-gates");
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| dir.path().join(name).to_str().unwrap().to_owned();
    let (page, map, tables) = (at("a.html"), at("a.geojson"), at("tables"));
    let arguments = ["plan", &place, "-f", "both", "-q", "--html", &page, "--geojson", &map];
    done(&[&arguments[..], &["--csv", &tables]].concat());
    let shown = std::fs::read_to_string(&page).unwrap();
    assert!(shown.starts_with("<!DOCTYPE html>") && shown.contains("<svg"));
    assert_eq!(json(&std::fs::read(&map).unwrap())["type"], "FeatureCollection");
    let found = std::fs::read_dir(&tables).unwrap().count();
    assert!(found > 3, "{found} tables");
    let again = run(&[&arguments[..], &["--csv", &tables]].concat());
    assert_eq!(code(&again), 2, "nothing is replaced unasked");
    done(&[&arguments[..], &["--csv", &tables, "--force"]].concat());
    let zones = text(&done(&["plan", &place, "-f", "both", "--format", "csv", "-q"]).stdout);
    assert!(zones.starts_with("zone"), "{zones}");
    let line = text(&done(&["plan", &place, "-f", "both", "--format", "jsonl", "-q"]).stdout);
    assert_eq!(line.lines().count(), 1);
}

#[test]
fn a_floor_that_cannot_be_kept_is_an_answer() {
    let place = scenario("dual-track");
    let ran = run(&["plan", &place, "-f", "impossible-floor", "--json"]);
    assert_eq!(code(&ran), 1, "{}", text(&ran.stderr));
    let answer = json(&ran.stdout);
    assert_eq!(answer["answer"], "infeasible");
    assert!(!answer["floors"].as_array().unwrap().is_empty());
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("none.json");
    let ran = run(&["plan", &place, "-f", "impossible-floor", "-o", out.to_str().unwrap()]);
    assert_eq!(code(&ran), 1);
    assert!(text(&ran.stdout).contains("No plan keeps every floor"));
    assert!(!out.exists());
}

#[test]
fn a_framework_that_is_not_there_is_named_with_the_nearest() {
    let ran = run(&["plan", &scenario("two-gates"), "--framework", "south-onyl"]);
    assert_eq!(code(&ran), 2);
    assert!(text(&ran.stderr).contains("did you mean `south-only`?"), "{}", text(&ran.stderr));
}

#[test]
fn a_basket_needs_bounds_and_is_recorded() {
    let ran = run(&["plan", &scenario("two-gates"), "--basket"]);
    assert_eq!(code(&ran), 2);
    assert!(text(&ran.stderr).contains("has no bounds on rations"), "{}", text(&ran.stderr));
    let ran = done(&["plan", &scenario("four-foods"), "-f", "as-now", "--basket", "--json", "-q"]);
    let plan = json(&ran.stdout);
    assert_eq!(plan["basket"], true);
    assert_eq!(plan["command"], "safeconduct plan four-foods --framework as-now --basket");
    assert_eq!(plan["certificate"]["scope"]["rations_within_bounds"], true);
    let score = plan["claims"]["nutritional_value"].as_f64().unwrap();
    assert!((score - 2.0).abs() < 1e-4, "{score}");
    let print = done(&["plan", &scenario("four-foods"), "-f", "as-now", "--basket", "-q"]);
    assert!(
        text(&print.stdout).contains("nutritional value 2.00 of 2; rations within their bounds")
    );
}

#[test]
fn plans_name_the_smallest_change_that_lifts_a_zone() {
    let place = scenario("two-gates");
    let truck = "planned anew, the smallest single change that lifts it is one truck a day more through North \
                 gate, which feeds 4,000 people more a day here and 12,000 in all";
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("plan.json").to_str().unwrap().to_owned();
    let flat = |said: &[u8]| text(said).split_whitespace().collect::<Vec<_>>().join(" ");
    let asked = ["plan", &place, "-f", "north-only", "-q"];
    let said = flat(&done(&[&asked[..], &["--out", &out]].concat()).stdout);
    assert!(said.contains(truck), "{said}");
    assert_eq!(flat(&done(&["report", &out, &place, "-q"]).stdout), said);
    assert!(flat(&done(&[&asked[..], &["--why"]].concat()).stdout).contains(truck));
}

#[test]
fn no_time_at_all_is_no_plan_and_no_panic() {
    let ran = run(&["plan", &scenario("two-gates"), "--time-limit", "1ns"]);
    assert!([3, 4].contains(&code(&ran)), "{}: {}", code(&ran), text(&ran.stderr));
}

#[test]
fn a_scenario_may_come_from_standard_input() {
    use std::io::Write as _;
    let read = safeconduct_model::read::path(scenario("two-gates").as_ref());
    let document = serde_json::to_string(&read.scenario.unwrap()).unwrap();
    let mut child = running::safeconduct(&["plan", "-", "-f", "both", "--json", "-q"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(document.as_bytes()).unwrap();
    let ran = child.wait_with_output().unwrap();
    let folder = done(&["plan", &scenario("two-gates"), "-f", "both", "--json", "-q"]);
    assert_eq!(text(&ran.stdout), text(&folder.stdout));
}

#[test]
fn frameworks_stand_side_by_side() {
    let place = scenario("two-gates");
    let both = ["compare", &place, "-f", "both", "--as-it-stands"];
    let ran = done(&[&both[..], &["--json"]].concat());
    let result = json(&ran.stdout);
    assert_eq!(result["schema"], "safeconduct/compare/1");
    assert_eq!(result["answers"].as_array().unwrap().len(), 2);
    let table = text(&done(&[&both[..], &["--format", "csv"]].concat()).stdout);
    assert_eq!(table.lines().count(), 3, "{table}");
    let dual = scenario("dual-track");
    let ran = run(&["compare", &dual, "-f", "impossible-floor", "-f", "both", "--json"]);
    assert_eq!(code(&ran), 1, "{}", text(&ran.stderr));
    assert_eq!(json(&ran.stdout)["answers"].as_array().unwrap().len(), 2);
}

#[test]
fn a_limit_gives_a_plan_that_holds_or_says_that_there_is_none() {
    let (place, dir) = (scenario("dual-track"), tempfile::tempdir().unwrap());
    let out = dir.path().join("plan.json").to_str().unwrap().to_owned();
    let ran = run(&["plan", &place, "-f", "both", "--time-limit", "700ms", "-q", "-o", &out]);
    match code(&ran) {
        4 => assert!(text(&ran.stderr).contains("give it more time")),
        0 | 3 => assert_eq!(code(&run(&["verify", &out, &place])), 0),
        other => panic!("{other}: {}", text(&ran.stderr)),
    }
}

#[test]
fn standard_output_carries_one_document() {
    let place = scenario("two-gates");
    let page = text(&done(&["plan", &place, "-f", "both", "--html", "-"]).stdout);
    assert!(page.starts_with("<!DOCTYPE html>") && page.trim_end().ends_with("</html>"));
    json(&done(&["plan", &place, "-f", "both", "--geojson", "-"]).stdout);
    json(&done(&["plan", &place, "-f", "both", "--out", "-", "--json"]).stdout);
    let side = text(&done(&["compare", &place, "-f", "both", "--html", "-"]).stdout);
    assert!(side.trim_end().ends_with("</html>"));
    let two: [&[&str]; 5] = [
        &["--html", "-", "--geojson", "-"],
        &["--html", "-", "--out", "-"],
        &["--json", "--geojson", "-"],
        &["--format", "csv", "--out", "-"],
        &["--csv", "-"],
    ];
    for arguments in two {
        let ran = run(&[&["plan", &place, "-f", "both"], arguments].concat());
        assert_eq!(code(&ran), 2, "{arguments:?}: {}", text(&ran.stderr));
        assert!(ran.stdout.is_empty(), "{arguments:?}");
    }
    assert_eq!(code(&run(&["compare", &place, "--json", "--html", "-"])), 2);
}

#[test]
fn a_finished_plan_goes_alone_to_standard_output_too() {
    let (place, dir) = (scenario("two-gates"), tempfile::tempdir().unwrap());
    let out = dir.path().join("plan.json").to_str().unwrap().to_owned();
    done(&["plan", &place, "-f", "both", "-q", "-o", &out]);
    json(&done(&["report", &out, &place, "--geojson", "-"]).stdout);
    // A file where tables should go is told before the work.
    let ran = run(&["report", &out, &place, "--csv", &out]);
    assert_eq!(code(&ran), 2);
    assert!(text(&ran.stderr).contains("is a file; `--csv` writes"), "{}", text(&ran.stderr));
}

#[test]
fn where_a_page_was_asked_for_reasons_do_not_take_its_place() {
    let ran = run(&["plan", &scenario("dual-track"), "-f", "impossible-floor", "--html", "-"]);
    assert_eq!(code(&ran), 1);
    assert!(ran.stdout.is_empty());
    assert!(text(&ran.stderr).contains("No plan keeps every floor"));
}
