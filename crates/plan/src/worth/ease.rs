//! Whether a world is no harder than another: every plan of the other is one of
//! its own, or can be driven in it with less.
//!
//! Exposure and strikes do not count: they change no plan, only what is at stake.

use safeconduct_model::world::{Road, ShareRule, World};

/// Whether whatever reaches people in `b` can reach them in `a`, both of one
/// scenario.
///
/// Losses may be lower: then less is sent for the same to arrive, and no limit
/// is used more. Only shares of tracks, which count what leaves, could suffer.
pub fn no_harder(a: &World, b: &World) -> bool {
    let shares = a.share_rules.is_empty();
    a.days == b.days
        && a.population == b.population
        && a.groups == b.groups
        && each(&a.crossing_trucks, &b.crossing_trucks, |a, b| no_less(*a, *b))
        && each(&a.people_per_day, &b.people_per_day, |a, b| no_less(*a, *b))
        && each(&a.fleet_fuel_l, &b.fleet_fuel_l, |a, b| no_less(*a, *b))
        && each(&a.fleet_trucks, &b.fleet_trucks, |a, b| a >= b)
        && each(&a.track_allowed, &b.track_allowed, |a, b| *a || !b)
        && each(&a.hand_out_allowed, &b.hand_out_allowed, |a, b| *a || !b)
        && each(&a.roads, &b.roads, |a, b| road(a, b, shares))
        && rules(a, b)
}

fn each<T>(a: &[Vec<T>], b: &[Vec<T>], holds: impl Fn(&T, &T) -> bool) -> bool {
    a.len() == b.len()
        && a.iter()
            .zip(b)
            .all(|(a, b)| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| holds(a, b)))
}

fn no_less(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(a), Some(b)) => a >= b,
    }
}

fn road(a: &Road, b: &Road, shares: bool) -> bool {
    let closed = b.trucks == Some(0.0) || b.tracks == 0;
    let lost = if shares { a.loss.total() <= b.loss.total() } else { a.loss == b.loss };
    closed || (no_less(a.trucks, b.trucks) && b.tracks & !a.tracks == 0 && lost)
}

/// Every rule of `a` is kept by whoever keeps those of `b`.
fn rules(a: &World, b: &World) -> bool {
    let share = |r: &ShareRule, s: &ShareRule| {
        r.track == s.track && r.days == s.days && r.min <= s.min && r.max >= s.max
    };
    a.share_rules.iter().all(|r| b.share_rules.iter().any(|s| share(r, s)))
        && a.entry_caps.iter().all(|r| {
            b.entry_caps.iter().any(|s| {
                r.crossings == s.crossings
                    && r.days == s.days
                    && r.trucks_per_day >= s.trucks_per_day
            })
        })
        && a.centre_rules
            .iter()
            .all(|r| b.centre_rules.iter().any(|s| r.days == s.days && r.at_most >= s.at_most))
        && a.commodity_caps.iter().all(|r| {
            b.commodity_caps.iter().any(|s| {
                r.commodity == s.commodity
                    && r.crossings == s.crossings
                    && r.days == s.days
                    && r.tonnes_per_day >= s.tonnes_per_day
            })
        })
        && a.floors.iter().all(|r| {
            let same = |s: &safeconduct_model::world::Floor| {
                r.group == s.group && r.days == s.days && r.coverage <= s.coverage
            };
            b.floors.iter().any(same)
        })
}
