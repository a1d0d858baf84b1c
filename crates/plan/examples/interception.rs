//! The exact interception game on a road grid of 574 arcs, with its CPU time.
//!
//! `cargo run --release -p safeconduct-plan --example interception -- [SEED] [GAMMA] [ROWS] [COLUMNS] [ENDS]`
use safeconduct_plan::game::{Arc, Game, Network, Outcome, Shipment, exact};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let given: Vec<f64> = std::env::args().skip(1).filter_map(|a| a.parse().ok()).collect();
    let or = |n: usize, default: f64| given.get(n).copied().unwrap_or(default);
    let (rows, columns) = (or(2, 12.0) as usize, or(3, 13.0) as usize);
    let mut seed = or(0, 1.0) as u64;
    let mut draw = move || {
        seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = seed;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    };
    let node = |r: usize, c: usize| r * columns + c;
    let mut arcs = Vec::new();
    let mut road = |a: usize, b: usize| {
        let loss = 0.1 + 0.8 * draw();
        arcs.push(Arc::free(a, b).struck(loss));
        arcs.push(Arc::free(b, a).struck(loss));
    };
    for r in 0..rows {
        for c in 0..columns {
            if c + 1 < columns {
                road(node(r, c), node(r, c + 1));
            }
            if r + 1 < rows {
                road(node(r, c), node(r + 1, c));
            }
        }
    }
    let (s, t) = (rows * columns, rows * columns + 1);
    let step = or(4, 1.0) as usize;
    for r in (0..rows).step_by(step) {
        arcs.push(Arc::free(s, node(r, 0)));
        arcs.push(Arc::free(node(r, columns - 1), t));
    }
    println!("{} arcs", arcs.len());
    let network = Network::new(rows * columns + 2, arcs, Vec::new())?;
    let shipments = vec![Shipment { from: s, to: t, amount: 1.0, value: 1.0 }];
    let game = Game { network: &network, shipments, gamma: or(1, 2.0), decided: false };
    let begun = std::time::Instant::now();
    let Outcome::Solved(found) = exact(&game, 1e-6)? else { return Ok(()) };
    println!(
        "{:.8} {:.8} gap {:.1e} additive {:.8} ways {} of {} sets {} of {} rounds {} in {:.3}",
        found.upper,
        found.lower,
        found.gap(),
        found.additive,
        found.corridors.len(),
        found.corridors_generated,
        found.strikes.len(),
        found.sets_generated,
        found.rounds,
        begun.elapsed().as_secs_f64()
    );
    Ok(())
}
