//! Which label stands for another.

use super::super::round::{add_up, lower, upper};
use super::label::Label;
use super::{SLACK, Search};

impl Search<'_> {
    /// Whether nothing that can be made of `b` is better than the same made of
    /// `a`, which is no less and no later, and has paid no more even if strikes
    /// at targets to come take all that they could take more of it.
    pub fn dominates(
        &self,
        a: &Label,
        a_kept: &[f64],
        b: &Label,
        b_kept: &[f64],
        timed: bool,
    ) -> bool {
        let no_later = !timed || (a.hours <= b.hours && self.may_wait(a, b));
        if a.left < b.left || !no_later || !self.no_dearer(a.toll, a, b) {
            return false;
        }
        let back = if self.paid { upper(self.lost * (a.left - b.left)) } else { 0.0 };
        let mut paid = add_up(a.toll, back);
        let dear =
            |set: usize, share: f64| upper(self.strikes.often[set] * self.value * a.left * share);
        for (set, (a, b)) in a_kept.iter().zip(b_kept).enumerate() {
            if a > b {
                paid = add_up(paid, dear(set, (a - b).next_up()));
            }
        }
        for set in self.strikes.of_areas(self.facts, b.met & !a.met) {
            paid = add_up(paid, dear(set, a_kept[set]));
        }
        self.no_dearer(paid, a, b)
    }

    /// Whether having paid so much with what `a` has left, which is no less, is never
    /// worse than `b`.
    ///
    /// What `b` has left must be worth more than it has paid, or nothing comes of it,
    /// and each share more that `a` has left is worth as much again. So `a` may have
    /// paid more, as long as it has not by what is left. Where loads are worth sending
    /// though nothing arrives, it may not.
    fn no_dearer(&self, paid: f64, a: &Label, b: &Label) -> bool {
        let slack = SLACK * (b.toll + self.at_stake());
        if paid <= b.toll + slack {
            return true;
        }
        !self.paid && upper((paid - slack) * b.left) <= lower(b.toll * a.left)
    }

    /// What losses and strikes could take of a tonne at most.
    pub fn at_stake(&self) -> f64 {
        self.value * self.stake + self.lost
    }

    /// Whether being early at `a`'s toll and waiting is no worse than `b`.
    fn may_wait(&self, a: &Label, b: &Label) -> bool {
        if a.lead == b.lead {
            return true;
        }
        let Some(waiting) = self.waiting else { return false };
        let days = self.day + a.lead..self.day + b.lead;
        let cost = waiting[days].iter().fold(0.0, |sum, day| add_up(sum, *day));
        add_up(a.toll, cost) <= b.toll + SLACK * b.toll
    }
}
