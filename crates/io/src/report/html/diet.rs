//! Coverage by nutrient and the ration as eaten, as tables.

use maud::{Markup, html};

use crate::report::figures::{Figures, diet};
use crate::report::{number, visible};

/// Zones beside the mean ration.
const ZONES: usize = 8;

/// Coverage by nutrient; nothing where energy alone is needed.
pub(super) fn nutrients(f: &Figures<'_>) -> Markup {
    let nutrients = f.nutrients();
    let row = |name: &str, diet: &diet::Diet| {
        html! {
            tr {
                th scope="row" { bdi { (name) } }
                td class="num" { (number::decimals(diet.score, 2)) }
                @for share in &diet.covered { td class="num" { (diet::cut(*share)) } }
            }
        }
    };
    html! {
        @if f.varied() {
            section class="wide screen" aria-labelledby="nutrients" {
                h2 id="nutrients" { "Coverage by nutrient" }
                div class="scroll" tabindex="0" role="region" aria-labelledby="nutrients" {
                    table {
                        thead { tr {
                            th scope="col" { "Zone" }
                            th scope="col" class="num" { "score of " (nutrients.len()) }
                            @for nutrient in &nutrients { th scope="col" class="num" { (diet::short(*nutrient)) } }
                        } }
                        tbody {
                            (row("all people", &f.whole_diet()))
                            @for zone in &f.zones { (row(&f.names.zone(zone.zone.id.as_str()), &f.diet(zone))) }
                        }
                    }
                }
                p class="note" { (diet::COUNTED) }
            }
        }
    }
}

/// The ration as eaten, where more than one food is.
pub(super) fn rations(f: &Figures<'_>) -> Markup {
    let rations = f.rations();
    html! {
        @if f.plan.basket || (f.varied() && rations.len() > 1) {
            section class="wide screen" aria-labelledby="rations" {
                h2 id="rations" { "Rations" }
                div class="scroll" tabindex="0" role="region" aria-labelledby="rations" {
                    table {
                        thead { tr {
                            th scope="col" { "Commodity" }
                            th scope="col" class="num" { "mean, g" }
                            @for zone in f.zones.iter().take(ZONES) {
                                th scope="col" class="num" { bdi { (f.names.zone(zone.zone.id.as_str())) } }
                            }
                        } }
                        tbody {
                            @for ration in &rations {
                                tr {
                                    th scope="row" { bdi { (visible::name(&ration.commodity.name)) } }
                                    td class="num" { (number::decimals(ration.mean, 1)) }
                                    @for grams in ration.by_zone.iter().take(ZONES) {
                                        td class="num" { (number::decimals(*grams, 1)) }
                                    }
                                }
                            }
                        }
                    }
                }
                p class="note" {
                    (if f.plan.basket { diet::WITHIN } else { diet::ANY_MIX })
                    @if f.zones.len() > ZONES { " More zones are in rations.csv." }
                }
            }
        }
    }
}
