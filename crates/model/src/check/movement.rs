//! Rules for each load: its track is allowed, its fleet serves the track, and
//! every segment is open to it from the day it leaves to the day it arrives.

use super::flow::{Arrival, Flow};
use super::report::{Report, day};
use super::resolve::row;
use super::rows::{Load, Rows};
use crate::world::World;

/// Holds every load to its rules; loads of nothing break none.
pub(super) fn check(rows: &Rows, flow: &Flow, world: &World, report: &mut Report) {
    let loads = rows.loads.iter().zip(&flow.arrivals);
    for (load, arrival) in loads.filter(|(load, _)| load.grams > 0) {
        allowed(load, rows, world, report);
        open(load, *arrival, rows, world, report);
    }
}

fn allowed(load: &Load, rows: &Rows, world: &World, report: &mut Report) {
    let track = rows.ways[load.way].track;
    let (name, fleet) = (&world.scenario.tracks[track].id, &world.scenario.fleets[load.fleet]);
    if !world.track_allowed[track][load.day] {
        let when = day(world, load.day);
        let what =
            format!("{}: track `{name}` is not allowed on {when}", row("movements", load.row));
        report.broken(what, "send by a track that is allowed on that day");
    }
    if !fleet.tracks.is_empty() && !fleet.tracks.contains(name) {
        let row = row("movements", load.row);
        let what = format!("{row}: fleet `{}` does not serve track `{name}`", fleet.id);
        report.broken(what, "send with a fleet that serves the track");
    }
}

fn open(load: &Load, arrival: Arrival, rows: &Rows, world: &World, report: &mut Report) {
    let way = &rows.ways[load.way];
    if arrival.day >= world.days {
        let row = row("movements", load.row);
        let left = day(world, load.day);
        let what = format!("{row}: leaves on {left} and arrives after the last day");
        report
            .broken(what, "what happens on the road after the horizon is not known: send earlier");
        return;
    }
    for &segment in &way.segments {
        let closed =
            (load.day..=arrival.day).find(|&d| !world.roads[segment][d].open_to(way.track));
        let Some(closed) = closed else { continue };
        let row = row("movements", load.row);
        let (when, name) = (day(world, closed), &world.scenario.segments[segment].id);
        let track = &world.scenario.tracks[way.track].id;
        let what = format!("{row}: segment `{name}` is closed to track `{track}` on {when}");
        report.broken(what, "send by another corridor or on days when it is open");
    }
}
