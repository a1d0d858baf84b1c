//! Frameworks under which there is no plan: shown, never left out.

use safeconduct_model::answer::{BrokenFloor, Infeasible};

use super::Refused;
use crate::report::figures::{Figures, group};
use crate::report::{number, visible};

/// Said in place of a plan.
pub(super) const NO_PLAN: &str = "no plan: floor cannot be kept";

/// One line for each framework without a plan: its name and why.
pub(super) fn lines(plans: &[Figures<'_>], refused: &[Refused]) -> Vec<(String, String)> {
    let line = |(name, why): &Refused| (visible::name(name), sentence(plans.first(), why));
    refused.iter().map(line).collect()
}

fn sentence(figures: Option<&Figures<'_>>, why: &Infeasible) -> String {
    let share = number::percent(why.reachable_share);
    let said = format!("{NO_PLAN}. Approached evenly, at most {share} of each floor can be kept");
    // The floor that is furthest from being kept.
    let missing = |floor: &BrokenFloor| floor.asked - floor.reached;
    let furthest = why.floors.iter().max_by(|a, b| missing(a).total_cmp(&missing(b)));
    furthest.map_or_else(
        || format!("{said}."),
        |floor| {
            let zone = floor.zone.as_str();
            format!(
                "{said}; furthest off: {}, {}, {} of {} asked.",
                figures.map_or_else(|| visible::name(zone), |f| f.names.zone(zone)),
                group(floor.group),
                number::percent(floor.reached),
                number::percent(floor.asked)
            )
        },
    )
}

/// How many frameworks stand side by side, and how many of them have no plan.
pub(super) fn count(plans: usize, refused: usize) -> String {
    let all = plans + refused;
    let frameworks = if all == 1 { "1 framework".to_owned() } else { format!("{all} frameworks") };
    match refused {
        0 => format!("{frameworks} side by side"),
        n => format!("{frameworks} side by side, {n} without a plan"),
    }
}
