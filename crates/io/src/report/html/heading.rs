//! Title, terms of reference, key figures, and where the page comes from.

use maud::{Markup, html};

use super::sheet::NOTE;
use crate::report::figures::Figures;
use crate::report::{number, visible};

/// Title and facts.
pub(super) fn heading(f: &Figures<'_>) -> Markup {
    html! {
        header {
            h1 { bdi { (f.title()) } }
            p class="facts" {
                span { "Framework: " strong { bdi { (f.framework()) } } }
                span { (f.world.scenario.days) " days, " (f.dates()) }
                span { (number::whole(f.people)) " people" }
                span { "worst case: " (f.struck()) " (Γ)" }
            }
            @if let Some(note) = &f.world.scenario.note {
                p class="note" { bdi { (visible::cut(&visible::visible(note), NOTE)) } }
            }
        }
    }
}

/// Key figures.
pub(super) fn tiles(f: &Figures<'_>) -> Markup {
    let claims = &f.plan.claims;
    let trucks: f64 = claims.crossings.iter().map(|c| c.trucks).sum();
    let tiles = [
        (
            "People fed",
            number::short(f.people_at_full_need()),
            format!("at full need on a mean day; {} of need", number::percent(claims.coverage)),
        ),
        (
            "Energy",
            format!("{} kcal", number::whole(f.kcal())),
            format!("per person and day; need {}", number::whole(f.need_kcal)),
        ),
        (
            "Least week",
            number::percent(claims.least_coverage),
            format!(
                "of any group. Lowest over all days: {}. Without food {}",
                f.lowest_said(),
                f.without_food_said()
            ),
        ),
        (
            "Entered",
            number::mass(f.entered_grams()),
            format!(
                "in {} trucks, {} a day",
                number::whole(trucks),
                number::count(trucks / f.days)
            ),
        ),
        (
            "Expected loss",
            format!("USD {}", number::short(claims.loss.value_usd)),
            format!("of USD {} that entered or was on hand", number::short(claims.shipped_usd)),
        ),
        (
            "Worst case",
            format!("USD {}", number::short(claims.worst_case_usd)),
            format!("{}, {}", f.bound(), f.struck()),
        ),
    ];
    html! {
        dl class="tiles" {
            @for (label, figure, note) in &tiles {
                div {
                    dt { (label) }
                    dd class="big" { (figure) }
                    dd { (note) }
                }
            }
        }
    }
}

/// Where the page comes from.
pub(super) fn footer(f: &Figures<'_>) -> Markup {
    html! {
        footer {
            span { "Safeconduct " (visible::name(&f.plan.version)) }
            span { "scenario " bdi { (visible::name(&f.plan.scenario)) } }
            span { "input SHA-256 " (f.fingerprint()) "…" }
            span { "A plan is an expectation, not a promise. A truck and a meal are derived units; mass and energy are not." }
        }
    }
}
