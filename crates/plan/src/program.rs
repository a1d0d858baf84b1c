//! The linear program: limits as rows, flows and meals as columns.
//!
//! Units: tonnes for mass, thousand person-days for nutrition, thousand USD
//! for value. Flow columns are generated; all others stand from the start.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

mod column;
mod flow;
mod key;
mod lp;
mod row;
mod solver;
mod sweep;
mod table;
mod worker;
mod worst;

pub use column::FLOORS_AT_MOST;
use column::Meal;
pub use flow::{Flow, Lane, USD_PER_TRUCK_KM, ends, entries as flow_entries};
pub use key::Key;
pub use lp::Lp;
pub use table::{Entries, Table};
pub use worker::Until;
pub use worst::{Set, Worst, sizes};

use crate::corridor::Corridor;
use crate::setting::Setting;

/// What a column that is no flow stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Var {
    /// Bought under supply row r in period p.
    Bought(usize, usize),
    /// Stock (s, k, p) at the end of the period.
    Stock(usize, usize, usize),
    /// Handed out (s, g, k, p), in units of the site's row.
    HandedOut(usize, usize, usize, usize),
    /// Handed out and eaten at once (s, g, k, p), in units of the site's row.
    Served(usize, usize, usize, usize),
    /// Kept by households (g, k, p), in units of the household's row.
    Kept(usize, usize, usize),
    /// Eaten (g, k, p), in units of the household's row.
    Eaten(usize, usize, usize),
    /// Rations given (g, p), thousands.
    Rations(usize, usize),
    /// Nutrient met (g, n, p), thousand person-days.
    Met(usize, usize, usize),
    /// A demand's own level (g).
    Level(usize),
    /// Lets a demand's level leave the common one (g).
    Released(usize),
    /// The common level θ.
    Theta,
    /// People-days met, thousands.
    Total,
    /// Worst case plus expected loss, thousand USD.
    Loss,
    /// Purchases plus truck-kilometres, thousand USD.
    Cost,
    /// Share of the floors kept.
    Floors,
    /// Centre s open under rule i.
    Open(usize, usize),
    /// ω: the worst case, thousand USD.
    Worst,
    /// Slack of the additive bound.
    Spare,
    /// ζ of period p (of the horizon: 0).
    Zeta(usize),
    /// ξ of target t in period p.
    Xi(usize, usize),
    /// α: taken on a day of period p by the worst set of so many targets (0
    /// stands for any number, over a horizon).
    Taken(usize, usize),
    /// λ: what a strike is worth, over a horizon.
    Strike,
    /// 1 - δ: share of the levels and the total kept, on the frontier.
    Scale,
}

/// What a stage reached and the next ones keep.
#[derive(Clone, Copy, Debug)]
enum Kept {
    AtLeast(f64),
    AtMost(f64),
}

/// The program with its columns by meaning.
pub struct Program<'w> {
    /// What it was built from.
    pub at: Setting<'w>,
    /// The program in the solver's hands.
    pub lp: Lp,
    /// Columns that are no flows.
    pub vars: BTreeMap<Var, usize>,
    /// Corridors that any flow uses.
    pub corridors: Vec<Corridor>,
    /// Flow columns.
    pub flows: Vec<Flow>,
    /// How the worst case is held.
    pub worst: Worst,
    /// Whether the fair stage goes on from the last basis in place of presolving.
    pub warm: bool,
    kept: BTreeMap<Var, Kept>,
    corridor_of: FxHashMap<Corridor, usize>,
    flow_of: FxHashMap<(usize, usize, usize, usize), usize>,
}

impl<'w> Program<'w> {
    /// Builds rows and standing columns, and the quickest corridor of every
    /// lane as the first flows.
    pub fn build(at: Setting<'w>) -> Self {
        let mut draft = table::Table::default();
        row::add(&mut draft, &at);
        let vars = column::add(&mut draft, &at);
        let first = flow::first(&at);
        let mut corridors = Vec::new();
        let mut corridor_of = FxHashMap::default();
        let mut flows = Vec::new();
        let mut flow_of = FxHashMap::default();
        for (corridor, fleet, commodity, period) in first {
            let Some(entries) = flow::entries(&at, &corridor, fleet, commodity, period) else {
                continue;
            };
            let corridor = *corridor_of.entry(corridor).or_insert_with_key(|c: &Corridor| {
                corridors.push(c.clone());
                corridors.len() - 1
            });
            let column = draft.column(0.0, f64::INFINITY, &entries);
            flow_of.insert((corridor, fleet, commodity, period), flows.len());
            flows.push(Flow { corridor, fleet, commodity, period, column });
        }
        let lp = Lp::new(draft);
        let (worst, kept) = (Worst::default(), BTreeMap::new());
        Self { at, lp, vars, corridors, flows, worst, warm: false, kept, corridor_of, flow_of }
    }

    /// Adds a flow column unless it is there; whether it is new.
    pub fn add_flow(
        &mut self,
        corridor: &Corridor,
        fleet: usize,
        commodity: usize,
        period: usize,
    ) -> bool {
        let known = self.corridor_of.get(corridor).copied();
        if known.is_some_and(|c| self.flow_of.contains_key(&(c, fleet, commodity, period))) {
            return false;
        }
        if self.entries(corridor, fleet, commodity, period).is_none() {
            return false;
        }
        self.row_for(corridor, commodity, period);
        let entries = self.entries(corridor, fleet, commodity, period).unwrap_or_default();
        let corridor = known.unwrap_or_else(|| {
            self.corridors.push(corridor.clone());
            self.corridor_of.insert(corridor.clone(), self.corridors.len() - 1);
            self.corridors.len() - 1
        });
        let column = self.lp.column(&entries);
        self.flow_of.insert((corridor, fleet, commodity, period), self.flows.len());
        self.flows.push(Flow { corridor, fleet, commodity, period, column });
        true
    }

    /// Reduced cost of a flow column in the last solution; none if it cannot
    /// be driven.
    pub fn reduced_cost(
        &self,
        corridor: &Corridor,
        fleet: usize,
        commodity: usize,
        period: usize,
    ) -> Option<f64> {
        let entries = self.entries(corridor, fleet, commodity, period)?;
        Some(self.lp.reduced_cost(&entries))
    }

    /// Entries of a flow column; none if it cannot be driven.
    pub fn entries(
        &self,
        corridor: &Corridor,
        fleet: usize,
        commodity: usize,
        period: usize,
    ) -> Option<Entries> {
        let mut entries = flow::entries(&self.at, corridor, fleet, commodity, period)?;
        entries.extend(self.set_entries(corridor, commodity, period));
        Some(entries)
    }

    /// Tonnes of a flow over its period in the last solution.
    pub fn tonnes(&self, flow: &Flow) -> f64 {
        self.lp.value(flow.column)
    }

    /// Value at risk of a tonne, thousand USD.
    pub fn value_of(&self, commodity: usize) -> f64 {
        flow::value_of(&self.at, commodity)
    }

    /// What a tonne is worth at a site in the last solution, in units of the objective.
    pub fn worth_at(&self, site: usize, commodity: usize, period: usize) -> f64 {
        let larder = &self.at.larder;
        let price = self.lp.price(Key::Stock(site, larder.row(site, commodity), period));
        -price * larder.units(site, commodity)
    }

    /// What a tonne is worth to a demand that has it at home.
    pub fn worth_home(&self, g: usize, commodity: usize, period: usize) -> f64 {
        if !self.at.larder.direct(g, commodity) {
            let larder = &self.at.larder;
            let price = self.lp.price(Key::Household(g, larder.home(commodity), period));
            return -price * larder.home_units(commodity);
        }
        let nutrients = 0..self.at.nutrients.len();
        let worth = |n: usize| self.at.met_per_t(n, commodity) * self.worth_met(g, n, period);
        nutrients.map(worth).sum::<f64>() + self.worth_in_rations(g, commodity, period)
    }

    /// What a tonne eaten is worth to the bounds on rations; below zero where
    /// there is too much of it.
    fn worth_in_rations(&self, g: usize, commodity: usize, period: usize) -> f64 {
        let counted = self.at.rations.iter().enumerate().filter(|(_, r)| r.counts[commodity]);
        let price = |b: usize| {
            let keys = [Key::RationLeast(b, g, period), Key::RationMost(b, g, period)];
            keys.map(|key| self.lp.price(key)).iter().sum::<f64>()
        };
        counted.map(|(b, _)| price(b)).sum()
    }

    /// What a thousand person-days of a nutrient met are worth.
    pub fn worth_met(&self, g: usize, n: usize, period: usize) -> f64 {
        if self.lp.table.has(Key::Met(g, n, period)) {
            return self.lp.price(Key::Met(g, n, period)).abs();
        }
        match column::meal(&self.at, g, period) {
            Some(Meal::Kept(k)) => -self.lp.price(Key::Household(g, k, period)),
            Some(Meal::Served(s, k)) => -self.lp.price(Key::Stock(s, k, period)),
            None => 0.0,
        }
    }

    /// The value of a variable in the last solution; zero where there is none.
    pub fn value(&self, var: Var) -> f64 {
        self.vars.get(&var).map_or(0.0, |&column| self.lp.value(column))
    }

    /// What a variable is kept at from below; zero where there is none.
    pub fn least(&self, var: Var) -> f64 {
        let column = self.vars.get(&var).and_then(|&c| self.lp.table.columns.get(c));
        column.map_or(0.0, |column| column.low)
    }

    /// Sets the bounds of a variable, if the program has it.
    pub fn bounds(&mut self, var: Var, low: f64, high: f64) {
        if let Some(&column) = self.vars.get(&var) {
            self.lp.bounds(column, low, high);
        }
    }

    /// Keeps a variable at what a stage reached, less a share of it.
    pub fn keep_at_least(&mut self, var: Var, value: f64, share: f64) {
        let high = if matches!(var, Var::Level(_)) { 1.0 } else { f64::INFINITY };
        self.bounds(var, (value * (1.0 - share)).max(0.0), high);
        self.kept.insert(var, Kept::AtLeast(value));
    }

    /// Keeps a variable at what a stage reached, plus a share of it.
    pub fn keep_at_most(&mut self, var: Var, value: f64, share: f64) {
        self.bounds(var, 0.0, value * (1.0 + share) + 1e-9);
        self.kept.insert(var, Kept::AtMost(value));
    }

    /// Forgets what stages kept, so that nothing of it is loosened later.
    pub fn forget_kept(&mut self) {
        self.kept.clear();
    }

    /// Keeps everything kept so far by a larger share.
    pub fn loosen(&mut self, share: f64) {
        for (var, kept) in std::mem::take(&mut self.kept) {
            match kept {
                Kept::AtLeast(value) => self.keep_at_least(var, value, share),
                Kept::AtMost(value) => self.keep_at_most(var, value, share),
            }
        }
    }

    /// Sets the cost of a variable, if the program has it.
    pub fn cost(&mut self, var: Var, cost: f64) {
        if let Some(&column) = self.vars.get(&var) {
            self.lp.cost(column, cost);
        }
    }
}
