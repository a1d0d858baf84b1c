//! `missions` and `scarcity`: forms, exit codes, and the same bytes for a seed.

#![allow(clippy::unwrap_used)]

mod running;
use running::{code, done, json, run, scenario, text};

#[test]
fn a_list_is_the_same_bytes_for_a_seed_on_any_number_of_threads() {
    let place = scenario("two-gates");
    let ask = |threads: &str, seed: &str| {
        let asked = ["missions", &place, "-f", "both", "--max-requests", "2", "--outcomes", "3"];
        let more = ["--threads", threads, "--seed", seed, "--json", "-q"];
        done(&[&asked[..], &more[..]].concat()).stdout
    };
    assert_eq!(ask("1", "7"), ask("2", "7"));
    let list = json(&ask("1", "8"));
    assert_eq!(list["schema"], "safeconduct/missions/1");
    assert_eq!(list["asked"]["seed"], 8);
    let command = list["command"].as_str().unwrap();
    assert!(command.starts_with("safeconduct missions two-gates --framework both"), "{command}");
    assert!(command.contains("--max-requests 2") && command.ends_with("--seed 8"), "{command}");
    assert_eq!(list["days"][0]["requests"].as_array().unwrap().len(), 2);
}

#[test]
fn the_list_says_what_to_do_if_a_request_is_refused() {
    let place = scenario("two-gates");
    let said = text(&done(&["missions", &place, "-f", "both", "-q"]).stdout);
    assert!(said.contains("if refused: send 8.0 trucks more by m"), "{said}");
    assert!(said.contains("request everything") && said.contains("request the plan's mean"));
    assert!(said.lines().all(|line| line.chars().count() <= 100), "{said}");
    let plan = text(&done(&["plan", &place, "-f", "both", "--missions", "-q"]).stdout);
    assert_eq!(plan, said, "`plan --missions` shows the same");
    let one = text(&done(&["missions", &place, "-f", "both", "-q", "--day", "2025-01-07"]).stdout);
    assert!(one.contains("2025-01-07 (day 1)") && !one.contains("all alike"), "{one}");
}

#[test]
fn lists_are_a_page_too() {
    let (place, dir) = (scenario("two-gates"), tempfile::tempdir().unwrap());
    let asked = ["missions", &place, "-f", "both", "--day", "0", "-q"];
    let page = text(&done(&[&asked[..], &["--html", "-"]].concat()).stdout);
    assert!(page.starts_with("<!DOCTYPE html>") && page.trim_end().ends_with("</html>"));
    let file = dir.path().join("list.html").to_str().unwrap().to_owned();
    let ran = done(&[&asked[..], &["--html", &file]].concat());
    assert!(text(&ran.stdout).contains("if refused: "));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), page);
    let taken = run(&[&asked[..], &["--html", &file]].concat());
    assert_eq!(code(&taken), 2, "a file that is there stays");
    assert_eq!(code(&run(&[&asked[..], &["--json", "--html", "-"]].concat())), 2);
    let plan = ["plan", &place, "-f", "both", "--missions", "--html", "-", "-q"];
    assert!(text(&done(&plan).stdout).contains("Missions to request"));
}

#[test]
fn a_floor_out_of_reach_is_an_answer() {
    let place = scenario("two-gates");
    let asked = ["missions", &place, "-f", "both", "--max-requests", "2", "--floor", "90%", "-q"];
    let ran = run(&asked);
    assert_eq!(code(&ran), 1, "{}", text(&ran.stderr));
    assert!(text(&ran.stdout).contains("at most 200,000 can be kept"), "{}", text(&ran.stdout));
}

#[test]
fn what_a_scenario_does_not_say_is_asked_for() {
    let dir = tempfile::tempdir().unwrap();
    let silent = dir.path().join("silent");
    std::fs::create_dir(&silent).unwrap();
    let spoken = std::path::PathBuf::from(scenario("two-gates"));
    for entry in std::fs::read_dir(spoken).unwrap().map(|entry| entry.unwrap().path()) {
        let name = entry.file_name().unwrap().to_owned();
        if entry.is_file() && name != "simulation.toml" {
            std::fs::copy(&entry, silent.join(name)).unwrap();
        }
    }
    let place = silent.to_str().unwrap().to_owned();
    for (verb, named) in [("missions", "usage::no_missions"), ("scarcity", "usage::no_scarcity")] {
        let ran = run(&[verb, &place, "--json"]);
        assert_eq!(code(&ran), 2, "{verb}");
        assert!(text(&ran.stderr).contains(named), "{}", text(&ran.stderr));
        assert!(ran.stdout.is_empty());
    }
    let ran = run(&["missions", &scenario("two-gates"), "--day", "77"]);
    assert_eq!(code(&ran), 2);
    assert!(text(&ran.stderr).contains("no day `77`"), "{}", text(&ran.stderr));
    let ran = run(&["scarcity", &scenario("gaza-june-2025"), "--supply", "0"]);
    assert_eq!(code(&ran), 2);
}

#[test]
fn two_equilibria_are_both_shown_with_the_supply_that_ends_the_scarcer() {
    let place = scenario("gaza-june-2025");
    let ran = done(&["scarcity", &place, "-f", "as-before", "-q"]);
    let said = text(&ran.stdout);
    assert!(said.contains("Two equilibria") && said.contains("12.8 %"), "{said}");
    assert!(said.contains("1.57") && said.contains("certainty low: an assumption"), "{said}");
    assert!(said.lines().all(|line| line.chars().count() <= 100), "{said}");
    let less = done(&["scarcity", &place, "-f", "as-before", "--supply", "0.5", "--json", "-q"]);
    let found = json(&less.stdout);
    assert_eq!(found["schema"], "safeconduct/scarcity/1");
    assert_eq!(found["differ"], false);
    assert_eq!(found["supply"], 0.5);
}
