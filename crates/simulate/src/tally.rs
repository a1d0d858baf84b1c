//! What one run came to, in whole grams where goods are counted.

use safeconduct_model::plan::Grams;

use crate::script::Sizes;

/// Where the grams of a commodity are. Nothing else can have become of them:
/// `entered` is the sum of all others, always.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Goods {
    /// On hand at the start and bought.
    pub entered: Grams,
    /// Eaten by plan.
    pub eaten: Grams,
    /// Lost without a strike: seized, self-distributed, refused.
    pub lost: [Grams; 3],
    /// Seized by the interceptor.
    pub struck: Grams,
    /// Too old.
    pub spoilt: Grams,
    /// Given up as the script has it.
    pub given_up: Grams,
    /// In stock, on the road or with households at the end.
    pub left: Grams,
    /// Of this, still outside at a crossing.
    pub left_outside: Grams,
}

impl Goods {
    /// What has gone: eaten, lost, struck, spoilt, given up.
    #[must_use]
    pub fn gone(&self) -> Grams {
        self.eaten + self.lost.iter().sum::<Grams>() + self.struck + self.spoilt + self.given_up
    }
}

/// How a group fared.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Fared {
    /// People-days at full need: people x coverage of the day, summed.
    pub fed: f64,
    /// Days below full need.
    pub days_below: u32,
}

/// What a run came to.
#[derive(Clone, Debug)]
pub struct Tally {
    /// By commodity.
    pub goods: Vec<Goods>,
    /// By group.
    pub groups: Vec<Fared>,
    /// Grams that waited outside full stores, added up over nights.
    pub waited: Grams,
    /// Missions facilitated, impeded, denied, cancelled.
    pub missions: [u64; 4],
    /// Trucks that left.
    pub trucks: u64,
    /// Strikes made.
    pub strikes: u64,
    /// Days on which an informant told the draw.
    pub told: u32,
    /// Value seized by strikes, USD.
    pub struck_usd: f64,
    /// The same on the worst day.
    pub worst_day_usd: f64,
    /// The most that as many strikes could take in the mean, knowing what leaves
    /// each place and the mix but not the draw, USD.
    pub bound_usd: f64,
    /// Days of crossings that open and close by chance, and how many were open.
    pub crossing_days: u32,
    /// Open ones among them.
    pub open_days: u32,
}

impl Tally {
    /// A tally of nothing.
    #[must_use]
    pub fn new(size: Sizes) -> Self {
        Self {
            goods: vec![Goods::default(); size.goods],
            groups: vec![Fared::default(); size.groups],
            waited: 0,
            missions: [0; 4],
            trucks: 0,
            strikes: 0,
            told: 0,
            struck_usd: 0.0,
            worst_day_usd: 0.0,
            bound_usd: 0.0,
            crossing_days: 0,
            open_days: 0,
        }
    }

    /// Forgets a run.
    pub fn clear(&mut self) {
        self.goods.fill(Goods::default());
        self.groups.fill(Fared::default());
        let (goods, groups) = (std::mem::take(&mut self.goods), std::mem::take(&mut self.groups));
        let size = Sizes { days: 0, sites: 0, goods: 0, segments: 0, groups: 0 };
        *self = Self { goods, groups, ..Self::new(size) };
    }
}
