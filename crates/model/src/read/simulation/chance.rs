//! What happens by chance: crossings, missions, closures.

use crate::finding::Code;
use crate::id::{AreaId, FrameworkId, SegmentId, SiteId, TrackId};
use crate::read::fields::Fields;
use crate::read::number::{Bounds, SHARE, TRUCKS};
use crate::read::reference::{Noun, Part};
use crate::simulation::{Closure, CrossingChain, MissionOutcomes, Start};
use crate::units::{Share, TrucksPerDay};

const STARTS: &[(&str, Start)] =
    &[("open", Start::Open), ("closed", Start::Closed), ("stationary", Start::Stationary)];

/// Missions counted; more in one row is a slip.
const MISSIONS: Bounds = Bounds::new(0.0, 1e6);

pub(super) fn crossing(f: &mut Fields) -> Option<CrossingChain> {
    let site = f.refer("site", Noun::Site, Part::Crossing);
    let close = f.number("close_if_open", SHARE).map(Share);
    let open = f.number("open_if_closed", SHARE).map(Share);
    let start = f.optional_word("start", STARTS);
    let trucks = f.optional_number("trucks_when_open", TRUCKS).map(TrucksPerDay);
    let quantiles = quantiles(f);
    if trucks.is_some() && !quantiles.is_empty() {
        let at = f.span_of("trucks_quantiles");
        let what = "`trucks_when_open` and `trucks_quantiles` both say how many trucks pass";
        f.gather.add(Code::OutOfRange, at, what, "keep one of the two");
    }
    let provenance = f.provenance();
    Some(CrossingChain {
        site: SiteId(site?),
        close_if_open: close?,
        open_if_closed: open?,
        start: start.unwrap_or_default(),
        trucks_when_open: trucks,
        trucks_quantiles: quantiles,
        provenance,
    })
}

/// Rising numbers of trucks.
fn quantiles(f: &mut Fields) -> Vec<TrucksPerDay> {
    let items = f.items("trucks_quantiles").unwrap_or_default();
    let mut read: Vec<TrucksPerDay> = Vec::with_capacity(items.len());
    for item in &items {
        match crate::read::number::read(item, "trucks_quantiles", TRUCKS) {
            Ok(number) => {
                if read.last().is_some_and(|last| last.0 > number) {
                    let what = format!("`trucks_quantiles` falls to {number}");
                    f.gather.add(Code::OutOfRange, item.span, what, "write the least first");
                }
                read.push(TrucksPerDay(number));
            }
            Err((code, what, mend)) => f.gather.add(code, item.span, what, mend),
        }
    }
    read
}

pub(super) fn mission(f: &mut Fields) -> Option<MissionOutcomes> {
    let framework = f.optional_refer("framework", Noun::Framework).map(FrameworkId);
    let areas = f.refer_all("areas", Noun::Area, Part::Any).unwrap_or_default();
    let track = f.optional_refer("track", Noun::Track).map(TrackId);
    let crossing = if f.has("crossing") {
        f.refer("crossing", Noun::Site, Part::Holds).map(SiteId)
    } else {
        f.take("crossing");
        None
    };
    let [facilitated, impeded, denied, cancelled] =
        ["facilitated", "impeded", "denied", "cancelled"].map(|name| f.number(name, MISSIONS));
    let impeded_arrives = f.optional_number("impeded_arrives", SHARE).map(Share);
    let provenance = f.provenance();
    let row = MissionOutcomes {
        framework,
        areas: areas.into_iter().map(AreaId).collect(),
        track,
        crossing,
        facilitated: facilitated?,
        impeded: impeded?,
        denied: denied?,
        cancelled: cancelled?,
        impeded_arrives,
        provenance,
    };
    if row.facilitated + row.impeded + row.denied + row.cancelled <= 0.0 {
        let what = "the four outcomes of this mission are all 0";
        f.gather.add(Code::OutOfRange, f.span, what, "write shares, or counts as published");
    }
    Some(row)
}

pub(super) fn closure(f: &mut Fields) -> Option<Closure> {
    let segment = f.refer("segment", Noun::Segment, Part::Any);
    let window = f.window();
    // A closure that says no more is a closure.
    let chance = if f.has("chance") {
        f.number("chance", SHARE)
    } else {
        f.take("chance").map_or(Some(1.0), |_| None)
    };
    let provenance = f.provenance();
    Some(Closure {
        segment: SegmentId(segment?),
        window: window?,
        chance: Share(chance?),
        provenance,
    })
}
