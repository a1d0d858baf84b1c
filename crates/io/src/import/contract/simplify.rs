//! Dead ends go, chains become one link, dominated parallels go.

use super::graph::{Link, RoadGraph};
use super::search::NONE;
use super::{Asked, Step, Stretch, corridor, graph};

/// A dominated parallel is another road, and not two lanes around an island, if
/// it is at least so long, in millimetres.
const ANOTHER_ROAD_MM: u64 = 1_000_000;

/// A graph that shrinks. New links are added at the end; what is gone stays in
/// place, marked, so that every link can be taken apart into those of the whole graph.
#[derive(Clone, Debug)]
pub(super) struct Work {
    /// Links, gone ones among them.
    pub links: Vec<Link>,
    /// What each link is made of.
    parts: Vec<Parts>,
    gone: Vec<bool>,
    /// Links at every node, gone ones possibly among them.
    at: Vec<Vec<u32>>,
    keep: Vec<bool>,
    /// Dominated parallels kept beside the undominated ones.
    spares: u32,
}

#[derive(Clone, Copy, Debug)]
enum Parts {
    /// A link of the whole graph.
    One(u32),
    /// Two links; the first touches `from`.
    Two(u32, u32),
}

impl Work {
    /// The chosen links of a graph.
    pub fn new(graph: &RoadGraph, chosen: &[u32], asked: &Asked) -> Self {
        let nodes = graph.nodes as usize;
        let mut keep = vec![false; nodes];
        for site in &asked.sites {
            if let Some(keep) = keep.get_mut(*site as usize) {
                *keep = true;
            }
        }
        let mut work = Self {
            links: Vec::with_capacity(chosen.len()),
            parts: Vec::with_capacity(chosen.len()),
            gone: Vec::with_capacity(chosen.len()),
            at: vec![Vec::new(); nodes],
            keep,
            spares: asked.alternatives,
        };
        for &whole in chosen {
            work.add(graph.links[whole as usize], Parts::One(whole));
        }
        work
    }

    fn add(&mut self, link: Link, parts: Parts) {
        let id = self.links.len() as u32;
        self.at[link.from as usize].push(id);
        self.at[link.to as usize].push(id);
        self.links.push(link);
        self.parts.push(parts);
        self.gone.push(false);
    }

    /// Positions of the links that are still there.
    pub fn alive(&self) -> impl Iterator<Item = u32> {
        (0..self.links.len() as u32).filter(|l| !self.gone[*l as usize])
    }

    /// The size as it is now.
    pub fn step(&self, kept: &'static str) -> Step {
        graph::step(kept, self.alive().map(|l| &self.links[l as usize]))
    }

    /// Drops every link that is not marked.
    pub fn retain(&mut self, marked: &[bool]) {
        for (gone, marked) in self.gone.iter_mut().zip(marked) {
            *gone |= !marked;
        }
    }

    /// Simplifies until nothing changes.
    pub fn simplify(&mut self) {
        let mut open: Vec<u32> = (0..self.at.len() as u32).rev().collect();
        let mut waiting = vec![true; self.at.len()];
        let mut changed = Vec::new();
        while let Some(node) = open.pop() {
            waiting[node as usize] = false;
            self.simplify_at(node, &mut changed);
            for node in changed.drain(..) {
                if !std::mem::replace(&mut waiting[node as usize], true) {
                    open.push(node);
                }
            }
        }
    }

    /// One node; the nodes at which something changed are added to `changed`.
    fn simplify_at(&mut self, node: u32, changed: &mut Vec<u32>) {
        let mut links = std::mem::take(&mut self.at[node as usize]);
        links.retain(|l| !self.gone[*l as usize]);
        self.drop_dominated(node, &mut links, changed);
        if !self.keep[node as usize] && !links.is_empty() {
            if self.leads_nowhere(node, &links) {
                for link in links.drain(..) {
                    self.drop_link(link, node, changed);
                }
            } else if let [one, two] = *links.as_slice() {
                self.join(node, one, two, changed);
                links.clear();
            }
        }
        self.at[node as usize] = links;
    }

    /// Of parallel links, drops those that another serves for, but for as many
    /// other roads as there are alternatives to keep.
    fn drop_dominated(&mut self, node: u32, links: &mut Vec<u32>, changed: &mut Vec<u32>) {
        if links.len() < 2 {
            return;
        }
        links.sort_unstable_by_key(|l| {
            let link = &self.links[*l as usize];
            (link.other(node), link.us, link.mm, link.one_way, *l)
        });
        let mut kept: Vec<u32> = Vec::with_capacity(links.len());
        // Where the parallels of the present link begin, and how many of them are spare.
        let (mut first, mut spare) = (0, 0);
        for &id in links.iter() {
            let link = self.links[id as usize];
            let parallels = kept.get(first..).unwrap_or_default();
            let apart = |k: &u32| self.links[*k as usize].other(node) != link.other(node);
            if parallels.first().is_some_and(apart) {
                (first, spare) = (kept.len(), 0);
            }
            let parallels = kept.get(first..).unwrap_or_default();
            let quickest = parallels.first().map(|k| self.links[*k as usize]);
            let serves = |k: &u32| self.links[*k as usize].serves_for(&link);
            if !parallels.iter().any(serves) {
                kept.push(id);
            } else if spare < self.spares && quickest.is_some_and(|q| is_spare(&link, &q)) {
                spare += 1;
                kept.push(id);
            } else {
                self.drop_link(id, node, changed);
            }
        }
        *links = kept;
    }

    /// Whether no way from one node to another leads through this one.
    fn leads_nowhere(&self, node: u32, links: &[u32]) -> bool {
        let ends = |test: fn(&Link, u32) -> bool| {
            let links = links.iter().map(|l| &self.links[*l as usize]);
            links.filter(move |l| test(l, node)).map(|l| l.other(node))
        };
        // A way in from one node and out to another.
        let Some(source) = ends(Link::enters).next() else { return true };
        let Some(target) = ends(Link::leaves).next() else { return true };
        let same = ends(Link::enters).all(|end| end == source);
        let back = ends(Link::leaves).all(|end| end == target);
        same && back && source == target
    }

    fn drop_link(&mut self, link: u32, from: u32, changed: &mut Vec<u32>) {
        self.gone[link as usize] = true;
        changed.push(self.links[link as usize].other(from));
    }

    /// Makes one link of the only two at a node; none where they cannot be
    /// driven one after the other.
    fn join(&mut self, node: u32, one: u32, two: u32, changed: &mut Vec<u32>) {
        self.drop_link(one, node, changed);
        self.drop_link(two, node, changed);
        let (first, second) = (self.links[one as usize], self.links[two as usize]);
        let onwards = first.enters(node) && second.leaves(node);
        let back = second.enters(node) && first.leaves(node);
        let (from, to) = (first.other(node), second.other(node));
        let us = first.us.saturating_add(second.us);
        let mm = first.mm.saturating_add(second.mm);
        match (onwards, back) {
            (true, _) => {
                self.add(Link { from, to, us, mm, one_way: !back }, Parts::Two(one, two));
            }
            (false, true) => {
                let link = Link { from: to, to: from, us, mm, one_way: true };
                self.add(link, Parts::Two(two, one));
            }
            (false, false) => {}
        }
    }

    /// The links that are left, taken apart.
    pub fn stretches(&self, graph: &RoadGraph) -> Vec<Stretch> {
        let stretch = |id: u32| {
            let link = self.links[id as usize];
            let (mut roads, mut nodes) = (Vec::new(), vec![link.from]);
            // Parts still to come, the next one last.
            let mut open = vec![id];
            let mut here = link.from;
            while let Some(id) = open.pop() {
                let link = self.links[id as usize];
                match self.parts[id as usize] {
                    Parts::One(whole) => {
                        roads.push(whole);
                        here = graph.links.get(whole as usize).map_or(NONE, |l| l.other(here));
                        nodes.push(here);
                    }
                    Parts::Two(one, two) if link.from == here => open.extend([two, one]),
                    Parts::Two(one, two) => open.extend([one, two]),
                }
            }
            Stretch { link, roads, nodes }
        };
        let mut stretches: Vec<Stretch> = self.alive().map(stretch).collect();
        stretches.sort_by_key(|s| (s.link.from, s.link.to, s.link.us, s.link.mm, s.roads.clone()));
        stretches
    }
}

/// Whether a dominated link is worth keeping beside the quickest.
fn is_spare(link: &Link, quickest: &Link) -> bool {
    link.mm >= ANOTHER_ROAD_MM && corridor::is_short(link.us, quickest.us)
}
