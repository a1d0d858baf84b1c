//! Roads as rows: limits, exposure, and what differs from day to day.

use safeconduct_model::condition::Condition;
use safeconduct_model::figure::Provenance;
use safeconduct_model::id::SegmentId;
use safeconduct_model::loss::Loss;
use safeconduct_model::segment::Segment;
use safeconduct_model::units::{Hours, Kilometres, Share, TrucksPerDay};

use super::dice::{Dice, round};
use super::goods::window;
use super::land::{Edge, Land};
use super::shape::Shape;
use super::traffic::Traffic;

/// Tonnes on an average truck, for setting limits.
pub const AVERAGE_T: f64 = 17.0;

/// Roads of a land with the limits of an ordinary day.
pub fn segments(shape: &Shape, land: &Land, traffic: &Traffic, ids: &[String]) -> Vec<Segment> {
    let mut dice = Dice::new(shape.seed, 7);
    let edges = land.edges.iter().enumerate();
    edges
        .map(|(e, edge)| Segment {
            id: id(e),
            from: ids[edge.from].as_str().into(),
            to: ids[edge.to].as_str().into(),
            length_km: Kilometres(edge.km),
            hours: Hours(edge.hours),
            trucks_per_day: trucks(traffic.on_road[e], &mut dice).map(TrucksPerDay),
            loss: loss(shape, &mut dice),
            exposure: exposure(&mut dice),
            area: Some(area(land, edge).as_str().into()),
            tracks: tracks(edge, &mut dice).into_iter().map(Into::into).collect(),
            one_way: edge.spare && dice.chance(0.03),
            provenance: Provenance::default(),
        })
        .collect()
}

/// Closures, narrow days and more dangerous ones. The busiest road has another
/// limit every day, so that no two days in a row are alike.
pub fn conditions(shape: &Shape, segments: &[Segment], traffic: &Traffic) -> Vec<Condition> {
    let mut dice = Dice::new(shape.seed, 8);
    let busiest = (0..segments.len())
        .max_by(|&a, &b| traffic.on_road[a].total_cmp(&traffic.on_road[b]).then(b.cmp(&a)));
    let mut conditions = Vec::new();
    for (e, segment) in segments.iter().enumerate() {
        let usual = segment.trucks_per_day.map_or(10.0, |t| t.0);
        if Some(e) == busiest {
            let wave = |day: usize| 0.7 + 0.6 * ((5 * day) % 8) as f64 / 8.0;
            let limit = |day| (usual * wave(day)).ceil() + (day % 2) as f64;
            conditions.extend((0..shape.days).map(|d| narrow(segment, (d, d), limit(d))));
        } else if dice.chance(0.35) {
            let mut day = dice.below(shape.days.min(10));
            while day < shape.days {
                let last = (day + dice.below(3)).min(shape.days - 1);
                let share = if dice.chance(0.2) { 0.0 } else { dice.between(0.4, 1.3) };
                let mut row = narrow(segment, (day, last), (usual * share).ceil());
                row.exposure = dice.chance(0.3).then(|| exposure(&mut dice));
                conditions.push(row);
                day = last + dice.within(3, 12);
            }
        }
    }
    conditions
}

fn narrow(segment: &Segment, (first, last): (usize, usize), trucks: f64) -> Condition {
    Condition {
        segment: segment.id.clone(),
        window: window(first, last),
        trucks_per_day: Some(TrucksPerDay(trucks)),
        loss: None,
        exposure: None,
        provenance: Provenance::default(),
    }
}

fn id(edge: usize) -> SegmentId {
    SegmentId(format!("s{edge}"))
}

/// Trucks a day: less or more than would pass, or nobody ever counted.
fn trucks(tonnes: f64, dice: &mut Dice) -> Option<f64> {
    let usual = tonnes / AVERAGE_T;
    let limit = (usual * dice.between(0.45, 1.3)).ceil() + dice.within(0, 1) as f64;
    (!dice.chance(0.12)).then_some(limit)
}

fn exposure(dice: &mut Dice) -> Share {
    let some = dice.chance(0.6);
    let share = round(dice.between(0.05, 0.8), 2);
    Share(if some { share } else { 0.0 })
}

fn loss(shape: &Shape, dice: &mut Dice) -> Loss {
    let mut share = |most: f64| {
        let some = dice.chance(0.2);
        let share = round(dice.between(0.0, most), 3);
        Share(if shape.losses && some { share } else { 0.0 })
    };
    Loss { seized: share(0.05), self_distributed: share(0.1), refused: share(0.02) }
}

/// Some roads are open to one track only; nobody depends on one.
fn tracks(edge: &Edge, dice: &mut Dice) -> Vec<&'static str> {
    match dice.below(10) {
        0 if edge.spare => vec!["corridors"],
        1 if edge.spare => vec!["centres"],
        _ => Vec::new(),
    }
}

/// Roads of one square of the map are one area.
fn area(land: &Land, edge: &Edge) -> String {
    let square = |degrees: f64| (degrees * 5.0).floor();
    let at = land.places[edge.from];
    format!("area-{}-{}", square(at.lon), square(at.lat))
}
