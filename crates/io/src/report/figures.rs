//! Figures derived once from a world and its plan, for every form to print.

use safeconduct_model::nutrient::Nutrient;
use safeconduct_model::plan::{Group, Plan, Policy};
use safeconduct_model::world::World;

use super::visible;

pub(crate) mod assumed;
pub(crate) mod basis;
pub(crate) mod diet;
pub(crate) mod flow;
pub(crate) mod lowest;
pub(crate) mod names;
pub(crate) mod reason;
pub(crate) mod rival;
pub(crate) mod week;
mod worst;
pub(crate) mod zone;

pub(crate) use names::Names;
pub(crate) use zone::ZoneFigures;

/// Everything the forms share.
pub(crate) struct Figures<'a> {
    /// The world.
    pub world: &'a World,
    /// The plan.
    pub plan: &'a Plan,
    /// Display names, safe to show.
    pub names: Names,
    /// Zones in the scenario's order.
    pub zones: Vec<ZoneFigures<'a>>,
    /// People, mean over the horizon.
    pub people: f64,
    /// Days in the horizon, at least 1 so that means exist.
    pub days: f64,
    /// Energy need per person and day, kcal.
    pub need_kcal: f64,
}

impl<'a> Figures<'a> {
    /// The figures of a plan.
    pub fn of(world: &'a World, plan: &'a Plan) -> Self {
        let zones = zone::figures(world, plan);
        Self {
            people: zones.iter().map(|z| z.people).sum(),
            zones,
            names: Names::of(&world.scenario),
            days: f64::from(world.scenario.days.max(1)),
            need_kcal: world.scenario.need.per_person_day.amount(Nutrient::Energy),
            world,
            plan,
        }
    }

    /// The scenario's title.
    pub fn title(&self) -> String {
        let scenario = &self.world.scenario;
        let title = if scenario.title.trim().is_empty() { &scenario.name } else { &scenario.title };
        visible::cut(&visible::visible(title), 90)
    }

    /// The scenario's own note on what it is, cut to so many columns.
    pub fn note(&self, columns: usize) -> Option<String> {
        let note = self.world.scenario.note.as_deref().filter(|n| !n.trim().is_empty());
        note.map(|n| visible::cut(&visible::visible(n), columns))
    }

    /// The framework's display name, or what its absence means.
    pub fn framework(&self) -> String {
        let Some(id) = &self.plan.framework else {
            return "none (the scenario as it stands)".to_owned();
        };
        let known = self.world.scenario.framework(id.as_str());
        let name = known.map_or(id.as_str(), |f| f.name.as_str());
        visible::name(if name.trim().is_empty() { id.as_str() } else { name })
    }

    /// The framework's identifier, short enough for a column.
    pub fn framework_id(&self) -> String {
        let id = self.plan.framework.as_ref();
        id.map_or_else(|| "as it stands".to_owned(), |f| visible::name(f.as_str()))
    }

    /// First and last date, ISO 8601.
    pub fn dates(&self) -> String {
        let last = self.world.scenario.days.saturating_sub(1);
        format!("{} to {}", self.date(0), self.date(last))
    }

    /// The date of a day, or its number where the calendar ends.
    pub fn date(&self, day: u32) -> String {
        let date = safeconduct_model::calendar::Day(day).date(self.world.scenario.start);
        date.map_or_else(|| format!("day {day}"), |d| d.to_string())
    }

    /// The first twelve digits of the input's fingerprint.
    pub fn fingerprint(&self) -> String {
        self.plan.input_sha256.chars().filter(char::is_ascii_hexdigit).take(12).collect()
    }

    /// People at full need on a mean day.
    pub fn people_at_full_need(&self) -> f64 {
        self.plan.claims.people_days / self.days
    }

    /// Energy eaten per person and day over all people.
    pub fn kcal(&self) -> f64 {
        self.plan.claims.coverage * self.need_kcal
    }

    /// Meals of a third of the daily need.
    pub fn meals(&self) -> f64 {
        self.plan.claims.people_days * 3.0
    }

    /// Mass that passed the crossings, grams.
    pub fn entered_grams(&self) -> f64 {
        self.plan.claims.crossings.iter().map(|c| c.grams as f64).sum()
    }

    /// Mass that entered or was on hand at the start: what losses are a share of.
    pub fn available_grams(&self) -> f64 {
        let stocks = self.world.scenario.stocks.iter();
        self.entered_grams() + stocks.map(|s| s.tonnes.0 * 1e6).sum::<f64>()
    }

    /// Loss by kind, in the order in which every form shows it.
    pub fn losses(&self) -> [(&'static str, f64); 3] {
        let loss = &self.plan.claims.loss;
        [
            ("seized by armed groups", loss.seized_grams),
            ("taken by people in need on the way", loss.self_distributed_grams),
            ("refused, impounded or never collected", loss.refused_grams),
        ]
    }

    /// A mass as a share of what was available, in words.
    pub fn share_of_available(&self, grams: f64) -> f64 {
        let available = self.available_grams();
        if available > 0.0 { grams / available } else { 0.0 }
    }

    /// Whether the scenario calls its own roads or places schematic.
    pub fn schematic(&self) -> bool {
        let scenario = &self.world.scenario;
        let says = |text: &str| text.to_lowercase().contains("schematic");
        let note = scenario.note.as_deref().into_iter();
        let roads = scenario.segments.iter().filter_map(|s| s.provenance.source.as_deref());
        let assumed = scenario.assumptions.iter().map(|a| a.assumed.as_str());
        says(&scenario.title) || note.chain(roads).chain(assumed).any(says)
    }
}

/// What the people-days are that loss to people in need feeds.
pub(crate) const EATEN: &str = "What people in need take is eaten on the way, by whoever reaches the road; it is not \
counted as coverage, and its people-days may exceed the need of those who get nothing.";

/// What a group is called.
pub(crate) const fn group(group: Group) -> &'static str {
    match group {
        Group::Walking => "can walk",
        Group::NotWalking => "cannot walk",
    }
}

/// What a policy is called.
pub(crate) const fn policy(policy: Policy) -> &'static str {
    match policy {
        Policy::Plan => "this plan",
        Policy::ProRata => "pro rata",
        Policy::NearestCrossing => "nearest crossing",
        Policy::Greedy => "greedy",
    }
}
