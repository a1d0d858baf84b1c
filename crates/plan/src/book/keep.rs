//! The end of a day: what may be kept overnight, and what has grown old.

use safeconduct_model::plan::Grams;
use safeconduct_model::world::World;

use super::{Book, MARGIN, within};

/// Arrivals and purchases by day, for goods that grow old within the horizon.
#[derive(Clone, Debug, Default)]
pub struct Fresh {
    life: Vec<Option<usize>>,
    bought: Vec<Vec<Grams>>,
    arrived: Vec<Vec<Vec<Grams>>>,
}

impl Fresh {
    pub fn new(world: &World) -> Self {
        let scenario = &world.scenario;
        let life = |c: &safeconduct_model::commodity::Commodity| {
            c.shelf_life_days.filter(|l| *l < scenario.days).map(|l| l as usize)
        };
        let commodities = scenario.commodities.len();
        Self {
            life: scenario.commodities.iter().map(life).collect(),
            bought: vec![vec![0; world.days]; commodities],
            arrived: vec![vec![vec![0; world.days]; commodities]; scenario.sites.len()],
        }
    }

    pub fn bought(&mut self, commodity: usize, day: usize, grams: Grams) {
        self.bought[commodity][day] += grams;
    }

    pub fn arrived(&mut self, site: usize, commodity: usize, day: usize, grams: Grams) {
        self.arrived[site][commodity][day] += grams;
    }
}

fn of_last(by_day: &[Grams], day: usize, life: usize) -> Grams {
    by_day[(day + 1).saturating_sub(life)..=day].iter().sum()
}

impl Book<'_> {
    /// Ends the day: households eat what they may not keep, sites give up what
    /// they cannot store and what has grown old.
    pub fn end(&mut self) {
        for group in 0..self.household.len() {
            self.eat_down(group);
        }
        for site in 0..self.stock.len() {
            self.store(site);
        }
        for commodity in 0..self.fresh.life.len() {
            if let Some(life) = self.fresh.life[commodity] {
                self.clear_old(commodity, life);
            }
        }
    }

    /// A household keeps at most a cycle's energy.
    fn eat_down(&mut self, group: usize) {
        let cycle = f64::from(self.world.scenario.need.ration_cycle_days);
        let most = self.world.people(group, self.day) * cycle * (1.0 - MARGIN);
        let energy =
            |book: &Self, k: usize| book.kept(group, k) as f64 * book.person_days_per_gram(k);
        let commodities = self.world.scenario.commodities.len();
        let kept: f64 = (0..commodities).map(|k| energy(self, k)).sum();
        let mut excess = kept - most;
        for k in 0..commodities {
            let per_gram = self.person_days_per_gram(k);
            if excess <= 0.0 || per_gram <= 0.0 {
                continue;
            }
            let grams = ((excess / per_gram).ceil() as Grams).saturating_add(1);
            excess -= self.eat(group, k, grams) as f64 * per_gram;
        }
    }

    fn store(&mut self, site: usize) {
        let Some(limit) = self.world.scenario.sites[site].storage_t else { return };
        let most = within(limit.0 * 1e6, 1.0);
        let mut excess = self.stock[site].iter().sum::<Grams>() - most;
        for commodity in 0..self.stock[site].len() {
            let given = excess.min(self.stock[site][commodity]);
            if given > 0 {
                self.dispose(site, commodity, given);
                excess -= given;
            }
        }
    }

    fn clear_old(&mut self, commodity: usize, life: usize) {
        for site in 0..self.stock.len() {
            let fresh = of_last(&self.fresh.arrived[site][commodity], self.day, life);
            let old = self.stock[site][commodity] - fresh;
            self.dispose(site, commodity, old);
        }
        let on_road: Grams = self.coming[self.day + 1..]
            .iter()
            .flatten()
            .filter(|c| c.commodity == commodity)
            .map(|c| c.grams)
            .sum();
        let at_sites: Grams = self.stock.iter().map(|s| s[commodity]).sum();
        let at_home: Grams = self.household.iter().map(|h| h[commodity]).sum();
        let fresh = of_last(&self.fresh.bought[commodity], self.day, life);
        let mut old = at_sites + on_road + at_home - fresh;
        for group in 0..self.household.len() {
            if old > 0 {
                old -= self.eat(group, commodity, old);
            }
        }
        // What has come furthest is oldest: crossings give up last.
        let mut sites: Vec<usize> = (0..self.stock.len()).collect();
        sites.sort_by_key(|&site| (self.is_crossing(site), !self.hands_out(site)));
        for site in sites {
            let given = old.min(self.stock[site][commodity]);
            if given > 0 {
                self.dispose(site, commodity, given);
                old -= given;
            }
        }
    }
}
