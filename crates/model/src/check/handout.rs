//! Hand-outs: where and when they are allowed, who can come, how many a day.

use std::collections::{BTreeMap, BTreeSet};

use num_bigint::BigInt;
use num_traits::Zero;

use super::number::{Decimal, quotient};
use super::nutrition::Measure;
use super::report::{Report, beside, day, group, site};
use super::rows::{Given, Rows};
use crate::plan::Group;
use crate::site::SiteKind;
use crate::world::World;

/// Holds hand-outs to their rules; hand-outs of nothing break none.
pub(super) fn check(rows: &Rows, energy: &Measure, world: &World, report: &mut Report) {
    let open = open_by_day(rows, world);
    let mut told = BTreeSet::new();
    for given in rows.handouts.iter().filter(|given| given.grams > 0) {
        if told.insert((given.site, given.group, given.day)) {
            place(given, &open[given.day], world, report);
            reach(given, world, report);
        }
    }
    visits(rows, energy, world, report);
    number(&open, world, report);
}

/// By day: the centres listed as open.
fn open_by_day(rows: &Rows, world: &World) -> Vec<BTreeSet<usize>> {
    let mut open = vec![BTreeSet::new(); world.days];
    for centre in &rows.open {
        for on in &mut open[centre.days.clone()] {
            on.insert(centre.site);
        }
    }
    open
}

fn place(given: &Given, open: &BTreeSet<usize>, world: &World, report: &mut Report) {
    let (name, when) = (site(world, given.site), day(world, given.day));
    if !world.hand_out_allowed[given.site][given.day] {
        let what =
            format!("site `{name}`: supplies are handed out on {when}, which is not allowed");
        report.broken(what, "hand out where and when the framework allows it");
    }
    let centre = world.scenario.sites[given.site].kind == SiteKind::DistributionCentre;
    let rule = world.centre_rules.iter().find(|rule| rule.days.contains(&given.day));
    if let Some(rule) = rule.filter(|_| centre && !open.contains(&given.site)) {
        let what = format!(
            "centre `{name}`: supplies are handed out on {when}, when it is not listed as open \
             (term `{}`)",
            rule.term
        );
        report.broken(what, "list the centre as open, or hand out elsewhere");
    }
}

fn reach(given: &Given, world: &World, report: &mut Report) {
    let at = &world.groups[given.group];
    let (people, name) = (group(world, given.group), site(world, given.site));
    if !at.sites.contains(&given.site) {
        let what = format!("site `{name}` is not in reach of {people}");
        report.broken(what, "hand out at a site they can reach");
    } else if at.group == Group::NotWalking
        && world.scenario.sites[given.site].kind != SiteKind::DeliveryPoint
    {
        let what = format!("site `{name}` serves {people}, who are served by delivery points only");
        report.broken(what, "hand out at a delivery point");
    }
}

/// Energy handed out over a ration of the whole cycle is the people who came.
fn visits(rows: &Rows, energy: &Measure, world: &World, report: &mut Report) {
    let ration = &energy.person * world.scenario.need.ration_cycle_days;
    if ration.is_zero() {
        return;
    }
    let mut handed: BTreeMap<(usize, usize), BigInt> = BTreeMap::new();
    for given in &rows.handouts {
        let sum = handed.entry((given.site, given.day)).or_default();
        *sum += energy.within(given.commodity, given.grams);
    }
    for ((place, on), energy) in handed {
        let Some(most) = world.people_per_day[place][on] else {
            continue;
        };
        let limit = Decimal::of(most);
        if &energy * limit.unit() > limit.digits * &ration {
            let (people, most) = beside(quotient(&energy, &ration), most);
            let (name, when) = (site(world, place), day(world, on));
            let what = format!("site `{name}`: {people} people served on {when}, limit {most}");
            report.broken(what, "hand out less, elsewhere or on another day");
        }
    }
}

fn number(open: &[BTreeSet<usize>], world: &World, report: &mut Report) {
    for rule in &world.centre_rules {
        let crowded = rule.days.clone().find(|&on| open[on].len() > rule.at_most);
        if let Some(on) = crowded {
            let (count, when, most) = (open[on].len(), day(world, on), rule.at_most);
            let what =
                format!("term `{}`: {count} centres open on {when}, limit {most}", rule.term);
            report.broken(what, "open fewer centres");
        }
    }
}
