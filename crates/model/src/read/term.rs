//! Terms: every clause, and what keeps one from saying anything.

use super::fields::Fields;
use super::number::{HOURS_OF_DAY, LITRES, PEOPLE, SHARE, TONNES, TRUCKS};
use super::reference::{Noun, Part};
use super::road;
use crate::id::{AreaId, CommodityId, FleetId, OperatorId, SegmentId, SiteId, TrackId, ZoneId};
use crate::term::{Clause, Term};
use crate::units::{Hours, LitresPerDay, PeoplePerDay, Share, TonnesPerDay, Trucks, TrucksPerDay};

mod sense;

type Reader = fn(&mut Fields) -> Option<Clause>;

const KINDS: &[(&str, Reader)] = &[
    ("crossing", crossing),
    ("entry", entry),
    ("road", road),
    ("loss", loss),
    ("track", track),
    ("centres", centres),
    ("commodity", commodity),
    ("notified", notified),
    ("fleet", fleet),
    ("floor", floor),
    ("deliverers", deliverers),
];

pub(super) fn term(f: &mut Fields) -> Option<Term> {
    let id = f.identifier("id");
    let kind = f.word("kind", KINDS);
    let window = f.window();
    let events = f.event_window();
    let note = f.optional_text("note");
    let provenance = f.provenance();
    let Some(kind) = kind else {
        // Which fields belong here depends on the kind.
        f.entries();
        return None;
    };
    let errors = f.gather.len();
    let clause = kind(f)?;
    if f.gather.len() == errors {
        sense::check(&clause, f);
    }
    Some(Term { id: id?, clause, window: window?, events, note, provenance })
}

fn crossing(f: &mut Fields) -> Option<Clause> {
    if !f.has("crossings") {
        f.need("crossings");
    }
    let crossings = f.refer_all("crossings", Noun::Site, Part::Crossing);
    let open = f.flag("open");
    let trucks_per_day = f.optional_number("trucks_per_day", TRUCKS).map(TrucksPerDay);
    Some(Clause::Crossing { crossings: sites(crossings?), open, trucks_per_day })
}

fn entry(f: &mut Fields) -> Option<Clause> {
    let trucks_per_day = f.number("trucks_per_day", TRUCKS).map(TrucksPerDay);
    let crossings = crossings_or_all(f);
    Some(Clause::Entry { trucks_per_day: trucks_per_day?, crossings })
}

fn road(f: &mut Fields) -> Option<Clause> {
    let (segments, areas) = roads(f);
    let open = f.flag("open");
    let trucks_per_day = f.optional_number("trucks_per_day", TRUCKS).map(TrucksPerDay);
    let hours_per_day = f.optional_number("hours_per_day", HOURS_OF_DAY).map(Hours);
    let tracks = f.refer_all("tracks", Noun::Track, Part::Any);
    let factor = f.optional_number("escorted_exposure_factor", SHARE).map(Share);
    Some(Clause::Road {
        segments,
        areas,
        open,
        trucks_per_day,
        hours_per_day,
        tracks: tracks.map(|t| t.into_iter().map(TrackId).collect()),
        escorted_exposure_factor: factor,
    })
}

fn loss(f: &mut Fields) -> Option<Clause> {
    let (segments, areas) = roads(f);
    let loss = road::loss(f);
    let exposure = f.optional_number("exposure", SHARE).map(Share);
    Some(Clause::Loss { segments, areas, loss, exposure })
}

fn track(f: &mut Fields) -> Option<Clause> {
    let track = f.refer("track", Noun::Track, Part::Any);
    let allowed = f.flag("allowed");
    let min_share = f.optional_number("min_share", SHARE).map(Share);
    let max_share = f.optional_number("max_share", SHARE).map(Share);
    Some(Clause::Track { track: TrackId(track?), allowed, min_share, max_share })
}

fn centres(f: &mut Fields) -> Option<Clause> {
    let at_most = f.optional_count("at_most", 0, 1_000_000);
    let zones = zones(f);
    let sites = sites(f.refer_all("sites", Noun::Site, Part::HandsOut).unwrap_or_default());
    let people_per_day = f.optional_number("people_per_day", PEOPLE).map(PeoplePerDay);
    Some(Clause::Centres { at_most, zones, sites, people_per_day })
}

fn commodity(f: &mut Fields) -> Option<Clause> {
    if !f.has("commodities") {
        f.need("commodities");
    }
    let commodities = f.refer_all("commodities", Noun::Commodity, Part::Any);
    let crossings = crossings_or_all(f);
    let refused = f.flag("refused");
    let tonnes_per_day = f.optional_number("tonnes_per_day", TONNES).map(TonnesPerDay);
    let commodities = commodities?.into_iter().map(CommodityId).collect();
    Some(Clause::Commodity { commodities, crossings, refused, tonnes_per_day })
}

fn notified(f: &mut Fields) -> Option<Clause> {
    let track = f.refer("track", Noun::Track, Part::Any);
    let (segments, areas) = roads(f);
    Some(Clause::Notified { track: TrackId(track?), segments, areas })
}

fn fleet(f: &mut Fields) -> Option<Clause> {
    let fleet = f.refer("fleet", Noun::Fleet, Part::Any);
    let trucks = f.optional_number("trucks", TRUCKS).map(Trucks);
    let fuel_l_per_day = f.optional_number("fuel_l_per_day", LITRES).map(LitresPerDay);
    Some(Clause::Fleet { fleet: FleetId(fleet?), trucks, fuel_l_per_day })
}

fn floor(f: &mut Fields) -> Option<Clause> {
    let zones = zones(f);
    let coverage = f.number("coverage", SHARE).map(Share);
    Some(Clause::Floor { zones, coverage: coverage? })
}

fn deliverers(f: &mut Fields) -> Option<Clause> {
    if !f.has("operators") {
        f.need("operators");
    }
    let operators = f.refer_all("operators", Noun::Operator, Part::Any)?;
    Some(Clause::Deliverers { operators: operators.into_iter().map(OperatorId).collect() })
}

fn sites(names: Vec<String>) -> Vec<SiteId> {
    names.into_iter().map(SiteId).collect()
}

fn crossings_or_all(f: &mut Fields) -> Vec<SiteId> {
    sites(f.refer_all("crossings", Noun::Site, Part::Crossing).unwrap_or_default())
}

fn zones(f: &mut Fields) -> Vec<ZoneId> {
    let names = f.refer_all("zones", Noun::Zone, Part::Any).unwrap_or_default();
    names.into_iter().map(ZoneId).collect()
}

fn roads(f: &mut Fields) -> (Vec<SegmentId>, Vec<AreaId>) {
    let segments = f.refer_all("segments", Noun::Segment, Part::Any).unwrap_or_default();
    let areas = f.refer_all("areas", Noun::Area, Part::Any).unwrap_or_default();
    (segments.into_iter().map(SegmentId).collect(), areas.into_iter().map(AreaId).collect())
}
