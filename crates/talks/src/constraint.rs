//! Rules and demands as conditions on a package.

use safeconduct_model::talks::{Condition, Demand, Talks};

use crate::simplify::{Left, settle};

/// One step of a position: what may be given up.
#[derive(Clone, Debug, PartialEq)]
pub struct Demanded {
    /// The position's id; `id/2` for the second step of a ladder.
    pub id: String,
    /// Index of the position.
    pub position: usize,
    /// Index of the party.
    pub party: usize,
    /// What must hold.
    pub condition: Condition,
    /// What giving it up costs.
    pub weight: f64,
    /// Whether it is never given up.
    pub firm: bool,
}

/// What holds for all, and what parties demand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Constraints {
    /// By element: the number of its options.
    pub options: Vec<usize>,
    /// What holds for everybody.
    pub rules: Vec<Condition>,
    /// What parties demand.
    pub demands: Vec<Demanded>,
}

impl Constraints {
    /// The constraints of a file.
    ///
    /// Of a ladder every step counts as a demand of its own: whoever keeps a
    /// strong step keeps the weaker ones below it as well.
    #[must_use]
    pub fn of(talks: &Talks) -> Self {
        let options = talks.elements.iter().map(|e| e.options.len()).collect();
        let rules = talks.rules.iter().map(|r| r.is.condition.clone()).collect();
        let steps = talks.positions.iter().map(|row| row.steps.len()).sum();
        let mut demands = Vec::with_capacity(steps);
        for (position, row) in talks.positions.iter().enumerate() {
            for (step, asked) in row.steps.iter().enumerate() {
                let id =
                    if step == 0 { row.id.clone() } else { format!("{}/{}", row.id, step + 1) };
                let asks = match &asked.demand {
                    Demand::Requires(what) => what.condition.clone(),
                    Demand::Rejects(what) => Condition::Not(Box::new(what.condition.clone())),
                };
                let condition = match &row.if_ {
                    Some(when) => {
                        Condition::Implies(Box::new(when.condition.clone()), Box::new(asks))
                    }
                    None => asks,
                };
                let (party, firm, weight) = (row.party, row.firm, asked.weight);
                demands.push(Demanded { id, position, party, condition, weight, firm });
            }
        }
        Self { options, rules, demands }
    }

    /// Parties with a position, in the order of the file.
    #[must_use]
    pub fn on_record(&self) -> Vec<usize> {
        let mut parties: Vec<usize> = self.demands.iter().map(|d| d.party).collect();
        parties.sort_unstable();
        parties.dedup();
        parties
    }

    /// Ids of demands, in the order of the ids.
    #[must_use]
    pub fn names(&self, set: &[usize]) -> Vec<String> {
        let mut ids: Vec<String> = set.iter().map(|&d| self.demands[d].id.clone()).collect();
        ids.sort();
        ids
    }

    /// Settles an element: it has one option, and no condition mentions it.
    pub fn fix(&mut self, element: usize, option: usize) {
        for rule in &mut self.rules {
            if let Some(left) = settled(rule, element, option) {
                *rule = left;
            }
        }
        for demand in &mut self.demands {
            if let Some(left) = settled(&demand.condition, element, option) {
                demand.condition = left;
            }
        }
        self.options[element] = 1;
    }
}

/// What is left of a condition that mentions the element; nothing for others.
fn settled(condition: &Condition, element: usize, option: usize) -> Option<Condition> {
    match settle(condition, element, option) {
        Left::Depends(left) => (left != *condition).then_some(left),
        Left::Holds => Some(Condition::All(Vec::new())),
        Left::Fails => Some(Condition::Any(Vec::new())),
    }
}
