//! The comparison as a page: bars, table and small maps on a landscape sheet.

use maud::{Markup, html};
use safeconduct_model::frontier::Frontier;

use super::{Refused, print, refused as no_plan, row};
use crate::report::figures::assumed::side_by_side;
use crate::report::figures::{EATEN, Figures};
use crate::report::html::{loss_bar, page};
use crate::report::{frontier, map, number, visible};

/// Rows by zone that are printed.
const PRINTED_ZONES: usize = 8;

/// The longest note of a scenario that is shown, in columns.
const NOTE: usize = 500;

/// The page.
pub(super) fn html(plans: &[Figures<'_>], refused: &[Refused], frontiers: &[Frontier]) -> String {
    let Some(first) = plans.first() else {
        let body = html! { p { "No plans to compare." } (without(plans, refused)) };
        return page::page("No plans", "compare", &body);
    };
    let body = html! {
        header {
            h1 { bdi { (first.title()) } }
            p class="facts" {
                span { strong { (no_plan::count(plans.len(), refused.len())) } }
                span { (first.world.scenario.days) " days, " (first.dates()) }
                span { (number::whole(first.people)) " people" }
                span { "worst case: " (first.struck()) " (Γ)" }
                @if first.schematic() { span { "Roads are schematic" } }
            }
            @if let Some(note) = first.note(NOTE) { p class="note" { bdi { (note) } } }
        }
        main {
            div class="column" {
                section class="wide" aria-labelledby="maps" {
                    h2 id="maps" { "What each framework reaches" }
                    div class=(if plans.len() > 4 { "side many" } else { "side" }) { @for (at, f) in plans.iter().enumerate() { (card(plans, f, at)) } }
                }
                (frontier::section(frontiers))
            }
            div class="column" {
                (table(plans, refused))
                (assumed(plans))
            }
        }
        footer {
            span { "Safeconduct " (visible::name(&first.plan.version)) }
            @for f in plans { span { bdi { (f.framework_id()) } ": input SHA-256 " (f.fingerprint()) "…" } }
            span { "A plan is an expectation, not a promise." }
        }
    };
    page::page(&format!("{} – frameworks compared", first.title()), "compare", &body)
}

/// One look for all maps, so that widths may be compared.
fn look(plans: &[Figures<'_>], at: usize) -> map::Look {
    map::Look {
        width: 300.0,
        id: format!("map-{at}"),
        widest_t_per_day: plans.iter().map(map::widest).fold(0.0, f64::max),
        name_sites: false,
    }
}

/// A framework: its headline as a bar, its losses as a bar, its map.
fn card(plans: &[Figures<'_>], f: &Figures<'_>, at: usize) -> Markup {
    let share = f.plan.claims.coverage.clamp(0.0, 1.0) * 100.0;
    html! {
        figure class="card" {
            figcaption {
                h3 { bdi { (f.framework()) } }
                div class="bar" {
                    span class="who" { "fed" }
                    span class="rail" { span class="fed" style=(format!("inline-size:{share:.2}%")) {} }
                    span class="share" { (number::percent(f.plan.claims.coverage)) }
                }
                div class="bar" {
                    span class="who" { "lost" }
                    (loss_bar(f))
                    span class="share" { "of " (number::mass(f.entered_grams())) }
                }
            }
            (map::draw(f, &look(plans, at)))
        }
    }
}

/// What the frameworks assume on loss, with its source.
fn assumed(plans: &[Figures<'_>]) -> Markup {
    html! {
        section class="wide basis" aria-labelledby="assumed" {
            h2 id="assumed" { "Loss assumed by each framework" }
            p class="note screen" { (print::ASSUMED) }
            ul class="said" {
                @for (who, what) in side_by_side(plans) { li { strong { bdi { (who) } } ": " bdi { (what) } } }
            }
        }
    }
}

/// Frameworks without a plan, and why.
fn without(plans: &[Figures<'_>], refused: &[Refused]) -> Markup {
    html! {
        @if !refused.is_empty() {
            ul class="said" {
                @for (name, why) in no_plan::lines(plans, refused) { li { strong { bdi { (name) } } ": " bdi { (why) } } }
            }
        }
    }
}

fn table(plans: &[Figures<'_>], refused: &[Refused]) -> Markup {
    let mut zones = 0;
    let mut rows = Vec::new();
    for row in row::rows(plans) {
        zones += usize::from(row.by_zone);
        let fits = row.sheet && !(row.by_zone && zones > PRINTED_ZONES);
        let class = if fits { "" } else { "screen" };
        rows.push((row, class));
    }
    html! {
        section class="wide" aria-labelledby="figures" {
            h2 id="figures" { "Figures" }
            p class="note hint" { "The table is wider than a narrow screen: scroll it sideways for all frameworks. →" }
            div class="scroll" tabindex="0" role="region" aria-label="Figures by framework, scrolls sideways" {
                table class=(if plans.len() + refused.len() > 4 { "versus crowded" } else { "versus" }) {
                    thead { tr {
                        th scope="col" { "Figure" }
                        @for f in plans { th scope="col" class="num" { bdi { (f.framework_id()) } } }
                        @for (name, _) in refused { th scope="col" class="num" { bdi { (visible::name(name)) } } }
                    } }
                    tbody {
                        @if !refused.is_empty() {
                            tr {
                                th scope="row" { "answer" }
                                @for _ in plans { td class="num" { "plan" } }
                                @for _ in refused { td class="num" { strong { "no plan" } } }
                            }
                        }
                        @for (row, class) in &rows {
                            tr class=(class) {
                                th scope="row" { (row.label) }
                                @for ((cell, best), change) in row.cells.iter().zip(&row.best).zip(&row.changes) {
                                    td class="num" {
                                        bdi class=(if *best { "best" } else { "" }) { (cell) }
                                        @if !change.is_empty() { " " small class="change" { (change) } }
                                    }
                                }
                                @for _ in refused { td class="num" { "–" } }
                            }
                        }
                    }
                }
            }
            (without(plans, refused))
            @if let Some(first) = plans.first() { (map::legend(first, &look(plans, 0))) }
            p class="note" {
                "▲ ▼ more and less than the first framework, = the same to a tenth of a per cent. ★ best of these frameworks; ties are all "
                "marked, losses never, as they follow from what is assumed. One scale of width for all maps. Bars: of the need, and of what entered: "
                "seized (solid), taken by people in need (hatched), refused or never collected (dotted). Last leg: sent to sites that hand out. " (EATEN)
            }
        }
    }
}
