//! One run: day by day, from what lies at crossings to what is eaten.
//!
//! A day goes in this order: crossings open or close, roads close, losses follow
//! from scarcity; goods are bought and arrive; places send, crossings before the
//! hubs behind them; hand-outs; meals; what is too old is taken out. Amounts are
//! whole grams, trucks whole trucks. Nothing is allocated while days pass.

use safeconduct_model::plan::Grams;

use crate::chance::Dice;
use crate::interceptor::{Interceptor, Sight, strike};
use crate::script::Script;
use crate::tally::Tally;

mod depart;
mod drive;
mod eat;
mod expire;
mod hand_out;
mod nature;

/// What is where.
#[derive(Clone, Debug)]
struct State {
    /// Goods by place (site x goods + commodity).
    stock: Vec<Grams>,
    /// What came to each place so far.
    inflow: Vec<Grams>,
    /// Goods on the road by day of arrival, a ring, and place.
    road: Vec<Grams>,
    /// By day of arrival, the same ring: whether anything comes at all.
    coming: Vec<bool>,
    /// Goods of households by group and commodity.
    kept: Vec<Grams>,
    /// By lane and commodity: what was meant for it and has not left yet.
    late: Vec<Grams>,
    /// Chains that are open.
    open: Vec<bool>,
    /// By curve: coverage of the last days, a ring, and its sum.
    recent: Vec<Vec<f64>>,
    /// By perishable good, day and site: what had come in by the end of the day.
    came: Vec<Vec<Grams>>,
}

/// What holds today.
#[derive(Debug)]
struct Today {
    day: usize,
    /// By segment: shares lost, by kind.
    loss: Vec<[f64; 3]>,
    /// By segment: closed by chance.
    shut_roads: Vec<bool>,
    /// By site: closed by chance.
    shut_sites: Vec<bool>,
    /// By site: trucks that its chain lets pass, where it says so.
    trucks: Vec<Option<f64>>,
    /// By entry cap: trucks that may still enter.
    entries: Vec<f64>,
    /// Room beyond the script: trucks by segment, truck-days by fleet, grams by site.
    room: [Vec<f64>; 3],
    /// By target: whether it is struck.
    struck: Vec<bool>,
    /// By target: what it would have brought, USD.
    seen: Vec<f64>,
    /// By target: what it would bring in the mean of what left, USD.
    promised: Vec<f64>,
    /// By group: energy coverage of the day.
    coverage: Vec<f64>,
}

/// What a truck meets on its way.
#[derive(Clone, Copy, Debug)]
enum Meets {
    /// A target, and the share lost if it is struck.
    Target(usize, f64),
    /// A stretch with losses: seized, that or self-distributed, any.
    Loss([f64; 3]),
}

/// Room for work on a source and a truck.
#[derive(Debug)]
struct Desk {
    /// By commodity: what is to be given away, and which share of it is given.
    sends: Vec<Grams>,
    given: Vec<f64>,
    /// By commodity: grams of it up to the last who took some.
    edge: Vec<Grams>,
    /// By lane of the source and commodity.
    mass: Vec<Grams>,
    /// By lane of the source.
    trucks: Vec<u32>,
    /// By way: whether it can be driven, odds of the truck at hand, value so far.
    usable: Vec<bool>,
    odds: Vec<f64>,
    worth: Vec<f64>,
    /// By way: what it meets today, how much of that, and whether it was looked up.
    meets: Vec<Meets>,
    met: Vec<usize>,
    known: Vec<bool>,
    /// Commodities of which there is something to hand out.
    some: Vec<usize>,
    /// The load of the truck at hand.
    load: Vec<(usize, Grams)>,
}

/// A run and its tables.
pub struct Run<'s> {
    script: &'s Script<'s>,
    leads: usize,
    state: State,
    today: Today,
    desk: Desk,
    /// What it came to.
    pub tally: Tally,
    past: Vec<f64>,
    scores: Vec<f64>,
    struck: Vec<usize>,
}

impl<'s> Run<'s> {
    /// Tables for runs of a script.
    #[must_use]
    pub fn new(script: &'s Script<'s>) -> Self {
        let size = script.size;
        let leads = script.ways.iter().map(|way| way.lead).max().unwrap_or(0) + 1;
        let places = size.sites * size.goods;
        let widest = script.sources.iter().map(|source| source.lanes.len()).max().unwrap_or(0);
        let state = State {
            stock: vec![0; places],
            inflow: vec![0; places],
            road: vec![0; leads * places],
            coming: vec![false; leads],
            kept: vec![0; size.groups * size.goods],
            late: vec![0; script.lanes.len() * size.goods],
            open: vec![false; script.chains.len()],
            recent: script.curves.iter().map(|c| vec![0.0; c.curve.window_days as usize]).collect(),
            came: vec![vec![0; size.days * size.sites]; script.stocks.perishable.len()],
        };
        let today = Today {
            day: 0,
            loss: vec![[0.0; 3]; size.segments],
            shut_roads: vec![false; size.segments],
            shut_sites: vec![false; size.sites],
            trucks: vec![None; size.sites],
            entries: vec![0.0; script.world.entry_caps.len()],
            room: [
                vec![0.0; size.segments],
                vec![0.0; script.world.scenario.fleets.len()],
                vec![0.0; size.sites],
            ],
            struck: vec![false; script.targets()],
            seen: vec![0.0; script.targets()],
            promised: vec![0.0; script.targets()],
            coverage: vec![0.0; size.groups],
        };
        let desk = Desk {
            sends: vec![0; size.goods],
            given: vec![0.0; size.goods],
            edge: vec![0; size.goods],
            mass: vec![0; widest * size.goods],
            trucks: vec![0; widest],
            usable: vec![false; script.ways.len()],
            odds: vec![0.0; script.ways.len()],
            worth: vec![0.0; script.ways.len()],
            meets: vec![Meets::Target(0, 0.0); script.ways.last().map_or(0, |way| way.meets.end)],
            met: vec![0; script.ways.len()],
            known: vec![false; script.ways.len()],
            some: Vec::with_capacity(size.goods),
            load: Vec::with_capacity(size.goods),
        };
        Self {
            script,
            leads,
            state,
            today,
            desk,
            tally: Tally::new(size),
            past: Vec::with_capacity(size.days * script.targets()),
            scores: vec![0.0; script.targets()],
            struck: Vec::with_capacity(script.targets()),
        }
    }

    /// Lives through every day against an interceptor; the tally says what it
    /// came to.
    pub fn play(&mut self, interceptor: &mut dyn Interceptor, world: &mut Dice, mind: &mut Dice) {
        self.begin();
        interceptor.begin();
        for day in 0..self.script.size.days {
            self.day(day, interceptor, world, mind);
        }
        self.end();
    }

    /// What lies where before day 0.
    fn begin(&mut self) {
        self.tally.clear();
        let state = &mut self.state;
        state.stock.copy_from_slice(&self.script.stocks.start);
        state.inflow.copy_from_slice(&self.script.stocks.start);
        state.road.fill(0);
        state.coming.fill(false);
        state.kept.fill(0);
        state.late.fill(0);
        for (recent, curve) in state.recent.iter_mut().zip(&self.script.curves) {
            recent.fill(curve.curve.before);
        }
        self.past.clear();
        for (place, grams) in self.script.stocks.start.iter().enumerate() {
            self.tally.goods[place % self.script.size.goods].entered += grams;
        }
    }

    fn day(
        &mut self,
        day: usize,
        interceptor: &mut dyn Interceptor,
        world: &mut Dice,
        mind: &mut Dice,
    ) {
        world.day(day);
        mind.day(day);
        let strikes = self.strikes(day, mind);
        self.today.struck.fill(false);
        let told = strikes > 0 && mind.happens(interceptor.informed());
        let drawn = told.then(|| self.rehearse(day, world));
        let mut scores = std::mem::take(&mut self.scores);
        let mut struck = std::mem::take(&mut self.struck);
        let sight = self.sight(day, strikes, drawn.as_deref());
        let choice = interceptor.weigh(&sight, mind, &mut scores);
        strike::choose(choice, &mut scores, strikes, mind, &mut struck);
        struck.iter().for_each(|&target| self.today.struck[target] = true);
        let before = self.tally.struck_usd;
        self.live(day, world);
        let took = self.tally.struck_usd - before;
        self.tally.bound_usd += highest(&mut self.today.promised, struck.len());
        self.tally.worst_day_usd = self.tally.worst_day_usd.max(took);
        self.tally.strikes += struck.len() as u64;
        self.tally.told += u32::from(told);
        let sight = self.sight(day, strikes, None);
        interceptor.learn(&sight, &self.today.seen, &struck);
        self.past.extend_from_slice(&self.today.seen);
        (self.scores, self.struck) = (scores, struck);
    }

    /// What the interceptor may know.
    fn sight<'a>(&'a self, day: usize, strikes: usize, told: Option<&'a [f64]>) -> Sight<'a> {
        let targets = self.script.targets();
        let loot = &self.script.loot;
        Sight {
            day,
            days: self.script.size.days,
            strikes,
            usual: &loot.usual,
            expected: &loot.expected[day * targets..(day + 1) * targets],
            cargo: loot.cargo[day],
            past: &self.past,
            told,
        }
    }

    /// The day as it would go without a strike: what an informant tells.
    fn rehearse(&mut self, day: usize, world: &mut Dice) -> Vec<f64> {
        let (state, tally) = (self.state.clone(), self.tally.clone());
        self.live(day, world);
        (self.state, self.tally) = (state, tally);
        world.day(day);
        self.today.seen.clone()
    }

    /// One day, the strikes of the day being set.
    fn live(&mut self, day: usize, dice: &mut Dice) {
        self.today.day = day;
        self.today.seen.fill(0.0);
        self.today.promised.fill(0.0);
        self.nature(dice);
        self.receive();
        let script = self.script;
        for source in &script.sources {
            self.send(source, dice);
        }
        self.hand_out();
        self.eat();
        self.expire();
        self.remember();
    }

    /// What is bought and what arrives.
    fn receive(&mut self) {
        let (script, day) = (self.script, self.today.day);
        let goods = script.size.goods;
        for &(place, grams) in &script.stocks.bought[day] {
            self.state.stock[place] += grams;
            self.state.inflow[place] += grams;
            self.tally.goods[place % goods].entered += grams;
        }
        let places = self.state.stock.len();
        if !std::mem::take(&mut self.state.coming[day % self.leads]) {
            return self.give_up();
        }
        let arriving = &mut self.state.road[(day % self.leads) * places..][..places];
        let stocks = self.state.stock.iter_mut().zip(&mut self.state.inflow);
        for ((stock, inflow), arriving) in stocks.zip(arriving) {
            *stock += *arriving;
            *inflow += std::mem::take(arriving);
        }
        self.give_up();
    }

    /// What the script gives up.
    fn give_up(&mut self) {
        let (script, day) = (self.script, self.today.day);
        let goods = script.size.goods;
        for &(place, grams) in &script.stocks.given_up[day] {
            let given = grams.min(self.state.stock[place]);
            self.state.stock[place] -= given;
            self.tally.goods[place % goods].given_up += given;
        }
    }

    /// What is left at the end, and where.
    fn end(&mut self) {
        let goods = self.script.size.goods;
        for (place, grams) in self.state.stock.iter().enumerate() {
            let good = &mut self.tally.goods[place % goods];
            good.left += grams;
            if self.script.is_crossing(place / goods) {
                good.left_outside += grams;
            }
        }
        for (place, grams) in self.state.road.iter().enumerate() {
            self.tally.goods[place % goods].left += grams;
        }
        for (place, grams) in self.state.kept.iter().enumerate() {
            self.tally.goods[place % goods].left += grams;
        }
    }

    /// By target: what a strike on the last day would have brought, USD.
    #[must_use]
    pub fn seen(&self) -> &[f64] {
        &self.today.seen
    }

    /// Grams of a commodity in stocks, on the road and with households.
    #[must_use]
    pub fn lying(&self, good: usize) -> Grams {
        let goods = self.script.size.goods;
        let all = [&self.state.stock, &self.state.road, &self.state.kept];
        all.iter().flat_map(|places| places.iter().skip(good).step_by(goods)).sum()
    }
}

/// The sum of the highest values; they are used up.
fn highest(values: &mut [f64], count: usize) -> f64 {
    let mut sum = 0.0;
    for _ in 0..count {
        let highest = values.iter_mut().max_by(|a, b| a.total_cmp(b));
        sum += highest.map_or(0.0, std::mem::take);
    }
    sum
}
