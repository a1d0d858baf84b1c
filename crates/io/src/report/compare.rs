//! Several plans of one scenario side by side: what each framework is worth.

use safeconduct_model::answer::Infeasible;
use safeconduct_model::plan::Plan;
use safeconduct_model::world::World;

use super::figures::Figures;
use super::style::Style;

mod page;
mod print;
mod refused;
mod row;

/// The name of a framework under which there is no plan, and why.
pub type Refused = (String, Infeasible);

/// The comparison as text, in 100 columns where the frameworks are few.
#[must_use]
pub fn text(plans: &[(World, Plan)], style: Style) -> String {
    text_with(plans, &[], style)
}

/// The same, with a column for each framework under which there is no plan.
#[must_use]
pub fn text_with(plans: &[(World, Plan)], refused: &[Refused], style: Style) -> String {
    print::text(&figures(plans), refused, style)
}

/// The comparison as one self-contained page: figures and maps on a landscape A4
/// sheet, and what is assumed on loss on its back where it needs the room.
#[must_use]
pub fn html(plans: &[(World, Plan)]) -> String {
    html_with(plans, &[])
}

/// The same, with a column for each framework under which there is no plan.
#[must_use]
pub fn html_with(plans: &[(World, Plan)], refused: &[Refused]) -> String {
    page::html(&figures(plans), refused)
}

fn figures(plans: &[(World, Plan)]) -> Vec<Figures<'_>> {
    plans.iter().map(|(world, plan)| Figures::of(world, plan)).collect()
}
