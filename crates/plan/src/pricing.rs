//! Pricing: corridors that would improve the last solution.
//!
//! From every origin, labels walk the open roads of a track. A label carries
//! the share of the load that is left and what the walk has gained so far at
//! the solution's prices; one label dominates another at the same site and day
//! if it has no less of both and is no later, also after all that strikes may take
//! of it and not of the other further on ([`peril`]). Since losses only shrink a load and
//! prices of limits are never gains, loops are dominated and the search ends.

use safeconduct_model::world::Road;

mod peril;

use crate::corridor::{Corridor, lead_days};
use crate::network::Step;
use peril::{Perils, Struck};

use crate::program::{Key, Lane, Program, USD_PER_TRUCK_KM, ends};

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

struct Label {
    site: usize,
    left: f64,
    gain: f64,
    hours: f64,
    /// Days from leaving to here.
    lead: usize,
    came_by: Option<(usize, usize)>,
    alive: bool,
    /// What strikes met so far leave of the load.
    struck: Struck,
}

/// Every corridor with negative reduced cost, the best of each lane.
pub fn price(program: &Program) -> Priced {
    let at = &program.at;
    let mut priced = Priced { candidates: Vec::new(), complete: true };
    let classes = value_classes(program);
    for p in 0..at.grid.len() {
        let perils = Perils::of(program, p);
        priced.complete &= perils.complete();
        for &from in &at.network.origins {
            if at.world.crossing_trucks[from][at.grid.day(p)] == Some(0.0) {
                continue;
            }
            for (track, fleet) in pairs(program, p) {
                for class in &classes {
                    let search = Search { from, track, fleet, period: p, commodity: class[0] };
                    let found = &mut priced.candidates;
                    priced.complete &= lane(program, search, &perils, class, found);
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
    class: &[usize],
    found: &mut Vec<Candidate>,
) -> bool {
    let mut usable = usable(program, search, 0);
    let (mut labels, mut complete) = walk(program, search, perils, &usable);
    let longest = labels.iter().filter(|l| l.alive).map(|l| l.lead).max().unwrap_or(0);
    collect(program, search, class, (&labels, 0), found);
    for lead in 1..=longest {
        let next = self::usable(program, search, lead);
        if next != usable {
            usable = next;
            let (walked, whole) = walk(program, search, perils, &usable);
            labels = walked;
            complete &= whole;
        }
        collect(program, search, class, (&labels, lead), found);
    }
    complete
}

/// By segment: whether it is open to the track on the day of leaving and the
/// `lead` days after it.
fn usable(program: &Program, search: Search, lead: usize) -> Vec<bool> {
    let at = &program.at;
    let day = at.grid.day(search.period);
    let days = day..=(day + lead).min(at.world.days - 1);
    let open = |roads: &Vec<Road>| roads[days.clone()].iter().all(|r| r.open_to(search.track));
    at.world.roads.iter().map(open).collect()
}

/// Label-correcting walk from the search's origin over usable segments.
fn walk(program: &Program, search: Search, perils: &Perils, usable: &[bool]) -> (Vec<Label>, bool) {
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
                complete &= admit(label, (perils, value), &mut labels, &mut at_site);
            }
        }
        next += 1;
    }
    (labels, complete)
}

/// What driving a segment costs a search at the last solution's prices.
#[derive(Clone, Copy)]
struct Toll {
    /// Gain a tonne entering.
    entering: f64,
    /// Gain a tonne that left the origin.
    leaving: f64,
    /// Share of a load that comes through.
    through: f64,
    /// Share lost if it is struck here.
    exposure: f64,
}

/// The toll of every segment, looked up once for a whole search.
fn tolls(program: &Program, search: Search) -> Vec<Toll> {
    let at = &program.at;
    let noun = &at.world.scenario.fleets[search.fleet];
    let (p, payload, value) = (search.period, noun.payload_t.0, program.value_of(search.commodity));
    let price = |key| program.lp.price(key);
    let (loss, cost) = (price(Key::Loss), price(Key::Cost));
    let (fleet, fuel) = (price(Key::Fleet(search.fleet, p)), price(Key::Fuel(search.fleet, p)));
    let litres_per_km = noun.fuel_l_per_km.map_or(0.0, |l| l.0);
    let segments = at.world.scenario.segments.iter().enumerate();
    segments
        .map(|(e, segment)| {
            let road = &at.world.roads[e][at.grid.day(p)];
            let km = 2.0 * segment.length_km.0 / payload;
            let hours = 2.0 * segment.hours.0 / noun.hours_per_day.0 / payload;
            Toll {
                entering: price(Key::Segment(e, p)) / payload - loss * value * road.loss.total(),
                exposure: road.exposure,
                leaving: fleet * hours + fuel * litres_per_km * km
                    - cost * km * USD_PER_TRUCK_KM / 1000.0,
                through: 1.0 - road.loss.total(),
            }
        })
        .collect()
}

/// Whether the walk to a label has passed a site.
fn passed(labels: &[Label], position: usize, site: usize) -> bool {
    let mut at = position;
    while let Some((before, _)) = labels[at].came_by {
        if labels[at].site == site {
            return true;
        }
        at = before;
    }
    false
}

fn extend(
    program: &Program,
    search: Search,
    perils: &Perils,
    label: &Label,
    position: usize,
    (step, toll): (Step, Toll),
) -> Option<Label> {
    let at = &program.at;
    let hours = label.hours + at.world.scenario.segments[step.segment].hours.0;
    let lead = lead_days(hours, at.world.scenario.fleets[search.fleet].hours_per_day.0);
    let day = at.grid.day(search.period);
    let late = if at.same_day { lead > 0 } else { day + lead >= at.world.days };
    if late || step.to == search.from {
        return None;
    }
    let (targets, left) = (&at.targets, label.left * toll.through);
    let mut struck = label.struck.clone();
    let on_road = perils.strike(targets.on_segment(step.segment, 0, toll.exposure), &mut struck)
        + perils.enter(step.segment, toll.exposure, targets, &mut struck);
    let at_site = perils.strike(targets.at_site(step.to, 0), &mut struck);
    let value = program.value_of(search.commodity);
    let strikes = value * (label.left * on_road + left * at_site);
    Some(Label {
        site: step.to,
        left,
        gain: label.gain + label.left * toll.entering + toll.leaving - strikes,
        struck,
        hours,
        lead,
        came_by: Some((position, step.segment)),
        alive: true,
    })
}

/// Adds a label unless another dominates it; whether nothing had to be cut.
fn admit(
    label: Label,
    (perils, value): (&Perils, f64),
    labels: &mut Vec<Label>,
    at_site: &mut [Vec<usize>],
) -> bool {
    const TIE: f64 = 1e-12;
    let here = &mut at_site[label.site];
    let dominates = |a: &Label, b: &Label| {
        a.lead == b.lead
            && a.left >= b.left - TIE
            && a.hours <= b.hours + TIE
            && a.gain >= b.gain - TIE
            && a.gain - value * b.left * perils.ahead(&a.struck, &b.struck) >= b.gain - TIE
    };
    if here.iter().any(|&other| dominates(&labels[other], &label)) {
        return true;
    }
    if here.len() >= LABELS_AT_SITE {
        return false;
    }
    here.retain(|&other| {
        let dominated = dominates(&label, &labels[other]);
        if dominated {
            labels[other].alive = false;
        }
        !dominated
    });
    here.push(labels.len());
    labels.push(label);
    true
}

/// The best column of every lane with trips of `lead` days, if it improves.
fn collect(
    program: &Program,
    search: Search,
    class: &[usize],
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
