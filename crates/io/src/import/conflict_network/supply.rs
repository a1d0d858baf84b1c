//! Supply sized to need: no source says what can be bought.

use safeconduct_model::calendar::Window;
use safeconduct_model::figure::{Certainty, Provenance};
use safeconduct_model::id::SiteId;
use safeconduct_model::supply::Supply;
use safeconduct_model::units::{TonnesPerDay, UsdPerTonne};

use super::figures::rounded;
use super::ration::Portion;

/// Tonnes a day of full need for so many people.
pub(in crate::import) fn tonnes(people: f64, portions: &[Portion]) -> f64 {
    people * portions.iter().map(|p| p.grams).sum::<f64>() / 1e6
}

/// The same supply at every crossing: [`super::Figures::supply_over_need`] times
/// the need of all.
pub(in crate::import) fn supply(
    entries: &[SiteId],
    portions: &[Portion],
    people: f64,
    over: f64,
) -> Vec<Supply> {
    let at = |crossing: &SiteId, portion: &Portion| Supply {
        crossing: crossing.clone(),
        commodity: portion.commodity.id.clone(),
        window: Window::default(),
        tonnes_per_day: TonnesPerDay(rounded(people * portion.grams / 1e6 * over)),
        price_usd_per_t: UsdPerTonne(portion.price),
        provenance: Provenance {
            source: Some("assumption: sized to need".to_owned()),
            certainty: Some(Certainty::Low),
        },
    };
    entries.iter().flat_map(|c| portions.iter().map(move |p| at(c, p))).collect()
}
