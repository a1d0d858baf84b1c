//! The comparison as text.

use super::row;
use crate::report::figures::Figures;
use crate::report::style::Style;
use crate::report::text::table::{Left, Right, Table};
use crate::report::text::{WIDTH, wrap};
use crate::report::visible;

/// The rows as a table, one column a framework.
pub(super) fn text(plans: &[Figures<'_>], style: Style) -> String {
    let Some(first) = plans.first() else {
        return "No plans to compare.\n".to_owned();
    };
    let mut out = style.bold(&first.title()) + "\n";
    let facts = [
        visible::name(&first.plan.scenario),
        format!("{} days, {}", first.world.scenario.days, first.dates()),
        format!("{} people", crate::report::number::whole(first.people)),
        format!("Γ = {}", first.plan.gamma),
    ];
    out.push_str(&wrap::facts(&facts, WIDTH));
    out.push('\n');
    let head = plans.iter().map(|f| (visible::cut(&f.framework_id(), 13), Right));
    let mut table = Table::new([(String::new(), Left)].into_iter().chain(head));
    for row in row::rows(plans) {
        let cells = row.cells.into_iter().zip(row.best);
        let cells = cells.map(|(cell, best)| format!("{cell} {}", if best { '*' } else { ' ' }));
        table.row([row.label].into_iter().chain(cells));
    }
    out.push_str(&table.render(style, WIDTH));
    out.push_str(&wrap::paragraph(LEGEND, 2, WIDTH));
    out
}

/// What the mark means.
const LEGEND: &str = "* best of these frameworks; ties are all marked, losses by their share. Kinds of loss are never \
added up; what people in need take is eaten, but not counted as coverage.";
