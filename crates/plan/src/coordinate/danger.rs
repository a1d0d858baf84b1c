//! What amounts lose in the worst case and on average, and what they cost.

use super::Coordinate;
use super::sparse::gather;
use crate::attack::{self, Load, Meeting};
use safeconduct_model::interceptor::Budget;

impl Coordinate<'_> {
    /// Worst case plus expected loss of the amounts of now, thousand USD: exact
    /// where strikes are counted by the day, additive where they are not.
    pub fn loss_usd(&self) -> f64 {
        let worst: f64 = match self.at.world.scenario.interceptor.per {
            Budget::Day => self.loads().iter().map(|loads| self.worst(loads)).sum(),
            Budget::Horizon => self.over_the_horizon(),
        };
        self.expected_usd() + worst
    }

    /// Expected loss of the amounts of now, thousand USD.
    pub fn expected_usd(&self) -> f64 {
        self.perils.iter().zip(&self.field.amount).map(|(peril, x)| peril.lost * x).sum()
    }

    /// Purchases and truck-kilometres of the amounts of now, thousand USD.
    pub fn cost_usd(&self) -> f64 {
        self.perils.iter().zip(&self.field.amount).map(|(peril, x)| peril.cost * x).sum()
    }

    fn worst(&self, loads: &[Load]) -> f64 {
        let (whole, share) = attack::parts(self.at.gamma);
        let targets = attack::singles(loads).len();
        if attack::searchable(targets, whole + usize::from(share > 0.0)) {
            attack::worst_share(loads, self.at.gamma)
        } else {
            attack::additive(loads, self.at.gamma)
        }
    }

    /// The Γ largest of all days; the days of a period are alike.
    fn over_the_horizon(&self) -> f64 {
        let mut all: Vec<(f64, f64)> = Vec::new();
        for (p, loads) in self.loads().iter().enumerate() {
            let days = self.at.grid.days(p);
            all.extend(attack::singles(loads).into_iter().map(|taken| (taken / days, days)));
        }
        all.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut left = self.at.gamma;
        let mut sum = 0.0;
        for (taken, days) in all {
            let strikes = days.min(left);
            sum += taken * strikes;
            left -= strikes;
        }
        sum
    }

    /// Loads by period, thousand USD.
    pub fn loads(&self) -> Vec<Vec<Load>> {
        let world = self.at.world;
        let load = |p: usize, corridor: u32, value: f64| {
            let corridor = &self.maker.corridors[corridor as usize];
            let left = corridor.survival(world, self.at.grid.day(p));
            let stops = self.at.targets.stops(
                world,
                corridor.from,
                &corridor.segments,
                self.at.grid.day(p),
            );
            let meeting = |stop: crate::target::Stop| Meeting {
                target: stop.target,
                entering: left[stop.driven],
                exposure: stop.exposure,
            };
            Load { value, meetings: stops.into_iter().map(meeting).collect() }
        };
        let mut loads: Vec<Vec<Load>> = vec![Vec::new(); self.at.grid.len()];
        for ((p, corridor), value) in self.sent() {
            loads[p as usize].push(load(p as usize, corridor, value));
        }
        loads
    }

    /// By period and corridor, ascending: the value that leaves, thousand USD.
    fn sent(&self) -> Vec<((u32, u32), f64)> {
        let commodities = &self.at.world.scenario.commodities;
        let mut sent: Vec<((u32, u32), f64)> = Vec::new();
        let chains = self.field.chains.iter().zip(&self.field.amount);
        for (chain, amount) in chains.filter(|(_, amount)| **amount > 0.0) {
            let value = commodities[chain.commodity as usize].value_usd_per_t.0 / 1000.0;
            let legs = chain.legs.iter();
            sent.extend(legs.map(|leg| ((leg.period, leg.corridor), leg.tonnes * amount * value)));
        }
        gather(&mut sent);
        sent
    }
}
