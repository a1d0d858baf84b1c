//! Options that conditions on a single element leave.
//!
//! What only one element decides is settled first: an element left with one
//! option ties nothing together any more, so that large parts fall apart.

use crate::constraint::Constraints;
use crate::part::Links;

/// Elements with more options than this are left as they are.
const MOST_OPTIONS: usize = 64;

/// By element: the options left.
pub type Domains = Vec<Vec<usize>>;

/// Options that the rules and some demands leave, as far as they each speak of
/// one element, or of one beside others that have one option left; nothing if
/// they leave an element none.
pub fn narrowed(constraints: &Constraints, links: &Links, demands: &[usize]) -> Option<Domains> {
    let mut narrow = Narrow::of(constraints);
    let rules = (0..constraints.rules.len()).map(|r| (&constraints.rules[r], links.of_rule(r)));
    let asked = demands.iter().map(|&d| (&constraints.demands[d].condition, links.of_demand(d)));
    let mut open: Vec<_> = rules.chain(asked).collect();
    loop {
        let before = narrow.singles;
        let mut later = Vec::with_capacity(open.len());
        for (condition, elements) in open {
            let mut several = elements.iter().filter(|&&e| !narrow.is_single(e));
            match (several.next(), several.next()) {
                (None, _) => {
                    if !condition.holds(&narrow.package) {
                        return None;
                    }
                }
                (Some(&only), None) if constraints.options[only] <= MOST_OPTIONS => {
                    narrow.cut(only, |package| condition.holds(package))?;
                }
                _ => later.push((condition, elements)),
            }
        }
        open = later;
        if narrow.singles == before {
            break;
        }
    }
    let options = constraints.options.iter().enumerate();
    Some(options.map(|(e, &count)| narrow.options(e, count)).collect())
}

struct Narrow {
    /// By element: a bit for each option left.
    left: Vec<u64>,
    /// By element with one option left: that option.
    package: Vec<usize>,
    /// Elements with one option left.
    singles: usize,
}

impl Narrow {
    fn of(constraints: &Constraints) -> Self {
        let full = |&count: &usize| if count >= 64 { u64::MAX } else { (1 << count) - 1 };
        let left: Vec<u64> = constraints.options.iter().map(full).collect();
        let singles = constraints.options.iter().filter(|&&count| count == 1).count();
        Self { package: vec![0; left.len()], left, singles }
    }

    fn is_single(&self, element: usize) -> bool {
        self.left[element].is_power_of_two()
    }

    /// Keeps the options with which the condition holds; nothing if none does.
    fn cut(&mut self, element: usize, holds: impl Fn(&[usize]) -> bool) -> Option<()> {
        let mut kept = 0;
        let mut rest = self.left[element];
        while rest != 0 {
            let option = rest.trailing_zeros() as usize;
            rest &= rest - 1;
            self.package[element] = option;
            if holds(&self.package) {
                kept |= 1 << option;
            }
        }
        self.left[element] = kept;
        self.package[element] = kept.trailing_zeros() as usize;
        self.singles += usize::from(kept.is_power_of_two());
        (kept != 0).then_some(())
    }

    fn options(&self, element: usize, count: usize) -> Vec<usize> {
        if count > MOST_OPTIONS {
            return (0..count).collect();
        }
        (0..count).filter(|o| self.left[element] & (1 << o) != 0).collect()
    }
}
