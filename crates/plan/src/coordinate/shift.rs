//! New ways without a search: those of now, some periods earlier or later, to the same
//! meal or to the one a day before or after.
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

/// The same for ways offered to meals of the day before and after: it stands for what
/// danger asks of them, which is not looked up, and keeps out what nobody would use.
const MUCH_CHEAPER: f64 = 0.02;

impl Coordinate<'_> {
    /// Adds ways of now at other times where they are cheaper.
    pub fn shift(&mut self) {
        for bin in 0..self.field.bins.len() {
            for j in self.carrying(bin) {
                let price = self.field.price(j);
                for way in self.others(j) {
                    self.add_below(bin, way, price - CHEAPER);
                }
            }
        }
    }

    /// Adds a way to a meal, unless it is known there, cannot be driven or costs as much
    /// as `limit`.
    fn add_below(&mut self, bin: usize, way: Way, limit: f64) {
        if self.field.knows(bin, &way) {
            return;
        }
        let chain = self.maker.compose(&self.at, &self.limits, way);
        if let Some(chain) = chain.filter(|chain| self.field.price_of(&chain.uses) < limit) {
            self.field.add(bin, chain);
        }
    }

    /// Offers ways of now, moved by a period from purchase to meal, to the meals of the
    /// same demand a period earlier and later, where they are cheaper than the dearest
    /// that these use. A search finds one way a meal and commodity, and what is worth
    /// it on one day mostly is on the next: losses that spread over many ways came
    /// within 2 % in 13 rounds instead of 17, with half the searches.
    pub fn offer_beside(&mut self) {
        let dearest = self.dearest_used();
        for bin in 0..self.field.bins.len() {
            for j in self.carrying(bin) {
                for by in [-1, 1] {
                    self.offer(bin, j, by, &dearest);
                }
            }
        }
    }

    /// By meal: the price of the dearest way that carries something, danger left out.
    fn dearest_used(&self) -> Vec<f64> {
        let dearest = |bin: usize| {
            let prices = self.carrying(bin).into_iter().map(|j| self.field.price(j));
            prices.fold(0.0, f64::max)
        };
        (0..self.field.bins.len()).map(dearest).collect()
    }

    fn offer(&mut self, bin: usize, j: usize, by: i64, dearest: &[f64]) {
        let chain = &self.field.chains[j];
        let Some(way) = self.moved_whole(chain, by) else { return };
        let other = (bin as i64 + by) as usize;
        let allowed = &self.at.world.hand_out_allowed[way.end.site];
        if allowed[self.at.grid.day(way.end.handed)] && self.field.bins[other].need > 0.0 {
            self.add_below(other, way, dearest[other] - MUCH_CHEAPER);
        }
    }

    /// A chain's way with its meal moved as well.
    fn moved_whole(&self, chain: &Chain, by: i64) -> Option<Way> {
        let (handed, eaten) = (self.later(chain.handed, by)?, self.later(chain.eaten, by)?);
        let Way { source, legs, end } = self.moved(chain, chain.legs.len(), by, handed)?;
        Some(Way { source, legs, end: End { eaten: eaten as usize, ..end } })
    }

    /// So many periods later, or earlier; none where there is no such period.
    fn later(&self, p: u32, by: i64) -> Option<u32> {
        let periods = self.at.grid.len() as i64;
        u32::try_from(i64::from(p) + by).ok().filter(|p| i64::from(*p) < periods)
    }

    /// Ways of a meal that carry something.
    fn carrying(&self, bin: usize) -> Vec<usize> {
        let chains = self.field.bins[bin].chains.iter().map(|j| *j as usize);
        chains.filter(|j| self.field.amount[*j] > 0.0).collect()
    }

    /// A chain's way with its first loads moved, one or more of them.
    fn others(&self, j: usize) -> Vec<Way> {
        let chain = &self.field.chains[j];
        let mut ways = Vec::with_capacity(MOVED.len() * chain.legs.len());
        for by in MOVED {
            for moved in 1..=chain.legs.len() {
                ways.extend(self.moved(chain, moved, by, chain.handed));
            }
        }
        ways
    }

    fn moved(&self, chain: &Chain, loads: usize, by: i64, handed: u32) -> Option<Way> {
        let at = |p: u32| self.later(p, by);
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
        let in_time = legs.last().is_none_or(|last| last.2 <= handed);
        let end = End {
            demand: chain.demand as usize,
            eaten: chain.eaten as usize,
            commodity: chain.commodity as usize,
            site: chain.site as usize,
            handed: handed as usize,
        };
        (in_order && in_time).then_some(Way { source, legs, end })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Ask, Part};
    use super::*;
    use crate::setting::Setting;
    use crate::twin::random;

    /// Looks twice for ways and moves amounts; how many chains there are.
    fn moved_once(work: &mut Coordinate) -> usize {
        (work.field.reward, work.field.initial_shift) = (1.0, 0.0);
        let periods = work.at.grid.len();
        for _ in 0..2 {
            work.search(Ask { live: true, waiting: true, kept: 2, part: Part::ALL });
            work.field.sweep(periods, Part::ALL);
        }
        work.field.chains.len()
    }

    fn meal_of(work: &Coordinate, chain: &Chain) -> usize {
        chain.demand as usize * work.at.grid.len() + chain.eaten as usize
    }

    fn can_be_driven(work: &Coordinate, chain: &Chain) -> bool {
        let (roads, grid) = (&work.at.world.roads, &work.at.grid);
        let open = chain.legs.iter().all(|leg| {
            let corridor = &work.maker.corridors[leg.corridor as usize];
            let day = grid.day(leg.period as usize);
            corridor.segments.iter().all(|&e| roads[e][day].open_to(corridor.track))
        });
        let times: Vec<u32> = chain.legs.iter().map(|leg| leg.period).collect();
        let (mut begun, mut offered) = (0, true);
        if let Source::Bought(row, p) = chain.source {
            begun = p;
            offered = work.limits.capacity[work.limits.offer(row as usize, p as usize)] > 0.0;
        }
        let hands_out = &work.at.world.hand_out_allowed[chain.site as usize];
        open && offered
            && hands_out[grid.day(chain.handed as usize)]
            && times.is_sorted()
            && times.first().is_none_or(|first| begun <= *first)
            && times.last().is_none_or(|last| *last <= chain.handed)
            && chain.handed <= chain.eaten
    }

    /// Worlds in which amounts have been moved once and ways been added to, held to what
    /// new ways must be: drivable, and cheaper by `margin` than the dearest in use. How
    /// many there were.
    fn added(margin: f64, add: impl Fn(&mut Coordinate)) -> usize {
        let mut found = 0;
        for seed in 0..12 {
            let shape = random::Shape { days: 9, far: false, rich: true };
            let mut scenario = random::scenario(seed + 700, shape);
            scenario.frameworks.clear();
            let world = safeconduct_model::apply::apply(&scenario, None).unwrap();
            let mut work = Coordinate::new(Setting::of(&world, 0.0));
            let before = moved_once(&mut work);
            add(&mut work);
            let dearest = work.dearest_used();
            for (bin, meals) in work.field.bins.iter().enumerate() {
                for &j in meals.chains.iter().filter(|j| **j as usize >= before) {
                    found += 1;
                    let chain = &work.field.chains[j as usize];
                    assert!(can_be_driven(&work, chain), "seed {seed}, meal {bin}: {chain:?}");
                    assert_eq!(bin, meal_of(&work, chain), "seed {seed}: {chain:?}");
                    assert!(work.field.price(j as usize) < dearest[bin] - margin, "seed {seed}");
                }
            }
        }
        found
    }

    #[test]
    fn ways_at_other_times_can_be_driven_and_are_cheaper() {
        let found = added(CHEAPER, |work| work.shift());
        assert!(found > 20, "only {found} ways at other times");
    }

    #[test]
    fn ways_of_the_days_beside_can_be_driven_and_are_cheaper() {
        let found = added(MUCH_CHEAPER, |work| work.offer_beside());
        assert!(found > 20, "only {found} ways of the days beside");
    }
}
