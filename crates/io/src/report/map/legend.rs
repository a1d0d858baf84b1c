//! The legend: every colour again as a shape or a pattern, with its words.

use maud::{Markup, html};
use safeconduct_model::site::SiteKind;

use super::road::{self, THINNEST, WIDEST};
use super::{Look, place};
use crate::report::figures::Figures;
use crate::report::figures::flow::Passage;
use crate::report::number;

/// What the lines and symbols of a map mean.
pub(crate) fn legend(f: &Figures<'_>, look: &Look) -> Markup {
    let passages: Vec<_> = (0..f.world.scenario.segments.len()).map(|s| f.passage(s)).collect();
    html! {
        ul class="legend" {
            @for (position, track) in f.world.scenario.tracks.iter().enumerate() {
                li {
                    (line(&format!("flow {}", road::track_class(position)), 5.0))
                    bdi { (f.names.track(track.id.as_str())) }
                }
            }
            @if look.widest_t_per_day > 0.0 { (widths(look)) }
            li { (line("road", 1.2)) "not used" }
            @if passages.contains(&Passage::Closed) { li { (shut(true)) "closed" } }
            @if passages.iter().any(|p| matches!(p, Passage::ClosedSome(_))) {
                li { (shut(false)) "closed on some days" }
            }
            (kinds(f))
            li { (icon(14.0, &place::pie(7.0, 7.0, 6.0, 0.65))) "zone: filled by coverage, area by people" }
        }
    }
}

/// The kinds of site that the scenario has.
fn kinds(f: &Figures<'_>) -> Markup {
    let kinds = [
        (SiteKind::Crossing, 5.5),
        (SiteKind::Hub, 5.0),
        (SiteKind::DistributionCentre, 6.0),
        (SiteKind::DeliveryPoint, 3.6),
    ];
    let has = |kind| f.world.scenario.sites.iter().any(|s| s.kind == kind);
    html! {
        @for (kind, r) in kinds.into_iter().filter(|(kind, _)| has(*kind)) {
            li { (icon(14.0, &place::symbol(kind, 7.0, 7.0, r))) (place::kind_name(kind)) }
        }
    }
}

/// Two widths with the tonnes a day that they stand for.
fn widths(look: &Look) -> Markup {
    let most = look.widest_t_per_day;
    let thin = most * THINNEST / WIDEST;
    html! {
        li {
            @for share in [0.25, 1.0] {
                (line("flow plain", road::width(most * share, look)))
                (number::count((most * share).round())) " t "
            }
            "a day (thinnest: up to " (number::count(thin)) " t)"
        }
    }
}

fn line(class: &str, width: f64) -> Markup {
    icon(28.0, &html! { line class=(class) stroke-width=(width) x1="1" y1="7" x2="27" y2="7" {} })
}

fn shut(every_day: bool) -> Markup {
    let class = if every_day { "road closed" } else { "road" };
    let line = html! { line class=(class) x1="1" y1="7" x2="27" y2="7" {} };
    icon(28.0, &html! { (line) (road::mark((14.0, 7.0), every_day)) })
}

fn icon(width: f64, inside: &Markup) -> Markup {
    html! {
        svg class="icon" width=(width) height="14" viewBox={ "0 0 " (width) " 14" } aria-hidden="true" {
            (inside)
        }
    }
}
