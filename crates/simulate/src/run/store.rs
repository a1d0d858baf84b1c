//! Stores that are full: what they cannot take overnight waits outside.
//!
//! A plan keeps every store's limit, so a store is full only where goods are late.
//! Then nothing late is sent to it that would not fit as of that morning. What lies
//! there in the evening beyond the limit all the same waits outside, on the trucks
//! that brought it: it is counted every night, comes in first the next morning, and
//! its trucks do not drive on that day. Nothing vanishes, and it ages as it would
//! inside.

use safeconduct_model::plan::Grams;

use super::Run;

impl Run<'_> {
    /// Takes the trucks that wait outside from their fleets, and what lies at stores
    /// from their room.
    pub(super) fn hold_trucks(&mut self) {
        let script = self.script;
        let (day, goods) = (self.today.day, script.size.goods);
        self.today.manned.fill(1.0);
        for &(site, _) in &script.stocks.stores {
            let sum = |places: &[Grams]| places[site * goods..][..goods].iter().sum::<Grams>();
            let outside = sum(&self.state.outside);
            self.today.room[3][site] -= (sum(&self.state.stock) + outside) as f64;
            let Some(lane) = self.state.brought[site].map(|lane| &script.lanes[lane]) else {
                continue;
            };
            let trucks = (outside + lane.payload - 1) / lane.payload;
            self.today.room[1][lane.fleet] -= trucks as f64;
            let lack = -self.today.room[1][lane.fleet];
            let used = script.limits.fleet_used[day * self.today.manned.len() + lane.fleet];
            if lack > 0.0 && used > 0.0 {
                self.today.manned[lane.fleet] = (1.0 - lack / used).max(0.0);
            }
        }
    }

    /// What waited outside comes in.
    pub(super) fn let_in(&mut self) {
        let goods = self.script.size.goods;
        for &(site, _) in &self.script.stocks.stores {
            let places = site * goods..(site + 1) * goods;
            let outside = self.state.outside[places.clone()].iter_mut();
            for (stock, outside) in self.state.stock[places].iter_mut().zip(outside) {
                *stock += std::mem::take(outside);
            }
        }
    }

    /// What a store cannot take overnight goes outside, of each commodity alike.
    pub(super) fn turn_away(&mut self) {
        let goods = self.script.size.goods;
        for &(site, limit) in &self.script.stocks.stores {
            let places = site * goods..(site + 1) * goods;
            let stock = &mut self.state.stock[places.clone()];
            let lies: Grams = stock.iter().sum();
            if lies <= limit {
                continue;
            }
            // By edges, so that all goods together are what is too much to the gram.
            let part = |sum: Grams| {
                (i128::from(sum) * i128::from(lies - limit) / i128::from(lies)) as Grams
            };
            let (mut sum, mut edge) = (0, 0);
            for (stock, outside) in stock.iter_mut().zip(&mut self.state.outside[places]) {
                sum += *stock;
                let from = std::mem::replace(&mut edge, part(sum));
                *outside = edge - from;
                *stock -= *outside;
            }
            self.tally.waited += lies - limit;
        }
    }
}
