//! Sites, zones, changes of population and measured walks.

use super::fields::Fields;
use super::number::{KILOMETRES, LATITUDE, LONGITUDE, PEOPLE, SHARE, TONNES, TRUCKS};
use super::reference::{Noun, Part};
use crate::finding::Code;
use crate::id::{SiteId, ZoneId};
use crate::reach::Reach;
use crate::site::{Site, SiteKind};
use crate::units::{
    Degrees, Kilometres, People, PeoplePerDay, Share, Tonnes, TonnesPerDay, TrucksPerDay,
};
use crate::zone::{PopulationChange, Zone};

/// The kinds of site, as written.
pub(super) const SITE_KINDS: &[(&str, SiteKind)] = &[
    ("crossing", SiteKind::Crossing),
    ("hub", SiteKind::Hub),
    ("distribution_centre", SiteKind::DistributionCentre),
    ("delivery_point", SiteKind::DeliveryPoint),
    ("junction", SiteKind::Junction),
];

pub(super) fn site(f: &mut Fields) -> Option<Site> {
    let id = f.define(Noun::Site);
    let name = f.text("name");
    let kind = f.word("kind", SITE_KINDS);
    let lon = f.number("lon", LONGITUDE);
    let lat = f.number("lat", LATITUDE);
    let zone = f.optional_refer("zone", Noun::Zone).map(ZoneId);
    let trucks_per_day = f.optional_number("trucks_per_day", TRUCKS).map(TrucksPerDay);
    let throughput = f.optional_number("throughput_t_per_day", TONNES).map(TonnesPerDay);
    let storage_t = f.optional_number("storage_t", TONNES).map(Tonnes);
    let people_per_day = f.optional_number("people_per_day", PEOPLE).map(PeoplePerDay);
    let exposure = f.optional_number("exposure", SHARE).map(Share);
    let provenance = f.provenance();
    if kind == Some(SiteKind::DeliveryPoint) && !f.has("zone") {
        let mend = "write the `zone` it stands in: its people are served near home";
        f.gather.add(Code::MissingField, f.span, "a delivery point needs a `zone`", mend);
    }
    Some(Site {
        id: SiteId(id?),
        name: name?,
        kind: kind?,
        lon: Degrees(lon?),
        lat: Degrees(lat?),
        zone,
        trucks_per_day,
        throughput_t_per_day: throughput,
        storage_t,
        people_per_day,
        exposure: exposure.unwrap_or_default(),
        provenance,
    })
}

pub(super) fn zone(f: &mut Fields) -> Option<Zone> {
    let id = f.define(Noun::Zone);
    let name = f.text("name");
    let pcode = f.optional_text("pcode");
    let lon = f.number("lon", LONGITUDE);
    let lat = f.number("lat", LATITUDE);
    let population = f.people("population");
    let cannot_walk_share = f.number("cannot_walk_share", SHARE);
    let provenance = f.provenance();
    Some(Zone {
        id: ZoneId(id?),
        name: name?,
        pcode,
        lon: Degrees(lon?),
        lat: Degrees(lat?),
        population: People(population?),
        cannot_walk_share: Share(cannot_walk_share?),
        provenance,
    })
}

pub(super) fn population(f: &mut Fields) -> Option<PopulationChange> {
    let zone = f.refer("zone", Noun::Zone, Part::Any);
    let from_day = f.day("from_day");
    let population = f.people("population");
    let provenance = f.provenance();
    Some(PopulationChange {
        zone: ZoneId(zone?),
        from_day: from_day?,
        population: People(population?),
        provenance,
    })
}

pub(super) fn reach(f: &mut Fields) -> Option<Reach> {
    let site = f.refer("site", Noun::Site, Part::HandsOut);
    let zone = f.refer("zone", Noun::Zone, Part::Any);
    let walk_km = f.number("walk_km", KILOMETRES);
    let provenance = f.provenance();
    Some(Reach {
        site: SiteId(site?),
        zone: ZoneId(zone?),
        walk_km: Kilometres(walk_km?),
        provenance,
    })
}
