//! What passes the crossings, and what is lost on the way.

use maud::{Markup, html};

use crate::report::figures::{EATEN, Figures};
use crate::report::number;

/// The classes of the three kinds of loss, in the order of the figures.
const KINDS: [&str; 3] = ["seized", "eaten", "refused"];

/// Tonnes and trucks by crossing.
pub(super) fn crossings(f: &Figures<'_>, printed: &[bool]) -> Markup {
    html! {
        section aria-labelledby="crossings" {
            h2 id="crossings" { "Crossings" }
            table {
                thead { tr {
                    th scope="col" { "Crossing" }
                    th scope="col" class="num" { "Mass" }
                    th scope="col" class="num" { "Trucks" }
                    th scope="col" class="num" { "a day" }
                    th scope="col" class="num" { "busiest day" }
                    th scope="col" class="num" { "limit" }
                } }
                tbody {
                    @for (used, shown) in f.plan.claims.crossings.iter().zip(printed) {
                        tr class=(if *shown { "" } else { "screen" }) {
                            th scope="row" { bdi { (f.names.site(used.crossing.as_str())) } }
                            td class="num" { (number::mass(used.grams as f64)) }
                            td class="num" { (number::whole(used.trucks)) }
                            td class="num" { (number::count(used.trucks / f.days)) }
                            td class="num" { (number::count(used.busiest_day_trucks)) }
                            td class="num" { (f.crossing_limit(used.crossing.as_str())) }
                        }
                    }
                }
            }
            @let hidden = printed.iter().filter(|shown| !**shown).count();
            p class="note" {
                @if hidden > 0 { span class="print" { "Not printed: " (hidden) " unused or small. " } }
                (payloads(f))
            }
        }
    }
}

/// What a truck is, since it is not a unit.
fn payloads(f: &Figures<'_>) -> String {
    let fleets = f.world.scenario.fleets.iter().take(4).map(|fleet| {
        let name = f.names.anything(fleet.id.as_str());
        format!("{name}: {} t", number::count(fleet.payload_t.0))
    });
    let fleets: Vec<_> = fleets.collect();
    format!("A truck is what it carries. {}.", fleets.join("; "))
}

/// Loss by kind, with what of it is eaten, and the worst case.
pub(super) fn loss(f: &Figures<'_>) -> Markup {
    html! {
        section aria-labelledby="loss" {
            h2 id="loss" { "Expected loss on the way" }
            (loss_bar(f))
            table class="kinds" {
                tbody {
                    @for (class, (kind, grams)) in KINDS.into_iter().zip(f.losses()) {
                        tr {
                            th scope="row" { span class={ "key " (class) } {} (kind) }
                            td class="num" { (number::mass(grams)) }
                            td class="num" { (number::percent(f.share_of_available(grams))) }
                        }
                    }
                }
            }
            p class="note" {
                "Shares of what entered or was on hand. What people in need take feeds "
                (number::whole(f.plan.claims.self_distributed_people_days))
                " people-days. " (EATEN) " " (f.worst_case())
            }
        }
    }
}

/// The kinds of loss side by side on one rail of what was available.
pub(crate) fn loss_bar(f: &Figures<'_>) -> Markup {
    html! {
        div class="rail thick" {
            @for (class, (_, grams)) in KINDS.into_iter().zip(f.losses()) {
                @let share = f.share_of_available(grams).clamp(0.0, 1.0) * 100.0;
                @if share > 0.0 { span class=(class) style=(format!("inline-size:{share:.2}%")) {} }
            }
        }
    }
}
