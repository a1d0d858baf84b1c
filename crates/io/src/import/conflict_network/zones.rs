//! Which places are zones: those of the country where people are counted.

use safeconduct_model::id::ZoneId;
use safeconduct_model::units::{Degrees, People, Share};
use safeconduct_model::zone::Zone;

use super::Options;
use super::places::{Place, Places};
use super::roads::published;
use crate::import::notes::Notes;

/// Zones with the position of their place.
pub(super) fn zones(places: &Places, options: &Options, notes: &mut Notes) -> Vec<(usize, Zone)> {
    let mut zones = Vec::new();
    let (mut missing, mut abroad, mut camps) = (0, 0, 0);
    for (position, place) in places.all.iter().enumerate() {
        let home = places.at_home(position);
        let counts = home || options.camps_abroad && place.is_camp();
        if !counts {
            abroad += usize::from(place.population.is_some());
            continue;
        }
        missing += usize::from(place.population.is_none() && home);
        let assumed = options.missing_population.filter(|_| home);
        let Some(people) = place.population.or(assumed).filter(|p| *p > 0.0) else { continue };
        camps += usize::from(place.is_camp());
        zones.push((position, zone(place, people, options)));
    }
    let what = options.missing_population.map_or_else(
        || "places without a population are junctions, not zones".to_owned(),
        |people| format!("{people} people in each place without a population"),
    );
    let reason = "the source gives none or 0 for these places of the country";
    notes.assumed("zones.population", what, reason, Some(missing));
    let reason =
        "the scenario is about the people of one country; a camp's figure is often a capacity";
    notes.assumed("zones.population", "nobody abroad is planned for", reason, Some(abroad));
    let reason = "the source does not say whether a camp's figure is people or capacity";
    notes.assumed("zones.population", "camps hold the people written there", reason, Some(camps));
    zones
}

fn zone(place: &Place, people: f64, options: &Options) -> Zone {
    Zone {
        id: ZoneId(place.id.clone()),
        name: place.name.clone(),
        pcode: None,
        lon: Degrees(place.lon),
        lat: Degrees(place.lat),
        population: People(people),
        cannot_walk_share: Share(options.figures.cannot_walk_share),
        provenance: published(place.source.clone()),
    }
}
