//! Hand-outs: what lies above what the script leaves is handed out, within what
//! a place and its households can take in a day.

use safeconduct_model::plan::Grams;

use super::Run;

impl Run<'_> {
    /// Hands out at every place.
    pub(super) fn hand_out(&mut self) {
        let script = self.script;
        let day = self.today.day;
        let goods = script.size.goods;
        for (at, counter) in script.people.counters.iter().enumerate() {
            let most = script.people.most_kcal[day * script.people.counters.len() + at];
            if most <= 0.0 {
                continue;
            }
            let base = counter.site * goods;
            let keep = &script.stocks.keep(day)[base..base + goods];
            let mut kcal = 0.0;
            self.desk.some.clear();
            for &good in &counter.goods {
                let out = self.state.stock[base + good] - keep[good];
                if out > 0 {
                    self.desk.some.push(good);
                    self.desk.sends[good] = out;
                    kcal += out as f64 * script.energy[good];
                }
            }
            let part = if kcal > most { most / kcal } else { 1.0 };
            if !self.desk.some.is_empty() {
                self.desk.given.fill(0.0);
                self.desk.edge.fill(0);
                counter.cells.clone().for_each(|cell| self.fetch(cell, base, part));
            }
        }
    }

    /// A group fetches its share, as far as its households can keep it.
    fn fetch(&mut self, cell: usize, base: usize, part: f64) {
        let script = self.script;
        let (day, goods) = (self.today.day, script.size.goods);
        let group = script.people.cells[cell];
        let share = script.people.share(day, cell);
        let kept = &mut self.state.kept[group * goods..(group + 1) * goods];
        let has = &mut self.state.has[group];
        let need = script.people.need[day * script.size.groups + group];
        let meal = script.people.meal[day * script.size.groups + group].max(need);
        let desk = &mut self.desk;
        let kcal = |&k: &usize| desk.sends[k] as f64 * part * share[k] * script.energy[k];
        let comes: f64 = desk.some.iter().map(kcal).sum();
        let room = (script.people.cycle * need + meal - *has).max(0.0);
        let fits = if need > 0.0 && comes > room { room / comes } else { 1.0 };
        for &good in &desk.some {
            // By edges, so that the groups together take all to the gram.
            let to = desk.given[good] + share[good];
            let to = if to > 1.0 - 1e-12 { 1.0 } else { to };
            desk.given[good] = to;
            let edge = (desk.sends[good] as f64 * part * to) as Grams;
            let mine = edge - std::mem::replace(&mut desk.edge[good], edge);
            let taken = if fits < 1.0 { (mine as f64 * fits) as Grams } else { mine };
            self.state.stock[base + good] -= taken;
            kept[good] += taken;
            *has += taken as f64 * script.energy[good];
        }
    }
}
