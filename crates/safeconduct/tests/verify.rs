//! `verify` and `report` refuse a plan that was changed after it was made.

#![allow(clippy::unwrap_used)]

mod running;
use running::{code, done, json, run, scenario, text};
use serde_json::{Value, json as value};

/// A good plan in a folder of its own.
fn planned(dir: &std::path::Path) -> (String, Value) {
    let path = dir.join("plan.json").to_str().unwrap().to_owned();
    done(&["plan", &scenario("two-gates"), "-f", "both", "-q", "-o", &path]);
    let plan = json(&std::fs::read(&path).unwrap());
    (path, plan)
}

#[test]
fn a_plan_of_ours_holds() {
    let dir = tempfile::tempdir().unwrap();
    let (path, _) = planned(dir.path());
    let place = scenario("two-gates");
    let ran = done(&["verify", &path, "--scenario", &place]);
    insta::assert_snapshot!(text(&ran.stdout), @r"
    plan for two-gates, framework both: holds
      checked: the input, every limit, every claim, every coverage, what each term did, every stage
      not checked, the planner's own statements: reasons, simple rules
      Stage                                                   Reached          No plan beats   Within
      fair: raise the least-covered week                      100.0 %                100.0 %  0.001 %
      total: feed the most people               1,500,000 people-days  1,500,000 people-days  0.001 %
      loss: lower worst case and expected loss             USD 40,000             USD 40,000  0.001 %
      cost: purchases and truck-km at USD 1               USD 431,600            USD 431,600  0.001 %
      - Proved among plans that open the same centres, keep what earlier stages reached, let trips end
        on the day they begin and feed every group alike on days on which nothing changes.
    ");
    done(&["verify", &path, &place]);
    let result = json(&done(&["verify", &path, &place, "--json"]).stdout);
    assert_eq!(result["holds"], true);
    let names = |key: &str| text(result[key].to_string().as_bytes());
    assert!(names("checked").contains("claims") && names("not_checked").contains("baselines"));
    let stages = result["proved"].as_array().unwrap();
    assert_eq!(stages.len(), 4);
    assert!(stages.iter().all(|stage| stage["gap"].as_f64().unwrap() < 1e-3), "{stages:?}");
    // Without a word about the scenario it is found beside the plan, by its name.
    assert_eq!(code(&run(&["verify", &path])), 2);
    std::os::unix::fs::symlink(&place, dir.path().join("two-gates")).unwrap();
    done(&["verify", &path]);
}

/// A change to a plan, and the code that must be found.
type Change = (&'static str, fn(&mut Value), &'static str);

const CHANGES: [Change; 6] = [
    ("a gram more", |p| add(&mut p["movements"][0]["grams"], 1), "plan::"),
    ("better coverage", |p| p["claims"]["coverage"] = value!(1.01), "plan::claim_differs"),
    ("less loss", |p| p["claims"]["worst_case_usd"] = value!(0.0), "plan::claim_differs"),
    ("another day", |p| p["movements"][0]["day"] = value!(99), "plan::malformed"),
    ("another input", |p| p["input_sha256"] = value!("00"), "plan::other_scenario"),
    ("another framework", |p| p["framework"] = value!("north-only"), "plan::other_scenario"),
];

fn add(number: &mut Value, more: i64) {
    *number = value!(number.as_i64().unwrap() + more);
}

#[test]
fn a_changed_plan_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let (path, plan) = planned(dir.path());
    let place = scenario("two-gates");
    for (what, change, wanted) in CHANGES {
        let mut changed = plan.clone();
        change(&mut changed);
        std::fs::write(&path, changed.to_string()).unwrap();
        let ran = run(&["verify", &path, &place]);
        assert_eq!(code(&ran), 1, "{what}: {}", text(&ran.stderr));
        assert!(text(&ran.stdout).contains("refused: "), "{what}");
        assert!(text(&ran.stderr).contains(wanted), "{what}: {}", text(&ran.stderr));
        let page = dir.path().join("page.html");
        let shown = run(&["report", &path, &place, "--html", page.to_str().unwrap()]);
        assert_eq!(code(&shown), 1, "{what}");
        assert!(shown.stdout.is_empty() && !page.exists(), "{what}: nothing of it is shown");
    }
}

#[test]
fn what_is_no_plan_at_all_is_an_input_error() {
    let dir = tempfile::tempdir().unwrap();
    let (path, mut plan) = planned(dir.path());
    let place = scenario("two-gates");
    let whole = plan.to_string();
    plan["extra"] = value!(1);
    let broken = [whole[..whole.len() / 2].to_owned(), "[]".into(), "\0".into(), plan.to_string()];
    for text_of in broken {
        std::fs::write(&path, &text_of).unwrap();
        let ran = run(&["verify", &path, &place]);
        assert_eq!(code(&ran), 2, "{}", text(&ran.stderr));
        assert!(ran.stdout.is_empty());
        assert!(text(&ran.stderr).contains("plan.json:"), "{}", text(&ran.stderr));
    }
}

#[test]
fn a_scenario_changed_since_is_named_as_the_reason() {
    let dir = tempfile::tempdir().unwrap();
    let (path, _) = planned(dir.path());
    let mine = dir.path().join("mine");
    let mine = mine.to_str().unwrap();
    done(&["demo", "--out", mine, "-q"]);
    done(&["verify", &path, mine]);
    let supply = dir.path().join("mine/supply.csv");
    let text_of = std::fs::read_to_string(&supply).unwrap().replace("200", "201");
    std::fs::write(&supply, text_of).unwrap();
    let ran = run(&["verify", &path, mine]);
    assert_eq!(code(&ran), 1);
    assert!(text(&ran.stderr).contains("plan::other_scenario"), "{}", text(&ran.stderr));
}

#[test]
fn a_name_in_a_plan_leads_nowhere_else() {
    let dir = tempfile::tempdir().unwrap();
    let (path, mut plan) = planned(dir.path());
    for name in ["../two-gates", "/", "..", ".", "a/b", "", "\u{1b}[2J"] {
        plan["scenario"] = value!(name);
        std::fs::write(&path, plan.to_string()).unwrap();
        let ran = run(&["verify", &path]);
        assert_eq!(code(&ran), 2, "{name:?}: {}", text(&ran.stderr));
        assert!(!ran.stderr.contains(&0x1b));
    }
}
