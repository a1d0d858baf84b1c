//! What a schedule says beside its convoys: what is held, and why.

use std::collections::{BTreeMap, BTreeSet};

use super::lane::Lane;
use super::sending::Sending;
use crate::finding::{Code, Findings};
use crate::plan::Grams;
use crate::schedule::Held;
use crate::units::GRAMS_PER_TONNE;
use crate::world::World;

/// What stays behind, by lane.
pub(super) fn held(sending: &Sending, lanes: &[Lane], world: &World) -> Vec<Held> {
    let scenario = &world.scenario;
    let of = |stayed: &super::sending::Stayed| {
        let lane = &lanes[stayed.lane];
        let name = |k: usize| scenario.commodities[k].id.clone();
        Held {
            track: scenario.tracks[lane.track].id.clone(),
            fleet: scenario.fleets[lane.fleet].id.clone(),
            from: scenario.sites[lane.from].id.clone(),
            to: scenario.sites[lane.to].id.clone(),
            limit: stayed.limit.clone(),
            grams: stayed.grams.iter().map(|(&k, &grams)| (name(k), grams)).collect(),
        }
    };
    sending.held.iter().map(of).collect()
}

/// One finding a limit, not one a lane.
pub(super) fn findings(
    sending: &Sending,
    bent: &[usize],
    lanes: &[Lane],
    world: &World,
) -> Findings {
    let mut findings = Findings::default();
    let mut by_limit: BTreeMap<&str, (usize, Grams)> = BTreeMap::new();
    for stayed in sending.held.iter().filter(|stayed| !stayed.crumbs) {
        let (lanes, grams) = by_limit.entry(&stayed.limit).or_default();
        *lanes += 1;
        *grams += stayed.grams.values().sum::<Grams>();
    }
    for (limit, (lanes, grams)) in by_limit {
        let what = format!(
            "{} on {lanes} lane{} held for a later day: {limit}",
            tonnes(grams),
            if lanes == 1 { "" } else { "s" }
        );
        let mend =
            "nothing, where it can wait; else raise the limit, or plan anew with what is there";
        findings.add(Code::DrawHeld, None, what, mend);
    }
    for limit in sending.barred.iter().map(|barred| &barred.limit).collect::<BTreeSet<_>>() {
        let what = format!("not one whole truck may pass in a day: {limit}");
        let mend = "give the limit over several days another way, or close the road and plan anew";
        findings.add(Code::DrawCapBelowTruck, None, what, mend);
    }
    if !bent.is_empty() {
        let places = bent.iter().map(|&lane| {
            let [from, to] =
                [lanes[lane].from, lanes[lane].to].map(|s| &world.scenario.sites[s].id);
            format!("`{from}` to `{to}`")
        });
        let places: Vec<String> = places.collect();
        let what = format!(
            "limits that several lanes share left no exact rounding for {}",
            places.join(", ")
        );
        findings.add(Code::DrawBent, None, what, "nothing: every limit is kept");
    }
    findings
}

fn tonnes(grams: Grams) -> String {
    format!("{:.3} t", grams as f64 / GRAMS_PER_TONNE)
}
