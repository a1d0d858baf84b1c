//! Tracks and fleets.

use super::fields::Fields;
use super::number::{Bounds, TRUCKS};
use super::place::SITE_KINDS;
use super::reference::{Noun, Part};
use crate::finding::Code;
use crate::fleet::Fleet;
use crate::id::{FleetId, OperatorId, TrackId};
use crate::site::SiteKind;
use crate::track::Track;
use crate::units::{Hours, LitresPerKilometre, RoundsPerDay, Tonnes, Trucks};

pub(super) fn track(f: &mut Fields) -> Option<Track> {
    let id = f.define(Noun::Track);
    let name = f.text("name");
    if !f.has("serves") {
        f.need("serves");
    }
    let serves = f.words("serves", SITE_KINDS);
    if let Some(kind) = serves.iter().flatten().find(|k| !k.hands_out()) {
        let what = format!("a track hands supplies out, which a {} does not do", word(*kind));
        let mend = "serve `distribution_centre`, `delivery_point` or both";
        f.gather.add(Code::WrongSiteKind, f.span, what, mend);
    }
    Some(Track { id: TrackId(id?), name: name?, serves: serves? })
}

fn word(kind: SiteKind) -> &'static str {
    SITE_KINDS.iter().find(|(_, k)| *k == kind).map_or("site", |(word, _)| word)
}

pub(super) fn fleet(f: &mut Fields) -> Option<Fleet> {
    let id = f.define(Noun::Fleet);
    let name = f.text("name");
    if !f.has("operator") {
        f.need("operator");
    }
    let operator = f.mention("operator", Noun::Operator);
    let trucks = f.number("trucks", TRUCKS);
    let payload_t = f.number("payload_t", Bounds::positive(1e3));
    let rounds_per_day = f.number("rounds_per_day", Bounds::positive(24.0));
    let hours_per_day = f.number("hours_per_day", Bounds::positive(24.0));
    let tracks = f.refer_all("tracks", Noun::Track, Part::Any);
    let fuel = f.optional_number("fuel_l_per_km", Bounds::new(0.0, 1e3));
    let provenance = f.provenance();
    Some(Fleet {
        id: FleetId(id?),
        name: name?,
        operator: OperatorId(operator?),
        trucks: Trucks(trucks?),
        payload_t: Tonnes(payload_t?),
        rounds_per_day: RoundsPerDay(rounds_per_day?),
        hours_per_day: Hours(hours_per_day?),
        tracks: tracks.unwrap_or_default().into_iter().map(TrackId).collect(),
        fuel_l_per_km: fuel.map(LitresPerKilometre),
        provenance,
    })
}
