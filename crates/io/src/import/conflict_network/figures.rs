//! The figures that a conflict network does not hold, all in one place.

use safeconduct_model::loss::Loss;
use safeconduct_model::units::Share;

/// Assumed figures; none is measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// Speed of a loaded truck, km/h.
    pub speed_kmh: f64,
    /// Expected loss on a segment without conflict.
    pub calm_loss: Loss,
    /// Exposure of a segment without conflict.
    pub calm_exposure: f64,
    /// Expected loss on a segment that touches a place in full conflict.
    pub conflict_loss: Loss,
    /// Exposure of such a segment.
    pub conflict_exposure: f64,
    /// Chance that a simulation finds such a segment closed on a day. The plan does
    /// not know which days these are.
    pub conflict_closure: f64,
    /// Share of people who cannot walk to a centre.
    pub cannot_walk_share: f64,
    /// Supply at each crossing over the need of all zones.
    pub supply_over_need: f64,
    /// Fleet over the truck-days that need takes by the quickest roads.
    pub fleet_over_need: f64,
    /// Net load of a truck, tonnes.
    pub payload_t: f64,
    /// Rounds that loading and unloading alone would allow in a day.
    pub rounds_per_day: f64,
    /// Driving hours in a day.
    pub hours_per_day: f64,
    /// Days that a ration lasts.
    pub ration_cycle_days: u32,
    /// Value at risk of the general ration, USD/t.
    pub value_usd_per_t: f64,
    /// Price of the general ration at a crossing, USD/t.
    pub price_usd_per_t: f64,
    /// Segments struck in a day that the worst case assumes (Γ).
    pub gamma: f64,
}

impl Default for Figures {
    fn default() -> Self {
        Self {
            speed_kmh: 30.0,
            calm_loss: loss(0.01, 0.01),
            calm_exposure: 0.1,
            conflict_loss: loss(0.08, 0.04),
            conflict_exposure: 0.4,
            conflict_closure: 0.3,
            cannot_walk_share: 0.2,
            supply_over_need: 1.0,
            fleet_over_need: 1.1,
            payload_t: 12.0,
            rounds_per_day: 2.0,
            hours_per_day: 10.0,
            ration_cycle_days: 7,
            value_usd_per_t: 800.0,
            price_usd_per_t: 600.0,
            gamma: 1.0,
        }
    }
}

impl Figures {
    /// Loss and exposure at a conflict intensity between 0 and 1.
    pub(super) fn at_intensity(&self, intensity: f64) -> (Loss, f64) {
        let between = |calm: f64, full: f64| rounded(calm + (full - calm) * intensity);
        let (calm, full) = (self.calm_loss, self.conflict_loss);
        let loss = Loss {
            seized: Share(between(calm.seized.0, full.seized.0)),
            self_distributed: Share(between(calm.self_distributed.0, full.self_distributed.0)),
            refused: Share(between(calm.refused.0, full.refused.0)),
        };
        (loss, between(self.calm_exposure, self.conflict_exposure))
    }
}

/// To four decimals: nothing assumed is known better.
pub(super) fn rounded(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}

fn loss(seized: f64, self_distributed: f64) -> Loss {
    Loss { seized: Share(seized), self_distributed: Share(self_distributed), refused: Share(0.0) }
}
