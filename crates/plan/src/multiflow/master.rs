//! The restricted program: corridors that were found, capacities that matter.

use std::collections::{BTreeMap, HashSet};

use highs::{Col, ColProblem, HighsModelStatus, Model, Row, Sense};

use super::problem::Problem;
use super::search::Prices;
use super::{Mix, Way};
use crate::error::PlanError;

/// Reduced cost below which a corridor is worth adding, as a share of the price
/// of its load.
const WORTH: f64 = 1e-9;

/// How far a capacity may be exceeded before it enters the program, as a share.
const EXCEEDED: f64 = 1e-9;

/// A capacity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Limit {
    Own(usize),
    Shared(usize),
}

/// A corridor in the program.
struct Known {
    load: usize,
    lanes: Vec<usize>,
    column: Col,
}

/// The program with its last solution.
pub struct Master<'p> {
    problem: &'p Problem,
    model: Option<Model>,
    loads: Vec<Row>,
    short: Vec<Col>,
    /// Cost of a unit not delivered.
    pub penalty: f64,
    ways: Vec<Known>,
    known: HashSet<(usize, Vec<usize>)>,
    limits: BTreeMap<Limit, (Row, usize)>,
    primal: Vec<f64>,
    dual: Vec<f64>,
    /// Cost of the last solution.
    pub value: f64,
    solves: usize,
}

impl<'p> Master<'p> {
    /// A program in which nothing is delivered yet.
    pub fn new(problem: &'p Problem, penalty: f64) -> Result<Self, PlanError> {
        let mut model = Model::try_new(ColProblem::default()).map_err(refused)?;
        model.set_sense(Sense::Minimise);
        // One thread and a fixed seed: the answer must not depend on the machine.
        model.set_option("threads", 1);
        model.set_option("parallel", "off");
        model.set_option("random_seed", 0);
        model.set_option("primal_feasibility_tolerance", 1e-9);
        model.set_option("dual_feasibility_tolerance", 1e-9);
        let (mut loads, mut short) = (Vec::new(), Vec::new());
        for load in &problem.loads {
            let row = model.try_add_row(load.amount..=load.amount, []).map_err(refused)?;
            short.push(model.try_add_column(penalty, 0.0.., [(row, 1.0)]).map_err(refused)?);
            loads.push(row);
        }
        Ok(Self {
            problem,
            model: Some(model),
            loads,
            short,
            penalty,
            ways: Vec::new(),
            known: HashSet::new(),
            limits: BTreeMap::new(),
            primal: Vec::new(),
            dual: Vec::new(),
            value: 0.0,
            solves: 0,
        })
    }

    /// Adds a corridor; whether it is new.
    pub fn way(&mut self, load: usize, lanes: Vec<usize>) -> Result<bool, PlanError> {
        if !self.known.insert((load, lanes.clone())) {
            return Ok(false);
        }
        let mut factors = vec![(self.loads[load], 1.0)];
        for (limit, times) in met(self.problem, &lanes) {
            factors.extend(self.limits.get(&limit).map(|&(row, _)| (row, times)));
        }
        let cost = lanes.iter().map(|&lane| self.problem.lanes[lane].cost).sum();
        if let Some(model) = &mut self.model {
            let column = model.try_add_column(cost, 0.0.., factors).map_err(refused)?;
            self.ways.push(Known { load, lanes, column });
        }
        Ok(true)
    }

    /// Solves, adding capacities until none is exceeded.
    pub fn solve_within_capacities(&mut self) -> Result<(), PlanError> {
        loop {
            self.solve()?;
            let exceeded = self.exceeded();
            if exceeded.is_empty() {
                return Ok(());
            }
            for (limit, most) in exceeded {
                let factors = self.over(limit);
                if let Some(model) = &mut self.model {
                    let row = model.try_add_row(..=most, factors).map_err(refused)?;
                    self.limits.insert(limit, (row, model.num_rows() - 1));
                }
            }
        }
    }

    /// How often each corridor uses a capacity.
    fn over(&self, limit: Limit) -> Vec<(Col, f64)> {
        let times = |way: &Known| Some((way.column, *met(self.problem, &way.lanes).get(&limit)?));
        self.ways.iter().filter_map(times).collect()
    }

    fn solve(&mut self) -> Result<(), PlanError> {
        let stage = "flow of many loads";
        let Some(model) = self.model.take() else {
            return Err(PlanError::Solver { stage, status: HighsModelStatus::NotSet });
        };
        let solved = model.try_solve().map_err(refused)?;
        let (status, value) = (solved.status(), solved.objective_value());
        let solution = solved.get_solution();
        self.model = Some(Model::from(solved));
        if status != HighsModelStatus::Optimal {
            return Err(PlanError::Solver { stage, status });
        }
        self.primal = solution.columns().to_vec();
        self.dual = solution.dual_rows().to_vec();
        self.value = value;
        self.solves += 1;
        Ok(())
    }

    /// Amount of each corridor; they stand behind the columns of what is short.
    fn amounts(&self) -> impl Iterator<Item = (&Known, f64)> {
        let amounts = self.primal.iter().skip(self.short.len()).map(|a| a.max(0.0));
        self.ways.iter().zip(amounts)
    }

    /// Capacities not in the program that the last solution exceeds.
    fn exceeded(&self) -> Vec<(Limit, f64)> {
        let mut own = vec![0.0; self.problem.lanes.len()];
        let mut shared = vec![0.0; self.problem.shared.len()];
        for (way, amount) in self.amounts().filter(|(_, amount)| *amount > 0.0) {
            for &lane in &way.lanes {
                own[lane] += amount;
                if let Some(s) = self.problem.lanes[lane].shared {
                    shared[s] += amount;
                }
            }
        }
        let most = self.problem.lanes.iter().map(|lane| lane.most);
        let own = own.into_iter().zip(most).enumerate().map(|(n, pair)| (Limit::Own(n), pair));
        let most = self.problem.shared.iter().copied();
        let shared =
            shared.into_iter().zip(most).enumerate().map(|(n, pair)| (Limit::Shared(n), pair));
        own.chain(shared)
            .filter(|(_, (used, most))| *used > most * (1.0 + EXCEEDED) + EXCEEDED)
            .filter(|(limit, _)| !self.limits.contains_key(limit))
            .map(|(limit, (_, most))| (limit, most))
            .collect()
    }

    /// Prices of the last solution.
    pub fn prices(&self) -> Prices {
        let mut prices = Prices::zero(self.problem);
        for (limit, &(_, position)) in &self.limits {
            let price = (-self.dual[position]).max(0.0);
            match *limit {
                Limit::Own(lane) => prices.own[lane] = price,
                Limit::Shared(s) => prices.shared[s] = price,
            }
        }
        prices
    }

    /// Whether a corridor would improve the last solution.
    pub fn improves(&self, load: usize, lanes: &[usize]) -> bool {
        // The rows of the loads were the first.
        let worth = self.dual[load];
        let cost: f64 = lanes.iter().map(|&lane| self.problem.lanes[lane].cost).sum();
        let paid = |(limit, times)| {
            let position = self.limits.get(&limit).map(|&(_, position)| position);
            position.map_or(0.0, |p| times * (-self.dual[p]).max(0.0))
        };
        let paid: f64 = met(self.problem, lanes).into_iter().map(paid).sum();
        cost + paid - worth < -WORTH * worth.abs().max(1.0)
    }

    /// A load of which some is not delivered.
    pub fn short(&self) -> Option<usize> {
        let short = self.primal.iter().take(self.short.len());
        short
            .zip(&self.problem.loads)
            .position(|(short, load)| *short > 1e-9 * load.amount.max(1.0))
    }

    /// Makes it so many times dearer not to deliver.
    pub fn dearer(&mut self, times: f64) {
        self.penalty *= times;
        if let Some(model) = &mut self.model {
            for &column in &self.short {
                model.change_column_cost(column, self.penalty);
            }
        }
    }

    /// The last solution.
    pub fn mix(&self, bound: f64) -> Mix {
        let used = self.amounts().filter(|(_, amount)| *amount > 0.0);
        let ways = used
            .map(|(way, amount)| Way { load: way.load, lanes: way.lanes.clone(), amount })
            .collect();
        Mix {
            value: self.value,
            bound,
            ways,
            solves: self.solves,
            columns: self.ways.len(),
            rows: self.loads.len() + self.limits.len(),
        }
    }
}

/// The capacities that a corridor uses, with how often: lanes of one load may
/// share one.
fn met(problem: &Problem, lanes: &[usize]) -> BTreeMap<Limit, f64> {
    let mut met = BTreeMap::new();
    for &lane in lanes {
        let shared = problem.lanes[lane].shared.map(Limit::Shared);
        for limit in std::iter::once(Limit::Own(lane)).chain(shared) {
            *met.entry(limit).or_default() += 1.0;
        }
    }
    met
}

fn refused(status: highs::HighsStatus) -> PlanError {
    PlanError::Refused { status }
}
