//! `draw` and `audit-draw` from the door: commit, draw, reveal, audit.

#![allow(clippy::unwrap_used)]

mod running;

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use running::{code, done, json, run, scenario, text};

/// A folder with a plan and a seed.
struct Desk {
    dir: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { dir: tempfile::tempdir().unwrap() };
        let place = scenario("two-gates");
        std::os::unix::fs::symlink(&place, desk.dir.path().join("two-gates")).unwrap();
        done(&["plan", &place, "-f", "both", "-q", "-o", &desk.at("plan.json")]);
        done(&["draw", "--new-seed", &desk.at("sealed")]);
        desk
    }

    fn at(&self, name: &str) -> String {
        self.dir.path().join(name).to_str().unwrap().to_owned()
    }

    fn draw(&self, more: &[&str]) -> std::process::Output {
        let (plan, seed) = (self.at("plan.json"), self.at("sealed"));
        let mut arguments = vec!["draw", plan.as_str(), "--seed-file", seed.as_str()];
        arguments.extend(more);
        run(&arguments)
    }

    fn audit(&self, more: &[&str]) -> std::process::Output {
        let (day, plan, seed) = (self.at("day.json"), self.at("plan.json"), self.at("sealed"));
        let mut arguments =
            vec!["audit-draw", day.as_str(), "--plan", plan.as_str(), "--seed-file", seed.as_str()];
        arguments.extend(more);
        run(&arguments)
    }
}

fn mode(path: &str) -> u32 {
    Path::new(path).metadata().unwrap().permissions().mode() & 0o777
}

#[test]
fn what_is_committed_drawn_and_revealed_holds_in_an_audit() {
    let desk = Desk::new();
    let (commitment, day) = (desk.at("commitment.json"), desk.at("day.json"));
    let committed = desk.draw(&["--commit", "--out", &commitment]);
    assert_eq!(code(&committed), 0, "{}", text(&committed.stderr));
    assert!(!text(&committed.stdout).contains("convoy 1"));
    let drawn = desk.draw(&["--day", "2", "--out", &day]);
    assert_eq!(code(&drawn), 0, "{}", text(&drawn.stderr));
    assert!(text(&drawn.stdout).contains("SENSITIVE"));
    assert!(text(&drawn.stdout).contains("South gate to Lower delivery point"));
    assert_eq!((mode(&day), mode(&desk.at("sealed"))), (0o600, 0o600));
    let yes = desk.audit(&["--commitment", &commitment]);
    assert_eq!(code(&yes), 0, "{}", text(&yes.stderr));
    assert!(text(&yes.stdout).contains("yes"), "{}", text(&yes.stdout));
    // The seed itself stands in none of them.
    let seed = std::fs::read_to_string(desk.at("sealed")).unwrap();
    for path in [&day, &commitment] {
        assert!(!std::fs::read_to_string(path).unwrap().contains(seed.trim()));
    }
    // A truck moved to another road by hand.
    let changed = std::fs::read_to_string(&day).unwrap().replacen("\"ridge\"", "\"river\"", 1);
    std::fs::write(&day, changed).unwrap();
    let no = desk.audit(&["--json"]);
    assert_eq!(code(&no), 1, "{}", text(&no.stderr));
    let answer = json(&no.stdout);
    assert_eq!(answer["holds"], false);
    assert_eq!(answer["findings"][0]["code"], "audit::schedule_differs");
}

#[test]
fn one_seed_gives_the_same_bytes_and_another_seed_another_day() {
    let desk = Desk::new();
    let draw = |form: &str| desk.draw(&["--day", "2025-01-08", "--format", form]).stdout;
    for form in ["text", "json", "jsonl", "csv"] {
        assert_eq!(draw(form), draw(form), "{form}");
    }
    assert_eq!(json(&draw("json")), json(&desk.draw(&["--day", "2", "--json"]).stdout));
    let first = json(&draw("json"));
    let others = (0..3).map(|number| {
        let other = desk.at(&format!("other-{number}"));
        done(&["draw", "--new-seed", &other]);
        json(
            &done(&["draw", &desk.at("plan.json"), "--seed-file", &other, "--day", "2", "--json"])
                .stdout,
        )
    });
    assert!(others.into_iter().any(|other| other["convoys"] != first["convoys"]));
    let table = text(&draw("csv"));
    assert!(table.starts_with("date,day,convoy,window,truck,"), "{table}");
}

#[test]
fn seeds_that_cannot_serve_are_refused_and_kept_ones_never_replaced() {
    let desk = Desk::new();
    let kept = std::fs::read(desk.at("sealed")).unwrap();
    let again = run(&["draw", "--new-seed", &desk.at("sealed")]);
    assert_eq!(code(&again), 2);
    assert_eq!(std::fs::read(desk.at("sealed")).unwrap(), kept);
    let cases: [(&[u8], &str); 4] = [
        (b"", "seed::empty"),
        (b"00112233", "seed::short"),
        (b"a pass phrase that somebody can remember and guess", "seed::not_hex"),
        (&[7; 64], "seed::poor"),
    ];
    for (content, wanted) in cases {
        std::fs::write(desk.at("sealed"), content).unwrap();
        let ran = desk.draw(&["--day", "0"]);
        assert_eq!(code(&ran), 2, "{wanted}");
        assert!(ran.stdout.is_empty() && text(&ran.stderr).contains(wanted), "{wanted}");
    }
    std::fs::write(desk.at("sealed"), &kept).unwrap();
    let open = std::fs::Permissions::from_mode(0o644);
    std::fs::set_permissions(desk.at("sealed"), open).unwrap();
    let ran = desk.draw(&["--day", "0"]);
    assert_eq!(code(&ran), 0);
    assert!(text(&ran.stderr).contains("seed::readable"));
}

#[test]
fn a_plan_that_does_not_hold_is_not_drawn_from() {
    let desk = Desk::new();
    let mut plan = json(&std::fs::read(desk.at("plan.json")).unwrap());
    plan["movements"][0]["grams"] = serde_json::json!(1);
    std::fs::write(desk.at("plan.json"), plan.to_string()).unwrap();
    let ran = desk.draw(&["--day", "0"]);
    assert_eq!(code(&ran), 1, "{}", text(&ran.stderr));
    assert!(ran.stdout.is_empty() && text(&ran.stderr).contains("plan::"));
}

#[test]
fn days_and_files_that_are_not_there_are_named() {
    let desk = Desk::new();
    for day in ["5", "-1", "2025-01-05", "monday", ""] {
        let ran = desk.draw(&[&format!("--day={day}")]);
        assert_eq!(code(&ran), 2, "{day}");
        assert!(text(&ran.stderr).contains("2025-01-06 to 2025-01-10"), "{}", text(&ran.stderr));
    }
    assert_eq!(code(&desk.audit(&[])), 2, "no schedule");
    std::fs::copy(desk.at("plan.json"), desk.at("day.json")).unwrap();
    let ran = desk.audit(&[]);
    assert_eq!(code(&ran), 2);
    assert!(text(&ran.stderr).contains("schedule::malformed"), "{}", text(&ran.stderr));
}

#[test]
fn how_well_a_day_can_be_guessed_needs_no_seed() {
    let desk = Desk::new();
    let measured = done(&["draw", &desk.at("plan.json"), "--day", "2", "--report", "--json"]);
    let measured = json(&measured.stdout);
    let lanes = measured["lanes"].as_array().unwrap();
    let mixed = lanes.iter().find(|lane| lane["corridors"] == 2).unwrap();
    let best = mixed["best_constant"].as_f64().unwrap();
    for watcher in mixed["watchers"].as_array().unwrap() {
        assert!(watcher["hit_rate"].as_f64().unwrap() < best + 0.04, "{watcher}");
    }
    let shown = done(&["draw", &desk.at("plan.json"), "--day", "2", "--report"]);
    assert!(text(&shown.stdout).contains("one corridor in the mix"));
}
