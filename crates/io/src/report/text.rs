//! The default print of a plan: for supply officers, in 100 columns.

use std::fmt::Write as _;

use safeconduct_model::plan::Plan;
use safeconduct_model::world::World;

use super::figures::Figures;
use super::style::Style;
use super::{number, visible};

mod basis;
mod coverage;
mod diet;
mod infeasible;
mod passage;
mod proved;
pub(crate) mod table;
mod week;
mod worth;
pub(crate) mod wrap;

pub use infeasible::infeasible;
pub use proved::proved;
pub(crate) use week::note as week_note;
pub(crate) use worth::{amount, bound, scope, stage_name, within};

/// Columns that every line fits in.
pub(crate) const WIDTH: usize = 100;

/// Rows of a section before the rest is counted instead of shown.
pub(crate) const ROWS: usize = 40;

/// The plan in words and tables.
#[must_use]
pub fn plan(world: &World, plan: &Plan, style: Style) -> String {
    let figures = Figures::of(world, plan);
    let mut out = String::new();
    headline(&mut out, &figures, style);
    coverage::section(&mut out, &figures, style);
    diet::nutrients(&mut out, &figures, style);
    diet::rations(&mut out, &figures, style);
    coverage::unserved(&mut out, &figures, style);
    week::section(&mut out, &figures, style);
    passage::crossings(&mut out, &figures, style);
    passage::loss(&mut out, &figures, style);
    worth::stages(&mut out, &figures, style);
    worth::terms(&mut out, &figures, style);
    worth::baselines(&mut out, &figures, style);
    basis::section(&mut out, &figures, style);
    out
}

/// Title and terms of reference, then the plan in four lines.
fn headline(out: &mut String, f: &Figures<'_>, style: Style) {
    let _ = writeln!(out, "{}", style.bold(&f.title()));
    let facts = [
        visible::name(&f.plan.scenario),
        format!("framework: {}", f.framework()),
        format!("{} days, {}", f.world.scenario.days, f.dates()),
        format!("{} people", number::whole(f.people)),
        format!("worst case: {} (Γ)", f.struck()),
        format!("input {}", f.fingerprint()),
    ];
    out.push_str(&wrap::facts(&facts, WIDTH));
    out.push('\n');
    let claims = &f.plan.claims;
    let lines = [
        (
            "People fed",
            format!(
                "{} at full need on a mean day: {} of {} people-days",
                number::whole(f.people_at_full_need()),
                number::percent(claims.coverage),
                number::short(claims.people_days_needed)
            ),
        ),
        (
            "Energy",
            format!(
                "{} kcal per person and day against a need of {}",
                number::whole(f.kcal()),
                number::whole(f.need_kcal)
            ),
        ),
        ("Nutrients", nutritional_value(f)),
        ("Least covered", least_covered(f)),
        (
            "Below need",
            format!("{} people-days below full coverage", number::whole(claims.people_days_below)),
        ),
        ("Without food", f.without_food_said()),
    ];
    for (label, text) in lines.into_iter().filter(|(_, text)| !text.is_empty()) {
        let _ = writeln!(out, "  {}{text}", style.bold(&format!("{label:<15}")));
    }
}

/// The score; nothing where energy alone is needed.
fn nutritional_value(f: &Figures<'_>) -> String {
    if !f.varied() {
        return String::new();
    }
    let scored = f.scored(f.plan.claims.nutritional_value);
    let how = if f.plan.basket { "rations within their bounds" } else { "any mix of foods" };
    format!("nutritional value {scored}; {how}")
}

fn least_covered(f: &Figures<'_>) -> String {
    let week = number::percent(f.plan.claims.least_coverage);
    format!("{} (least week of any group {week})", f.lowest_said())
}

/// Opens a section with a title and a note in the same line.
pub(crate) fn title(out: &mut String, style: Style, title: &str, note: &str) {
    let _ = writeln!(out, "\n{}", style.bold(title));
    if !note.is_empty() {
        out.push_str(&style_lines(style, &wrap::paragraph(note, 2, WIDTH)));
    }
}

/// Dims each line by itself, so that no escape spans a line end.
pub(crate) fn style_lines(style: Style, text: &str) -> String {
    text.lines().map(|line| style.dim(line) + "\n").collect()
}
