//! A whole plan by price coordination.

use safeconduct_model::answer::Answer;
use safeconduct_model::plan::{Claims, Stage};

use super::Coordinate;
use crate::baseline;
use crate::clock::Clock;
use crate::program::USD_PER_TRUCK_KM;
use crate::setting::Setting;
use crate::settings::{Method, Settings};
use crate::write;

/// Stock rows (sites x commodities x periods) from which one linear program
/// is no longer the quicker road.
const LARGE: usize = 60_000;

/// Whether a world is planned here: it is large, or this is asked for, and it
/// has nothing that price coordination does not know.
pub fn suits(at: &Setting, method: Method) -> bool {
    let rows = at.sites() * at.commodities() * at.grid.len();
    match method {
        Method::Program => false,
        Method::Coordinate => knows(at),
        Method::BySize => rows >= LARGE && knows(at),
    }
}

/// Whether a world has nothing that price coordination does not know: drives
/// over several days, goods that perish, shares of tracks, a choice of centres,
/// floors, other nutrients than energy.
fn knows(at: &Setting) -> bool {
    let world = at.world;
    at.same_day
        && (0..at.commodities()).all(|k| at.shelf_life(k).is_none() && at.energy_per_t(k) > 0.0)
        && world.share_rules.iter().all(|rule| rule.min <= 0.0 && rule.max >= 1.0)
        && world.centre_rules.is_empty()
        && world.floors.is_empty()
        && at.nutrients.len() == 1
        && at.fair.len() == 1
}

/// Plans a world that suits.
pub fn plan(at: Setting, settings: &Settings, clock: &mut Clock) -> Answer {
    let (world, gamma) = (at.world, at.gamma);
    let mut work = Coordinate::new(at);
    let done = run(&mut work, clock);
    let book = work.settle_book();
    let mut plan = write::plan(&book, gamma, settings, Vec::new());
    plan.stages = stages(&work, &done, &plan.claims);
    if settings.baselines {
        clock.report("baselines", (0, work.field.chains.len()), 0.0, None);
        let open = vec![vec![true; world.days]; work.at.sites()];
        plan.baselines = baseline::all(world, &work.at.network, &open, gamma);
    }
    Answer::Planned(Box::new(plan))
}

/// A stage with the searches it took.
struct Done {
    name: &'static str,
    searches: usize,
}

/// All stages in their order.
fn run(work: &mut Coordinate, clock: &mut Clock) -> Vec<Done> {
    let mut done: Vec<Done> = Vec::new();
    let mut since = 0;
    let mut note = |work: &Coordinate, name| {
        let searches = work.searches - since;
        since = work.searches;
        done.push(Done { name, searches });
    };
    let fair = work.fair(clock);
    note(work, "fair");
    work.total(fair.value, clock);
    note(work, "total");
    let kept = work.kept();
    work.loss(kept, clock);
    note(work, "loss");
    work.cost(kept, clock);
    note(work, "cost");
    done
}

/// Stages for the record.
fn stages(work: &Coordinate, done: &[Done], claims: &Claims) -> Vec<Stage> {
    let stage = |done: &Done| {
        // What was written down in grams, after the last stage.
        let (value, unit) = match done.name {
            "fair" => (claims.least_coverage, "share"),
            "total" => (claims.people_days, "people-days"),
            "loss" => (claims.worst_case_usd + claims.loss.value_usd, "USD"),
            _ => (claims.purchase_usd + claims.truck_km * USD_PER_TRUCK_KM, "USD"),
        };
        Stage {
            name: done.name.to_owned(),
            value,
            unit: unit.to_owned(),
            // A bound in a plan needs a certificate, which is not written here yet.
            bound: None,
            corridors: work.maker.corridors.len(),
            solves: done.searches,
            attack_sets: None,
            cut: false,
        }
    };
    done.iter().map(stage).collect()
}
