//! Scarcity curves.

use crate::calendar::LONGEST_HORIZON;
use crate::finding::Code;
use crate::id::{AreaId, SegmentId, ZoneId};
use crate::loss::Loss;
use crate::read::fields::Fields;
use crate::read::number::SHARE;
use crate::read::reference::{Noun, Part};
use crate::read::road;
use crate::read::tables::bare;
use crate::simulation::{Scarcity, ScarcityPoint};

pub(super) fn scarcity(f: &mut Fields) -> Option<Scarcity> {
    let segments = f.refer_all("segments", Noun::Segment, Part::Any).unwrap_or_default();
    let areas = f.refer_all("areas", Noun::Area, Part::Any).unwrap_or_default();
    let zones = f.refer_all("zones", Noun::Zone, Part::Any).unwrap_or_default();
    if segments.is_empty() && areas.is_empty() {
        let what = "this scarcity curve names no segment and no area";
        f.gather.add(Code::MissingField, f.span, what, "write `segments` or `areas`");
    }
    let window_days = f.count("window_days", 1, LONGEST_HORIZON);
    let before = f.number("before", SHARE);
    let points = bare(super::rows(f, "point", point));
    rising(f, &points);
    let provenance = f.provenance();
    Some(Scarcity {
        segments: segments.into_iter().map(SegmentId).collect(),
        areas: areas.into_iter().map(AreaId).collect(),
        zones: zones.into_iter().map(ZoneId).collect(),
        window_days: window_days?,
        before: before?,
        points,
        provenance,
    })
}

fn point(f: &mut Fields) -> Option<ScarcityPoint> {
    let coverage = f.number("coverage", SHARE);
    let loss = if f.has("loss") {
        road::loss(f)
    } else {
        f.need("loss");
        None::<Loss>
    };
    Some(ScarcityPoint { coverage: coverage?, loss: loss? })
}

fn rising(f: &mut Fields, points: &[ScarcityPoint]) {
    if points.is_empty() {
        let what = "this scarcity curve has no points";
        let mend = "write at least one [[scarcity.point]] with `coverage` and `loss`";
        f.gather.add(Code::MissingField, f.span, what, mend);
    }
    for pair in points.windows(2) {
        if pair[0].coverage >= pair[1].coverage {
            let what = format!(
                "the curve's coverage goes from {} to {}",
                pair[0].coverage, pair[1].coverage
            );
            f.gather.add(Code::OutOfRange, f.span, what, "write points by rising coverage");
        }
    }
}
