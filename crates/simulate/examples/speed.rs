//! Measures runs: `cargo run --release -p safeconduct-simulate --example speed -- SCENARIO FRAMEWORK PLAN.json RUNS`
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let scenario = safeconduct_model::read::path(std::path::Path::new(&a[1])).scenario.unwrap();
    let world = safeconduct_model::apply::apply(&scenario, scenario.framework(&a[2])).unwrap();
    let text = std::fs::read_to_string(&a[3]).unwrap();
    let plan = safeconduct_model::plan::file::read("plan", &text).unwrap();
    let policies = [safeconduct_simulate::Policy {
        name: "plan",
        plan: &plan,
        rule: safeconduct_simulate::Rule::Mix,
    }];
    let opponents = safeconduct_simulate::interceptor::opponents(&scenario.simulation.behaviours);
    for o in opponents {
        let settings = safeconduct_simulate::Settings {
            runs: a[4].parse().unwrap(),
            seed: 1,
            opponents: vec![o],
            threads: None,
            command: String::new(),
        };
        let t = std::time::Instant::now();
        let out = safeconduct_simulate::simulate(&world, &policies, &settings).unwrap();
        let c = &out.cells[0];
        println!(
            "{:16} {:.2}s cov {:.4} plan {:.4} struck {:.0}±{:.0} most {:.0} beyond {:.1}±{:.1} guarantee {:.0} lost {:.0} trucks {:.1} outside {:.1}t",
            c.interceptor,
            t.elapsed().as_secs_f64(),
            c.coverage.mean,
            plan.claims.coverage,
            c.struck_usd.mean,
            c.struck_usd.standard_error,
            c.beyond.most_usd,
            c.beyond.mean_usd,
            c.beyond.standard_error_usd,
            plan.claims.worst_case_usd,
            c.lost_usd.mean,
            c.trucks,
            c.losses.left_outside_t.mean
        );
        for z in &c.zones {
            print!(" {}:{:.3}/{:.3}", z.zone, z.coverage.mean, z.planned);
        }
        println!();
        for w in &out.warnings {
            println!("  ! {}", w.what);
        }
    }
}
