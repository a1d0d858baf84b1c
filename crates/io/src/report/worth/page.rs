//! What each clause is worth, as a page: a staircase from one framework to the
//! other, the table beneath it, and what terms are to each other.

use maud::{Markup, html};
use safeconduct_model::scenario::Scenario;
use safeconduct_model::worth::{TermWorth, Worth};

use super::{
    amount, by_worth, change, ends, gain, mark, maybe, method, missing, part, without_plan,
};
use crate::report::html::page;
use crate::report::{number, visible};

/// The page.
pub(super) fn html(scenario: &Scenario, worth: &Worth) -> String {
    let (from, to) = ends(worth);
    let body = html! {
        header {
            h1 { "What each clause is worth: " bdi { (super::title(scenario)) } }
            p class="facts" {
                span { "from " strong { bdi { (from) } } " to " strong { bdi { (to) } } }
                span { (worth.measure.words()) }
                span { "terms that differ: " (worth.terms.len()) }
            }
            @if let Some(why) = missing(worth) { p { strong { (why) } } }
        }
        main {
            section class="wide" aria-labelledby="steps" {
                h2 id="steps" { "From one to the other" }
                (staircase(worth))
            }
            section class="wide" aria-labelledby="terms" { h2 id="terms" { "Terms" } (table(worth)) }
            (list("pairs", "What terms are to each other", &pairs(worth)))
            (list("none", "Where there is no plan", &without_plan(worth)))
            (list("how", "How to read this", &method(worth)))
        }
        footer {
            span { "Safeconduct " (visible::name(&worth.version)) }
            span { "scenario " bdi { (visible::name(&worth.scenario)) } }
            span { "A worth follows from the figures given; it is not a promise." }
        }
    };
    page::page(&format!("{} – what each clause is worth", super::title(scenario)), "worth", &body)
}

/// A step of the staircase, in shares of its width.
struct Step {
    label: String,
    shown: String,
    start: f64,
    width: f64,
    class: &'static str,
}

/// Bars from the value of one framework to that of the other, a term a step.
fn staircase(worth: &Worth) -> Markup {
    let steps = steps(worth);
    html! {
        @for step in &steps {
            div class="step" {
                span class="who" { bdi { (step.label) } }
                span class="rail" {
                    span class=(step.class) style=(format!("margin-inline-start:{:.3}%;inline-size:{:.3}%", step.start, step.width)) {}
                }
                span class="share" { (step.shown) }
            }
        }
        p class="note" {
            "Solid: the measure under each framework. Hatched to the right: a term that adds (+). Dotted: one that takes away (−). "
            "The steps stand in the order of their size; each is a mean over orders, so that no single step depends on where it stands here."
        }
    }
}

fn steps(worth: &Worth) -> Vec<Step> {
    let (Some(low), Some(high)) = (worth.from_value, worth.to_value) else { return Vec::new() };
    let (from, to) = ends(worth);
    let terms = by_worth(worth);
    let gains: Vec<i64> = terms.iter().map(|term| term.worth.unwrap_or(0)).collect();
    let (mut most, mut at) = (low.max(high), low);
    for gain in &gains {
        at += gain;
        most = most.max(at);
    }
    let share = |units: i64| {
        if most > 0 { (units as f64 / most as f64 * 100.0).clamp(0.0, 100.0) } else { 0.0 }
    };
    let end = |label: String, value: i64| Step {
        label,
        shown: amount(worth.measure, value),
        start: 0.0,
        width: share(value),
        class: "fed",
    };
    let mut steps = vec![end(from, low)];
    let mut at = low;
    for (term, gained) in terms.iter().zip(gains).filter(|(term, _)| term.worth.is_some()) {
        let next = at + gained;
        steps.push(Step {
            label: visible::name(&term.term),
            shown: gain(worth.measure, gained),
            start: share(at.min(next)),
            width: share(at.max(next)) - share(at.min(next)),
            class: if gained < 0 { "refused" } else { "b1" },
        });
        at = next;
    }
    steps.push(end(to, high));
    steps
}

fn table(worth: &Worth) -> Markup {
    let sampled = worth.terms.iter().any(|term| term.standard_error.is_some());
    html! {
        div class="scroll" tabindex="0" role="region" aria-label="Worth of each term" {
            table {
                thead { tr {
                    th scope="col" { "Term" }
                    th scope="col" { "How" }
                    th scope="col" class="num" { "Worth, " (worth.unit) }
                    @if sampled { th scope="col" class="num" { "± standard error" } }
                    th scope="col" class="num" { "Part" }
                    th scope="col" class="num" { "First" }
                    th scope="col" class="num" { "Last" }
                } }
                tbody {
                    @for term in by_worth(worth) { (row(worth, term, sampled)) }
                    @if let (Some(all), true) = (worth.difference, worth.terms.iter().all(|t| t.worth.is_some())) {
                        tr {
                            th scope="row" { "Sum: the difference" } td {}
                            td class="num" { strong { (gain(worth.measure, all)) } }
                            @if sampled { td {} }
                            td {} td {} td {}
                        }
                    }
                }
            }
        }
    }
}

fn row(worth: &Worth, term: &TermWorth, sampled: bool) -> Markup {
    html! {
        tr {
            th scope="row" {
                bdi { (visible::name(&term.term)) }
                @if let Some(note) = &term.note { small { bdi { (visible::cut(&visible::visible(note), 110)) } } }
            }
            td { (change(term.change)) }
            td class="num" { strong { (term.worth.map_or_else(|| "–".to_owned(), |units| gain(worth.measure, units))) } }
            @if sampled { td class="num" { (term.standard_error.map_or_else(String::new, number::whole)) } }
            td class="num" { (part(worth, term)) }
            td class="num" { (maybe(worth.measure, term.alone)) }
            td class="num" { (maybe(worth.measure, term.last)) }
        }
    }
}

/// Sentences on pairs, each with a mark in words.
fn pairs(worth: &Worth) -> Vec<String> {
    let said = |pair: &safeconduct_model::worth::Pair| {
        format!("{}: {}", mark(pair.bond), visible::visible(&pair.sentence))
    };
    worth.pairs.iter().map(said).collect()
}

fn list(id: &str, title: &str, items: &[String]) -> Markup {
    html! {
        @if !items.is_empty() {
            section class="wide" aria-labelledby=(id) {
                h2 id=(id) { (title) }
                ul class="said" { @for item in items { li { (quoted(item)) } } }
            }
        }
    }
}

/// A sentence with what stands in backquotes as names.
fn quoted(said: &str) -> Markup {
    html! {
        @for (position, part) in said.split('`').enumerate() {
            @if position % 2 == 1 { code { bdi { (part) } } } @else { (part) }
        }
    }
}
