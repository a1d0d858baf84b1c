//! Which targets to strike: every set, but for those that cannot be worse.
//!
//! Targets are taken one after the other. What a target adds to the loss never
//! grows as others are struck before it (a load keeps less to lose), so what
//! the best of the targets left would add now, each alone, is more than any of
//! them can add together: where that does not beat the worst set found, no set
//! that follows does.

/// Places of the fixed point: shares are integers of `2^-60`.
pub(super) const BITS: u32 = 60;

const ONE: i128 = 1 << BITS;

/// A meeting: target, value that comes to it, exposure.
type Met = (usize, i128, i128);

/// A day in fixed point.
pub(super) struct Field {
    lines: Vec<Vec<Met>>,
    /// By target: the lines that meet it.
    on: Vec<Vec<usize>>,
}

impl Field {
    pub fn of(lines: Vec<Vec<Met>>, targets: usize) -> Self {
        let mut on = vec![Vec::new(); targets];
        for (position, line) in lines.iter().enumerate() {
            for (target, ..) in line {
                on[*target].push(position);
            }
        }
        Self { lines, on }
    }

    /// What a line loses if these targets are struck.
    fn lost(&self, line: usize, struck: &[bool]) -> i128 {
        let (mut lost, mut kept) = (0, ONE);
        for &(target, value, exposure) in &self.lines[line] {
            if struck[target] {
                lost += (((value * exposure) >> BITS) * kept) >> BITS;
                kept = (kept * (ONE - exposure)) >> BITS;
            }
        }
        lost
    }
}

/// A search for the worst set of a size.
pub(super) struct Search<'f> {
    field: &'f Field,
    strikes: usize,
    /// The worst set found, by target.
    pub worst: Vec<bool>,
    greatest: i128,
    struck: Vec<bool>,
    /// By line: what it loses to the targets struck now.
    lost: Vec<i128>,
}

impl<'f> Search<'f> {
    pub fn of(field: &'f Field, strikes: usize) -> Self {
        let nothing = vec![false; field.on.len()];
        Self {
            field,
            strikes,
            worst: nothing.clone(),
            greatest: -1,
            struck: nothing,
            lost: vec![0; field.lines.len()],
        }
    }

    /// Considers every set.
    pub fn run(&mut self) {
        let all = (0..self.field.on.len()).collect();
        self.follow(all, 0, self.strikes);
    }

    /// What striking one more target adds.
    fn added(&mut self, target: usize) -> i128 {
        self.struck[target] = true;
        let mut added = 0;
        for &line in &self.field.on[target] {
            added += self.field.lost(line, &self.struck) - self.lost[line];
        }
        self.struck[target] = false;
        added
    }

    /// Considers every set that adds `left` of these targets to those struck.
    fn follow(&mut self, targets: Vec<usize>, lost: i128, left: usize) {
        let mut ranked: Vec<(i128, usize)> =
            targets.into_iter().map(|target| (self.added(target), target)).collect();
        ranked.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        if left == 1 || ranked.len() == 1 {
            let best = ranked.first().copied().unwrap_or_default();
            self.keep(lost + best.0, best.1);
            return;
        }
        for first in 0..ranked.len() {
            let rest = &ranked[first..];
            let most: i128 = rest.iter().take(left).map(|(added, _)| added).sum();
            if lost + most <= self.greatest {
                return;
            }
            let (added, target) = rest[0];
            let others: Vec<usize> = rest[1..].iter().map(|(_, target)| *target).collect();
            if others.is_empty() {
                self.keep(lost + added, target);
                return;
            }
            self.strike(target);
            self.follow(others, lost + added, left - 1);
            self.spare(target);
        }
    }

    /// Remembers the set struck now with one more, if it is the worst so far.
    fn keep(&mut self, lost: i128, last: usize) {
        if lost > self.greatest {
            self.greatest = lost;
            self.worst.clone_from(&self.struck);
            self.worst[last] = true;
        }
    }

    fn strike(&mut self, target: usize) {
        self.struck[target] = true;
        self.recount(target);
    }

    fn spare(&mut self, target: usize) {
        self.struck[target] = false;
        self.recount(target);
    }

    fn recount(&mut self, target: usize) {
        for &line in &self.field.on[target] {
            self.lost[line] = self.field.lost(line, &self.struck);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The greatest loss of any set, one after the other.
    fn every_set(field: &Field, strikes: usize) -> i128 {
        let targets = field.on.len();
        let sets = 0_u32..1 << targets;
        let of_size = sets.filter(|set| set.count_ones() as usize == strikes);
        let lost = |set: u32| {
            let struck: Vec<bool> = (0..targets).map(|t| set >> t & 1 == 1).collect();
            (0..field.lines.len()).map(|line| field.lost(line, &struck)).sum()
        };
        of_size.map(lost).max().unwrap_or(0)
    }

    fn field(seed: u64, targets: usize) -> Field {
        let mut state = seed;
        let mut draw = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040);
            (state >> 33) % below
        };
        let lines = (0..9).map(|_| {
            let mut value = ONE / (20 + i128::from(draw(60)));
            let mut line: Vec<Met> = Vec::new();
            for target in 0..targets {
                if draw(3) == 0 {
                    line.push((target, value, ONE * i128::from(draw(100)) / 99));
                    value = value * 9 / 10;
                }
            }
            line
        });
        Field::of(lines.collect(), targets)
    }

    #[test]
    fn the_set_found_is_the_worst_of_all() {
        for seed in 0..60 {
            let field = field(seed, 9);
            for strikes in 1..9 {
                let mut search = Search::of(&field, strikes);
                search.run();
                let slack = 1 << 12;
                let all = every_set(&field, strikes);
                assert!(search.greatest + slack >= all, "seed {seed}, {strikes} strikes");
            }
        }
    }
}
