//! The end of a day: what may be kept overnight and what has grown old.

use std::collections::BTreeMap;

use safeconduct_model::plan::{Disposal, Grams};

use super::{Greedy, MARGIN, site_of};

impl Greedy<'_> {
    /// Households eat what a smaller number of people may not keep; sites give
    /// up what has no room and what has grown old.
    pub(super) fn close_day(&mut self) {
        let cycle = f64::from(self.world.scenario.need.ration_cycle_days);
        for group in 0..self.world.groups.len() {
            for commodity in 0..self.world.scenario.commodities.len() {
                let over = self.kept(group) - self.need(group) * cycle * MARGIN;
                let held = self.home.get(&(group, commodity)).copied().unwrap_or(0);
                let grams = ((over / self.kcal(commodity)).ceil().max(0.0) as Grams).min(held);
                self.meal(group, commodity, grams);
            }
        }
        let hub = site_of(self.world, "hub");
        let room = (self.world.scenario.sites[hub].storage_t.map_or(1e9, |t| t.0) * 1e6) as Grams;
        let held = |greedy: &Self, k: usize| greedy.stock.get(&(hub, k)).copied().unwrap_or(0);
        for commodity in 0..self.world.scenario.commodities.len() {
            let all: Grams = (0..3).map(|k| held(self, k)).sum();
            self.give_up(hub, commodity, (all - room).min(held(self, commodity)));
        }
        if let Some(life) = self.world.scenario.commodities[2].shelf_life_days {
            self.clear_old(2, life as usize);
        }
    }

    fn clear_old(&mut self, commodity: usize, life: usize) {
        let recent = (self.day + 1).saturating_sub(life)..=self.day;
        for site in 0..self.world.scenario.sites.len() {
            let came = |day| self.came.get(&(site, commodity, day)).copied().unwrap_or(0);
            let fresh: Grams = recent.clone().map(came).sum();
            let held = self.stock.get(&(site, commodity)).copied().unwrap_or(0);
            self.give_up(site, commodity, held - fresh);
        }
        let entered = |day| self.entered.get(&(commodity, day)).copied().unwrap_or(0);
        let fresh: Grams = recent.map(entered).sum();
        let road: Grams = self.coming.iter().filter(|c| c.2 == commodity).map(|c| c.3).sum();
        let of = |map: &BTreeMap<(usize, usize), Grams>| -> Grams {
            map.iter().filter(|((_, k), _)| *k == commodity).map(|(_, grams)| grams).sum()
        };
        let mut old = road + of(&self.stock) + of(&self.home) - fresh;
        for group in 0..self.world.groups.len() {
            let grams = self.home.get(&(group, commodity)).copied().unwrap_or(0).min(old);
            self.meal(group, commodity, grams);
            old -= grams.max(0);
        }
        for site in 0..self.world.scenario.sites.len() {
            let grams = self.stock.get(&(site, commodity)).copied().unwrap_or(0).min(old);
            self.give_up(site, commodity, grams);
            old -= grams.max(0);
        }
    }

    fn give_up(&mut self, site: usize, commodity: usize, grams: Grams) {
        if grams > 0 {
            *self.stock.entry((site, commodity)).or_default() -= grams;
            let site = self.world.scenario.sites[site].id.clone();
            let commodity = self.world.scenario.commodities[commodity].id.clone();
            self.plan.disposals.push(Disposal { site, commodity, day: self.today(), grams });
        }
    }
}
