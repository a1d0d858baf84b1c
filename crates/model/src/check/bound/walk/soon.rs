//! Where a load can be on the day that it leaves.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Search;

impl Search<'_> {
    /// By site: whether the quickest way there, on these segments, takes no
    /// longer than a working day.
    pub fn soon(&self, usable: &[bool]) -> Vec<bool> {
        let mut soonest = vec![i128::MAX; self.facts.steps.len()];
        soonest[self.from] = 0;
        let mut heap = BinaryHeap::from([Reverse((0, self.from))]);
        while let Some(Reverse((hours, site))) = heap.pop() {
            if hours > soonest[site] {
                continue;
            }
            for step in self.facts.steps[site].iter().filter(|step| usable[step.segment]) {
                let hours = hours + self.facts.hours[step.segment];
                if hours <= self.day_hours && hours < soonest[step.to] {
                    soonest[step.to] = hours;
                    heap.push(Reverse((hours, step.to)));
                }
            }
        }
        soonest.into_iter().map(|hours| hours < i128::MAX).collect()
    }
}
