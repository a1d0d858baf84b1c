//! tmp
#[allow(dead_code)]
#[path = "../tests/random/mod.rs"]
mod random;
use std::time::Instant;
use safeconduct_talks::{Limits, answer, conflicts};
fn main() {
    let n: u64 = std::env::args().nth(1).and_then(|a| a.parse().ok()).unwrap_or(5);
    let p: usize = std::env::args().nth(2).and_then(|a| a.parse().ok()).unwrap_or(200);
    let contested: usize = std::env::args().nth(3).and_then(|a| a.parse().ok()).unwrap_or(3);
    for seed in 0..n {
        let talks = random::wide::talks(&random::wide::Wide { positions: p, contested, ..random::wide::WIDE }, seed);
        let t = Instant::now();
        let c = conflicts(&talks, &Limits::default());
        let a = t.elapsed();
        let t = Instant::now();
        let f = answer(&talks, &Limits::default());
        let b = t.elapsed();
        println!("{seed} explore {:?} {} {} {} | whole {:?} mus {} clusters {} complete {} mcs {:?} bank {} cluster moves {:?}", a, c.complete(), c.conflicts().len(), c.parts.iter().map(|p| p.moves.len()).sum::<usize>(), b, f.talks.mus.len(), f.talks.clusters.len(), f.talks.complete, f.talks.mcs.map(|m| m.len()), f.talks.bankable.len(), f.talks.cluster_moves.iter().map(Vec::len).collect::<Vec<_>>());
    }
}
