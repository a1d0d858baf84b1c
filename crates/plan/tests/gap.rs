#![allow(clippy::unwrap_used)]
mod random;
use random::{Shape, scenario};
use safeconduct_model::answer::Answer;
use safeconduct_model::apply::apply;
use safeconduct_plan::{Settings, plan};

#[test]
fn gaps() {
    for (far, rich, days, from) in [(false, false, 3, 200u64), (false, false, 7, 300), (false, true, 9, 0), (true, true, 9, 100), (true, false, 7, 400)] {
        for seed in from..from + 15 {
            let scenario = scenario(seed, Shape { days, far, rich });
            for framework in [None, scenario.framework("terms")] {
                let Ok(world) = apply(&scenario, framework) else { continue };
                let Answer::Planned(plan) = plan(&world, &Settings::default(), &mut |_| {}).unwrap() else { println!("{seed} infeasible"); continue };
                let c = plan.certificate.as_ref().unwrap();
                let mut line = format!("far {far} rich {rich} seed {seed} {} scope {}{} ", framework.is_some(), u8::from(c.scope.trips_within_a_day), u8::from(c.scope.like_days_alike));
                for s in &plan.stages {
                    if s.name == "centres" { line += "centres "; continue; }
                    let gap = s.bound.map(|b| (b - s.value) / b.abs().max(s.value.abs()).max(1e-9));
                    line += &match gap { Some(g) if g.abs() < 2e-6 => " ok".to_owned(), Some(g) => format!(" {}:{g:.1e}({:.6},{:.6})", s.name, s.value, s.bound.unwrap()), None => format!(" {}:none", s.name) };
                }
                println!("{line}");
            }
        }
    }
}
