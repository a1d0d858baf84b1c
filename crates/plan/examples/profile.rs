//! Where the seconds of planning go: CPU seconds, linear programs and columns a stage.
//!
//! `cargo run --release -p safeconduct-plan --example profile -- SCENARIO [FRAMEWORK] [GAMMA]`

use std::path::Path;

use safeconduct_model::answer::Answer;
use safeconduct_model::apply::apply;
use safeconduct_model::{check, read};
use safeconduct_plan::{Progress, Settings, plan};

/// CPU seconds of this process so far, all threads.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit(')').next().unwrap_or_default();
    let ticks = |n: usize| after.split_whitespace().nth(n).and_then(|t| t.parse::<f64>().ok());
    (ticks(11).unwrap_or(0.0) + ticks(12).unwrap_or(0.0)) / 100.0
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words = std::env::args().skip(1);
    let path = words.next().ok_or("name a scenario")?;
    let framework = words.next().filter(|name| name != "-");
    let gamma = words.next().map(|g| g.parse()).transpose()?;
    let scenario = read::path(Path::new(&path)).scenario.ok_or("the scenario does not read")?;
    let world = apply(&scenario, framework.as_deref().and_then(|id| scenario.framework(id)))
        .map_err(|findings| format!("{findings:#?}"))?;
    let settings = Settings { gamma, baselines: false, ..Settings::default() };
    let mut lines: Vec<(&'static str, f64, usize, usize)> = Vec::new();
    let begun = cpu();
    let mut watch = |at: &Progress| match lines.last_mut() {
        Some(last) if last.0 == at.stage => *last = (at.stage, cpu(), last.2 + 1, at.columns),
        _ => lines.push((at.stage, cpu(), 1, at.columns)),
    };
    let answer = plan(&world, &settings, &mut watch)?;
    let planned = cpu();
    let mut before = begun;
    for (stage, at, solves, columns) in lines {
        println!("{stage:8} {:8.2} s {solves:5} solves {columns:8} flows", at - before);
        before = at;
    }
    println!("{:8} {:8.2} s", "rest", planned - before);
    if let Answer::Planned(plan) = answer {
        for stage in &plan.stages {
            println!("{:8} {:.9} {} bound {:?}", stage.name, stage.value, stage.unit, stage.bound);
        }
        println!("findings {}", check::verify(&plan, &scenario).0.len());
    }
    println!("all {:.2} s, check {:.2} s", planned - begun, cpu() - planned);
    Ok(())
}
