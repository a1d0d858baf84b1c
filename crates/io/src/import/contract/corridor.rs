//! Which links lie on a quickest way between sites, or on an alternative to one.
//!
//! Alternatives are found by penalty: what the ways from a site use costs more
//! in the next search from it, so that other roads come up. One that takes much
//! longer than the quickest way, or is hardly another way, is not kept.

use super::Asked;
use super::graph::Link;
use super::search::{Arcs, NEVER, NONE, Tree};
use super::simplify::Work;

/// What is added to the time of a link for every search that used it: so many
/// tenths of it.
const PENALTY_TENTHS: u64 = 5;
/// An alternative takes at most this many tenths of the least time.
const LONGEST_TENTHS: u64 = 15;
/// At least one part in so many of an alternative's time is on other roads.
const NEW_PART: u64 = 10;

/// Marks links by position.
pub(super) fn mark(work: &Work, asked: &Asked) -> Vec<bool> {
    let mut search = Search::new(work, asked);
    for &site in &asked.exact_from {
        search.quickest(site);
    }
    for &site in &asked.mixed_from {
        search.alternatives(site, asked.alternatives);
    }
    let mut marked = vec![false; work.links.len()];
    for (dense, &at) in search.place.iter().enumerate() {
        marked[at as usize] = search.marked[dense];
    }
    marked
}

/// The graph with nodes and links numbered without gaps, and what a search needs.
struct Search {
    /// Where each link stands in the work.
    place: Vec<u32>,
    links: Vec<Link>,
    arcs: Arcs,
    /// The new number of every old node.
    number: Vec<u32>,
    sites: Vec<u32>,
    is_site: Vec<bool>,
    tree: Tree,
    marked: Vec<bool>,
    /// How many searches from the present site used a link.
    used: Vec<u32>,
}

impl Search {
    fn new(work: &Work, asked: &Asked) -> Self {
        let place: Vec<u32> = work.alive().collect();
        let mut links: Vec<Link> = place.iter().map(|l| work.links[*l as usize]).collect();
        let ends = links.iter().flat_map(|l| [l.from, l.to]);
        let last = ends.chain(asked.sites.iter().copied()).max().map_or(0, |n| n as usize + 1);
        let mut number = vec![NONE; last];
        let mut count = 0;
        let mut renumber = |node: u32| {
            let number = &mut number[node as usize];
            if *number == NONE {
                *number = count;
                count += 1;
            }
            *number
        };
        for link in &mut links {
            link.from = renumber(link.from);
            link.to = renumber(link.to);
        }
        let mut sites: Vec<u32> = asked.sites.iter().map(|s| renumber(*s)).collect();
        sites.sort_unstable();
        sites.dedup();
        let nodes = count as usize;
        let mut is_site = vec![false; nodes];
        sites.iter().for_each(|s| is_site[*s as usize] = true);
        Self {
            arcs: Arcs::new(nodes, &links, false),
            tree: Tree::new(nodes),
            marked: vec![false; links.len()],
            used: vec![0; links.len()],
            place,
            links,
            number,
            sites,
            is_site,
        }
    }

    /// The new number of a site; none where it is none of those asked for.
    fn site(&self, old: u32) -> Option<u32> {
        let new = self.number.get(old as usize).copied().filter(|n| *n != NONE)?;
        self.is_site[new as usize].then_some(new)
    }

    fn grow(&mut self, origin: u32) {
        let (links, used) = (&self.links, &self.used);
        let cost = |link: u32| {
            let us = links[link as usize].us;
            let extra = us.saturating_mul(u64::from(used[link as usize]) * PENALTY_TENTHS) / 10;
            us.saturating_add(extra)
        };
        self.tree.grow(&self.arcs, origin, (&self.is_site, self.sites.len()), cost);
    }

    /// Marks the quickest ways from a site to all others.
    fn quickest(&mut self, site: u32) {
        let Some(origin) = self.site(site) else { return };
        self.used.fill(0);
        self.grow(origin);
        let mut passed = vec![false; self.tree_size()];
        for target in self.sites.clone() {
            let mut node = target;
            while let Some((before, link)) = self.tree.before(node) {
                if std::mem::replace(&mut passed[node as usize], true) {
                    break;
                }
                self.marked[link as usize] = true;
                node = before;
            }
        }
    }

    fn tree_size(&self) -> usize {
        self.arcs.nodes()
    }

    /// Marks alternatives to the quickest ways from a site to all others.
    fn alternatives(&mut self, site: u32, alternatives: u32) {
        let Some(origin) = self.site(site) else { return };
        self.used.fill(0);
        let mut least = vec![NEVER; self.sites.len()];
        for round in 0..=alternatives {
            self.grow(origin);
            let mut passed = Vec::new();
            for (at, target) in self.sites.clone().into_iter().enumerate() {
                let way = self.way_to(target);
                let us = self.us(way.iter());
                if round == 0 {
                    least[at] = us;
                }
                if round == 0 || self.is_worth(&way, us, least[at]) {
                    way.iter().for_each(|l| self.marked[*l as usize] = true);
                }
                passed.extend(way);
            }
            passed.sort_unstable();
            passed.dedup();
            passed.iter().for_each(|l| self.used[*l as usize] += 1);
        }
    }

    /// The links from the origin to `target`, the last first.
    fn way_to(&self, target: u32) -> Vec<u32> {
        let mut way = Vec::new();
        let mut node = target;
        while let Some((before, link)) = self.tree.before(node) {
            way.push(link);
            node = before;
        }
        way
    }

    /// Driving time of these links together.
    fn us<'l>(&self, links: impl Iterator<Item = &'l u32>) -> u64 {
        links.fold(0, |us: u64, l| us.saturating_add(self.links[*l as usize].us))
    }

    /// Whether an alternative is short enough and other enough.
    fn is_worth(&self, way: &[u32], us: u64, least: u64) -> bool {
        let new = self.us(way.iter().filter(|l| self.used[**l as usize] == 0));
        is_short(us, least) && new >= us / NEW_PART && new > 0
    }
}

/// Whether an alternative takes little enough longer than the quickest way.
pub(super) fn is_short(us: u64, least: u64) -> bool {
    us <= least.saturating_mul(LONGEST_TENTHS) / 10
}
