//! A run in figures, small enough to keep for every run.

use safeconduct_model::plan::Grams;
use safeconduct_model::units::GRAMS_PER_TONNE;

use crate::script::Script;
use crate::tally::{Goods, Tally};

/// Figures of one run.
#[derive(Clone, Debug)]
pub struct Record {
    /// Energy coverage of all people over all days.
    pub coverage: f64,
    /// By zone: energy coverage, and days below full need.
    pub zones: Vec<(f64, f64)>,
    /// USD.
    pub struck_usd: f64,
    /// USD, in all kinds.
    pub lost_usd: f64,
    /// USD: what strikes took, less the most that they could in the mean.
    pub beyond_usd: f64,
    /// USD: the most that they could in the mean.
    pub most_usd: f64,
    /// Tonnes: seized with strikes, struck, self-distributed, refused, left
    /// outside, spoilt; and what waited outside full stores, times nights.
    pub tonnes: [f64; 7],
    /// People-days of need that self-distribution fed.
    pub self_distributed_people_days: f64,
    /// Missions facilitated, impeded, denied, cancelled.
    pub missions: [f64; 4],
    /// Trucks that left.
    pub trucks: f64,
    /// Strikes made.
    pub strikes: f64,
}

/// By zone: its groups with the people-days of each.
#[derive(Clone, Debug)]
pub struct Zones {
    groups: Vec<Vec<(usize, f64)>>,
    people_days: f64,
    /// Kcal that a person needs in a day.
    need: f64,
}

impl Zones {
    /// The zones of a script's world.
    #[must_use]
    pub fn of(script: &Script) -> Self {
        let world = script.world;
        let mut groups = vec![Vec::new(); world.scenario.zones.len()];
        let mut people_days = 0.0;
        for (at, group) in world.groups.iter().enumerate() {
            let days: f64 = (0..world.days).map(|day| world.people(at, day)).sum();
            groups[group.zone].push((at, days));
            people_days += days;
        }
        let need = &world.scenario.need.per_person_day;
        let need = need.amount(safeconduct_model::nutrient::Nutrient::Energy);
        Self { groups, people_days, need }
    }
}

impl Record {
    /// The figures of a tally.
    #[must_use]
    pub fn of(tally: &Tally, script: &Script, zones: &Zones) -> Self {
        let fed: f64 = tally.groups.iter().map(|group| group.fed).sum();
        let sum = |of: &dyn Fn(&Goods) -> Grams| -> f64 {
            tally.goods.iter().map(of).sum::<Grams>() as f64 / GRAMS_PER_TONNE
        };
        let lost_usd = tally
            .goods
            .iter()
            .zip(&script.value)
            .map(|(goods, usd)| (goods.lost.iter().sum::<Grams>() + goods.struck) as f64 * usd);
        let eaten = tally.goods.iter().zip(&script.energy);
        let eaten_kcal: f64 = eaten.map(|(goods, kcal)| goods.lost[1] as f64 * kcal).sum();
        Self {
            coverage: share(fed, zones.people_days),
            zones: zones.groups.iter().map(|groups| zone(groups, tally)).collect(),
            struck_usd: tally.struck_usd,
            lost_usd: lost_usd.sum(),
            beyond_usd: tally.struck_usd - tally.bound_usd,
            most_usd: tally.bound_usd,
            tonnes: [
                sum(&|goods| goods.lost[0] + goods.struck),
                sum(&|goods| goods.struck),
                sum(&|goods| goods.lost[1]),
                sum(&|goods| goods.lost[2]),
                sum(&|goods| goods.left_outside),
                sum(&|goods| goods.spoilt),
                tally.waited as f64 / GRAMS_PER_TONNE,
            ],
            self_distributed_people_days: if zones.need > 0.0 {
                eaten_kcal / zones.need
            } else {
                0.0
            },
            missions: tally.missions.map(|count| count as f64),
            trucks: tally.trucks as f64,
            strikes: tally.strikes as f64,
        }
    }
}

/// Coverage of a zone and its days below full need, groups weighted by people.
fn zone(groups: &[(usize, f64)], tally: &Tally) -> (f64, f64) {
    let all: f64 = groups.iter().map(|(_, days)| days).sum();
    let fed: f64 = groups.iter().map(|(at, _)| tally.groups[*at].fed).sum();
    let below = groups.iter().map(|(at, days)| f64::from(tally.groups[*at].days_below) * days);
    (share(fed, all), if all > 0.0 { below.sum::<f64>() / all } else { 0.0 })
}

/// A share of people-days; where there are none, nothing is missing.
fn share(fed: f64, all: f64) -> f64 {
    if all > 0.0 { fed / all } else { 1.0 }
}
