//! The format of the Canad problems (multicommodity fixed-charge network design).
//!
//! A title; the numbers of nodes, arcs and commodities; a line an arc: from, to,
//! cost of a unit, capacity, fixed charge, and two numbers more; a line a
//! commodity: from, to, amount. Nodes count from 1. What is read is the flow
//! without the fixed charges: all arcs built.

use safeconduct_plan::multiflow::{Lane, Load, Problem};

use super::Unread;

/// Reads a problem.
///
/// # Errors
/// A line is not as the format asks.
pub fn read(text: &str) -> Result<Problem, Unread> {
    let mut lines = text.lines().enumerate().skip(1);
    let (nodes, arcs, commodities) = match numbers(lines.next(), 3)?.as_slice() {
        &[nodes, arcs, commodities, ..] => (nodes as usize, arcs as usize, commodities as usize),
        _ => return Err(Unread::Line(2)),
    };
    let mut problem = Problem { places: nodes, ..Problem::default() };
    let mut roads = Vec::new();
    for _ in 0..arcs {
        let line = lines.next();
        let number = line.map_or(0, |(n, _)| n + 1);
        let &[from, to, cost, capacity, ..] = numbers(line, 4)?.as_slice() else {
            return Err(Unread::Line(number));
        };
        roads.push((node(from, number)?, node(to, number)?, cost));
        problem.shared.push(capacity);
    }
    for load in 0..commodities {
        let line = lines.next();
        let number = line.map_or(0, |(n, _)| n + 1);
        let &[from, to, amount, ..] = numbers(line, 3)?.as_slice() else {
            return Err(Unread::Line(number));
        };
        problem.loads.push(Load { from: node(from, number)?, to: node(to, number)?, amount });
        let lane = |(road, &(from, to, cost)): (usize, &(usize, usize, f64))| Lane {
            load,
            from,
            to,
            cost,
            most: f64::INFINITY,
            shared: Some(road),
        };
        problem.lanes.extend(roads.iter().enumerate().map(lane));
    }
    Ok(problem)
}

fn numbers(line: Option<(usize, &str)>, least: usize) -> Result<Vec<f64>, Unread> {
    let (number, text) = line.ok_or(Unread::Line(0))?;
    let all: Result<Vec<f64>, _> = text.split_whitespace().map(str::parse).collect();
    all.ok().filter(|all| all.len() >= least).ok_or(Unread::Line(number + 1))
}

fn node(number: f64, line: usize) -> Result<usize, Unread> {
    if number < 1.0 {
        return Err(Unread::Line(line));
    }
    Ok(number as usize - 1)
}
