//! Coverage by nutrient, and the ration as eaten.

use std::fmt::Write as _;

use super::table::{Left, Right, Table};
use super::{ROWS, WIDTH, title};
use crate::report::figures::{Figures, diet};
use crate::report::number;
use crate::report::style::Style;
use crate::report::visible;

/// Coverage by nutrient; nothing where energy alone is needed.
pub(super) fn nutrients(out: &mut String, f: &Figures<'_>, style: Style) {
    if !f.varied() {
        return;
    }
    title(out, style, "Nutrients", diet::COUNTED);
    let head = [("Zone", Left), ("Score", Right)].into_iter();
    let columns = f.nutrients().into_iter().map(|n| (diet::short(n), Right));
    let mut table = Table::new(head.chain(columns));
    let mut row = |name: String, diet: diet::Diet| {
        let cells = [name, number::decimals(diet.score, 2)].into_iter();
        table.row(cells.chain(diet.covered.iter().map(|share| diet::cut(*share))));
    };
    row("all people".to_owned(), f.whole_diet());
    for zone in f.zones.iter().take(ROWS) {
        row(f.names.zone(zone.zone.id.as_str()), f.diet(zone));
    }
    out.push_str(&table.render(style, WIDTH));
    let rest = f.zones.len().saturating_sub(ROWS);
    if rest > 0 {
        let _ = writeln!(out, "  … {rest} more zones; every one is in coverage_by_zone.csv.");
    }
}

/// Zones shown beside the mean ration.
const ZONES: usize = 6;

/// The ration as eaten, where the plan chose its basket.
pub(super) fn rations(out: &mut String, f: &Figures<'_>, style: Style) {
    if !f.plan.basket {
        return;
    }
    title(out, style, "Rations", diet::WITHIN);
    let zones: Vec<_> = f.zones.iter().take(ZONES).collect();
    let names = zones.iter().map(|z| visible::cut(&f.names.zone(z.zone.id.as_str()), 10));
    let head = [("Commodity".to_owned(), Left), ("mean".to_owned(), Right)].into_iter();
    let mut table = Table::new(head.chain(names.map(|name| (name, Right))));
    for ration in f.rations() {
        let grams = std::iter::once(ration.mean).chain(ration.by_zone.iter().copied().take(ZONES));
        let name = visible::name(&ration.commodity.name);
        table.row(std::iter::once(name).chain(grams.map(|g| number::decimals(g, 1))));
    }
    out.push_str(&table.render(style, WIDTH));
    let rest = f.zones.len().saturating_sub(ZONES);
    if rest > 0 {
        let _ = writeln!(out, "  … {rest} more zones; every one is in rations.csv.");
    }
}
