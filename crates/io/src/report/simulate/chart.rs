//! Policies against interceptors as dots with ranges, and the guarantee as a line.
//!
//! Each policy has a shape of its own, so that nothing is said by colour alone.

use maud::{Markup, html};
use safeconduct_model::outcome::{Cell, Outcome};

use crate::report::{number, visible};

const WIDTH: f64 = 760.0;
const LEFT: f64 = 130.0;
const RIGHT: f64 = 20.0;
const TOP: f64 = 34.0;
/// Height of a dot's row.
const ROW: f64 = 15.0;
/// Room between interceptors.
const GAP: f64 = 9.0;

/// Where an amount stands.
struct Scale {
    most: f64,
}

impl Scale {
    fn of(outcome: &Outcome) -> Self {
        let highs = outcome.cells.iter().map(|cell| cell.struck_usd.high.max(cell.struck_usd.mean));
        let guarantees = outcome.policies.iter().filter_map(|policy| policy.guarantee_usd);
        Self { most: highs.chain(guarantees).fold(0.0, f64::max).max(1.0) * 1.05 }
    }

    fn x(&self, usd: f64) -> f64 {
        LEFT + (WIDTH - LEFT - RIGHT) * usd / self.most
    }

    /// Amounts to mark: a few round ones.
    fn ticks(&self) -> Vec<f64> {
        let rough = self.most / 5.0;
        let unit = 10_f64.powf(rough.log10().floor());
        let steps = [1.0, 2.0, 5.0, 10.0].map(|step| step * unit);
        let step = steps.into_iter().find(|step| *step >= rough).unwrap_or(unit * 10.0);
        (0..=10).map(|n| f64::from(n) * step).take_while(|at| *at <= self.most).collect()
    }
}

/// The chart.
pub(super) fn draw(outcome: &Outcome) -> Markup {
    let scale = Scale::of(outcome);
    let policies = outcome.policies.len() as f64;
    let block = policies * ROW + GAP;
    let height = TOP + block * outcome.interceptors.len() as f64 + 24.0;
    let said = format!(
        "Value seized by strikes in a run, for {} interceptors and {} policies",
        outcome.interceptors.len(),
        outcome.policies.len()
    );
    html! {
        svg viewBox=(format!("0 0 {WIDTH} {height:.0}")) role="img" aria-label=(said) class="versus-chart" {
            @for tick in scale.ticks() {
                line x1=(at(scale.x(tick))) x2=(at(scale.x(tick))) y1=(at(TOP)) y2=(at(height - 22.0)) stroke="var(--line)" {}
                text x=(at(scale.x(tick))) y=(at(height - 8.0)) text-anchor="middle" font-size="11" fill="var(--soft)" { (number::short(tick)) }
            }
            @for (n, interceptor) in outcome.interceptors.iter().enumerate() {
                text x=(at(LEFT - 8.0)) y=(at(TOP + block * n as f64 + block / 2.0)) text-anchor="end" font-size="12" fill="var(--ink)" { (visible::name(&interceptor.name)) }
                @for (p, policy) in outcome.policies.iter().enumerate() {
                    @if let Some(cell) = outcome.cell(&policy.name, &interceptor.name) {
                        (dot(&scale, cell, p, TOP + block * n as f64 + ROW * (p as f64 + 0.5)))
                    }
                }
            }
            @for policy in &outcome.policies {
                @if let Some(guarantee) = policy.guarantee_usd {
                    (guaranteed(&scale, &policy.name, guarantee, height))
                }
            }
        }
    }
}

fn guaranteed(scale: &Scale, policy: &str, guarantee: f64, height: f64) -> Markup {
    let x = scale.x(guarantee);
    // The name stands on the side that has room.
    let anchor = if x > WIDTH / 2.0 { "end" } else { "start" };
    let dash = if policy == "plan" { "none" } else { "5 4" };
    let y = if policy == "plan" { 12.0 } else { 26.0 };
    html! {
        line x1=(at(x)) x2=(at(x)) y1=(at(TOP - 4.0)) y2=(at(height - 22.0)) stroke="var(--ink)" stroke-width="2" stroke-dasharray=(dash) {}
        text x=(at(x)) y=(at(y)) text-anchor=(anchor) font-size="12" font-weight="600" fill="var(--ink)" { "guarantee of " (visible::name(policy)) }
    }
}

/// The mean as a mark, and the range of 90 % of the runs as a bar.
fn dot(scale: &Scale, cell: &Cell, policy: usize, y: f64) -> Markup {
    let struck = &cell.struck_usd;
    let (low, high, mean) = (scale.x(struck.low), scale.x(struck.high), scale.x(struck.mean));
    html! {
        g {
            title { (cell.policy) " against " (cell.interceptor) ": " (number::usd(struck.mean)) ", 90 % of runs " (number::usd(struck.low)) " to " (number::usd(struck.high)) }
            line x1=(at(low)) x2=(at(high)) y1=(at(y)) y2=(at(y)) stroke=(colour(policy)) stroke-width="3" stroke-opacity=".45" {}
            path d=(mark(policy, mean, y)) fill=(colour(policy)) {}
        }
    }
}

/// Colours of the plans' tracks: told apart by people of any colour vision.
fn colour(policy: usize) -> String {
    format!("var(--t{})", policy % 6)
}

/// A circle, a square, a diamond or a triangle.
fn mark(policy: usize, x: f64, y: f64) -> String {
    match policy % 4 {
        0 => format!("M{:.1} {y:.1}a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z", x - 4.5),
        1 => format!("M{:.1} {:.1}h8v8h-8z", x - 4.0, y - 4.0),
        2 => format!("M{x:.1} {:.1}l5.5 5.5l-5.5 5.5l-5.5 -5.5z", y - 5.5),
        _ => format!("M{x:.1} {:.1}l5.5 9h-11z", y - 5.0),
    }
}

/// What the marks stand for.
pub(super) fn legend(outcome: &Outcome) -> Markup {
    html! {
        ul class="legend" {
            @for (at, policy) in outcome.policies.iter().enumerate() {
                li {
                    svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true" { path d=(mark(at, 7.0, 7.0)) fill=(colour(at)) {} }
                    span { bdi { (visible::name(&policy.name)) } ": " (policy.does) }
                }
            }
        }
    }
}

fn at(value: f64) -> String {
    format!("{value:.1}")
}
