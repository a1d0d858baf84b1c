//! What single changes came to, each tried by planning anew.

use safeconduct_model::plan::{Cap, Change, Gain, ZoneWeek};

use super::limit::Limit;
use crate::program::Key;

/// People a day from which on a zone counts as lifted.
const LIFTED: f64 = 1.0;

/// A single change that can be tried.
#[derive(Clone, Debug)]
pub struct Trial {
    /// In words.
    pub change: String,
    /// The kind of cap that it changes.
    pub cap: Cap,
    /// What it is a cap of.
    pub name: String,
    /// Share of its own limit that it changes.
    pub size: f64,
    /// The rows that it raises, as of the first period; none where it gives another
    /// world.
    pub key: Option<Key>,
}

/// What planning anew with a change came to.
#[derive(Clone, Debug)]
pub struct Effect {
    /// The change.
    pub trial: Trial,
    /// Whether it is better for people: the lowest level that differs is higher, or
    /// none does and more are fed.
    pub better: bool,
    /// People fed more on a mean day, all zones together.
    pub people: f64,
    /// By zone and week, people fed more on a mean day of the week.
    pub zones: Vec<Vec<f64>>,
}

/// Every change that was tried.
#[derive(Clone, Debug, Default)]
pub struct Tried {
    /// In the order in which they were tried.
    pub effects: Vec<Effect>,
    /// How many more there were to try.
    pub left: usize,
}

impl Tried {
    /// What a little more of a limit came to; none where that was not tried.
    pub fn of(&self, limit: &Limit) -> Option<&Effect> {
        let key = limit.key?.at(0);
        self.effects.iter().find(|effect| effect.trial.key == Some(key))
    }

    /// What lifts a zone in a week, the smallest first; between equals, what feeds
    /// more people there.
    pub fn lifting(&self, zone: usize, week: usize) -> Vec<Change> {
        let here = |effect: &Effect| effect.zones.get(zone).and_then(|z| z.get(week)).copied();
        let better = self.effects.iter().filter(|effect| effect.better);
        let lifted = better.filter_map(|effect| Some((effect, here(effect)?)));
        let mut lifts: Vec<Change> = lifted
            .filter(|(_, people)| *people >= LIFTED)
            .map(|(effect, people)| Change {
                change: effect.trial.change.clone(),
                cap: effect.trial.cap,
                name: effect.trial.name.clone(),
                size: effect.trial.size,
                people_fed_per_day: effect.people,
                zone_people_fed_per_day: people,
            })
            .collect();
        lifts.sort_by(|a, b| {
            let more = b.zone_people_fed_per_day.total_cmp(&a.zone_people_fed_per_day);
            a.size.total_cmp(&b.size).then(more).then_with(|| a.change.cmp(&b.change))
        });
        lifts
    }
}

impl Effect {
    /// As the noun.
    pub fn gain(&self) -> Gain {
        Gain { change: self.trial.change.clone(), people_fed_per_day: self.people }
    }
}

/// What would lift a zone in a week, as the end of its sentence.
pub fn told(row: &ZoneWeek, tried: &Tried) -> String {
    let (count, left) = (tried.effects.len(), tried.left);
    if count == 0 {
        return "; not verified by planning anew".to_owned();
    }
    let Some(change) = row.changes.first() else {
        let left = if left > 0 { format!(" ({left} more were not tried)") } else { String::new() };
        let none = if count == 1 {
            "the one single change tried".to_owned()
        } else {
            format!("none of the {count} single changes tried")
        };
        let does = if count == 1 { "does not lift" } else { "lifts" };
        return format!("; planned anew, {none}{left} {does} it");
    };
    let gain = |change: &Change| {
        let (here, all) = (change.zone_people_fed_per_day, change.people_fed_per_day);
        format!("{} people more a day here and {} in all", people(here), more(all))
    };
    let here = |change: &&Change| change.zone_people_fed_per_day;
    let most = row.changes.iter().max_by(|a, b| here(a).total_cmp(&here(b)));
    let most = most.filter(|most| most.change != change.change).map_or_else(String::new, |most| {
        format!("; of those tried, what lifts it most is {} ({})", most.change, gain(most))
    });
    format!(
        "; planned anew, the smallest single change that lifts it is {}, which feeds {}{most}",
        change.change,
        gain(change)
    )
}

/// What a limit's price is, and what planning anew with a little more of it gained,
/// as sentences of a group; nothing where it is no quantity.
///
/// Where it feeds nobody more in all, it says what the group's zone gains, if it does.
pub fn gained(limit: &Limit, zone: usize, tried: &Tried) -> String {
    let price = limit.per_unit.map(people);
    let each = || format!("people fed a day for {}", limit.unit_more());
    match (tried.of(limit), price) {
        (None, None) => String::new(),
        (None, Some(price)) => {
            format!(" Its shadow price, not tried by planning anew: {price} {}.", each())
        }
        (Some(effect), price) => {
            // Where the step is the unit, the price need not say of what it is one.
            let unit = effect.trial.change.starts_with("one ");
            let each = if unit { String::new() } else { format!(" {}", each()) };
            let price =
                price.map_or_else(String::new, |price| format!(" (shadow price {price}{each})"));
            let (change, whom) = (&effect.trial.change, more(effect.people));
            let weeks = effect.zones.get(zone).map_or(&[] as &[f64], Vec::as_slice);
            let most = weeks.iter().copied().fold(0.0, f64::max);
            let whom = match effect.people {
                all if all >= 0.5 => format!("{whom} people more a day in all"),
                _ if effect.better && most >= LIFTED => {
                    format!(
                        "{whom} a day in all, but up to {} people more a day here",
                        people(most)
                    )
                }
                _ => format!("{whom} a day in all"),
            };
            format!(" Planned anew, {change} feeds {whom}{price}.")
        }
    }
}

/// How many more are fed, who may be fewer or none; ends before `in all`.
fn more(count: f64) -> String {
    match count {
        more if more >= 0.5 => people(more),
        fewer if fewer <= -0.5 => format!("{} fewer", people(-fewer)),
        _ => "nobody more".to_owned(),
    }
}

/// A count of people: whole from ten on, below that in two figures.
pub fn people(count: f64) -> String {
    let places = match count.abs() {
        none if none < 5e-13 => 0,
        many if many >= 9.5 => return grouped(count),
        some if some >= 0.95 => 1,
        few => (1.0 - few.log10().floor()).clamp(2.0, 12.0) as usize,
    };
    format!("{count:.places$}")
}

/// A count with a comma every three digits.
fn grouped(count: f64) -> String {
    let digits = format!("{count:.0}");
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn something_is_never_nothing() {
        let shown = [0.0, 0.000_344, 0.34, 1.26, 9.44, 9.6, 1_234_567.4].map(people);
        assert_eq!(shown, ["0", "0.00034", "0.34", "1.3", "9.4", "10", "1,234,567"]);
        assert_eq!([-1200.0, 0.2, 3000.0].map(more), ["1,200 fewer", "nobody more", "3,000"]);
    }
}
