//! The road node nearest to a place.

use safeconduct_model::reach::great_circle_km;

/// Kilometres of a degree of latitude; a little less than true, so that nothing
/// nearer is passed over.
const KM_PER_DEGREE: f64 = 110.0;

/// Nodes by latitude.
#[derive(Clone, Debug)]
pub struct Places {
    /// Longitude, latitude and node, ordered by latitude.
    places: Vec<(f64, f64, u32)>,
}

/// A node and how far it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nearest {
    /// The node.
    pub node: u32,
    /// Great-circle distance, kilometres.
    pub km: f64,
}

impl Places {
    /// Nodes with their (lon, lat) in degrees.
    #[must_use]
    pub fn new(nodes: impl Iterator<Item = (u32, (f64, f64))>) -> Self {
        let mut places: Vec<_> = nodes.map(|(node, (lon, lat))| (lon, lat, node)).collect();
        places.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.2.cmp(&b.2)));
        Self { places }
    }

    /// The node nearest to (lon, lat); of equals the one with the least number.
    #[must_use]
    pub fn nearest(&self, at: (f64, f64)) -> Option<Nearest> {
        let middle = self.places.partition_point(|place| place.1 < at.1);
        let (below, above) = self.places.split_at(middle);
        let mut best: Option<Nearest> = None;
        // Outwards to both sides, until latitude alone is farther than the best.
        look(above.iter(), at, &mut best);
        look(below.iter().rev(), at, &mut best);
        best
    }
}

fn look<'p>(
    places: impl Iterator<Item = &'p (f64, f64, u32)>,
    at: (f64, f64),
    best: &mut Option<Nearest>,
) {
    for &(lon, lat, node) in places {
        if best.is_some_and(|b| (lat - at.1).abs() * KM_PER_DEGREE > b.km) {
            return;
        }
        let km = great_circle_km(at, (lon, lat));
        if best.is_none_or(|b| km < b.km || (km == b.km && node < b.node)) {
            *best = Some(Nearest { node, km });
        }
    }
}
