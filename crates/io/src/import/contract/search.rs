//! Least times from one node to others (Dijkstra).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::graph::{Link, RoadGraph};

/// Not reached.
pub(super) const NEVER: u64 = u64::MAX;
/// No node and no link.
pub(super) const NONE: u32 = u32::MAX;

/// A link as driven from one of its ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arc {
    pub to: u32,
    pub link: u32,
}

/// Every node's arcs, one after the other.
#[derive(Clone, Debug)]
pub(super) struct Arcs {
    first: Vec<u32>,
    arcs: Vec<Arc>,
}

impl Arcs {
    /// Arcs in driving direction, or against it where `backward`.
    pub fn new(nodes: usize, links: &[Link], backward: bool) -> Self {
        let exists = |node: u32| (node as usize) < nodes;
        let ends = links.iter().enumerate().flat_map(|(at, l)| {
            let ends = if backward { (l.to, l.from) } else { (l.from, l.to) };
            let turned = (!l.one_way).then_some((ends.1, ends.0, at as u32));
            let both = exists(l.from) && exists(l.to);
            std::iter::once((ends.0, ends.1, at as u32)).chain(turned).filter(move |_| both)
        });
        let mut first = vec![0_u32; nodes + 1];
        for (from, ..) in ends.clone() {
            first[from as usize + 1] += 1;
        }
        for node in 0..nodes {
            first[node + 1] += first[node];
        }
        let mut next = first.clone();
        let mut arcs = vec![Arc { to: 0, link: 0 }; first[nodes] as usize];
        for (from, to, link) in ends {
            let at = &mut next[from as usize];
            arcs[*at as usize] = Arc { to, link };
            *at += 1;
        }
        Self { first, arcs }
    }

    /// How many nodes there are.
    pub fn nodes(&self) -> usize {
        self.first.len() - 1
    }

    /// The arcs of a node.
    pub fn of(&self, node: u32) -> &[Arc] {
        let node = node as usize;
        &self.arcs[self.first[node] as usize..self.first[node + 1] as usize]
    }
}

/// Least costs from one node, and the arc each node is reached by. Kept between
/// searches, so that a search pays only for what it touches.
#[derive(Clone, Debug)]
pub(super) struct Tree {
    cost: Vec<u64>,
    /// The node before and the link between.
    by: Vec<(u32, u32)>,
    touched: Vec<u32>,
    open: BinaryHeap<Reverse<(u64, u32)>>,
}

impl Tree {
    pub fn new(nodes: usize) -> Self {
        Self {
            cost: vec![NEVER; nodes],
            by: vec![(NONE, NONE); nodes],
            touched: Vec::new(),
            open: BinaryHeap::new(),
        }
    }

    /// Least cost of a node; [`NEVER`] where it was not reached.
    pub fn cost(&self, node: u32) -> u64 {
        self.cost[node as usize]
    }

    /// The node before this one and the link between, unless it is the origin
    /// or not reached.
    pub fn before(&self, node: u32) -> Option<(u32, u32)> {
        Some(self.by[node as usize]).filter(|(before, _)| *before != NONE)
    }

    /// Searches from `origin` until every node for which `wanted` holds is
    /// settled; there are `left` of them.
    pub fn grow(
        &mut self,
        arcs: &Arcs,
        origin: u32,
        (wanted, mut left): (&[bool], usize),
        cost_of: impl Fn(u32) -> u64,
    ) {
        for node in self.touched.drain(..) {
            self.cost[node as usize] = NEVER;
            self.by[node as usize] = (NONE, NONE);
        }
        self.open.clear();
        self.reach(origin, 0, (NONE, NONE));
        while let Some(Reverse((cost, node))) = self.open.pop() {
            if cost > self.cost[node as usize] {
                continue;
            }
            if wanted[node as usize] {
                left -= 1;
                if left == 0 {
                    break;
                }
            }
            for arc in arcs.of(node) {
                let there = cost.saturating_add(cost_of(arc.link));
                if there < self.cost[arc.to as usize] {
                    self.reach(arc.to, there, (node, arc.link));
                }
            }
        }
    }

    fn reach(&mut self, node: u32, cost: u64, by: (u32, u32)) {
        if self.cost[node as usize] == NEVER {
            self.touched.push(node);
        }
        self.cost[node as usize] = cost;
        self.by[node as usize] = by;
        self.open.push(Reverse((cost, node)));
    }
}

/// Least driving times in microseconds from `origin` to every node; none where
/// no way leads. Plain Dijkstra on the graph as it is.
#[must_use]
pub fn least_us(graph: &RoadGraph, origin: u32) -> Vec<Option<u64>> {
    let nodes = graph.nodes as usize;
    if origin >= graph.nodes {
        return vec![None; nodes];
    }
    let arcs = Arcs::new(nodes, &graph.links, false);
    let mut tree = Tree::new(nodes);
    tree.grow(&arcs, origin, (&vec![false; nodes], usize::MAX), |l| graph.links[l as usize].us);
    (0..graph.nodes).map(|node| Some(tree.cost(node)).filter(|us| *us != NEVER)).collect()
}
