//! Clusters: conflicts joined by the positions they share, and their moves.

/// Sets of demands by index.
pub struct Clusters {
    /// Demands of each cluster, rising; clusters by their first demand.
    pub members: Vec<Vec<usize>>,
    /// Minimal moves of each.
    pub moves: Vec<Vec<Vec<usize>>>,
}

impl Clusters {
    /// Joins conflicts, and cuts the moves of the whole to each cluster.
    pub fn of(conflicts: &[Vec<usize>], moves: &[Vec<usize>]) -> Self {
        let mut members: Vec<Vec<usize>> = Vec::new();
        for conflict in conflicts {
            let touches = |c: &Vec<usize>| c.iter().any(|d| conflict.contains(d));
            let (joined, apart): (Vec<_>, Vec<_>) = members.into_iter().partition(touches);
            members = apart;
            let mut whole: Vec<usize> =
                joined.into_iter().flatten().chain(conflict.clone()).collect();
            whole.sort_unstable();
            whole.dedup();
            members.push(whole);
        }
        members.sort();
        let cut = |cluster: &Vec<usize>| {
            let part = |m: &Vec<usize>| m.iter().copied().filter(|d| cluster.contains(d)).collect();
            let mut parts: Vec<Vec<usize>> = moves.iter().map(part).collect();
            parts.sort();
            parts.dedup();
            parts
        };
        let moves = members.iter().map(cut).collect();
        Self { members, moves }
    }

    /// Moves of the whole: one move of every cluster, in every combination;
    /// none if there are more than `most`.
    pub fn product(moves: &[Vec<Vec<usize>>], most: usize) -> Option<Vec<Vec<usize>>> {
        let size = moves.iter().map(Vec::len).fold(1, usize::saturating_mul);
        if size > most {
            return None;
        }
        let mut whole: Vec<Vec<usize>> = vec![Vec::new()];
        for cluster in moves {
            let longer = |before: &Vec<usize>| -> Vec<Vec<usize>> {
                cluster.iter().map(|m| [before.as_slice(), m.as_slice()].concat()).collect()
            };
            whole = whole.iter().flat_map(longer).collect();
        }
        for set in &mut whole {
            set.sort_unstable();
        }
        whole.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
        Some(whole)
    }
}
