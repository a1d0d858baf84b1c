//! Comparing what a plan claims with what its rows give.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use super::report::Report;
use crate::plan::{
    ByNutrient, Claims, CorridorUse, CrossingUse, Grams, Group, GroupCoverage, LossByKind, Plan,
    SegmentUse,
};
use crate::world::World;

/// Claims may differ by this share of the figure, or by this where it is
/// below 1. Doubles are good to a ten-millionth of it.
const TOLERANCE: f64 = 1e-9;

const MEND: &str = "the planner's figure is wrong, or the plan was changed after it was made";

/// One claim after the other against the recounted figures.
struct Compare<'a> {
    report: &'a mut Report,
}

impl Compare<'_> {
    fn figure(&mut self, name: impl Display, claimed: f64, found: f64) {
        let allowed = TOLERANCE * found.abs().max(1.0);
        // Written so that a claim that is not a number differs.
        let same = (claimed - found).abs() <= allowed;
        if !same {
            self.differs(name, claimed, found);
        }
    }

    fn grams(&mut self, name: impl Display, claimed: Grams, found: Grams) {
        if claimed != found {
            self.differs(name, claimed, found);
        }
    }

    fn differs(&mut self, name: impl Display, claimed: impl Display, found: impl Display) {
        self.report.differs(format!("{name}: claimed {claimed}, recounted {found}"), MEND);
    }

    /// Two maps; a key left out is a zero.
    fn masses<K: Ord + Display>(
        &mut self,
        name: &str,
        claimed: &BTreeMap<K, Grams>,
        found: &BTreeMap<K, Grams>,
    ) {
        for key in claimed.keys().chain(found.keys().filter(|k| !claimed.contains_key(k))) {
            let [claimed, found] = [claimed, found].map(|map| map.get(key).copied().unwrap_or(0));
            self.grams(format_args!("{name} of `{key}`"), claimed, found);
        }
    }

    /// Two lists by key. A row of one that is not in the other is compared
    /// with `none`, or missed where there is no such thing.
    fn rows<K: Ord, R>(
        &mut self,
        name: &str,
        (claimed, found): (&[R], &[R]),
        key: impl Fn(&R) -> K,
        none: impl Fn(&R) -> Option<R>,
        mut each: impl FnMut(&mut Self, &R, &R),
    ) {
        let mut rest: BTreeMap<K, &R> = claimed.iter().map(|row| (key(row), row)).collect();
        if rest.len() < claimed.len() {
            self.report.differs(format!("{name}: a row stands twice"), MEND);
        }
        for row in found {
            match (rest.remove(&key(row)), none(row)) {
                (Some(claimed), _) => each(self, claimed, row),
                (None, Some(none)) => each(self, &none, row),
                (None, None) => self.report.differs(format!("{name}: a row is missing"), MEND),
            }
        }
        for row in rest.into_values() {
            match none(row) {
                Some(none) => each(self, row, &none),
                None => self.report.differs(format!("{name}: a row too many"), MEND),
            }
        }
    }
}

/// A figure among the claims.
type Figure = fn(&Claims) -> f64;

/// Compares every claim.
pub(super) fn claims(claimed: &Claims, found: &Claims, world: &World, report: &mut Report) {
    let mut compare = Compare { report };
    let figures: [(&str, Figure); 12] = [
        ("least coverage", |c| c.least_coverage),
        ("coverage", |c| c.coverage),
        ("people-days at full need", |c| c.people_days),
        ("people-days of need", |c| c.people_days_needed),
        ("people-days below full coverage", |c| c.people_days_below),
        ("people-days self-distributed", |c| c.self_distributed_people_days),
        ("worst case in USD", |c| c.worst_case_usd),
        ("additive worst case in USD", |c| c.additive_worst_case_usd),
        ("value shipped in USD", |c| c.shipped_usd),
        ("truck-kilometres", |c| c.truck_km),
        ("trucks", |c| c.trucks),
        ("purchases in USD", |c| c.purchase_usd),
    ];
    for (name, figure) in figures {
        compare.figure(name, figure(claimed), figure(found));
    }
    compare.grams("grams handed out", claimed.handed_out_grams, found.handed_out_grams);
    compare.masses("grams bought", &claimed.bought_grams, &found.bought_grams);
    loss(&mut compare, &claimed.loss, &found.loss);
    // Plans of before these figures were claimed leave them out.
    if !claimed.by_nutrient.is_empty() || claimed.nutritional_value != 0.0 {
        scores(&mut compare, claimed, found);
        nutrients(&mut compare, String::new(), &claimed.by_nutrient, &found.by_nutrient);
    }
    groups(&mut compare, &claimed.groups, &found.groups);
    crossings(&mut compare, &claimed.crossings, &found.crossings);
    segments(&mut compare, &claimed.segments, &found.segments, world);
    corridors(&mut compare, &claimed.corridors, &found.corridors);
}

fn loss(compare: &mut Compare, claimed: &LossByKind, found: &LossByKind) {
    compare.figure("grams seized", claimed.seized_grams, found.seized_grams);
    let taken = [claimed, found].map(|l| l.self_distributed_grams);
    compare.figure("grams self-distributed", taken[0], taken[1]);
    compare.figure("grams refused", claimed.refused_grams, found.refused_grams);
    compare.figure("value lost in USD", claimed.value_usd, found.value_usd);
}

fn groups(compare: &mut Compare, claimed: &[GroupCoverage], found: &[GroupCoverage]) {
    let key = |row: &GroupCoverage| (row.zone.clone(), row.group);
    compare.rows("coverage by group", (claimed, found), key, |_| None, group);
}

fn group(compare: &mut Compare, claimed: &GroupCoverage, found: &GroupCoverage) {
    let who = match found.group {
        Group::Walking => "walking",
        Group::NotWalking => "not walking",
    };
    let name = |figure: &str| format!("zone `{}`, {who}: {figure}", found.zone);
    compare.figure(name("people"), claimed.people, found.people);
    compare.figure(name("coverage"), claimed.coverage, found.coverage);
    let kcal = [claimed, found].map(|row| row.kcal_per_person_day);
    compare.figure(name("kcal per person and day"), kcal[0], kcal[1]);
    compare.figure(name("least week"), claimed.least_week, found.least_week);
    if claimed.by_day.len() == found.by_day.len() {
        for (day, (claimed, found)) in claimed.by_day.iter().zip(&found.by_day).enumerate() {
            compare.figure(name(&format!("coverage of day {day}")), *claimed, *found);
        }
    } else {
        compare.differs(name("days"), claimed.by_day.len(), found.by_day.len());
    }
    let tracks = claimed.by_track.keys().chain(found.by_track.keys());
    for track in tracks.collect::<BTreeSet<_>>() {
        let [claimed, found] =
            [claimed, found].map(|r| r.by_track.get(track).copied().unwrap_or(0.0));
        compare.figure(name(&format!("share of track `{track}`")), claimed, found);
    }
    nutrients(compare, name(""), &claimed.by_nutrient, &found.by_nutrient);
}

/// Nutritional value scores, of all people and of each group.
fn scores(compare: &mut Compare, claimed: &Claims, found: &Claims) {
    compare.figure("nutritional value", claimed.nutritional_value, found.nutritional_value);
    for found in &found.groups {
        let mut rows = claimed.groups.iter();
        let row = rows.find(|row| row.zone == found.zone && row.group == found.group);
        // A group that is missing is told of elsewhere.
        if let Some(row) = row {
            let name = format!("zone `{}`: nutritional value of a group", found.zone);
            compare.figure(name, row.nutritional_value, found.nutritional_value);
        }
    }
}

fn nutrients(compare: &mut Compare, whose: String, claimed: &ByNutrient, found: &ByNutrient) {
    let all: BTreeSet<_> = claimed.keys().chain(found.keys()).collect();
    for nutrient in all {
        let name = format!("{whose}coverage in {}", nutrient.field());
        match [claimed, found].map(|row| row.get(nutrient).copied()) {
            [Some(claimed), Some(found)] => compare.figure(name, claimed, found),
            [claimed, _] => {
                let said = if claimed.is_some() { "claimed, not needed" } else { "not claimed" };
                compare.report.differs(format!("{name}: {said}"), MEND);
            }
        }
    }
}

fn crossings(compare: &mut Compare, claimed: &[CrossingUse], found: &[CrossingUse]) {
    let known: BTreeSet<_> = found.iter().map(|row| &row.crossing).collect();
    let none = |row: &CrossingUse| {
        let crossing = row.crossing.clone();
        known.contains(&crossing).then_some(CrossingUse {
            crossing,
            grams: 0,
            trucks: 0.0,
            busiest_day_trucks: 0.0,
        })
    };
    let key = |row: &CrossingUse| row.crossing.clone();
    compare.rows("use of crossings", (claimed, found), key, none, |compare, claimed, found| {
        let name = |figure: &str| format!("crossing `{}`: {figure}", found.crossing);
        compare.grams(name("grams"), claimed.grams, found.grams);
        compare.figure(name("trucks"), claimed.trucks, found.trucks);
        let busiest = [claimed, found].map(|row| row.busiest_day_trucks);
        compare.figure(name("trucks on the busiest day"), busiest[0], busiest[1]);
    });
}

fn segments(compare: &mut Compare, claimed: &[SegmentUse], found: &[SegmentUse], world: &World) {
    let known: BTreeSet<_> = world.scenario.segments.iter().map(|s| &s.id).collect();
    let none = |row: &SegmentUse| {
        let segment = row.segment.clone();
        known.contains(&segment).then_some(SegmentUse {
            segment,
            grams: BTreeMap::new(),
            trucks: 0.0,
            lost_grams: 0,
        })
    };
    let key = |row: &SegmentUse| row.segment.clone();
    compare.rows("use of segments", (claimed, found), key, none, |compare, claimed, found| {
        let name = |figure: &str| format!("segment `{}`: {figure}", found.segment);
        compare.masses(&name("grams"), &claimed.grams, &found.grams);
        compare.figure(name("trucks"), claimed.trucks, found.trucks);
        compare.grams(name("grams lost"), claimed.lost_grams, found.lost_grams);
    });
}

fn corridors(compare: &mut Compare, claimed: &[CorridorUse], found: &[CorridorUse]) {
    if claimed.len() != found.len() {
        compare.differs("rows of corridors", claimed.len(), found.len());
    }
    for (position, (claimed, found)) in claimed.iter().zip(found).enumerate() {
        let name = |figure: &str| format!("corridor {position}: {figure}");
        compare.grams(name("grams sent"), claimed.sent_grams, found.sent_grams);
        compare.grams(name("grams arrived"), claimed.arrived_grams, found.arrived_grams);
        compare.figure(name("trucks"), claimed.trucks, found.trucks);
    }
}

/// What the plan states beside its claims: what each term did, and coverage
/// of the groups it calls unserved.
pub(super) fn statements(plan: &Plan, found: &Claims, world: &World, report: &mut Report) {
    let mut compare = Compare { report };
    if plan.terms != world.effects {
        compare.report.differs("what the plan says the terms did is not what they do", MEND);
    }
    for row in &plan.unserved {
        let group = found.groups.iter().find(|g| g.zone == row.zone && g.group == row.group);
        match group {
            Some(group) => {
                let name = format!("unserved in zone `{}`: coverage", row.zone);
                compare.figure(name, row.coverage, group.coverage);
            }
            None => {
                compare.report.differs(format!("unserved: no such group in `{}`", row.zone), MEND)
            }
        }
    }
}
