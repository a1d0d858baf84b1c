//! Rows on what people eat beyond energy, where more than energy is needed.

use safeconduct_model::nutrient::Nutrient;

use super::{Better, Row};
use crate::report::figures::{Figures, diet};
use crate::report::number;

/// The most nutrients beside energy that a single sheet has room for; where there
/// are more it shows the score and the nutrient that is met least.
const ON_SHEET: usize = 3;

/// Coverage by nutrient, the score they add up to, and which is met least; nothing
/// where energy alone is needed.
pub(super) fn rows(plans: &[Figures<'_>]) -> Vec<Row> {
    let Some(first) = plans.first().filter(|f| f.varied()) else { return Vec::new() };
    let nutrients = first.nutrients();
    let few = nutrients.len() <= ON_SHEET + 1;
    let score = format!("nutritional value, of {}", nutrients.len());
    let value = |f: &Figures<'_>| f.plan.claims.nutritional_value;
    let shown = |value: f64| number::decimals(value, 2);
    let mut rows = vec![Row::of(score, Better::More, plans, value, shown).on_sheet()];
    if !few {
        rows.push(Row::words("  least met nutrient", plans, least).on_sheet());
    }
    for nutrient in nutrients.into_iter().filter(|n| *n != Nutrient::Energy) {
        let label = format!("  {} met", diet::short(nutrient));
        let met = |f: &Figures<'_>| met(f, nutrient);
        let row = Row::of(label, Better::More, plans, met, number::percent);
        rows.push(if few { row.on_sheet() } else { row });
    }
    rows
}

/// Share of the need of a nutrient that all people get.
fn met(f: &Figures<'_>, nutrient: Nutrient) -> f64 {
    f.plan.claims.by_nutrient.get(&nutrient).copied().unwrap_or(f64::NAN)
}

/// The nutrient that is met least, with its coverage; the first of several alike.
fn least(f: &Figures<'_>) -> String {
    let all = f.nutrients().into_iter().map(|n| (n, met(f, n))).filter(|(_, met)| met.is_finite());
    let least = all.min_by(|a, b| a.1.total_cmp(&b.1));
    least.map_or_else(String::new, |(nutrient, met)| {
        format!("{} {}", diet::short(nutrient), number::percent(met))
    })
}
