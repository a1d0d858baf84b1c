//! From longitude and latitude to the frame of the drawing.

/// Kilometres in a degree of latitude, on a sphere of mean radius 6371.0088 km.
const KM_PER_DEGREE: f64 = 111.195;

/// Room left around the outermost places, for symbols and labels.
const MARGIN: f64 = 36.0;

/// Height over width beyond which the map would leave no room on a sheet.
const TALLEST: f64 = 1.2;

/// An equirectangular projection, true to scale at the middle latitude, that
/// fills a frame.
pub(super) struct Frame {
    /// Width of the drawing.
    pub width: f64,
    /// Height of the drawing.
    pub height: f64,
    /// Drawing units in a kilometre.
    pub per_km: f64,
    middle: (f64, f64),
    shrink: f64,
    /// Whether the places straddle the antimeridian.
    wraps: bool,
}

impl Frame {
    /// The frame around (lon, lat) places; its height follows their shape.
    pub fn around(places: impl Iterator<Item = (f64, f64)>, width: f64) -> Self {
        let mut places: Vec<_> =
            places.filter(|(lon, lat)| lon.is_finite() && lat.is_finite()).collect();
        let (west, east) = range(places.iter().map(|p| p.0));
        let wraps = east - west > 180.0;
        places.iter_mut().for_each(|p| p.0 = unwrapped(p.0, wraps));
        let (west, east) = range(places.iter().map(|p| p.0));
        let (south, north) = range(places.iter().map(|p| p.1));
        let middle = (f64::midpoint(west, east), f64::midpoint(south, north));
        let shrink = middle.1.to_radians().cos().max(0.01);
        // A single place still gets a kilometre of ground.
        let wide = ((east - west) * KM_PER_DEGREE * shrink).max(1.0);
        let tall = ((north - south) * KM_PER_DEGREE).max(1.0);
        let inner = width - 2.0 * MARGIN;
        let height = (inner * tall / wide).clamp(0.5 * width, TALLEST * width - 2.0 * MARGIN);
        let per_km = (inner / wide).min(height / tall);
        Self { width, height: height + 2.0 * MARGIN, per_km, middle, shrink, wraps }
    }

    /// Where a place lies in the drawing.
    pub fn at(&self, lon: f64, lat: f64) -> (f64, f64) {
        let scale = KM_PER_DEGREE * self.per_km;
        let x = (unwrapped(lon, self.wraps) - self.middle.0) * self.shrink * scale;
        let y = (self.middle.1 - lat) * scale;
        let inside =
            |v: f64, most: f64| if v.is_finite() { v.clamp(-most, 2.0 * most) } else { 0.0 };
        (inside(self.width / 2.0 + x, self.width), inside(self.height / 2.0 + y, self.height))
    }
}

fn unwrapped(lon: f64, wraps: bool) -> f64 {
    if wraps && lon < 0.0 { lon + 360.0 } else { lon }
}

fn range(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let (least, most) = values
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), v| (least.min(v), most.max(v)));
    if least <= most { (least, most) } else { (0.0, 0.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn north_is_up_and_a_kilometre_is_one_everywhere() {
        let frame = Frame::around([(10.0, 60.0), (11.0, 60.5)].into_iter(), 500.0);
        let (west, south) = frame.at(10.0, 60.0);
        let (east, north) = frame.at(11.0, 60.5);
        assert!(east > west && north < south);
        // 1° of longitude at 60.25° N is 55.18 km, half a degree of latitude 55.6 km.
        let ratio = (east - west) / (south - north);
        assert!((ratio - 55.18 / 55.60).abs() < 0.002, "{ratio}");
    }

    #[test]
    fn odd_places_stay_in_the_drawing() {
        for places in
            [vec![], vec![(5.0, 5.0)], vec![(179.0, 1.0), (-179.0, 2.0)], vec![(0.0, 90.0)]]
        {
            let frame = Frame::around(places.iter().copied(), 400.0);
            assert!(frame.height.is_finite() && frame.per_km > 0.0);
            for (lon, lat) in places {
                let (x, y) = frame.at(lon, lat);
                assert!((0.0..=400.0).contains(&x) && (0.0..=frame.height).contains(&y));
            }
        }
    }
}
