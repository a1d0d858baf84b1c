//! Names of the rows of the linear program, by what they mean.

/// A row. Indices: site `s`, commodity `k`, period `p`, segment `e`, fleet
/// `f`, demand `g`, nutrient `n`, others are positions in the world's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// Stock balance (s, k, p).
    Stock(usize, usize, usize),
    /// Trucks leaving a crossing (s, p).
    Crossing(usize, usize),
    /// Trucks over several crossings (entry cap, p).
    Entry(usize, usize),
    /// Mass of a commodity through crossings (commodity cap, p).
    CommodityCap(usize, usize),
    /// Trucks on a segment (e, p).
    Segment(usize, usize),
    /// Truck-days of a fleet (f, p).
    Fleet(usize, usize),
    /// Litres of a fleet (f, p).
    Fuel(usize, usize),
    /// Mass through a site (s, p).
    Throughput(usize, usize),
    /// Stock at a site at the end of a period (s, p).
    Storage(usize, usize),
    /// Rations fetched at a site (s, p).
    People(usize, usize),
    /// Hand-outs only where the centre is open (centre rule, s).
    CentreOpen(usize, usize),
    /// Open centres (centre rule).
    CentreNumber(usize),
    /// Household stock (g, k, p).
    Household(usize, usize, usize),
    /// Energy a household keeps (g, p).
    Cycle(usize, usize),
    /// A nutrient met (g, n, p).
    Met(usize, usize, usize),
    /// Mean coverage over a week (g, n, window).
    Week(usize, usize, usize),
    /// The common level against a group's own (g).
    Level(usize),
    /// A track's least share (share rule).
    ShareMin(usize),
    /// A track's greatest share (share rule).
    ShareMax(usize),
    /// A floor of the framework.
    Floor(usize),
    /// Fresh stock at a site (s, k, p).
    FreshSite(usize, usize, usize),
    /// Fresh stock anywhere (k, p).
    FreshAll(usize, usize),
    /// Definition: people-days met.
    Total,
    /// Definition: worst case plus expected loss.
    Loss,
    /// Definition: purchases plus truck-kilometres.
    Cost,
    /// Definition: the worst case, additive.
    Additive,
    /// Exposed value of a target (t, p).
    Struck(usize, usize),
    /// Definition: the worst case, by attack sets.
    Sets,
    /// What an attack set takes (set, p).
    Attack(usize, usize),
    /// A demand's level against the common share of what was kept (g).
    Scaled(usize),
    /// The total against the same share.
    ScaledTotal,
}
