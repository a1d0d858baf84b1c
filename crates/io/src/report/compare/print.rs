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
    out.push_str(&table(plans, refused).render(style, WIDTH));
    out.push_str(&without(plans, refused));
    out.push_str(&wrap::paragraph(&format!("{LEGEND} {EATEN}"), 2, WIDTH));
    if plans.len() > 1 {
        title(&mut out, style, &format!("Against {}", first.framework_id()), AGAINST);
        out.push_str(&changes(plans).render(style, WIDTH));
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

/// A column for each plan, then one for each framework without.
fn table(plans: &[Figures<'_>], refused: &[Refused]) -> Table {
    let planned = plans.iter().map(Figures::framework_id);
    let names = planned.chain(refused.iter().map(|(name, _)| visible::name(name)));
    let head = names.map(|name| (visible::cut(&name, WORD), Right));
    let mut table = Table::new([(String::new(), Left)].into_iter().chain(head));
    if !refused.is_empty() {
        let answers = plans.iter().map(|_| "plan  ").chain(refused.iter().map(|_| "no plan  "));
        table.row(["answer"].into_iter().chain(answers).map(str::to_owned));
    }
    for row in row::rows(plans) {
        let shown = |cell: String| if row.words { visible::cut(&cell, WORD) } else { cell };
        let cells = row.cells.into_iter().map(shown).zip(row.best);
        let cells = cells.map(|(cell, best)| format!("{cell} {}", if best { '*' } else { ' ' }));
        let none = refused.iter().map(|_| "–  ".to_owned());
        table.row([row.label].into_iter().chain(cells).chain(none));
    }
    table
}

/// How the others differ from the first plan, figure by figure.
fn changes(plans: &[Figures<'_>]) -> Table {
    let names = plans.iter().skip(1).map(Figures::framework_id);
    let head = names.map(|name| (visible::cut(&name, WORD + 4), Right));
    let mut table = Table::new([(String::new(), Left)].into_iter().chain(head));
    for row in row::rows(plans).into_iter().filter(|row| row.sheet && !row.words) {
        let changes = row.changes.into_iter().skip(1);
        table.row([row.label].into_iter().chain(changes));
    }
    table
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
