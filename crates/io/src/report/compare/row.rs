//! The rows of the comparison: one figure for every framework.

use crate::report::figures::lowest::Lowest;
use crate::report::figures::{Figures, group};
use crate::report::number;

mod nutrients;

/// Which direction is better, if either is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Better {
    /// More.
    More,
    /// Less.
    Less,
    /// Neither: a fact, not an aim.
    Neither,
}

/// One figure for every framework.
pub(crate) struct Row {
    /// What it is.
    pub label: String,
    /// Cells as shown.
    pub cells: Vec<String>,
    /// Which cells are the best; ties are all marked.
    pub best: Vec<bool>,
    /// Whether its cells are words, which give way where room is short.
    pub words: bool,
    /// Whether it speaks of one zone, so that a page may hold it back.
    pub by_zone: bool,
    /// Whether a single sheet has room for it.
    pub sheet: bool,
    /// How each cell differs from the first: an arrow and a sign, or that it is
    /// the same; nothing for the first and for words.
    pub changes: Vec<String>,
}

/// Zones with a row of their own.
const ZONES: usize = 12;

/// Figures closer than this share of the larger tie.
const TIE: f64 = 0.001;

impl Row {
    fn of(
        label: impl Into<String>,
        better: Better,
        plans: &[Figures<'_>],
        figure: impl Fn(&Figures<'_>) -> f64,
        shown: impl Fn(f64) -> String,
    ) -> Self {
        let values: Vec<f64> = plans.iter().map(figure).collect();
        Self {
            label: label.into(),
            best: best(&values, better),
            changes: changes(&values, &shown),
            cells: values.into_iter().map(shown).collect(),
            words: false,
            by_zone: false,
            sheet: false,
        }
    }

    /// The same row, on a single sheet too.
    fn on_sheet(self) -> Self {
        Self { sheet: true, ..self }
    }
}

/// How each figure differs from the first one.
fn changes(values: &[f64], shown: &impl Fn(f64) -> String) -> Vec<String> {
    let first = values.first().copied().unwrap_or(f64::NAN);
    let change = |value: &f64| {
        let apart = value - first;
        if !apart.is_finite() {
            return String::new();
        }
        if apart.abs() <= TIE * first.abs().max(value.abs()) {
            return "= same".to_owned();
        }
        // Shares differ by percentage points; the unit of money stands in the cell.
        let size = shown(apart.abs()).replace(" %", " pp").replace("USD ", "");
        if apart > 0.0 { format!("▲ +{size}") } else { format!("▼ −{size}") }
    };
    let mut changes: Vec<String> = values.iter().map(change).collect();
    if let Some(own) = changes.first_mut() {
        own.clear();
    }
    changes
}

impl Row {
    /// A row of words, none of which is better.
    fn words(label: &str, plans: &[Figures<'_>], word: impl Fn(&Figures<'_>) -> String) -> Self {
        let cells = plans.iter().map(word);
        Self {
            label: label.to_owned(),
            cells: cells.collect(),
            best: vec![false; plans.len()],
            changes: vec![String::new(); plans.len()],
            words: true,
            by_zone: false,
            sheet: false,
        }
    }
}

/// The best values; none where all tie or nothing is better.
fn best(values: &[f64], better: Better) -> Vec<bool> {
    let sign = match better {
        Better::More => 1.0,
        Better::Less => -1.0,
        Better::Neither => return vec![false; values.len()],
    };
    let top = values.iter().map(|v| v * sign).fold(f64::NEG_INFINITY, f64::max);
    let tie = TIE * values.iter().fold(0.0f64, |most, v| most.max(v.abs()));
    let marks: Vec<bool> = values.iter().map(|v| v * sign >= top - tie).collect();
    if marks.iter().all(|m| *m) { vec![false; values.len()] } else { marks }
}

/// All rows, people first.
pub(crate) fn rows(plans: &[Figures<'_>]) -> Vec<Row> {
    let mut rows = people(plans);
    rows.extend(nutrients::rows(plans));
    rows.extend(by_zone(plans));
    rows.extend(transport(plans));
    rows.extend(loss(plans));
    rows
}

fn people(plans: &[Figures<'_>]) -> Vec<Row> {
    use Better::{Less, More};
    let mut rows = vec![
        Row::of(
            "people at full need, mean day",
            More,
            plans,
            |f| f.people_at_full_need(),
            number::whole,
        )
        .on_sheet(),
        Row::of("coverage of all people", More, plans, |f| f.plan.claims.coverage, number::percent)
            .on_sheet(),
        Row::of("kcal/person and day, all", More, plans, |f| f.kcal(), number::whole).on_sheet(),
        Row::of(
            "least week of any group",
            More,
            plans,
            |f| f.plan.claims.least_coverage,
            number::percent,
        ),
        Row::of("lowest group, all days", More, plans, |f| f.lowest().coverage(), number::percent)
            .on_sheet(),
        Row::of(
            "people-days not fully covered",
            Less,
            plans,
            |f| f.plan.claims.people_days_below,
            number::whole,
        ),
        Row::of(days_label(plans), Less, plans, days_below, number::whole).on_sheet(),
        Row::of(
            "group-days without food",
            Less,
            plans,
            |f| f.days_without_food() as f64,
            number::whole,
        ),
        Row::of("worst day of any group", More, plans, |f| f.worst_day(), number::percent),
    ];
    // The lowest group may be another one under every framework, or several.
    let zone = |f: &Figures<'_>| match f.lowest() {
        Lowest::One(g) => f.names.zone(g.zone.as_str()),
        Lowest::Several(n, _) => format!("{n} groups"),
        Lowest::All(_) => "all groups".to_owned(),
        Lowest::Nobody => String::new(),
    };
    let whom = |f: &Figures<'_>| match f.lowest() {
        Lowest::One(g) => group(g.group).to_owned(),
        Lowest::Several(..) | Lowest::All(_) => "alike".to_owned(),
        Lowest::Nobody => String::new(),
    };
    rows.insert(5, Row::words("  where", plans, zone).on_sheet());
    rows.insert(6, Row::words("  of whom", plans, whom).on_sheet());
    rows
}

/// Days below the planning figure, by its number.
fn days_label(plans: &[Figures<'_>]) -> String {
    let need = plans.first().map_or(f64::NAN, |f| f.need_kcal);
    format!("days under {} kcal, worst group", number::whole(need))
}

fn by_zone(plans: &[Figures<'_>]) -> Vec<Row> {
    let Some(first) = plans.first() else {
        return Vec::new();
    };
    // Of many zones, those with the most people.
    let mut zones: Vec<_> = first.zones.iter().collect();
    if zones.len() > ZONES {
        zones.sort_by(|a, b| b.people.total_cmp(&a.people));
        zones.truncate(ZONES);
    }
    let rows = zones.into_iter().map(|zone| {
        let id = &zone.zone.id;
        let kcal = |f: &Figures<'_>| {
            f.zones.iter().find(|z| z.zone.id == *id).map_or(f64::NAN, |z| z.kcal)
        };
        let label = format!("kcal/day, {}", first.names.zone(id.as_str()));
        Row { by_zone: true, ..Row::of(label, Better::More, plans, kcal, number::whole) }.on_sheet()
    });
    rows.collect()
}

fn transport(plans: &[Figures<'_>]) -> Vec<Row> {
    use Better::Neither;
    let mut rows = vec![
        Row::of("entered", Neither, plans, |f| f.entered_grams(), number::mass),
        Row::of("trucks entering, a day", Neither, plans, trucks_a_day, number::count),
    ];
    for track in plans.first().map_or(&[][..], |f| &f.world.scenario.tracks) {
        let name = plans.first().map_or_else(String::new, |f| f.names.track(track.id.as_str()));
        let label = format!("last leg by {name}");
        let grams = |f: &Figures<'_>| f.delivered_grams(track.id.as_str());
        rows.push(Row::of(label, Neither, plans, grams, number::mass).on_sheet());
    }
    rows.push(
        Row::of("truck-km", Neither, plans, |f| f.plan.claims.truck_km, number::whole).on_sheet(),
    );
    rows
}

/// Loss, never marked as better or worse: it follows from what is assumed.
fn loss(plans: &[Figures<'_>]) -> Vec<Row> {
    use Better::Neither;
    let kinds = ["lost: seized", "lost: taken by people in need", "lost: refused, not collected"];
    let mut rows = Vec::new();
    for (kind, label) in kinds.into_iter().enumerate() {
        let grams = move |f: &Figures<'_>| f.losses().get(kind).map_or(0.0, |l| l.1);
        let share = |f: &Figures<'_>| f.share_of_available(grams(f));
        rows.push(Row::of(label, Neither, plans, grams, number::mass).on_sheet());
        rows.push(Row::of("  share of what entered", Neither, plans, share, number::percent));
    }
    let eaten = |f: &Figures<'_>| f.plan.claims.self_distributed_people_days;
    rows.insert(4, Row::of("  people-days that feeds", Neither, plans, eaten, number::whole));
    let expected = |f: &Figures<'_>| f.plan.claims.loss.value_usd;
    let worst = |f: &Figures<'_>| f.plan.claims.worst_case_usd;
    let entered = |f: &Figures<'_>| f.plan.claims.shipped_usd;
    let share = |usd: f64, f: &Figures<'_>| if entered(f) > 0.0 { usd / entered(f) } else { 0.0 };
    let additive = |f: &Figures<'_>| f.plan.claims.additive_worst_case_usd;
    rows.extend([
        Row::of("value entered, or on hand", Neither, plans, entered, usd),
        Row::of("expected loss, all kinds", Neither, plans, expected, usd),
        Row::of(
            "  share of that value",
            Neither,
            plans,
            |f| share(expected(f), f),
            number::percent,
        ),
        Row::of("worst case, guaranteed", Neither, plans, worst, usd).on_sheet(),
        Row::of("  share of that value", Neither, plans, |f| share(worst(f), f), number::percent),
        Row::of("  additive upper bound", Neither, plans, additive, usd),
    ]);
    rows
}

fn usd(value: f64) -> String {
    format!("USD {}", number::short(value))
}

/// Days on which the group that fares worst is below full coverage.
pub(crate) fn days_below(f: &Figures<'_>) -> f64 {
    let groups = f.plan.claims.groups.iter().filter(|g| g.people > 0.0);
    let days = groups.map(|g| g.by_day.iter().filter(|share| **share < 0.999).count());
    days.max().unwrap_or(0) as f64
}

fn trucks_a_day(f: &Figures<'_>) -> f64 {
    f.plan.claims.crossings.iter().map(|c| c.trucks).sum::<f64>() / f.days
}

impl Figures<'_> {
    /// Mass leaving on a track for sites that hand out, grams.
    pub(crate) fn delivered_grams(&self, track: &str) -> f64 {
        let sites = &self.world.scenario.sites;
        let hands_out = |id: &str| sites.iter().any(|s| s.id.as_str() == id && s.kind.hands_out());
        let corridors = self.plan.corridors.iter().zip(&self.plan.claims.corridors);
        let those =
            corridors.filter(|(c, _)| c.track.as_str() == track && hands_out(c.to.as_str()));
        those.map(|(_, used)| used.sent_grams as f64).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_share_the_mark_and_all_equal_have_none() {
        assert_eq!(best(&[1.0, 2.0, 2.0001], Better::More), [false, true, true]);
        assert_eq!(best(&[1.0, 2.0], Better::Less), [true, false]);
        assert_eq!(best(&[2.0, 2.0], Better::More), [false, false]);
        assert_eq!(best(&[1.0, 2.0], Better::Neither), [false, false]);
        assert_eq!(best(&[f64::NAN, 2.0], Better::More), [false, true]);
    }
}
