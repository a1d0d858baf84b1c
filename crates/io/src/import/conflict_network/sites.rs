//! Sites: one for every place, and hubs and entries within places.

use safeconduct_model::id::{SiteId, ZoneId};
use safeconduct_model::segment::Segment;
use safeconduct_model::site::{Site, SiteKind};
use safeconduct_model::units::{Degrees, Share};

use super::places::{Place, Places};
use super::roads;
use super::roads::published;

/// The sites of a network.
pub(super) struct Sites {
    /// Every site.
    pub sites: Vec<Site>,
    /// Short segments to sites within a place.
    pub segments: Vec<Segment>,
    /// The crossings.
    pub entries: Vec<SiteId>,
}

/// A site for every place. A place that is a zone keeps its delivery point;
/// its entry and its hub stand beside it.
pub(super) fn sites(
    places: &Places,
    is_zone: impl Fn(usize) -> bool,
    crossings: &[usize],
    hubs: &[usize],
) -> Sites {
    let place = |p: usize| place_site(&places.all[p], is_zone(p), crossings.contains(&p));
    let mut made = Sites {
        sites: (0..places.all.len()).map(place).collect(),
        segments: Vec::new(),
        entries: Vec::new(),
    };
    for &place in crossings {
        let at = &places.all[place];
        if is_zone(place) {
            let entry = made.within(at, "entry", SiteKind::Crossing);
            made.entries.push(entry);
        } else {
            made.entries.push(at.id.as_str().into());
        }
    }
    for &place in hubs {
        made.within(&places.all[place], "hub", SiteKind::Hub);
    }
    made
}

impl Sites {
    /// Adds a site within a place, and the way to it.
    fn within(&mut self, place: &Place, role: &str, kind: SiteKind) -> SiteId {
        let site = inner_site(place, role, kind);
        let id = site.id.clone();
        self.segments.push(roads::within_place(id.as_str(), &place.id));
        self.sites.push(site);
        id
    }
}

/// The site of a place itself.
fn place_site(place: &Place, zone: bool, crossing: bool) -> Site {
    let kind = match (zone, crossing) {
        (true, _) => SiteKind::DeliveryPoint,
        (false, true) => SiteKind::Crossing,
        (false, false) => SiteKind::Junction,
    };
    Site {
        id: SiteId(place.id.clone()),
        name: place.name.clone(),
        kind,
        lon: Degrees(place.lon),
        lat: Degrees(place.lat),
        zone: zone.then(|| ZoneId(place.id.clone())),
        trucks_per_day: None,
        throughput_t_per_day: None,
        storage_t: None,
        people_per_day: None,
        exposure: Share(0.0),
        provenance: published(place.source.clone()),
    }
}

/// A hub or entry within a place that is a zone.
fn inner_site(place: &Place, role: &str, kind: SiteKind) -> Site {
    Site {
        id: SiteId(format!("{}.{role}", place.id)),
        name: format!("{} ({role})", place.name),
        kind,
        zone: None,
        ..place_site(place, false, false)
    }
}
