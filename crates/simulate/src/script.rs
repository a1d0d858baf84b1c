//! The script of a policy: what it would do on every day if all went as
//! expected, in flat tables that a run reads and never changes.
//!
//! A run follows the script by its stocks: what lies at a place above what the
//! script would leave there moves on. So a day on which nothing happened follows
//! the script to the gram, and what was late goes on as soon as limits allow.

use safeconduct_model::index::Index;
use safeconduct_model::nutrient::Nutrient;
use safeconduct_model::plan::{Grams, Plan};
use safeconduct_model::site::SiteKind;
use safeconduct_model::units::GRAMS_PER_TONNE;
use safeconduct_model::world::World;

use crate::error::Error;

mod lanes;
mod limits;
mod loot;
mod mix;
mod people;
mod places;
mod roads;
mod scarce;
mod stocks;

pub use lanes::{Lane, Way};
pub use limits::Limits;
pub use loot::Loot;
pub use mix::Mix;
pub use people::People;
pub use places::{Chain, Source};
pub use roads::{Roads, Step, Target};
pub use scarce::Curve;
pub use stocks::Stocks;

/// Which of its corridors the trucks of a lane take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// By lot, as the plan mixes them.
    Mix,
    /// The quickest that is open.
    Shortest,
    /// Those of the plan one after the other, day by day.
    Rotation,
}

/// A policy to play: a plan, and how its trucks find their way.
#[derive(Clone, Copy, Debug)]
pub struct Policy<'a> {
    /// Name, as on the command line.
    pub name: &'a str,
    /// What moves when, for whom.
    pub plan: &'a Plan,
    /// How trucks find their way.
    pub rule: Rule,
}

/// Share of convoys that come through stretches with these expected losses.
#[must_use]
pub fn survival(losses: impl Iterator<Item = f64>) -> f64 {
    losses.map(|loss| 1.0 - loss).product()
}

/// Sizes of the tables.
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    /// Days.
    pub days: usize,
    /// Sites.
    pub sites: usize,
    /// Commodities.
    pub goods: usize,
    /// Segments.
    pub segments: usize,
    /// Groups of people.
    pub groups: usize,
}

/// The script of one policy.
#[derive(Debug)]
pub struct Script<'a> {
    /// The world it is for.
    pub world: &'a World,
    /// Sizes of the tables.
    pub size: Sizes,
    /// Strikes (Γ) of the plan.
    pub gamma: f64,
    /// By commodity: USD a gram.
    pub value: Vec<f64>,
    /// By commodity: kcal a gram.
    pub energy: Vec<f64>,
    /// Places that goods leave from, in the order in which they send.
    pub sources: Vec<Source>,
    /// Lanes, those of a source together.
    pub lanes: Vec<Lane>,
    /// Ways, those of a lane together.
    pub ways: Vec<Way>,
    /// Roads by day, and the steps of ways.
    pub roads: Roads,
    /// What goes where.
    pub mix: Mix,
    /// Limits on what goes beyond the script.
    pub limits: Limits,
    /// Goods at places.
    pub stocks: Stocks,
    /// Hand-outs and meals.
    pub people: People,
    /// What each target promises in the mean.
    pub loot: Loot,
    /// Chains of crossings.
    pub chains: Vec<Chain>,
    /// Scarcity curves.
    pub curves: Vec<Curve>,
    /// By day: segments that may be closed, with the chance.
    pub closures: Vec<Vec<(usize, f64)>>,
}

impl<'a> Script<'a> {
    /// The script of a policy in a world; its plan must be one of that world.
    ///
    /// # Errors
    /// A plan that names what the world does not have.
    pub fn of(policy: &Policy, world: &'a World) -> Result<Self, Error> {
        let scenario = &world.scenario;
        let index = Index::of(scenario);
        let size = Sizes {
            days: world.days,
            sites: scenario.sites.len(),
            goods: scenario.commodities.len(),
            segments: scenario.segments.len(),
            groups: world.groups.len(),
        };
        let value = |usd: f64| usd / GRAMS_PER_TONNE;
        let value: Vec<f64> =
            scenario.commodities.iter().map(|c| value(c.value_usd_per_t.0)).collect();
        let energy: Vec<f64> = scenario
            .commodities
            .iter()
            .map(|c| c.nutrients_per_kg.amount(Nutrient::Energy) / 1000.0)
            .collect();
        let mut roads = Roads::of(world);
        let table = lanes::table(policy.plan, world, &index, &mut roads)?;
        let sources = places::sources(&table.lanes, &table.ways, world);
        let stocks = stocks::stocks(policy.plan, &table, (world, &index), &roads)?;
        let lie = stocks.lie(&table.lanes, (size.sites, size.goods));
        let people = people::people(policy.plan, (world, &index), &lie, &energy)?;
        let mix = mix::mix(&table, policy.rule, (world, &roads), size);
        let limits = limits::limits(&table, (&mix, &stocks), &roads, world, policy.rule);
        let loot = loot::loot(&table, &mix, &roads, &value, size);
        Ok(Self {
            world,
            size,
            gamma: policy.plan.gamma.max(0.0),
            value,
            energy,
            sources,
            mix,
            limits,
            loot,
            lanes: table.lanes,
            ways: table.ways,
            roads,
            stocks,
            people,
            chains: places::chains(world, &index),
            curves: scarce::curves(world, &index),
            closures: scarce::closures(world, &index),
        })
    }

    /// Number of targets.
    #[must_use]
    pub fn targets(&self) -> usize {
        self.roads.targets.len()
    }

    /// Whether a site lets supplies in from outside.
    #[must_use]
    pub fn is_crossing(&self, site: usize) -> bool {
        self.world.scenario.sites[site].kind == SiteKind::Crossing
    }
}

/// A plan's rows by position: lanes, ways, and what leaves on them.
#[derive(Debug)]
pub struct Table {
    /// Lanes, in the order of where they leave.
    pub lanes: Vec<Lane>,
    /// Ways, those of a lane together.
    pub ways: Vec<Way>,
    /// What leaves: day, way, commodity, mass.
    pub rows: Vec<(usize, usize, usize, Grams)>,
}
