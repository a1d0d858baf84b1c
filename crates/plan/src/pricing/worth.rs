//! What goods are worth where they arrive: which labels need no second look.

use super::{Label, WORTH};
use crate::program::{Key, Program};

/// What goods are worth where they arrive, at the last solution's prices.
pub struct Worth {
    /// By commodity: whether any place has more use for a later arrival.
    pub later: Vec<bool>,
    /// By commodity, site and period: the most that a tonne arriving then or
    /// later is worth; none where other prices at its ends may add to it.
    most: Option<Vec<Vec<Vec<f64>>>>,
}

impl Worth {
    /// At the prices of the last solution.
    pub fn of(program: &Program) -> Self {
        let at = &program.at;
        let perishes = |k: usize| at.shelf_life(k).is_some();
        let mut most = vec![vec![vec![0.0; at.grid.len()]; at.sites()]; at.commodities()];
        let mut later: Vec<bool> = (0..at.commodities()).map(perishes).collect();
        let bounded = at.world.share_rules.is_empty() && !later.contains(&true);
        for (k, most) in most.iter_mut().enumerate() {
            for &s in &at.network.destinations {
                let mut before = f64::INFINITY;
                for (p, most) in most[s].iter_mut().enumerate() {
                    *most = program.worth_at(s, k, p);
                    let worth = *most + program.lp.price(Key::Throughput(s, p));
                    later[k] |= worth > before + 1e-9 * (1.0 + before.abs());
                    before = worth;
                }
                for p in (1..at.grid.len()).rev() {
                    most[s][p - 1] = most[s][p - 1].max(most[s][p]);
                }
            }
        }
        Self { later, most: bounded.then_some(most) }
    }

    /// Whether a label of a search from a site and period cannot make a column
    /// worth adding, by a bound on what it gains.
    pub fn hopeless(
        &self,
        program: &Program,
        (from, period): (usize, usize),
        k: usize,
        label: &Label,
    ) -> bool {
        let Some(most) = &self.most else { return false };
        let given = program.worth_at(from, k, period);
        label.gain + label.left * most[k][label.site][period] - given <= WORTH
    }
}
