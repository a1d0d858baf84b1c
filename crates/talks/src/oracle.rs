//! The SAT solver behind the questions: can these demands hold together?

use std::collections::HashSet;

use rustsat::solvers::{Solve as _, SolveIncremental as _, SolverResult};
use rustsat::types::{Clause, Lit, TernaryVal, Var};
use rustsat_batsat::BasicSolver;
use safeconduct_model::talks::{Condition, Package};

use crate::constraint::Constraints;

/// The solver with one switch for every demand.
pub struct Oracle<'c> {
    constraints: &'c Constraints,
    solver: BasicSolver,
    /// By element and option.
    chosen: Vec<Vec<Lit>>,
    /// By demand.
    switches: Vec<Lit>,
    /// By demand: true exactly where it holds.
    holds: Vec<Lit>,
    variables: u32,
    /// Questions asked, one of many demands counted as several.
    pub calls: usize,
}

/// A question of so many demands counts as two.
const DEMANDS: usize = 100;

/// An answer of the solver.
pub enum Held {
    /// They hold together in this package.
    Together(Package),
    /// These of them do not.
    NotTogether(Vec<usize>),
}

impl<'c> Oracle<'c> {
    /// Rules stand firm, demands can be switched on.
    pub fn of(constraints: &'c Constraints) -> Self {
        let solver = BasicSolver::default();
        let mut oracle = Self {
            constraints,
            solver,
            chosen: Vec::new(),
            switches: Vec::new(),
            holds: Vec::new(),
            variables: 0,
            calls: 0,
        };
        for &count in &constraints.options {
            let options: Vec<Lit> = (0..count).map(|_| oracle.fresh()).collect();
            oracle.clause(&options);
            for (place, &one) in options.iter().enumerate() {
                for &other in &options[place + 1..] {
                    oracle.clause(&[!one, !other]);
                }
            }
            oracle.chosen.push(options);
        }
        for rule in &constraints.rules {
            let holds = oracle.encode(rule);
            oracle.clause(&[holds]);
        }
        for demand in &constraints.demands {
            let holds = oracle.encode(&demand.condition);
            let switch = oracle.fresh();
            oracle.clause(&[!switch, holds]);
            oracle.switches.push(switch);
            oracle.holds.push(holds);
        }
        oracle
    }

    /// Whether demands hold together, with the rules and some options fixed.
    pub fn ask(&mut self, demands: &[usize], fixed: &[(usize, usize)]) -> Held {
        let switched = demands.iter().map(|&d| self.switches[d]);
        let fixed = fixed.iter().map(|&(e, o)| self.chosen[e][o]);
        let assumed: Vec<Lit> = switched.chain(fixed).collect();
        match self.solve(&assumed) {
            Ok(package) => Held::Together(package),
            Err(core) => {
                let core: HashSet<Lit> = core.into_iter().collect();
                let named = |d: &&usize| core.contains(&self.switches[**d]);
                Held::NotTogether(demands.iter().filter(named).copied().collect())
            }
        }
    }

    /// A package that keeps some demands and at least one of others.
    pub fn more(&mut self, kept: &[usize], others: &[usize]) -> Option<Package> {
        let asked = self.fresh();
        let one: Vec<Lit> = others.iter().map(|&d| self.holds[d]).chain([!asked]).collect();
        self.clause(&one);
        let assumed: Vec<Lit> = kept.iter().map(|&d| self.switches[d]).chain([asked]).collect();
        let found = self.solve(&assumed).ok();
        // The question is not asked again.
        self.clause(&[!asked]);
        found
    }

    /// A package under which all these hold, or those of them that cannot.
    pub fn solve(&mut self, assumed: &[Lit]) -> Result<Package, Vec<Lit>> {
        self.calls += 1 + assumed.len() / DEMANDS;
        if let Ok(SolverResult::Sat) = self.solver.solve_assumps(assumed) {
            return Ok(self.package());
        }
        // The core names assumptions; its literals may come negated.
        let core = self.solver.core().unwrap_or_default();
        let core: HashSet<Var> = core.into_iter().map(|lit| lit.var()).collect();
        Err(assumed.iter().copied().filter(|lit| core.contains(&lit.var())).collect())
    }

    /// The literal of an option.
    pub fn option(&self, element: usize, option: usize) -> Lit {
        self.chosen[element][option]
    }

    /// The literal that switches a demand on.
    pub fn switch(&self, demand: usize) -> Lit {
        self.switches[demand]
    }

    /// Whether demands hold together.
    pub fn together(&mut self, demands: &[usize]) -> bool {
        matches!(self.ask(demands, &[]), Held::Together(_))
    }

    /// Whether one demand, if it can hold at all, brings another with it; or
    /// the rules alone bring it.
    pub fn implies(&mut self, one: Option<usize>, other: usize) -> bool {
        let one = one.map(|one| self.switches[one]);
        let assumed: Vec<Lit> = one.into_iter().chain([!self.holds[other]]).collect();
        self.solve(&assumed).is_err()
    }

    fn package(&self) -> Package {
        let taken = |lit: &Lit| matches!(self.solver.lit_val(*lit), Ok(TernaryVal::True));
        let pick = |options: &Vec<Lit>| options.iter().position(taken).unwrap_or(0);
        self.chosen.iter().map(pick).collect()
    }

    /// Demands that a package keeps.
    pub fn kept(&self, package: &[usize]) -> Vec<usize> {
        let demands = &self.constraints.demands;
        (0..demands.len()).filter(|&d| demands[d].condition.holds(package)).collect()
    }

    /// A literal of its own.
    pub fn fresh(&mut self) -> Lit {
        let variable = Var::new(self.variables);
        self.variables += 1;
        variable.pos_lit()
    }

    /// One of these holds.
    pub fn clause(&mut self, lits: &[Lit]) {
        let clause: Clause = lits.iter().copied().collect();
        // The solver refuses clauses only for lack of memory.
        let _ = self.solver.add_clause(clause);
    }

    /// A literal that is true exactly where the condition holds.
    pub fn encode(&mut self, condition: &Condition) -> Lit {
        match condition {
            Condition::Is { element, options } => {
                let lits: Vec<Lit> = options.iter().map(|&o| self.chosen[*element][o]).collect();
                self.any(&lits)
            }
            Condition::Not(inner) => !self.encode(inner),
            Condition::All(parts) => {
                let lits: Vec<Lit> = parts.iter().map(|part| !self.encode(part)).collect();
                !self.any(&lits)
            }
            Condition::Any(parts) => {
                let lits: Vec<Lit> = parts.iter().map(|part| self.encode(part)).collect();
                self.any(&lits)
            }
            Condition::Implies(first, then) => {
                let lits = [!self.encode(first), self.encode(then)];
                self.any(&lits)
            }
            Condition::Iff(left, right) => {
                let (left, right) = (self.encode(left), self.encode(right));
                let same = self.fresh();
                self.clause(&[!same, !left, right]);
                self.clause(&[!same, left, !right]);
                self.clause(&[same, left, right]);
                self.clause(&[same, !left, !right]);
                same
            }
        }
    }

    /// A literal that is true exactly where one of these is.
    fn any(&mut self, lits: &[Lit]) -> Lit {
        if let [one] = lits {
            return *one;
        }
        let some = self.fresh();
        let mut clause = vec![!some];
        clause.extend_from_slice(lits);
        self.clause(&clause);
        for &lit in lits {
            self.clause(&[!lit, some]);
        }
        some
    }
}
