//! Places that lie far from all others, or would not if longitude and latitude
//! were exchanged.

use crate::document::Span;
use crate::finding::Code;
use crate::reach::great_circle_km;
use crate::read::Gather;
use crate::read::tables::Tables;

/// Below so many places there is no "all others" to speak of.
const FEWEST: usize = 4;

/// No place closer to the middle than this is far, in kilometres.
const NEVER_FAR_KM: f64 = 300.0;

/// A place this many times farther from the middle than most is far.
const TIMES: f64 = 8.0;

struct Place {
    noun: &'static str,
    id: String,
    lon: f64,
    lat: f64,
    at: Span,
}

pub(super) fn check(tables: &Tables, gather: &mut Gather) {
    let sites = tables.sites.iter().map(|(s, at)| Place {
        noun: "site",
        id: s.id.0.clone(),
        lon: s.lon.0,
        lat: s.lat.0,
        at: *at,
    });
    let zones = tables.zones.iter().map(|(z, at)| Place {
        noun: "zone",
        id: z.id.0.clone(),
        lon: z.lon.0,
        lat: z.lat.0,
        at: *at,
    });
    let places: Vec<Place> = sites.chain(zones).collect();
    if places.len() < FEWEST {
        return;
    }
    // Medians: a slip or two among many places does not move them.
    let middle = (median(places.iter().map(|p| p.lon)), median(places.iter().map(|p| p.lat)));
    let usual = median(places.iter().map(|p| great_circle_km(middle, (p.lon, p.lat))));
    let limit = (usual * TIMES).max(NEVER_FAR_KM);
    for place in &places {
        let away = great_circle_km(middle, (place.lon, place.lat));
        if away > limit {
            far(place, middle, away, limit, gather);
        }
    }
}

fn far(place: &Place, middle: (f64, f64), away: f64, limit: f64, gather: &mut Gather) {
    let Place { noun, id, lon, lat, at } = place;
    let swapped = great_circle_km(middle, (*lat, *lon));
    if lon.abs() <= 90.0 && swapped < limit / 2.0 {
        let what = format!("the {noun} `{id}` at lon {lon}, lat {lat} lies {away:.0} km off");
        let mend = format!("exchange the two: lon {lat}, lat {lon} lies among the others");
        gather.add(Code::SwappedCoordinates, *at, what, mend);
    } else {
        let what = format!("the {noun} `{id}` lies {away:.0} km from the middle of the scenario");
        gather.add(Code::FarFromRest, *at, what, "check its `lon` and `lat`");
    }
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut sorted: Vec<f64> = values.collect();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}
