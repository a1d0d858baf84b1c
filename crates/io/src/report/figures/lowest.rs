//! Who fares worst: over all days, and on single days; ties name nobody alone.

use safeconduct_model::plan::GroupCoverage;

use super::{Figures, group};
use crate::report::number;

/// Groups closer than this share of the need are alike: 0.05 percentage points.
const ALIKE: f64 = 0.0005;

/// The groups with the lowest coverage over the horizon.
pub(crate) enum Lowest<'a> {
    /// There is nobody to cover.
    Nobody,
    /// One group alone.
    One(&'a GroupCoverage),
    /// So many groups, none of them lower than the others.
    Several(usize, f64),
    /// Every group, and there is more than one.
    All(f64),
}

impl Lowest<'_> {
    /// The coverage of the lowest group; no number where there is nobody.
    pub fn coverage(&self) -> f64 {
        match self {
            Self::Nobody => f64::NAN,
            Self::One(group) => group.coverage,
            Self::Several(_, coverage) | Self::All(coverage) => *coverage,
        }
    }
}

impl<'a> Figures<'a> {
    fn peopled(&self) -> impl Iterator<Item = &'a GroupCoverage> {
        self.plan.claims.groups.iter().filter(|g| g.people > 0.0)
    }

    /// The groups with the lowest coverage over the horizon.
    pub fn lowest(&self) -> Lowest<'a> {
        let Some(least) = self.peopled().min_by(|a, b| a.coverage.total_cmp(&b.coverage)) else {
            return Lowest::Nobody;
        };
        let all = self.peopled().count();
        let alike = self.peopled().filter(|g| g.coverage - least.coverage <= ALIKE).count();
        match alike {
            0 | 1 => Lowest::One(least),
            n if n == all => Lowest::All(least.coverage),
            n => Lowest::Several(n, least.coverage),
        }
    }

    /// The lowest groups and their coverage, in words.
    pub fn lowest_said(&self) -> String {
        let lowest = self.lowest();
        let share = number::percent(lowest.coverage());
        match lowest {
            Lowest::Nobody => "nobody to cover".to_owned(),
            Lowest::One(g) => {
                format!("{}, {}: {share}", self.names.zone(g.zone.as_str()), group(g.group))
            }
            Lowest::Several(n, _) => format!("{n} groups alike: {share}"),
            Lowest::All(_) => format!("all groups alike: {share}"),
        }
    }

    /// Group-days on which a group eats nothing (less than 0.05 % of its need).
    pub fn days_without_food(&self) -> usize {
        let days = self.peopled().flat_map(|g| &g.by_day);
        days.filter(|share| **share < ALIKE).count()
    }

    /// Group-days in the horizon.
    pub fn group_days(&self) -> usize {
        self.peopled().map(|g| g.by_day.len()).sum()
    }

    /// Coverage of the worst day of any group; no number where there is none.
    pub fn worst_day(&self) -> f64 {
        let days = self.peopled().flat_map(|g| &g.by_day).copied();
        days.min_by(f64::total_cmp).unwrap_or(f64::NAN)
    }

    /// Both, in words.
    pub fn without_food_said(&self) -> String {
        format!(
            "on {} of {} group-days; worst day of any group {}",
            number::whole(self.days_without_food() as f64),
            number::whole(self.group_days() as f64),
            number::percent(self.worst_day())
        )
    }
}
