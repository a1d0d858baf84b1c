//! What the figures rest on.

use std::fmt::Write as _;

use super::{WIDTH, style_lines, title, wrap};
use crate::report::figures::Figures;
use crate::report::number;
use crate::report::style::Style;

/// Assumptions listed before the rest is counted.
const LISTED: usize = 6;

/// Certainty, assumptions, alternates and conversions.
pub(super) fn section(out: &mut String, f: &Figures<'_>, style: Style) {
    title(out, style, "What this rests on", "");
    out.push_str(&wrap::item(&f.certainties().sentence(), WIDTH));
    let assumptions = f.assumptions();
    let said = match assumptions.len() {
        0 => "No assumptions are listed.".to_owned(),
        n if n > LISTED => format!("{n} assumptions, of which the first {LISTED}:"),
        n => format!("{n} assumptions:"),
    };
    out.push_str(&wrap::item(&said, WIDTH));
    for assumption in assumptions.iter().take(LISTED) {
        out.push_str(&wrap::hanging(&format!("· {assumption}"), 4, 6, WIDTH));
    }
    for alternate in f.alternates() {
        out.push_str(&wrap::item(&alternate, WIDTH));
    }
    let _ = writeln!(
        out,
        "  - Meals: {} in all, {} per person and day.",
        number::short(f.meals()),
        number::decimals(f.plan.claims.coverage * 3.0, 1)
    );
    for conversion in f.conversions() {
        out.push_str(&style_lines(style, &wrap::item(&conversion, WIDTH)));
    }
}
