//! Corridors: connected, without loops, from where loads may leave to where
//! they may arrive.

use num_bigint::BigInt;

use super::number::Column;
use super::report::Report;
use super::resolve::row;
use super::rows::Way;
use crate::index::Index;
use crate::plan::Corridor;
use crate::world::World;

/// [`crate::world::Road::tracks`] has one bit for each track.
const MOST_TRACKS: usize = 64;

/// A corridor of which only the names are answered.
pub(super) struct Bare {
    track: usize,
    from: usize,
    to: usize,
    segments: Vec<usize>,
}

impl Bare {
    /// The corridor with its hours and kilometres.
    pub fn measured(self, hours: &Column, km: &Column) -> Way {
        let sum = |column: &Column| -> BigInt {
            self.segments.iter().map(|&segment| &column.parts[segment]).sum()
        };
        let (hours, km) = (sum(hours), sum(km));
        let Self { track, from, to, segments } = self;
        Way { track, from, to, segments, hours, km }
    }
}

/// Answers the names of a corridor and follows it from end to end.
pub(super) fn resolve(
    position: usize,
    corridor: &Corridor,
    world: &World,
    index: &Index,
    report: &mut Report,
) -> Option<Bare> {
    let row = row("corridors", position);
    let mend = "make the plan anew from this scenario";
    let mut missing = |noun: &str, name: &str| {
        report.malformed(format!("{row}: the scenario has no {noun} `{name}`"), mend);
    };
    let track = index.tracks.get(corridor.track.as_str()).copied();
    if track.is_none() {
        missing("track", corridor.track.as_str());
    }
    let [from, to] = [&corridor.from, &corridor.to].map(|site| {
        let found = index.sites.get(site.as_str()).copied();
        if found.is_none() {
            missing("site", site.as_str());
        }
        found
    });
    let mut segments = Vec::new();
    for name in &corridor.segments {
        match index.segments.get(name.as_str()) {
            Some(&segment) => segments.push(segment),
            None => missing("segment", name.as_str()),
        }
    }
    let bare = Bare { track: track?, from: from?, to: to?, segments };
    if bare.segments.len() < corridor.segments.len() {
        return None;
    }
    ends(&row, &bare, world, report);
    follow(&row, &bare, world, report).then_some(bare)
}

/// Drives the corridor; one-way roads only in their direction, no site twice.
fn follow(row: &str, bare: &Bare, world: &World, report: &mut Report) -> bool {
    let name = |site: usize| world.scenario.sites[site].id.as_str();
    let mut here = name(bare.from);
    let mut visited = vec![here];
    for &segment in &bare.segments {
        let road = &world.scenario.segments[segment];
        let forward = road.from.as_str() == here;
        let backward = road.to.as_str() == here;
        here = match (forward, backward) {
            (true, _) => road.to.as_str(),
            (false, true) if !road.one_way => road.from.as_str(),
            (false, true) => {
                let what = format!("{row}: segment `{}` is driven against its one way", road.id);
                report.broken(what, "take another road");
                return false;
            }
            (false, false) => {
                let what = format!("{row}: segment `{}` does not begin at `{here}`", road.id);
                report.malformed(what, "list the segments in driving order, none left out");
                return false;
            }
        };
        if visited.contains(&here) {
            report
                .malformed(format!("{row}: `{here}` is visited twice"), "corridors have no loops");
            return false;
        }
        visited.push(here);
    }
    if here != name(bare.to) || bare.segments.is_empty() {
        let what = format!("{row}: ends at `{here}`, not at `{}`", name(bare.to));
        report.malformed(what, "list every segment up to where loads arrive");
        return false;
    }
    true
}

/// Loads leave a crossing or a hub and arrive at a hub or where supplies are
/// handed out by a track that serves such sites.
fn ends(row: &str, bare: &Bare, world: &World, report: &mut Report) {
    let scenario = &world.scenario;
    let (from, to) = (&scenario.sites[bare.from], &scenario.sites[bare.to]);
    let track = &scenario.tracks[bare.track];
    if bare.track >= MOST_TRACKS {
        report.malformed(format!("{row}: more than {MOST_TRACKS} tracks"), "name fewer tracks");
    }
    if !from.kind.dispatches() {
        let what = format!("{row}: loads cannot leave from `{}`", from.id);
        report.broken(what, "let loads leave from crossings and hubs");
    }
    let hub = to.kind == crate::site::SiteKind::Hub;
    if !hub && !to.kind.hands_out() {
        let what = format!("{row}: loads cannot arrive at `{}`", to.id);
        report.broken(what, "let loads arrive at hubs, centres and delivery points");
    }
    if to.kind.hands_out() && !track.serves.contains(&to.kind) {
        let what = format!("{row}: track `{}` does not serve sites such as `{}`", track.id, to.id);
        report.broken(what, "reach the site by a track that serves it");
    }
}
