//! What may be struck together: sets found among the worst of what is planned.

use safeconduct_model::interceptor::Budget;

use super::Coordinate;
use super::alarm::Alarm;
use super::peril::Aim;
use super::struck::Struck;
use crate::attack;

impl Coordinate<'_> {
    /// Nothing struck yet: sets of Γ targets where their worst is looked for,
    /// single targets elsewhere.
    pub fn unstruck(&self) -> Struck {
        let (periods, targets) = (self.at.grid.len(), self.at.targets.len());
        if self.strikes_in_sets() {
            return Struck::sets(targets, periods);
        }
        let days = || (0..periods).map(|p| self.at.grid.days(p)).collect();
        let horizon = self.at.world.scenario.interceptor.per == Budget::Horizon;
        Struck::singles(targets, periods, self.at.gamma, horizon.then(days))
    }

    /// Adds the sets that take most of the amounts of now, and looks up what known
    /// sets take of every chain.
    pub fn find_sets(&mut self, struck: &mut Struck, few: usize) {
        let strikes = self.at.gamma as usize;
        let loads = if self.strikes_in_sets() { self.loads() } else { Vec::new() };
        for (p, loads) in loads.iter().enumerate() {
            for attack in attack::worst_few(loads, strikes, few) {
                struck.add(p, attack.targets);
            }
        }
        self.perils.iter_mut().for_each(|peril| peril.meet(struck));
    }

    /// What searches are asked at these weights of sets.
    pub fn alarm_at(&self, aim: Aim, struck: &Struck, weights: &[f64]) -> Alarm {
        if self.strikes_in_sets() {
            return Alarm::of_sets(&self.at, aim, struck, weights);
        }
        Alarm::at(self.at.grid.len(), aim, struck.by_target(weights))
    }

    /// Whether strikes are counted in sets: a whole number of several a day, few
    /// enough for the worst to be found.
    pub fn strikes_in_sets(&self) -> bool {
        let (whole, share) = attack::parts(self.at.gamma);
        let a_day = self.at.world.scenario.interceptor.per == Budget::Day;
        a_day && share <= 0.0 && (2..=3).contains(&whole)
    }
}
