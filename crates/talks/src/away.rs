//! Whether a term takes something away.

use safeconduct_model::scenario::Scenario;
use safeconduct_model::term::Clause;

/// Whether a term takes away what the scenario has, rather than giving more:
/// it closes, refuses, demands or limits. Trucks a day are compared with the
/// scenario's own figure.
pub fn takes_away(clause: &Clause, scenario: &Scenario) -> bool {
    match clause {
        Clause::Crossing { open: Some(false), .. } | Clause::Road { open: Some(false), .. } => true,
        Clause::Crossing { crossings, trucks_per_day: Some(trucks), .. } => {
            let own = scenario.sites.iter().filter(|site| crossings.contains(&site.id));
            own.clone().all(|site| site.trucks_per_day.is_none_or(|own| own.0 > trucks.0))
        }
        Clause::Road { open: Some(true), .. } => false,
        Clause::Road { escorted_exposure_factor: Some(_), trucks_per_day: None, .. } => false,
        Clause::Road { segments, areas, trucks_per_day: Some(trucks), .. } => {
            let named = scenario.segments.iter().filter(|segment| {
                segments.contains(&segment.id)
                    || segment.area.as_ref().is_some_and(|area| areas.contains(area))
            });
            named.clone().all(|s| s.trucks_per_day.is_none_or(|own| own.0 > trucks.0))
        }
        Clause::Crossing { .. } | Clause::Loss { .. } => false,
        Clause::Track { allowed: Some(true), .. } => false,
        Clause::Road { .. }
        | Clause::Entry { .. }
        | Clause::Track { .. }
        | Clause::Centres { .. }
        | Clause::Commodity { .. }
        | Clause::Notified { .. }
        | Clause::Fleet { .. }
        | Clause::Floor { .. }
        | Clause::Deliverers { .. } => true,
    }
}
