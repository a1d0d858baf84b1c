//! Why groups are below full coverage: each reason once, with every zone and
//! group for which it holds.

use std::collections::HashMap;

use safeconduct_model::plan::Unserved;

use super::{Figures, group};
use crate::report::{number, visible};

/// What holds one or more zones, or some of their groups, below full coverage.
pub(crate) struct Reason {
    /// The zones' names, each with its groups and their coverage.
    pub zones: Vec<(String, String)>,
    /// The sentence, and what one unit more is worth.
    pub said: String,
}

impl Reason {
    /// The zones with their groups, as a list in one line.
    pub fn whom(&self) -> String {
        let zones = self.zones.iter().map(|(zone, groups)| format!("{zone} ({groups})"));
        zones.collect::<Vec<_>>().join("; ")
    }
}

impl Figures<'_> {
    /// What is said where no reason is given.
    pub fn no_reason(&self) -> &'static str {
        let full = self.plan.claims.groups.iter().all(|g| g.coverage >= 0.999);
        if full { "Every group is fully covered." } else { "No reason is recorded." }
    }

    /// The reasons in the order of the plan, each where it is first given.
    pub fn reasons(&self) -> Vec<Reason> {
        let mut reasons: Vec<Reason> = Vec::new();
        let mut at: HashMap<String, usize> = HashMap::new();
        for unserved in &self.plan.unserved {
            let group = format!("{} {}", group(unserved.group), number::percent(unserved.coverage));
            let zone = self.names.zone(unserved.zone.as_str());
            let said = sentence(unserved, &zone);
            let position = *at.entry(said.clone()).or_insert(reasons.len());
            let Some(reason) = reasons.get_mut(position) else {
                reasons.push(Reason { zones: vec![(zone, group)], said });
                continue;
            };
            match reason.zones.last_mut().filter(|(last, _)| *last == zone) {
                Some((_, groups)) => *groups = format!("{groups}, {group}"),
                None => reason.zones.push((zone, group)),
            }
        }
        reasons
    }
}

/// The plan's own sentence, and the price of its cap where it says nothing of it: a
/// price, never a gain.
fn sentence(unserved: &Unserved, zone: &str) -> String {
    let said = visible::visible(&unserved.sentence);
    // Zone, group and coverage stand in front already.
    let cause = said.split_once(": ").filter(|(head, _)| head.starts_with(zone));
    let said = visible::cut(cause.map_or(said.as_str(), |(_, cause)| cause), 400);
    let worth = unserved.people_days_per_unit.filter(|w| *w > 0.0);
    let Some(worth) = worth.filter(|_| !said.contains("shadow price")) else {
        return said;
    };
    let unit = if unserved.unit.is_empty() { "unit" } else { unserved.unit.as_str() };
    let (unit, worth) = (visible::name(unit), number::count(worth));
    format!(
        "{said} Its shadow price, not tried by planning anew: {worth} people fed a day for one {unit} more a day."
    )
}
