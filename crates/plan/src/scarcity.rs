//! Where interception and coverage settle, if each follows from the other.
//!
//! The scenario's curves say which loss belongs to which coverage; planning says
//! which coverage belongs to which loss (`response`). Going back and forth
//! from no coverage and from full coverage ends in the least and the greatest
//! state that agree with themselves, as long as less loss never means less
//! coverage (Tarski). That is said with every answer, not assumed: see
//! `docs/concepts/scarcity.md`.

use safeconduct_model::equilibrium::{CurveAt, Equilibria, Equilibrium, GoneAt, SCHEMA, ZoneAt};
use safeconduct_model::fingerprint::fingerprint;
use safeconduct_model::simulation::Scarcity;
use safeconduct_model::world::World;

use crate::error::PlanError;
use crate::settings::Settings;

mod response;

pub use response::{Response, respond};

/// Coverage counts as settled within this.
pub const TOLERANCE: f64 = 1e-3;

/// Equilibria farther apart than so many tolerances are two.
const APART: f64 = 10.0;

/// Plans made from one end before it is said that coverage did not settle.
const MOST_PLANS: u32 = 200;

/// The largest supply tried, as a share of the scenario's.
pub const MOST_SUPPLY: f64 = 64.0;

/// The supply at which the scarcer equilibrium is gone is told to this share.
const NEAR: f64 = 0.005;

/// The end that is set out from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Empty,
    Full,
}

/// A state that agrees with itself.
#[derive(Clone, Debug)]
struct State {
    /// Coverage by curve.
    coverage: Vec<f64>,
    /// What planning makes of it.
    response: Response,
    plans: u32,
    settled: bool,
    one_way: bool,
}

/// The equilibria of a world under the scarcity curves of its scenario, with this
/// share of its supply.
///
/// # Errors
/// The solver failed, or the time limit passed.
pub fn scarcity(world: &World, supply: f64, settings: &Settings) -> Result<Equilibria, PlanError> {
    let scenario = &world.scenario;
    let curves = &scenario.simulation.scarcity;
    let search = Search { world, curves, settings };
    let empty = search.settle(supply, End::Empty, &vec![0.0; curves.len()])?;
    let full = search.settle(supply, End::Full, &vec![1.0; curves.len()])?;
    let differ = apart(&empty, &full);
    let gone_at = if differ { Some(search.gone(supply, &empty)?) } else { None };
    let framework = world.framework.as_ref().and_then(|id| scenario.framework(id.as_str()));
    Ok(Equilibria {
        schema: SCHEMA.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        command: settings.command.clone(),
        scenario: scenario.name.clone(),
        framework: world.framework.clone(),
        input_sha256: fingerprint(scenario, framework),
        tolerance: TOLERANCE,
        supply,
        from_empty: search.noun(empty),
        from_full: search.noun(full),
        differ,
        gone_at,
    })
}

fn apart(a: &State, b: &State) -> bool {
    let far = |(a, b): (&f64, &f64)| (a - b).abs() > APART * TOLERANCE;
    a.coverage.iter().zip(&b.coverage).any(far)
}

struct Search<'w> {
    world: &'w World,
    curves: &'w [Scarcity],
    settings: &'w Settings,
}

impl Search<'_> {
    /// Goes back and forth between curves and plans until nothing moves.
    fn settle(&self, supply: f64, end: End, from: &[f64]) -> Result<State, PlanError> {
        let (mut coverage, mut plans, mut one_way) = (from.to_vec(), 0, true);
        loop {
            let response = respond(self.world, self.curves, &coverage, supply, self.settings)?;
            plans += 1;
            let next = response.by_curve.clone();
            let moved = |(a, b): (&f64, &f64)| (a - b).abs();
            let most = coverage.iter().zip(&next).map(moved).fold(0.0, f64::max);
            if most <= TOLERANCE || plans >= MOST_PLANS {
                let settled = most <= TOLERANCE;
                return Ok(State { coverage: next, response, plans, settled, one_way });
            }
            let back = |(a, b): (&f64, &f64)| match end {
                End::Empty => b < &(a - TOLERANCE),
                End::Full => b > &(a + TOLERANCE),
            };
            one_way &= !coverage.iter().zip(&next).any(back);
            let step = |(a, b): (&f64, &f64)| if one_way { *b } else { (a + b) / 2.0 };
            coverage = coverage.iter().zip(&next).map(step).collect();
        }
    }

    /// The supply at which the scarcer equilibrium is gone, by bisection: with
    /// more supply its coverage only rises, so each search sets out from the last.
    fn gone(&self, supply: f64, empty: &State) -> Result<GoneAt, PlanError> {
        let (mut still, mut scarce) = (supply, empty.coverage.clone());
        let mut gone: Option<(f64, State)> = None;
        loop {
            let next = match &gone {
                Some((above, _)) if above / still <= 1.0 + NEAR => break,
                Some((above, _)) => (above * still).sqrt(),
                None if still >= MOST_SUPPLY => break,
                None => (still * 2.0).min(MOST_SUPPLY),
            };
            let empty = self.settle(next, End::Empty, &scarce)?;
            let full = self.settle(next, End::Full, &vec![1.0; self.curves.len()])?;
            if apart(&empty, &full) {
                (still, scarce) = (next, empty.coverage);
            } else {
                gone = Some((next, full));
            }
        }
        let enters = gone.as_ref().map(|(_, state)| state.response.enters_t_per_day);
        Ok(GoneAt {
            still_at: still,
            gone_at: gone.map(|(at, _)| at),
            enters_t_per_day: enters,
            most_tried: MOST_SUPPLY,
        })
    }

    fn noun(&self, state: State) -> Equilibrium {
        let curve = |(curve, &coverage): (&Scarcity, &f64)| CurveAt {
            segments: curve.segments.clone(),
            areas: curve.areas.clone(),
            coverage,
            loss: curve.at(coverage),
        };
        let zones = self.world.scenario.zones.iter().zip(&state.response.by_zone);
        let zone = |(zone, &coverage): (&safeconduct_model::zone::Zone, &f64)| ZoneAt {
            zone: zone.id.clone(),
            coverage,
        };
        Equilibrium {
            curves: self.curves.iter().zip(&state.coverage).map(curve).collect(),
            coverage: state.response.coverage,
            zones: zones.map(zone).collect(),
            people_days: state.response.people_days,
            enters_t_per_day: state.response.enters_t_per_day,
            plans: state.plans,
            settled: state.settled,
            one_way: state.one_way,
        }
    }
}
