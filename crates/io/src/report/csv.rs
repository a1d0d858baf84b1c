//! Flat tables for spreadsheets: UTF-8, an HXL hashtag row under the header.
//!
//! Figures are plain decimals. Text that a spreadsheet could take for a
//! formula carries a leading `'` ([`neutral`]).

use safeconduct_model::plan::Plan;
use safeconduct_model::world::World;

use super::figures::Figures;

mod cell;
mod coverage;
mod diet;
mod load;
mod road;
mod week;

pub use cell::neutral;
pub(crate) use cell::{Cell, Sheet};

/// The tables of a plan as (file name, text).
#[must_use]
pub fn plan(world: &World, plan: &Plan) -> Vec<(String, String)> {
    let figures = Figures::of(world, plan);
    let sheets = [
        ("coverage_by_zone", coverage::by_zone(&figures)),
        ("coverage_by_day", coverage::by_day(&figures)),
        ("rations", diet::rations(&figures)),
        ("movements", load::movements(&figures)),
        ("handouts", load::handouts(&figures)),
        ("purchases", load::purchases(&figures)),
        ("crossings", road::crossings(&figures)),
        ("segments", road::segments(&figures)),
        ("loss", road::loss(&figures)),
        ("unserved_weeks", week::caps(&figures)),
        ("changes", week::changes(&figures)),
    ];
    sheets.into_iter().map(|(name, sheet)| (format!("{name}.csv"), sheet.text())).collect()
}
