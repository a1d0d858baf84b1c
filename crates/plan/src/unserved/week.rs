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

use super::limit::Limit;
use super::trace::{Traces, priced_caps};
use super::tried::{Effect, Tried, people, told};
use super::{bindings, meal_worth, people_days_per_price};
use crate::program::{Key, Program, Var};
use crate::setting::Setting;
use crate::stage::Round;

/// Worth of a meal below which it counts for nothing.
const PRICED: f64 = 1e-9;

/// Most caps listed that bind elsewhere than on the way.
const OTHERS: usize = 8;

/// What binds on the way to each demand in each week; none where nothing is
/// missing. The default is that of a plan by a simple rule, which has no prices.
#[derive(Default)]
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

    /// The limits that were found otherwise, by demand and week.
    pub fn told(limits: Vec<Vec<Option<Vec<Limit>>>>) -> Self {
        Self { limits, worth: BTreeMap::new() }
    }

    /// Whether any zone is below full coverage in any week.
    pub fn any(world: &World, claims: &Claims) -> bool {
        !below(world, claims).is_empty()
    }

    /// The rows of every cap that binds anywhere, as of the first period, those that
    /// hold most people back first.
    pub fn rows(&self, at: &Setting, claims: &Claims) -> Vec<Key> {
        let mut weights: BTreeMap<Key, f64> = BTreeMap::new();
        for (demand, weeks) in at.demands.iter().zip(&self.limits) {
            let short = |group: &usize| claims.groups.get(*group).map_or(0.0, |g| 1.0 - g.coverage);
            let people = |group: &usize| at.world.people(*group, 0) * short(group);
            let missing: f64 = demand.groups.iter().map(people).sum();
            for limit in weeks.iter().flatten().flatten() {
                let Some(key) = limit.key else { continue };
                *weights.entry(key.at(0)).or_default() += missing * limit.part;
            }
        }
        let mut rows: Vec<(Key, f64)> = weights.into_iter().collect();
        rows.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        rows.into_iter().map(|(key, _)| key).collect()
    }

    /// An entry for every zone and week below full coverage.
    pub fn reasons(&self, at: &Setting, claims: &Claims, tried: &Tried) -> Vec<ZoneWeek> {
        let mut rows = Vec::new();
        for mut row in below(at.world, claims) {
            let caps = self.caps(at, claims, &row);
            let (zone, week) = (row.zone_index, row.noun.week as usize - 1);
            row.noun.caps = caps.iter().map(|(part, limit)| cap(*part, limit, tried)).collect();
            row.noun.changes = tried.lifting(zone, week);
            let name = &at.world.scenario.zones[zone].name;
            let unknown = if self.limits.is_empty() { BY_RULE } else { UNEXPLAINED };
            row.noun.sentence = sentence((name, unknown), &row.noun, &caps, tried);
            rows.push(row.noun);
        }
        rows
    }

    /// The caps that bind on the way to those whom a zone misses in a week, each with
    /// its part, the largest first.
    fn caps(&self, at: &Setting, claims: &Claims, row: &Below) -> Vec<(f64, Limit)> {
        let week = row.noun.week as usize - 1;
        let mut caps: Vec<(f64, &Limit)> = Vec::new();
        for (g, demand) in at.demands.iter().enumerate().filter(|(_, d)| d.zone == row.zone_index) {
            let Some(limits) = self.limits.get(g).and_then(|weeks| weeks[week].as_ref()) else {
                continue;
            };
            let missing = demand.groups.iter().map(|&group| missing(at.world, claims, group, week));
            let weight: f64 = missing.sum();
            let whole: f64 = limits.iter().map(|l| l.part).sum();
            for limit in limits.iter().filter(|_| weight > 0.0) {
                // A reason that is no quantity stands alone.
                let alone = if limit.per_unit.is_none() { 1.0 } else { 0.0 };
                let part = if whole > 0.0 { limit.part / whole } else { alone };
                match caps.iter_mut().find(|(_, l)| l.cap == limit.cap && l.name == limit.name) {
                    Some((sum, _)) => *sum += part * weight,
                    None => caps.push((part * weight, limit)),
                }
            }
        }
        caps.sort_by(|a, b| b.0.total_cmp(&a.0));
        let whole: f64 = caps.iter().map(|(part, _)| part).sum::<f64>().max(f64::MIN_POSITIVE);
        caps.into_iter().map(|(part, limit)| (part / whole, limit.clone())).collect()
    }
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

/// A zone and a week below full coverage, of which nothing more is said yet.
struct Below {
    zone_index: usize,
    noun: ZoneWeek,
}

/// Every zone and week below full coverage.
fn below(world: &World, claims: &Claims) -> Vec<Below> {
    let mut found = Vec::new();
    for (zone_index, noun) in world.scenario.zones.iter().enumerate() {
        for week in 0..world.days.div_ceil(WEEK_DAYS) {
            let days = days(world, week);
            let groups = (0..world.groups.len()).filter(|&g| world.groups[g].zone == zone_index);
            let (mut all, mut missed) = (0.0, 0.0);
            for group in groups {
                all += days.clone().map(|d| world.people(group, d)).sum::<f64>();
                missed += missing(world, claims, group, week);
            }
            let coverage = if all > 0.0 { 1.0 - missed / all } else { 1.0 };
            if coverage >= FULL {
                continue;
            }
            let noun = ZoneWeek {
                zone: noun.id.clone(),
                week: week as u32 + 1,
                from_day: Day(days.start as u32),
                to_day: Day(days.end as u32 - 1),
                coverage,
                people_missing_per_day: missed / days.len() as f64,
                caps: Vec::new(),
                changes: Vec::new(),
                sentence: String::new(),
            };
            found.push(Below { zone_index, noun });
        }
    }
    found
}

/// What a group misses in a week, people-days.
fn missing(world: &World, claims: &Claims, group: usize, week: usize) -> f64 {
    let by_day = claims.groups.get(group).map_or(&[] as &[f64], |g| &g.by_day);
    let short = |d: usize| 1.0 - by_day.get(d).copied().unwrap_or(1.0);
    days(world, week).map(|d| short(d) * world.people(group, d)).sum()
}

fn cap(part: f64, limit: &Limit, tried: &Tried) -> BindingCap {
    BindingCap {
        cap: limit.cap,
        name: limit.name.clone(),
        unit: limit.unit.to_owned(),
        part,
        people_fed_per_day_per_unit: limit.per_unit,
        tried: tried.of(limit).map(Effect::gain),
    }
}

/// Most caps that a sentence names.
const NAMED: usize = 3;

/// What is said where the program names no cap.
const UNEXPLAINED: &str = "no single limit explains it";

/// What is said where nobody looked for caps.
const BY_RULE: &str = "no limit is named, as a simple rule made the plan";

fn sentence(
    (zone, unknown): (&str, &str),
    row: &ZoneWeek,
    caps: &[(f64, Limit)],
    tried: &Tried,
) -> String {
    let reached = row.coverage * 100.0;
    let on_way = caps.iter().take(NAMED).filter(|(part, _)| *part > 0.0);
    let said: Vec<String> = on_way.map(|(part, limit)| said(*part, limit)).collect();
    let why = if said.is_empty() { unknown.to_owned() } else { said.join("; ") };
    let more = match caps.len() - said.len() {
        0 => String::new(),
        1 => "; one cap more binds".to_owned(),
        more => format!("; {more} caps more bind"),
    };
    let lifts = told(row, tried);
    format!("{zone} reaches {reached:.1} % of its need in week {}: {why}{more}{lifts}.", row.week)
}

/// A cap in words, with its price.
fn said(part: f64, limit: &Limit) -> String {
    let mut facts = Vec::new();
    if part < 0.995 {
        facts.push(format!("{:.0} % of what a missing meal is worth", part * 100.0));
    }
    if let Some(price) = limit.per_unit {
        let (people, more) = (people(price), limit.unit_more());
        facts.push(format!("shadow price {people} people fed a day for {more}"));
    }
    let words = limit.words();
    if facts.is_empty() { words } else { format!("{words} ({})", facts.join("; ")) }
}
