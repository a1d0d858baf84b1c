//! The book: everything that follows from a plan's rows, in exact sums.

use std::collections::BTreeMap;

use super::fleet::{self, Driven};
use super::flow::Flow;
use super::gate::{self, Gates};
use super::household::{self, Households};
use super::nutrition::{Fed, Measure, People};
use super::report::Report;
use super::rows::Rows;
use super::stock::{self, Stocks};
use super::trucks::Payloads;
use super::{basket, handout, movement, resolve, road, share};
use crate::nutrient::Nutrient;
use crate::plan::Plan;
use crate::world::World;

/// A plan's rows and their sums.
#[derive(Debug)]
pub(super) struct Book {
    pub rows: Rows,
    pub flow: Flow,
    pub payloads: Payloads,
    pub gates: Gates,
    pub driven: Driven,
    pub stocks: Stocks,
    pub homes: Households,
    pub people: People,
    /// Whether the plan chose rations within the scenario's bounds.
    pub basket: bool,
    pub energy: Measure,
    /// Every nutrient that people need, and energy in any case.
    pub fed: BTreeMap<Nutrient, Fed>,
}

impl Book {
    /// Books every row of the plan, or says which rows cannot be read.
    pub fn of(plan: &Plan, world: &World) -> Result<Self, Report> {
        let rows = resolve::rows(plan, world)?;
        let flow = Flow::of(&rows, world);
        let homes = Households::of(&rows, world);
        let people = People::of(world);
        let needs = &world.scenario.need.per_person_day;
        let needed = Nutrient::ALL.into_iter().filter(|n| needs.amount(*n) > 0.0);
        let fed = needed.chain([Nutrient::Energy]).map(|nutrient| {
            let measure = Measure::of(nutrient, &people, world);
            (nutrient, Fed::of(&measure, &homes, &people, world))
        });
        Ok(Self {
            fed: fed.collect(),
            payloads: Payloads::of(world),
            gates: Gates::of(&rows, world),
            driven: Driven::of(&rows, world),
            stocks: Stocks::of(&rows, &flow, world),
            energy: Measure::of(Nutrient::Energy, &people, world),
            rows,
            flow,
            homes,
            people,
            basket: plan.basket,
        })
    }

    /// Coverage in energy.
    pub fn energy_fed(&self) -> Option<&Fed> {
        self.fed.get(&Nutrient::Energy)
    }

    /// Holds the sums to every rule of the world.
    pub fn hold(&self, world: &World, report: &mut Report) {
        movement::check(&self.rows, &self.flow, world, report);
        road::check(&self.flow, &self.payloads, world, report);
        gate::check(&self.rows, &self.gates, &self.payloads, world, report);
        fleet::check(&self.driven, &self.payloads, world, report);
        stock::check(&self.stocks, &self.homes, world, report);
        handout::check(&self.rows, &self.energy, world, report);
        household::check(&self.homes, &self.energy, &self.people, world, report);
        if self.basket {
            basket::check(&self.homes, &self.people, world, report);
        }
        if let Some(fed) = self.energy_fed() {
            share::check(&self.rows, fed, world, report);
        }
    }
}
