//! Pricing: corridors that would improve the last solution.
//!
//! From every origin, labels walk the open roads of a track. A label carries
//! the share of the load that is left and what the walk has gained so far at
//! the solution's prices; one label dominates another at the same site and day
//! if it has no less of both and is no later, also after all that strikes may take
//! of it and not of the other further on ([`peril`]), and on any later day too where
//! nothing is worth more for coming later. Since losses only shrink a load and
//! prices of limits are never gains, loops are dominated and the search ends.

use safeconduct_model::world::Road;

mod label;
mod peril;
#[cfg(test)]
mod tests;
mod worth;

use crate::corridor::{Corridor, lead_days};
use crate::program::{Key, Lane, Program, ends};
use label::{Label, admit, extend, passed, tolls};
use peril::Perils;
use worth::Worth;

/// Reduced cost below which a column is worth adding, in objective units per tonne.
const WORTH: f64 = 1e-7;

/// Labels kept at one site; beyond this the search is no longer a proof.
const LABELS_AT_SITE: usize = 32;

/// A column to add.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The corridor.
    pub corridor: Corridor,
    /// Fleet index.
    pub fleet: usize,
    /// Commodity index.
    pub commodity: usize,
    /// Period of leaving.
    pub period: usize,
    /// Its reduced cost (negative improves).
    pub reduced_cost: f64,
}

/// What pricing found.
pub struct Priced {
    /// Columns to add, best first.
    pub candidates: Vec<Candidate>,
    /// Whether every corridor was considered, so that no candidate means
    /// optimal.
    pub complete: bool,
}

/// One search: loads of one value leaving one site on one track and fleet.
#[derive(Clone, Copy)]
struct Search {
    from: usize,
    track: usize,
    fleet: usize,
    period: usize,
    /// Any commodity of the value class searched for.
    commodity: usize,
}

/// Every corridor with negative reduced cost, the best of each lane.
pub fn price(program: &Program) -> Priced {
    let at = &program.at;
    let mut priced = Priced { candidates: Vec::new(), complete: true };
    let classes = value_classes(program);
    let worth = Worth::of(program);
    for p in 0..at.grid.len() {
        let perils = Perils::of(program, p);
        priced.complete &= perils.complete();
        for &from in &at.network.origins {
            if at.world.crossing_trucks[from][at.grid.day(p)] == Some(0.0) {
                continue;
            }
            for (track, fleet) in pairs(program, p) {
                for class in &classes {
                    let held = |k: &usize| at.holds[from][*k];
                    let class: Vec<usize> = class.iter().copied().filter(held).collect();
                    if class.is_empty() {
                        continue;
                    }
                    let search = Search { from, track, fleet, period: p, commodity: class[0] };
                    let found = &mut priced.candidates;
                    priced.complete &= lane(program, search, &perils, (&class, &worth), found);
                }
            }
        }
    }
    priced.candidates.sort_by(|a, b| a.reduced_cost.total_cmp(&b.reduced_cost));
    priced
}

fn pairs(program: &Program, p: usize) -> Vec<(usize, usize)> {
    let at = &program.at;
    let tracks =
        (0..at.network.serves.len()).filter(|&t| at.world.track_allowed[t][at.grid.day(p)]);
    tracks
        .flat_map(|t| (0..at.world.scenario.fleets.len()).map(move |f| (t, f)))
        .filter(|&(t, f)| {
            at.network.may_drive(f, t) && at.world.fleet_trucks[f][at.grid.day(p)] > 0.0
        })
        .collect()
}

/// Commodities that cost alike on the road: all of them while value does not
/// count, those of one value at risk otherwise.
fn value_classes(program: &Program) -> Vec<Vec<usize>> {
    let at = &program.at;
    if program.lp.price(Key::Loss) == 0.0 {
        return vec![(0..at.commodities()).collect()];
    }
    let mut classes: Vec<Vec<usize>> = Vec::new();
    for k in 0..at.commodities() {
        let value = program.value_of(k);
        match classes.iter_mut().find(|c| program.value_of(c[0]) == value) {
            Some(class) => class.push(k),
            None => classes.push(vec![k]),
        }
    }
    classes
}

/// Prices every lane of a search; whether no label was cut.
///
/// A trip of so many days needs every segment open on all of them, so trips of
/// different length walk different roads; where no road closes meanwhile, one
/// walk serves all.
fn lane(
    program: &Program,
    search: Search,
    perils: &Perils,
    (class, worth): (&[usize], &Worth),
    found: &mut Vec<Candidate>,
) -> bool {
    let open = open_days(program, search);
    let usable = |lead: usize| open.iter().map(|&days| days > lead).collect::<Vec<bool>>();
    let later = class.iter().any(|&k| worth.later[k]);
    let (mut labels, mut complete) = walk(program, search, perils, (&usable(0), later));
    let longest = labels.iter().filter(|l| l.alive).map(|l| l.lead).max().unwrap_or(0);
    collect(program, search, (class, worth), (&labels, 0), found);
    for lead in 1..=longest {
        if open.contains(&lead) {
            let (walked, whole) = walk(program, search, perils, (&usable(lead), later));
            labels = walked;
            complete &= whole;
        }
        collect(program, search, (class, worth), (&labels, lead), found);
    }
    complete
}

/// By segment: days in a row, from the day of leaving, on which it is open to
/// the track.
fn open_days(program: &Program, search: Search) -> Vec<usize> {
    let at = &program.at;
    let day = at.grid.day(search.period);
    let open = |roads: &Vec<Road>| {
        let left = &roads[day..];
        let shut = left.iter().position(|r| !r.open_to(search.track));
        // Beyond the horizon nothing arrives.
        shut.unwrap_or(at.world.days + 1)
    };
    at.world.roads.iter().map(open).collect()
}

/// Label-correcting walk from the search's origin over usable segments.
/// `later` says that a label of a later day may be worth more.
fn walk(
    program: &Program,
    search: Search,
    perils: &Perils,
    (usable, later): (&[bool], bool),
) -> (Vec<Label>, bool) {
    let at = &program.at;
    let tolls = tolls(program, search);
    let value = program.value_of(search.commodity);
    let mut struck = perils.unharmed();
    let first = perils.strike(at.targets.setting_out(search.from), &mut struck);
    let mut labels = vec![Label {
        site: search.from,
        left: 1.0,
        gain: -value * first,
        struck,
        hours: 0.0,
        lead: 0,
        came_by: None,
        alive: true,
    }];
    let mut at_site: Vec<Vec<usize>> = vec![Vec::new(); at.sites()];
    at_site[search.from].push(0);
    // A way round would arrive a day later, or meet an area elsewhere first; no
    // load drives one, whatever it may gain.
    let may_gain = perils.has_areas() || !at.same_day;
    let (mut next, mut complete) = (0, true);
    while next < labels.len() {
        if labels[next].alive {
            for &step in &at.network.steps[labels[next].site] {
                if !usable[step.segment] {
                    continue;
                }
                let toll = tolls[step.segment];
                if may_gain && passed(&labels, next, step.to) {
                    continue;
                }
                let way = (step, toll);
                let Some(label) = extend(program, search, perils, &labels[next], next, way) else {
                    continue;
                };
                complete &= admit(label, (perils, value), &mut labels, &mut at_site, later);
            }
        }
        next += 1;
    }
    (labels, complete)
}

/// The best column of every lane with trips of `lead` days, if it improves.
fn collect(
    program: &Program,
    search: Search,
    (class, worth): (&[usize], &Worth),
    (labels, lead): (&[Label], usize),
    found: &mut Vec<Candidate>,
) {
    let at = &program.at;
    for &k in class {
        let mut best: Vec<(f64, usize)> = vec![(WORTH, usize::MAX); at.sites()];
        for (position, label) in labels.iter().enumerate().skip(1) {
            if !label.alive || label.lead != lead {
                continue;
            }
            if !at.network.may_end(search.track, at.kind(label.site)) {
                continue;
            }
            if worth.hopeless(program, (search.from, search.period), k, label) {
                continue;
            }
            let gain = whole_gain(program, search, k, label);
            if gain > best[label.site].0 {
                best[label.site] = (gain, position);
            }
        }
        for &(_, position) in best.iter().filter(|(_, position)| *position != usize::MAX) {
            let corridor = trace(search, labels, position);
            let cost = program.reduced_cost(&corridor, search.fleet, k, search.period);
            if let Some(reduced_cost) = cost.filter(|c| *c < -WORTH) {
                let (fleet, period) = (search.fleet, search.period);
                found.push(Candidate { corridor, fleet, commodity: k, period, reduced_cost });
            }
        }
    }
}

/// Gain of a whole column that ends at the label's site: minus its reduced cost.
fn whole_gain(program: &Program, search: Search, k: usize, label: &Label) -> f64 {
    let at = &program.at;
    let (p, fleet) = (search.period, search.fleet);
    let noun = &at.world.scenario.fleets[fleet];
    let lead = lead_days(label.hours, noun.hours_per_day.0);
    let Some(&arrives) = at.grid.period_of.get(at.grid.day(p) + lead) else {
        return f64::NEG_INFINITY;
    };
    let lane = Lane { from: search.from, to: label.site, track: search.track, fleet };
    let ends = ends(at, lane, k, (p, arrives), label.left);
    let turnaround =
        program.lp.price(Key::Fleet(fleet, p)) / noun.rounds_per_day.0 / noun.payload_t.0;
    label.gain + turnaround - program.lp.reduced_cost(&ends)
}

fn trace(search: Search, labels: &[Label], position: usize) -> Corridor {
    let mut segments = Vec::new();
    let mut at = position;
    while let Some((before, segment)) = labels[at].came_by {
        segments.push(segment);
        at = before;
    }
    segments.reverse();
    Corridor { track: search.track, from: search.from, to: labels[position].site, segments }
}
