//! Plans a world by price coordination and tells how it went:
//! `cargo run --release --example stress -- SCENARIO [ROUNDS] [SWEEPS]`.

use std::path::Path;

use safeconduct_model::{apply::apply, read};

fn main() {
    let a: Vec<String> = std::env::args().skip(1).collect();
    let number = |i: usize, or: usize| a.get(i).and_then(|t| t.parse().ok()).unwrap_or(or);
    let Some(scenario) = a.first().and_then(|path| read::path(Path::new(path)).scenario) else {
        return eprintln!("no scenario");
    };
    let Ok(world) = apply(&scenario, None) else { return };
    safeconduct_plan::probe(&world, world.scenario.gamma, number(1, 40), number(2, 4));
}
