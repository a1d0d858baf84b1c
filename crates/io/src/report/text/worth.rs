//! What each stage, each term and each simple rule is worth.

use super::table::{Left, Right, Table};
use super::{WIDTH, title, wrap};
use crate::report::figures::{Figures, policy};
use crate::report::style::Style;
use crate::report::{number, visible};
use safeconduct_model::plan::{Stage, gap};

/// What each stage of the objective reached.
pub(super) fn stages(out: &mut String, f: &Figures<'_>, style: Style) {
    if f.plan.stages.is_empty() {
        return;
    }
    title(
        out,
        style,
        "What each stage bought",
        "In this order; a later stage never gives up an earlier one.",
    );
    let mut table = Table::new([
        ("Stage", Left),
        ("Reached", Right),
        ("No plan beats", Right),
        ("Within", Right),
    ]);
    for stage in &f.plan.stages {
        table.row([
            stage_name(&stage.name),
            amount(stage.value, &stage.unit),
            bound(stage),
            within(stage.value, stage.bound),
        ]);
    }
    out.push_str(&table.render(style, WIDTH));
    if let Some(said) = scope(f) {
        out.push_str(&wrap::item(&said, WIDTH));
    }
}

/// How far from the best a value may be: `0.02 %`, rounded up.
pub(crate) fn within(value: f64, bound: Option<f64>) -> String {
    let Some(gap) = gap(value, bound) else { return "–".to_owned() };
    let percent = gap * 100.0;
    match percent {
        p if p <= 0.001 => "0.001 %".to_owned(),
        p if p < 0.1 => format!("{:.3} %", (p * 1e3).ceil() / 1e3),
        p => format!("{:.1} %", (p * 10.0).ceil() / 10.0),
    }
}

/// Among which plans the bounds hold, in words.
pub(crate) fn scope(f: &Figures<'_>) -> Option<String> {
    f.plan.certificate.as_ref().map(|c| c.scope.to_string())
}

/// What a stage is for, in words.
pub(crate) fn stage_name(name: &str) -> String {
    match name {
        "fair" => "fair: raise the least-covered week".to_owned(),
        "total" => "total: feed the most people".to_owned(),
        "loss" => "loss: lower worst case and expected loss".to_owned(),
        "cost" => "cost: purchases and truck-km at USD 1".to_owned(),
        "why" => "why: single changes planned anew".to_owned(),
        other => visible::cut(&visible::name(other), 40),
    }
}

/// What no plan beats in a stage; trying changes is no aim, so nothing is to be proved.
pub(crate) fn bound(stage: &Stage) -> String {
    match stage.bound {
        Some(bound) => amount(bound, &stage.unit),
        None if stage.name == "why" => "–".to_owned(),
        None => "not proved".to_owned(),
    }
}

/// A stage's value in its unit; shares as percentages.
pub(crate) fn amount(value: f64, unit: &str) -> String {
    let named = || visible::cut(&visible::name(unit), 14);
    match unit {
        "" | "share" | "coverage" => number::percent(value),
        "USD" | "usd" => number::usd(value),
        _ if value.abs() < 10.0 && (value - value.round()).abs() > 5e-4 => {
            format!("{} {}", number::decimals(value, 3), named())
        }
        _ => format!("{} {}", number::whole(value), named()),
    }
}

/// Which terms did something, and which did nothing.
pub(super) fn terms(out: &mut String, f: &Figures<'_>, style: Style) {
    let note =
        if f.plan.terms.is_empty() { "No framework: the scenario as it stands." } else { "" };
    title(out, style, "Terms", note);
    for (applied, label) in [(true, "applied"), (false, "NO EFFECT")] {
        for term in f.plan.terms.iter().filter(|t| t.applied == applied) {
            let effect = visible::visible(&term.effect);
            let effect = effect.strip_prefix("no effect: ").unwrap_or(&effect);
            let said = format!("{label}: {} – {effect}", visible::name(&term.term));
            out.push_str(&wrap::item(&said, WIDTH));
        }
    }
}

/// Simple rules under the same terms, ties and defeats admitted.
pub(super) fn baselines(out: &mut String, f: &Figures<'_>, style: Style) {
    if f.plan.baselines.is_empty() {
        return;
    }
    title(out, style, "Simple rules under the same terms", "");
    let mut table = Table::new([
        ("Rule", Left),
        ("Least week", Right),
        ("Coverage", Right),
        ("People fed", Right),
        ("Expected loss", Right),
        (f.worst_title(), Right),
        ("Truck-km", Right),
    ]);
    for rival in f.rivals() {
        table.row([
            policy(rival.policy).to_owned(),
            number::percent(rival.least),
            number::percent(rival.coverage),
            number::whole(rival.people),
            number::usd(rival.expected_loss_usd),
            number::usd(rival.worst_case_usd),
            number::whole(rival.truck_km),
        ]);
    }
    out.push_str(&table.render(style, WIDTH));
    for said in f.admissions() {
        out.push_str(&wrap::item(&said, WIDTH));
    }
}
