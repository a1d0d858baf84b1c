//! Why groups are below full coverage, with both groups of a zone together
//! where the same holds for both.

use safeconduct_model::plan::Unserved;

use super::{Figures, group};
use crate::report::{number, visible};

/// What holds a zone, or one of its groups, below full coverage.
pub(crate) struct Reason {
    /// The zone's name.
    pub zone: String,
    /// The groups with their coverage.
    pub groups: String,
    /// The sentence, and what one unit more is worth.
    pub said: String,
}

impl Figures<'_> {
    /// What is said where no reason is given.
    pub fn no_reason(&self) -> &'static str {
        let full = self.plan.claims.groups.iter().all(|g| g.coverage >= 0.999);
        if full { "Every group is fully covered." } else { "No reason is recorded." }
    }

    /// The reasons in the order of the plan.
    pub fn reasons(&self) -> Vec<Reason> {
        let mut reasons: Vec<Reason> = Vec::new();
        let mut last = None;
        for unserved in &self.plan.unserved {
            let group = format!("{} {}", group(unserved.group), number::percent(unserved.coverage));
            let zone = self.names.zone(unserved.zone.as_str());
            let said = sentence(unserved, &zone);
            match reasons.last_mut() {
                Some(reason) if last == Some(&unserved.zone) && reason.said == said => {
                    reason.groups = format!("{}, {group}", reason.groups);
                }
                _ => reasons.push(Reason { zone, groups: group, said }),
            }
            last = Some(&unserved.zone);
        }
        reasons
    }
}

/// The plan's own sentence, and the worth of its cap where it does not say it.
fn sentence(unserved: &Unserved, zone: &str) -> String {
    let said = visible::visible(&unserved.sentence);
    // Zone, group and coverage stand in front already.
    let cause = said.split_once(": ").filter(|(head, _)| head.starts_with(zone));
    let said = visible::cut(cause.map_or(said.as_str(), |(_, cause)| cause), 400);
    let worth = unserved.people_days_per_unit.filter(|w| *w > 0.0);
    let Some(worth) = worth.filter(|_| !said.contains("One more ")) else {
        return said;
    };
    let unit = if unserved.unit.is_empty() { "unit" } else { unserved.unit.as_str() };
    let (unit, worth) = (visible::name(unit), number::count(worth));
    format!("{said} One {unit} more in a day is worth about {worth} people-days.")
}
