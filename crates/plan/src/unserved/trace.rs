//! The way back from a missing meal to the crossing, and the limits on it.

use safeconduct_model::plan::Cap;

use super::limit::{Limit, describe, open};
use super::tree::{Came, Tree};
use crate::program::{Flow, Key, Program, Var};

/// Reduced cost within which two ways count as equally near to use, thousand
/// people-days per tonne.
const NEAR: f64 = 1e-6;

/// The ways back from every demand, at the prices of the last solution.
pub struct Traces<'p, 'w> {
    program: &'p Program<'w>,
    trees: Vec<Option<Tree>>,
}

/// A way back with the sum of reduced costs along it.
struct Way {
    slack: f64,
    limits: Vec<Limit>,
}

impl Way {
    /// What limits of a kind cost on this way.
    fn part(&self, cap: Cap) -> f64 {
        self.limits.iter().filter(|l| l.cap == cap).map(|l| l.part).sum()
    }
}

impl<'p, 'w> Traces<'p, 'w> {
    /// Looks over the whole network once.
    pub fn of(program: &'p Program<'w>) -> Self {
        let all = 0..program.at.commodities();
        let tree = |k: usize| (program.at.energy_per_t(k) > 0.0).then(|| Tree::of(program, k));
        Self { program, trees: all.map(tree).collect() }
    }

    /// The limits on the cheapest way back from a demand in a period.
    ///
    /// Of the commodities that could serve it as well, the one whose supply is
    /// least used up speaks: what is short of supply is dear because trucks are
    /// short, and the trucks are what to name. Then what the group eats most of.
    /// What a term refuses speaks only where nothing else could serve, and what a
    /// ration may hold no more of only where nothing is short that it must hold.
    pub fn limits(&self, g: usize, period: usize) -> Vec<Limit> {
        let ways: Vec<(usize, Way)> = (0..self.trees.len())
            .filter_map(|k| self.way(g, k, period).map(|way| (k, way)))
            .collect();
        let least = ways.iter().map(|(_, way)| way.slack).fold(f64::INFINITY, f64::min);
        let eaten = |k: usize| eaten(self.program, g, k, period);
        let near = ways.into_iter().filter(|(_, way)| way.slack <= least + NEAR);
        let refused = |k: usize| refused(self.program, k, period);
        let best = near.min_by(|(a, x), (b, y)| {
            let part = |cap| x.part(cap).total_cmp(&y.part(cap));
            let kept_out = refused(*a).cmp(&refused(*b));
            let short = part(Cap::Ration).then(kept_out).then(part(Cap::Supply));
            short.then(eaten(*b).total_cmp(&eaten(*a)))
        });
        best.map_or_else(Vec::new, |(_, way)| way.limits)
    }

    fn way(&self, g: usize, k: usize, p: usize) -> Option<Way> {
        let program = self.program;
        let tree = self.trees[k].as_ref()?;
        let (site, mut period, slack) = hand_out(program, tree, g, k, p)?;
        let mut way = Way { slack, limits: Vec::new() };
        let cycle = f64::from(program.at.world.scenario.need.ration_cycle_days);
        let energy = program.at.energy_per_t(k);
        rations(program, &mut way, (g, k, p));
        push(program, &mut way, Key::People(site, period), energy / cycle);
        for i in 0..program.at.world.centre_rules.len() {
            push(program, &mut way, Key::CentreOpen(i, site), energy);
        }
        let (mut at, mut scale) = (site, 1.0);
        while let Some(came) = tree.came(at, period) {
            match came {
                Came::Waited => {
                    push(program, &mut way, Key::Storage(at, period - 1), scale);
                    period -= 1;
                }
                Came::Driven(step) => {
                    scale /= step.survives.max(1e-9);
                    for (key, used) in limits_used(program, &program.flows[step.flow]) {
                        push(program, &mut way, key, used * scale);
                    }
                    (at, period) = (step.from, step.period);
                }
            }
        }
        supply(program, &mut way, at, k, period, scale);
        Some(way)
    }
}

/// Tonnes eaten of a commodity, or of those that count as one with it.
fn eaten(program: &Program, g: usize, k: usize, p: usize) -> f64 {
    let larder = &program.at.larder;
    let served =
        |s: &usize| program.value(Var::Served(*s, g, larder.row(*s, k), p)) / larder.units(*s, k);
    let sites = program.at.demands[g].sites.iter();
    let kept = program.value(Var::Eaten(g, larder.home(k), p)) / larder.home_units(k);
    kept + sites.map(served).sum::<f64>()
}

/// Whether a term refuses a commodity in a period.
fn refused(program: &Program, k: usize, p: usize) -> bool {
    let day = program.at.grid.day(p);
    let caps = program.at.world.commodity_caps.iter();
    caps.filter(|c| c.commodity == k && c.days.contains(&day)).any(|c| c.tonnes_per_day == 0.0)
}

/// The hand-out nearest to being used, now or earlier with the food kept at
/// home since: site, period, reduced cost down to the supply.
fn hand_out(
    program: &Program,
    tree: &Tree,
    g: usize,
    k: usize,
    p: usize,
) -> Option<(usize, usize, f64)> {
    let worth = |q: usize| program.worth_home(g, k, q);
    let cycle = program.at.world.scenario.need.ration_cycle_days as usize;
    let mut best: Option<(usize, usize, f64)> = None;
    for q in (p.saturating_sub(cycle)..=p).rev() {
        let kept = (worth(q) - worth(p)).max(0.0);
        for (site, slack) in counters(program, g, k, q) {
            let slack = slack + kept + tree.slack(site, q);
            if slack.is_finite() && best.is_none_or(|b| slack < b.2 - NEAR / 10.0) {
                best = Some((site, q, slack));
            }
        }
    }
    best
}

/// Sites where a group may collect, with the reduced cost of a hand-out.
fn counters(program: &Program, g: usize, k: usize, p: usize) -> Vec<(usize, f64)> {
    let cycle = f64::from(program.at.world.scenario.need.ration_cycle_days);
    let energy = program.at.energy_per_t(k);
    let day = program.at.grid.day(p);
    let worth = program.worth_home(g, k, p);
    let slack = |s: usize| {
        let rules = 0..program.at.world.centre_rules.len();
        let centre: f64 = rules.map(|i| -program.lp.price(Key::CentreOpen(i, s)) * energy).sum();
        let people = -program.lp.price(Key::People(s, p)) * energy / cycle;
        program.worth_at(s, k, p) - worth + people + centre
    };
    let sites = program.at.demands[g].sites.iter().copied();
    sites.filter(|&s| program.at.world.hand_out_allowed[s][day]).map(|s| (s, slack(s))).collect()
}

/// What a flow uses a tonne of every limit.
fn limits_used(program: &Program, flow: &Flow) -> Vec<(Key, f64)> {
    let corridor = &program.corridors[flow.corridor];
    let entries = program.entries(corridor, flow.fleet, flow.commodity, flow.period);
    let limit = |key: &Key| !matches!(key, Key::Stock(..) | Key::Loss | Key::Cost);
    entries.into_iter().flatten().filter(|(key, _)| limit(key)).collect()
}

/// Bounds above on what a ration holds of a commodity.
fn rations(program: &Program, way: &mut Way, (g, k, p): (usize, usize, usize)) {
    let counted = program.at.rations.iter().enumerate().filter(|(_, ration)| ration.counts[k]);
    for (b, _) in counted {
        let part = program.lp.price(Key::RationMost(b, g, p)).abs();
        if part > NEAR {
            let name = program.at.world.scenario.basket[b].of().to_owned();
            way.limits.push(Limit { name, part, ..Limit::without_quantity(Cap::Ration) });
        }
    }
}

fn supply(program: &Program, way: &mut Way, site: usize, k: usize, p: usize, scale: f64) {
    let worth = -program.lp.price(Key::Stock(site, k, p));
    if worth > NEAR {
        way.limits.push(Limit { part: worth * scale, ..supplied(program, site, k) });
    }
}

/// What a crossing or a store has of a commodity.
fn supplied(program: &Program, site: usize, k: usize) -> Limit {
    let (goods, sites) = (&program.at.world.scenario.commodities, &program.at.world.scenario.sites);
    let key = Key::Stock(site, k, 0);
    Limit {
        cap: Cap::Supply,
        name: format!("{} at {}", goods[k].name, sites[site].name),
        unit: "tonne",
        per_unit: Some(mean_price(program, key) * 1000.0),
        part: 0.0,
        key: Some(key),
    }
}

/// Every cap that has a price in the last solution, the dearest unit first.
pub fn priced_caps(program: &Program) -> Vec<Limit> {
    let keys = program.lp.table.keys();
    let mut firsts: Vec<Key> = keys
        .into_iter()
        .filter(|key| program.lp.price(*key).abs() > NEAR && key.at(0) != key.at(1))
        .map(|key| key.at(0))
        .collect();
    firsts.sort_unstable();
    firsts.dedup();
    let cap = |key: Key| {
        let (cap, name, unit, thousandths) = describe(program.at.world, key)?;
        let per_unit = Some(mean_price(program, key) * thousandths);
        Some(Limit { cap, name, unit, per_unit, part: 0.0, key: Some(key) })
    };
    let mut caps: Vec<Limit> = firsts.into_iter().filter_map(cap).collect();
    let mut offered: Vec<(usize, usize)> =
        program.at.offers.iter().map(|offer| (offer.crossing, offer.commodity)).collect();
    offered.sort_unstable();
    offered.dedup();
    let supplies = offered.into_iter().map(|(site, k)| supplied(program, site, k));
    caps.extend(supplies.filter(|limit| limit.per_unit.is_some_and(|price| price > NEAR * 1000.0)));
    caps.sort_by(|a, b| b.per_unit.unwrap_or(0.0).total_cmp(&a.per_unit.unwrap_or(0.0)));
    caps
}

/// Price of one unit more of a limit on every day on which it is open, shared out over
/// all days: that of its rows.
fn mean_price(program: &Program, key: Key) -> f64 {
    let grid = &program.at.grid;
    let unit = |p: usize| if matches!(key, Key::Storage(..)) { 1.0 } else { grid.days(p) };
    let price = |p: usize| program.lp.price(key.at(p)).abs() * unit(p);
    let counts = |p: &usize| open(program.at.world, key, grid.day(*p));
    (0..grid.len()).filter(counts).map(price).sum::<f64>() / program.at.world.days as f64
}

fn push(program: &Program, way: &mut Way, key: Key, used: f64) {
    let price = program.lp.price(key).abs();
    let Some((cap, name, unit, thousandths)) = describe(program.at.world, key) else { return };
    if price * used.abs() > NEAR {
        // Nobody can have one unit more of these.
        let quantity = !matches!(cap, Cap::CentreNumber | Cap::ShelfLife);
        let per_unit = quantity.then(|| mean_price(program, key) * thousandths);
        let (part, key) = (price * used.abs(), Some(key));
        way.limits.push(Limit { cap, name, unit, per_unit, part, key });
    }
}
