//! The outcome as one self-contained page.

use maud::{Markup, html};
use safeconduct_model::outcome::{Cell, Outcome, Warning};

use super::{chart, facts, hardest, kinds, outside_stores};
use crate::report::html::page;
use crate::report::{number, visible};

/// The page.
#[must_use]
pub fn html(outcome: &Outcome) -> String {
    let name = visible::name(&outcome.scenario);
    let body = html! {
        header {
            h1 { bdi { (name) } ": would the plan hold?" }
            p class="facts" { @for fact in facts(outcome) { span { bdi { (fact) } } } }
            p class="note" { "Simulated runs of what is assumed below; a range holds 90 % of them. No interceptor was estimated on aid convoys, and nobody is predicted." }
        }
        main {
            (remarks("Warnings", &outcome.warnings))
            section class="wide" aria-labelledby="struck" {
                h2 id="struck" { "Seized by strikes, USD a run" }
                figure {
                    (chart::draw(outcome))
                    figcaption {
                        (chart::legend(outcome))
                        p class="note" { "Marks are means, bars hold 90 % of the runs. The line is what a mix guarantees in the mean while its draw is secret; single runs may lie beyond it." }
                    }
                }
            }
            (pairs(outcome))
            @if let Some(cell) = hardest(outcome) {
                (zones(cell))
                (losses(cell))
            }
            (remarks("Remarks", &outcome.remarks))
            (assumed(outcome))
        }
        footer {
            span { "Safeconduct " (visible::name(&outcome.version)) }
            span { bdi { (visible::visible(&outcome.command)) } }
            span { "Same plan, seed and version: same figures." }
        }
    };
    page::page(&format!("{name} – simulated"), "simulated", &body)
}

fn remarks(name: &str, all: &[Warning]) -> Markup {
    html! {
        @if !all.is_empty() {
            section class="wide" aria-label=(name) {
                h2 { (name) }
                ul class="said" {
                    @for warning in all { li { strong { bdi { (warning.policy) } " against " bdi { (warning.interceptor) } } ": " (warning.what) } }
                }
            }
        }
    }
}

/// Every policy against every interceptor: coverage and what strikes took.
fn pairs(outcome: &Outcome) -> Markup {
    html! {
        section class="wide" aria-labelledby="pairs" {
            h2 id="pairs" { "Coverage and losses, policy by policy" }
            div class="scroll" tabindex="0" role="region" aria-label="Figures by interceptor, scrolls sideways" {
                table {
                    thead {
                        tr {
                            td {}
                            @for policy in &outcome.policies { th scope="colgroup" colspan="2" class="num" { bdi { (visible::name(&policy.name)) } } }
                        }
                        tr {
                            th scope="col" { "Interceptor" }
                            @for _ in &outcome.policies {
                                th scope="col" class="num" { "coverage" }
                                th scope="col" class="num" { "seized, USD" }
                            }
                        }
                    }
                    tbody {
                        @for interceptor in &outcome.interceptors {
                            tr {
                                th scope="row" { bdi { (interceptor.name) } small { (interceptor.does) } }
                                @for policy in &outcome.policies {
                                    @if let Some(cell) = outcome.cell(&policy.name, &interceptor.name) { (pair(cell, outcome.runs)) }
                                }
                            }
                        }
                        tr {
                            th scope="row" { "as planned" }
                            @for policy in &outcome.policies {
                                td class="num" { (number::percent(policy.planned_coverage)) }
                                td class="num" { @if let Some(g) = policy.guarantee_usd { "at most " (number::short(g)) } @else { "no guarantee" } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn pair(cell: &Cell, runs: u32) -> Markup {
    let c = &cell.coverage;
    html! {
        td class="num" { (number::percent(c.mean)) br; small { (number::percent(c.low)) " to " (number::percent(c.high)) } }
        td class="num" {
            (number::short(cell.struck_usd.mean)) " ± " (number::short(cell.struck_usd.standard_error))
            @if cell.beyond.is_evidence(runs) { strong { " !" } }
            br; small { "worst 5 %: " (number::short(cell.struck_tail_usd)) }
        }
    }
}

fn zones(cell: &Cell) -> Markup {
    html! {
        section class="half" aria-labelledby="zones" {
            h2 id="zones" { "Zones under " bdi { (cell.policy) } " against " bdi { (cell.interceptor) } }
            table {
                thead { tr {
                    th scope="col" { "Zone" }
                    th scope="col" class="num" { "planned" }
                    th scope="col" class="num" { "coverage" }
                    th scope="col" class="num" { "days below need" }
                } }
                tbody {
                    @for zone in &cell.zones {
                        tr {
                            th scope="row" { bdi { (visible::name(&zone.name)) } small { (number::whole(zone.people)) " people" } }
                            td class="num" { (number::percent(zone.planned)) }
                            td class="num" { (number::percent(zone.coverage.mean)) small { " " (number::percent(zone.coverage.low)) " to " (number::percent(zone.coverage.high)) } }
                            td class="num" { (number::decimals(zone.days_below.mean, 1)) small { " " (number::decimals(zone.days_below.low, 0)) " to " (number::decimals(zone.days_below.high, 0)) } }
                        }
                    }
                }
            }
            p class="note" { "The hardest interceptor of those played. Days below need: on which not everybody got the planning figure." }
        }
    }
}

fn losses(cell: &Cell) -> Markup {
    html! {
        section class="half" aria-labelledby="losses" {
            h2 id="losses" { "Lost, in kinds that are never added up" }
            table {
                thead { tr { th scope="col" { "Kind" } th scope="col" class="num" { "t a run" } th scope="col" class="num" { "90 % of runs" } } }
                tbody {
                    @for (kind, spread) in kinds(cell) {
                        tr {
                            th scope="row" { (kind.trim()) }
                            td class="num" { (number::decimals(spread.mean, 1)) }
                            td class="num" { (number::decimals(spread.low, 1)) " to " (number::decimals(spread.high, 1)) }
                        }
                    }
                }
            }
            p class="note" {
                "Value lost in all kinds: " (number::usd(cell.lost_usd.mean)) " in the mean, " (number::usd(cell.lost_tail_usd))
                " in the worst 5 % of the runs (CVaR). What people took on the way fed " (number::short(cell.losses.self_distributed_people_days.mean)) " people-days, never counted as coverage."
            }
            @if let Some(line) = outside_stores(cell) { p class="note" { (line) } }
        }
    }
}

fn assumed(outcome: &Outcome) -> Markup {
    html! {
        section class="wide basis" aria-labelledby="assumed" {
            h2 id="assumed" { "Assumed" }
            ul class="said" {
                @for row in &outcome.assumed {
                    li { strong { bdi { (visible::visible(&row.about)) } } ": " bdi { (visible::visible(&row.assumed)) } " " span class="note" { "[" bdi { (visible::visible(&row.source)) } "]" } }
                }
            }
        }
    }
}
