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
    /// What a bound on rations counts, against its least (bound, g, p).
    RationLeast(usize, usize, usize),
    /// What a bound on rations counts, against its greatest (bound, g, p).
    RationMost(usize, usize, usize),
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
    /// What meals cost, against what limits come to, at the same prices (i).
    Priced(usize),
}

impl Key {
    /// The row of the same limit in another period; itself where it is no limit of
    /// a period.
    pub fn at(self, p: usize) -> Self {
        match self {
            Self::Stock(s, k, _) => Self::Stock(s, k, p),
            Self::Crossing(s, _) => Self::Crossing(s, p),
            Self::Entry(i, _) => Self::Entry(i, p),
            Self::CommodityCap(i, _) => Self::CommodityCap(i, p),
            Self::Segment(e, _) => Self::Segment(e, p),
            Self::Fleet(f, _) => Self::Fleet(f, p),
            Self::Fuel(f, _) => Self::Fuel(f, p),
            Self::Throughput(s, _) => Self::Throughput(s, p),
            Self::Storage(s, _) => Self::Storage(s, p),
            Self::People(s, _) => Self::People(s, p),
            other => other,
        }
    }
}
