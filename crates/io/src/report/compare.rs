//! Several plans of one scenario side by side: what each framework is worth.

use safeconduct_model::answer::Infeasible;
use safeconduct_model::comparison::Comparison;
use safeconduct_model::frontier::Frontier;
use safeconduct_model::plan::Plan;
use safeconduct_model::world::World;

use super::figures::Figures;
use super::style::Style;

mod noun;
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

/// The comparison as the noun that programs read.
#[must_use]
pub fn noun(
    scenario: &str,
    plans: &[(World, Plan)],
    refused: &[(World, Infeasible)],
    frontiers: &[Frontier],
) -> Comparison {
    noun::of(scenario, plans, refused, frontiers)
}

/// The comparison as one self-contained page that prints on one landscape A4 sheet.
#[must_use]
pub fn html(plans: &[(World, Plan)]) -> String {
    html_with(plans, &[])
}

/// The same, with a column for each framework under which there is no plan.
#[must_use]
pub fn html_with(plans: &[(World, Plan)], refused: &[Refused]) -> String {
    page::html(&figures(plans), refused, &[])
}

/// The same, with coverage against what is at stake.
#[must_use]
pub fn html_frontiers(
    plans: &[(World, Plan)],
    refused: &[Refused],
    frontiers: &[Frontier],
) -> String {
    page::html(&figures(plans), refused, frontiers)
}

fn figures(plans: &[(World, Plan)]) -> Vec<Figures<'_>> {
    plans.iter().map(|(world, plan)| Figures::of(world, plan)).collect()
}
