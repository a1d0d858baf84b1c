//! Stages by price coordination.

use std::time::Instant;

use super::{Coordinate, fill};
use crate::setting::Setting;
use safeconduct_model::world::World;

/// Runs the method and prints what happens: for measuring.
pub fn probe(world: &World, gamma: u32, rounds: usize, sweeps: usize) {
    let begun = Instant::now();
    let mut work = Coordinate::new(Setting::of(world, gamma));
    eprintln!(
        "{} sites {} segments {} demands {} periods, same day {}, {:?}",
        work.at.sites(), world.roads.len(), work.at.demands.len(), work.at.grid.len(), work.at.same_day, begun.elapsed()
    );
    let total = std::env::var("STAGE").is_ok_and(|t| t == "total");
    let need: f64 = work.field.bins.iter().map(|b| b.need).sum();
    let mut best = 1.0_f64;
    let knob = |name: &str, or: f64| std::env::var(name).ok().and_then(|t| t.parse().ok()).unwrap_or(or);
    let (parts, pace, early) = (knob("PARTS", 8.0) as usize, knob("PACE", 1.0), knob("EARLY", 4.0) as usize);
    let periods = work.at.grid.len();
    let mut searching = 0.0;
    let mut searches = 0;
    let mut sweeping = 0.0;
    for round in 0..rounds {
        let level = |work: &mut Coordinate, best: f64| {
            let theta = if total { work.field.reward = 1.0; 0.0 } else { best * (1.0 - knob("BELOW", 0.003)) };
            for window in work.field.windows.iter_mut().filter(|w| w.common) {
                window.target = theta;
            }
            theta
        };
        let parts = if round < early { (parts >> (round / knob("HALVE", 2.0) as usize)).max(knob("LEAST", 1.0) as usize) } else { 1 };
        let t = Instant::now();
        work.live = false;
        let (offered, mut added) = work.search((0, parts));
        searching += t.elapsed().as_secs_f64();
        let multipliers: f64 = work.field.windows.iter().map(|w| w.multiplier()).sum();
        let bound = if round == 0 { 1.0 } else if total { offered.bound(&work.field) / need } else if multipliers > 0.0 { offered.bound(&work.field) / multipliers } else { 1.0 };
        best = best.min(bound);
        let raw = work.field.amount.iter().sum::<f64>() / need;
        if round == 0 {
            work.field.initial_shift = knob("S0", 0.0);
        }
        let mut theta = level(&mut work, best);
        work.live = true;
        searches += parts;
        for part in 0..parts {
            if part > 0 {
                let t = Instant::now();
                added += work.search((part, parts)).1;
                searching += t.elapsed().as_secs_f64();
            }
            let t = Instant::now();
            work.field.sweep(periods, (part, parts));
            sweeping += t.elapsed().as_secs_f64();
            level(&mut work, best);
        }
        for _ in 0..sweeps {
            theta = level(&mut work, best);
            let t = Instant::now();
            work.field.sweep(periods, (0, 1));
            sweeping += t.elapsed().as_secs_f64();
            work.field.update(pace);
        }
        work.field.prune(knob("MARGIN", 0.3));
        let over = work.field.used.iter().copied().fold(0.0, f64::max);
        let short = work.field.windows.iter().map(|w| w.target - w.covered).fold(0.0, f64::max);
        let low = work.field.windows.iter().map(|w| w.covered).fold(1.0, f64::min);
        if round % 5 == 4 || round + 1 == rounds || (total && round > 5 && best < 0.0) {
            let kept = (work.field.amount.clone(), work.field.used.clone());
            fill::repair(&mut work.field);
            let level = if total { work.field.amount.iter().sum::<f64>() / need } else { work.field.windows.iter().map(|w| w.covered).fold(1.0, f64::min) };
            work.field.amount = kept.0;
            work.field.recount();
            eprintln!("   repaired level {level:.5} against {best:.5}: gap {:.4}", (best - level) / level);
        eprintln!(
            "{round}: raw {raw:.4} +{added} of {} bound {bound:.5} best {best:.5} theta {theta:.5} low {low:.5} over {over:.4} short {short:.5} searching {searching:.3} ({searches}) sweeping {sweeping:.2} all {:?}",
            work.field.chains.len(), begun.elapsed()
        );
        }
    }
}
