//! Trucks on the road: loads, corridors by lot, and what befalls them.
//!
//! **Corridors.** The trucks of a lane are loaded alike in a row of goods; each
//! takes a corridor with the odds of what it carries. One number u places them
//! all: truck t of n takes the corridor at u + t/n (modulo 1). So each truck has
//! its odds exactly, and where all have the same, the number on each corridor is
//! next to its mean: the means of the project's own draw, at a cost of one
//! number a lane.
//!
//! **Losses.** On a stretch with expected loss λ a truck is lost whole with
//! chance λ, to one of the three kinds. A struck target takes the share π of
//! what comes to it, which is seized. Targets are met in the order of the
//! contract of `model::world`.

use safeconduct_model::plan::Grams;

use super::{Meets, Run};
use crate::chance::Dice;
use crate::script::Loot;

impl Run<'_> {
    /// The trucks of a lane.
    pub(super) fn convoy(&mut self, slot: usize, at: usize, trucks: u32, dice: &mut Dice) {
        let script = self.script;
        let goods = script.size.goods;
        let lane = &script.lanes[at];
        let mass = slot * goods..(slot + 1) * goods;
        let all: Grams = self.desk.mass[mass.clone()].iter().sum();
        let (each, more) = (all / Grams::from(trucks), all % Grams::from(trucks));
        let start = dice.uniform();
        let mut good = 0;
        for way in lane.ways.clone() {
            self.desk.worth[way] = 0.0;
            self.desk.known[way] = false;
        }
        for truck in 0..trucks {
            let mut room = each + Grams::from(Grams::from(truck) < more);
            self.desk.load.clear();
            while room > 0 && good < goods {
                let left = &mut self.desk.mass[mass.start + good];
                let taken = room.min(*left);
                *left -= taken;
                room -= taken;
                if taken > 0 {
                    self.desk.load.push((good, taken));
                }
                good += usize::from(*left == 0);
            }
            let load = self.desk.load.iter();
            let worth: f64 = load.map(|&(k, g)| g as f64 * script.value[k]).sum();
            if let Some(way) = self.way(at, (start, truck, trucks), worth) {
                self.take(at);
                self.drive(way, worth, dice);
            }
        }
        for way in lane.ways.clone() {
            if self.desk.worth[way] > 0.0 {
                let noun = &script.ways[way];
                let steps = &script.roads.steps[noun.steps.clone()];
                let exposure = &script.roads.exposure[self.today.day * script.size.segments..];
                let roads = (exposure, &script.roads);
                let worth = self.desk.worth[way];
                let promised = &mut self.today.promised;
                Loot::expose(worth, (noun.origin, steps), &self.today.loss, roads, promised);
            }
        }
    }

    /// The way of the truck at hand, the so-manieth of so many, by the number in
    /// [0, 1) of its lane; none where all the ways of its goods are closed.
    fn way(
        &mut self,
        at: usize,
        (start, truck, trucks): (f64, u32, u32),
        worth: f64,
    ) -> Option<usize> {
        let (script, day) = (self.script, self.today.day);
        let ways = script.lanes[at].ways.clone();
        if ways.len() == 1 {
            self.desk.worth[ways.start] += worth;
            return Some(ways.start);
        }
        let mut sum = 0.0;
        for way in ways.clone() {
            let odds = &mut self.desk.odds[way];
            *odds = 0.0;
            if self.desk.usable[way] {
                let share = script.mix.share(day, way);
                *odds = self.desk.load.iter().map(|&(k, g)| g as f64 * share[k]).sum();
                sum += *odds;
            }
        }
        if sum <= 0.0 {
            return None;
        }
        let turn = start + f64::from(truck) / f64::from(trucks);
        let turn = if turn < 1.0 { turn } else { turn - 1.0 };
        let (mut rest, mut taken) = (turn * sum, None);
        for way in ways {
            let odds = self.desk.odds[way];
            if odds <= 0.0 {
                continue;
            }
            self.desk.worth[way] += worth * odds / sum;
            if rest >= 0.0 {
                taken = Some(way);
            }
            rest -= odds;
        }
        taken
    }

    /// Takes the load of the truck at hand out of stock.
    fn take(&mut self, lane: usize) {
        let goods = self.script.size.goods;
        let site = self.script.lanes[lane].from;
        for &(good, grams) in &self.desk.load {
            self.state.stock[site * goods + good] -= grams;
            self.state.late[lane * goods + good] -= grams;
        }
    }

    /// Drives the truck at hand, worth so many USD, over a way.
    fn drive(&mut self, at: usize, mut worth: f64, dice: &mut Dice) {
        let way = &self.script.ways[at];
        if !self.desk.known[at] {
            self.look(at);
        }
        let first = way.meets.start;
        for place in first..first + self.desk.met[at] {
            match self.desk.meets[place] {
                Meets::Target(target, exposure) => self.meet(target, exposure, &mut worth),
                Meets::Loss([seized, fed, any]) => {
                    let number = dice.uniform();
                    if number < any {
                        return self
                            .lose(usize::from(number >= seized) + usize::from(number >= fed));
                    }
                }
            }
        }
        self.arrive(self.script.lanes[way.lane].to, way.lead);
    }

    /// What a way meets today, in driving order: once for all trucks of a lane.
    fn look(&mut self, at: usize) {
        let script = self.script;
        let way = &script.ways[at];
        let segments = script.size.segments;
        let exposure = &script.roads.exposure[self.today.day * segments..][..segments];
        let site = |target: usize| script.roads.site_exposure[script.roads.target_site[target]];
        let into = &mut self.desk.meets[way.meets.clone()];
        let mut met = 0;
        let mut note = |meets: Meets| {
            into[met] = meets;
            met += 1;
        };
        if let Some(target) = way.origin {
            note(Meets::Target(target, site(target)));
        }
        for step in &script.roads.steps[way.steps.clone()] {
            for target in [step.road, step.area].into_iter().flatten() {
                note(Meets::Target(target, exposure[step.segment]));
            }
            let [seized, eaten, refused] = self.today.loss[step.segment];
            let any = seized + eaten + refused;
            if any > 0.0 {
                note(Meets::Loss([seized, seized + eaten, any]));
            }
            if let Some(target) = step.site {
                note(Meets::Target(target, site(target)));
            }
        }
        self.desk.met[at] = met;
        self.desk.known[at] = true;
    }

    /// The truck at hand comes to a target.
    fn meet(&mut self, target: usize, exposure: f64, worth: &mut f64) {
        let script = self.script;
        self.today.seen[target] += *worth * exposure;
        if !self.today.struck[target] {
            return;
        }
        for (good, grams) in &mut self.desk.load {
            let taken = (*grams as f64 * exposure) as Grams;
            *grams -= taken;
            self.tally.goods[*good].struck += taken;
            let usd = taken as f64 * script.value[*good];
            self.tally.struck_usd += usd;
            *worth -= usd;
        }
    }

    /// All that the truck at hand carries is lost.
    fn lose(&mut self, kind: usize) {
        for &(good, grams) in &self.desk.load {
            self.tally.goods[good].lost[kind] += grams;
        }
    }

    /// What the truck at hand carries arrives after its days on the road.
    fn arrive(&mut self, site: usize, lead: usize) {
        let goods = self.script.size.goods;
        let places = self.state.stock.len();
        let then = (self.today.day + lead) % self.leads;
        let later = then * places;
        self.state.coming[then] |= lead > 0;
        for &(good, grams) in &self.desk.load {
            let place = site * goods + good;
            if lead > 0 {
                self.state.road[later + place] += grams;
            } else {
                self.state.stock[place] += grams;
                self.state.inflow[place] += grams;
            }
        }
    }
}
