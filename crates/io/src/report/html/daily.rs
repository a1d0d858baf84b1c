//! Small multiples: energy of each day against the need, by zone.

use maud::{Markup, html};
use safeconduct_model::plan::Group;

use crate::report::figures::{Figures, ZoneFigures};
use crate::report::number;

/// Zones drawn; beyond it the CSV holds the days.
const DRAWN: usize = 30;

const WIDTH: f64 = 200.0;
const HEIGHT: f64 = 76.0;
const LEFT: f64 = 30.0;
const TOP: f64 = 10.0;
const BOTTOM: f64 = 60.0;

/// One small chart a zone.
pub(super) fn section(f: &Figures<'_>) -> Markup {
    html! {
        section class="wide screen" aria-labelledby="daily" {
            h2 id="daily" { "Energy day by day, kcal per person" }
            p class="note" {
                "Solid line: people who can walk. Dashed line: people who cannot. "
                "Dotted line at the top: the need of " (number::whole(f.need_kcal)) " kcal."
            }
            div class="multiples" {
                @for (position, zone) in f.zones.iter().enumerate().take(DRAWN) { (chart(f, zone, position)) }
            }
            @if f.zones.len() > DRAWN {
                p class="note" { (f.zones.len() - DRAWN) " more zones: see coverage_by_day.csv." }
            }
        }
    }
}

fn chart(f: &Figures<'_>, zone: &ZoneFigures<'_>, position: usize) -> Markup {
    let name = f.names.zone(zone.zone.id.as_str());
    let (title, last) = (format!("day-{position}"), f.world.scenario.days.saturating_sub(1));
    let line = |group| zone.group(group).map(|g| points(&g.by_day));
    html! {
        figure {
            figcaption { strong { bdi { (name) } } " " (number::percent(zone.coverage)) }
            svg class="chart" viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img" aria-labelledby=(title) {
                title id=(title) { (name) ": energy coverage by day; the mean is " (number::percent(zone.coverage)) }
                path class="axis" d=(format!("M{LEFT},{TOP}V{BOTTOM}H{WIDTH}")) {}
                path class="need" d=(format!("M{LEFT},{TOP}H{WIDTH}")) {}
                text x=(LEFT - 3.0) y=(TOP + 3.0) text-anchor="end" { (number::whole(f.need_kcal)) }
                text x=(LEFT - 3.0) y=(BOTTOM) text-anchor="end" { "0" }
                text x=(LEFT) y=(HEIGHT - 4.0) { (f.date(0)) }
                text x=(WIDTH) y=(HEIGHT - 4.0) text-anchor="end" { (f.date(last)) }
                @if let Some(d) = line(Group::Walking) { polyline class="walks" points=(d) {} }
                @if let Some(d) = line(Group::NotWalking) { polyline class="stays" points=(d) {} }
            }
        }
    }
}

/// Days from left to right, coverage from nothing to the need.
fn points(by_day: &[f64]) -> String {
    let steps = by_day.len().saturating_sub(1).max(1) as f64;
    let points = by_day.iter().enumerate().map(|(day, share)| {
        let x = LEFT + (WIDTH - LEFT) * day as f64 / steps;
        let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
        format!("{x:.1},{:.1}", BOTTOM - (BOTTOM - TOP) * share)
    });
    points.collect::<Vec<_>>().join(" ")
}
