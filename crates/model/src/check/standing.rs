//! Where a plan stands in the objective of every stage.

use num_rational::BigRational;

use super::book::Book;
use super::bound::{Aim, WEEK_DAYS};
use super::number::{Decimal, nearest, share};
use crate::plan::Claims;
use crate::world::World;

/// What a plan reaches in the objective of every stage, whatever it claims.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// Share of all floors kept, at most 1; none without floors.
    pub floors: Option<f64>,
    /// By group: its least mean coverage over any window of seven days and
    /// fair nutrient; none where it never needs anything.
    pub levels: Vec<Option<f64>>,
    /// People-days at full energy need.
    pub people_days: f64,
    /// Worst case plus expected loss, USD.
    pub loss_usd: f64,
    /// Purchases plus truck-kilometres, USD.
    pub cost_usd: f64,
}

impl Standing {
    /// Recounted from a plan's rows.
    pub(super) fn of(book: &Book, found: &Claims, world: &World) -> Self {
        Self {
            floors: floors(book, world),
            levels: (0..world.groups.len()).map(|group| level(book, group, world)).collect(),
            people_days: found.people_days,
            loss_usd: found.worst_case_usd + found.loss.value_usd,
            cost_usd: found.purchase_usd + found.truck_km * super::bound::USD_PER_TRUCK_KM,
        }
    }

    /// The objective of a stage; fair is the least level of the groups raised.
    #[must_use]
    pub fn reached(&self, aim: Aim, raised: impl Fn(usize) -> bool) -> f64 {
        match aim {
            Aim::Floors => self.floors.unwrap_or(1.0),
            Aim::Fair => {
                let levels = self.levels.iter().enumerate().filter(|(g, _)| raised(*g));
                let least = levels.filter_map(|(_, level)| *level).reduce(f64::min);
                least.unwrap_or(0.0)
            }
            Aim::Total => self.people_days,
            Aim::Loss => self.loss_usd,
            Aim::Cost => self.cost_usd,
        }
    }
}

fn level(book: &Book, group: usize, world: &World) -> Option<f64> {
    let fair = world.scenario.need.fair.iter().filter_map(|n| book.fed.get(n));
    let needed = |n: &&super::nutrition::Fed| n.needed[group].iter().any(|n| *n != 0.into());
    fair.filter(needed).filter_map(|fed| fed.least_window(group, WEEK_DAYS)).min().map(share)
}

fn floors(book: &Book, world: &World) -> Option<f64> {
    let fed = book.energy_fed()?;
    let mut least: Option<BigRational> = None;
    for floor in &world.floors {
        let (met, needed) = fed.met(floor.group, floor.days.clone());
        let asked = BigRational::from_integer(needed) * Decimal::of(floor.coverage).fraction();
        if asked == BigRational::from_integer(0.into()) {
            continue;
        }
        let kept = BigRational::from_integer(met) / asked;
        least = Some(least.map_or(kept.clone(), |least| least.min(kept)));
    }
    least.map(|share| nearest(&share).min(1.0))
}
