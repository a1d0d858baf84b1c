//! One run: day by day, from what lies at crossings to what is eaten.
//!
//! A day goes in this order: crossings open or close, roads close, losses follow
//! from scarcity; goods are bought and arrive; places send, crossings before the
//! hubs behind them; hand-outs; meals; what is too old is taken out, and what a
//! full store cannot take waits outside. Amounts are whole grams, trucks whole
//! trucks. Tables are made once; days allocate nothing that the first ones did not.

use safeconduct_model::plan::Grams;

use crate::chance::Dice;
use crate::interceptor::{Interceptor, Sight, strike};
use crate::script::Script;
use crate::tally::Tally;

mod convoy;
mod depart;
mod drive;
mod eat;
mod expire;
mod hand_out;
mod nature;
mod store;
mod tables;

use tables::{Desk, State, Today};

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
        Self {
            script,
            leads,
            state: State::of(script, leads),
            today: Today::of(script),
            desk: Desk::of(script),
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
        state.has.fill(0.0);
        state.outside.fill(0);
        state.brought.fill(None);
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
        self.hold_trucks();
        self.receive();
        let script = self.script;
        for source in &script.sources {
            self.send(source, dice);
        }
        self.hand_out();
        self.eat();
        self.expire();
        self.turn_away();
        self.remember();
    }

    /// What waited outside, what is bought and what arrives.
    fn receive(&mut self) {
        self.let_in();
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
        let lies = self.state.stock.iter().zip(&self.state.outside).map(|(a, b)| a + b);
        for (place, grams) in lies.enumerate() {
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

    /// Grams inside a site's store.
    #[must_use]
    pub fn stored(&self, site: usize) -> Grams {
        let goods = self.script.size.goods;
        self.state.stock[site * goods..][..goods].iter().sum()
    }

    /// Grams of a commodity in stocks or before them, on the road and with households.
    #[must_use]
    pub fn lying(&self, good: usize) -> Grams {
        let goods = self.script.size.goods;
        let all = [&self.state.stock, &self.state.outside, &self.state.road, &self.state.kept];
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
