//! Sets of demands made as large, or as small, as they can be.

use crate::oracle::{Held, Oracle};

/// A largest set that holds together and holds all that the package keeps,
/// rising: as long as there is one, the next package keeps at least one more.
pub fn grow(oracle: &mut Oracle, package: &[usize], count: usize) -> Vec<usize> {
    let mut kept = oracle.kept(package);
    loop {
        let others: Vec<usize> =
            (0..count).filter(|demand| kept.binary_search(demand).is_err()).collect();
        if others.is_empty() {
            return kept;
        }
        match oracle.more(&kept, &others) {
            Some(package) => kept = oracle.kept(&package),
            None => return kept,
        }
    }
}

/// A smallest conflict within a set that cannot hold together: each member
/// left out lets the rest hold together.
pub fn shrink(oracle: &mut Oracle, mut set: Vec<usize>) -> Vec<usize> {
    let mut place = 0;
    while place < set.len() {
        let mut without = set.clone();
        let tried = without.remove(place);
        match oracle.ask(&without, &[]) {
            Held::Together(_) => place += 1,
            Held::NotTogether(core) => {
                // The core may drop more than was tried; keep the order.
                let before = set.iter().take(place).filter(|d| core.contains(d)).count();
                set.retain(|d| *d != tried && core.contains(d));
                place = before;
            }
        }
    }
    set.sort_unstable();
    set
}
