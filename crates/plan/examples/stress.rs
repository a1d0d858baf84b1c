//! Plans generated worlds: `cargo run --release --example stress -- SIZE SEED ROUNDS SWEEPS`.
#![allow(missing_docs)]

#[path = "../tests/random/mod.rs"]
mod random;
#[path = "../tests/stress/mod.rs"]
mod stress;

use safeconduct_model::apply::apply;

fn main() {
    let a: Vec<String> = std::env::args().skip(1).collect();
    let number = |i: usize, or: usize| a.get(i).and_then(|t| t.parse().ok()).unwrap_or(or);
    let size = match a.first().map(String::as_str) {
        Some("tiny") => stress::Size::TINY,
        Some("mid") => stress::Size::MID,
        Some("country") => stress::Size::COUNTRY,
        Some("country14") => stress::Size::COUNTRY.over(14),
        _ => stress::Size::SMALL,
    };
    let scenario = stress::scenario(number(1, 1) as u64, size);
    let Ok(world) = apply(&scenario, None) else { return };
    safeconduct_plan::probe(&world, 2, number(2, 40), number(3, 4));
}
