//! Convoys: what leaves on a lane, parted into whole trucks and corridors by lot.
//!
//! The trucks of a lane are loaded alike in a row of goods; each takes a corridor
//! with the odds of what it carries. One number u places them all: truck t of n
//! takes the corridor at u + t/n (modulo 1). So each truck has its odds exactly,
//! and where all have the same, the number on each corridor is next to its mean:
//! the means of the project's own draw, at a cost of one number a lane. Where a
//! lane has one corridor, there is nothing to draw and no truck to look into.

use safeconduct_model::plan::Grams;

use super::Run;
use super::tables::Desk;
use crate::chance::Dice;
use crate::script::Lane;

/// How the trucks of a lane share its row of goods: all the same, a gram more for
/// the first ones.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    /// Trucks.
    pub trucks: u32,
    each: Grams,
    more: Grams,
}

impl Row {
    fn of(all: Grams, trucks: u32) -> Self {
        let count = Grams::from(trucks);
        Self { trucks, each: all / count, more: all % count }
    }

    /// Says what a truck carries: goods by place in the row, and grams. `edges` are
    /// where each good of the row ends; `from` is a good at or before the first.
    pub(super) fn load(
        self,
        truck: u32,
        edges: &[Grams],
        from: &mut usize,
        mut carries: impl FnMut(usize, Grams),
    ) {
        let truck = Grams::from(truck);
        let first = truck * self.each + truck.min(self.more);
        let last = first + self.each + Grams::from(truck < self.more);
        let mut here = first;
        while here < last && *from < edges.len() {
            let end = edges[*from].min(last);
            if end > here {
                carries(*from, end - here);
                here = end;
            }
            if edges[*from] <= last {
                *from += 1;
            }
        }
    }
}

impl Run<'_> {
    /// The trucks of a lane.
    pub(super) fn convoy(&mut self, slot: usize, at: usize, trucks: u32, dice: &mut Dice) {
        let script = self.script;
        let (lane, goods) = (&script.lanes[at], script.size.goods);
        let mass = &self.desk.mass[slot * goods..][..lane.goods.len()];
        self.desk.edges.clear();
        let mut sum = 0;
        self.desk.edges.extend(mass.iter().map(|grams| {
            sum += grams;
            sum
        }));
        let row = Row::of(sum, trucks);
        if lane.ways.len() == 1 {
            self.desk.come[..mass.len()].copy_from_slice(mass);
            let worth = mass.iter().zip(&lane.goods).map(|(g, &k)| *g as f64 * script.value[k]);
            self.desk.worth[0] = worth.sum();
            self.desk.counts[0] = trucks;
        } else {
            self.place(lane, row, dice.uniform());
        }
        for (nth, way) in lane.ways.clone().enumerate() {
            if self.desk.counts[nth] > 0 {
                self.take(at, nth);
            }
            if self.desk.worth[nth] > 0.0 || self.desk.counts[nth] > 0 {
                self.drive(way, nth, row, dice);
            }
        }
    }

    /// Places trucks on the ways of their lane by a number in [0, 1); those for
    /// whose goods all ways are closed stay.
    fn place(&mut self, lane: &Lane, row: Row, start: f64) {
        let (script, day) = (self.script, self.today.day);
        let (ways, wide) = (lane.ways.len(), lane.goods.len());
        let Desk { edges, load, odds, worth, come, counts, taken, usable, .. } = &mut self.desk;
        worth[..ways].fill(0.0);
        counts[..ways].fill(0);
        come[..ways * wide].fill(0);
        taken.clear();
        let mut from = 0;
        for truck in 0..row.trucks {
            load.clear();
            row.load(truck, edges, &mut from, |good, grams| load.push((good, grams)));
            let mut sum = 0.0;
            for (odds, way) in odds.iter_mut().zip(lane.ways.clone()) {
                let share = script.mix.share(day, way);
                let carries = load.iter().map(|&(k, g)| g as f64 * share[lane.goods[k]]);
                *odds = if usable[way] { carries.sum() } else { 0.0 };
                sum += *odds;
            }
            taken.push(None);
            if sum <= 0.0 {
                continue;
            }
            let usd: f64 = load.iter().map(|&(k, g)| g as f64 * script.value[lane.goods[k]]).sum();
            let turn = start + f64::from(truck) / f64::from(row.trucks);
            let mut rest = sum * if turn < 1.0 { turn } else { turn - 1.0 };
            let mut goes = None;
            for (nth, odds) in odds[..ways].iter().enumerate().filter(|(_, odds)| **odds > 0.0) {
                worth[nth] += usd * odds / sum;
                if rest >= 0.0 {
                    goes = Some(nth);
                }
                rest -= odds;
            }
            if let Some(nth) = goes {
                taken[truck as usize] = goes;
                counts[nth] += 1;
                load.iter().for_each(|&(k, g)| come[nth * wide + k] += g);
            }
        }
    }

    /// Takes what leaves on a way of a lane out of stock.
    fn take(&mut self, at: usize, nth: usize) {
        let (lane, goods) = (&self.script.lanes[at], self.script.size.goods);
        let come = &self.desk.come[nth * lane.goods.len()..][..lane.goods.len()];
        for (&good, grams) in lane.goods.iter().zip(come) {
            self.state.stock[lane.from * goods + good] -= grams;
            self.state.late[at * goods + good] -= grams;
        }
        self.tally.trucks += u64::from(self.desk.counts[nth]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trucks_carry_the_row_to_the_gram_and_almost_alike() {
        for (mass, trucks) in [(vec![7, 0, 0, 25, 1], 4), (vec![3], 5), (vec![0, 12, 12], 3)] {
            let all: Grams = mass.iter().sum();
            let edges: Vec<Grams> = (1..=mass.len()).map(|n| mass[..n].iter().sum()).collect();
            let row = Row::of(all, trucks);
            let (mut from, mut seen) = (0, vec![0; mass.len()]);
            for truck in 0..trucks {
                let (mut load, mut alone) = (Vec::new(), Vec::new());
                row.load(truck, &edges, &mut from, |good, grams| load.push((good, grams)));
                row.load(truck, &edges, &mut 0, |good, grams| alone.push((good, grams)));
                assert_eq!(load, alone, "whatever was asked before");
                let sum: Grams = load.iter().map(|(_, grams)| grams).sum();
                assert!((0..=1).contains(&(sum - all / Grams::from(trucks))));
                load.iter().for_each(|(good, grams)| seen[*good] += grams);
            }
            assert_eq!(seen, mass);
        }
    }
}
