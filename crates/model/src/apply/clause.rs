//! One clause applied to the world: which figures it changed.

use std::ops::Range;

use super::{Change, people, road};
use crate::id::SiteId;
use crate::index::Index;
use crate::site::SiteKind;
use crate::term::{Clause, Term};
use crate::world::{CommodityCap, EntryCap, ShareRule, World};

/// Applies the clause of `term` on the days of its window.
pub(super) fn apply(world: &mut World, term: &Term, index: &Index) -> Change {
    let days = term.window.indices(world.scenario.days);
    match &term.clause {
        Clause::Crossing { crossings, open, trucks_per_day } => {
            let trucks = trucks_per_day.map(|t| t.0);
            crossing(world, &positions(crossings, index), *open, trucks, days)
        }
        Clause::Entry { trucks_per_day, crossings } => {
            let cap = EntryCap {
                term: term.id.clone(),
                crossings: crossings_or_all(world, crossings, index),
                days: days.clone(),
                trucks_per_day: trucks_per_day.0,
            };
            let what = format!("at most {} trucks/day in all", cap.trucks_per_day);
            world.entry_caps.push(cap);
            change(days.len(), what)
        }
        Clause::Road { .. } | Clause::Loss { .. } | Clause::Notified { .. } => {
            road::apply(world, &term.clause, index, days)
        }
        Clause::Track { track, allowed, min_share, max_share } => {
            let track = index.tracks[track.as_str()];
            let shares = (min_share.map(|s| s.0), max_share.map(|s| s.0));
            self::track(world, term, track, *allowed, shares, days)
        }
        Clause::Centres { .. } => people::centres(world, term, days),
        Clause::Commodity { commodities, crossings, refused, tonnes_per_day } => {
            let cap = if *refused == Some(true) { Some(0.0) } else { tonnes_per_day.map(|t| t.0) };
            let crossings = crossings_or_all(world, crossings, index);
            let named = commodities.iter().map(|c| index.commodities[c.as_str()]);
            commodity(world, &term.id, named, &crossings, cap, days)
        }
        Clause::Fleet { fleet, trucks, fuel_l_per_day } => {
            let fleet = index.fleets[fleet.as_str()];
            people::fleet(world, fleet, trucks.map(|t| t.0), fuel_l_per_day.map(|f| f.0), days)
        }
        Clause::Floor { zones, coverage } => people::floor(world, term, zones, coverage.0, days),
        Clause::Deliverers { operators } => people::deliverers(world, operators, days),
    }
}

/// A change of `count` figures; outside its window a term changes none.
pub(super) fn change(count: usize, what: String) -> Change {
    let otherwise = "it was already so, or the window lies outside the horizon".to_owned();
    Change { count, what, otherwise }
}

/// Sets `slot` and counts whether that changed anything.
pub(super) fn set<T: PartialEq>(slot: &mut T, value: T) -> usize {
    if *slot == value {
        return 0;
    }
    *slot = value;
    1
}

fn positions(sites: &[SiteId], index: &Index) -> Vec<usize> {
    sites.iter().map(|s| index.sites[s.as_str()]).collect()
}

fn crossings_or_all(world: &World, named: &[SiteId], index: &Index) -> Vec<usize> {
    if !named.is_empty() {
        return positions(named, index);
    }
    let sites = world.scenario.sites.iter().enumerate();
    sites.filter(|(_, s)| s.kind == SiteKind::Crossing).map(|(i, _)| i).collect()
}

fn crossing(
    world: &mut World,
    crossings: &[usize],
    open: Option<bool>,
    trucks: Option<f64>,
    days: Range<usize>,
) -> Change {
    let mut count = 0;
    for &site in crossings {
        let recorded = world.scenario.sites[site].trucks_per_day.map(|t| t.0);
        for day in days.clone() {
            let slot = &mut world.crossing_trucks[site][day];
            let value = match (open, trucks) {
                (Some(false), _) => Some(0.0),
                (_, Some(trucks)) => Some(trucks),
                (Some(true), None) if *slot == Some(0.0) => recorded.filter(|r| *r > 0.0),
                _ => *slot,
            };
            count += set(slot, value);
        }
    }
    let what = match (open, trucks) {
        (Some(false), _) => "closed".to_owned(),
        (_, Some(trucks)) => format!("{trucks} trucks/day"),
        _ => "opened".to_owned(),
    };
    change(count, format!("{what} at {} crossing(s)", crossings.len()))
}

fn track(
    world: &mut World,
    term: &Term,
    track: usize,
    allowed: Option<bool>,
    (min, max): (Option<f64>, Option<f64>),
    days: Range<usize>,
) -> Change {
    let mut count = 0;
    let mut said = Vec::new();
    if let Some(allowed) = allowed {
        let slots = &mut world.track_allowed[track][days.clone()];
        count += slots.iter_mut().map(|slot| set(slot, allowed)).sum::<usize>();
        said.push(if allowed { "allowed".to_owned() } else { "not allowed".to_owned() });
    }
    let rule = ShareRule {
        term: term.id.clone(),
        track,
        days: days.clone(),
        min: min.unwrap_or(0.0),
        max: max.unwrap_or(1.0),
    };
    if rule.min > 0.0 || rule.max < 1.0 {
        said.push(format!("share between {} and {}", rule.min, rule.max));
        count += days.len();
        world.share_rules.push(rule);
    }
    change(count, said.join(", "))
}

fn commodity(
    world: &mut World,
    term: &str,
    commodities: impl Iterator<Item = usize>,
    crossings: &[usize],
    cap: Option<f64>,
    days: Range<usize>,
) -> Change {
    let Some(tonnes_per_day) = cap else {
        return change(0, String::new());
    };
    let mut count = 0;
    for commodity in commodities {
        world.commodity_caps.push(CommodityCap {
            term: term.to_owned(),
            commodity,
            crossings: crossings.to_vec(),
            days: days.clone(),
            tonnes_per_day,
        });
        count += days.len();
    }
    let what = if tonnes_per_day == 0.0 {
        "refused".to_owned()
    } else {
        format!("at most {tonnes_per_day} t/day")
    };
    change(count, what)
}
