//! Lists of entries by position, most of which are zero and left out.

/// Puts entries in order and adds up those of one position.
pub fn gather<P: Copy + Ord>(entries: &mut Vec<(P, f64)>) {
    entries.sort_by_key(|entry| entry.0);
    entries.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        kept.1 += if same { next.1 } else { 0.0 };
        same
    });
}

/// Puts lists side by side in memory, in their order: sweeps over them wait for
/// memory more than for anything else.
pub fn side_by_side(mut lists: Vec<&mut Box<[(u32, f32)]>>) {
    let copies: Vec<_> = lists.iter().map(|list| (**list).clone()).collect();
    lists.iter_mut().zip(copies).for_each(|(list, copy)| **list = copy);
}

/// Entries of `a` less those of `b`; both sorted.
pub fn difference<T>(a: &[(u32, T)], b: &[(u32, T)], merged: &mut Vec<(u32, f64)>)
where
    T: Copy + PartialEq + Into<f64>,
{
    merged.clear();
    let (mut i, mut j) = (0, 0);
    while i < a.len() || j < b.len() {
        let (left, right) = (a.get(i), b.get(j));
        match (left, right) {
            (Some(l), Some(r)) if l.0 == r.0 => {
                if l.1 != r.1 {
                    merged.push((l.0, l.1.into() - r.1.into()));
                }
                i += 1;
                j += 1;
            }
            (Some(l), Some(r)) if l.0 < r.0 => {
                merged.push((l.0, l.1.into()));
                i += 1;
            }
            (Some(l), None) => {
                merged.push((l.0, l.1.into()));
                i += 1;
            }
            (_, Some(r)) => {
                merged.push((r.0, -r.1.into()));
                j += 1;
            }
            (None, None) => break,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_of_one_position_are_added_up() {
        let mut entries = vec![(7, 1.0), (2, 0.5), (7, 0.25), (2, 0.5)];
        gather(&mut entries);
        assert_eq!(entries, [(2, 1.0), (7, 1.25)]);
    }

    #[test]
    fn what_is_in_both_cancels() {
        let mut merged = Vec::new();
        difference(&[(1, 1.0), (3, 2.0), (4, 1.0)], &[(1, 1.0), (2, 1.0), (4, 0.5)], &mut merged);
        assert_eq!(merged, [(2, -1.0), (3, 2.0), (4, 0.5)]);
    }
}
