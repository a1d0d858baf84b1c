//! `simulate`: forms, threads, names, and what the ladder's plans come to.

#![allow(clippy::unwrap_used)]

mod running;
use running::{code, done, json, run, scenario, text};
use safeconduct_model::answer::Answer;
use safeconduct_model::apply::apply;
use safeconduct_model::calendar::Day;
use safeconduct_model::draw::Mix;
use safeconduct_model::plan::Plan;
use safeconduct_model::read;
use safeconduct_model::world::World;
use safeconduct_plan::{Settings as PlanSettings, plan};
use safeconduct_simulate::{Policy, Rule, Script};

/// The plan of a framework of the ladder, written to a file.
fn planned(dir: &tempfile::TempDir, name: &str, framework: &str) -> String {
    let file = dir.path().join(format!("{framework}.json")).to_str().unwrap().to_owned();
    done(&["plan", &scenario(name), "-f", framework, "-q", "--out", &file]);
    file
}

#[test]
fn the_outcome_is_the_same_bytes_on_any_number_of_threads() {
    let dir = tempfile::tempdir().unwrap();
    let (file, place) = (planned(&dir, "two-gates", "south-only"), scenario("two-gates"));
    let said = |threads: &str| {
        let asked = ["simulate", &file, "-s", &place, "--runs", "40", "--seed", "3"];
        done(&[&asked[..], &["--policy", "all", "--json", "-q", "--threads", threads]].concat())
            .stdout
    };
    let one = said("1");
    assert_eq!(one, said("2"));
    let outcome = json(&one);
    assert_eq!(outcome["schema"], "safeconduct/outcome/1");
    let expected = "safeconduct simulate --runs 40 --seed 3 --interceptor all --policy all";
    assert_eq!(outcome["command"], expected);
    let (policies, opponents) = (4, 13);
    assert_eq!(outcome["cells"].as_array().unwrap().len(), policies * opponents);
}

#[test]
fn two_gates_loses_what_its_readme_proves() {
    let dir = tempfile::tempdir().unwrap();
    let (file, place) = (planned(&dir, "two-gates", "both"), scenario("two-gates"));
    let said = done(&["simulate", &file, "-s", &place, "--runs", "50", "--json", "-q"]);
    let outcome = json(&said.stdout);
    let guarantee = outcome["policies"][0]["guarantee_usd"].as_f64().unwrap();
    assert!((guarantee - 40_000.0).abs() < 0.1, "{guarantee}");
    for cell in outcome["cells"].as_array().unwrap() {
        let struck = cell["struck_usd"]["mean"].as_f64().unwrap();
        assert!(struck <= 40_000.5, "{}: {struck}", cell["interceptor"]);
        if cell["interceptor"] == "none" {
            assert_eq!((struck, cell["coverage"]["mean"].as_f64().unwrap()), (0.0, 1.0));
        }
    }
    assert!(outcome["warnings"].as_array().unwrap().is_empty(), "{}", outcome["warnings"]);
}

#[test]
fn every_form_is_written() {
    let dir = tempfile::tempdir().unwrap();
    let (file, place) = (planned(&dir, "two-gates", "south-only"), scenario("two-gates"));
    let page = dir.path().join("held.html").to_str().unwrap().to_owned();
    let asked = ["simulate", &file, "-s", &place, "--runs", "30", "--interceptor", "pattern,leak"];
    let shown = done(&[&asked[..], &["--policy", "plan,rotation", "--html", &page]].concat());
    let shown = text(&shown.stdout);
    for part in ["Seized by strikes", "guarantee of plan", "pattern-2", "Assumed", "leak"] {
        assert!(shown.contains(part), "{part} is missing from\n{shown}");
    }
    assert!(shown.lines().all(|line| line.chars().count() <= 100), "{shown}");
    let html = std::fs::read_to_string(&page).unwrap();
    assert!(
        html.starts_with("<!DOCTYPE html>") && html.contains("<svg") && !html.contains("<script")
    );
    let again = run(&[&asked[..], &["--html", &page]].concat());
    assert_eq!(code(&again), 2, "nothing is replaced unasked");
    let table = text(&done(&[&asked[..], &["--format", "csv", "-q"]].concat()).stdout);
    assert!(table.starts_with("policy,interceptor,coverage"), "{table}");
    assert_eq!(table.lines().count(), 4);
}

#[test]
fn names_that_mean_nobody_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    let (file, place) = (planned(&dir, "two-gates", "south-only"), scenario("two-gates"));
    let ran = run(&["simulate", &file, "-s", &place, "--interceptor", "patern"]);
    assert_eq!(code(&ran), 2);
    let said = text(&ran.stderr);
    assert!(said.contains("no interceptor `patern`") && said.contains("pattern"), "{said}");
    let spoilt = std::fs::read_to_string(&file).unwrap().replacen("\"grams\": ", "\"grams\": 9", 1);
    std::fs::write(&file, spoilt).unwrap();
    assert_eq!(code(&run(&["simulate", &file, "-s", &place])), 1, "a plan is verified first");
}

/// A plan of the ladder, and its world.
fn made(name: &str, framework: &str) -> (Plan, World) {
    let scenario = read::path(std::path::Path::new(&scenario(name))).scenario.unwrap();
    let world = apply(&scenario, scenario.framework(framework)).unwrap();
    let settings = PlanSettings { baselines: false, ..PlanSettings::default() };
    match plan(&world, &settings, &mut |_| {}).unwrap() {
        Answer::Planned(plan) => (*plan, world),
        Answer::Infeasible(why) => panic!("{why:?}"),
    }
}

#[test]
fn the_script_promises_what_the_plan_claims_and_mixes_as_the_draw_does() {
    for (name, framework) in
        [("two-gates", "both"), ("two-gates", "south-only"), ("dual-track", "both")]
    {
        let (plan, world) = made(name, framework);
        let policy = Policy { name: "plan", plan: &plan, rule: Rule::Mix };
        let script = Script::of(&policy, &world).unwrap();
        // The sum of the Γ most that targets promise, day by day, is the additive worst case.
        let targets = script.targets();
        let day = |day: usize| {
            let mut loot = script.loot.expected[day * targets..(day + 1) * targets].to_vec();
            loot.sort_by(|a, b| b.total_cmp(a));
            loot.iter().take(plan.gamma as usize).sum::<f64>()
        };
        let sum: f64 = (0..world.days).map(day).sum();
        let claimed = plan.claims.additive_worst_case_usd;
        assert!((sum - claimed).abs() < 1e-3 * claimed.max(1.0), "{name}: {sum} {claimed}");
        // Where the draw holds nothing back, its mean trucks are those of the script.
        let mix = Mix::of(&plan, &world).unwrap();
        let mut compared = 0;
        for mean in mix.means(Day(0)).unwrap() {
            let lane = script
                .lanes
                .iter()
                .position(|lane| (lane.from, lane.to, lane.track, lane.fleet) == mean.lane);
            let lane = lane.unwrap();
            let way =
                script.lanes[lane].ways.clone().find(|&w| script.ways[w].corridor == mean.corridor);
            let due = script.mix.due(0, lane);
            let shares = due.iter().zip(script.mix.share(0, way.unwrap()));
            let mass: f64 = shares.map(|(due, share)| *due as f64 * share).sum();
            let all: i64 = due.iter().sum();
            let trucks = (all - script.lanes[lane].crumb + script.lanes[lane].payload - 1)
                / script.lanes[lane].payload;
            if i64::from(mean.trucks) != trucks {
                continue;
            }
            compared += 1;
            let wanted = trucks as f64 * mass / all as f64;
            assert!((mean.mean - wanted).abs() < 0.01, "{name}: {} {wanted}", mean.mean);
        }
        assert!(compared > 0, "{name}: no lane on which nothing was held");
    }
}
