//! The restricted game: some corridors against some struck sets.
//!
//! > min Σ_l f_l W_l (less the value shipped, where the amount is decided)
//! > W_l >= Σ_P v x_P (1 - Π_{t in P∩S}(1-p_t))   for each set S of level l
//! > Σ_P x_P = amount (or at most it), Σ_{P∋e} x_P <= capacity of e
//!
//! A level is a number of strikes with the share of days on which it happens; a
//! whole Γ has one level, a fraction two. The solver keeps its basis as rows and
//! columns are added. Capacity rows are added when a plan exceeds them.

use std::collections::BTreeMap;

use highs::{Col, ColProblem, HighsModelStatus, Model, Row};

use super::linear::settle;
use super::network::Game;
use crate::error::PlanError;

/// A corridor in the game.
#[derive(Clone)]
pub struct Way {
    pub shipment: usize,
    pub arcs: Vec<usize>,
    /// Targets met, each once, in driving order.
    pub targets: Vec<usize>,
}

/// Corridors and struck sets with the last solution.
pub struct Master<'a> {
    game: &'a Game<'a>,
    /// The corridors.
    pub ways: Vec<Way>,
    /// The struck sets with their level.
    pub sets: Vec<(usize, Vec<usize>)>,
    /// Amount on each corridor.
    pub amounts: Vec<f64>,
    /// Worst loss W_l of each level as the program sees it.
    pub losses: Vec<f64>,
    /// How much the interceptor strikes each set: sums to f_l over a level.
    pub strikes: Vec<f64>,
    /// What one unit more of each shipment would cost.
    pub units: Vec<f64>,
    /// Price z_e of each arc's capacity.
    pub prices: Vec<f64>,
    levels: Vec<Col>,
    columns: Vec<Col>,
    shipped: Vec<Row>,
    /// Rows of the struck sets, with their position in the solver.
    rows: Vec<(Row, usize)>,
    /// Rows of the capacities, by arc.
    limits: BTreeMap<usize, (Row, usize)>,
    model: Option<Model>,
}

impl<'a> Master<'a> {
    /// A game without corridors and struck sets; `limits` gives the most
    /// of each shipment, `shares` gives f_l.
    ///
    /// # Errors
    /// The solver refused it.
    pub fn new(game: &'a Game<'a>, limits: &[f64], shares: &[f64]) -> Result<Self, PlanError> {
        let mut model = Model::try_new(ColProblem::default()).map_err(refused)?;
        settle(&mut model);
        model.set_option("primal_feasibility_tolerance", 1e-9);
        model.set_option("dual_feasibility_tolerance", 1e-9);
        let mut levels = Vec::new();
        for &share in shares {
            levels.push(model.try_add_column(share, f64::NEG_INFINITY.., []).map_err(refused)?);
        }
        let mut shipped = Vec::new();
        for &limit in limits {
            let low = if game.decided { 0.0 } else { limit };
            shipped.push(model.try_add_row(low..=limit, []).map_err(refused)?);
        }
        Ok(Self {
            game,
            ways: Vec::new(),
            sets: Vec::new(),
            amounts: Vec::new(),
            losses: Vec::new(),
            strikes: Vec::new(),
            units: Vec::new(),
            prices: vec![0.0; game.network.arcs().len()],
            levels,
            columns: Vec::new(),
            shipped,
            rows: Vec::new(),
            limits: BTreeMap::new(),
            model: Some(model),
        })
    }

    /// Adds a corridor, unless it is there or does not lead where it should.
    ///
    /// # Errors
    /// The solver refused it.
    pub fn corridor(&mut self, shipment: usize, arcs: Vec<usize>) -> Result<bool, PlanError> {
        let known = self.ways.iter().any(|way| way.shipment == shipment && way.arcs == arcs);
        if known || !self.game.leads(shipment, &arcs) {
            return Ok(false);
        }
        let targets = self.game.network.met(&arcs);
        let way = Way { shipment, arcs, targets };
        let mut factors = vec![(self.shipped[shipment], 1.0)];
        for ((_, set), &(row, _)) in self.sets.iter().zip(&self.rows) {
            let lost = self.lost(&way, set);
            if lost > 0.0 {
                factors.push((row, lost));
            }
        }
        for (arc, &(row, _)) in &self.limits {
            if way.arcs.contains(arc) {
                factors.push((row, 1.0));
            }
        }
        let cost = if self.game.decided { -self.game.shipments[shipment].value } else { 0.0 };
        if let Some(model) = &mut self.model {
            self.columns.push(model.try_add_column(cost, 0.0.., factors).map_err(refused)?);
        }
        self.ways.push(way);
        Ok(true)
    }

    /// Adds a struck set to a level, unless it is there.
    ///
    /// # Errors
    /// The solver refused it.
    pub fn strike(&mut self, level: usize, set: Vec<usize>) -> Result<bool, PlanError> {
        if self.sets.iter().any(|(other, there)| *other == level && *there == set) {
            return Ok(false);
        }
        let mut factors = vec![(self.levels[level], -1.0)];
        for (way, &column) in self.ways.iter().zip(&self.columns) {
            let lost = self.lost(way, &set);
            if lost > 0.0 {
                factors.push((column, lost));
            }
        }
        if let Some(model) = &mut self.model {
            let row = model.try_add_row(..=0.0, factors).map_err(refused)?;
            self.rows.push((row, model.num_rows() - 1));
        }
        self.sets.push((level, set));
        Ok(true)
    }

    /// Adds the capacity of an arc, unless it is there.
    ///
    /// # Errors
    /// The solver refused it.
    pub fn limit(&mut self, arc: usize) -> Result<bool, PlanError> {
        if self.limits.contains_key(&arc) {
            return Ok(false);
        }
        let over = self.ways.iter().zip(&self.columns).filter(|(way, _)| way.arcs.contains(&arc));
        let factors: Vec<(Col, f64)> = over.map(|(_, &column)| (column, 1.0)).collect();
        let capacity = self.game.network.arcs()[arc].capacity;
        if let Some(model) = &mut self.model {
            let row = model.try_add_row(..=capacity, factors).map_err(refused)?;
            self.limits.insert(arc, (row, model.num_rows() - 1));
        }
        Ok(true)
    }

    /// Solves; the solution stands in the public fields.
    ///
    /// # Errors
    /// The solver ended without an optimum.
    pub fn solve(&mut self) -> Result<(), PlanError> {
        let stage = "exact game";
        let Some(model) = self.model.take() else {
            return Err(PlanError::Solver { stage, status: HighsModelStatus::NotSet });
        };
        let solved = model.try_solve().map_err(refused)?;
        let (status, solution) = (solved.status(), solved.get_solution());
        self.model = Some(Model::from(solved));
        if status != HighsModelStatus::Optimal {
            return Err(PlanError::Solver { stage, status });
        }
        let (primal, dual) = (solution.columns(), solution.dual_rows());
        let levels = self.levels.len();
        self.losses = primal[..levels].to_vec();
        self.amounts = primal[levels..].iter().map(|amount| amount.max(0.0)).collect();
        // The rows of the shipments were the first.
        self.units = dual[..self.shipped.len()].to_vec();
        self.strikes = self.rows.iter().map(|&(_, place)| (-dual[place]).max(0.0)).collect();
        self.prices.fill(0.0);
        for (&arc, &(_, place)) in &self.limits {
            self.prices[arc] = (-dual[place]).max(0.0);
        }
        Ok(())
    }

    /// Value that a unit on a corridor loses to a struck set.
    fn lost(&self, way: &Way, set: &[usize]) -> f64 {
        let network = self.game.network;
        let met = way.targets.iter().filter(|target| set.contains(target));
        let left: f64 = met.map(|&target| 1.0 - network.loss(target)).product();
        self.game.shipments[way.shipment].value * (1.0 - left)
    }
}

fn refused(status: highs::HighsStatus) -> PlanError {
    PlanError::Refused { status }
}
