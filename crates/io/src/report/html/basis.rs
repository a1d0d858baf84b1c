//! What the figures rest on: certainty, assumptions, alternates, sources.

use maud::{Markup, html};

use crate::report::figures::Figures;
use crate::report::number;

/// Items listed before the rest is counted.
const LISTED: usize = 100;

/// Certainty, assumptions, alternates, conversions and sources.
pub(super) fn section(f: &Figures<'_>) -> Markup {
    let sources = f.sources();
    html! {
        section class="wide screen" aria-labelledby="basis" {
            h2 id="basis" { "What this rests on" }
            p { (f.certainties().sentence()) }
            h3 { "Assumptions" }
            (list(&f.assumptions(), "None is listed."))
            h3 { "Figures that parties publish differently" }
            (list(&f.alternates(), "None is listed."))
            h3 { "Conversions" }
            (list(&f.conversions(), ""))
            p {
                "Meals: " (number::short(f.meals())) " in all, "
                (number::decimals(f.plan.claims.coverage * 3.0, 1)) " per person and day."
            }
            h3 { "Sources" }
            ul class="said" {
                @for (source, tables) in sources.iter().take(LISTED) {
                    li { bdi { (source) } " (" (tables) ")" }
                }
            }
            @if sources.len() > LISTED {
                p class="note" { (sources.len() - LISTED) " more sources stand in the scenario." }
            }
        }
    }
}

fn list(items: &[String], none: &str) -> Markup {
    html! {
        @if items.is_empty() { p { (none) } }
        ul class="said" { @for item in items.iter().take(LISTED) { li { bdi { (item) } } } }
        @if items.len() > LISTED { p class="note" { (items.len() - LISTED) " more." } }
    }
}
