//! Moves that cost nobody a meal: amounts go from one chain to another of the
//! same meal, as far as every limit allows.

use super::Part;
use super::field::Field;
use super::peril::{Aim, Peril};
use super::sparse::difference;
use super::struck::Struck;

/// Differences of prices below this share of the larger are none.
const EQUAL: f64 = 1e-3;

/// Looks for the step at which a slope changes its sign.
const LOOKS: usize = 6;

/// A slope below this share of the first is flat.
const FLAT: f64 = 0.2;

/// Amounts that are nothing.
const LEAST: f64 = 1e-9;

/// Sweeps in which a meal whose ways cost the same is left alone.
const CALM: u8 = 4;

/// Prices of chains and differences of two, kept so that no move asks for memory.
#[derive(Default)]
struct Between {
    uses: Vec<(u32, f64)>,
    exposed: Vec<(u32, f64)>,
    priced: Vec<(f64, usize)>,
}

/// What swaps work on.
pub struct Swap<'s> {
    /// Amounts that keep every limit.
    pub field: &'s mut Field,
    /// By chain.
    pub perils: &'s [Peril],
    /// What is exposed.
    pub struck: &'s mut Struck,
    /// What is lowered.
    pub aim: Aim,
}

impl Swap<'_> {
    /// What is exposed by the amounts of now.
    pub fn expose(&mut self) {
        let carried = self.perils.iter().zip(&self.field.amount).filter(|(_, now)| **now > 0.0);
        self.struck.recount(carried.flat_map(|(peril, amount)| {
            peril.exposed.iter().map(move |&(place, value)| (place, f64::from(value) * amount))
        }));
    }

    fn price(&self, chain: usize) -> f64 {
        let (peril, weights) = (&self.perils[chain], self.struck.weights());
        let struck = peril.exposed.iter().map(|&(i, value)| f64::from(value) * weights[i as usize]);
        let own = self.aim.loss * (peril.lost + struck.sum::<f64>()) + self.aim.cost * peril.cost;
        own + self.field.price(chain)
    }

    /// One sweep over the meals of some demands.
    pub fn sweep(&mut self, periods: usize, part: Part) {
        let mut between = Between::default();
        for bin in (0..self.field.bins.len()).filter(|bin| part.has(bin / periods)) {
            if self.field.bins[bin].chains.is_empty() {
                continue;
            }
            let calm = self.field.bins[bin].calm;
            if calm > 0 {
                self.field.bins[bin].calm = calm - 1;
            } else if !self.settle(bin, &mut between) {
                self.field.bins[bin].calm = CALM;
            }
        }
    }

    /// Whether anything moved.
    fn settle(&mut self, bin: usize, between: &mut Between) -> bool {
        let mut priced = std::mem::take(&mut between.priced);
        priced.clear();
        let chains = &self.field.bins[bin].chains;
        priced.extend(chains.iter().map(|&j| (self.price(j as usize), j as usize)));
        priced.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let mut moved = self.turn(bin, &mut priced);
        let (cheap, to) = priced[0];
        for &(dear, j) in priced[1..].iter().rev() {
            if dear - cheap <= EQUAL * dear.abs() {
                break;
            }
            moved |= self.shift(j, to, between);
        }
        between.priced = priced;
        moved
    }

    /// Gives up what costs more than it is worth, dearest first, and adds what costs
    /// less; whether that is anything.
    fn turn(&mut self, bin: usize, priced: &mut [(f64, usize)]) -> bool {
        let mut moved = false;
        let worth = self.field.worth(&self.field.bins[bin], 0.0);
        for place in (0..priced.len()).rev() {
            let (price, j) = priced[place];
            if price <= worth * (1.0 + EQUAL) {
                break;
            }
            if self.field.amount[j] > 0.0 {
                let step = self.alone(bin, j, -self.field.amount[j]);
                if step < 0.0 {
                    self.add(bin, j, step);
                    moved = true;
                }
            }
        }
        let (price, j) = priced[0];
        let room = self.field.bins[bin].need - self.field.bins[bin].met;
        if price < worth * (1.0 - EQUAL) && room > LEAST {
            let step = self.alone(bin, j, room);
            if step > 0.0 {
                self.add(bin, j, step);
                moved = true;
            }
        }
        if moved {
            for entry in priced.iter_mut() {
                entry.0 = self.price(entry.1);
            }
            priced.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        }
        moved
    }

    fn add(&mut self, bin: usize, j: usize, step: f64) {
        self.field.grow(bin, j, step);
        for &(place, value) in &self.perils[j].exposed {
            self.struck.expose(place, f64::from(value) * step);
        }
    }

    /// The step of one chain up to `most` at which it costs what it is worth.
    fn alone(&self, bin: usize, j: usize, most: f64) -> f64 {
        let peril = &self.perils[j];
        let own = self.aim.loss * peril.lost + self.aim.cost * peril.cost;
        let slope = |step: f64| {
            let exposed = peril.exposed.iter();
            let struck = exposed.map(|&(i, more)| {
                let more = f64::from(more);
                more * self.struck.weight(i, more * step)
            });
            let uses = self.field.uses(j).iter();
            let limits: f64 =
                uses.map(|&(i, d)| f64::from(d) * self.field.live(i, f64::from(d) * step)).sum();
            own + self.aim.loss * struck.sum::<f64>() + limits
                - self.field.worth(&self.field.bins[bin], step)
        };
        root(slope, most)
    }

    /// Moves as much as pays and as there is room for; whether that is anything.
    fn shift(&mut self, from: usize, to: usize, between: &mut Between) -> bool {
        let most = self.field.amount[from];
        if most <= LEAST {
            return false;
        }
        let Between { uses, exposed, .. } = between;
        difference(self.field.uses(to), self.field.uses(from), uses);
        let (new, old) = (&self.perils[to], &self.perils[from]);
        difference(&new.exposed, &old.exposed, exposed);
        let own = self.aim.loss * (new.lost - old.lost) + self.aim.cost * (new.cost - old.cost);
        let step = self.step(own, exposed, uses, most);
        if step > 0.0 {
            self.field.apply(to, step);
            self.field.apply(from, -step);
            for &(place, more) in exposed.iter() {
                self.struck.expose(place, more * step);
            }
        }
        step > 0.0
    }

    /// The step up to `most` at which the slope changes its sign.
    fn step(&self, own: f64, exposed: &[(u32, f64)], uses: &[(u32, f64)], most: f64) -> f64 {
        let slope = |step: f64| {
            let struck = exposed.iter().map(|&(i, more)| more * self.struck.weight(i, more * step));
            let limits: f64 = uses.iter().map(|&(i, d)| d * self.field.live(i, d * step)).sum();
            own + self.aim.loss * struck.sum::<f64>() + limits
        };
        root(slope, most)
    }
}

/// The step towards `most`, which may be below zero, at which a slope that points
/// that way changes its sign.
fn root(slope: impl Fn(f64) -> f64, most: f64) -> f64 {
    let (first, last) = (slope(0.0), slope(most));
    if first * most.signum() >= 0.0 {
        return 0.0;
    }
    if last * most.signum() <= 0.0 {
        return most;
    }
    // False position, halving the slope of an end that stays (Illinois).
    let (mut low, mut high) = ((0.0, first), (most, last));
    for _ in 0..LOOKS {
        let at = low.0 - low.1 * (high.0 - low.0) / (high.1 - low.1);
        let here = slope(at);
        if here.abs() <= FLAT * first.abs() {
            return at;
        }
        if here * most.signum() < 0.0 {
            low = (at, here);
            high.1 *= 0.5;
        } else {
            high = (at, here);
            low.1 *= 0.5;
        }
    }
    low.0
}
