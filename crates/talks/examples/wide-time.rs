//! tmp
#[allow(dead_code)]
#[path = "../tests/random/mod.rs"]
mod random;
use safeconduct_talks::{Limits, answer, conflicts};
fn main() {
    let n: u64 = std::env::args().nth(1).and_then(|a| a.parse().ok()).unwrap_or(5);
    let p: usize = std::env::args().nth(2).and_then(|a| a.parse().ok()).unwrap_or(200);
    let contested: usize = std::env::args().nth(3).and_then(|a| a.parse().ok()).unwrap_or(3);
    let cpu = || {
        std::fs::read_to_string("/proc/self/schedstat")
            .unwrap()
            .split(' ')
            .next()
            .unwrap()
            .parse::<u64>()
            .unwrap() as f64
            / 1e6
    };
    for seed in 0..n {
        let talks = random::wide::talks(
            &random::wide::Wide { positions: p, contested, ..random::wide::WIDE },
            seed,
        );
        let runs = if p > 1000 { 1 } else { 20 };
        let t = cpu();
        for _ in 0..runs {
            let _ = std::hint::black_box(conflicts(&talks, &Limits::default()));
        }
        let ex = (cpu() - t) / runs as f64;
        let t = cpu();
        let mut f = answer(&talks, &Limits::default());
        for _ in 1..runs {
            f = std::hint::black_box(answer(&talks, &Limits::default()));
        }
        println!(
            "{seed} whole {:.2} ms explore {:.2} mus {} clusters {} complete {} mcs {:?} bank {} cluster moves {:?} cheapest {:?}",
            (cpu() - t) / runs as f64,
            ex,
            f.talks.mus.len(),
            f.talks.clusters.len(),
            f.talks.complete,
            f.talks.mcs.map(|m| m.len()),
            f.talks.bankable.len(),
            f.talks.cluster_moves.iter().map(Vec::len).collect::<Vec<_>>(),
            f.talks.cheapest.map(|c| c.cost)
        );
    }
}
