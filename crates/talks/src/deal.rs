//! What a move opens: how many packages, and what is settled in all of them.

use std::collections::BTreeMap;

use safeconduct_model::talks::Talks;
use safeconduct_model::talks::answer::Deal;

use crate::constraint::Constraints;
use crate::count::counted;
use crate::element::options_left;
use crate::oracle::Oracle;

/// What giving up `give` opens.
pub fn deal(talks: &Talks, constraints: &Constraints, oracle: &mut Oracle, give: &[usize]) -> Deal {
    let rest: Vec<usize> = (0..constraints.demands.len()).filter(|d| !give.contains(d)).collect();
    let kept = rest.iter().map(|&d| &constraints.demands[d].condition);
    let packages = counted(constraints, kept);
    let left = options_left(talks, oracle, &rest);
    let fixed =
        talks.elements.iter().zip(left).filter_map(|(element, options)| match options[..] {
            [only] => Some((element.id.clone(), element.options[only].clone())),
            _ => None,
        });
    let fixed: BTreeMap<String, String> = fixed.collect();
    Deal { give: constraints.names(give), packages, fixed }
}
