//! Plans a scenario and prints the stages; a scratch pad.
#![allow(clippy::unwrap_used)]
use safeconduct_model::{answer::Answer, apply, read};
use safeconduct_plan::{Settings, plan};

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let read = read::path(std::path::Path::new(&args[1]));
    for f in &read.findings.0 {
        eprintln!("{f:?}");
    }
    let scenario = read.scenario.unwrap();
    let ids: Vec<Option<String>> = if args.len() > 2 {
        args[2..].iter().map(|a| Some(a.clone())).collect()
    } else {
        scenario.frameworks.iter().map(|f| Some(f.id.0.clone())).chain([None]).collect()
    };
    for id in ids {
        let fw = id.as_ref().map(|id| scenario.framework(id).unwrap());
        let world = apply::apply(&scenario, fw).unwrap();
        let t = std::time::Instant::now();
        let answer = plan(&world, &Settings::default(), &mut |p| {
            if std::env::var("V").is_ok() {
                eprintln!("{p:?}")
            }
        });
        println!("== {id:?} {:?}", t.elapsed());
        match answer {
            Err(e) => println!("ERROR {e}"),
            Ok(Answer::Infeasible(i)) => println!("{i:#?}"),
            Ok(Answer::Planned(p)) => {
                for s in &p.stages {
                    println!("  {s:?}");
                }
                let c = &p.claims;
                println!(
                    "  least {} cover {} pd {} of {} loss {:?} worst {} trucks {} km {}",
                    c.least_coverage,
                    c.coverage,
                    c.people_days,
                    c.people_days_needed,
                    c.loss,
                    c.worst_case_usd,
                    c.trucks,
                    c.truck_km
                );
                for g in &c.groups {
                    println!(
                        "   {} {:?} people {:.0} cov {:.4} {:?}",
                        g.zone, g.group, g.people, g.coverage, g.by_track
                    );
                }
                for t in &p.terms {
                    println!("   term {t:?}");
                }
                for u in &p.unserved {
                    println!("   {}", u.sentence);
                }
                for b in &p.baselines {
                    println!("   {b:?}");
                }
            }
        }
    }
}
