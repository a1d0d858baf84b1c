//! Sites and zones as rows, with limits that bind here and there.

use safeconduct_model::figure::Provenance;
use safeconduct_model::site::{Site, SiteKind};
use safeconduct_model::units::{
    Degrees, People, PeoplePerDay, Share, Tonnes, TonnesPerDay, TrucksPerDay,
};
use safeconduct_model::zone::Zone;

use super::RATION_DAYS;
use super::dice::{Dice, round};
use super::land::{Land, Place, Role};
use super::roads::AVERAGE_T;
use super::shape::Shape;
use super::traffic::{TONNES_A_PERSON, Traffic};

/// Identifiers of the places: their role's letter and a number.
pub fn ids(land: &Land) -> Vec<String> {
    let places = land.places.iter().enumerate();
    let letter = |role| match role {
        Role::Crossing => 'x',
        Role::Hub => 'h',
        Role::Centre => 'c',
        Role::Point(_) => 'd',
        Role::Junction => 'j',
    };
    places.map(|(n, place)| format!("{}{n}", letter(place.role))).collect()
}

/// Every place as a site.
pub fn sites(shape: &Shape, land: &Land, traffic: &Traffic, ids: &[String]) -> Vec<Site> {
    let mut dice = Dice::new(shape.seed, 9);
    let mut site = |(n, place): (usize, &Place)| {
        let bare = bare(&ids[n], place);
        limited(shape, traffic, (n, place), bare, &mut dice)
    };
    land.places.iter().enumerate().map(&mut site).collect()
}

fn bare(id: &str, place: &Place) -> Site {
    let kind = match place.role {
        Role::Crossing => SiteKind::Crossing,
        Role::Hub => SiteKind::Hub,
        Role::Centre => SiteKind::DistributionCentre,
        Role::Point(_) => SiteKind::DeliveryPoint,
        Role::Junction => SiteKind::Junction,
    };
    let zone = match place.role {
        Role::Point(zone) => Some(format!("z{zone}").as_str().into()),
        _ => None,
    };
    Site {
        id: id.into(),
        name: id.to_owned(),
        kind,
        lon: Degrees(place.lon),
        lat: Degrees(place.lat),
        zone,
        trucks_per_day: None,
        throughput_t_per_day: None,
        storage_t: None,
        people_per_day: None,
        exposure: Share::default(),
        provenance: Provenance::default(),
    }
}

fn limited(
    shape: &Shape,
    traffic: &Traffic,
    (n, place): (usize, &Place),
    mut site: Site,
    dice: &mut Dice,
) -> Site {
    let tonnes = |t: f64| TonnesPerDay(round(t, 1).max(1.0));
    match place.role {
        Role::Crossing => {
            let trucks = traffic.through[n] / AVERAGE_T * dice.between(0.55, 1.1);
            site.trucks_per_day = Some(TrucksPerDay(trucks.ceil()));
            site.storage_t = Some(Tonnes(round(traffic.through[n] * dice.between(1.0, 3.0), 0)));
        }
        Role::Hub => {
            let share = traffic.all / shape.hubs as f64;
            site.throughput_t_per_day = Some(tonnes(share * dice.between(0.7, 2.5)));
            site.storage_t = Some(Tonnes(round(share * dice.between(0.5, 4.0), 0).max(1.0)));
        }
        Role::Centre => {
            let all: f64 = traffic.people.iter().sum();
            let share = 0.4 * all / shape.centres as f64;
            let people = share / f64::from(RATION_DAYS) * dice.between(0.5, 1.5);
            site.people_per_day = Some(PeoplePerDay(round(people, 0)));
            site.throughput_t_per_day =
                Some(tonnes(share * TONNES_A_PERSON * dice.between(0.8, 2.0)));
        }
        Role::Point(zone) => {
            let half = traffic.people[zone] / 2.0;
            let people = half / f64::from(RATION_DAYS) * dice.between(0.9, 2.5);
            site.people_per_day = Some(PeoplePerDay(round(people, 0)));
            site.throughput_t_per_day =
                Some(tonnes(half * TONNES_A_PERSON * dice.between(0.9, 3.0)));
        }
        Role::Junction => {}
    }
    site
}

/// The people of each zone live around its first delivery point.
pub fn zones(shape: &Shape, land: &Land, traffic: &Traffic) -> Vec<Zone> {
    let mut dice = Dice::new(shape.seed, 10);
    let home = |zone| land.places.iter().find(|p| p.role == Role::Point(zone));
    (0..shape.zones)
        .filter_map(|zone| Some((zone, home(zone)?)))
        .map(|(zone, home)| Zone {
            id: format!("z{zone}").as_str().into(),
            name: format!("Zone {zone}"),
            pcode: None,
            lon: Degrees(home.lon),
            lat: Degrees(home.lat),
            population: People(traffic.people[zone]),
            cannot_walk_share: Share(round(dice.between(0.05, 0.35), 2)),
            provenance: Provenance::default(),
        })
        .collect()
}
