//! What clauses are worth: worked by hand, and against planning everything anew.
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::time::Instant;

use safeconduct_model::read;
use safeconduct_model::scenario::Scenario;
use safeconduct_plan::worth::{Ask, worth};
use safeconduct_plan::{Settings, plan};

fn scenario(name: &str) -> Scenario {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios").join(name);
    read::path(&path).scenario.unwrap()
}

#[test]
#[ignore = "probe"]
fn probe() {
    let scenario = scenario("gaza-june-2025");
    for (from, to) in [
        ("centres-only", "ceasefire"),
        ("dual-track", "ceasefire"),
        ("as-before", "ceasefire"),
        ("centres-only", "dual-track"),
    ] {
        let ends = (scenario.framework(from), scenario.framework(to));
        let settings = Settings { gap: 0.0, ..Settings::default() };
        for f in [ends.0, ends.1] {
            let begun = Instant::now();
            let world = safeconduct_model::apply::apply(&scenario, f).unwrap();
            let _ = plan(&world, &settings, &mut |_| {}).unwrap();
            println!("plan {:?} {:?}", f.map(|f| f.id.clone()), begun.elapsed());
        }
        let begun = Instant::now();
        let found = worth(&scenario, ends, &Ask::default(), &settings, &mut |_| {}).unwrap();
        println!("{from} {to}: {:?}\n{:#?}", begun.elapsed(), found.counts);
        for term in &found.terms {
            println!(
                "{:>25} {:?} {:?} {:?} {:?}",
                term.term, term.change, term.worth, term.alone, term.last
            );
        }
        for pair in &found.pairs {
            println!("{}", pair.sentence);
        }
        println!("{:?} {:?} {:?}", found.difference, found.orders, found.ends);
    }
}
