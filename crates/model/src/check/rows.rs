//! The rows of a plan with every name answered: positions in place of names.

use std::ops::Range;

use num_bigint::BigInt;

/// A plan's rows by position in the scenario's tables.
#[derive(Debug, Default)]
pub(super) struct Rows {
    /// Corridors, in the plan's order.
    pub ways: Vec<Way>,
    /// Bought at crossings.
    pub purchases: Vec<Lot>,
    /// Sent on corridors.
    pub loads: Vec<Load>,
    /// Handed out.
    pub handouts: Vec<Given>,
    /// Eaten.
    pub meals: Vec<Eaten>,
    /// Taken out of stock.
    pub disposals: Vec<Lot>,
    /// Centres that are open.
    pub open: Vec<Open>,
}

/// A corridor.
#[derive(Debug)]
pub(super) struct Way {
    /// Track index.
    pub track: usize,
    /// Site index where loads leave.
    pub from: usize,
    /// Site index where loads arrive.
    pub to: usize,
    /// Segment indices in driving order.
    pub segments: Vec<usize>,
    /// Driving hours in parts of the segments' common unit.
    pub hours: BigInt,
    /// Kilometres in parts of the segments' common unit.
    pub km: BigInt,
}

/// Mass of a commodity at a site on a day.
#[derive(Debug)]
pub(super) struct Lot {
    /// Site index.
    pub site: usize,
    /// Commodity index.
    pub commodity: usize,
    /// Day index.
    pub day: usize,
    /// Mass in grams.
    pub grams: i128,
}

/// A load leaving on a corridor.
#[derive(Debug)]
pub(super) struct Load {
    /// Row of the plan's movements.
    pub row: usize,
    /// Index into [`Rows::ways`].
    pub way: usize,
    /// Fleet index.
    pub fleet: usize,
    /// Commodity index.
    pub commodity: usize,
    /// Day index of leaving.
    pub day: usize,
    /// Mass in grams.
    pub grams: i128,
}

/// Handed out to a group at a site.
#[derive(Debug)]
pub(super) struct Given {
    /// Site index.
    pub site: usize,
    /// Group index.
    pub group: usize,
    /// Commodity index.
    pub commodity: usize,
    /// Day index.
    pub day: usize,
    /// Mass in grams.
    pub grams: i128,
}

/// Eaten by a group.
#[derive(Debug)]
pub(super) struct Eaten {
    /// Group index.
    pub group: usize,
    /// Commodity index.
    pub commodity: usize,
    /// Day index.
    pub day: usize,
    /// Mass in grams.
    pub grams: i128,
}

/// A centre open on these days.
#[derive(Debug)]
pub(super) struct Open {
    /// Site index.
    pub site: usize,
    /// Day indices.
    pub days: Range<usize>,
}
