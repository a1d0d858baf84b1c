//! Reach: which sites the people of a zone can walk to.

use schemars::JsonSchema;
use serde::Serialize;

use crate::figure::Provenance;
use crate::id::{SiteId, ZoneId};
use crate::units::Kilometres;

/// A measured walk from a zone to a site, used in place of the straight line.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reach {
    /// The site.
    pub site: SiteId,
    /// The zone.
    pub zone: ZoneId,
    /// The walk.
    pub walk_km: Kilometres,
    /// Source and certainty.
    #[serde(flatten)]
    pub provenance: Provenance,
}

/// Mean radius of the Earth in kilometres (IUGG).
const EARTH_RADIUS_KM: f64 = 6371.0088;

/// Great-circle distance in kilometres between two (lon, lat) in degrees.
#[must_use]
pub fn great_circle_km(from: (f64, f64), to: (f64, f64)) -> f64 {
    let (lon1, lat1) = (from.0.to_radians(), from.1.to_radians());
    let (lon2, lat2) = (to.0.to_radians(), to.1.to_radians());
    let half_lat = ((lat2 - lat1) / 2.0).sin().powi(2);
    let half_lon = ((lon2 - lon1) / 2.0).sin().powi(2);
    let h = half_lat + lat1.cos() * lat2.cos() * half_lon;
    2.0 * EARTH_RADIUS_KM * h.clamp(0.0, 1.0).sqrt().asin()
}
