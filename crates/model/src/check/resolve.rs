//! Answering every name in a plan: what cannot be answered is malformed.

use std::collections::HashMap;

use super::corridor;
use super::number::Column;
use super::report::Report;
use super::rows::{Eaten, Given, Load, Lot, Open, Rows};
use crate::calendar::Day;
use crate::id::{CommodityId, FleetId, SiteId, ZoneId};
use crate::index::Index;
use crate::plan::{Grams, Group, Plan, SCHEMA};
use crate::site::SiteKind;
use crate::world::World;

/// The rows of `plan` by position, or what keeps any row from being read.
pub(super) fn rows(plan: &Plan, world: &World) -> Result<Rows, Report> {
    let mut look = Look::new(world);
    look.schema(plan);
    look.gamma(plan);
    let rows = Rows {
        ways: corridors(plan, world, &mut look),
        loads: look.loads(plan),
        purchases: look.purchases(plan),
        handouts: look.handouts(plan),
        meals: look.meals(plan),
        disposals: look.disposals(plan),
        open: look.open(plan),
    };
    look.totals(&rows);
    if look.report.any() { Err(look.report) } else { Ok(rows) }
}

fn corridors(plan: &Plan, world: &World, look: &mut Look) -> Vec<super::rows::Way> {
    let hours = Column::of(world.scenario.segments.iter().map(|s| s.hours.0));
    let km = Column::of(world.scenario.segments.iter().map(|s| s.length_km.0));
    let mut ways = Vec::new();
    for (row, corridor) in plan.corridors.iter().enumerate() {
        let found = corridor::resolve(row, corridor, world, &look.index, &mut look.report);
        ways.extend(found.map(|bare| bare.measured(&hours, &km)));
    }
    ways
}

/// Looks names up and reports those that nothing answers to.
struct Look<'a> {
    world: &'a World,
    index: Index,
    groups: HashMap<(usize, Group), usize>,
    report: Report,
}

impl<'a> Look<'a> {
    fn new(world: &'a World) -> Self {
        let groups = world.groups.iter().enumerate();
        Self {
            world,
            index: Index::of(&world.scenario),
            groups: groups.map(|(i, g)| ((g.zone, g.group), i)).collect(),
            report: Report::default(),
        }
    }

    fn schema(&mut self, plan: &Plan) {
        if plan.schema != SCHEMA {
            let what = format!("the plan's schema is `{}`, not `{SCHEMA}`", plan.schema);
            self.report.malformed(what, "make the plan anew with this version");
        }
    }

    fn gamma(&mut self, plan: &Plan) {
        if !(0.0..=1e6).contains(&plan.gamma) {
            let what = format!("the plan's number of strikes (gamma) is {}", plan.gamma);
            self.report.malformed(what, "make the plan anew with this version");
        }
    }

    fn site(&mut self, row: &str, id: &SiteId, fits: fn(SiteKind) -> bool) -> Option<usize> {
        let Some(&site) = self.index.sites.get(id.as_str()) else {
            return self.nothing(row, "site", id.as_str());
        };
        if !fits(self.world.scenario.sites[site].kind) {
            let what = format!("{row}: site `{id}` is of a kind that cannot play this part");
            self.report
                .malformed(what, "buy at crossings, hand out at centres and delivery points");
            return None;
        }
        Some(site)
    }

    fn commodity(&mut self, row: &str, id: &CommodityId) -> Option<usize> {
        let found = self.index.commodities.get(id.as_str()).copied();
        found.or_else(|| self.nothing(row, "commodity", id.as_str()))
    }

    fn fleet(&mut self, row: &str, id: &FleetId) -> Option<usize> {
        let Some(&fleet) = self.index.fleets.get(id.as_str()) else {
            return self.nothing(row, "fleet", id.as_str());
        };
        let noun = &self.world.scenario.fleets[fleet];
        if noun.payload_t.0 > 0.0 && noun.hours_per_day.0 > 0.0 && noun.rounds_per_day.0 > 0.0 {
            return Some(fleet);
        }
        let what =
            format!("{row}: fleet `{id}` cannot carry anything (payload, hours or rounds are 0)");
        self.report.malformed(what, "use another fleet");
        None
    }

    fn group(&mut self, row: &str, zone: &ZoneId, group: Group) -> Option<usize> {
        let Some(&position) = self.index.zones.get(zone.as_str()) else {
            return self.nothing(row, "zone", zone.as_str());
        };
        let found = self.groups.get(&(position, group)).copied();
        if found.is_none() {
            let what = format!("{row}: zone `{zone}` has nobody in the group named");
            self.report.malformed(what, "name the zone's other group");
        }
        found
    }

    fn day(&mut self, row: &str, day: Day) -> Option<usize> {
        if day.index() < self.world.days {
            return Some(day.index());
        }
        let what = format!(
            "{row}: day {} lies outside the {} days of the scenario",
            day.0, self.world.days
        );
        self.report.malformed(what, "days are counted from 0");
        None
    }

    fn grams(&mut self, row: &str, grams: Grams) -> Option<i128> {
        if grams >= 0 {
            return Some(i128::from(grams));
        }
        self.report.malformed(format!("{row}: a mass of {grams} g"), "masses are not negative");
        None
    }

    fn nothing(&mut self, row: &str, noun: &str, name: &str) -> Option<usize> {
        let what = format!("{row}: the scenario has no {noun} `{name}`");
        self.report.malformed(what, "make the plan anew from this scenario");
        None
    }

    fn loads(&mut self, plan: &Plan) -> Vec<Load> {
        let rows = plan.movements.iter().enumerate();
        rows.filter_map(|(i, movement)| self.load(plan, i, movement)).collect()
    }

    fn load(&mut self, plan: &Plan, i: usize, m: &crate::plan::Movement) -> Option<Load> {
        let row = row("movements", i);
        let known = m.corridor < plan.corridors.len();
        if !known {
            let what = format!("{row}: there is no corridor {}", m.corridor);
            self.report.malformed(what, "corridors are counted from 0");
        }
        let (fleet, commodity) = (self.fleet(&row, &m.fleet), self.commodity(&row, &m.commodity));
        let (day, grams) = (self.day(&row, m.day), self.grams(&row, m.grams));
        let (fleet, commodity, day, grams) = (fleet?, commodity?, day?, grams?);
        known.then_some(Load { row: i, way: m.corridor, fleet, commodity, day, grams })
    }

    fn purchases(&mut self, plan: &Plan) -> Vec<Lot> {
        let mut lots = Vec::new();
        for (i, p) in plan.purchases.iter().enumerate() {
            let row = row("purchases", i);
            let site = self.site(&row, &p.crossing, |kind| kind == SiteKind::Crossing);
            lots.extend(self.lot(&row, site, &p.commodity, p.day, p.grams));
        }
        lots
    }

    fn disposals(&mut self, plan: &Plan) -> Vec<Lot> {
        let mut lots = Vec::new();
        for (i, d) in plan.disposals.iter().enumerate() {
            let row = row("disposals", i);
            let site = self.site(&row, &d.site, |_| true);
            lots.extend(self.lot(&row, site, &d.commodity, d.day, d.grams));
        }
        lots
    }

    fn lot(
        &mut self,
        row: &str,
        site: Option<usize>,
        commodity: &CommodityId,
        day: Day,
        grams: Grams,
    ) -> Option<Lot> {
        let commodity = self.commodity(row, commodity);
        let (day, grams) = (self.day(row, day), self.grams(row, grams));
        Some(Lot { site: site?, commodity: commodity?, day: day?, grams: grams? })
    }

    fn handouts(&mut self, plan: &Plan) -> Vec<Given> {
        let mut given = Vec::new();
        for (i, h) in plan.handouts.iter().enumerate() {
            let row = row("handouts", i);
            let site = self.site(&row, &h.site, SiteKind::hands_out);
            let group = self.group(&row, &h.zone, h.group);
            let lot = self.lot(&row, site, &h.commodity, h.day, h.grams);
            let (Some(group), Some(lot)) = (group, lot) else { continue };
            let Lot { site, commodity, day, grams } = lot;
            given.push(Given { site, group, commodity, day, grams });
        }
        given
    }

    fn meals(&mut self, plan: &Plan) -> Vec<Eaten> {
        let mut eaten = Vec::new();
        for (i, m) in plan.meals.iter().enumerate() {
            let row = row("meals", i);
            let group = self.group(&row, &m.zone, m.group);
            let commodity = self.commodity(&row, &m.commodity);
            let (day, grams) = (self.day(&row, m.day), self.grams(&row, m.grams));
            let (Some(group), Some(commodity), Some(day), Some(grams)) =
                (group, commodity, day, grams)
            else {
                continue;
            };
            eaten.push(Eaten { group, commodity, day, grams });
        }
        eaten
    }

    fn open(&mut self, plan: &Plan) -> Vec<Open> {
        let mut open = Vec::new();
        for (i, o) in plan.open_centres.iter().enumerate() {
            let row = row("open_centres", i);
            let site = self.site(&row, &o.site, |kind| kind == SiteKind::DistributionCentre);
            let (from, to) = (self.day(&row, o.from_day), self.day(&row, o.to_day));
            let (Some(site), Some(from), Some(to)) = (site, from, to) else { continue };
            if from > to {
                let what = format!("{row}: open from day {from} to day {to}");
                self.report.malformed(what, "exchange the two days");
            }
            open.push(Open { site, days: from..to + 1 });
        }
        open
    }

    /// Every sum of a plan must be a number that its file can hold.
    fn totals(&mut self, rows: &Rows) {
        let sums: [(&str, i128); 5] = [
            ("purchases", rows.purchases.iter().map(|r| r.grams).sum()),
            ("movements", rows.loads.iter().map(|r| r.grams).sum()),
            ("handouts", rows.handouts.iter().map(|r| r.grams).sum()),
            ("meals", rows.meals.iter().map(|r| r.grams).sum()),
            ("disposals", rows.disposals.iter().map(|r| r.grams).sum()),
        ];
        for (table, sum) in sums {
            if sum > i128::from(Grams::MAX) {
                let what = format!("`{table}` add up to {sum} g, more than can be counted");
                self.report.malformed(what, "no plan moves that much");
            }
        }
    }
}

/// A row by table and number, counted from 1.
pub(super) fn row(table: &str, position: usize) -> String {
    format!("row {} of `{table}`", position + 1)
}
