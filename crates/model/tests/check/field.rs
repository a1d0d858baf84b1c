//! A small field: one crossing, one hub, two delivery points, two centres,
//! two zones, lossy roads, ten days.

use std::collections::BTreeMap;

use safeconduct_model::calendar::{Day, Window};
use safeconduct_model::commodity::Commodity;
use safeconduct_model::condition::Condition;
use safeconduct_model::event_window::EventWindow;
use safeconduct_model::figure::Provenance;
use safeconduct_model::fleet::Fleet;
use safeconduct_model::framework::Framework;
use safeconduct_model::interceptor::{Budget, Interceptor, Struck};
use safeconduct_model::loss::Loss;
use safeconduct_model::need::{Need, Walking};
use safeconduct_model::nutrient::{Nutrient, Nutrients};
use safeconduct_model::reach::Reach;
use safeconduct_model::scenario::Scenario;
use safeconduct_model::segment::Segment;
use safeconduct_model::site::{Site, SiteKind};
use safeconduct_model::stock::Stock;
use safeconduct_model::supply::Supply;
use safeconduct_model::term::{Clause, Term};
use safeconduct_model::track::Track;
use safeconduct_model::units::{
    Degrees, Hours, Kilometres, LitresPerKilometre, People, RoundsPerDay, Share, Tonnes, Trucks,
    UsdPerTonne,
};
use safeconduct_model::zone::{PopulationChange, Zone};

use crate::dice::Dice;

pub const DAYS: u32 = 10;

/// A field that differs in its figures from seed to seed.
pub fn scenario(seed: u64) -> Scenario {
    let mut dice = Dice::new(seed);
    let dice = &mut dice;
    Scenario {
        schema: 1,
        name: format!("field-{seed}"),
        title: "A small field".to_owned(),
        note: None,
        start: jiff::civil::date(2025, 6, 1),
        days: DAYS,
        gamma: 1.0,
        interceptor: interceptor(&mut Dice::new(seed ^ 0x57ea1)),
        need: Need {
            per_person_day: nutrients(2100.0, 50.0),
            fair: vec![Nutrient::Energy],
            ration_cycle_days: dice.pick(&[3, 7]),
            provenance: Provenance::default(),
        },
        walking: Walking::default(),
        commodities: commodities(dice),
        tracks: vec![
            track("centres", SiteKind::DistributionCentre),
            track("corridors", SiteKind::DeliveryPoint),
        ],
        fleets: vec![
            fleet("big", 20.0, dice.pick(&[40.0, 12.5, 6.0]), &[]),
            fleet("small", dice.pick(&[7.5, 10.0]), 20.0, &["corridors"]),
        ],
        sites: sites(dice),
        zones: vec![zone("a", 0.0, 0.15), zone("b", 0.3, dice.pick(&[0.1, 0.0, 1.0]))],
        populations: vec![PopulationChange {
            zone: "b".into(),
            from_day: Day(6),
            population: People(dice.pick(&[9_000.0, 12_345.0])),
            provenance: Provenance::default(),
        }],
        segments: segments(dice),
        conditions: conditions(dice),
        supply: supply(dice),
        stocks: vec![Stock {
            site: "hub".into(),
            commodity: "flour".into(),
            tonnes: Tonnes(dice.pick(&[0.0, 12.000_000_5])),
            provenance: Provenance::default(),
        }],
        reach: vec![
            reach("centre", "a", 2.0),
            reach("centre", "b", 9.0),
            reach("far-centre", "b", 1.0),
        ],
        basket: Vec::new(),
        assumptions: Vec::new(),
        alternates: Vec::new(),
        simulation: safeconduct_model::simulation::Simulation::default(),
        frameworks: vec![framework(dice)],
    }
}

/// Half of the fields say nothing of the interceptor.
fn interceptor(dice: &mut Dice) -> Interceptor {
    use Struck::{Areas, Segments, Sites};
    let kinds: [&[Struck]; 4] =
        [&[Segments], &[Segments, Sites], &[Areas], &[Segments, Sites, Areas]];
    match dice.below(2) {
        0 => Interceptor::default(),
        _ => Interceptor {
            per: dice.pick(&[Budget::Day, Budget::Horizon]),
            strikes: dice.pick(&kinds).to_vec(),
        },
    }
}

fn nutrients(energy: f64, protein: f64) -> Nutrients {
    Nutrients(BTreeMap::from([(Nutrient::Energy, energy), (Nutrient::Protein, protein)]))
}

fn commodities(dice: &mut Dice) -> Vec<Commodity> {
    let row = |id: &str, energy: f64, protein: f64, value: f64, life: Option<u32>| Commodity {
        id: id.into(),
        name: id.to_owned(),
        food_group: None,
        nutrients_per_kg: nutrients(energy, protein),
        value_usd_per_t: UsdPerTonne(value),
        shelf_life_days: life,
        unit: None,
        kg_per_unit: None,
        provenance: Provenance::default(),
    };
    vec![
        row("flour", 3640.0, 103.3, 450.0, None),
        row("oil", 8840.0, 0.0, 1_512.75, None),
        row("dates", 2820.0, 24.5, 1_100.0, dice.pick(&[Some(3), Some(5), None])),
    ]
}

fn track(id: &str, serves: SiteKind) -> Track {
    Track { id: id.into(), name: id.to_owned(), serves: vec![serves] }
}

fn fleet(id: &str, payload: f64, trucks: f64, tracks: &[&str]) -> Fleet {
    Fleet {
        id: id.into(),
        name: id.to_owned(),
        operator: "operator".into(),
        trucks: Trucks(trucks),
        payload_t: Tonnes(payload),
        rounds_per_day: RoundsPerDay(2.0),
        hours_per_day: Hours(10.0),
        tracks: tracks.iter().map(|t| (*t).into()).collect(),
        fuel_l_per_km: Some(LitresPerKilometre(0.35)),
        provenance: Provenance::default(),
    }
}

fn sites(dice: &mut Dice) -> Vec<Site> {
    let row = |id: &str, kind: SiteKind, zone: Option<&str>| Site {
        id: id.into(),
        name: id.to_owned(),
        kind,
        lon: Degrees(10.0),
        lat: Degrees(10.0),
        zone: zone.map(Into::into),
        trucks_per_day: None,
        throughput_t_per_day: None,
        storage_t: None,
        people_per_day: None,
        exposure: Share(if id == "hub" || id == "fork" { 0.25 } else { 0.1 }),
        provenance: Provenance::default(),
    };
    let mut gate = row("gate", SiteKind::Crossing, None);
    gate.trucks_per_day = Some(dice.pick(&[2.5, 6.0, 12.0]).into());
    gate.throughput_t_per_day = dice.pick(&[None, Some(33.3.into())]);
    let mut hub = row("hub", SiteKind::Hub, None);
    hub.storage_t = Some(dice.pick(&[25.0, 400.0]).into());
    hub.throughput_t_per_day = dice.pick(&[None, Some(41.25.into())]);
    let mut centre = row("centre", SiteKind::DistributionCentre, Some("a"));
    centre.people_per_day = Some(dice.pick(&[1_500.0, 4_000.0]).into());
    vec![
        gate,
        hub,
        row("fork", SiteKind::Junction, None),
        row("point-a", SiteKind::DeliveryPoint, Some("a")),
        row("point-b", SiteKind::DeliveryPoint, Some("b")),
        centre,
        row("far-centre", SiteKind::DistributionCentre, Some("b")),
    ]
}

fn zone(id: &str, lon: f64, cannot_walk: f64) -> Zone {
    Zone {
        id: id.into(),
        name: id.to_owned(),
        pcode: None,
        lon: Degrees(lon),
        lat: Degrees(0.0),
        population: People(10_000.0),
        cannot_walk_share: Share(cannot_walk),
        provenance: Provenance::default(),
    }
}

fn segments(dice: &mut Dice) -> Vec<Segment> {
    let mut row = |from: &str, to: &str, km: f64, hours: f64, one_way: bool| Segment {
        id: format!("{from}/{to}").as_str().into(),
        from: from.into(),
        to: to.into(),
        length_km: Kilometres(km),
        hours: Hours(hours),
        trucks_per_day: dice.pick(&[None, Some(4.0.into()), Some(1.3.into())]),
        loss: dice.pick(&[loss(0.0, 0.0, 0.0), loss(0.05, 0.1, 0.02), loss(0.013, 0.0, 0.004)]),
        exposure: Share(dice.pick(&[0.5, 0.9, 0.123_4])),
        area: (from == "hub" || to == "hub").then(|| "middle".into()),
        tracks: Vec::new(),
        one_way,
        provenance: Provenance::default(),
    };
    vec![
        row("gate", "fork", 12.5, 6.0, true),
        row("hub", "fork", 20.0, 4.1, false),
        row("hub", "point-a", 8.0, 1.0, false),
        row("point-b", "hub", 15.25, 2.5, false),
        row("hub", "centre", 3.0, 0.5, false),
        row("fork", "centre", 9.0, 1.5, false),
        row("fork", "far-centre", 11.0, 2.0, false),
    ]
}

fn loss(seized: f64, self_distributed: f64, refused: f64) -> Loss {
    Loss {
        seized: Share(seized),
        self_distributed: Share(self_distributed),
        refused: Share(refused),
    }
}

fn conditions(dice: &mut Dice) -> Vec<Condition> {
    let row = |segment: &str, from: u32, to: u32| Condition {
        segment: segment.into(),
        window: Window { from_day: Some(Day(from)), to_day: Some(Day(to)) },
        trucks_per_day: None,
        loss: None,
        exposure: None,
        provenance: Provenance::default(),
    };
    let closed = Condition { trucks_per_day: Some(0.0.into()), ..row("hub/point-a", 4, 5) };
    let worse = Condition { loss: Some(loss(0.3, 0.0, 0.1)), ..row("point-b/hub", 2, 7) };
    vec![
        closed,
        worse,
        Condition { exposure: Some(Share(dice.pick(&[0.7, 1.0]))), ..row("fork/centre", 0, 3) },
    ]
}

fn supply(dice: &mut Dice) -> Vec<Supply> {
    let mut row = |commodity: &str, window: Window, price: f64| Supply {
        crossing: "gate".into(),
        commodity: commodity.into(),
        window,
        tonnes_per_day: dice.pick(&[4.2, 11.0, 25.5]).into(),
        price_usd_per_t: UsdPerTonne(price),
        provenance: Provenance::default(),
    };
    let all = Window::default();
    vec![
        row("flour", all, 512.5),
        row("flour", Window { from_day: Some(Day(2)), to_day: None }, 430.0),
        row("oil", all, 1_600.0),
        row("dates", all, 900.0),
    ]
}

fn reach(site: &str, zone: &str, km: f64) -> Reach {
    Reach {
        site: site.into(),
        zone: zone.into(),
        walk_km: Kilometres(km),
        provenance: Provenance::default(),
    }
}

/// Terms of every kind that sets a limit of its own.
fn framework(dice: &mut Dice) -> Framework {
    let term = |id: &str, clause: Clause| Term {
        id: id.to_owned(),
        clause,
        window: Window::default(),
        events: EventWindow::default(),
        note: None,
        provenance: Provenance::default(),
    };
    let centres = Clause::Centres {
        at_most: Some(1),
        zones: Vec::new(),
        sites: Vec::new(),
        people_per_day: None,
    };
    let oil = Clause::Commodity {
        commodities: vec!["oil".into()],
        crossings: Vec::new(),
        refused: None,
        tonnes_per_day: Some(dice.pick(&[2.5, 10.0]).into()),
    };
    let fuel = Clause::Fleet {
        fleet: "big".into(),
        trucks: None,
        fuel_l_per_day: Some(dice.pick(&[60.0, 500.0]).into()),
    };
    let entry =
        Clause::Entry { trucks_per_day: dice.pick(&[3.0, 50.0]).into(), crossings: Vec::new() };
    Framework {
        id: "terms".into(),
        name: "Terms".to_owned(),
        note: None,
        terms: vec![
            term("entry", entry),
            term("one-centre", centres),
            term("little-oil", oil),
            term("fuel", fuel),
        ],
    }
}
