//! Weeks of zones below full coverage: runs of weeks of which the same is said.

use safeconduct_model::plan::{Change, ZoneWeek};

use super::Figures;
use crate::report::{number, visible};

/// Weeks of one zone, one after the other, with one reason.
pub(crate) struct Run<'a> {
    /// The zone's name.
    pub zone: String,
    /// The weeks.
    pub weeks: Vec<&'a ZoneWeek>,
    /// What binds, and what would lift it, in words.
    pub said: String,
}

impl Run<'_> {
    /// `week 1`, or `weeks 1 to 4`.
    pub fn when(&self) -> String {
        let week = |row: Option<&&ZoneWeek>| row.map_or(0, |row| row.week);
        let (first, last) = (week(self.weeks.first()), week(self.weeks.last()));
        if first == last { format!("week {first}") } else { format!("weeks {first} to {last}") }
    }

    /// Coverage, or its range.
    pub fn coverage(&self) -> String {
        let all = || self.weeks.iter().map(|row| row.coverage);
        let (low, high) = (all().fold(f64::INFINITY, f64::min), all().fold(0.0, f64::max));
        let (low, high) = (number::percent(low), number::percent(high));
        if low == high { low } else { format!("{low} to {high}") }
    }

    /// People missing on a mean day, or the range.
    pub fn missing(&self) -> String {
        let all = || self.weeks.iter().map(|row| row.people_missing_per_day);
        let (low, high) = (all().fold(f64::INFINITY, f64::min), all().fold(0.0, f64::max));
        let (low, high) = (number::whole(low), number::whole(high));
        if low == high { low } else { format!("{low} to {high}") }
    }

    /// The changes that were tried and lift the first of the weeks.
    pub fn changes(&self) -> &[Change] {
        self.weeks.first().map_or(&[], |row| &row.changes)
    }
}

impl Figures<'_> {
    /// Whether weeks say more than the groups' own reasons.
    pub fn tells_weeks(&self) -> bool {
        let rows = &self.plan.unserved_weeks;
        rows.iter().any(|row| row.week > 1) || self.tried_changes()
    }

    /// Whether changes were tried by planning anew.
    pub fn tried_changes(&self) -> bool {
        self.plan.stages.iter().any(|stage| stage.name == "why")
    }

    /// Weeks below full coverage, zone by zone.
    pub fn weeks(&self) -> Vec<Run<'_>> {
        let mut runs: Vec<Run> = Vec::new();
        for row in &self.plan.unserved_weeks {
            let zone = self.names.zone(row.zone.as_str());
            let said = visible::visible(&row.sentence);
            let cause = said.split_once(": ").map_or(said.as_str(), |(_, cause)| cause);
            let said = visible::cut(cause, 1200);
            let last = runs.last_mut().filter(|run| run.zone == zone && run.said == said);
            match last {
                Some(run) => run.weeks.push(row),
                None => runs.push(Run { zone, weeks: vec![row], said }),
            }
        }
        runs
    }
}
