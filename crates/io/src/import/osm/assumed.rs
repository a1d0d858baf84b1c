//! What is assumed on roads, and what of the file was not used.

use std::collections::BTreeMap;

use safeconduct_model::finding::At;

use super::class::CLASSES;
use super::joined::{ACCESS_KMH, Joined};
use super::left_out::LeftOut;
use super::network::Network;
use crate::import::contract::Contracted;
use crate::import::notes::Notes;

const NOT_HELD: &str = "the source does not hold it";

/// Notes what is assumed about the segments.
pub(super) fn roads(
    network: &Network,
    joined: &Joined,
    contracted: &Contracted,
    notes: &mut Notes,
) {
    let mut classes: BTreeMap<usize, usize> = BTreeMap::new();
    let mut access = 0;
    for stretch in &contracted.stretches {
        let road = |link: &u32| network.road_of.get(*link as usize);
        let class = |link: &u32| Some(network.roads.get(*road(link)? as usize)?.class);
        let mut on: Vec<usize> = stretch.roads.iter().filter_map(class).collect();
        access += usize::from(stretch.roads.iter().any(|link| road(link).is_none()));
        on.sort_unstable();
        on.dedup();
        on.into_iter().for_each(|class| *classes.entry(class).or_default() += 1);
    }
    let reason = "the source holds classes and posted limits, not driving times; rows: segments \
                  that run on such a road";
    for (class, segments) in classes {
        let class = &CLASSES[class];
        let assumed =
            format!("{} km/h on `{}`, or the posted limit where lower", class.kmh, class.name);
        notes.assumed("segments.hours", assumed, reason, Some(segments));
    }
    let what = format!(
        "a straight line at {ACCESS_KMH} km/h between a site and its road, {:.1} km at most",
        joined.farthest_km
    );
    let reason = "the source has no road to the door of these sites";
    notes.assumed("segments.hours", what, reason, Some(access));
    let rows = Some(contracted.stretches.len());
    notes.assumed("segments.trucks_per_day", "no limit", NOT_HELD, rows);
    let reason = "a map knows roads, not danger: put your own figures here before you plan";
    notes.assumed("segments.loss", "nothing is lost, on any road", reason, rows);
    notes.assumed("segments.exposure", "0, so the worst case is no loss", reason, rows);
}

/// Notes what was left out of account.
pub(super) fn left_out(left_out: &LeftOut, file: &At, notes: &mut Notes) {
    for (reason, count) in &left_out.0 {
        notes.skipped(file.clone(), format!("{count} {}", reason.what()), reason.mend());
    }
}
