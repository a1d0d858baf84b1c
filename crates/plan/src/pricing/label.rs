//! Labels: what a walk has lost, gained and met on its way to a site.

use super::peril::{Perils, Struck};
use super::{LABELS_AT_SITE, Search};
use crate::corridor::lead_days;
use crate::network::Step;
use crate::program::{Key, Program, USD_PER_TRUCK_KM};

/// A walk from a search's origin to a site.
pub(super) struct Label {
    pub site: usize,
    pub left: f64,
    pub gain: f64,
    pub hours: f64,
    /// Days from leaving to here.
    pub lead: usize,
    pub came_by: Option<(usize, usize)>,
    pub alive: bool,
    /// What strikes met so far leave of the load.
    pub struck: Struck,
}

/// What driving a segment costs a search at the last solution's prices.
#[derive(Clone, Copy)]
pub(super) struct Toll {
    /// Gain a tonne entering.
    pub entering: f64,
    /// Gain a tonne that left the origin.
    pub leaving: f64,
    /// Share of a load that comes through.
    pub through: f64,
    /// Share lost if it is struck here.
    pub exposure: f64,
}

/// The toll of every segment, looked up once for a whole search.
pub(super) fn tolls(program: &Program, search: Search) -> Vec<Toll> {
    let at = &program.at;
    let noun = &at.world.scenario.fleets[search.fleet];
    let (p, payload, value) = (search.period, noun.payload_t.0, program.value_of(search.commodity));
    let price = |key| program.lp.price(key);
    let (loss, cost) = (price(Key::Loss).max(0.0), price(Key::Cost).max(0.0));
    // A solver's price may be a hair above 0, and then driving to and fro would gain.
    let price = |key| price(key).min(0.0);
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
pub(super) fn passed(labels: &[Label], position: usize, site: usize) -> bool {
    let mut at = position;
    while let Some((before, _)) = labels[at].came_by {
        if labels[at].site == site {
            return true;
        }
        at = before;
    }
    false
}

pub(super) fn extend(
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
/// `later` says that a label of a later day may be worth more.
pub(super) fn admit(
    label: Label,
    (perils, value): (&Perils, f64),
    labels: &mut Vec<Label>,
    at_site: &mut [Vec<usize>],
    later: bool,
) -> bool {
    const TIE: f64 = 1e-12;
    let here = &mut at_site[label.site];
    let dominates = |a: &Label, b: &Label| {
        (a.lead == b.lead || (!later && a.lead < b.lead))
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
