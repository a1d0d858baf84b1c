//! From every supply to every place and period, along the columns nearest to
//! use: shortest ways in reduced cost.

use std::collections::BinaryHeap;

use crate::frontier::Front;
use crate::program::{Key, Program};

/// A drive that ends at a place and period.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// Position among the program's flows.
    pub flow: usize,
    /// Where it leaves.
    pub from: usize,
    /// When it leaves.
    pub period: usize,
    /// Share that arrives.
    pub survives: f64,
    reduced_cost: f64,
    to: usize,
    arrives: usize,
}

/// How goods came to a place.
#[derive(Clone, Copy, Debug)]
pub enum Came {
    /// They lay there in the period before.
    Waited,
    /// They were driven there.
    Driven(Step),
}

/// Shortest ways for one commodity.
pub struct Tree {
    periods: usize,
    slack: Vec<f64>,
    came: Vec<Option<Came>>,
}

impl Tree {
    /// Dijkstra over drives and waits; reduced costs are not negative.
    pub fn of(program: &Program, k: usize) -> Self {
        let periods = program.at.grid.len();
        let nodes = program.at.sites() * periods;
        let mut tree = Self { periods, slack: vec![f64::INFINITY; nodes], came: vec![None; nodes] };
        let mut leaving: Vec<Vec<Step>> = vec![Vec::new(); nodes];
        for step in steps(program, k) {
            leaving[step.from * periods + step.period].push(step);
        }
        let mut heap = BinaryHeap::new();
        for node in sources(program, k) {
            tree.slack[node] = 0.0;
            heap.push(Front { far: 0.0, node });
        }
        while let Some(front) = heap.pop() {
            if front.far > tree.slack[front.node] {
                continue;
            }
            let (site, p) = (front.node / periods, front.node % periods);
            if p + 1 < periods {
                let wait = waited(program, site, k, p);
                tree.reach(front.node + 1, front.far + wait, Came::Waited, &mut heap);
            }
            for &step in &leaving[front.node] {
                let slack = (front.far + step.reduced_cost) / step.survives.max(1e-9);
                let node = step.to * periods + step.arrives;
                tree.reach(node, slack, Came::Driven(step), &mut heap);
            }
        }
        tree
    }

    fn reach(&mut self, node: usize, slack: f64, came: Came, heap: &mut BinaryHeap<Front>) {
        if slack < self.slack[node] {
            self.slack[node] = slack;
            self.came[node] = Some(came);
            heap.push(Front { far: slack, node });
        }
    }

    /// Reduced cost from a supply to a place; infinite where nothing comes.
    pub fn slack(&self, site: usize, period: usize) -> f64 {
        self.slack[site * self.periods + period]
    }

    /// How goods came to a place; none where they are bought or on hand.
    pub fn came(&self, site: usize, period: usize) -> Option<Came> {
        self.came[site * self.periods + period]
    }
}

/// Places and periods where the commodity can be bought or is on hand.
fn sources(program: &Program, k: usize) -> Vec<usize> {
    let at = &program.at;
    let periods = at.grid.len();
    let stocked = (0..at.sites()).filter(|&s| at.initial_t(s, k) > 0.0);
    let mut sources: Vec<usize> = stocked.map(|s| s * periods).collect();
    for offer in at.offers.iter().filter(|o| o.commodity == k && o.tonnes_per_day > 0.0) {
        let on = (0..periods).filter(|&p| offer.days.contains(&at.grid.day(p)));
        sources.extend(on.map(|p| offer.crossing * periods + p));
    }
    sources
}

/// Every flow column of a commodity with its reduced cost.
fn steps(program: &Program, k: usize) -> Vec<Step> {
    let mut steps = Vec::new();
    for (position, flow) in program.flows.iter().enumerate().filter(|(_, f)| f.commodity == k) {
        let corridor = &program.corridors[flow.corridor];
        let Some(entries) = program.entries(corridor, flow.fleet, k, flow.period) else { continue };
        let arrival = entries.iter().find_map(|(key, value)| match key {
            Key::Stock(s, _, p) if *s == corridor.to => {
                Some((*p, -value / program.at.larder.units(*s, k)))
            }
            _ => None,
        });
        let Some((arrives, survives)) = arrival.filter(|(_, survives)| *survives > 0.0) else {
            continue;
        };
        steps.push(Step {
            flow: position,
            from: corridor.from,
            period: flow.period,
            survives,
            reduced_cost: program.lp.reduced_cost(&entries).max(0.0),
            to: corridor.to,
            arrives,
        });
    }
    steps
}

/// Reduced cost of stock that waits at a site for the next period.
fn waited(program: &Program, site: usize, k: usize, period: usize) -> f64 {
    let worth = |p: usize| program.worth_at(site, k, p);
    let room = -program.lp.price(Key::Storage(site, period));
    (worth(period) - worth(period + 1) + room).max(0.0)
}
