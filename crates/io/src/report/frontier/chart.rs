//! The frontier as a chart: coverage to the right, value at stake upwards. Each
//! framework has a line of its own dash and a mark of its own shape.

use maud::{Markup, html};
use safeconduct_model::frontier::{Frontier, Point};

use crate::report::number;

const WIDTH: f64 = 460.0;
const HEIGHT: f64 = 200.0;
const LEFT: f64 = 58.0;
const RIGHT: f64 = 96.0;
const TOP: f64 = 24.0;
const BOTTOM: f64 = 168.0;

/// Marks along each axis.
const MARKS: usize = 4;

/// The chart.
pub(super) fn draw(frontiers: &[Frontier]) -> Markup {
    let points = || frontiers.iter().flat_map(|f| &f.points);
    let most = points().map(at_stake).fold(0.0, f64::max);
    let most = if most > 0.0 { most } else { 1.0 };
    let place = |coverage: f64, usd: f64| {
        let x = LEFT + coverage.clamp(0.0, 1.0) * (WIDTH - LEFT - RIGHT);
        let y = BOTTOM - (usd / most).clamp(0.0, 1.0) * (BOTTOM - TOP);
        (x, y)
    };
    let shares = (0..=MARKS).map(|i| i as f64 / MARKS as f64).collect::<Vec<_>>();
    html! {
        figure {
            svg class="chart" viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img" aria-labelledby="frontier-title" {
                title id="frontier-title" { "Coverage of all people against worst case plus expected loss, for each framework" }
                path class="axis" d=(format!("M{LEFT},{TOP}V{BOTTOM}H{}", WIDTH - RIGHT)) {}
                @for share in &shares {
                    text x=(format!("{:.1}", place(*share, 0.0).0)) y=(BOTTOM + 11.0) text-anchor="middle" { (format!("{:.0} %", share * 100.0)) }
                    text x=(LEFT - 4.0) y=(format!("{:.1}", place(0.0, share * most).1 + 3.0)) text-anchor="end" { (number::short(share * most)) }
                }
                text x=((LEFT + WIDTH - RIGHT) / 2.0) y=(BOTTOM + 24.0) text-anchor="middle" { "coverage of all people" }
                text x="4" y="10" { "USD: worst case (dotted) and with expected loss (line)" }
                @for (at, frontier) in frontiers.iter().enumerate() { (line(frontier, at, &place)) }
            }
        }
    }
}

fn at_stake(point: &Point) -> f64 {
    point.worst_case_usd + point.expected_loss_usd
}

fn line(frontier: &Frontier, at: usize, place: &dyn Fn(f64, f64) -> (f64, f64)) -> Markup {
    let path = |value: fn(&Point) -> f64| {
        let points = frontier.points.iter().map(|p| place(p.coverage, value(p)));
        points.map(|(x, y)| format!("{x:.1},{y:.1}")).collect::<Vec<_>>().join(" ")
    };
    let last = frontier.points.last().map(|p| place(p.coverage, at_stake(p)));
    let class = format!("t{}", at % 6);
    html! {
        polyline class=(format!("line {class}")) points=(path(at_stake)) {}
        polyline class=(format!("line worst-line {class}")) points=(path(|p| p.worst_case_usd)) {}
        @for point in &frontier.points { (mark(place(point.coverage, at_stake(point)), at)) }
        @if let Some((x, y)) = last {
            text class="named" x=(format!("{:.1}", x + 6.0)) y=(format!("{:.1}", y + 3.0)) { (super::name(frontier)) }
        }
    }
}

/// A circle, square, triangle or diamond.
fn mark((x, y): (f64, f64), at: usize) -> Markup {
    let r = 2.6;
    let d = match at % 4 {
        0 => {
            format!("M{:.1},{y:.1}a{r},{r} 0 1 0 {} 0a{r},{r} 0 1 0 -{} 0", x - r, 2.0 * r, 2.0 * r)
        }
        1 => format!("M{:.1},{:.1}h{}v{}h-{}z", x - r, y - r, 2.0 * r, 2.0 * r, 2.0 * r),
        2 => format!("M{x:.1},{:.1}l{},{}h-{}z", y - 1.3 * r, 1.2 * r, 2.2 * r, 2.4 * r),
        _ => format!("M{x:.1},{:.1}l{r},{r}l-{r},{r}l-{r},-{r}z", y - r),
    };
    html! { path class="mark" d=(d) {} }
}
