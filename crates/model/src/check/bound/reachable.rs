//! Whom anything can reach at all.

use super::Bounds;
use super::strike::Strikes;
use super::toll::Toll;
use super::walk::Search;

impl Bounds<'_> {
    /// By group: whether any supply or stock can reach a site where it may be
    /// handed out to them, on roads open on some day.
    #[must_use]
    pub fn reachable(&self) -> Vec<bool> {
        let supplied = self.supplied_sites();
        let days = self.facts.world.days;
        let groups = self.facts.world.groups.iter();
        let some_day = |site: usize| (0..days).any(|d| self.facts.hands_out[site][d]);
        groups.map(|g| g.sites.iter().any(|&s| supplied[s] && some_day(s))).collect()
    }

    fn supplied_sites(&self) -> Vec<bool> {
        let facts = &self.facts;
        let mut supplied = vec![false; facts.steps.len()];
        for (site, _, tonnes) in &facts.initial {
            supplied[*site] |= *tonnes > 0.0;
        }
        for offer in &facts.offers {
            supplied[offer.site] |= offer.tonnes_per_day > 0.0 && !offer.days.is_empty();
        }
        let mut open: Vec<usize> =
            facts.origins.iter().copied().filter(|&site| supplied[site]).collect();
        while let Some(from) = open.pop() {
            for to in self.ends_from(from) {
                if !supplied[to] {
                    supplied[to] = true;
                    if facts.kind(to).dispatches() {
                        open.push(to);
                    }
                }
            }
        }
        supplied
    }

    /// Where loads from a site can end, on any day.
    fn ends_from(&self, from: usize) -> Vec<usize> {
        let (facts, world) = (&self.facts, self.facts.world);
        let toll = Toll { entering: 0.0, leaving: 0.0, through: 1.0, through_at_least: 1.0 };
        let tolls = vec![toll; world.scenario.segments.len()];
        let waiting = vec![0.0; world.days];
        let most_days = if self.scope.trips_within_a_day { 0 } else { world.days };
        let strikes = Strikes::default();
        let mut ends = vec![false; facts.steps.len()];
        for run in &facts.runs {
            // Days of a run have the same roads; from its first day a load may
            // be longest on its way.
            let day = run.start;
            if world.crossing_trucks[from][day] == Some(0.0) {
                continue;
            }
            for (fleet, day_hours) in facts.day_hours.iter().enumerate() {
                let Some(day_hours) = *day_hours else { continue };
                if !facts.drives(fleet, day) {
                    continue;
                }
                let tracks = 0..world.scenario.tracks.len();
                for track in tracks.filter(|&t| facts.uses(t, fleet, day)) {
                    let (tolls, waiting) = (&tolls, Some(waiting.as_slice()));
                    let (strikes, value, stake, paid) = (&strikes, 0.0, 0.0, false);
                    let search = Search {
                        facts,
                        tolls,
                        from,
                        track,
                        day,
                        day_hours,
                        most_days,
                        waiting,
                        strikes,
                        value,
                        stake,
                        lost: 0.0,
                        paid,
                        hope: None,
                    };
                    search.trips().trips.iter().for_each(|trip| ends[trip.to] = true);
                }
            }
        }
        (0..ends.len()).filter(|&site| ends[site]).collect()
    }
}
