//! What a move opens: how many packages, and what is settled in all of them.

use std::collections::BTreeMap;

use safeconduct_model::talks::Talks;
use safeconduct_model::talks::answer::Deal;

use crate::space::Space;

/// What giving up `give`, rising, opens.
pub fn deal(talks: &Talks, space: &mut Space, give: &[usize]) -> Deal {
    let all = 0..space.constraints.demands.len();
    let rest: Vec<usize> = all.filter(|d| give.binary_search(d).is_err()).collect();
    let (packages, left) = space.count_and_left(&rest);
    let fixed =
        talks.elements.iter().zip(left).filter_map(|(element, options)| match options[..] {
            [only] => Some((element.id.clone(), element.options[only].clone())),
            _ => None,
        });
    let fixed: BTreeMap<String, String> = fixed.collect();
    Deal { give: space.constraints.names(give), packages, fixed }
}
