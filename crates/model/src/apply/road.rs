//! Clauses on roads: open, close, cap, escort, loss, the notified set.

use std::ops::Range;

use super::Change;
use super::clause::{change, set};
use crate::id::{AreaId, SegmentId, TrackId};
use crate::index::Index;
use crate::term::Clause;
use crate::world::{Road, World};

const HOURS_IN_DAY: f64 = 24.0;

/// Applies a `road`, `loss` or `notified` clause.
pub(super) fn apply(
    world: &mut World,
    clause: &Clause,
    index: &Index,
    days: Range<usize>,
) -> Change {
    match clause {
        Clause::Road { segments, areas, .. } => {
            let named = select(world, segments, areas);
            let count = on_each(world, &named, days, |world, segment, road| {
                drive(world, segment, road, clause, index)
            });
            change(count, format!("{} on {} segment(s)", said(clause), named.len()))
        }
        Clause::Loss { segments, areas, loss, exposure } => {
            let named = if segments.is_empty() && areas.is_empty() {
                (0..world.roads.len()).collect()
            } else {
                select(world, segments, areas)
            };
            let count = on_each(world, &named, days, |_, _, road| Road {
                loss: loss.unwrap_or(road.loss),
                exposure: exposure.map_or(road.exposure, |e| e.0),
                ..road
            });
            change(count, format!("loss assumed on {} segment(s)", named.len()))
        }
        Clause::Notified { track, segments, areas } => {
            let notified = select(world, segments, areas);
            let others: Vec<usize> =
                (0..world.roads.len()).filter(|s| !notified.contains(s)).collect();
            let bit = bits(std::slice::from_ref(track), index);
            let count = on_each(world, &others, days, |_, _, road| Road {
                tracks: road.tracks & !bit,
                ..road
            });
            change(count, format!("`{track}` keeps to {} segment(s)", notified.len()))
        }
        _ => change(0, String::new()),
    }
}

/// A segment's road on one day after a `road` clause.
fn drive(world: &World, segment: usize, road: Road, clause: &Clause, index: &Index) -> Road {
    let Clause::Road {
        open, trucks_per_day, hours_per_day, tracks, escorted_exposure_factor, ..
    } = clause
    else {
        return road;
    };
    let recorded = world.scenario.segments[segment].trucks_per_day.map(|t| t.0);
    let mut after = road;
    match open {
        Some(false) => after.trucks = Some(0.0),
        Some(true) if road.trucks == Some(0.0) => after.trucks = recorded.filter(|r| *r > 0.0),
        _ => {}
    }
    if let (Some(trucks), true) = (trucks_per_day, *open != Some(false)) {
        after.trucks = Some(trucks.0);
    }
    if let Some(hours) = hours_per_day {
        after.trucks = after.trucks.map(|t| t * hours.0 / HOURS_IN_DAY);
        if hours.0 == 0.0 {
            after.trucks = Some(0.0);
        }
    }
    if let Some(tracks) = tracks {
        after.tracks = bits(tracks, index);
    }
    if let Some(factor) = escorted_exposure_factor {
        after.exposure *= factor.0;
    }
    after
}

fn said(clause: &Clause) -> String {
    let Clause::Road {
        open, trucks_per_day, hours_per_day, tracks, escorted_exposure_factor, ..
    } = clause
    else {
        return String::new();
    };
    let mut said = Vec::new();
    if let Some(open) = open {
        said.push(if *open { "opened".to_owned() } else { "closed".to_owned() });
    }
    if let Some(trucks) = trucks_per_day {
        said.push(format!("{} trucks/day", trucks.0));
    }
    if let Some(hours) = hours_per_day {
        said.push(format!("open {} h/day", hours.0));
    }
    if let Some(tracks) = tracks {
        let names: Vec<&str> = tracks.iter().map(TrackId::as_str).collect();
        said.push(format!("tracks {}", names.join(", ")));
    }
    if let Some(factor) = escorted_exposure_factor {
        said.push(format!("escorted, exposure x {}", factor.0));
    }
    said.join(", ")
}

fn select(world: &World, segments: &[SegmentId], areas: &[AreaId]) -> Vec<usize> {
    let meant = |s: &crate::segment::Segment| {
        segments.contains(&s.id) || s.area.as_ref().is_some_and(|a| areas.contains(a))
    };
    let all = world.scenario.segments.iter().enumerate();
    all.filter(|(_, s)| meant(s)).map(|(i, _)| i).collect()
}

fn bits(tracks: &[TrackId], index: &Index) -> u64 {
    tracks.iter().fold(0, |all, t| all | 1 << index.tracks[t.as_str()])
}

fn on_each(
    world: &mut World,
    segments: &[usize],
    days: Range<usize>,
    after: impl Fn(&World, usize, Road) -> Road,
) -> usize {
    let mut count = 0;
    for &segment in segments {
        for day in days.clone() {
            let value = after(world, segment, world.roads[segment][day]);
            count += set(&mut world.roads[segment][day], value);
        }
    }
    count
}
