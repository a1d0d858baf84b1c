//! A whole plan by price coordination.

use safeconduct_model::answer::Answer;
use safeconduct_model::check::bound::Aim;
use safeconduct_model::plan::Stage;

use super::{Coordinate, fill};
use crate::baseline;
use crate::clock::Clock;
use crate::planned::Planned;
use crate::setting::Setting;
use crate::settings::{Method, Settings};
use crate::write;

/// Gaps, and the stock rows (sites x commodities x periods) from which worlds are
/// planned here where no less is asked for.
///
/// Where 1 % is enough, worlds of 42, 61 and 100 sites took 8, 5 and 28 times as
/// long by the program. To the usual gap, which is proved here within 1 %, 61 sites
/// (3,416 rows) took it 14 s, and 121 (6,776 rows) more than 200 s for 3 s here.
const ROADS: [(f64, usize); 3] = [(0.01, 2_000), (1e-4, 5_000), (0.0, 20_000)];

/// Whether a world is planned here to this gap: it is large, or this is asked for, and
/// it has nothing that price coordination does not know.
pub fn suits(at: &Setting, method: Method, gap: f64) -> bool {
    let rows = at.sites() * at.commodities() * at.grid.len();
    match method {
        Method::Program => false,
        Method::Coordinate => knows(at),
        Method::BySize => {
            let enough = ROADS.iter().any(|&(least, from)| gap >= least && rows >= from);
            enough && knows(at)
        }
    }
}

/// Whether a world has nothing that price coordination does not know: drives
/// over several days, goods that perish, shares of tracks, a choice of centres,
/// floors, bounds on rations, other nutrients than energy.
fn knows(at: &Setting) -> bool {
    let world = at.world;
    at.same_day
        && (0..at.commodities()).all(|k| at.shelf_life(k).is_none() && at.energy_per_t(k) > 0.0)
        && world.share_rules.iter().all(|rule| rule.min <= 0.0 && rule.max >= 1.0)
        && world.centre_rules.is_empty()
        && world.floors.is_empty()
        && at.rations.is_empty()
        && at.nutrients.len() == 1
        && at.fair.len() == 1
}

/// Plans a world that suits; with the bounds that its stages were given.
pub fn plan<'w>(at: Setting<'w>, settings: &Settings, clock: &mut Clock) -> Planned<'w> {
    let (world, gamma) = (at.world, at.gamma);
    let mut work = Coordinate::new(at);
    let done = run(&mut work, settings.fair_rounds, clock);
    let book = work.settle_book();
    let mut plan = write::plan(&book, gamma, settings, Vec::new());
    plan.stages = stages(&work, &done);
    let bounds = work.certify(&mut plan);
    work.explain(&mut plan);
    if settings.baselines {
        clock.report("baselines", (0, work.field.chains.len()), 0.0, None);
        let open = vec![vec![true; world.days]; work.at.sites()];
        plan.baselines = baseline::all(world, &work.at.network, &open, gamma);
    }
    Planned { answer: Answer::Planned(Box::new(plan)), bounds }
}

/// A stage with the searches it took.
struct Done {
    aim: Aim,
    searches: usize,
    cut: bool,
}

/// All stages in their order; where the clock cuts one off, no other begins,
/// and what its levels leave is given to whoever it feeds.
fn run(work: &mut Coordinate, further: usize, clock: &mut Clock) -> Vec<Done> {
    let fair = work.fair(further, clock);
    let mut done = vec![Done { aim: Aim::Fair, searches: work.searches, cut: fair.cut }];
    if fair.cut {
        fill::repair(&mut work.field, f64::INFINITY);
        return done;
    }
    let mut since = work.searches;
    let total = work.total(clock);
    done.push(Done { aim: Aim::Total, searches: work.searches - since, cut: total.cut });
    if total.cut {
        return done;
    }
    let kept = work.kept();
    for aim in [Aim::Loss, Aim::Cost] {
        since = work.searches;
        if aim == Aim::Loss {
            work.loss(kept, clock);
        } else {
            work.cost(clock);
        }
        done.push(Done { aim, searches: work.searches - since, cut: clock.over() });
        if clock.over() {
            break;
        }
    }
    done
}

/// Stages for the record; values and bounds come with the certificate.
fn stages(work: &Coordinate, done: &[Done]) -> Vec<Stage> {
    let stage = |done: &Done| Stage {
        name: done.aim.name().to_owned(),
        value: 0.0,
        unit: done.aim.unit().to_owned(),
        bound: None,
        corridors: work.maker.corridors.len(),
        solves: done.searches,
        attack_sets: None,
        cut: done.cut,
    };
    done.iter().map(stage).collect()
}
