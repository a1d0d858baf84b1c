//! How large a world is: named sizes and everything between them.

/// What a world is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// Name of the scenario.
    pub name: String,
    /// Where supply enters.
    pub crossings: usize,
    /// Where supply is stored.
    pub hubs: usize,
    /// Distribution centres.
    pub centres: usize,
    /// Areas of people, each with two delivery points.
    pub zones: usize,
    /// Where roads only meet.
    pub junctions: usize,
    /// Roads, as far as the grid has that many.
    pub segments: usize,
    /// Kinds of goods.
    pub commodities: usize,
    /// Fleets: two, each on its own track, or three, the last on both.
    pub fleets: usize,
    /// Days in the horizon, each different from the others.
    pub days: usize,
    /// Whether loads are expected to be lost on some roads. Without, the world is
    /// also a flow on nodes and arcs.
    pub losses: bool,
    /// Which of all worlds of this size.
    pub seed: u64,
}

/// Sites of the size `small`, which `stress-N` is scaled from.
const SMALL_SITES: f64 = 420.0;

impl Shape {
    /// The size of this name: `tiny`, `real`, `small`, `mid`, `country` or
    /// `stress-N` with about N sites (20 to 20,000), 14 days and 4 commodities.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let counts = match name {
            "tiny" => [1, 2, 1, 3, 4, 21, 2, 2, 3],
            "real" => [4, 8, 6, 30, 52, 170, 10, 3, 28],
            "small" => [5, 20, 12, 100, 183, 550, 4, 2, 14],
            "mid" => [25, 100, 60, 500, 915, 2750, 4, 2, 14],
            "country" => [10, 100, 40, 500, 250, 2000, 12, 3, 90],
            other => scaled(other.strip_prefix("stress-")?.parse().ok()?)?,
        };
        let [crossings, hubs, centres, zones, junctions, segments, commodities, fleets, days] =
            counts;
        Some(Self {
            name: name.to_owned(),
            crossings,
            hubs,
            centres,
            zones,
            junctions,
            segments,
            commodities,
            fleets,
            days,
            losses: false,
            seed: 1,
        })
    }

    /// Places on the road grid; the second delivery point of every zone lies
    /// beside it, on a road of its own.
    #[must_use]
    pub fn grid(&self) -> usize {
        self.crossings + self.hubs + self.centres + self.zones + self.junctions
    }

    /// All sites.
    #[must_use]
    pub fn sites(&self) -> usize {
        self.grid() + self.zones
    }
}

fn scaled(sites: u32) -> Option<[usize; 9]> {
    if !(20..=20_000).contains(&sites) {
        return None;
    }
    let times = f64::from(sites) / SMALL_SITES;
    let many = |in_small: f64, least: usize| ((in_small * times).round() as usize).max(least);
    let [crossings, hubs] = [many(5.0, 2), many(20.0, 1)];
    let [centres, zones] = [many(12.0, 1), many(100.0, 2)];
    let [junctions, segments] = [many(183.0, 1), many(550.0, 1)];
    Some([crossings, hubs, centres, zones, junctions, segments, 4, 2, 14])
}
