//! Tables of a run: what is where, what holds today, and room to work in. They
//! are made once and filled anew run by run.

use safeconduct_model::plan::Grams;

use crate::script::Script;

/// What is where.
#[derive(Clone, Debug)]
pub(super) struct State {
    /// Goods by place (site x goods + commodity).
    pub(super) stock: Vec<Grams>,
    /// What came to each place so far.
    pub(super) inflow: Vec<Grams>,
    /// Goods on the road by day of arrival, a ring, and place.
    pub(super) road: Vec<Grams>,
    /// By day of arrival, the same ring: whether anything comes at all.
    pub(super) coming: Vec<bool>,
    /// Goods of households by group and commodity, and their energy by group, kcal.
    pub(super) kept: Vec<Grams>,
    pub(super) has: Vec<f64>,
    /// What stores could not take overnight and waits outside, by place.
    pub(super) outside: Vec<Grams>,
    /// By site: the lane that last brought anything.
    pub(super) brought: Vec<Option<usize>>,
    /// By lane and commodity: what was meant for it and has not left yet.
    pub(super) late: Vec<Grams>,
    /// Chains that are open.
    pub(super) open: Vec<bool>,
    /// By curve: coverage of the last days, a ring, and its sum.
    pub(super) recent: Vec<Vec<f64>>,
    /// By perishable good, day and site: what had come in by the end of the day.
    pub(super) came: Vec<Vec<Grams>>,
}

/// What holds today.
#[derive(Debug)]
pub(super) struct Today {
    pub(super) day: usize,
    /// By segment: shares lost, by kind.
    pub(super) loss: Vec<[f64; 3]>,
    /// Whether any segment is closed by chance.
    pub(super) any_shut: bool,
    /// By segment: closed by chance.
    pub(super) shut_roads: Vec<bool>,
    /// By site: closed by chance.
    pub(super) shut_sites: Vec<bool>,
    /// By site: trucks that its chain lets pass, where it says so.
    pub(super) trucks: Vec<Option<f64>>,
    /// By entry cap: trucks that may still enter.
    pub(super) entries: Vec<f64>,
    /// Room beyond the script: trucks by segment, truck-days by fleet, grams by site,
    /// grams in the store of a site.
    pub(super) room: [Vec<f64>; 4],
    /// By fleet: share of the trucks in the script that do not wait at a full store.
    pub(super) manned: Vec<f64>,
    /// By target: whether it is struck.
    pub(super) struck: Vec<bool>,
    /// By target: what it would have brought, USD.
    pub(super) seen: Vec<f64>,
    /// By target: what it would bring in the mean of what left, USD.
    pub(super) promised: Vec<f64>,
    /// By group: energy coverage of the day.
    pub(super) coverage: Vec<f64>,
}

/// What a truck meets on its way.
#[derive(Clone, Copy, Debug)]
pub(super) enum Meets {
    /// A target, the share lost if it is struck, and the share of a load that
    /// strikes before it leave.
    Target(usize, f64, f64),
    /// A stretch with losses, by place in the list of them.
    Loss(usize),
}

/// A stretch with losses.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    /// Of all that left, the share lost by its end if it is seized here, that or
    /// self-distributed, any.
    pub(super) by: [f64; 3],
    /// Share of a load that strikes before it leave.
    pub(super) kept: f64,
    /// What trucks lost here were loaded with, USD.
    pub(super) usd: f64,
}

/// Room for work on a source, a lane and a way.
#[derive(Debug)]
pub(super) struct Desk {
    /// By commodity: what is to be given away, and which share of it is given.
    pub(super) sends: Vec<Grams>,
    pub(super) given: Vec<f64>,
    /// By commodity: grams of it up to the last who took some.
    pub(super) edge: Vec<Grams>,
    /// By lane of the source: what it takes, by place in its goods.
    pub(super) mass: Vec<Grams>,
    /// By lane of the source: the sum of that, and trucks.
    pub(super) sums: Vec<Grams>,
    pub(super) trucks: Vec<u32>,
    /// By way: whether it can be driven.
    pub(super) usable: Vec<bool>,
    /// Where each good of the lane's row ends.
    pub(super) edges: Vec<Grams>,
    /// By truck of the lane: which of its ways it takes.
    pub(super) taken: Vec<Option<usize>>,
    /// By way of the lane: odds of the truck at hand, USD in the mean, trucks.
    pub(super) odds: Vec<f64>,
    pub(super) worth: Vec<f64>,
    pub(super) counts: Vec<u32>,
    /// By way of the lane: what comes through, by place in its goods.
    pub(super) come: Vec<Grams>,
    /// What the way at hand meets today, and its stretches with losses.
    pub(super) meets: Vec<Meets>,
    pub(super) stretches: Vec<Stretch>,
    /// Commodities of which there is something to hand out.
    pub(super) some: Vec<usize>,
    /// The load of the truck at hand, by place in the goods of its lane.
    pub(super) load: Vec<(usize, Grams)>,
}

impl State {
    /// Tables for a script whose goods are on the road for fewer days than `leads`.
    pub(super) fn of(script: &Script, leads: usize) -> Self {
        let size = script.size;
        let places = size.sites * size.goods;
        Self {
            stock: vec![0; places],
            inflow: vec![0; places],
            road: vec![0; leads * places],
            coming: vec![false; leads],
            kept: vec![0; size.groups * size.goods],
            has: vec![0.0; size.groups],
            outside: vec![0; places],
            brought: vec![None; size.sites],
            late: vec![0; script.lanes.len() * size.goods],
            open: vec![false; script.chains.len()],
            recent: script.curves.iter().map(|c| vec![0.0; c.curve.window_days as usize]).collect(),
            came: vec![vec![0; size.days * size.sites]; script.stocks.perishable.len()],
        }
    }
}

impl Today {
    /// Tables for a script.
    pub(super) fn of(script: &Script) -> Self {
        let size = script.size;
        let fleets = script.world.scenario.fleets.len();
        Self {
            day: 0,
            loss: vec![[0.0; 3]; size.segments],
            any_shut: false,
            shut_roads: vec![false; size.segments],
            shut_sites: vec![false; size.sites],
            trucks: vec![None; size.sites],
            entries: vec![0.0; script.world.entry_caps.len()],
            room: [
                vec![0.0; size.segments],
                vec![0.0; fleets],
                vec![0.0; size.sites],
                vec![0.0; size.sites],
            ],
            manned: vec![1.0; fleets],
            struck: vec![false; script.targets()],
            seen: vec![0.0; script.targets()],
            promised: vec![0.0; script.targets()],
            coverage: vec![0.0; size.groups],
        }
    }
}

impl Desk {
    /// Tables for a script.
    pub(super) fn of(script: &Script) -> Self {
        let size = script.size;
        let widest = script.sources.iter().map(|source| source.lanes.len()).max().unwrap_or(0);
        let ways = script.lanes.iter().map(|lane| lane.ways.len()).max().unwrap_or(0);
        Self {
            sends: vec![0; size.goods],
            given: vec![0.0; size.goods],
            edge: vec![0; size.goods],
            mass: vec![0; widest * size.goods],
            sums: vec![0; widest],
            trucks: vec![0; widest],
            usable: vec![false; script.ways.len()],
            edges: Vec::with_capacity(size.goods),
            taken: Vec::new(),
            odds: vec![0.0; ways],
            worth: vec![0.0; ways],
            counts: vec![0; ways],
            come: vec![0; ways * size.goods],
            meets: Vec::new(),
            stretches: Vec::new(),
            some: Vec::with_capacity(size.goods),
            load: Vec::with_capacity(size.goods),
        }
    }
}
