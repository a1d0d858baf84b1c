//! New ways without a search: those of now, some periods earlier or later.
//!
//! A search finds the cheapest way to each meal, and at the prices of one moment
//! many choose the same day to buy and to drive. The same roads on another day are
//! the next best thing, and they cost no search: over 45 days the fair stage comes
//! as far in ten rounds as it did in thirty.

use super::Coordinate;
use super::chain::{Chain, End, Source, Way};

/// Periods by which ways are moved.
const MOVED: [i64; 4] = [-1, 1, -3, 3];

/// How much cheaper a way must be, as a share of what a meal is worth.
const CHEAPER: f64 = 0.002;

impl Coordinate<'_> {
    /// Adds ways of now at other times where they are cheaper.
    pub fn shift(&mut self) {
        for bin in 0..self.field.bins.len() {
            let chains = &self.field.bins[bin].chains;
            let carrying = chains.iter().filter(|j| self.field.amount[**j as usize] > 0.0);
            let carrying: Vec<usize> = carrying.map(|j| *j as usize).collect();
            for j in carrying {
                let price = self.field.price(j);
                for way in self.others(j) {
                    if self.field.knows(bin, &way) {
                        continue;
                    }
                    let Some(chain) = self.maker.compose(&self.at, &self.limits, way) else {
                        continue;
                    };
                    if self.field.price_of(&chain.uses) < price - CHEAPER {
                        self.field.add(bin, chain);
                    }
                }
            }
        }
    }

    /// A chain's way with its first loads moved, one or more of them.
    fn others(&self, j: usize) -> Vec<Way> {
        let chain = &self.field.chains[j];
        let mut ways = Vec::with_capacity(MOVED.len() * chain.legs.len());
        for by in MOVED {
            for moved in 1..=chain.legs.len() {
                ways.extend(self.moved(chain, moved, by));
            }
        }
        ways
    }

    fn moved(&self, chain: &Chain, loads: usize, by: i64) -> Option<Way> {
        let periods = self.at.grid.len() as i64;
        let at = |p: u32| u32::try_from(i64::from(p) + by).ok().filter(|p| i64::from(*p) < periods);
        let source = match chain.source {
            Source::Bought(row, p) => Source::Bought(row, at(p)?),
            Source::Initial(site) => Source::Initial(site),
        };
        let mut legs = Vec::with_capacity(chain.legs.len());
        for (i, leg) in chain.legs.iter().enumerate() {
            let period = if i < loads { at(leg.period)? } else { leg.period };
            legs.push((leg.corridor, leg.fleet, period));
        }
        let in_order = legs.windows(2).all(|pair| pair[0].2 <= pair[1].2);
        let in_time = legs.last().is_none_or(|last| last.2 <= chain.handed);
        let end = End {
            demand: chain.demand as usize,
            eaten: chain.eaten as usize,
            commodity: chain.commodity as usize,
            site: chain.site as usize,
            handed: chain.handed as usize,
        };
        (in_order && in_time).then_some(Way { source, legs, end })
    }
}
