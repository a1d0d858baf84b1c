//! Rules that contradict one another.

use safeconduct_model::talks::Talks;

use crate::constraint::{Constraints, Demanded};
use crate::extent::shrink;
use crate::oracle::{Held, Oracle};

/// Ids of rules that cannot hold together, though all but any one of them can;
/// none where the rules hold.
pub fn torn(talks: &Talks, constraints: &Constraints) -> Vec<String> {
    let demand = |(rule, condition): (usize, _)| Demanded {
        id: String::new(),
        position: rule,
        party: 0,
        condition,
        weight: 1.0,
        firm: false,
    };
    let demands = constraints.rules.iter().cloned().enumerate().map(demand).collect();
    let alone = Constraints { options: constraints.options.clone(), rules: Vec::new(), demands };
    let mut oracle = Oracle::of(&alone);
    let all: Vec<usize> = (0..alone.demands.len()).collect();
    match oracle.ask(&all, &[]) {
        Held::Together(_) => Vec::new(),
        Held::NotTogether(core) => {
            let torn = shrink(&mut oracle, core).into_iter();
            torn.map(|rule| talks.rules[rule].id.clone()).collect()
        }
    }
}
