//! Clusters: conflicts joined by the positions they share, and their moves.

use std::collections::HashMap;

use crate::explore::Conflicts;
use crate::found::Found;

/// Sets of demands by index.
pub struct Clusters {
    /// Demands of each cluster, rising; clusters by their first demand.
    pub members: Vec<Vec<usize>>,
    /// Minimal moves of each.
    pub moves: Vec<Vec<Vec<usize>>>,
}

impl Clusters {
    /// Joins the conflicts of each part, and cuts its moves to each cluster.
    pub fn of(conflicts: &Conflicts) -> Self {
        let mut all: Vec<(Vec<usize>, Vec<Vec<usize>>)> =
            conflicts.parts.iter().flat_map(of_part).collect();
        all.sort();
        let (members, moves) = all.into_iter().unzip();
        Self { members, moves }
    }
}

fn of_part(part: &Found) -> Vec<(Vec<usize>, Vec<Vec<usize>>)> {
    let mut members = joined(&part.conflicts);
    if !part.complete {
        // Conflicts not found may join what seems apart.
        let mut whole: Vec<usize> = members.concat();
        whole.extend(part.moves.iter().flatten());
        whole.sort_unstable();
        whole.dedup();
        members = vec![whole];
    }
    let cut = |cluster: Vec<usize>| {
        let inside = |d: &usize| cluster.binary_search(d).is_ok();
        let part_of = |m: &Vec<usize>| m.iter().copied().filter(inside).collect();
        let mut moves: Vec<Vec<usize>> = part.moves.iter().map(part_of).collect();
        moves.sort();
        moves.dedup();
        (cluster, moves)
    };
    members.into_iter().map(cut).collect()
}

/// Unions of conflicts that share a demand, each rising.
fn joined(conflicts: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut of: HashMap<usize, usize> = HashMap::new();
    let mut clusters: Vec<Vec<usize>> = Vec::new();
    for conflict in conflicts {
        let mut met: Vec<usize> = conflict.iter().filter_map(|d| of.get(d).copied()).collect();
        met.sort_unstable();
        met.dedup();
        let into = met.first().copied().unwrap_or_else(|| {
            clusters.push(Vec::new());
            clusters.len() - 1
        });
        for &other in met.iter().skip(1) {
            let moved = std::mem::take(&mut clusters[other]);
            moved.iter().for_each(|d| _ = of.insert(*d, into));
            clusters[into].extend(moved);
        }
        for &demand in conflict {
            if of.insert(demand, into).is_none() {
                clusters[into].push(demand);
            }
        }
    }
    clusters.retain(|cluster| !cluster.is_empty());
    clusters.iter_mut().for_each(|cluster| cluster.sort_unstable());
    clusters
}
