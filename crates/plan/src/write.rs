//! A finished book as the noun that crosses the wall.

use safeconduct_model::calendar::Day;
use safeconduct_model::fingerprint::fingerprint;
use safeconduct_model::plan::{Corridor, OpenCentre, Plan, Policy, SCHEMA, Stage};
use safeconduct_model::site::SiteKind;
use safeconduct_model::world::World;

use crate::book::Book;
use crate::claim;
use crate::settings::Settings;

/// The plan a book amounts to.
pub fn plan(book: &Book, gamma: f64, settings: &Settings, stages: Vec<Stage>) -> Plan {
    let world = book.world;
    let scenario = &world.scenario;
    let framework = world.framework.as_ref().and_then(|id| scenario.framework(id.as_str()));
    let nouns = book.record.nouns(world);
    Plan {
        schema: SCHEMA.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        command: settings.command.clone(),
        scenario: scenario.name.clone(),
        framework: world.framework.clone(),
        input_sha256: fingerprint(scenario, framework),
        gamma,
        basket: settings.basket,
        policy: Policy::Plan,
        corridors: corridors(book),
        purchases: nouns.purchases,
        movements: nouns.movements,
        handouts: nouns.handouts,
        meals: nouns.meals,
        disposals: nouns.disposals,
        open_centres: open_centres(world, &book.open),
        claims: claim::claims(book, gamma),
        stages,
        certificate: None,
        terms: world.effects.clone(),
        unserved: Vec::new(),
        unserved_weeks: Vec::new(),
        baselines: Vec::new(),
    }
}

fn corridors(book: &Book) -> Vec<Corridor> {
    let scenario = &book.world.scenario;
    book.corridors
        .iter()
        .map(|corridor| Corridor {
            track: scenario.tracks[corridor.track].id.clone(),
            from: scenario.sites[corridor.from].id.clone(),
            to: scenario.sites[corridor.to].id.clone(),
            segments: corridor.segments.iter().map(|&s| scenario.segments[s].id.clone()).collect(),
        })
        .collect()
}

/// Runs of days on which each centre is open, where a rule limits them.
fn open_centres(world: &World, open: &[Vec<bool>]) -> Vec<OpenCentre> {
    let ruled = |day: usize| world.centre_rules.iter().any(|r| r.days.contains(&day));
    let mut listed = Vec::new();
    for (s, site) in world.scenario.sites.iter().enumerate() {
        if site.kind != SiteKind::DistributionCentre {
            continue;
        }
        let is_open = |&day: &usize| ruled(day) && open[s][day] && world.hand_out_allowed[s][day];
        let mut from = None;
        for day in 0..=world.days {
            let here = day < world.days && is_open(&day);
            match (from, here) {
                (None, true) => from = Some(day),
                (Some(first), false) => {
                    let (from_day, to_day) = (Day(first as u32), Day(day as u32 - 1));
                    listed.push(OpenCentre { site: site.id.clone(), from_day, to_day });
                    from = None;
                }
                _ => {}
            }
        }
    }
    listed
}
