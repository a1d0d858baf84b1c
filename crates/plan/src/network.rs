//! The road network as the planner walks it.

use safeconduct_model::index::Index;
use safeconduct_model::site::SiteKind;
use safeconduct_model::world::World;

/// One way of driving a segment.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// Segment index.
    pub segment: usize,
    /// Site index it leads to.
    pub to: usize,
}

/// Adjacency, roles of sites, and the facts of tracks and fleets by index.
#[derive(Clone, Debug)]
pub struct Network {
    /// Steps out of each site.
    pub steps: Vec<Vec<Step>>,
    /// Sites that dispatch: crossings and hubs.
    pub origins: Vec<usize>,
    /// Sites that receive: hubs and sites that hand out.
    pub destinations: Vec<usize>,
    /// By track: whether it serves sites of a kind that hands out.
    pub serves: Vec<Vec<SiteKind>>,
    /// By fleet: bit `t` is set if it may serve track `t`.
    pub fleet_tracks: Vec<u64>,
}

impl Network {
    /// The network of a world.
    pub fn of(world: &World, index: &Index) -> Self {
        let scenario = &world.scenario;
        let kinds = || scenario.sites.iter().map(|s| s.kind).enumerate();
        let bit = |id: &safeconduct_model::id::TrackId| {
            index.tracks.get(id.as_str()).map_or(0, |t| 1u64 << t)
        };
        Self {
            steps: steps(world, index),
            origins: kinds().filter(|(_, k)| k.dispatches()).map(|(i, _)| i).collect(),
            destinations: kinds()
                .filter(|(_, k)| *k == SiteKind::Hub || k.hands_out())
                .map(|(i, _)| i)
                .collect(),
            serves: scenario.tracks.iter().map(|t| t.serves.clone()).collect(),
            fleet_tracks: scenario
                .fleets
                .iter()
                .map(
                    |f| {
                        if f.tracks.is_empty() { u64::MAX } else { f.tracks.iter().map(bit).sum() }
                    },
                )
                .collect(),
        }
    }

    /// Whether loads of `track` may end at a site of this kind.
    pub fn may_end(&self, track: usize, kind: SiteKind) -> bool {
        kind == SiteKind::Hub || (kind.hands_out() && self.serves[track].contains(&kind))
    }

    /// Whether `fleet` may serve `track`.
    pub fn may_drive(&self, fleet: usize, track: usize) -> bool {
        self.fleet_tracks[fleet] >> track & 1 == 1
    }
}

fn steps(world: &World, index: &Index) -> Vec<Vec<Step>> {
    let mut steps = vec![Vec::new(); world.scenario.sites.len()];
    for (segment, noun) in world.scenario.segments.iter().enumerate() {
        let ends = (index.sites.get(noun.from.as_str()), index.sites.get(noun.to.as_str()));
        let (Some(&from), Some(&to)) = ends else { continue };
        if from == to {
            continue;
        }
        steps[from].push(Step { segment, to });
        if !noun.one_way {
            steps[to].push(Step { segment, to: from });
        }
    }
    steps
}
