//! Segments from routes, and what differs on them by day.

use safeconduct_model::calendar::{Day, Window};
use safeconduct_model::condition::Condition;
use safeconduct_model::figure::{Certainty, Provenance};
use safeconduct_model::id::{AreaId, SegmentId, SiteId};
use safeconduct_model::segment::Segment;
use safeconduct_model::simulation;
use safeconduct_model::units::{Hours, Kilometres, Share, TrucksPerDay};

use super::Figures;
use super::closures::Closure;
use super::conflicts::Conflicts;
use super::figures::rounded;
use super::places::{Places, slug};
use super::routes::Route;

/// Length and driving time between a place and the hub or entry that stands in
/// it: a kilometre, six minutes.
const WITHIN_PLACE: (f64, f64) = (1.0, 0.1);

/// The segment of a route.
pub(super) fn segment(route: &Route, places: &Places, figures: &Figures) -> Segment {
    let (from, to) = (&places.all[route.from], &places.all[route.to]);
    let area = if from.country != to.country {
        "border".to_owned()
    } else if from.region.is_empty() {
        slug(&from.country)
    } else {
        slug(&from.region)
    };
    Segment {
        id: SegmentId(format!("{}--{}", from.id, to.id)),
        from: SiteId(from.id.clone()),
        to: SiteId(to.id.clone()),
        length_km: Kilometres(route.km),
        hours: Hours(rounded(route.km / figures.speed_kmh)),
        trucks_per_day: None,
        loss: figures.calm_loss,
        exposure: Share(figures.calm_exposure),
        area: Some(AreaId(area)),
        tracks: Vec::new(),
        one_way: false,
        provenance: published(route.source.clone()),
    }
}

/// The short segment between a place and a site that stands in it.
pub(super) fn within_place(site: &str, place: &str) -> Segment {
    Segment {
        id: SegmentId(format!("{site}--{place}")),
        from: site.into(),
        to: place.into(),
        length_km: Kilometres(WITHIN_PLACE.0),
        hours: Hours(WITHIN_PLACE.1),
        trucks_per_day: None,
        loss: safeconduct_model::loss::Loss::default(),
        exposure: Share(0.0),
        area: Some("within-place".into()),
        tracks: Vec::new(),
        one_way: false,
        provenance: Provenance {
            source: Some("assumption: a site within the place".to_owned()),
            certainty: Some(Certainty::Low),
        },
    }
}

/// One source, as published.
pub(super) fn published(source: String) -> Provenance {
    Provenance { source: Some(source), certainty: Some(Certainty::Medium) }
}

/// What holds on a road on a day.
#[derive(Clone, Copy, PartialEq)]
struct State {
    closed: bool,
    intensity: f64,
}

/// Days on which a road's state is the same, both included.
struct Run {
    state: State,
    first: u32,
    last: u32,
}

impl Run {
    fn window(&self) -> Window {
        Window { from_day: Some(Day(self.first)), to_day: Some(Day(self.last)) }
    }
}

/// Runs of days of one state, so that no two rows speak of the same day.
fn runs(
    route: &Route,
    places: &Places,
    (conflicts, closures): (&Conflicts, &[Closure]),
    days: u32,
) -> Vec<Run> {
    let (from, to) = (route.from, route.to);
    let closing: Vec<&Closure> = closures.iter().filter(|c| c.closes(from, to, places)).collect();
    let state = |day: u32| State {
        closed: closing.iter().any(|c| (c.first..=c.last).contains(&day)),
        intensity: conflicts.between(from, to, day as usize),
    };
    let mut runs = Vec::new();
    let mut first = 0;
    for day in 1..=days {
        if day < days && state(day) == state(first) {
            continue;
        }
        runs.push(Run { state: state(first), first, last: day - 1 });
        first = day;
    }
    runs
}

/// What differs on a road by day, and when a simulation may find it closed.
pub(super) fn by_day(
    route: &Route,
    segment: &Segment,
    places: &Places,
    by_day: (&Conflicts, &[Closure]),
    (days, figures): (u32, &Figures),
) -> (Vec<Condition>, Vec<simulation::Closure>) {
    let runs = runs(route, places, by_day, days);
    let conditions = runs.iter().filter_map(|run| condition(segment, run, figures)).collect();
    let closures = runs.iter().filter_map(|run| closure(segment, run, figures)).collect();
    (conditions, closures)
}

/// When a simulation finds the road closed: surely where a closure is recorded,
/// else by a chance in proportion to the conflict at its ends.
fn closure(segment: &Segment, run: &Run, figures: &Figures) -> Option<simulation::Closure> {
    let (chance, source, certainty) = if run.state.closed {
        (1.0, "closures.csv".to_owned(), Certainty::Medium)
    } else {
        let full = figures.conflict_closure;
        let source = format!("conflicts.csv; assumption: {full} a day in full conflict");
        (rounded(full * run.state.intensity), source, Certainty::Low)
    };
    (chance > 0.0).then(|| simulation::Closure {
        segment: segment.id.clone(),
        window: run.window(),
        chance: Share(chance),
        provenance: Provenance { source: Some(source), certainty: Some(certainty) },
    })
}

fn condition(segment: &Segment, run: &Run, figures: &Figures) -> Option<Condition> {
    let state = run.state;
    let calm = state.intensity <= 0.0;
    if calm && !state.closed {
        return None;
    }
    let (loss, exposure) = figures.at_intensity(state.intensity);
    Some(Condition {
        segment: segment.id.clone(),
        window: run.window(),
        trucks_per_day: state.closed.then_some(TrucksPerDay(0.0)),
        loss: (!calm).then_some(loss),
        exposure: (!calm).then_some(Share(exposure)),
        provenance: Provenance {
            source: Some("conflicts.csv and closures.csv; loss and exposure assumed".to_owned()),
            certainty: Some(Certainty::Low),
        },
    })
}
