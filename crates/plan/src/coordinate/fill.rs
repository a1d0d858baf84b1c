//! From nearly feasible amounts to amounts that keep every limit.

use super::field::Field;

/// Scales each chain back by the worst limit it meets, then fills what is left.
///
/// Beyond the levels asked, meals are filled up to `total` thousand
/// person-days.
pub fn repair(field: &mut Field, total: f64) {
    field.recount();
    for j in 0..field.chains.len() {
        if field.amount[j] <= 0.0 {
            continue;
        }
        let uses = &field.chains[j].uses;
        let over = uses.iter().map(|&(i, _)| field.used[i as usize]).fold(1.0, f64::max);
        field.amount[j] /= over;
    }
    field.recount();
    lift(field);
    lift(field);
    let mut missing = total - field.total();
    for bin in 0..field.bins.len() {
        if missing <= 0.0 {
            break;
        }
        let before = field.bins[bin].met;
        fill(field, bin, missing);
        missing -= field.bins[bin].met - before;
    }
}

/// Fills meals of windows below their target, furthest below first.
fn lift(field: &mut Field) {
    let short = |field: &Field, w: usize| field.windows[w].target - field.windows[w].covered;
    let mut order: Vec<(f64, usize, usize)> = Vec::new();
    for (b, bin) in field.bins.iter().enumerate() {
        for &(w, _) in &bin.windows {
            let missing = short(field, w as usize);
            if missing > 0.0 {
                order.push((missing, b, w as usize));
            }
        }
    }
    order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    for (_, b, w) in order {
        let missing = short(field, w);
        let weight =
            field.bins[b].windows.iter().find(|entry| entry.0 as usize == w).map_or(1.0, |e| e.1);
        if missing > 0.0 {
            fill(field, b, missing / weight);
        }
    }
}

/// Adds to a meal's chains, cheapest first, as far as every limit allows.
fn fill(field: &mut Field, bin: usize, most: f64) {
    let mut chains: Vec<(f64, usize)> =
        field.bins[bin].chains.iter().map(|&j| (field.price(j as usize), j as usize)).collect();
    chains.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut left = most.min(field.bins[bin].need - field.bins[bin].met);
    for (_, j) in chains {
        if left <= 1e-12 {
            return;
        }
        let uses = &field.chains[j].uses;
        let room = uses.iter().map(|&(i, share)| (1.0 - field.used[i as usize]) / f64::from(share));
        let step = room.fold(left, f64::min);
        if step > 1e-12 {
            field.grow(bin, j, step);
            left -= step;
        }
    }
}
