//! A schedule as an officer reads it: convoy by convoy, and as a table.
//!
//! A schedule is sensitive until its convoys have arrived. No form of it tells
//! what a road is exposed to, or how likely another corridor was.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use safeconduct_model::draw::guess::Measured;
use safeconduct_model::id::CommodityId;
use safeconduct_model::plan::Grams;
use safeconduct_model::scenario::Scenario;
use safeconduct_model::schedule::{Convoy, Held, Schedule};

use super::csv::{Cell, Sheet};
use super::figures::names::Names;
use super::style::Style;
use super::text::table::{Align, Table};
use super::text::{WIDTH, wrap};
use super::{number, visible};

/// The schedule in words.
#[must_use]
pub fn text(schedule: &Schedule, scenario: &Scenario, style: Style) -> String {
    let shown = Shown { names: Names::of(scenario), scenario };
    let mut out = String::new();
    let framework = schedule.framework.as_ref().map_or("as it stands".into(), |f| f.to_string());
    let title = format!("Convoys of {}", date(schedule, scenario));
    let _ = writeln!(out, "{}", style.bold(&title));
    out.push_str(&wrap::facts(
        &[
            visible::name(&schedule.scenario),
            format!("framework: {}", visible::name(&framework)),
            format!("plan {:.12}", visible::visible(&schedule.plan_sha256)),
            format!("seed commitment {:.12}", visible::visible(&schedule.seed_sha256)),
        ],
        WIDTH,
    ));
    out.push_str(&wrap::paragraph(&visible::visible(&schedule.sensitivity), 0, WIDTH));
    let trucks: usize = schedule.convoys.iter().map(|convoy| convoy.trucks.len()).sum();
    let leaving = schedule.convoys.iter().flat_map(|convoy| convoy.grams().into_values());
    let staying: Grams = schedule.held.iter().flat_map(|held| held.grams.values()).sum();
    // The files keep what is too little to print.
    let staying = match staying {
        ..500 => "nothing".to_owned(),
        grams => number::mass(grams as f64),
    };
    let _ = writeln!(
        out,
        "\n{trucks} trucks in {} convoys; {} leave, {} held for a later day",
        schedule.convoys.len(),
        number::mass(leaving.sum::<Grams>() as f64),
        staying,
    );
    for convoy in &schedule.convoys {
        shown.convoy(&mut out, convoy, style);
    }
    let kilogram = |held: &&Held| held.grams.values().sum::<Grams>() >= 500;
    let held: Vec<&Held> = schedule.held.iter().filter(kilogram).collect();
    if !held.is_empty() {
        let _ = writeln!(out, "\n{}", style.bold("Held for a later day"));
        held.into_iter().for_each(|held| shown.held(&mut out, held));
    }
    out
}

fn date(schedule: &Schedule, scenario: &Scenario) -> String {
    let date = schedule.day.date(scenario.start).map(|date| format!("{date} "));
    format!("{}(day {})", date.unwrap_or_default(), schedule.day.0)
}

struct Shown<'a> {
    names: Names,
    scenario: &'a Scenario,
}

impl Shown<'_> {
    fn convoy(&self, out: &mut String, convoy: &Convoy, style: Style) {
        let ends = [&convoy.from, &convoy.to].map(|site| self.names.site(site.as_str()));
        let head = format!(
            "{}. {} to {} · window {} · {}",
            convoy.number,
            ends[0],
            ends[1],
            convoy.window,
            self.names.track(convoy.track.as_str()),
        );
        let _ = writeln!(out, "\n{}", style.bold(&head));
        let legs: Vec<String> = convoy
            .segments
            .iter()
            .map(|s| format!("{} ({})", visible::name(s.as_str()), self.names.anything(s.as_str())))
            .collect();
        let roads = self.scenario.segments.iter().filter(|s| convoy.segments.contains(&s.id));
        let (km, hours) = roads.fold((0.0, 0.0), |(km, h), s| (km + s.length_km.0, h + s.hours.0));
        let by = format!(
            "by {}: {} km, {} h",
            legs.join(", then "),
            number::count(km),
            number::decimals(hours, 1)
        );
        out.push_str(&wrap::hanging(&by, 3, 6, WIDTH));
        let (trucks, goods) = (convoy.trucks.len(), self.goods(&convoy.grams()));
        let s = if trucks == 1 { "" } else { "s" };
        let fleet = self.names.anything(convoy.fleet.as_str());
        let load = format!("{trucks} truck{s} of {fleet}: {goods}");
        out.push_str(&wrap::hanging(&load, 3, 6, WIDTH));
        for truck in &convoy.trucks {
            let load = format!("truck {}: {}", truck.number, self.goods(&truck.grams));
            out.push_str(&wrap::hanging(&load, 6, 9, WIDTH));
        }
    }

    fn held(&self, out: &mut String, held: &Held) {
        let ends = [&held.from, &held.to].map(|site| self.names.site(site.as_str()));
        let limit = visible::visible(&held.limit);
        let line = format!("{} to {}: {} ({limit})", ends[0], ends[1], self.goods(&held.grams));
        out.push_str(&wrap::hanging(&line, 2, 4, WIDTH));
    }

    /// Kilograms by commodity, to the kilogram; the files have grams.
    fn goods(&self, grams: &BTreeMap<CommodityId, Grams>) -> String {
        let named = |(id, grams): (&CommodityId, &Grams)| {
            let found = self.scenario.commodities.iter().find(|c| c.id == *id);
            let name = found.map_or(id.as_str(), |commodity| commodity.name.as_str());
            format!("{} {} kg", visible::name(name), number::whole(*grams as f64 / 1e3))
        };
        grams.iter().map(named).collect::<Vec<_>>().join(", ")
    }
}

/// The schedule as a table for a spreadsheet: one row for each commodity on
/// each truck, with a row of HXL hashtags.
#[must_use]
pub fn table(schedule: &Schedule, scenario: &Scenario) -> String {
    let mut sheet = Sheet::new(&[
        ("date", "#date+start"),
        ("day", "#date+day+num"),
        ("convoy", "#meta+convoy+num"),
        ("window", "#date+window+num"),
        ("truck", "#meta+truck+num"),
        ("track", "#modality"),
        ("fleet", "#org+fleet+code"),
        ("from", "#loc+from+code"),
        ("to", "#loc+to+code"),
        ("segments", "#loc+route+list"),
        ("commodity", "#item+code"),
        ("kg", "#output+kg+num"),
    ]);
    let date = schedule.day.date(scenario.start).map(|date| date.to_string()).unwrap_or_default();
    for convoy in &schedule.convoys {
        let segments: Vec<_> = convoy.segments.iter().map(|s| s.as_str()).collect();
        for truck in &convoy.trucks {
            for (commodity, grams) in &truck.grams {
                sheet.row([
                    Cell::text(date.as_str()),
                    Cell::whole(schedule.day.0.into()),
                    Cell::whole(convoy.number.into()),
                    Cell::whole(convoy.window.into()),
                    Cell::whole(truck.number.into()),
                    Cell::text(convoy.track.as_str()),
                    Cell::text(convoy.fleet.as_str()),
                    Cell::text(convoy.from.as_str()),
                    Cell::text(convoy.to.as_str()),
                    Cell::text(segments.join(" > ")),
                    Cell::text(commodity.as_str()),
                    Cell::kilograms(*grams),
                ]);
            }
        }
    }
    sheet.text()
}

/// Columns of the table of guesses.
pub const GUESS_COLUMNS: [&str; 12] = [
    "from",
    "to",
    "fleet",
    "trucks",
    "corridors",
    "largest",
    "order_0",
    "order_1",
    "order_2",
    "mix_bits",
    "bits_1",
    "bits_2",
];

/// How well a day can be guessed, in words: `rows` in the order of
/// [`GUESS_COLUMNS`].
#[must_use]
pub fn guesses(measured: &Measured, rows: &[Vec<String>], style: Style) -> String {
    let title = format!("How well corridors of day {} can be guessed", measured.day.0);
    let mut out = format!("{}\n", style.bold(&title));
    let explained = format!(
        "{} days were drawn from this mix with a public seed. `largest`: hit rate of whoever always \
         names the corridor with the largest share. `order m`: hit rate of a watcher who remembers \
         what followed the last m corridors he saw. `bits`: uncertainty about the next corridor, of \
         the mix and given the last 1 and 2. Draws that hold show watchers no better than `largest` \
         and bits that do not fall.",
        measured.draws
    );
    out.push_str(&wrap::paragraph(&explained, 0, WIDTH));
    let alone = measured.lanes.iter().filter(|lane| lane.corridors == 1).count();
    let left = ["from", "to", "fleet"];
    let align = |name: &&str| if left.contains(name) { Align::Left } else { Align::Right };
    let mut table = Table::new(GUESS_COLUMNS.iter().map(|c| (c.replace('_', " "), align(c))));
    let mixed = measured.lanes.iter().zip(rows).filter(|(lane, _)| lane.corridors > 1);
    mixed.for_each(|(_, row)| table.row(row.iter().map(|cell| visible::visible(cell))));
    out.push('\n');
    out.push_str(&table.render(style, WIDTH));
    let bent = number::percent(measured.bent);
    if alone > 0 {
        let s = if alone == 1 { " has" } else { "s have" };
        let _ = writeln!(out, "\n{alone} lane{s} one corridor in the mix: no draw can hide it.");
    }
    let _ = writeln!(out, "\n{bent} of these draws were completed within shared limits.");
    out
}
