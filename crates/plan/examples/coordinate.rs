//! Plans a world by price coordination and prints what each stage reached:
//! `cargo run --release --example coordinate -- SCENARIO [gap=0.01] [program] [trace]`.

use std::path::Path;
use std::time::Instant;

use safeconduct_model::answer::Answer;
use safeconduct_model::apply::apply;
use safeconduct_model::plan::Plan;
use safeconduct_model::read;
use safeconduct_plan::{Method, Settings, checked};

/// As in the program itself.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(scenario) = arguments.first().and_then(|p| read::path(Path::new(p)).scenario) else {
        return eprintln!("name a scenario that reads");
    };
    let Ok(world) = apply(&scenario, None) else { return eprintln!("it does not apply") };
    let trace = arguments.iter().any(|a| a == "trace");
    let one = arguments.iter().any(|a| a == "program");
    let method = if one { Method::Program } else { Method::Coordinate };
    let asked = arguments.iter().find_map(|a| a.strip_prefix("gap=")?.parse().ok());
    let gap = asked.unwrap_or(Settings::default().gap);
    let settings = Settings { method, gap, baselines: false, ..Settings::default() };
    let (mut last, mut spent) = ("", Vec::new());
    let mut bounds = std::collections::BTreeMap::new();
    let began = Instant::now();
    let answer = checked(&world, &settings, &mut |now| {
        bounds.insert(now.stage, now.bound);
        if trace {
            eprintln!("{:8.2} {now:?}", now.elapsed.as_secs_f64());
        }
        if now.stage != last {
            spent.push((now.stage, now.elapsed.as_secs_f64()));
            last = now.stage;
        }
    });
    println!("{:?} in all; begun at {spent:.2?}", began.elapsed());
    match answer {
        Err(error) => println!("{error}"),
        Ok((Answer::Infeasible(why), _)) => println!("{why:?}"),
        Ok((Answer::Planned(plan), findings)) => {
            println!("last bounds, as minimised: {bounds:?}");
            for stage in &plan.stages {
                println!("{stage:?}");
            }
            println!(
                "least {:.5} people-days {:.0}",
                plan.claims.least_coverage, plan.claims.people_days
            );
            println!(
                "worst case {:.0} USD, additive {:.0}, expected loss {:.0}; cost {:.0} and {:.0} truck-km",
                plan.claims.worst_case_usd,
                plan.claims.additive_worst_case_usd,
                plan.claims.loss.value_usd,
                plan.claims.purchase_usd,
                plan.claims.truck_km
            );
            println!("least weeks of groups, by tenths: {:.3?}", tenths(&plan));
            println!("check: {} findings {:?}", findings.0.len(), findings.0.first());
        }
    }
}

/// Least weekly coverage of groups that have people, at every tenth from the worst off
/// to the best.
fn tenths(plan: &Plan) -> Vec<f64> {
    let peopled = plan.claims.groups.iter().filter(|group| group.people > 0.0);
    let mut weeks: Vec<f64> = peopled.map(|group| group.least_week).collect();
    weeks.sort_by(f64::total_cmp);
    let last = weeks.len().saturating_sub(1);
    (0..=10).filter_map(|tenth| weeks.get(last * tenth / 10).copied()).collect()
}
