//! The comparison as the noun that programs read.

use std::collections::BTreeMap;

use safeconduct_model::answer::Infeasible;
use safeconduct_model::comparison::{self, Comparison, LowestZone, Planned, SCHEMA, Side};
use safeconduct_model::frontier::Frontier;
use safeconduct_model::plan::Plan;
use safeconduct_model::world::World;

use super::row::days_below;
use crate::report::figures::Figures;

/// The noun.
pub(super) fn of(
    scenario: &str,
    plans: &[(World, Plan)],
    refused: &[(World, Infeasible)],
    frontiers: &[Frontier],
) -> Comparison {
    let planned = plans.iter().map(|(world, plan)| {
        let figures = figures(&Figures::of(world, plan));
        Side::Planned(Box::new(Planned {
            framework: plan.framework.clone(),
            gamma: plan.gamma,
            input_sha256: plan.input_sha256.clone(),
            figures,
            claims: plan.claims.clone(),
            terms: plan.terms.clone(),
            unserved: plan.unserved.clone(),
            baselines: plan.baselines.clone(),
        }))
    });
    let without = refused.iter().map(|(world, why)| Side::Infeasible {
        framework: world.framework.clone(),
        why: why.clone(),
    });
    Comparison {
        schema: SCHEMA.to_owned(),
        scenario: scenario.to_owned(),
        answers: planned.chain(without).collect(),
        frontiers: frontiers.to_vec(),
    }
}

fn figures(f: &Figures<'_>) -> comparison::Figures {
    let tonnes = |grams: f64| grams / 1e6;
    let zones = || f.zones.iter().filter(|zone| zone.people > 0.0);
    let lowest = zones().min_by(|a, b| a.kcal.total_cmp(&b.kcal));
    let tracks = f.world.scenario.tracks.iter().map(|track| &track.id);
    let by_track: BTreeMap<_, _> =
        tracks.map(|id| (id.clone(), tonnes(f.delivered_grams(id.as_str())))).collect();
    let claims = &f.plan.claims;
    comparison::Figures {
        people_fed: f.people_at_full_need(),
        coverage: claims.coverage,
        planning_figure_kcal: f.need_kcal,
        kcal_per_person_day: f.kcal(),
        kcal_by_zone: zones().map(|zone| (zone.zone.id.clone(), zone.kcal)).collect(),
        lowest_zone: lowest
            .map(|zone| LowestZone { zone: zone.zone.id.clone(), kcal_per_person_day: zone.kcal }),
        days_below: days_below(f) as u32,
        tonnes_by_track: by_track,
        seized_t: tonnes(claims.loss.seized_grams),
        self_distributed_t: tonnes(claims.loss.self_distributed_grams),
        refused_t: tonnes(claims.loss.refused_grams),
        worst_case_usd: claims.worst_case_usd,
        truck_km: claims.truck_km,
    }
}
