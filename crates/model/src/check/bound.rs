//! A bound that no plan can beat, from prices that nobody has to trust.
//!
//! A stage's objective and every limit of a world (its module comment) make a
//! linear program over days, sites, commodities and groups, with a column for
//! every corridor there could be. For prices of the shared limits that are not
//! negative, take what a tonne is worth at most wherever and whenever it lies
//! (`worth`, by a label search over all roads), what a meal is worth
//! (`reward`), and add up
//!
//! > Σ limit x price + Σ supply x what a tonne earns beyond its price + stock
//! > on hand x its worth + Σ people x what a meal earns beyond its charge
//! > - Σ what earlier stages keep x price.
//!
//! By weak duality no plan reaches more. The prices come from a plan's
//! certificate; the worths are found here, so they are right whatever the
//! prices, and wrong prices give a bound that is weak, never one that is wrong.
//!
//! **Rounding.** All terms are 0 or more and are rounded outward (`round`):
//! what counts for the objective upward, what counts against it downward, so
//! that the bound holds in real numbers and not only in `f64`. A figure means
//! the decimal it reads back as; the widening covers the difference.
//!
//! **What it leaves open.** Amounts are real numbers here and grams in a plan:
//! a plan may miss shares and floors by the allowance of the checker, and lose
//! a gram less a segment. The bound is one over plans with the centres that the
//! plan opens, within the certificate's scope, that keep what earlier stages
//! reached. Rounds of the fair stage after the first are kept as levels but
//! not proved one by one.
//!
//! **Cost.** A search for every day whose prices or roads differ from the day
//! after, dispatching site, track, fleet and (where losses count) value. Where trips
//! end on the day they begin, what goods can still come to is first found backward for
//! all sites at once (`promise`), and searches go only where that is more than they are
//! worth as they lie.

mod facts;
mod known;
mod limit;
mod price;
mod promise;
mod reachable;
mod reward;
mod round;
mod runs;
mod strike;
mod toll;
mod walk;
mod worth;

use crate::plan::OpenCentre;
use crate::plan::certificate::{GroupName, Kept, Proof, Scope};
use crate::world::World;

use facts::Facts;
use known::Known;
use price::{Prices, group_at};
pub use reward::WEEK_DAYS;
pub use toll::USD_PER_TRUCK_KM;

use round::{add_down, add_up, lower, mul_down, mul_up, sub_up, upper};
use toll::Weights;
use worth::{Valuing, Worth};

/// Why no bound follows from a proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused(pub String);

/// What a stage is after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aim {
    /// The largest share of all floors of the framework.
    Floors,
    /// The largest least week of those who can be reached.
    Fair,
    /// The most people-days.
    Total,
    /// The least worst case plus expected loss.
    Loss,
    /// The least purchases plus truck-kilometres.
    Cost,
}

impl Aim {
    /// Every aim, in the order of the stages.
    pub const ALL: [Self; 5] = [Self::Floors, Self::Fair, Self::Total, Self::Loss, Self::Cost];

    /// The stage's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Floors => "floors",
            Self::Fair => "fair",
            Self::Total => "total",
            Self::Loss => "loss",
            Self::Cost => "cost",
        }
    }

    /// The unit of the stage's value and bound.
    #[must_use]
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Floors | Self::Fair => "share",
            Self::Total => "people-days",
            Self::Loss | Self::Cost => "USD",
        }
    }

    /// The aim of a stage by its name.
    #[must_use]
    pub fn of(stage: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|aim| aim.name() == stage)
    }

    /// Whether less is better.
    #[must_use]
    pub const fn lowers(self) -> bool {
        matches!(self, Self::Loss | Self::Cost)
    }
}

/// Bounds for one world, choice of centres and scope.
#[derive(Debug)]
pub struct Bounds<'w> {
    facts: Facts<'w>,
    gamma: f64,
    open: Option<Vec<OpenCentre>>,
    scope: Scope,
    known: Known,
}

impl<'w> Bounds<'w> {
    /// Looks the world up. Where terms limit the number of centres, bounds are
    /// over plans that open these; over any, where none are named.
    #[must_use]
    pub fn of(world: &'w World, gamma: f64, open: Option<&[OpenCentre]>, scope: Scope) -> Self {
        let facts = Facts::of(world, open).rations(scope.rations_within_bounds);
        let open = open.map(<[OpenCentre]>::to_vec);
        Self { facts, gamma, open, scope, known: Known::default() }
    }

    /// Whether these bounds are about this very world, choice of centres and scope.
    #[must_use]
    pub fn are_of(
        &self,
        world: &World,
        gamma: f64,
        open: Option<&[OpenCentre]>,
        scope: Scope,
    ) -> bool {
        std::ptr::eq(self.facts.world, world)
            && self.gamma.to_bits() == gamma.to_bits()
            && self.open.as_deref() == open
            && self.scope == scope
    }

    /// As [`Self::bound`], and remembered: asked for the same again, it is not looked
    /// for again.
    ///
    /// # Errors
    /// As for [`Self::bound`].
    pub fn find(&mut self, aim: Aim, kept: &Kept, proof: &Proof) -> Result<f64, Refused> {
        let found = self.bound(aim, kept, proof)?;
        self.known.keep(aim, kept, proof, found);
        Ok(found)
    }

    /// What no plan of the scope that keeps `kept` can better, in the unit of
    /// the stage; infinite (zero where less is better) if the prices prove
    /// nothing.
    ///
    /// # Errors
    /// Prices that are not of this world, not above zero, or not all there.
    pub fn bound(&self, aim: Aim, kept: &Kept, proof: &Proof) -> Result<f64, Refused> {
        if let Some(found) = self.known.of(aim, kept, proof) {
            return Ok(found);
        }
        let prices = Prices::of(&self.facts, proof)?;
        let raised = self.raised(&proof.not_raised)?;
        if aim == Aim::Fair && !raised.contains(&true) {
            return Ok(0.0);
        }
        let weights = weights(aim, &prices)?;
        let total = if aim == Aim::Total { 1.0 } else { prices.total };
        let alike = self.scope.like_days_alike;
        let rewards = reward::of_met(&self.facts, &prices, total, alike);
        let held = reward::of_held(&self.facts, &prices);
        let valuing = Valuing {
            facts: &self.facts,
            prices: &prices,
            weights,
            gamma: self.gamma,
            same_day: self.scope.trips_within_a_day,
            held: &held,
        };
        let Some(worth) = valuing.worth() else { return Ok(unproved(aim)) };
        let mut most = add_up(prices.held, reward::beyond_charge(&self.facts, &prices, &rewards));
        most = add_up(most, reward::of_rations(&self.facts, &prices));
        most = add_up(most, self.supplied(&valuing, &worth));
        most = add_up(most, self.slack(aim, &prices, &raised));
        if aim == Aim::Cost {
            most = add_up(most, mul_up(prices.loss, kept.loss_usd.unwrap_or(f64::INFINITY)));
        }
        let earned = self.kept(aim, kept, &prices)?;
        Ok(signed(aim, most, earned))
    }

    /// By group: whether the fair stage raises it.
    fn raised(&self, not: &[GroupName]) -> Result<Vec<bool>, Refused> {
        let mut raised: Vec<bool> = (0..self.facts.world.groups.len())
            .map(|g| (0..self.facts.world.days).any(|d| self.facts.world.people(g, d) > 0.0))
            .collect();
        for name in not {
            let group = group_at(&self.facts, name.zone.as_str(), name.group);
            let slot = group.and_then(|g| raised.get_mut(g));
            let unknown = || Refused(format!("there is no such group in zone `{}`", name.zone));
            *slot.ok_or_else(unknown)? = false;
        }
        Ok(raised)
    }

    /// Supply and stock on hand, at what they earn beyond what they cost.
    fn supplied(&self, valuing: &Valuing, worth: &Worth) -> f64 {
        let mut sum = 0.0;
        for offer in &self.facts.offers {
            let (s, k) = (offer.site, offer.commodity);
            let life = self.facts.life[k].unwrap_or(0);
            let pays = lower(valuing.weights.cost * offer.usd_per_t);
            for day in offer.days.clone() {
                let anywhere = &valuing.prices.shelf_life_anywhere[k];
                let last = (day + life).min(anywhere.len());
                let anywhere = anywhere[day..last].iter().fold(0.0, |sum, p| add_up(sum, *p));
                let fresh = add_up(valuing.fresh(s, k, day), anywhere);
                let earns = sub_up(add_up(worth[s][k][day], fresh), pays);
                if earns > 0.0 {
                    sum = add_up(sum, mul_up(upper(offer.tonnes_per_day), earns));
                }
            }
        }
        for &(s, k, tonnes) in &self.facts.initial {
            let at_start = worth[s][k].first().copied().unwrap_or(0.0);
            sum = add_up(sum, mul_up(upper(tonnes), at_start));
        }
        sum
    }

    /// What the level itself (at most 1) gains where its prices are too low.
    fn slack(&self, aim: Aim, prices: &Prices, raised: &[bool]) -> f64 {
        let down = |sum, price: &f64| add_down(sum, *price);
        match aim {
            Aim::Floors => {
                let floors = self.facts.world.floors.iter().zip(&prices.floor);
                let priced = floors.map(|(f, price)| mul_down(*price, lower(f.coverage)));
                sub_up(1.0, priced.fold(0.0, add_down)).max(0.0)
            }
            Aim::Fair => {
                let weeks = prices.week.iter().flat_map(|by_group| by_group.iter().zip(raised));
                let rows = weeks.filter(|(_, raised)| **raised).flat_map(|(row, _)| row);
                sub_up(1.0, rows.fold(0.0, down)).max(0.0)
            }
            Aim::Total | Aim::Loss | Aim::Cost => 0.0,
        }
    }

    /// What earlier stages keep, at its price.
    fn kept(&self, aim: Aim, kept: &Kept, prices: &Prices) -> Result<f64, Refused> {
        let mut sum = 0.0;
        if aim != Aim::Floors {
            let share = kept.floors.unwrap_or(0.0);
            for (floor, price) in self.facts.world.floors.iter().zip(&prices.floor) {
                sum = add_down(sum, lower(price * floor.coverage * share));
            }
        }
        if aim > Aim::Fair {
            for level in &kept.levels {
                let group = group_at(&self.facts, level.zone.as_str(), level.group);
                let unknown = || Refused(format!("there is no such group in `{}`", level.zone));
                let group = group.ok_or_else(unknown)?;
                for by_group in &prices.week {
                    let price = by_group[group].iter().fold(0.0, |sum, p| add_down(sum, *p));
                    sum = add_down(sum, mul_down(price, level.level.max(0.0)));
                }
            }
        }
        if aim > Aim::Total {
            sum = add_down(sum, mul_down(prices.total, kept.people_days.unwrap_or(0.0)));
        }
        Ok(sum)
    }
}

/// How much a stage minds losses and costs.
fn weights(aim: Aim, prices: &Prices) -> Result<Weights, Refused> {
    let unfit =
        |what: &str| Err(Refused(format!("{what} is not kept before stage {}", aim.name())));
    if prices.total > 0.0 && aim <= Aim::Total {
        return unfit("the total");
    }
    if prices.loss > 0.0 && aim <= Aim::Loss {
        return unfit("the loss");
    }
    Ok(match aim {
        Aim::Floors | Aim::Fair | Aim::Total => Weights { loss: 0.0, cost: 0.0 },
        Aim::Loss => Weights { loss: 1.0, cost: 0.0 },
        Aim::Cost => Weights { loss: prices.loss, cost: 1.0 },
    })
}

/// What is said where the prices prove nothing.
fn unproved(aim: Aim) -> f64 {
    if aim.lowers() { 0.0 } else { f64::INFINITY }
}

/// The bound in the stage's own sense: the program is one of gains, and
/// losses and costs are gains below zero.
fn signed(aim: Aim, most: f64, earned: f64) -> f64 {
    let gain = (most - earned).next_up();
    if gain.is_nan() {
        return unproved(aim);
    }
    match aim {
        Aim::Floors | Aim::Fair => gain.clamp(0.0, 1.0),
        Aim::Total => gain.max(0.0),
        Aim::Loss | Aim::Cost => (-gain).max(0.0),
    }
}
