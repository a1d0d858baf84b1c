//! The way back from a missing meal to the crossing, and the limits on it.

use safeconduct_model::plan::Cap;
use safeconduct_model::site::SiteKind;

use crate::program::{Key, Program, Var};

/// A limit on the way, and its part in the worth of a missing meal.
#[derive(Clone, Debug)]
pub struct Limit {
    /// The kind of cap.
    pub cap: Cap,
    /// What it is a cap of.
    pub name: String,
    /// Unit of the cap.
    pub unit: &'static str,
    /// People-days gained by one unit more in a day.
    pub per_unit: Option<f64>,
    /// Thousand people-days that the limit costs a tonne eaten.
    pub part: f64,
}

impl Limit {
    /// A reason that is no quantity.
    pub fn without_quantity(cap: Cap) -> Self {
        Self { cap, name: String::new(), unit: "", per_unit: None, part: 0.0 }
    }

    /// The limit in words, without a full stop.
    pub fn words(&self) -> String {
        let name = &self.name;
        match self.cap {
            Cap::NoSite => "no site that may hand out lies within its reach".to_owned(),
            Cap::NoCorridor => {
                "no permitted corridor leads from any supply to a site in its reach".to_owned()
            }
            Cap::Supply => format!("the supply of {name} is used up"),
            Cap::Crossing => format!("trucks through {name} are used up"),
            Cap::Segment => format!("trucks on segment {name} are used up"),
            Cap::Fleet => format!("the trucks of {name} are used up"),
            Cap::Fuel => format!("the fuel of {name} is used up"),
            Cap::Throughput => format!("{name} cannot receive more in a day"),
            Cap::Storage => format!("{name} cannot store more"),
            Cap::PeoplePerDay => format!("{name} cannot serve more people in a day"),
            Cap::RationCycle => "households keep no more than a ration cycle".to_owned(),
            Cap::Term => format!("term `{name}` is used up"),
            Cap::CentreNumber => format!("no further centre may open ({name} is closed or full)"),
            Cap::ShelfLife => format!("{name} perishes before it can be handed out"),
            Cap::Loss => "what is sent is lost on the way".to_owned(),
            Cap::LeadTime => "nothing can arrive in the first days".to_owned(),
            Cap::Unexplained => {
                "no single limit explains it; what limits others first holds it back".to_owned()
            }
        }
    }
}

/// Reduced cost within which a column counts as in use, thousand people-days
/// per tonne.
const NEAR: f64 = 1e-6;

/// The limits on the cheapest way back from a demand in a period.
///
/// Of the commodities that could serve it as well, the one whose supply is
/// least used up speaks: what is short of supply is dear because trucks are
/// short, and the trucks are what to name. Then what the group eats most of.
pub fn trace(program: &Program, g: usize, period: usize) -> Vec<Limit> {
    let ways: Vec<(usize, Way)> = (0..program.at.commodities())
        .filter(|&k| program.at.energy_per_t(k) > 0.0)
        .filter_map(|k| way(program, g, k, period).map(|way| (k, way)))
        .collect();
    let least = ways.iter().map(|(_, way)| way.slack).fold(f64::INFINITY, f64::min);
    let eaten = |k: usize| program.value(Var::Eaten(g, k, period));
    let near = ways.into_iter().filter(|(_, way)| way.slack <= least + NEAR);
    let best = near.min_by(|(a, x), (b, y)| {
        let supply = x.supply().total_cmp(&y.supply());
        supply.then(eaten(*b).total_cmp(&eaten(*a)))
    });
    best.map_or_else(Vec::new, |(_, way)| way.limits)
}

/// A way back with the sum of reduced costs along it.
struct Way {
    slack: f64,
    limits: Vec<Limit>,
}

impl Way {
    /// What the supply costs on this way.
    fn supply(&self) -> f64 {
        self.limits.iter().filter(|l| l.cap == Cap::Supply).map(|l| l.part).sum()
    }
}

fn way(program: &Program, g: usize, k: usize, p: usize) -> Option<Way> {
    let (site, mut period, slack) = hand_out(program, g, k, p)?;
    let mut way = Way { slack, limits: Vec::new() };
    let cycle = f64::from(program.at.world.scenario.need.ration_cycle_days);
    let energy = program.at.energy_per_t(k);
    push(program, &mut way, Key::People(site, period), energy / cycle);
    for i in 0..program.at.world.centre_rules.len() {
        push(program, &mut way, Key::CentreOpen(i, site), energy);
    }
    let (mut at, mut scale, mut seen) = (site, 1.0, vec![site]);
    while program.at.kind(at) != SiteKind::Crossing {
        let step = arrival(program, at, k, period, &seen);
        let waited = waited(program, at, k, period);
        match (step, waited) {
            (Some(step), waited) if waited.is_none_or(|w| step.reduced_cost <= w + NEAR) => {
                way.slack += step.reduced_cost * scale;
                scale /= step.survives.max(1e-9);
                for (key, used) in &step.uses {
                    push(program, &mut way, *key, used * scale);
                }
                (at, period) = (step.from, step.period);
                seen.push(at);
            }
            (_, Some(waited)) => {
                way.slack += waited * scale;
                push(program, &mut way, Key::Storage(at, period - 1), scale);
                period -= 1;
            }
            // A commodity that nothing brings here explains nothing.
            (_, None) => return None,
        }
    }
    supply(program, &mut way, at, k, period, scale);
    Some(way)
}

/// Reduced cost of stock that waited at a site since the period before; none
/// in the first.
fn waited(program: &Program, site: usize, k: usize, period: usize) -> Option<f64> {
    let before = period.checked_sub(1)?;
    let worth = |p: usize| -program.lp.price(Key::Stock(site, k, p));
    Some(worth(before) - worth(period) - program.lp.price(Key::Storage(site, before)))
}

/// The hand-out nearest to being used, now or earlier with the food kept at
/// home since: site, period, reduced cost.
fn hand_out(program: &Program, g: usize, k: usize, p: usize) -> Option<(usize, usize, f64)> {
    let worth = |q: usize| -program.lp.price(Key::Household(g, k, q));
    let cycle = program.at.world.scenario.need.ration_cycle_days as usize;
    let periods = (p.saturating_sub(cycle)..=p).rev();
    periods
        .filter_map(|q| {
            let (site, slack) = hand_out_now(program, g, k, q)?;
            Some((site, q, slack + (worth(q) - worth(p)).max(0.0)))
        })
        .min_by(|a, b| a.2.total_cmp(&b.2))
}

/// The site where a hand-out is nearest to being used, with its reduced cost.
fn hand_out_now(program: &Program, g: usize, k: usize, p: usize) -> Option<(usize, f64)> {
    let cycle = f64::from(program.at.world.scenario.need.ration_cycle_days);
    let energy = program.at.energy_per_t(k);
    let day = program.at.grid.day(p);
    let worth = -program.lp.price(Key::Household(g, k, p));
    let sites = program.at.demands[g].sites.iter().copied();
    sites
        .filter(|&s| program.at.world.hand_out_allowed[s][day])
        .map(|s| {
            let rules = 0..program.at.world.centre_rules.len();
            let centre: f64 =
                rules.map(|i| -program.lp.price(Key::CentreOpen(i, s)) * energy).sum();
            let people = -program.lp.price(Key::People(s, p)) * energy / cycle;
            let at_site = -program.lp.price(Key::Stock(s, k, p));
            (s, at_site - worth + people + centre)
        })
        .min_by(|a, b| a.1.total_cmp(&b.1))
}

/// A flow that brings goods to a site, with what it uses a tonne.
struct Step {
    from: usize,
    period: usize,
    survives: f64,
    reduced_cost: f64,
    uses: Vec<(Key, f64)>,
}

fn arrival(program: &Program, to: usize, k: usize, period: usize, seen: &[usize]) -> Option<Step> {
    let mut best: Option<Step> = None;
    for flow in program.flows.iter().filter(|f| f.commodity == k) {
        let corridor = &program.corridors[flow.corridor];
        if corridor.to != to || seen.contains(&corridor.from) {
            continue;
        }
        let Some(entries) = program.entries(corridor, flow.fleet, k, flow.period) else { continue };
        let arrived = entries.iter().find_map(|(key, value)| match key {
            Key::Stock(s, _, p) if *s == to && *p == period => Some(-value),
            _ => None,
        });
        let Some(survives) = arrived else { continue };
        let reduced_cost = program.lp.reduced_cost(&entries);
        if best.as_ref().is_none_or(|b| reduced_cost < b.reduced_cost - NEAR) {
            let limits = |key: &Key| !matches!(key, Key::Stock(..) | Key::Loss | Key::Cost);
            let uses = entries.iter().filter(|(key, _)| limits(key)).copied().collect();
            best = Some(Step {
                from: corridor.from,
                period: flow.period,
                survives,
                reduced_cost,
                uses,
            });
        }
    }
    best
}

fn supply(program: &Program, way: &mut Way, crossing: usize, k: usize, p: usize, scale: f64) {
    let worth = -program.lp.price(Key::Stock(crossing, k, p));
    if worth > NEAR {
        way.limits.push(Limit {
            cap: Cap::Supply,
            name: program.at.world.scenario.commodities[k].name.clone(),
            unit: "tonne",
            per_unit: Some(worth * 1000.0),
            part: worth * scale,
        });
    }
}

fn push(program: &Program, way: &mut Way, key: Key, used: f64) {
    let price = program.lp.price(key).abs();
    let Some((cap, name, unit, thousandths)) = describe(program, key) else { return };
    if price * used.abs() > NEAR {
        let per_unit = Some(price * thousandths);
        way.limits.push(Limit { cap, name, unit, per_unit, part: price * used.abs() });
    }
}

/// The cap behind a row: kind, name, unit, and people-days per unit of price.
fn describe(program: &Program, key: Key) -> Option<(Cap, String, &'static str, f64)> {
    let world = program.at.world;
    let site = |s: usize| world.scenario.sites[s].name.clone();
    let fleet = |f: usize| world.scenario.fleets[f].name.clone();
    Some(match key {
        Key::Crossing(s, _) => (Cap::Crossing, site(s), "truck", 1000.0),
        Key::Entry(i, _) => (Cap::Term, world.entry_caps[i].term.clone(), "truck", 1000.0),
        Key::CommodityCap(i, _) => {
            (Cap::Term, world.commodity_caps[i].term.clone(), "tonne", 1000.0)
        }
        Key::Segment(e, _) => {
            (Cap::Segment, world.scenario.segments[e].id.0.clone(), "truck", 1000.0)
        }
        Key::Fleet(f, _) => (Cap::Fleet, fleet(f), "truck", 1000.0),
        Key::Fuel(f, _) => (Cap::Fuel, fleet(f), "litre", 1000.0),
        Key::Throughput(s, _) => (Cap::Throughput, site(s), "tonne", 1000.0),
        Key::Storage(s, _) => (Cap::Storage, site(s), "tonne", 1000.0),
        Key::People(s, _) => (Cap::PeoplePerDay, site(s), "person served", 1.0),
        Key::CentreOpen(_, s) => (Cap::CentreNumber, site(s), "centre", 1000.0),
        Key::ShareMin(i) | Key::ShareMax(i) => {
            (Cap::Term, world.share_rules[i].term.clone(), "tonne", 1000.0)
        }
        Key::FreshSite(_, k, _) | Key::FreshAll(k, _) => {
            (Cap::ShelfLife, world.scenario.commodities[k].name.clone(), "tonne", 1000.0)
        }
        _ => return None,
    })
}
