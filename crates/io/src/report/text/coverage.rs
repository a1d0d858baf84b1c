//! Coverage by zone and group, and why it is not full.

use std::fmt::Write as _;

use safeconduct_model::plan::GroupCoverage;
use unicode_width::UnicodeWidthStr;

use super::table::{Left, Right, Table};
use super::{ROWS, WIDTH, title, wrap};
use crate::report::figures::{self, Figures};
use crate::report::number;
use crate::report::style::Style;
use crate::report::visible;

/// Track columns shown before the rest is summed into one.
const TRACKS: usize = 3;

/// The widest title of a track column.
const TITLE: usize = 12;

/// Coverage by zone and group.
pub(super) fn section(out: &mut String, f: &Figures<'_>, style: Style) {
    let note = format!(
        "Need {} kcal per person and day. Shares by track: of the energy handed out to the group.",
        number::whole(f.need_kcal)
    );
    title(out, style, "Coverage by zone", &note);
    let tracks: Vec<_> =
        f.world.scenario.tracks.iter().map(|t| t.id.clone()).take(TRACKS).collect();
    let more = f.world.scenario.tracks.len() > TRACKS;
    let mut head: Vec<(String, _)> = [
        ("Zone", Left),
        ("Group", Left),
        ("People", Right),
        ("Coverage", Right),
        ("kcal/day", Right),
        ("Least week", Right),
    ]
    .map(|(t, a)| (t.to_owned(), a))
    .into();
    head.extend(tracks.iter().map(|t| (track_title(f, t.as_str()), Right)));
    head.extend(more.then(|| ("other".to_owned(), Right)));
    let mut table = Table::new(head);
    let (shown, rest) = rows(f);
    for group in &shown {
        let share =
            |share: f64| if share > 0.0 { number::percent(share) } else { "–".to_owned() };
        let named: Vec<f64> =
            tracks.iter().map(|t| group.by_track.get(t).copied().unwrap_or(0.0)).collect();
        let other = group.by_track.values().sum::<f64>() - named.iter().sum::<f64>();
        // Nobody is neither covered nor uncovered.
        let some = |figure: f64| if group.people > 0.0 { figure } else { f64::NAN };
        let cells = [
            f.names.zone(group.zone.as_str()),
            figures::group(group.group).to_owned(),
            number::whole(group.people),
            number::percent(some(group.coverage)),
            number::whole(some(group.kcal_per_person_day)),
            number::percent(some(group.least_week)),
        ];
        let shares = named.into_iter().map(share).chain(more.then(|| share(other)));
        table.row(cells.into_iter().chain(shares));
    }
    out.push_str(&table.render(style, WIDTH));
    if rest > 0 {
        let _ =
            writeln!(out, "  … {rest} more groups, all better covered; every one is in the CSV.");
    }
}

/// All groups in the scenario's order or, of many, the least covered.
fn rows<'a>(f: &'a Figures<'_>) -> (Vec<&'a GroupCoverage>, usize) {
    let mut all: Vec<_> = f.zones.iter().flat_map(|z| z.groups.iter().copied()).collect();
    let rest = all.len().saturating_sub(ROWS);
    if rest > 0 {
        all.sort_by(|a, b| a.coverage.total_cmp(&b.coverage));
        all.truncate(ROWS);
    }
    (all, rest)
}

/// A track's name as a column's title: its identifier where that is shorter.
fn track_title(f: &Figures<'_>, id: &str) -> String {
    let name = f.names.track(id);
    if name.width() <= TITLE { name } else { visible::cut(&visible::name(id), TITLE) }
}

/// One sentence a reason, with the zones and groups for which it holds.
pub(super) fn unserved(out: &mut String, f: &Figures<'_>, style: Style) {
    title(out, style, "Why not more", "");
    let reasons = f.reasons();
    if reasons.is_empty() {
        let _ = writeln!(out, "  {}", f.no_reason());
    }
    for reason in reasons.iter().take(ROWS) {
        let said = format!("{}: {}", reason.whom(), reason.said);
        out.push_str(&wrap::item(&said, WIDTH));
    }
    let rest = reasons.len().saturating_sub(ROWS);
    if rest > 0 {
        let _ = writeln!(out, "  … {rest} more; every reason is in coverage_by_zone.csv.");
    }
}
