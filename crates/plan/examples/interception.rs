//! The exact interception game on seeded road grids, with the processor time it takes:
//! `cargo run --release -p safeconduct-plan --example interception -- [SEED]`
//!
//! A grid has `rows x columns` towns. Between neighbours runs a road in either direction, lost to
//! a strike by a share drawn from 0.1 to 0.9; a source reaches every town of the first column and
//! every town of the last column reaches the sink. 4 x 41 and 21 x 7 towns give 574 arcs.

use nix::sys::resource::{UsageWho, getrusage};
use safeconduct_plan::game::{Arc, Game, Guarantee, Network, Outcome, Shipment, exact};

/// Rows, columns, Γ, and what else there is to know.
const GRIDS: [(usize, usize, f64, Extra); 19] = [
    (4, 41, 2.0, Extra::Nothing),
    (21, 7, 2.0, Extra::Nothing),
    (4, 41, 3.0, Extra::Nothing),
    (4, 41, 2.5, Extra::Nothing),
    (2, 96, 2.0, Extra::Nothing),
    (3, 58, 3.0, Extra::Nothing),
    (4, 41, 2.0, Extra::Capacities),
    (21, 7, 2.0, Extra::Capacities),
    (4, 41, 2.0, Extra::Decided),
    (21, 7, 2.0, Extra::Decided),
    (3, 58, 2.0, Extra::Decided),
    (4, 41, 2.0, Extra::Roads),
    (2, 96, 2.0, Extra::Roads),
    (20, 20, 2.0, Extra::Nothing),
    (20, 20, 2.0, Extra::Capacities),
    (12, 13, 3.0, Extra::Decided),
    (2, 96, 2.5, Extra::Roads),
    (4, 41, 3.0, Extra::Decided),
    (3, 58, 4.0, Extra::Nothing),
];

#[derive(Clone, Copy, Debug, PartialEq)]
enum Extra {
    Nothing,
    /// Roads carry at most five times a row's share of what the sender ships.
    Capacities,
    /// The same, and the sender decides how much to ship.
    Decided,
    /// A road is struck in both directions at once.
    Roads,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let seed = std::env::args().nth(1).map_or(Ok(1), |seed| seed.parse())?;
    println!(
        "rows columns  arcs  gamma  extra        lower       upper       additive    corridors  sets       rounds  CPU s"
    );
    for (rows, columns, gamma, extra) in GRIDS {
        let network = grid(rows, columns, extra, seed)?;
        let amount = if extra == Extra::Decided { rows as f64 } else { 1.0 };
        let (from, to) = (rows * columns, rows * columns + 1);
        let shipments = vec![Shipment { from, to, amount, value: 1.0 }];
        let decided = extra == Extra::Decided;
        let game = Game { network: &network, shipments, gamma, decided };
        let begun = seconds()?;
        let found = exact(&game, 1e-6)?;
        let spent = seconds()? - begun;
        print!(
            "{rows:4} {columns:7} {:5} {gamma:6}  {:11}",
            network.arcs().len(),
            format!("{extra:?}")
        );
        match found {
            Outcome::Solved(found) => tell(&found, spent),
            other => println!("  {other:?}"),
        }
    }
    Ok(())
}

fn tell(found: &Guarantee, spent: f64) {
    println!(
        "  {:.8}  {:.8}  {:.8}  {:3} of {:3}  {:3} of {:3} {:7}  {spent:.3}",
        found.lower,
        found.upper,
        found.additive,
        found.corridors.len(),
        found.corridors_generated,
        found.strikes.len(),
        found.sets_generated,
        found.rounds,
    );
}

/// Processor time of this process so far.
fn seconds() -> Result<f64, nix::Error> {
    let used = getrusage(UsageWho::RUSAGE_SELF)?.user_time();
    Ok(used.tv_sec() as f64 + used.tv_usec() as f64 * 1e-6)
}

fn grid(
    rows: usize,
    columns: usize,
    extra: Extra,
    seed: u64,
) -> Result<Network, Box<dyn std::error::Error>> {
    let mut dice = Dice(seed);
    let (mut arcs, mut areas) = (Vec::new(), Vec::new());
    let node = |row: usize, column: usize| row * columns + column;
    let mut road = |a: usize, b: usize| {
        let loss = 0.1 + 0.8 * dice.roll();
        let (mut there, mut back) = (Arc::free(a, b).struck(loss), Arc::free(b, a).struck(loss));
        if matches!(extra, Extra::Capacities | Extra::Decided) {
            let scale = if extra == Extra::Decided { 1.0 } else { 5.0 / rows as f64 };
            (there, back) =
                (there.carrying(scale * (0.2 + 0.8 * dice.roll())), back.carrying(scale));
        }
        if extra == Extra::Roads {
            (there.area, back.area) = (Some(areas.len()), Some(areas.len()));
            areas.push(loss);
        }
        arcs.extend([there, back]);
    };
    for row in 0..rows {
        for column in 0..columns {
            if column + 1 < columns {
                road(node(row, column), node(row, column + 1));
            }
            if row + 1 < rows {
                road(node(row, column), node(row + 1, column));
            }
        }
    }
    let (source, sink) = (rows * columns, rows * columns + 1);
    for row in 0..rows {
        arcs.push(Arc::free(source, node(row, 0)));
        arcs.push(Arc::free(node(row, columns - 1), sink));
    }
    Ok(Network::new(rows * columns + 2, arcs, areas)?)
}

/// A small stream of numbers (SplitMix64, Steele et al. 2014).
struct Dice(u64);

impl Dice {
    /// A number from 0 to 1.
    fn roll(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
}
