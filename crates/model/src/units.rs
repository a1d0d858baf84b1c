//! Quantities with their unit in the type, so that a truck is never a tonne.
//!
//! Each is a thin wrapper over `f64` and serialises as a plain number; the
//! field that holds it repeats the unit in its name (`length_km`).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

macro_rules! quantity {
    ($($(#[$doc:meta])* $name:ident, $unit:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, Deserialize, JsonSchema)]
        #[serde(transparent)]
        pub struct $name(pub f64);

        impl $name {
            /// The unit's symbol, as printed beside a figure.
            pub const UNIT: &'static str = $unit;

            /// The bare number, in this quantity's unit.
            #[must_use]
            pub const fn get(self) -> f64 {
                self.0
            }
        }

        impl From<f64> for $name {
            fn from(value: f64) -> Self {
                Self(value)
            }
        }
    )+};
}

quantity! {
    /// Mass in metric tonnes.
    Tonnes, "t";
    /// Mass handled or moved in a day.
    TonnesPerDay, "t/day";
    /// Mass in kilograms.
    Kilograms, "kg";
    /// Length along the road.
    Kilometres, "km";
    /// Driving time.
    Hours, "h";
    /// Loaded trucks in a day; fractions are expected values.
    TrucksPerDay, "trucks/day";
    /// A number of trucks.
    Trucks, "trucks";
    /// Rounds a truck makes in a day when the drive is short.
    RoundsPerDay, "rounds/day";
    /// A number of people.
    People, "people";
    /// People served in a day.
    PeoplePerDay, "people/day";
    /// A share between 0 and 1.
    Share, "";
    /// Mass for one person on one day.
    GramsPerPersonDay, "g per person and day";
    /// Price or value of a tonne.
    UsdPerTonne, "USD/t";
    /// Fuel used by a truck on the road.
    LitresPerKilometre, "l/km";
    /// Fuel available in a day.
    LitresPerDay, "l/day";
    /// Degrees of longitude (east positive) or latitude (north positive).
    Degrees, "°";
}

impl Share {
    /// Whether it is nothing at all.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.0 == 0.0
    }
}

/// Grams in a tonne: plans count integer grams, scenarios speak of tonnes.
pub const GRAMS_PER_TONNE: f64 = 1e6;
