//! What each target promises in the mean: the value that comes to it times the
//! share lost if it is struck.

use super::mix::Mix;
use super::roads::Roads;
use super::{Sizes, Table};

/// Loot in the mean, USD.
#[derive(Debug)]
pub struct Loot {
    /// By target: mean over the horizon.
    pub usual: Vec<f64>,
    /// By day and target.
    pub expected: Vec<f64>,
    /// By day: value that leaves anywhere.
    pub cargo: Vec<f64>,
}

/// The loot of a mix.
pub fn loot(table: &Table, mix: &Mix, roads: &Roads, value: &[f64], size: Sizes) -> Loot {
    let targets = roads.targets.len();
    let mut loot = Loot {
        usual: vec![0.0; targets],
        expected: vec![0.0; size.days * targets],
        cargo: vec![0.0; size.days],
    };
    for day in 0..size.days {
        let today = &mut loot.expected[day * targets..(day + 1) * targets];
        let losses = &roads.loss[day * size.segments..][..size.segments];
        for (at, lane) in table.lanes.iter().enumerate() {
            for way in lane.ways.clone() {
                let due = mix.due(day, at).iter().zip(mix.share(day, way)).zip(value);
                let worth: f64 = due.map(|((due, share), usd)| *due as f64 * share * usd).sum();
                if worth > 0.0 {
                    loot.cargo[day] += worth;
                    let noun = &table.ways[way];
                    let exposure = &roads.exposure[day * size.segments..][..size.segments];
                    let steps = &roads.steps[noun.steps.clone()];
                    Loot::expose(worth, (noun.origin, steps), losses, (exposure, roads), today);
                }
            }
        }
        loot.usual.iter_mut().zip(today).for_each(|(sum, day)| *sum += *day / size.days as f64);
    }
    loot
}

impl Loot {
    /// Adds what targets on a way would bring of a value that leaves on it.
    pub fn expose(
        worth: f64,
        (origin, steps): (Option<usize>, &[super::Step]),
        losses: &[[f64; 3]],
        (exposure, roads): (&[f64], &Roads),
        into: &mut [f64],
    ) {
        let mut comes = worth;
        let site = |target: usize| roads.site_exposure[roads.target_site[target]];
        if let Some(target) = origin {
            into[target] += comes * site(target);
        }
        for step in steps {
            for target in [step.road, step.area].into_iter().flatten() {
                into[target] += comes * exposure[step.segment];
            }
            let [seized, eaten, refused] = losses[step.segment];
            comes *= 1.0 - (seized + eaten + refused);
            if let Some(target) = step.site {
                into[target] += comes * site(target);
            }
        }
    }
}
