//! What is sent and handed out under one outcome, as rows and columns.
//!
//! In thousand person-days; symbols as in `docs/concepts/missions.md`. A block
//! is the second stage: which trucks go (x), what groups are handed (h within
//! the plan, r beyond it), what places keep (q), what arrives later (l).

use super::day::DayModel;
use super::mixed::Mixed;

/// What a person-day beyond what the plan gives a group counts: little enough
/// that nobody is fed beyond the plan at the cost of somebody within it.
pub const BEYOND: f64 = 0.01;

/// Share of the most that a truck can bring that sending it costs: ties go to
/// fewer and shorter drives,
const TRUCK: f64 = 1e-6;

/// and, before that, to no more trucks on a way than the plan sends: its mix was
/// chosen with losses and strikes in view.
const MORE: f64 = 2e-5;

/// Columns in thousands.
const THOUSAND: f64 = 1000.0;

/// The columns of a block.
#[derive(Clone, Debug)]
pub struct Block {
    /// Trucks, by way (x).
    pub trucks: Vec<usize>,
    /// What counts within the plan: column and people-days for each unit.
    pub within: Vec<(usize, f64)>,
    /// Beyond the plan.
    pub beyond: Vec<usize>,
}

/// How a block counts.
pub struct Counts<'a> {
    /// Weight of what is within the plan.
    pub within: f64,
    /// Weight of what is beyond it.
    pub beyond: f64,
    /// Share of a way's load to count on once it has set out.
    pub arrives: &'a dyn Fn(usize) -> f64,
}

/// Adds a block.
pub fn add(program: &mut Mixed, day: &DayModel, counts: &Counts) -> Block {
    let weight = counts.within;
    let dearest = day.sendings.iter().map(|s| s.leaves).fold(0.0, f64::max) / THOUSAND;
    let cost = |i: usize| weight * dearest * (1.0 + day.sendings[i].hours);
    let ways = 0..day.sendings.len();
    let trucks: Vec<usize> =
        ways.map(|i| program.column(-cost(i) * TRUCK, day.sendings[i].at_most)).collect();
    for (i, (sending, &x)) in day.sendings.iter().zip(&trucks).enumerate() {
        let more = program.column(-cost(i) * MORE, f64::INFINITY);
        program.row(f64::NEG_INFINITY, sending.planned, &[(x, 1.0), (more, -1.0)]);
    }
    let mut block = Block { trucks, within: Vec::new(), beyond: Vec::new() };
    for limit in &day.limits {
        let entries: Vec<(usize, f64)> =
            limit.weights.iter().map(|&(i, w)| (block.trucks[i], w)).collect();
        program.row(f64::NEG_INFINITY, limit.at_most, &entries);
    }
    places(program, day, counts, &mut block);
    for later in &day.later {
        let l = program.column(weight * later.eaten, later.at_most / THOUSAND);
        block.within.push((l, later.eaten));
        let mut entries = vec![(l, -1.0)];
        for &i in &later.ways {
            let each = day.sendings[i].arrives * (counts.arrives)(i) / THOUSAND;
            entries.push((block.trucks[i], each));
        }
        program.row(0.0, f64::INFINITY, &entries);
    }
    block
}

fn places(program: &mut Mixed, day: &DayModel, counts: &Counts, block: &mut Block) {
    // By group: within the plan, and beyond it.
    let mut handed: Vec<[Vec<(usize, f64)>; 2]> = vec![Default::default(); day.eaters.len()];
    for place in &day.places {
        let kept = program.column(counts.within * place.kept_eaten, place.kept / THOUSAND);
        block.within.push((kept, place.kept_eaten));
        // What leaves a place, is handed out or kept was there or arrived.
        let mut balance = vec![(kept, -1.0)];
        let mut counter = Vec::new();
        for &g in &place.groups {
            let eaten = day.eaters[g].eaten;
            let h = program.column(counts.within * eaten, f64::INFINITY);
            let r = program.column(counts.beyond, f64::INFINITY);
            block.within.push((h, eaten));
            block.beyond.push(r);
            handed[g][0].push((h, 1.0));
            handed[g][1].push((r, 1.0));
            balance.extend([(h, -1.0), (r, -1.0)]);
            counter.extend([(h, 1.0), (r, 1.0)]);
        }
        balance.extend(traffic(day, place.site, counts, block));
        program.row(-place.before / THOUSAND, f64::INFINITY, &balance);
        if let Some(most) = place.counter.filter(|_| !counter.is_empty()) {
            program.row(f64::NEG_INFINITY, most / THOUSAND, &counter);
        }
    }
    for (eater, [planned, further]) in day.eaters.iter().zip(&handed) {
        for (entries, most) in [(planned, eater.planned), (further, eater.unmet)] {
            if !entries.is_empty() {
                program.row(f64::NEG_INFINITY, most / THOUSAND, entries);
            }
        }
    }
}

/// What trucks take from a site and bring it today.
fn traffic(day: &DayModel, site: usize, counts: &Counts, block: &Block) -> Vec<(usize, f64)> {
    let mut entries = Vec::new();
    for (i, sending) in day.sendings.iter().enumerate() {
        if sending.ends.0 == site {
            entries.push((block.trucks[i], -sending.leaves / THOUSAND));
        }
        if sending.ends.1 == site && sending.lead == 0 {
            entries.push((block.trucks[i], sending.arrives * (counts.arrives)(i) / THOUSAND));
        }
    }
    entries
}

impl Block {
    /// People-days within the plan and beyond it, in a solution.
    pub fn worth(&self, columns: &[f64]) -> (f64, f64) {
        let within: f64 = self.within.iter().map(|&(column, each)| columns[column] * each).sum();
        let beyond: f64 = self.beyond.iter().map(|&column| columns[column]).sum();
        (within * THOUSAND, beyond * THOUSAND)
    }

    /// Trucks by way, in a solution.
    pub fn sent(&self, columns: &[f64]) -> Vec<f64> {
        self.trucks.iter().map(|&column| columns[column].max(0.0)).collect()
    }
}
