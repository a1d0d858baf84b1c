//! Generates small valid scenarios.
#![allow(dead_code)]

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use safeconduct_model::basket::RationBound;
use safeconduct_model::calendar::{Day, Window};
use safeconduct_model::commodity::Commodity;
use safeconduct_model::condition::Condition;
use safeconduct_model::figure::{Assumption, Certainty, Provenance};
use safeconduct_model::fleet::Fleet;
use safeconduct_model::framework::Framework;
use safeconduct_model::id::{
    AreaId, CommodityId, FleetId, FrameworkId, OperatorId, SegmentId, SiteId, TrackId, ZoneId,
};
use safeconduct_model::loss::Loss;
use safeconduct_model::need::{Need, Walking};
use safeconduct_model::nutrient::{Nutrient, Nutrients};
use safeconduct_model::reach::Reach;
use safeconduct_model::scenario::{SCHEMA, Scenario};
use safeconduct_model::segment::Segment;
use safeconduct_model::site::{Site, SiteKind};
use safeconduct_model::stock::Stock;
use safeconduct_model::supply::Supply;
use safeconduct_model::term::{Clause, Term};
use safeconduct_model::track::Track;
use safeconduct_model::units::{
    Degrees, GramsPerPersonDay, Hours, Kilograms, Kilometres, LitresPerDay, LitresPerKilometre,
    People, PeoplePerDay, RoundsPerDay, Share, Tonnes, TonnesPerDay, Trucks, TrucksPerDay,
    UsdPerTonne,
};
use safeconduct_model::zone::{PopulationChange, Zone};

mod interceptor;

/// Days of every generated scenario.
const DAYS: u32 = 30;

/// How many rows a generated table has.
const ROWS: usize = 4;

mod terms;

use terms::framework;

fn share() -> impl Strategy<Value = Share> {
    (0.0..=1.0f64).prop_map(Share)
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof!["[A-Za-z ,;\"'.=#-]{0,12}", "\\PC{0,8}"]
}

fn provenance() -> impl Strategy<Value = Provenance> {
    let certainty =
        prop_oneof![Just(Certainty::High), Just(Certainty::Medium), Just(Certainty::Low)];
    (option::of(name()), option::of(certainty))
        .prop_map(|(source, certainty)| Provenance { source, certainty })
}

fn loss() -> impl Strategy<Value = Loss> {
    (0.0..0.3f64, 0.0..0.3f64, 0.0..0.3f64).prop_map(|(s, d, r)| Loss {
        seized: Share(s),
        self_distributed: Share(d),
        refused: Share(r),
    })
}

fn window() -> impl Strategy<Value = Window> {
    (option::of(0..DAYS), option::of(0..DAYS)).prop_map(|(a, b)| {
        let (a, b) =
            if let (Some(x), Some(y)) = (a, b) { (Some(x.min(y)), Some(x.max(y))) } else { (a, b) };
        Window { from_day: a.map(Day), to_day: b.map(Day) }
    })
}

fn id(kind: &str, n: usize) -> String {
    format!("{kind}.{n}")
}

fn pick(kind: &'static str) -> impl Strategy<Value = String> {
    (0..ROWS).prop_map(move |n| id(kind, n))
}

fn kind(n: usize) -> SiteKind {
    [SiteKind::Crossing, SiteKind::Hub, SiteKind::DistributionCentre, SiteKind::DeliveryPoint]
        [n % 4]
}

fn site(n: usize) -> impl Strategy<Value = Site> {
    let limits = (
        option::of(0.0..1e4f64),
        option::of(0.0..1e4f64),
        option::of(0.0..1e6f64),
        option::of(0.0..1e6f64),
    );
    let exposure = prop_oneof![Just(Share(0.0)), share()];
    let place = (-180.0..=180.0f64, -90.0..=90.0f64);
    (name(), place, pick("zone"), limits, exposure, provenance()).prop_map(
        move |(name, (lon, lat), zone, limits, exposure, provenance)| Site {
            id: SiteId(id("site", n)),
            name,
            kind: kind(n),
            lon: Degrees(lon),
            lat: Degrees(lat),
            zone: Some(ZoneId(zone)),
            trucks_per_day: limits.0.map(TrucksPerDay),
            throughput_t_per_day: limits.1.map(TonnesPerDay),
            storage_t: limits.2.map(Tonnes),
            people_per_day: limits.3.map(PeoplePerDay),
            exposure,
            provenance,
        },
    )
}

fn zone(n: usize) -> impl Strategy<Value = Zone> {
    (name(), option::of(name()), 0.0..1e7f64, share(), provenance()).prop_map(
        move |(name, pcode, people, cannot_walk_share, provenance)| Zone {
            id: ZoneId(id("zone", n)),
            name,
            pcode,
            lon: Degrees(34.0),
            lat: Degrees(31.0 + f64::from(u32::try_from(n).unwrap_or(0))),
            population: People(people.round()),
            cannot_walk_share,
            provenance,
        },
    )
}

fn segment(n: usize) -> impl Strategy<Value = Segment> {
    let ends = (pick("site"), pick("site"));
    let tracks =
        proptest::sample::subsequence(vec!["track.0".to_owned(), "track.1".to_owned()], 0..=2);
    let rest = (option::of(0.0..1e4f64), loss(), share(), option::of(pick("area")), any::<bool>());
    (ends, 0.0..1e3f64, 0.0..1e2f64, tracks, rest, provenance()).prop_map(
        move |(ends, km, hours, tracks, (trucks, loss, exposure, area, one_way), provenance)| {
            Segment {
                id: SegmentId(id("segment", n)),
                from: SiteId(ends.0),
                to: SiteId(ends.1),
                length_km: Kilometres(km),
                hours: Hours(hours),
                trucks_per_day: trucks.map(TrucksPerDay),
                loss,
                exposure,
                area: area.map(AreaId),
                tracks: tracks.into_iter().map(TrackId).collect(),
                one_way,
                provenance,
            }
        },
    )
}

fn commodity(n: usize) -> impl Strategy<Value = Commodity> {
    let amounts = proptest::collection::btree_map(
        proptest::sample::select(Nutrient::ALL.to_vec()),
        0.0..1e4f64,
        0..5,
    );
    let food_group = option::of((0..2usize).prop_map(|n| id("group", n)));
    let unit = (option::of(1..1000u32), option::of(name()), option::of(0.1..100.0f64));
    (name(), food_group, amounts, 0.0..1e5f64, unit, provenance()).prop_map(
        move |(name, group, amounts, value, unit, provenance)| Commodity {
            id: CommodityId(id("commodity", n)),
            name,
            food_group: group,
            nutrients_per_kg: Nutrients(amounts),
            value_usd_per_t: UsdPerTonne(value),
            shelf_life_days: unit.0,
            unit: unit.1,
            kg_per_unit: unit.2.map(Kilograms),
            provenance,
        },
    )
}

fn fleet(n: usize) -> impl Strategy<Value = Fleet> {
    (name(), 0.0..500.0f64, 0.5..40.0f64, 0.1..24.0f64, 0.1..24.0f64, option::of(0.0..2.0f64))
        .prop_map(move |(name, trucks, payload, rounds, hours, fuel)| Fleet {
            id: FleetId(id("fleet", n)),
            name,
            operator: OperatorId(id("operator", n)),
            trucks: Trucks(trucks),
            payload_t: Tonnes(payload),
            rounds_per_day: RoundsPerDay(rounds),
            hours_per_day: Hours(hours),
            tracks: vec![],
            fuel_l_per_km: fuel.map(LitresPerKilometre),
            provenance: Provenance::default(),
        })
}

fn rows<S: Strategy>(of: impl Fn(usize) -> S) -> impl Strategy<Value = Vec<S::Value>> {
    (0..ROWS).map(of).collect::<Vec<_>>()
}

type Happenings = (Vec<PopulationChange>, Vec<Condition>, Vec<Supply>, Vec<Stock>, Vec<Reach>);

fn happenings() -> impl Strategy<Value = Happenings> {
    let change =
        (pick("zone"), 0..DAYS, 0.0..1e6f64, provenance()).prop_map(|(z, d, p, provenance)| {
            vec![PopulationChange {
                zone: ZoneId(z),
                from_day: Day(d),
                population: People(p.round()),
                provenance,
            }]
        });
    let condition =
        (pick("segment"), window(), option::of(loss()), option::of(share()), provenance())
            .prop_map(|(s, window, loss, exposure, provenance)| {
                vec![Condition {
                    segment: SegmentId(s),
                    window,
                    trucks_per_day: None,
                    loss,
                    exposure,
                    provenance,
                }]
            });
    let supply = (pick("commodity"), window(), 0.0..1e4f64, 0.0..1e4f64, provenance()).prop_map(
        |(c, window, t, price, provenance)| Supply {
            crossing: SiteId(id("site", 0)),
            commodity: CommodityId(c),
            window,
            tonnes_per_day: TonnesPerDay(t),
            price_usd_per_t: UsdPerTonne(price),
            provenance,
        },
    );
    let stock = (pick("site"), pick("commodity"), 0.0..1e6f64, provenance()).prop_map(
        |(s, c, t, provenance)| Stock {
            site: SiteId(s),
            commodity: CommodityId(c),
            tonnes: Tonnes(t),
            provenance,
        },
    );
    let walk = (pick("zone"), 0.0..50.0f64, provenance()).prop_map(|(z, km, provenance)| {
        vec![Reach {
            site: SiteId(id("site", 2)),
            zone: ZoneId(z),
            walk_km: Kilometres(km),
            provenance,
        }]
    });
    (change, condition, vec(supply, 0..4), vec(stock, 0..3), walk)
}

fn head() -> impl Strategy<Value = Scenario> {
    let need = (1.0..5000.0f64, 0.1..100.0f64, any::<bool>(), 1..31u32);
    let walking = (0.0..50.0f64, 1.0..3.0f64);
    let assumption = (name(), name(), name(), option::of(0..100u32));
    (name(), name(), option::of(name()), interceptor::any(), need, walking, vec(assumption, 0..3))
        .prop_map(|(name, title, note, (gamma, interceptor), need, walking, assumptions)| {
            Scenario {
                schema: SCHEMA,
                name,
                title,
                note,
                start: "2025-06-01".parse().expect("a date"),
                days: DAYS,
                gamma,
                interceptor,
                need: Need {
                    per_person_day: Nutrients(
                        [(Nutrient::Energy, need.0), (Nutrient::Fat, need.1)].into(),
                    ),
                    fair: if need.2 {
                        vec![Nutrient::Energy, Nutrient::Fat]
                    } else {
                        vec![Nutrient::Energy]
                    },
                    ration_cycle_days: need.3,
                    provenance: Provenance::default(),
                },
                walking: Walking { at_most_km: Kilometres(walking.0), detour: walking.1 },
                assumptions: assumptions.into_iter().map(assumption_of).collect(),
                tracks: (0..2)
                    .map(|n| Track {
                        id: TrackId(id("track", n)),
                        name: "T".to_owned(),
                        serves: vec![kind(2 + n)],
                    })
                    .collect(),
                commodities: vec![],
                fleets: vec![],
                sites: vec![],
                zones: vec![],
                populations: vec![],
                segments: vec![],
                conditions: vec![],
                supply: vec![],
                stocks: vec![],
                reach: vec![],
                basket: vec![],
                alternates: vec![],
                simulation: safeconduct_model::simulation::Simulation::default(),
                frameworks: vec![],
            }
        })
}

fn assumption_of(
    (field, assumed, reason, rows): (String, String, String, Option<u32>),
) -> Assumption {
    Assumption { field, assumed, reason, rows }
}

/// A bound on every commodity, and on its food group if it has one.
fn bounds(commodity: &Commodity) -> Vec<RationBound> {
    let bound = |commodity, food_group, least, most: Option<f64>| RationBound {
        commodity,
        food_group,
        at_least_g: GramsPerPersonDay(least),
        at_most_g: most.map(GramsPerPersonDay),
        provenance: Provenance::default(),
    };
    let group = commodity.food_group.clone().map(|group| bound(None, Some(group), 12.5, None));
    let own = bound(Some(commodity.id.clone()), None, 0.0, Some(400.0));
    std::iter::once(own).chain(group).collect()
}

/// A small valid scenario with something in almost every table.
pub fn scenario() -> impl Strategy<Value = Scenario> {
    let places = (rows(site), rows(zone), rows(segment));
    let goods = (rows(commodity), rows(fleet), vec(framework(), 0..=1));
    (head(), places, goods, happenings()).prop_map(|(head, places, goods, happenings)| Scenario {
        basket: goods.0.iter().flat_map(bounds).collect(),
        sites: places.0,
        zones: places.1,
        segments: places.2,
        commodities: goods.0,
        fleets: goods.1,
        frameworks: goods.2,
        populations: happenings.0,
        conditions: happenings.1,
        supply: happenings.2,
        stocks: happenings.3,
        reach: happenings.4,
        ..head
    })
}
