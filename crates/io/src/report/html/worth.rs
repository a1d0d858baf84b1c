//! What rules, terms and stages are worth, and why there is not more.

use maud::{Markup, html};

use crate::report::figures::{Figures, policy};
use crate::report::text::{amount, bound, scope, stage_name, within};
use crate::report::{number, visible};

/// Reasons listed at all.
const LISTED: usize = 200;

/// Simple rules under the same terms.
pub(super) fn baselines(f: &Figures<'_>) -> Markup {
    let worst = f.worst_title().to_lowercase();
    html! {
        @if !f.plan.baselines.is_empty() {
            section class="wide" aria-labelledby="baselines" {
                h2 id="baselines" { "Simple rules under the same terms" }
                table {
                    thead { tr {
                        th scope="col" { "Rule" }
                        th scope="col" class="num" { "least week" }
                        th scope="col" class="num" { "coverage" }
                        th scope="col" class="num" { "people fed" }
                        th scope="col" class="num" { "expected loss" }
                        th scope="col" class="num" { (worst) }
                        th scope="col" class="num" { "truck-km" }
                    } }
                    tbody {
                        @for rival in f.rivals() {
                            tr {
                                th scope="row" { (policy(rival.policy)) }
                                td class="num" { (number::percent(rival.least)) }
                                td class="num" { (number::percent(rival.coverage)) }
                                td class="num" { (number::whole(rival.people)) }
                                td class="num" { (number::usd(rival.expected_loss_usd)) }
                                td class="num" { (number::usd(rival.worst_case_usd)) }
                                td class="num" { (number::whole(rival.truck_km)) }
                            }
                        }
                    }
                }
                p class="note" { @for said in f.admissions() { (said) " " } }
            }
        }
    }
}

/// Why coverage is not full.
pub(super) fn reasons(f: &Figures<'_>, printed: usize) -> Markup {
    let reasons = f.reasons();
    html! {
        section class="wide" aria-labelledby="reasons" {
            h2 id="reasons" { "Why not more" }
            @if reasons.is_empty() { p { (f.no_reason()) } }
            ul class="said" {
                @for (position, reason) in reasons.iter().enumerate().take(LISTED) {
                    li class=(if position < printed { "" } else { "screen" }) {
                        @for (at, (zone, groups)) in reason.zones.iter().enumerate() {
                            @if at > 0 { "; " }
                            strong { bdi { (zone) } } " (" (groups) ")"
                        }
                        ": " bdi { (reason.said) }
                    }
                }
            }
            @if reasons.len() > printed {
                p class="note print" { "Not printed: " (reasons.len() - printed) " more." }
            }
            @if reasons.len() > LISTED {
                p class="note screen" { (reasons.len() - LISTED) " more: see coverage_by_zone.csv." }
            }
        }
    }
}

/// Which terms did something, and which did nothing.
pub(super) fn terms(f: &Figures<'_>) -> Markup {
    let framework = f.plan.framework.as_ref();
    let framework = framework.and_then(|id| f.world.scenario.framework(id.as_str()));
    let words = |id: &str| {
        let term = framework.and_then(|f| f.terms.iter().find(|t| t.id == id));
        term.and_then(|t| t.note.as_deref()).map_or_else(String::new, visible::visible)
    };
    html! {
        section class="wide screen" aria-labelledby="terms" {
            h2 id="terms" { "Terms of the framework" }
            @if f.plan.terms.is_empty() {
                p { "No framework: the scenario as it stands." }
            } @else {
                table {
                    thead { tr {
                        th scope="col" { "Term" } th scope="col" { "In words" }
                        th scope="col" { "Effect" }
                    } }
                    tbody {
                        @for term in &f.plan.terms {
                            tr {
                                th scope="row" { bdi { (visible::name(&term.term)) } }
                                td { bdi { (visible::cut(&words(&term.term), 300)) } }
                                td {
                                    @if !term.applied { strong { "No effect. " } }
                                    bdi { (visible::cut(visible::visible(&term.effect).trim_start_matches("no effect: "), 300)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What each stage of the objective reached.
pub(super) fn stages(f: &Figures<'_>) -> Markup {
    html! {
        @if !f.plan.stages.is_empty() {
            section class="wide screen" aria-labelledby="stages" {
                h2 id="stages" { "What each stage bought" }
                table {
                    thead { tr {
                        th scope="col" { "Stage" }
                        th scope="col" class="num" { "Reached" }
                        th scope="col" class="num" { "No plan beats" }
                        th scope="col" class="num" { "Within" }
                    } }
                    tbody {
                        @for stage in &f.plan.stages {
                            tr {
                                th scope="row" { (stage_name(&stage.name)) }
                                td class="num" { (amount(stage.value, &stage.unit)) }
                                td class="num" { (bound(stage)) }
                                td class="num" { (within(stage.value, stage.bound)) }
                            }
                        }
                    }
                }
                @if let Some(said) = scope(f) { p class="note" { (said) } }
            }
        }
    }
}
