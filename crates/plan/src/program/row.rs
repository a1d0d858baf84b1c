//! Rows of the program: every limit of PLANNER's section 2, period by period.

use safeconduct_model::site::SiteKind;

use super::table::Table;
use super::{Key, Setting};

const NO_LIMIT: f64 = f64::INFINITY;

/// Limits are drawn in by this share, so that amounts rounded to the gram and
/// a solver's tolerance never step over them.
const MARGIN: f64 = 1e-7;

/// Adds every row that the world asks for.
pub fn add(draft: &mut Table, at: &Setting) {
    for p in 0..at.grid.len() {
        stocks(draft, at, p);
        sites(draft, at, p);
        roads(draft, at, p);
        people(draft, at, p);
        shelf_life(draft, at, p);
    }
    rules(draft, at);
    weeks(draft, at);
    floors(draft, at);
    draft.row(Key::Total, 0.0, 0.0);
    draft.row(Key::Loss, 0.0, NO_LIMIT);
    draft.row(Key::Cost, 0.0, NO_LIMIT);
}

fn stocks(draft: &mut Table, at: &Setting, p: usize) {
    for s in 0..at.sites() {
        if at.kind(s) == SiteKind::Junction {
            continue;
        }
        for k in at.rows(s) {
            let initial = if p == 0 { at.initial(s, k) } else { 0.0 };
            // What is left over may be given up.
            draft.row(Key::Stock(s, k, p), -NO_LIMIT, initial);
        }
    }
}

fn sites(draft: &mut Table, at: &Setting, p: usize) {
    let (day, d) = (at.grid.day(p), at.grid.days(p));
    for s in 0..at.sites() {
        let site = &at.world.scenario.sites[s];
        if let Some(trucks) = at.world.crossing_trucks[s][day]
            && site.kind == SiteKind::Crossing
        {
            cap(draft, Key::Crossing(s, p), trucks * d);
        }
        if let Some(limit) = site.throughput_t_per_day {
            cap(draft, Key::Throughput(s, p), limit.0 * d);
        }
        if let Some(limit) = site.storage_t {
            cap(draft, Key::Storage(s, p), limit.0);
        }
        if let Some(people) = at.world.people_per_day[s][day]
            && site.kind.hands_out()
        {
            cap(draft, Key::People(s, p), people * d / 1000.0);
        }
    }
    for (i, rule) in at.world.entry_caps.iter().enumerate() {
        if rule.days.contains(&day) {
            cap(draft, Key::Entry(i, p), rule.trucks_per_day * d);
        }
    }
    for (i, rule) in at.world.commodity_caps.iter().enumerate() {
        if rule.days.contains(&day) {
            cap(draft, Key::CommodityCap(i, p), rule.tonnes_per_day * d);
        }
    }
}

fn cap(draft: &mut Table, key: Key, limit: f64) {
    draft.row(key, -NO_LIMIT, limit * (1.0 - MARGIN));
}

fn roads(draft: &mut Table, at: &Setting, p: usize) {
    let (day, d) = (at.grid.day(p), at.grid.days(p));
    for (e, days) in at.world.roads.iter().enumerate() {
        if let Some(trucks) = days[day].trucks
            && may_fill(at, p, trucks)
        {
            cap(draft, Key::Segment(e, p), trucks * d);
        }
    }
    for f in 0..at.world.scenario.fleets.len() {
        cap(draft, Key::Fleet(f, p), at.world.fleet_trucks[f][day] * d);
        if let Some(litres) = at.world.fleet_fuel_l[f][day] {
            cap(draft, Key::Fuel(f, p), litres * d);
        }
    }
}

/// Whether all trucks of all fleets could fill a road that so many may pass.
fn may_fill(at: &Setting, p: usize, trucks: f64) -> bool {
    let day = at.grid.day(p);
    let fleets = at.world.scenario.fleets.iter().zip(&at.world.fleet_trucks);
    let loads: f64 = fleets.map(|(f, days)| days[day] * f.rounds_per_day.0).sum();
    loads >= trucks
}

fn people(draft: &mut Table, at: &Setting, p: usize) {
    let cycle = f64::from(at.world.scenario.need.ration_cycle_days);
    for g in 0..at.demands.len() {
        for k in at.kept(g) {
            draft.row(Key::Household(g, k, p), 0.0, 0.0);
        }
        let day_need = at.demands[g].people(at.world, &at.grid, p) / 1000.0;
        cap(draft, Key::Cycle(g, p), day_need * cycle);
        for (b, ration) in at.rations.iter().enumerate() {
            if ration.least.is_some() {
                draft.row(Key::RationLeast(b, g, p), 0.0, NO_LIMIT);
            }
            if ration.most.is_some() {
                draft.row(Key::RationMost(b, g, p), -NO_LIMIT, 0.0);
            }
        }
        if super::column::meal(at, g, p).is_none() {
            for n in 0..at.nutrients.len() {
                draft.row(Key::Met(g, n, p), 0.0, NO_LIMIT);
            }
        }
    }
}

fn shelf_life(draft: &mut Table, at: &Setting, p: usize) {
    for k in 0..at.commodities() {
        let Some(life) = at.shelf_life(k) else { continue };
        // What was on hand at the start counts as arrived on day 0.
        let fresh = |initial: f64| if p < life { initial } else { 0.0 };
        for s in 0..at.sites() {
            if at.holds[s][k] {
                let initial = fresh(at.initial_t(s, k));
                draft.row(Key::FreshSite(s, k, p), -NO_LIMIT, initial);
            }
        }
        let all = (0..at.sites()).map(|s| at.initial_t(s, k)).sum();
        draft.row(Key::FreshAll(k, p), -NO_LIMIT, fresh(all));
    }
}

fn rules(draft: &mut Table, at: &Setting) {
    for (i, rule) in at.world.share_rules.iter().enumerate() {
        if rule.min > 0.0 {
            draft.row(Key::ShareMin(i), 0.0, NO_LIMIT);
        }
        if rule.max < 1.0 {
            draft.row(Key::ShareMax(i), -NO_LIMIT, 0.0);
        }
    }
    for (i, rule) in at.world.centre_rules.iter().enumerate() {
        draft.row(Key::CentreNumber(i), -NO_LIMIT, rule.at_most as f64);
        for s in at.centres() {
            draft.row(Key::CentreOpen(i, s), -NO_LIMIT, 0.0);
        }
    }
}

fn weeks(draft: &mut Table, at: &Setting) {
    for g in 0..at.demands.len() {
        if !at.served[g] {
            continue;
        }
        draft.row(Key::Level(g), 0.0, NO_LIMIT);
        for n in 0..at.fair.len() {
            for w in 0..at.weeks[g].len() {
                draft.row(Key::Week(g, n, w), 0.0, NO_LIMIT);
            }
        }
    }
}

fn floors(draft: &mut Table, at: &Setting) {
    for i in 0..at.world.floors.len() {
        draft.row(Key::Floor(i), 0.0, NO_LIMIT);
    }
}
