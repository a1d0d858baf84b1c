//! Price coordination: the road for worlds too large for one program.
//!
//! No stock rows. Prices stand on shared limits only; given them, a search over
//! time and roads ([`search`]) finds what a tonne costs at every site on every
//! day, and each demand eats where it pays. The sum of what they gain is a
//! Lagrangian bound, valid for any prices. The primal is a set of chains
//! ([`chain`]) whose amounts are moved one after the other against an
//! augmented Lagrangian ([`field`]).

mod alarm;
mod asked;
mod bound;
mod certificate;
mod chain;
mod course;
mod danger;
mod displace;
mod explain;
mod fair;
mod field;
mod fill;
mod harden;
mod leximin;
mod limits;
mod loss;
mod lower;
mod lower_bound;
mod meal;
mod pace;
mod peril;
mod planned;
mod rents;
mod search;
mod settle;
mod shift;
mod sparse;
mod stage;
mod strikes;
mod struck;
mod swap;
mod toll;
mod total;
mod total_bound;

use std::sync::Arc;

use crate::setting::Setting;

use alarm::Alarm;
use bound::Offered;
use certificate::Told;
use chain::{End, Maker};
use field::Field;
use limits::Limits;
use meal::meals;
use peril::Peril;
use search::{Prices, Reached, Search};
use struck::Struck;
use toll::Mode;

pub use planned::{plan, suits};

/// How hard penalties press at first: the price that using all of a limit twice
/// over would have, beside a reward of 1. Hard, for multipliers have far to go.
const STIFFNESS: f64 = 1.0;

/// Chains that carry nothing are kept while they are this close to the
/// cheapest of their meal.
const MARGIN: f64 = 0.0003;

/// Shift of a limit when a chain first uses it: prices rise from this share
/// below full use, so that early loads spread.
const SPREAD: f64 = 0.3;

/// Everything the stages work on.
pub struct Coordinate<'w> {
    at: Setting<'w>,
    limits: Limits,
    modes: Vec<Mode>,
    /// Whether some of a load may be lost on the road, whatever strikes.
    lossy: bool,
    maker: Maker,
    field: Field,
    /// By chain, once a stage looks at losses.
    perils: Vec<Peril>,
    /// What may be struck together, once a stage has looked for it.
    struck: Option<Struck>,
    /// What danger asks in searches.
    alarm: Arc<Alarm>,
    searches: usize,
    told: Vec<Told>,
    /// Prices of the levels beyond the first.
    levels_told: Vec<Told>,
    /// How near to the prices of now, from those of the best bound, the next is
    /// looked for.
    nearness: f64,
    /// What a thousand USD lost weighed in the loss stage; 0 before it.
    weight_of_loss: f64,
}

/// How a search is made.
#[derive(Clone, Copy)]
struct Ask {
    /// Prices of now rather than multipliers.
    live: bool,
    /// Whether goods may wait.
    waiting: bool,
    /// Ways kept for a meal.
    kept: usize,
    /// Demands to find chains for.
    part: Part,
}

/// A part of many: those whose index leaves `rest` when divided by `of`.
#[derive(Clone, Copy)]
pub struct Part {
    rest: usize,
    of: usize,
}

impl Part {
    const ALL: Self = Self { rest: 0, of: 1 };
    const NONE: Self = Self { rest: 1, of: 1 };

    fn has(self, index: usize) -> bool {
        index % self.of == self.rest
    }
}

impl<'w> Coordinate<'w> {
    /// Nothing planned yet.
    pub fn new(at: Setting<'w>) -> Self {
        let limits = Limits::of(&at);
        let modes = toll::modes(&at);
        let lossy = toll::lossy(&at);
        let (bins, windows) = meals(&at);
        let base = limits.capacity.len();
        let mut field = Field::new(base, bins, windows, STIFFNESS);
        field.initial_shift = SPREAD;
        Self {
            at,
            limits,
            modes,
            lossy,
            maker: Maker::default(),
            field,
            perils: Vec::new(),
            struck: None,
            alarm: Arc::new(Alarm::none()),
            searches: 0,
            told: Vec::new(),
            levels_told: Vec::new(),
            nearness: 1.0,
            weight_of_loss: 0.0,
        }
    }

    fn prices(&self, live: bool) -> Prices {
        let field = &self.field;
        let price = |i: usize| {
            let capacity = self.limits.capacity[i];
            let asked =
                if live { field.live(i as u32, 0.0) } else { field.weight[i] * field.shift[i] };
            if asked > 0.0 && capacity > 0.0 { asked / capacity } else { 0.0 }
        };
        Prices {
            limit: (0..self.limits.capacity.len()).map(price).collect(),
            alarm: Arc::clone(&self.alarm),
        }
    }

    /// Looks for chains of the demands asked for.
    fn search(&mut self, ask: Ask) {
        self.search_for(self.prices(ask.live), ask, ask.part);
    }

    /// What meals cost at given prices; no chains are looked for.
    fn costs_at(&mut self, prices: Prices) -> Offered {
        self.search_at(prices, Ask { live: false, waiting: true, kept: 1, part: Part::NONE })
    }

    /// Searches at given prices: what all meals cost.
    fn search_at(&mut self, prices: Prices, ask: Ask) -> Offered {
        self.search_for(prices, ask, Part::ALL)
    }

    /// Searches at given prices: what the meals of these demands cost.
    fn search_for(&mut self, prices: Prices, ask: Ask, demands: Part) -> Offered {
        let mut search = Search::new(&self.at, &self.limits, &self.modes, self.lossy);
        search.waiting = ask.waiting;
        let reached = search.run(&prices);
        let offered = Offered::of(&self.at, &self.limits, prices, &reached, ask.kept, demands);
        self.collect(&offered, &reached, ask.part);
        self.searches += 1;
        offered
    }

    /// Keeps the new chains among what demands of a part are offered.
    fn collect(&mut self, offered: &Offered, reached: &[Reached], part: Part) {
        let periods = self.at.grid.len();
        for bin in 0..self.field.bins.len() {
            if self.field.bins[bin].need <= 0.0 || !part.has(bin / periods) {
                continue;
            }
            let worth = self.field.worth(&self.field.bins[bin], 0.0);
            for option in &offered.options[bin] {
                if !self.alarm.rings()
                    && option.cost >= worth + 1e-9
                    && !self.field.bins[bin].chains.is_empty()
                {
                    continue;
                }
                let end = End {
                    demand: bin / periods,
                    eaten: bin % periods,
                    commodity: option.commodity as usize,
                    site: option.site as usize,
                    handed: option.handed as usize,
                };
                let reached = &reached[end.commodity];
                let way = self.maker.trace(&self.at, &self.modes, reached, end);
                let new = way.filter(|way| !self.field.knows(bin, way));
                let chain = new.and_then(|way| self.maker.compose(&self.at, &self.limits, way));
                if let Some(chain) = chain {
                    self.field.add(bin, chain);
                }
            }
        }
    }
}
