//! What nobody on the road decides: crossings, closures, strikes to spend,
//! losses that follow from scarcity.

use safeconduct_model::interceptor::Budget;

use super::Run;
use crate::chance::Dice;

impl Run<'_> {
    /// Strikes of the day: Γ, its fraction by lot; over the horizon, what is left
    /// of it spread by lot over the days that are left.
    pub(super) fn strikes(&self, day: usize, mind: &mut Dice) -> usize {
        let mean = match self.script.world.scenario.interceptor.per {
            Budget::Day => self.script.gamma,
            Budget::Horizon => {
                let left = (self.script.gamma - self.tally.strikes as f64).max(0.0);
                left / (self.script.size.days - day) as f64
            }
        };
        let whole = mean.floor();
        whole as usize + usize::from(mind.happens(mean - whole))
    }

    /// Crossings, closures, losses and limits of the day.
    pub(super) fn nature(&mut self, dice: &mut Dice) {
        self.crossings(dice);
        let (script, day) = (self.script, self.today.day);
        let size = script.size;
        if std::mem::take(&mut self.today.any_shut) {
            self.today.shut_roads.fill(false);
        }
        for &(segment, chance) in &script.closures[day] {
            let shut = dice.happens(chance);
            self.today.shut_roads[segment] |= shut;
            self.today.any_shut |= shut;
        }
        let losses = &script.roads.loss[day * size.segments..][..size.segments];
        self.today.loss.copy_from_slice(losses);
        for (recent, curve) in self.state.recent.iter().zip(&script.curves) {
            let coverage = recent.iter().sum::<f64>() / recent.len() as f64;
            let loss = curve.curve.at(coverage);
            let shares = [loss.seized.0, loss.self_distributed.0, loss.refused.0];
            curve.segments.iter().for_each(|&segment| self.today.loss[segment] = shares);
        }
        for (left, cap) in self.today.entries.iter_mut().zip(&script.world.entry_caps) {
            *left = if cap.days.contains(&day) { cap.trucks_per_day } else { f64::INFINITY };
        }
        let limits = &script.limits;
        let rooms =
            [&limits.road_trucks, &limits.fleet_days, &limits.site_grams, &limits.store_grams];
        for (room, from) in self.today.room.iter_mut().zip(rooms) {
            let wide = room.len();
            room.copy_from_slice(&from[day * wide..(day + 1) * wide]);
        }
    }

    fn crossings(&mut self, dice: &mut Dice) {
        let day = self.today.day;
        for (at, chain) in self.script.chains.iter().enumerate() {
            let open = match (day, self.state.open[at]) {
                (0, _) => dice.happens(chain.open_at_start),
                (_, true) => !dice.happens(chain.close),
                (_, false) => dice.happens(chain.open),
            };
            self.state.open[at] = open;
            self.today.shut_sites[chain.site] = !open;
            let part = if chain.trucks.len() > 1 { dice.uniform() } else { 0.0 };
            self.today.trucks[chain.site] = chain.trucks(part);
            self.tally.crossing_days += 1;
            self.tally.open_days += u32::from(open);
        }
    }

    /// Keeps today's coverage for the days to come.
    pub(super) fn remember(&mut self) {
        let (world, day) = (self.script.world, self.today.day);
        for (recent, curve) in self.state.recent.iter_mut().zip(&self.script.curves) {
            let (mut fed, mut people) = (0.0, 0.0);
            for &group in &curve.groups {
                people += world.people(group, day);
                fed += world.people(group, day) * self.today.coverage[group];
            }
            let at = day % recent.len();
            recent[at] = if people > 0.0 { fed / people } else { 1.0 };
        }
    }
}
