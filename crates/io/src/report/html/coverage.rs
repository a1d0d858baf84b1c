//! Coverage by zone as bars, split by the track it came by.

use maud::{Markup, html};
use safeconduct_model::plan::GroupCoverage;

use crate::report::figures::{self, Figures, ZoneFigures};
use crate::report::number;

/// The table of bars; on paper, of the least covered zones.
pub(super) fn section(f: &Figures<'_>, printed: usize) -> Markup {
    let printed = least_covered(f, printed);
    html! {
        section aria-labelledby="coverage" {
            h2 id="coverage" { "Coverage by zone" }
            ul class="legend" {
                @for (position, track) in f.world.scenario.tracks.iter().enumerate() {
                    li { span class={ "key b" (position % 6) } {} bdi { (f.names.track(track.id.as_str())) } }
                }
                li { "full bar: " (number::whole(f.need_kcal)) " kcal" }
            }
            table class="bars" {
                thead { tr {
                    th scope="col" { "Zone" }
                    th scope="col" { "Energy coverage, by track" }
                    th scope="col" class="num" { "kcal/day" }
                } }
                tbody {
                    @for (zone, printed) in f.zones.iter().zip(&printed) {
                        (row(f, zone, if *printed { "" } else { "screen" }))
                    }
                }
            }
            @let hidden = printed.iter().filter(|p| !**p).count();
            @if hidden > 0 {
                p class="note print" { "Not printed: " (hidden) " zones with better coverage." }
            }
        }
    }
}

/// Which zones are among so many least covered.
fn least_covered(f: &Figures<'_>, many: usize) -> Vec<bool> {
    let mut order: Vec<usize> = (0..f.zones.len()).collect();
    let coverage = |i: usize| f.zones.get(i).map_or(1.0, |z| z.coverage);
    order.sort_by(|a, b| coverage(*a).total_cmp(&coverage(*b)));
    let mut printed = vec![false; f.zones.len()];
    for position in order.into_iter().take(many) {
        if let Some(slot) = printed.get_mut(position) {
            *slot = true;
        }
    }
    printed
}

fn row(f: &Figures<'_>, zone: &ZoneFigures<'_>, class: &str) -> Markup {
    html! {
        tr class=(class) {
            th scope="row" {
                bdi { (f.names.zone(zone.zone.id.as_str())) }
                small { (number::whole(zone.people)) " people" }
            }
            td class="grow" { @for group in &zone.groups { (bar(f, group)) } }
            td class="num" { @for group in &zone.groups { div { (number::whole(some(group, group.kcal_per_person_day))) } } }
        }
    }
}

/// A figure of a group, or no number where there is nobody.
fn some(group: &GroupCoverage, figure: f64) -> f64 {
    if group.people > 0.0 { figure } else { f64::NAN }
}

/// One group's bar with its words and figure.
fn bar(f: &Figures<'_>, group: &GroupCoverage) -> Markup {
    let full = if group.people > 0.0 { group.coverage } else { 0.0 };
    let full = full.clamp(0.0, 1.0) * 100.0;
    let tracks = f.world.scenario.tracks.iter().enumerate();
    let parts = tracks.map(|(i, t)| (i, group.by_track.get(&t.id).copied().unwrap_or(0.0) * full));
    html! {
        div class="bar" {
            span class="who" { (figures::group(group.group)) }
            span class="rail" {
                @for (position, part) in parts.filter(|(_, part)| *part > 0.0) {
                    span class={ "b" (position % 6) } style=(format!("inline-size:{part:.2}%")) {}
                }
            }
            span class="share" { (number::percent(some(group, group.coverage))) }
        }
    }
}
