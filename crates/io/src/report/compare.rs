//! Several plans of one scenario side by side: what each framework is worth.

use safeconduct_model::plan::Plan;
use safeconduct_model::world::World;

use super::figures::Figures;
use super::style::Style;

mod page;
mod print;
mod row;

/// The comparison as text, in 100 columns where the frameworks are few.
#[must_use]
pub fn text(plans: &[(World, Plan)], style: Style) -> String {
    print::text(&figures(plans), style)
}

/// The comparison as one self-contained page for a landscape A4 sheet.
#[must_use]
pub fn html(plans: &[(World, Plan)]) -> String {
    page::html(&figures(plans))
}

fn figures(plans: &[(World, Plan)]) -> Vec<Figures<'_>> {
    plans.iter().map(|(world, plan)| Figures::of(world, plan)).collect()
}
