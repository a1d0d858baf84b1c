//! Small random networks, and the game on them solved the slow way: every path
//! against every set of targets, in one linear program.
#![allow(dead_code)]

use highs::{HighsModelStatus, RowProblem, Sense};
use safeconduct_plan::attack::{Load, Meeting, lost};
use safeconduct_plan::game::{Arc, Game, Network, Shipment};

use crate::random::Dice;

/// A random network with node 0 as source and the last as sink.
pub fn network(dice: &mut Dice, limited: bool) -> Network {
    let nodes = 3 + dice.below(4);
    let areas: Vec<f64> = (0..dice.below(3)).map(|_| dice.between(0.0, 1.0)).collect();
    let mut arcs = Vec::new();
    for _ in 0..nodes + dice.below(6) {
        let (from, to) = (dice.below(nodes), dice.below(nodes));
        let loss = [0.0, 1.0, 0.5, dice.between(0.0, 1.0), dice.between(0.0, 1.0)][dice.below(5)];
        let limit = limited && dice.chance(70);
        let capacity = if limit { dice.between(0.0, 5.0) } else { f64::INFINITY };
        let inside = !areas.is_empty() && dice.chance(25);
        let area = inside.then(|| dice.below(areas.len()));
        let cost = dice.between(0.0, 9.0).round();
        arcs.push(Arc { from, to, capacity, loss, area, cost });
    }
    sound(nodes, arcs, areas)
}

/// A network of figures that make sense.
pub fn sound(nodes: usize, arcs: Vec<Arc>, areas: Vec<f64>) -> Network {
    Network::new(nodes, arcs, areas).unwrap_or_else(|error| panic!("{error}"))
}

/// A grid of towns with roads in both directions from the first column, which node
/// 0 reaches, to the last, which reaches node 1.
pub fn grid(dice: &mut Dice, rows: usize, columns: usize, limited: bool) -> Network {
    let node = |row: usize, column: usize| 2 + row * columns + column;
    let mut arcs = Vec::new();
    for row in 0..rows {
        arcs.extend([Arc::free(0, node(row, 0)), Arc::free(node(row, columns - 1), 1)]);
        for column in 0..columns {
            let east = (column + 1 < columns).then(|| node(row, column + 1));
            let south = (row + 1 < rows).then(|| node(row + 1, column));
            for next in [east, south].into_iter().flatten() {
                let loss = dice.between(0.1, 0.9);
                let most = if limited { dice.between(0.2, 1.0) } else { f64::INFINITY };
                let there = Arc::free(node(row, column), next).struck(loss).carrying(most);
                arcs.push(Arc { from: there.to, to: there.from, ..there.clone() });
                arcs.push(there);
            }
        }
    }
    sound(2 + rows * columns, arcs, Vec::new())
}

/// Shipments on a network: one, sometimes two.
pub fn shipments(dice: &mut Dice, network: &Network) -> Vec<Shipment> {
    let last = network.nodes() - 1;
    let amount = dice.between(0.1, 3.0);
    let mut all = vec![Shipment { from: 0, to: last, amount, value: 1.0 }];
    if dice.chance(30) {
        let (from, value) = (1 + dice.below(last - 1), dice.between(0.5, 3.0));
        all.push(Shipment { from, to: last, amount: dice.between(0.1, 1.0), value });
    }
    all
}

/// All simple paths between two nodes.
pub fn paths(network: &Network, from: usize, to: usize) -> Vec<Vec<usize>> {
    let mut found = Vec::new();
    walk(network, to, &mut vec![from], &mut Vec::new(), &mut found);
    found
}

fn walk(
    network: &Network,
    to: usize,
    nodes: &mut Vec<usize>,
    path: &mut Vec<usize>,
    found: &mut Vec<Vec<usize>>,
) {
    let here = nodes[nodes.len() - 1];
    if here == to {
        found.push(path.clone());
        return;
    }
    for (arc, ends) in network.arcs().iter().enumerate() {
        if ends.from == here && !nodes.contains(&ends.to) {
            nodes.push(ends.to);
            path.push(arc);
            walk(network, to, nodes, path, found);
            path.pop();
            nodes.pop();
        }
    }
}

/// All sets of at most `gamma` targets that can be struck.
pub fn sets(network: &Network, gamma: usize) -> Vec<Vec<usize>> {
    let mut sets = vec![Vec::new()];
    for target in (0..network.targets()).filter(|&target| network.loss(target) > 0.0) {
        let grown: Vec<Vec<usize>> = sets
            .iter()
            .filter(|set| set.len() < gamma)
            .map(|set| set.iter().copied().chain([target]).collect())
            .collect();
        sets.extend(grown);
    }
    sets
}

/// A path as a load.
pub fn load(network: &Network, path: &[usize], value: f64) -> Load {
    let targets = path.iter().filter_map(|&arc| network.target(arc));
    let meet = |target| Meeting { target, entering: 1.0, exposure: network.loss(target) };
    Load { value, meetings: targets.map(meet).collect() }
}

/// Value of the game by enumeration; nothing where it has none. Fixed: the least
/// worst-case loss. Decided: the most value shipped less that loss.
pub fn slow(game: &Game) -> Option<f64> {
    let (whole, share) = (game.gamma.floor(), game.gamma.fract());
    let mut problem = RowProblem::default();
    let mut columns = Vec::new();
    for (k, shipment) in game.shipments.iter().enumerate() {
        for path in paths(game.network, shipment.from, shipment.to) {
            let cost = if game.decided { -shipment.value } else { 0.0 };
            columns.push((problem.add_column(cost, 0.0..), k, path));
        }
    }
    for (strikes, share) in [(whole, 1.0 - share), (whole + 1.0, share)] {
        let worst = problem.add_column(share, 0.0..);
        for set in sets(game.network, strikes as usize) {
            let row = columns.iter().map(|(column, k, path)| {
                (*column, lost(&[load(game.network, path, game.shipments[*k].value)], &set))
            });
            problem.add_row(..=0.0, row.chain([(worst, -1.0)]).collect::<Vec<_>>());
        }
    }
    for (arc, limit) in game.network.arcs().iter().enumerate() {
        if limit.capacity.is_finite() {
            let over = columns.iter().filter(|(_, _, path)| path.contains(&arc));
            problem.add_row(..=limit.capacity, over.map(|c| (c.0, 1.0)).collect::<Vec<_>>());
        }
    }
    for (k, shipment) in game.shipments.iter().enumerate() {
        let low = if game.decided { 0.0 } else { shipment.amount };
        let of = columns.iter().filter(|(_, of, _)| *of == k);
        problem.add_row(low..=shipment.amount, of.map(|c| (c.0, 1.0)).collect::<Vec<_>>());
    }
    let solved = problem.optimise(Sense::Minimise).solve();
    let sign = if game.decided { -1.0 } else { 1.0 };
    (solved.status() == HighsModelStatus::Optimal).then(|| sign * solved.objective_value())
}

/// Whether two values agree to a millionth.
pub fn near(a: f64, b: f64) -> bool {
    a == b || (a - b).abs() <= 1e-6 * a.abs().max(1.0)
}
