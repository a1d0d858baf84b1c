//! The rows of the comparison: one figure for every framework.

use crate::report::figures::{Figures, group};
use crate::report::{number, visible};

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
    /// Whether it speaks of one zone, so that a page may hold it back.
    pub by_zone: bool,
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
            cells: values.into_iter().map(shown).collect(),
            by_zone: false,
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
        ),
        Row::of("coverage of all people", More, plans, |f| f.plan.claims.coverage, number::percent),
        Row::of(
            "least week of any group",
            More,
            plans,
            |f| f.plan.claims.least_coverage,
            number::percent,
        ),
        Row::of(
            "lowest group, all days",
            More,
            plans,
            |f| f.lowest().map_or(f64::NAN, |g| g.coverage),
            number::percent,
        ),
        Row::of(
            "people-days below full coverage",
            Less,
            plans,
            |f| f.plan.claims.people_days_below,
            number::whole,
        ),
    ];
    // The lowest group may be another one under every framework.
    let lowest = |f: &Figures<'_>| {
        f.lowest().map_or_else(String::new, |g| {
            format!("{}, {}", visible::cut(&f.names.zone(g.zone.as_str()), 16), group(g.group))
        })
    };
    let which = Row {
        label: "  which group".to_owned(),
        cells: plans.iter().map(lowest).collect(),
        best: vec![false; plans.len()],
        by_zone: false,
    };
    rows.insert(4, which);
    rows
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
        let label = format!("kcal/day, {}", visible::cut(&first.names.zone(id.as_str()), 22));
        Row { by_zone: true, ..Row::of(label, Better::More, plans, kcal, number::whole) }
    });
    rows.collect()
}

fn transport(plans: &[Figures<'_>]) -> Vec<Row> {
    use Better::{Less, Neither};
    let mut rows = vec![
        Row::of("entered", Neither, plans, |f| f.entered_grams(), number::mass),
        Row::of("trucks through crossings, a day", Neither, plans, trucks_a_day, number::count),
    ];
    for track in plans.first().map_or(&[][..], |f| &f.world.scenario.tracks) {
        let name = plans.first().map_or_else(String::new, |f| f.names.track(track.id.as_str()));
        let label = format!("sent to people: {}", visible::cut(&name, 20));
        let grams = |f: &Figures<'_>| f.delivered_grams(track.id.as_str());
        rows.push(Row::of(label, Neither, plans, grams, number::mass));
    }
    rows.push(Row::of("truck-km", Less, plans, |f| f.plan.claims.truck_km, number::whole));
    rows
}

fn loss(plans: &[Figures<'_>]) -> Vec<Row> {
    use Better::{Less, Neither};
    let kinds = ["lost: seized", "lost: taken by people in need", "lost: refused, not collected"];
    let mut rows = Vec::new();
    for (kind, label) in kinds.into_iter().enumerate() {
        let better = if kind == 1 { Neither } else { Less };
        let grams = move |f: &Figures<'_>| f.losses().get(kind).map_or(0.0, |l| l.1);
        rows.push(Row::of(label, better, plans, grams, number::mass));
    }
    let eaten = |f: &Figures<'_>| f.plan.claims.self_distributed_people_days;
    rows.insert(2, Row::of("  people-days that feeds", Neither, plans, eaten, number::whole));
    rows.extend([
        Row::of("expected loss", Less, plans, |f| f.plan.claims.loss.value_usd, number::usd),
        Row::of(
            "worst case, upper bound (additive)",
            Less,
            plans,
            |f| f.plan.claims.worst_case_usd,
            number::usd,
        ),
        Row::of("value shipped", Neither, plans, |f| f.plan.claims.shipped_usd, number::usd),
    ]);
    rows
}

fn trucks_a_day(f: &Figures<'_>) -> f64 {
    f.plan.claims.crossings.iter().map(|c| c.trucks).sum::<f64>() / f.days
}

impl Figures<'_> {
    /// Mass leaving on a track for sites that hand out, grams.
    fn delivered_grams(&self, track: &str) -> f64 {
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
