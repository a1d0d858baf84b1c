//! Price coordination: the road for worlds too large for one program.
//!
//! No stock rows. Prices stand on shared limits only; given them, a search over
//! time and roads ([`search`]) finds what a tonne costs at every site on every
//! day, and each demand eats where it pays. The sum of what they gain is a
//! Lagrangian bound, valid for any prices. The primal is a set of chains
//! ([`chain`]) whose amounts are moved one after the other against an
//! augmented Lagrangian ([`field`]).

mod bound;
mod chain;
mod field;
mod fill;
mod limits;
mod search;
mod stage;
mod toll;

use crate::setting::Setting;

use bound::Offered;
use chain::{End, Maker};
use field::{Bin, Field, Window};
use limits::Limits;
use search::{Prices, Reached, Search};
use toll::Mode;

pub use stage::probe;

/// Everything the stages work on.
pub struct Coordinate<'w> {
    at: Setting<'w>,
    limits: Limits,
    modes: Vec<Mode>,
    maker: Maker,
    field: Field,
    /// Prices of the objective's own measures: loss and cost.
    loss: f64,
    cost: f64,
    live: bool,
}

/// How hard penalties press at first.
const STIFFNESS: f64 = 4.0;

fn stiffness() -> f64 {
    std::env::var("STIFF").ok().and_then(|t| t.parse().ok()).unwrap_or(STIFFNESS)
}

impl<'w> Coordinate<'w> {
    /// Nothing planned yet.
    pub fn new(at: Setting<'w>) -> Self {
        let limits = Limits::of(&at);
        let modes = toll::modes(&at);
        let (bins, windows) = meals(&at);
        let field = Field::new(limits.capacity.len(), bins, windows, stiffness());
        Self { at, limits, modes, maker: Maker::default(), field, loss: 0.0, cost: 0.0, live: false }
    }

    /// Prices of the limits at the multipliers of now.
    fn prices(&self) -> Prices {
        let field = &self.field;
        let price = |i: usize| {
            let capacity = self.limits.capacity[i];
            let asked = if self.live { field.live(i as u32, 0.0) } else { field.weight[i] * field.shift[i] };
            if asked > 0.0 && capacity > 0.0 { asked / capacity } else { 0.0 }
        };
        Prices {
            limit: (0..field.used.len()).map(price).collect(),
            struck: Vec::new(),
            loss: self.loss,
            cost: self.cost,
        }
    }

    /// Searches at the multipliers of now: what meals cost, and new chains.
    fn search(&mut self, part: (usize, usize)) -> (Offered, usize) {
        let prices = self.prices();
        let search = Search::new(&self.at, &self.limits, &self.modes);
        let reached = search.run(&prices);
        let offered = Offered::of(&self.at, &self.limits, &prices, &reached);
        let added = self.collect(&offered, &reached, part);
        (offered, added)
    }

    fn collect(&mut self, offered: &Offered, reached: &[Reached], part: (usize, usize)) -> usize {
        let periods = self.at.grid.len();
        let mut added = 0;
        for bin in 0..self.field.bins.len() {
            if self.field.bins[bin].need <= 0.0 || (bin / periods) % part.1 != part.0 {
                continue;
            }
            let worth = self.field.worth(&self.field.bins[bin], 0.0);
            for option in &offered.options[bin] {
                if option.cost >= worth + 1e-9 && !self.field.bins[bin].chains.is_empty() {
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
                let chain = self.maker.trace(&self.at, &self.limits, &self.modes, reached, end);
                if let Some(chain) = chain {
                    let own = self.loss * chain.loss + self.cost * chain.cost;
                    added += usize::from(self.field.add(bin, chain, own));
                }
            }
        }
        added
    }
}

/// Meals and windows of every demand.
fn meals(at: &Setting) -> (Vec<Bin>, Vec<Window>) {
    let mut bins = Vec::new();
    let mut windows: Vec<Window> = Vec::new();
    for g in 0..at.demands.len() {
        let first = bins.len();
        for p in 0..at.grid.len() {
            let need = if at.served[g] { at.need(g, p) } else { 0.0 };
            bins.push(Bin { need, met: 0.0, windows: Vec::new(), chains: Vec::new() });
        }
        for week in at.weeks[g].iter().filter(|_| at.served[g]) {
            let mean = week.iter().map(|entry| entry.1).sum::<f64>() / week.len() as f64;
            for &(p, weight) in week {
                bins[first + p].windows.push((windows.len() as u32, weight));
            }
            windows.push(Window {
                demand: g,
                covered: 0.0,
                target: 0.0,
                common: true,
                weight: STIFFNESS / mean,
                shift: 0.0,
                cap: 2.0 / mean / at.weeks[g].len() as f64,
            });
        }
    }
    (bins, windows)
}
