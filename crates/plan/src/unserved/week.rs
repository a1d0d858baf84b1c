//! Why a zone is below full coverage in a week.
//!
//! A week's meals are priced in the round of the fair stage that fixed the level
//! of whoever eats them, if the week counts for that level, and by the total stage
//! otherwise. The limits on the way back from the dearest of them bind; each has
//! its share of what the meal is worth.

use std::collections::BTreeMap;
use std::ops::Range;

use safeconduct_model::calendar::Day;
use safeconduct_model::plan::week::{FULL, WEEK_DAYS};
use safeconduct_model::plan::{BindingCap, Cap, Claims, ZoneWeek};
use safeconduct_model::world::World;

use super::trace::{Limit, Traces, priced_caps};
use super::{bindings, grouped, meal_worth, people_days_per_price};
use crate::program::{Program, Var};
use crate::stage::Round;

/// Worth of a meal below which it counts for nothing.
const PRICED: f64 = 1e-9;

/// Most caps listed that bind elsewhere than on the way.
const OTHERS: usize = 8;

/// What binds on the way to each demand in each week; none where nothing is
/// missing.
pub struct Weeks {
    /// By demand and week.
    limits: Vec<Vec<Option<Vec<Limit>>>>,
    /// What one unit more of a cap is worth when planned anew: its price in the
    /// first round that has one, where it is spent.
    worth: BTreeMap<(Cap, String), f64>,
}

impl Weeks {
    /// The limits at the prices of the rounds of the fair stage and of the last
    /// solution (of the `total` stage).
    pub fn of(program: &mut Program, rounds: &[Round]) -> Self {
        let weeks = program.at.world.days.div_ceil(WEEK_DAYS);
        let demands = program.at.demands.len();
        let mut found = Self { limits: vec![vec![None; weeks]; demands], worth: BTreeMap::new() };
        let missed: Vec<Vec<bool>> =
            (0..demands).map(|g| (0..weeks).map(|w| missed(program, g, w)).collect()).collect();
        for round in rounds {
            let gain = people_days_per_price(program, round);
            let mut prices = round.prices.clone();
            program.lp.swap_prices(&mut prices);
            found.add(program, &round.held, &missed, Some(gain));
            program.lp.swap_prices(&mut prices);
        }
        let all: Vec<usize> = (0..demands).collect();
        found.add(program, &all, &missed, None);
        found
    }

    /// Adds what the program's prices say of weeks of which nothing is known yet.
    /// Without a gain they are those of people-days themselves, and speak of every
    /// week that is left.
    fn add(
        &mut self,
        program: &Program,
        demands: &[usize],
        missed: &[Vec<bool>],
        gain: Option<f64>,
    ) {
        let binding = gain.map_or_else(Vec::new, |_| priced_caps(program));
        for cap in &binding {
            let worth = cap.per_unit.unwrap_or(0.0) * gain.unwrap_or(1.0);
            self.worth.entry((cap.cap, cap.name.clone())).or_insert(worth);
        }
        if !demands.iter().any(|&g| missed[g].contains(&true)) {
            return;
        }
        let traces = Traces::of(program);
        for &g in demands {
            for (week, slot) in self.limits[g].iter_mut().enumerate() {
                if slot.is_some() || !missed[g][week] {
                    continue;
                }
                let periods = periods(program, week);
                let worth = |p: &usize| meal_worth(program, g, *p);
                let dearest = periods.max_by(|a, b| worth(a).total_cmp(&worth(b)));
                let Some(period) = dearest.filter(|p| gain.is_none() || worth(p) > PRICED) else {
                    continue;
                };
                let mut limits = bindings(program, &traces, g, period);
                if gain.is_some() && limits.iter().all(|l| l.cap == Cap::Unexplained) {
                    continue;
                }
                // Whatever else has a price raises the level as well.
                let known = |l: &Limit| limits.iter().any(|k| k.cap == l.cap && k.name == l.name);
                let others: Vec<Limit> = binding.iter().filter(|l| !known(l)).cloned().collect();
                limits.extend(others.into_iter().take(OTHERS));
                for limit in &mut limits {
                    let known = self.worth.get(&(limit.cap, limit.name.clone())).copied();
                    let own = |price: f64| known.unwrap_or(price * gain.unwrap_or(1.0));
                    limit.per_unit = limit.per_unit.map(own);
                }
                *slot = Some(limits);
            }
        }
    }

    /// Every cap that binds anywhere, with its row.
    pub fn all(&self) -> impl Iterator<Item = &Limit> {
        self.limits.iter().flatten().flatten().flatten()
    }

    /// An entry for every zone and week below full coverage.
    pub fn reasons(&self, program: &Program, claims: &Claims) -> Vec<ZoneWeek> {
        let otherwise = "no single limit explains it";
        of_week(program.at.world, claims, otherwise, |zone, week, missing| {
            let mut caps: Vec<(f64, &Limit)> = Vec::new();
            for (g, demand) in program.at.demands.iter().enumerate() {
                let Some(limits) = self.limits[g][week].as_ref() else { continue };
                let weight: f64 = demand.groups.iter().map(|&group| missing(group)).sum();
                let whole: f64 = limits.iter().map(|l| l.part).sum();
                if demand.zone != zone || weight <= 0.0 {
                    continue;
                }
                for limit in limits {
                    // A reason that is no quantity stands alone.
                    let alone = if limit.per_unit.is_none() { 1.0 } else { 0.0 };
                    let part = if whole > 0.0 { limit.part / whole } else { alone };
                    match caps.iter_mut().find(|(_, l)| l.cap == limit.cap && l.name == limit.name)
                    {
                        Some((sum, _)) => *sum += part * weight,
                        None => caps.push((part * weight, limit)),
                    }
                }
            }
            caps.sort_by(|a, b| b.0.total_cmp(&a.0));
            let whole: f64 = caps.iter().map(|(part, _)| part).sum::<f64>().max(f64::MIN_POSITIVE);
            caps.into_iter().map(|(part, limit)| (part / whole, limit.clone())).collect()
        })
    }
}

/// An entry for every zone and week below full coverage where no cap is known.
pub fn uncapped(world: &World, claims: &Claims) -> Vec<ZoneWeek> {
    let otherwise = "no limit is named, as it was not planned by the program";
    of_week(world, claims, otherwise, |_, _, _| Vec::new())
}

/// The periods of a week.
fn periods(program: &Program, week: usize) -> Range<usize> {
    let days = days(program.at.world, week);
    let grid = &program.at.grid;
    grid.period_of[days.start]..grid.period_of[days.end - 1] + 1
}

fn days(world: &World, week: usize) -> Range<usize> {
    let from = week * WEEK_DAYS;
    from..(from + WEEK_DAYS).min(world.days)
}

/// Whether a demand misses any of its energy in a week.
fn missed(program: &Program, g: usize, week: usize) -> bool {
    let energy = program.at.energy();
    let short = |p: usize| {
        let need = program.at.need(g, p);
        program.value(Var::Met(g, energy, p)) < need * (1.0 - 1e-6)
    };
    periods(program, week).any(short)
}

/// Goes over zones and weeks; `caps` is given zone, week and what each group
/// misses, in people-days.
fn of_week(
    world: &World,
    claims: &Claims,
    otherwise: &str,
    caps: impl Fn(usize, usize, &dyn Fn(usize) -> f64) -> Vec<(f64, Limit)>,
) -> Vec<ZoneWeek> {
    let mut found = Vec::new();
    for (zone, noun) in world.scenario.zones.iter().enumerate() {
        for week in 0..world.days.div_ceil(WEEK_DAYS) {
            let days = days(world, week);
            let missing = |group: usize| {
                let by_day = claims.groups.get(group).map_or(&[] as &[f64], |g| &g.by_day);
                let day = |d: usize| {
                    (1.0 - by_day.get(d).copied().unwrap_or(1.0)) * world.people(group, d)
                };
                days.clone().map(day).sum::<f64>()
            };
            let groups = (0..world.groups.len()).filter(|&g| world.groups[g].zone == zone);
            let (mut all, mut missed) = (0.0, 0.0);
            for group in groups {
                all += days.clone().map(|d| world.people(group, d)).sum::<f64>();
                missed += missing(group);
            }
            let coverage = if all > 0.0 { 1.0 - missed / all } else { 1.0 };
            if coverage >= FULL {
                continue;
            }
            let caps = caps(zone, week, &missing);
            let mut row = ZoneWeek {
                zone: noun.id.clone(),
                week: week as u32 + 1,
                from_day: Day(days.start as u32),
                to_day: Day(days.end as u32 - 1),
                coverage,
                people_missing_per_day: missed / days.len() as f64,
                sentence: String::new(),
                changes: Vec::new(),
                caps: caps.iter().map(|(part, limit)| cap(*part, limit)).collect(),
            };
            row.sentence = sentence(&noun.name, &row, &caps, otherwise);
            found.push(row);
        }
    }
    found
}

fn cap(part: f64, limit: &Limit) -> BindingCap {
    BindingCap {
        cap: limit.cap,
        name: limit.name.clone(),
        unit: limit.unit.to_owned(),
        part,
        people_fed_per_day_per_unit: limit.per_unit,
    }
}

/// Most caps that a sentence names.
const NAMED: usize = 3;

fn sentence(zone: &str, row: &ZoneWeek, caps: &[(f64, Limit)], otherwise: &str) -> String {
    let reached = row.coverage * 100.0;
    let on_way = caps.iter().take(NAMED).filter(|(part, _)| *part > 0.0);
    let said: Vec<String> = on_way.map(|(part, limit)| said(*part, limit)).collect();
    let why = if said.is_empty() { otherwise.to_owned() } else { said.join("; ") };
    let more = match caps.len() - said.len() {
        0 => String::new(),
        1 => "; one cap more binds".to_owned(),
        more => format!("; {more} caps more bind"),
    };
    format!("{zone} reaches {reached:.1} % of its need in week {}: {why}{more}.", row.week)
}

/// A cap in words, with its price.
fn said(part: f64, limit: &Limit) -> String {
    let mut facts = Vec::new();
    if part < 0.995 {
        facts.push(format!("{:.0} % of what a missing meal is worth", part * 100.0));
    }
    if let Some(gain) = limit.per_unit {
        let (unit, people) = (limit.unit, grouped(gain));
        facts.push(format!("one {unit} a day more feeds about {people} people more"));
    }
    let words = limit.words();
    if facts.is_empty() { words } else { format!("{words} ({})", facts.join("; ")) }
}
