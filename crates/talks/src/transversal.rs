//! Smallest sets that meet every one of some sets (minimal transversals).
//!
//! MMCS of Murakami and Uno (2014): members are added one at a time, and only
//! as long as each of them meets some set that no other of them does.

use crate::grid::Bits;

/// Minimal transversals of sets of things numbered below `count`; the flag is
/// false if not all were found: no more than `most` are given, and no more than
/// `steps` words of sets are looked at.
pub fn transversals(
    sets: &[Vec<usize>],
    count: usize,
    most: usize,
    steps: usize,
) -> (Vec<Vec<usize>>, bool) {
    let mut holds = vec![Bits::none(sets.len()); count];
    let mut members = vec![Bits::none(count); sets.len()];
    for (place, set) in sets.iter().enumerate() {
        for &member in set {
            holds[member].put(place);
            members[place].put(member);
        }
    }
    let mut free = Bits::none(count);
    members.iter().for_each(|set| free.join(set));
    let mut search = Search { holds, members, most, left: steps, found: Vec::new(), whole: true };
    search.extend(&[], &Bits::all(sets.len()), free);
    let Search { mut found, whole, .. } = search;
    found.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
    (found, whole)
}

struct Search {
    /// By thing: the sets that hold it.
    holds: Vec<Bits>,
    /// By set: the things in it.
    members: Vec<Bits>,
    most: usize,
    /// Words of sets that may still be looked at.
    left: usize,
    found: Vec<Vec<usize>>,
    whole: bool,
}

impl Search {
    /// Tries all ways of adding to `taken`: each with the sets that it alone
    /// meets. `open` are sets not met, `free` things that may be added.
    fn extend(&mut self, taken: &[(usize, Bits)], open: &Bits, mut free: Bits) {
        let words = self.holds.len() / 64 + 1;
        self.left = self.left.saturating_sub(open.count() * words);
        if self.found.len() >= self.most || self.left == 0 {
            self.whole = false;
            return;
        }
        let narrowest = open.each().min_by_key(|&set| self.members[set].shared(&free));
        let Some(narrowest) = narrowest else {
            let mut set: Vec<usize> = taken.iter().map(|(member, _)| *member).collect();
            set.sort_unstable();
            self.found.push(set);
            return;
        };
        let mut choices = self.members[narrowest].clone();
        choices.cut(&free);
        free.drop(&choices);
        for member in choices.each() {
            let mut alone: Vec<(usize, Bits)> = Vec::with_capacity(taken.len() + 1);
            let words = taken.len() * (self.members.len() / 64 + 1);
            self.left = self.left.saturating_sub(words);
            for (other, own) in taken {
                let mut own = own.clone();
                own.drop(&self.holds[member]);
                if own.is_empty() {
                    break;
                }
                alone.push((*other, own));
            }
            if alone.len() == taken.len() {
                let (mut own, mut rest) = (open.clone(), open.clone());
                own.cut(&self.holds[member]);
                rest.drop(&self.holds[member]);
                alone.push((member, own));
                self.extend(&alone, &rest, free.clone());
            }
            free.put(member);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::transversals;

    #[test]
    fn two_of_three_pairs_are_needed() {
        let (found, whole) = transversals(&[vec![0, 1], vec![1, 2], vec![0, 2]], 3, 10, 1_000);
        assert_eq!((found, whole), (vec![vec![0, 1], vec![0, 2], vec![1, 2]], true));
    }

    #[test]
    fn no_sets_are_met_by_nothing_and_an_empty_set_by_nothing_at_all() {
        assert_eq!(transversals(&[], 3, 10, 1_000).0, vec![Vec::<usize>::new()]);
        assert!(transversals(&[vec![]], 3, 10, 1_000).0.is_empty());
    }

    #[test]
    fn stops_where_there_are_too_many() {
        let pairs: Vec<Vec<usize>> = (0..10).map(|p| vec![2 * p, 2 * p + 1]).collect();
        let (found, whole) = transversals(&pairs, 20, 100, 1_000_000);
        assert_eq!((found.len(), whole), (100, false));
        assert!(!transversals(&pairs, 20, 2_000, 50).1);
        assert_eq!(transversals(&pairs, 20, 2_000, 1_000_000).0.len(), 1_024);
    }
}
