//! Uncertain lags: whether the timetable can be kept whatever days nature
//! picks, deciding each day by what has happened so far (dynamic
//! controllability of a simple temporal network with uncertainty; the
//! algorithm is that of Morris 2014).

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use safeconduct_model::talks::Talks;

/// A label: the uncertain lag whose shortest or longest outcome is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    None,
    Shortest(usize),
    Longest(usize),
}

#[derive(Clone, Copy)]
struct Edge {
    from: usize,
    days: i64,
    label: Label,
}

struct Graph {
    nodes: usize,
    edges: Vec<Edge>,
    /// By node: edges that end there.
    into: Vec<Vec<usize>>,
}

/// Whether it can be kept; none where nothing is uncertain.
pub fn controllable(talks: &Talks, lags: &[usize], start: usize) -> Option<bool> {
    let uncertain = |l: &&usize| talks.lags[**l].uncertain;
    lags.iter().find(uncertain)?;
    let mut graph = Graph { nodes: talks.events.len(), edges: Vec::new(), into: Vec::new() };
    graph.into = vec![Vec::new(); graph.nodes];
    // Nothing happens before the start.
    (0..graph.nodes).filter(|&e| e != start).for_each(|e| graph.edge(e, start, 0, Label::None));
    for &l in lags {
        let lag = &talks.lags[l];
        match (lag.uncertain, lag.min, lag.max) {
            (true, Some(least), Some(most)) => graph.contingent(l, lag.from, lag.to, least, most),
            _ => {
                if let Some(most) = lag.max {
                    graph.edge(lag.from, lag.to, most, Label::None);
                }
                if let Some(least) = lag.min {
                    graph.edge(lag.to, lag.from, -least, Label::None);
                }
            }
        }
    }
    Some(graph.controllable())
}

impl Graph {
    fn edge(&mut self, from: usize, to: usize, days: i64, label: Label) {
        self.into[to].push(self.edges.len());
        self.edges.push(Edge { from, days, label });
    }

    /// In normal form: the least days pass for certain, the rest is uncertain
    /// from a node between.
    fn contingent(&mut self, lag: usize, from: usize, to: usize, least: i64, most: i64) {
        let between = self.nodes;
        self.nodes += 1;
        self.into.push(Vec::new());
        self.edge(from, between, least, Label::None);
        self.edge(between, from, -least, Label::None);
        self.edge(between, to, 0, Label::Shortest(lag));
        self.edge(to, between, least - most, Label::Longest(lag));
    }

    fn controllable(&mut self) -> bool {
        let mut state: BTreeMap<usize, bool> = BTreeMap::new();
        (0..self.nodes).all(|node| !self.is_negative(node) || self.back(node, &mut state))
    }

    /// Propagates back from a node into which negative edges lead; `state`
    /// holds false while a node is being worked on, true once it is done.
    fn back(&mut self, source: usize, state: &mut BTreeMap<usize, bool>) -> bool {
        match state.get(&source) {
            Some(false) => return false,
            Some(true) => return true,
            None => state.insert(source, false),
        };
        let starts: Vec<Edge> =
            self.into[source].iter().map(|&e| self.edges[e]).filter(|e| e.days < 0).collect();
        // Each labelled edge forbids its own shortest outcome on the way.
        let mut labels: Vec<Label> = Vec::new();
        for edge in &starts {
            if !labels.contains(&edge.label) {
                labels.push(edge.label);
            }
        }
        for label in labels {
            if !self.relax(source, &starts, label, state) {
                return false;
            }
        }
        state.insert(source, true);
        true
    }

    /// Shortest ways back to `source` over what does not decide by itself:
    /// where a way is no longer negative it becomes an edge of its own.
    fn relax(
        &mut self,
        source: usize,
        starts: &[Edge],
        label: Label,
        state: &mut BTreeMap<usize, bool>,
    ) -> bool {
        let mut far: BTreeMap<usize, i64> = BTreeMap::new();
        let mut heap = BinaryHeap::new();
        let mut settled: BTreeSet<usize> = BTreeSet::new();
        let mut ways: Vec<(usize, i64)> =
            starts.iter().filter(|e| e.label == label).map(|e| (e.from, e.days)).collect();
        loop {
            for (node, days) in ways.drain(..) {
                if far.get(&node).is_none_or(|known| days < *known) {
                    far.insert(node, days);
                    heap.push(Reverse((days, node)));
                }
            }
            let Some(Reverse((days, node))) = heap.pop() else { return true };
            if !settled.insert(node) {
                continue;
            }
            if days >= 0 {
                self.edge(node, source, days, Label::None);
                continue;
            }
            if self.is_negative(node) && !self.back(node, state) {
                return false;
            }
            let into = self.into[node].iter().map(|&e| self.edges[e]);
            let suits = |e: &Edge| match (e.label, label) {
                (Label::Shortest(one), Label::Longest(other)) => one != other,
                _ => true,
            };
            ways.extend(into.filter(|e| e.days >= 0 && suits(e)).map(|e| (e.from, days + e.days)));
        }
    }

    /// Whether a negative edge leads into a node.
    fn is_negative(&self, node: usize) -> bool {
        self.into[node].iter().any(|&e| self.edges[e].days < 0)
    }
}
