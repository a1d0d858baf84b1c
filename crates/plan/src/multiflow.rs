//! Many loads on one network at least cost, by generating corridors.
//!
//! > min Σ_P c_P x_P,  Σ_{P of load l} x_P = amount of l,
//! > Σ_{P∋a} x_P <= capacity of lane a and of whatever lanes share
//!
//! The planner's way of solving on a plain network, without days, people or
//! terms, so that it can be held against published flow problems: corridors are
//! priced on the network itself, capacities enter the program when a solution
//! exceeds them, prices are smoothed, and the bound that ends the search is
//! Σ_l amount_l (shortest way at the prices) - Σ capacity x price, which any
//! non-negative prices give.

mod master;
mod problem;
mod search;

pub use problem::{Lane, Load, Problem};

use crate::error::PlanError;
use master::Master;
use search::{Prices, Search};

/// How much the prices of the best bound count beside those of the last solution.
const SMOOTHING: f64 = 0.5;

/// Corridors found for one load in one round, at most.
const WAYS_A_ROUND: usize = 24;

/// How many times dearer not to deliver may become before it is held to be impossible.
const DEAREST: f64 = 1e9;

/// A mix of corridors and what it is proved against.
#[derive(Clone, Debug)]
pub struct Mix {
    /// Cost of the mix.
    pub value: f64,
    /// No mix costs less.
    pub bound: f64,
    /// Corridors used.
    pub ways: Vec<Way>,
    /// Programs solved.
    pub solves: usize,
    /// Corridors generated.
    pub columns: usize,
    /// Loads and capacities in the last program.
    pub rows: usize,
}

/// A corridor of a load with what it carries.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// Position of the load.
    pub load: usize,
    /// Positions of its lanes, in driving order.
    pub lanes: Vec<usize>,
    /// Amount on it.
    pub amount: f64,
}

/// Why there is no mix.
#[derive(Debug, thiserror::Error)]
pub enum FlowError {
    /// A lane names a load or place that is not there, or a number makes no sense.
    #[error("lane {0} makes no sense")]
    Lane(usize),
    /// A load that no lanes lead to its end, or that capacities do not let through.
    #[error("load {0} cannot be delivered")]
    Undeliverable(usize),
    /// The solver failed.
    #[error(transparent)]
    Solver(#[from] PlanError),
}

/// The cheapest mix, with a gap to its bound of at most this share.
///
/// # Errors
/// See [`FlowError`].
pub fn cheapest(problem: &Problem, gap: f64) -> Result<Mix, FlowError> {
    problem.check()?;
    let search = Search::of(problem);
    let mut best = Prices::zero(problem);
    let mut bound = f64::NEG_INFINITY;
    let mut master = Master::new(problem, dearest(problem, &search, &best)?)?;
    for load in 0..problem.loads.len() {
        for lanes in search.fill(load, &best, WAYS_A_ROUND).ways {
            master.way(load, lanes)?;
        }
    }
    loop {
        master.solve_within_capacities()?;
        let last = master.prices();
        let value = master.value;
        let close = |bound: f64| value - bound <= gap * value.abs().max(1.0);
        let mut added = 0;
        for smooth in [SMOOTHING, 0.0] {
            let prices = best.mixed(&last, smooth);
            let (low, new) = price(problem, &search, &prices, &mut master)?;
            added += new;
            if low > bound {
                (bound, best) = (low, prices);
            }
            if added > 0 || (close(bound) && master.short().is_none()) {
                break;
            }
        }
        if master.short().is_none() && (close(bound) || added == 0) {
            return Ok(master.mix(bound));
        }
        if added == 0 {
            dearer(problem, &mut master)?;
        }
    }
}

/// Twice the dearest of the cheapest ways: more than a first solution pays.
fn dearest(problem: &Problem, search: &Search, free: &Prices) -> Result<f64, FlowError> {
    let mut most: f64 = 1.0;
    for load in 0..problem.loads.len() {
        let Some(far) = search.nearest(load, free) else {
            return Err(FlowError::Undeliverable(load));
        };
        most = most.max(far);
    }
    Ok(2.0 * most)
}

/// Corridors that would improve the last solution, and the bound at the prices.
fn price(
    problem: &Problem,
    search: &Search,
    prices: &Prices,
    master: &mut Master,
) -> Result<(f64, usize), FlowError> {
    let (mut bound, mut added) = (-prices.paid(problem), 0);
    for (position, load) in problem.loads.iter().enumerate() {
        let found = search.fill(position, prices, WAYS_A_ROUND);
        bound += load.amount * found.nearest;
        for lanes in found.ways {
            if master.improves(position, &lanes) {
                added += usize::from(master.way(position, lanes)?);
            }
        }
    }
    Ok((bound, added))
}

/// Makes it dearer not to deliver.
fn dearer(problem: &Problem, master: &mut Master) -> Result<(), FlowError> {
    if let Some(load) = master.short()
        && master.penalty > DEAREST * (1.0 + problem.dearest_lane())
    {
        return Err(FlowError::Undeliverable(load));
    }
    master.dearer(10.0);
    Ok(())
}
