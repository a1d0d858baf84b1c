//! What the checker finds that a plan's certificate proves.

use safeconduct_model::check::Proved;
use safeconduct_model::plan::Plan;

use super::table::{Left, Right, Table};
use super::worth::{amount, stage_name, within};
use super::{WIDTH, wrap};
use crate::report::style::Style;

/// Stage by stage: what the plan reaches, what no plan can beat, and how far
/// apart the two are. Empty where the plan has no stages.
#[must_use]
pub fn proved(plan: &Plan, stages: &[Proved], style: Style) -> String {
    if stages.is_empty() {
        return String::new();
    }
    let mut table = Table::new([
        ("Stage", Left),
        ("Reached", Right),
        ("No plan beats", Right),
        ("Within", Right),
    ]);
    for stage in stages {
        table.row([
            stage_name(&stage.stage),
            amount(stage.value, &stage.unit),
            stage.bound.map_or_else(|| "not proved".to_owned(), |b| amount(b, &stage.unit)),
            within(stage.value, stage.bound),
        ]);
    }
    let mut out = table.render(style, WIDTH);
    if let Some(certificate) = &plan.certificate {
        out.push_str(&wrap::item(&certificate.scope.to_string(), WIDTH));
    }
    out
}
