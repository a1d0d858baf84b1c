//! What the script sends: by day, lane, way and commodity, as shares that a run
//! applies to what is there.

use safeconduct_model::plan::Grams;
use safeconduct_model::world::World;

use super::roads::{Roads, Step};
use super::{Rule, Sizes, Table};

/// Tables of shares.
#[derive(Debug)]
pub struct Mix {
    lanes: usize,
    ways: usize,
    goods: usize,
    /// By day, lane and commodity: mass that the script sends.
    due: Vec<Grams>,
    /// By day and lane: the same of all commodities.
    due_in_all: Vec<Grams>,
    /// By day, lane and commodity: share of what its source sends.
    split: Vec<f64>,
    /// By day, way and commodity: share of what its lane sends.
    share: Vec<f64>,
    /// By day and way: whether loads may leave and arrive in time.
    open: Vec<bool>,
}

impl Mix {
    /// Mass that the script sends on a lane on a day, by commodity.
    #[must_use]
    pub fn due(&self, day: usize, lane: usize) -> &[Grams] {
        &self.due[(day * self.lanes + lane) * self.goods..][..self.goods]
    }

    /// Mass that the script sends on a lane on a day.
    #[must_use]
    pub fn due_in_all(&self, day: usize, lane: usize) -> Grams {
        self.due_in_all[day * self.lanes + lane]
    }

    /// Shares of a lane in what its source sends on a day, by commodity.
    #[must_use]
    pub fn split(&self, day: usize, lane: usize) -> &[f64] {
        &self.split[(day * self.lanes + lane) * self.goods..][..self.goods]
    }

    /// Shares of a way in what its lane sends on a day, by commodity.
    #[must_use]
    pub fn share(&self, day: usize, way: usize) -> &[f64] {
        &self.share[(day * self.ways + way) * self.goods..][..self.goods]
    }

    /// Whether loads may leave this way on a day and arrive in time.
    #[must_use]
    pub fn open(&self, day: usize, way: usize) -> bool {
        self.open[day * self.ways + way]
    }

    /// The same of every way.
    #[must_use]
    pub fn all_open(&self, day: usize) -> &[bool] {
        &self.open[day * self.ways..][..self.ways]
    }
}

/// The mix of a plan's rows under a rule.
pub fn mix(table: &Table, rule: Rule, (world, roads): (&World, &Roads), size: Sizes) -> Mix {
    let (lanes, ways, goods) = (table.lanes.len(), table.ways.len(), size.goods);
    let mut by_way = vec![0; size.days * ways * goods];
    let mut all_by_way = vec![0; ways * goods];
    for &(day, way, good, grams) in &table.rows {
        by_way[(day * ways + way) * goods + good] += grams;
        all_by_way[way * goods + good] += grams;
    }
    let mut mix = Mix {
        lanes,
        ways,
        goods,
        due: vec![0; size.days * lanes * goods],
        due_in_all: Vec::with_capacity(size.days * lanes),
        split: vec![0.0; size.days * lanes * goods],
        share: vec![0.0; size.days * ways * goods],
        open: open(table, world, roads, size.days),
    };
    for day in 0..size.days {
        let today = &by_way[day * ways * goods..(day + 1) * ways * goods];
        for lane in 0..lanes {
            for good in 0..goods {
                let sum = |of: &[Grams]| -> Grams {
                    table.lanes[lane].ways.clone().map(|way| of[way * goods + good]).sum()
                };
                mix.due[(day * lanes + lane) * goods + good] = sum(today);
                let from = if sum(today) > 0 { today } else { &all_by_way };
                mix.spread(table, (day, lane, good), from, rule);
            }
            let all = mix.due(day, lane).iter().sum();
            mix.due_in_all.push(all);
        }
        mix.divide(table, day, &all_by_way);
    }
    mix
}

impl Mix {
    /// The shares of a lane's ways in a commodity.
    fn spread(
        &mut self,
        table: &Table,
        (day, lane, good): (usize, usize, usize),
        from: &[Grams],
        rule: Rule,
    ) {
        let ways = table.lanes[lane].ways.clone();
        let mass = |way: usize| from[way * self.goods + good] as f64;
        let sum: f64 = ways.clone().map(mass).sum();
        let open: Vec<usize> = ways.clone().filter(|&way| self.open(day, way)).collect();
        let quickest = open
            .iter()
            .copied()
            .min_by(|&a, &b| table.ways[a].hours.total_cmp(&table.ways[b].hours).then(a.cmp(&b)));
        let only = match rule {
            Rule::Mix if sum > 0.0 => None,
            // A commodity that the plan never sends here goes the quickest way.
            Rule::Mix | Rule::Shortest => quickest,
            Rule::Rotation => open.get(day % open.len().max(1)).copied(),
        };
        for way in ways {
            let share = match only {
                Some(only) => f64::from(u8::from(way == only)),
                None if sum > 0.0 => mass(way) / sum,
                None => 0.0,
            };
            self.share[(day * self.ways + way) * self.goods + good] = share;
        }
    }

    /// The shares of lanes in what their source sends.
    fn divide(&mut self, table: &Table, day: usize, all_by_way: &[Grams]) {
        let goods = self.goods;
        let mut first = 0;
        while first < self.lanes {
            let from = table.lanes[first].from;
            let last = (first..self.lanes).take_while(|&l| table.lanes[l].from == from).count();
            let lanes = first..first + last;
            for good in 0..goods {
                let today = |lane: usize| self.due[(day * self.lanes + lane) * goods + good] as f64;
                let ever = |lane: usize| {
                    let ways = table.lanes[lane].ways.clone();
                    ways.map(|way| all_by_way[way * goods + good]).sum::<Grams>() as f64
                };
                let mut parts: Vec<f64> = lanes.clone().map(today).collect();
                if parts.iter().sum::<f64>() <= 0.0 {
                    parts = lanes.clone().map(ever).collect();
                }
                let sum: f64 = parts.iter().sum();
                for (lane, part) in lanes.clone().zip(parts) {
                    let share = if sum > 0.0 { part / sum } else { 0.0 };
                    self.split[(day * self.lanes + lane) * goods + good] = share;
                }
            }
            first += last;
        }
    }
}

/// By day and way: whether roads and track are open from leaving to arriving.
fn open(table: &Table, world: &World, roads: &Roads, days: usize) -> Vec<bool> {
    let mut open = Vec::with_capacity(days * table.ways.len());
    for day in 0..days {
        for way in &table.ways {
            let track = table.lanes[way.lane].track;
            let last = day + way.lead;
            let passes = |step: &Step| {
                let days = world.roads[step.segment].get(day..=last);
                days.is_some_and(|days| days.iter().all(|road| road.open_to(track)))
            };
            let all = roads.steps[way.steps.clone()].iter().all(passes);
            open.push(last < days && world.track_allowed[track][day] && all);
        }
    }
    open
}
