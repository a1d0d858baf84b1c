//! Shelf life: what has lain at a place longer than it keeps is taken out.
//!
//! First in, first out at each place. What lies at the end of a day beyond what
//! came there in the last L days is too old; ages do not travel with a load, so
//! this is the least that spoils.

use super::Run;

impl Run<'_> {
    /// Takes out what is too old at the end of a day.
    pub(super) fn expire(&mut self) {
        let script = self.script;
        let (day, size) = (self.today.day, script.size);
        for (row, &(good, life)) in script.stocks.perishable.iter().enumerate() {
            for site in 0..size.sites {
                let place = site * size.goods + good;
                let (lies, came) = (self.state.stock[place], self.state.inflow[place]);
                self.state.came[row][day * size.sites + site] = came;
                let old = day.checked_sub(life);
                let before = old.map_or(0, |day| self.state.came[row][day * size.sites + site]);
                let spoilt = (lies - (came - before)).max(0);
                self.state.stock[place] -= spoilt;
                self.tally.goods[good].spoilt += spoilt;
            }
        }
    }
}
