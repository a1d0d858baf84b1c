//! The comparison as text.

use super::{Refused, refused as no_plan, row};
use crate::report::figures::assumed::side_by_side;
use crate::report::figures::{EATEN, Figures};
use crate::report::style::Style;
use crate::report::text::table::{Left, Right, Table};
use crate::report::text::{WIDTH, title, wrap};
use crate::report::visible;

/// The rows as a table, one column a framework.
pub(super) fn text(plans: &[Figures<'_>], refused: &[Refused], style: Style) -> String {
    let Some(first) = plans.first() else {
        return "No plans to compare.\n".to_owned() + &without(plans, refused);
    };
    let mut out = style.bold(&first.title()) + "\n";
    let facts = [
        visible::name(&first.plan.scenario),
        format!("{} days, {}", first.world.scenario.days, first.dates()),
        format!("{} people", crate::report::number::whole(first.people)),
        format!("Γ = {}", first.plan.gamma),
    ];
    out.push_str(&wrap::facts(&facts, WIDTH));
    if let Some(note) = first.note(NOTE) {
        out.push_str(&wrap::paragraph(&note, 0, WIDTH));
    }
    out.push('\n');
    out.push_str(&table(plans, refused, style));
    out.push_str(&without(plans, refused));
    out.push_str(&wrap::paragraph(&format!("{LEGEND} {EATEN}"), 2, WIDTH));
    if plans.len() > 1 {
        title(&mut out, style, &format!("Against {}", first.framework_id()), AGAINST);
        out.push_str(&changes(plans, style));
    }
    title(&mut out, style, "Loss assumed by each framework", ASSUMED);
    for (who, what) in side_by_side(plans) {
        out.push_str(&wrap::item(&format!("{who}: {what}"), WIDTH));
    }
    out
}

/// Why there is no plan, a framework an item.
fn without(plans: &[Figures<'_>], refused: &[Refused]) -> String {
    let lines = no_plan::lines(plans, refused).into_iter();
    lines.map(|(name, why)| wrap::item(&format!("{name}: {why}"), WIDTH)).collect()
}

/// A framework's column: its head, and a cell for every label.
type Column = (String, Vec<String>);

/// A column for each plan, then one for each framework without.
fn table(plans: &[Figures<'_>], refused: &[Refused], style: Style) -> String {
    let rows = row::rows(plans);
    let mut labels: Vec<String> = rows.iter().map(|row| row.label.clone()).collect();
    let cell = |row: &row::Row, at: usize| {
        let cell = row.cells.get(at).map_or("", String::as_str);
        let shown = if row.words { visible::cut(cell, WORD) } else { cell.to_owned() };
        format!("{shown} {}", if row.best.get(at) == Some(&true) { '*' } else { ' ' })
    };
    let planned = plans.iter().enumerate().map(|(at, f)| {
        (f.framework_id(), "plan  ", rows.iter().map(|row| cell(row, at)).collect::<Vec<_>>())
    });
    let none = refused.iter().map(|(name, _)| {
        (visible::name(name), "no plan  ", rows.iter().map(|_| "–  ".to_owned()).collect())
    });
    let mut columns: Vec<Column> = Vec::new();
    for (name, answer, mut cells) in planned.chain(none) {
        if !refused.is_empty() {
            cells.insert(0, answer.to_owned());
        }
        columns.push((visible::cut(&name, WORD), cells));
    }
    if !refused.is_empty() {
        labels.insert(0, "answer".to_owned());
    }
    blocks(&labels, &columns, style)
}

/// How the others differ from the first plan, figure by figure.
fn changes(plans: &[Figures<'_>], style: Style) -> String {
    let rows = row::rows(plans);
    let rows: Vec<_> = rows.into_iter().filter(|row| row.sheet && !row.words).collect();
    let labels: Vec<String> = rows.iter().map(|row| row.label.clone()).collect();
    let others = plans.iter().enumerate().skip(1);
    let columns = others.map(|(at, f)| {
        let cells = rows.iter().map(|row| row.changes.get(at).cloned().unwrap_or_default());
        (visible::cut(&f.framework_id(), WORD + 4), cells.collect())
    });
    blocks(&labels, &columns.collect::<Vec<_>>(), style)
}

/// Frameworks beside each other at most: with more, labels would have no room.
const BESIDE: usize = 4;

/// The columns in as few tables as have room, each with all labels.
fn blocks(labels: &[String], columns: &[Column], style: Style) -> String {
    let size = columns.len().div_ceil(columns.len().div_ceil(BESIDE).max(1)).max(1);
    let block = |block: &[Column]| {
        let head = block.iter().map(|(name, _)| (name.clone(), Right));
        let mut table = Table::new([(String::new(), Left)].into_iter().chain(head));
        for (at, label) in labels.iter().enumerate() {
            let cells = block.iter().map(|(_, cells)| cells.get(at).cloned().unwrap_or_default());
            table.row([label.clone()].into_iter().chain(cells));
        }
        table.render(style, WIDTH)
    };
    columns.chunks(size).map(block).collect::<Vec<_>>().join("\n")
}

/// What the marks of a change mean.
const AGAINST: &str = "▲ more, ▼ less, = the same to a tenth of a per cent; pp: percentage points. More is no praise of a loss.";

/// The longest note of a scenario that is shown, in columns.
const NOTE: usize = 500;

/// The widest word in a cell, so that four frameworks fit in 100 columns.
const WORD: usize = 13;

/// What the mark means.
const LEGEND: &str = "* best of these frameworks; ties are all marked. Losses are never marked, as they follow from what is \
assumed below. Kinds of loss are never added up. Last leg: sent to sites that hand out, wherever it entered.";

/// How the losses come about.
pub(super) const ASSUMED: &str =
    "Inputs of these plans, not findings: losses and shares of losses above follow from them.";
