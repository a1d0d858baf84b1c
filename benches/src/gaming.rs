//! The exact interception game on road grids of 574 arcs.

use safeconduct_plan::game::{Arc, Game, Network, Outcome, Shipment, exact};

use crate::error::Error;
use crate::page::time;
use crate::usage::timed;

/// Rows and columns of towns: roads in both directions between neighbours, and a
/// way in or out for every town of the first and last column; 574 arcs each.
const GRIDS: [(usize, usize); 2] = [(4, 41), (21, 7)];

/// Strikes.
const GAMMA: f64 = 2.0;

/// How far lower and upper value may lie apart.
const TOLERANCE: f64 = 1e-5;

/// Seconds of a prototype in Python and HiGHS on a network of as many arcs, of which
/// a fiftieth is asked; measured on another machine.
const PROTOTYPE_S: f64 = 4.9;

/// A game with what came of it.
pub struct Row {
    rows: usize,
    columns: usize,
    arcs: usize,
    lower: f64,
    upper: f64,
    additive: f64,
    generated: [usize; 2],
    seconds: f64,
}

/// Plays the games.
///
/// # Errors
/// A game cannot be solved.
pub fn measure() -> Result<Vec<Row>, Error> {
    GRIDS.into_iter().map(play).collect()
}

fn play((rows, columns): (usize, usize)) -> Result<Row, Error> {
    let network = grid(rows, columns)?;
    let (from, to) = (rows * columns, rows * columns + 1);
    let shipments = vec![Shipment { from, to, amount: 1.0, value: 1.0 }];
    let game = Game { network: &network, shipments, gamma: GAMMA, decided: false };
    let (found, seconds) = timed(|| Ok(exact(&game, TOLERANCE)?))?;
    let Outcome::Solved(found) = found else { return Err(Error::NoPlan) };
    Ok(Row {
        rows,
        columns,
        arcs: network.arcs().len(),
        lower: found.lower,
        upper: found.upper,
        additive: found.additive,
        generated: [found.corridors_generated, found.sets_generated],
        seconds,
    })
}

/// A grid whose roads lose between 0.1 and 0.9 when struck, spread evenly and in
/// no order (multiples of the golden ratio).
fn grid(rows: usize, columns: usize) -> Result<Network, Error> {
    let node = |row: usize, column: usize| row * columns + column;
    let mut arcs = Vec::new();
    let mut road = |a: usize, b: usize| {
        let loss = 0.1 + 0.8 * (arcs.len() as f64 * 0.618_033_988_749_895).fract();
        arcs.extend([Arc::free(a, b).struck(loss), Arc::free(b, a).struck(loss)]);
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
    Ok(Network::new(rows * columns + 2, arcs, Vec::new())?)
}

/// The section on games.
pub fn section(games: &[Row]) -> String {
    let mut page = format!(
        "\n## The exact interception game\n\n\
         Γ = {GAMMA} on road grids, until lower and upper value are within {TOLERANCE:e}. The \
         prototype took {PROTOTYPE_S} s on a network of as many arcs, on another machine.\n\n\
         | grid | arcs | lower | upper | additive bound | corridors | attack sets | seconds | \
         prototype ÷ this |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|\n"
    );
    for game in games {
        let [corridors, sets] = game.generated;
        page += &format!(
            "| {} × {} | {} | {:.6} | {:.6} | {:.6} | {corridors} | {sets} | {} | {:.0} |\n",
            game.rows,
            game.columns,
            game.arcs,
            game.lower,
            game.upper,
            game.additive,
            time(game.seconds),
            PROTOTYPE_S / game.seconds.max(1e-4),
        );
    }
    page
}
