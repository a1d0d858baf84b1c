//! Contracts a made-up road graph of a million links and says how long it took.
//!
//! `cargo run --release -p safeconduct-io --example million -- [SITES] [ALTERNATIVES] [STREETS]`
//!
//! Streets form a grid, every eighth line of it a main road and every
//! thirty-second a trunk road. Between two junctions a street is a chain of
//! eight links, and every third junction has a dead end of eight. With `STREETS`
//! = 1 no street has a point between its ends: a graph that simplifying cannot shrink.

use std::time::Instant;

use safeconduct_io::import::contract::{Asked, Link, RoadGraph, contract, least_us};

/// Numbers that look random and are the same in every run (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % most.max(1)
    }
}

/// Microseconds for a metre on a line of the grid: 60, 45 and 25 km/h.
const fn us_per_m(line: u32) -> u64 {
    match (line % 32, line % 8) {
        (0, _) => 60_000,
        (_, 0) => 80_000,
        _ => 144_000,
    }
}

/// A street of so many links on a line of the grid; a tenth of small ones are one-way.
fn street(
    graph: &mut RoadGraph,
    (from, to): (u32, Option<u32>),
    (line, parts): (u32, u32),
    numbers: &mut Numbers,
) {
    let us_per_m = us_per_m(line);
    let one_way = to.is_some() && !line.is_multiple_of(8) && numbers.below(10) == 0;
    let mut here = from;
    for part in 0..parts {
        let next = match to {
            Some(to) if part + 1 == parts => to,
            _ => {
                graph.nodes += 1;
                graph.nodes - 1
            }
        };
        let metres = 20 + numbers.below(100);
        let link = Link { from: here, to: next, us: metres * us_per_m, mm: metres * 1000, one_way };
        graph.links.push(link);
        here = next;
    }
}

fn graph(links: u32, parts: u32) -> (RoadGraph, u32) {
    // Two streets a junction, and dead ends at a third of them.
    let per_junction = if parts == 1 { 6 } else { 7 };
    let side = f64::from(links * 3 / (per_junction * parts)).sqrt() as u32;
    let mut graph = RoadGraph { nodes: side * side, links: Vec::new() };
    let mut numbers = Numbers(1);
    for row in 0..side {
        for column in 0..side {
            let here = row * side + column;
            if column + 1 < side {
                street(&mut graph, (here, Some(here + 1)), (row, parts), &mut numbers);
            }
            if row + 1 < side {
                street(&mut graph, (here, Some(here + side)), (column, parts), &mut numbers);
            }
            if parts > 1 && here.is_multiple_of(3) {
                street(&mut graph, (here, None), (1, parts), &mut numbers);
            }
        }
    }
    (graph, side * side)
}

fn main() {
    let mut arguments = std::env::args().skip(1).map(|a| a.parse::<u32>().unwrap_or(0));
    let mut argument = |default| arguments.next().unwrap_or(default);
    let (count, alternatives, parts) = (argument(50), argument(2), argument(8).max(1));
    let (graph, junctions) = graph(1_000_000, parts);
    let mut numbers = Numbers(2);
    let sites: Vec<u32> = (0..count).map(|_| numbers.below(u64::from(junctions)) as u32).collect();
    let supplied = sites.iter().copied().take((sites.len() / 5).max(1)).collect();
    let asked = Asked { exact_from: sites.clone(), mixed_from: supplied, sites, alternatives };
    let begun = Instant::now();
    let contracted = contract(&graph, &asked);
    let took = begun.elapsed();
    for step in &contracted.steps {
        println!("{:>9} nodes {:>9} links  {}", step.nodes, step.links, step.kept);
    }
    println!("{count} sites, {alternatives} alternatives: {:.2} s", took.as_secs_f64());
    let links = contracted.stretches.iter().map(|s| s.link).collect();
    let few = RoadGraph { nodes: graph.nodes, links };
    let mut pairs = 0;
    for from in asked.sites.iter().take(5) {
        let (whole, few) = (least_us(&graph, *from), least_us(&few, *from));
        for to in &asked.sites {
            assert_eq!(whole.get(*to as usize), few.get(*to as usize), "{from} to {to}");
            pairs += 1;
        }
    }
    println!("{pairs} pairs held against plain Dijkstra on the whole graph: equal");
}
