//! Lifts windows that are below what is enough for them at the cost of meals that can spare it.
//!
//! Amounts that keep every limit fill most limits to the brim: a window that
//! falls short by a little can only be lifted where something else makes room.
//! What makes room are chains of meals whose own windows have more than enough,
//! and only as far as they are above it.

use super::field::Field;

/// Ways of a meal that are tried, cheapest first.
const TRIED: usize = 4;

/// Amounts and uses below this are nothing.
const LEAST: f64 = 1e-12;

/// Limits that are used less than this share of them make room by themselves.
const FULL: f64 = 0.9;

/// Who uses what, as it was at the start.
struct Users {
    starts: Vec<usize>,
    /// By limit: the first user that may still spare something. Who has nothing
    /// to spare will not have any later: nobody is lifted above the level.
    next: Vec<usize>,
    /// Chain, its meal, and its use for a unit.
    list: Vec<(u32, u32, f64)>,
}

impl Users {
    fn of(field: &Field) -> Self {
        let full = |i: u32| field.used[i as usize] > FULL;
        let mut starts = vec![0; field.used.len() + 1];
        let uses = || {
            field.bins.iter().enumerate().flat_map(move |(bin, meals)| {
                let carrying = meals.chains.iter().filter(|j| field.amount[**j as usize] > 0.0);
                carrying.flat_map(move |&j| {
                    let uses = field.chains[j as usize].uses.iter().filter(move |u| full(u.0));
                    uses.map(move |&(i, share)| (i as usize, (j, bin as u32, f64::from(share))))
                })
            })
        };
        for (i, _) in uses() {
            starts[i + 1] += 1;
        }
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let (mut next, mut list) = (starts.clone(), vec![(0, 0, 0.0); starts[starts.len() - 1]]);
        for (i, user) in uses() {
            list[next[i]] = user;
            next[i] += 1;
        }
        let next = starts[..starts.len() - 1].to_vec();
        Self { starts, next, list }
    }

    /// The first user of a limit that may still spare something.
    fn first(&self, limit: usize) -> Option<(u32, u32, f64)> {
        let next = self.next[limit];
        (next < self.starts[limit + 1]).then(|| self.list[next])
    }
}

/// Lifts windows towards what is enough for each, furthest below first.
pub fn lift(field: &mut Field, enough: &[f64]) {
    let mut order: Vec<(f64, usize, usize, f64)> = Vec::new();
    for (b, bin) in field.bins.iter().enumerate() {
        for &(w, weight) in &bin.windows {
            let missing = enough[w as usize] - field.windows[w as usize].covered;
            if missing > 0.0 {
                order.push((missing, b, w as usize, weight));
            }
        }
    }
    if order.is_empty() {
        return;
    }
    order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut users = Users::of(field);
    for (_, bin, w, weight) in order {
        let missing = (enough[w] - field.windows[w].covered) / weight;
        if missing > LEAST {
            raise(field, &mut users, bin, missing, enough);
        }
    }
}

/// Adds up to `most` to a meal, making room for it.
fn raise(field: &mut Field, users: &mut Users, bin: usize, most: f64, enough: &[f64]) {
    let mut ways: Vec<(f64, usize)> =
        field.bins[bin].chains.iter().map(|&j| (field.price(j as usize), j as usize)).collect();
    ways.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut left = most.min(field.bins[bin].need - field.bins[bin].met);
    for (_, j) in ways.into_iter().take(TRIED) {
        if left <= LEAST {
            return;
        }
        let uses = field.chains[j].uses.clone();
        for &(i, share) in &uses {
            let lacking = field.used[i as usize] + f64::from(share) * left - 1.0;
            if lacking > LEAST {
                free(field, users, i as usize, lacking, enough);
            }
        }
        let room = uses.iter().map(|&(i, share)| (1.0 - field.used[i as usize]) / f64::from(share));
        let step = room.fold(left, f64::min);
        if step > LEAST {
            field.grow(bin, j, step);
            left -= step;
        }
    }
}

/// Takes a share of a limit back from meals that can spare it. The meal that is
/// lifted never can: one of its own windows is short.
fn free(field: &mut Field, users: &mut Users, limit: usize, share: f64, enough: &[f64]) {
    let mut left = share;
    while let Some((j, bin, uses)) = users.first(limit) {
        let (j, bin) = (j as usize, bin as usize);
        let windows = field.bins[bin].windows.iter();
        let spare = windows.map(|&(w, weight)| {
            let w = w as usize;
            (field.windows[w].covered - enough[w]) / weight
        });
        let step = spare.fold(field.amount[j].min(left / uses), f64::min);
        if step > LEAST {
            field.grow(bin, j, -step);
            left -= step * uses;
        }
        if left <= LEAST {
            return;
        }
        users.next[limit] += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::super::chain::Chain;
    use super::super::meal::{Bin, Window};
    use super::*;

    /// Meals of one window each that share one limit.
    fn field(amounts: &[f64]) -> Field {
        let window = Window {
            covered: 0.0,
            target: 0.0,
            level: 1.0,
            floor: 0.0,
            common: true,
            drawn: true,
            weight: 1.0,
            shift: 0.0,
            cap: f64::INFINITY,
            size: 1.0,
            beside: 1.0,
            short: 0.0,
        };
        let bin = |w: usize| Bin::of(1.0, vec![(w as u32, 1.0)]);
        let bins = (0..amounts.len()).map(bin).collect();
        let mut field = Field::new(1, bins, vec![window; amounts.len()], 1.0);
        for (bin, &amount) in amounts.iter().enumerate() {
            field.add(bin, Chain::using(bin, Box::new([(0, 0.5)])));
            field.grow(bin, bin, amount);
        }
        field
    }

    #[test]
    fn who_has_more_makes_room_for_who_has_less() {
        let mut field = field(&[0.9, 0.3, 0.8]);
        lift(&mut field, &[0.6; 3]);
        let met: Vec<f64> = field.bins.iter().map(|bin| bin.met).collect();
        assert!((met[1] - 0.6).abs() < 1e-9, "{met:?}");
        assert!(met[0] >= 0.6 && met[2] >= 0.6, "{met:?}");
        assert!(field.used[0] <= 1.0 + 1e-9 && (met.iter().sum::<f64>() - 2.0).abs() < 1e-9);
    }

    #[test]
    fn nobody_is_put_below_the_level() {
        let mut field = field(&[0.75, 0.5, 0.75]);
        lift(&mut field, &[0.7; 3]);
        let met: Vec<f64> = field.bins.iter().map(|bin| bin.met).collect();
        assert!((met[1] - 0.6).abs() < 1e-9, "all there was to spare: {met:?}");
        assert!(met[0] >= 0.7 - 1e-9 && met[2] >= 0.7 - 1e-9, "{met:?}");
    }
}
