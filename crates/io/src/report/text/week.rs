//! Why zones are below full coverage, week by week, and what would lift them.

use std::fmt::Write as _;

use super::{ROWS, WIDTH, title, wrap};
use crate::report::figures::Figures;
use crate::report::style::Style;

/// One sentence for every run of weeks.
pub(super) fn section(out: &mut String, f: &Figures<'_>, style: Style) {
    if !f.tells_weeks() {
        return;
    }
    title(out, style, "Week by week", note(f));
    let runs = f.weeks();
    for run in runs.iter().take(ROWS) {
        let (zone, when, coverage) = (&run.zone, run.when(), run.coverage());
        let said =
            format!("{zone}, {when} ({coverage}, {} missing a day): {}", run.missing(), run.said);
        out.push_str(&wrap::item(&said, WIDTH));
    }
    let rest = runs.len().saturating_sub(ROWS);
    if rest > 0 {
        let _ = writeln!(out, "  … {rest} more; every one is in unserved_weeks.csv.");
    }
}

/// What a price is, and how changes were tried.
pub(crate) fn note(f: &Figures<'_>) -> &'static str {
    if f.tried_changes() {
        "A shadow price holds at the margin: an estimate, mostly from above. Every gain was found by planning anew \
         with that change alone; the smallest changes its own limit by the least share. `--why` tries every change."
    } else {
        "A shadow price holds at the margin: an estimate, mostly from above. No change was tried by planning anew."
    }
}
