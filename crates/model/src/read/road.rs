//! Segments and their conditions.

use super::fields::Fields;
use super::number::{HOURS, KILOMETRES, SHARE, TRUCKS};
use super::reference::{Noun, Part};
use crate::condition::Condition;
use crate::finding::Code;
use crate::id::{AreaId, SegmentId, SiteId, TrackId};
use crate::loss::Loss;
use crate::segment::Segment;
use crate::units::{Hours, Kilometres, Share, TrucksPerDay};

pub(super) fn segment(f: &mut Fields) -> Option<Segment> {
    let id = f.define(Noun::Segment);
    let from = f.refer("from", Noun::Site, Part::Any);
    let to = f.refer("to", Noun::Site, Part::Any);
    let length_km = f.number("length_km", KILOMETRES);
    let hours = f.number("hours", HOURS);
    let trucks_per_day = f.optional_number("trucks_per_day", TRUCKS).map(TrucksPerDay);
    f.gather.segments += 1;
    if !f.has("loss") {
        f.gather.no_loss.get_or_insert((f.span, 0)).1 += 1;
    }
    let loss = loss(f);
    let exposure = f.optional_number("exposure", SHARE).map(Share);
    let area = f.mention("area", Noun::Area).map(AreaId);
    let tracks = f.refer_all("tracks", Noun::Track, Part::Any);
    let one_way = f.flag("one_way");
    let provenance = f.provenance();
    Some(Segment {
        id: SegmentId(id?),
        from: SiteId(from?),
        to: SiteId(to?),
        length_km: Kilometres(length_km?),
        hours: Hours(hours?),
        trucks_per_day,
        loss: loss.unwrap_or_default(),
        exposure: exposure.unwrap_or_default(),
        area,
        tracks: tracks.unwrap_or_default().into_iter().map(TrackId).collect(),
        one_way: one_way.unwrap_or_default(),
        provenance,
    })
}

pub(super) fn condition(f: &mut Fields) -> Option<Condition> {
    let segment = f.refer("segment", Noun::Segment, Part::Any);
    let window = f.window();
    let trucks_per_day = f.optional_number("trucks_per_day", TRUCKS).map(TrucksPerDay);
    let loss = loss(f);
    let exposure = f.optional_number("exposure", SHARE).map(Share);
    let provenance = f.provenance();
    Some(Condition {
        segment: SegmentId(segment?),
        window: window?,
        trucks_per_day,
        loss,
        exposure,
        provenance,
    })
}

/// The table `loss`, if it is given; kinds left out are not expected.
pub(super) fn loss(f: &mut Fields) -> Option<Loss> {
    let mut nested = f.nested("loss", "loss")?;
    let mut kind = |name| Share(nested.optional_number(name, SHARE).unwrap_or_default());
    let loss = Loss {
        seized: kind("seized"),
        self_distributed: kind("self_distributed"),
        refused: kind("refused"),
    };
    if loss.total() > 1.0 + 1e-9 {
        // Rounded, as 0.8 + 0.3 + 0.2 comes to 1.2999999999999998.
        let sum = (loss.total() * 1e9).round() / 1e9;
        let what = format!("the kinds of loss add up to {sum}");
        let mend = "they exclude one another: lower them to at most 1 in sum";
        nested.gather.add(Code::LossOverOne, nested.span, what, mend);
    }
    nested.finish();
    Some(loss)
}
