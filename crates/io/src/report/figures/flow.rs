//! What is driven over each stretch of road, and in which direction.

use std::collections::HashMap;

use safeconduct_model::id::TrackId;
use safeconduct_model::plan::Plan;
use safeconduct_model::world::World;

use super::Figures;

/// Mass over a segment on one track.
pub(crate) struct Flow {
    /// The track.
    pub track: TrackId,
    /// Mass entering over the horizon, grams.
    pub grams: f64,
    /// Whether most of it runs from the segment's `from` to its `to`.
    pub forward: bool,
}

/// Whether a segment may be driven, over the horizon.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Passage {
    /// On every day.
    Open,
    /// On this many days it is closed.
    ClosedSome(usize),
    /// On every day it is closed.
    Closed,
}

impl Figures<'_> {
    /// By segment of the scenario: flows, in the order of tracks.
    pub fn flows(&self) -> Vec<Vec<Flow>> {
        let toward = directions(self.world, self.plan);
        let mut by_segment: HashMap<&str, _> = HashMap::new();
        for used in &self.plan.claims.segments {
            by_segment.insert(used.segment.as_str(), used);
        }
        let flows = self.world.scenario.segments.iter().map(|segment| {
            let Some(used) = by_segment.get(segment.id.as_str()) else {
                return Vec::new();
            };
            let mut flows: Vec<Flow> = Vec::new();
            for (track, &grams) in used.grams.iter().filter(|(_, g)| **g > 0) {
                let key = (segment.id.as_str(), track.as_str());
                let forward = toward.get(&key).copied().unwrap_or(0.0) >= 0.0;
                flows.push(Flow { track: track.clone(), grams: grams as f64, forward });
            }
            flows.sort_by_key(|f| self.names.track_position(f.track.as_str()));
            flows
        });
        flows.collect()
    }

    /// Whether a segment (by position) may be driven.
    pub fn passage(&self, segment: usize) -> Passage {
        let days = self.world.roads.get(segment).map_or(&[][..], Vec::as_slice);
        let tracks = self.world.scenario.tracks.len();
        let open = |road: &&safeconduct_model::world::Road| (0..tracks).any(|t| road.open_to(t));
        let closed = days.len() - days.iter().filter(open).count();
        match closed {
            0 => Passage::Open,
            n if n == days.len() => Passage::Closed,
            n => Passage::ClosedSome(n),
        }
    }
}

/// By segment and track: mass forward less mass backward, as it leaves.
fn directions<'a>(world: &'a World, plan: &'a Plan) -> HashMap<(&'a str, &'a str), f64> {
    let ends: HashMap<&str, (&str, &str)> = (world.scenario.segments.iter())
        .map(|s| (s.id.as_str(), (s.from.as_str(), s.to.as_str())))
        .collect();
    let mut sent = vec![0.0; plan.corridors.len()];
    for movement in &plan.movements {
        if let Some(sum) = sent.get_mut(movement.corridor) {
            *sum += movement.grams as f64;
        }
    }
    let mut toward = HashMap::new();
    for (corridor, grams) in plan.corridors.iter().zip(sent) {
        let mut at = corridor.from.as_str();
        for segment in &corridor.segments {
            let Some((from, to)) = ends.get(segment.as_str()) else {
                break;
            };
            let forward = *from == at;
            at = if forward { to } else { from };
            let key = (segment.as_str(), corridor.track.as_str());
            *toward.entry(key).or_insert(0.0) += if forward { grams } else { -grams };
        }
    }
    toward
}
