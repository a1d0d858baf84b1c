//! The worst case by trying every set of targets, in doubles.

use std::collections::BTreeMap;

use safeconduct_model::interceptor::{Budget, Struck};
use safeconduct_model::plan::{Movement, Plan};
use safeconduct_model::site::SiteKind;
use safeconduct_model::world::World;

use crate::greedy::{segment_of, site_of};

/// A target by name, what comes to it in USD, and its exposure.
type Met = (String, f64, f64);

/// The targets that a load meets, in driving order.
fn met(plan: &Plan, world: &World, row: &Movement) -> Vec<Met> {
    let scenario = &world.scenario;
    let may = |kind| scenario.interceptor.strikes(kind);
    let food = scenario.commodities.iter().find(|c| c.id == row.commodity).expect("food");
    let usd = |grams: f64| grams / 1e6 * food.value_usd_per_t.0;
    let site = |id: &str| &scenario.sites[site_of(world, id)];
    let at_site = |id: &str, grams: f64| (format!("site {id}"), usd(grams), site(id).exposure.0);
    let mut left = row.grams as f64;
    let mut here = plan.corridors[row.corridor].from.as_str();
    let mut met: Vec<Met> = Vec::new();
    if may(Struck::Sites) && site(here).kind == SiteKind::Crossing {
        met.push(at_site(here, left));
    }
    for id in plan.segments_of(row) {
        let segment = segment_of(world, id.as_str());
        let (noun, road) = (&scenario.segments[segment], world.roads[segment][row.day.index()]);
        if may(Struck::Segments) {
            met.push((format!("segment {id}"), usd(left), road.exposure));
        }
        if let Some(area) = noun.area.as_ref().filter(|_| may(Struck::Areas)) {
            let name = format!("area {}", area.as_str());
            if met.iter().all(|m| m.0 != name) {
                met.push((name, usd(left), road.exposure));
            }
        }
        left = (left * (1.0 - road.loss.total()) + 1e-6).floor();
        here = if noun.from.as_str() == here { noun.to.as_str() } else { noun.from.as_str() };
        if may(Struck::Sites) {
            met.push(at_site(here, left));
        }
    }
    met
}

fn lost(load: &[Met], struck: &[&String]) -> f64 {
    let (mut lost, mut kept) = (0.0, 1.0);
    for (target, value, exposure) in load.iter().filter(|m| struck.contains(&&m.0)) {
        lost += value * exposure * kept;
        let _ = target;
        kept *= 1.0 - exposure;
    }
    lost
}

/// The greatest loss with at most so many strikes.
fn worst<'a>(
    loads: &[Vec<Met>],
    rest: &[&'a String],
    struck: &mut Vec<&'a String>,
    left: usize,
) -> f64 {
    let mut greatest = loads.iter().map(|load| lost(load, struck)).sum();
    for (position, target) in rest.iter().enumerate().take_while(|_| left > 0) {
        struck.push(*target);
        greatest = f64::max(greatest, worst(loads, &rest[position + 1..], struck, left - 1));
        struck.pop();
    }
    greatest
}

/// Worst case and additive bound with a whole number of strikes.
fn whole(days: &[Vec<Vec<Met>>], per: Budget, strikes: usize) -> (f64, f64) {
    let mut sums = (vec![0.0; strikes + 1], 0.0);
    let mut singles: Vec<f64> = Vec::new();
    for loads in days {
        let mut exposed: BTreeMap<&String, f64> = BTreeMap::new();
        for (target, value, exposure) in loads.iter().flatten() {
            *exposed.entry(target).or_default() += value * exposure;
        }
        let targets: Vec<&String> = exposed.keys().copied().collect();
        let curve: Vec<f64> =
            (0..=strikes).map(|n| worst(loads, &targets, &mut Vec::new(), n)).collect();
        let mut day: Vec<f64> = exposed.into_values().collect();
        day.sort_by(|a, b| b.total_cmp(a));
        match per {
            Budget::Day => {
                sums.0[strikes] += curve[strikes];
                sums.1 += day.iter().take(strikes).sum::<f64>();
            }
            Budget::Horizon => {
                let best = |n: usize| (0..=n).map(|m| sums.0[n - m] + curve[m]).fold(0.0, f64::max);
                sums.0 = (0..=strikes).map(best).collect();
                singles.extend(day);
            }
        }
    }
    singles.sort_by(|a, b| b.total_cmp(a));
    (sums.0[strikes], sums.1 + singles.iter().take(strikes).sum::<f64>())
}

/// Worst case and additive bound of a plan.
pub fn twin_worst_case(plan: &Plan, world: &World) -> (f64, f64) {
    let mut days = vec![Vec::new(); world.days];
    for row in &plan.movements {
        days[row.day.index()].push(met(plan, world, row));
    }
    let per = world.scenario.interceptor.per;
    let (strikes, share) = (plan.gamma.floor() as usize, plan.gamma.fract());
    let low = whole(&days, per, strikes);
    let high = if share > 0.0 { whole(&days, per, strikes + 1) } else { low };
    let mix = |low: f64, high: f64| (1.0 - share) * low + share * high;
    (mix(low.0, high.0), mix(low.1, high.1))
}
