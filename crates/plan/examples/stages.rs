//! Plans a scenario under each framework named (all where none is) and prints what each stage
//! reached: `cargo run --release --example stages -- scenarios/two-gates both`.

use std::path::Path;
use std::time::Instant;

use safeconduct_model::answer::Answer;
use safeconduct_model::framework::Framework;
use safeconduct_model::plan::Plan;
use safeconduct_model::scenario::Scenario;
use safeconduct_model::{apply, read};
use safeconduct_plan::{Settings, plan};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().unwrap_or_else(|| "scenarios/two-gates".to_owned());
    let read = read::path(Path::new(&path));
    for finding in &read.findings.0 {
        eprintln!("{finding:?}");
    }
    let Some(scenario) = read.scenario else { return };
    let named: Vec<String> = arguments.collect();
    let chosen = |f: &&Framework| named.is_empty() || named.iter().any(|n| n == f.id.as_str());
    for framework in scenario.frameworks.iter().filter(chosen) {
        show(&scenario, framework);
    }
}

fn show(scenario: &Scenario, framework: &Framework) {
    let world = match apply::apply(scenario, Some(framework)) {
        Ok(world) => world,
        Err(findings) => return eprintln!("{}: {findings:#?}", framework.id),
    };
    let began = Instant::now();
    let answer = plan(&world, &Settings::default(), &mut |_| {});
    println!("== {} in {:?}", framework.id, began.elapsed());
    match answer {
        Err(error) => println!("{error}"),
        Ok(Answer::Infeasible(why)) => println!("{why:#?}"),
        Ok(Answer::Planned(plan)) => tell(&plan),
    }
}

fn tell(plan: &Plan) {
    for stage in &plan.stages {
        println!("  {stage:?}");
    }
    for group in &plan.claims.groups {
        println!("  {} {:?} {:.4} {:?}", group.zone, group.group, group.coverage, group.by_track);
    }
    for unserved in &plan.unserved {
        println!("  {}", unserved.sentence);
    }
    for rule in &plan.baselines {
        println!("  {rule:?}");
    }
}
