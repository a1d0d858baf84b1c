//! What leaves a place: above what the script leaves there, on the lanes of the
//! script, in whole trucks within what is open and free today.

use safeconduct_model::plan::Grams;

use super::Run;
use super::tables::Desk;
use crate::chance::Dice;
use crate::script::{Lane, Source};

/// So small a part of a truck is nothing: plans stay below their limits by one
/// part in 10^7, so 7.999999 trucks of 8 are meant to be 8.
const NOTHING: f64 = 1e-6;

impl Run<'_> {
    /// Sends what is due from a source.
    pub(super) fn send(&mut self, source: &Source, dice: &mut Dice) {
        let goods = self.script.size.goods;
        if !self.due(source) {
            let late = source.lanes.start * goods..source.lanes.end * goods;
            return self.state.late[late].fill(0);
        }
        self.parted(source);
        if self.today.shut_sites[source.site] {
            return;
        }
        for (slot, lane) in source.lanes.clone().enumerate() {
            self.offer(slot, lane);
        }
        self.fit(source, dice);
        for (slot, lane) in source.lanes.clone().enumerate() {
            if self.desk.trucks[slot] > 0 {
                self.leave(slot, lane, dice);
            }
        }
    }

    /// Parts what lies there over the lanes: first what was meant for a lane and
    /// did not leave, as far as it is there; the rest as the script has it today.
    fn parted(&mut self, source: &Source) {
        let script = self.script;
        let (wide, day) = (script.size.goods, self.today.day);
        let (late, mix) = (&mut self.state.late, &script.mix);
        for (good, lanes) in &source.goods {
            let sends = self.desk.sends[*good];
            let sum: Grams = lanes.iter().map(|lane| late[lane * wide + good]).sum();
            if sends == 0 && sum == 0 {
                continue;
            }
            let there = if sum > sends { sends as f64 / sum as f64 } else { 1.0 };
            let rest = (sends - sum).max(0) as f64;
            // By edges, so that the lanes together take all to the gram.
            let (mut given, mut edge) = (0.0, 0);
            for &lane in lanes {
                given += mix.split(day, lane)[*good];
                if given > 1.0 - 1e-12 {
                    given = 1.0;
                }
                let from = std::mem::replace(&mut edge, (rest * given) as Grams);
                let late = &mut late[lane * wide + good];
                let kept = if there < 1.0 { (*late as f64 * there) as Grams } else { *late };
                *late = kept + edge - from;
            }
        }
    }

    /// What lies at a source above what the script leaves there, of what ever
    /// leaves; whether it is anything at all.
    fn due(&mut self, source: &Source) -> bool {
        let first = source.site * self.script.size.goods;
        let keep = self.script.stocks.keep(self.today.day);
        let mut any = false;
        for &(good, _) in &source.goods {
            let sends = (self.state.stock[first + good] - keep[first + good]).max(0);
            self.desk.sends[good] = sends;
            any |= sends > 0;
        }
        any
    }

    /// What a lane would take of it, within the room that there is, and in how
    /// many trucks.
    fn offer(&mut self, slot: usize, at: usize) {
        let script = self.script;
        let lane = &script.lanes[at];
        self.desk.trucks[slot] = 0;
        self.desk.sums[slot] = 0;
        if !self.usable(lane) {
            return;
        }
        self.within_room(slot, at);
        let all = self.desk.sums[slot];
        if all > lane.crumb {
            self.desk.trucks[slot] = ((all - lane.crumb + lane.payload - 1) / lane.payload) as u32;
        }
    }

    /// What a lane takes, by place in its goods.
    fn mass(&mut self, slot: usize, lane: &Lane) -> &mut [Grams] {
        &mut self.desk.mass[slot * self.script.size.goods..][..lane.goods.len()]
    }

    /// Cuts what a lane takes to a share of it.
    fn shrink(&mut self, slot: usize, lane: &Lane, share: f64) {
        let mut sum = 0;
        for mass in self.mass(slot, lane) {
            *mass = (*mass as f64 * share) as Grams;
            sum += *mass;
        }
        self.desk.sums[slot] = sum;
    }

    /// Marks the ways of a lane that can be driven today.
    fn usable(&mut self, lane: &Lane) -> bool {
        let script = self.script;
        let usable = &mut self.desk.usable[lane.ways.clone()];
        usable.copy_from_slice(&script.mix.all_open(self.today.day)[lane.ways.clone()]);
        if self.today.any_shut {
            for (usable, way) in usable.iter_mut().zip(&script.ways[lane.ways.clone()]) {
                let mut steps = script.roads.steps[way.steps.clone()].iter();
                *usable &= !steps.any(|step| self.today.shut_roads[step.segment]);
            }
        }
        usable.contains(&true)
    }

    /// Takes what is meant for a lane, but cuts what goes beyond the script to the
    /// room that roads, fleets, sites and stores have left.
    fn within_room(&mut self, slot: usize, at: usize) {
        let (script, day) = (self.script, self.today.day);
        let goods = script.size.goods;
        let due = script.mix.due(day, at);
        let lane = &script.lanes[at];
        let capped = script.limits.capped(day);
        let mass = &mut self.desk.mass[slot * goods..][..lane.goods.len()];
        let mut all = 0;
        for (mass, &good) in mass.iter_mut().zip(&lane.goods) {
            let late = self.state.late[at * goods + good];
            *mass =
                if capped.is_some_and(|capped| capped[good]) { late.min(due[good]) } else { late };
            all += *mass;
        }
        self.desk.sums[slot] = all;
        let open = |way: &usize| self.desk.usable[*way];
        let part = |good: usize| -> f64 {
            lane.ways.clone().filter(open).map(|way| script.mix.share(day, way)[good]).sum()
        };
        // On a day without closures the ways of a lane have all of it.
        let own: f64 = match lane.ways.clone().all(|way| self.desk.usable[way]) {
            true => script.mix.due_in_all(day, at) as f64,
            false => lane.goods.iter().map(|&good| due[good] as f64 * part(good)).sum(),
        };
        let own = own * script.limits.cut(day, at) * self.today.manned[lane.fleet];
        let beyond = all as f64 - own;
        if beyond > lane.crumb as f64 {
            let room = self.room(slot, at, beyond);
            if room < beyond {
                self.shrink(slot, lane, (own + room) / all as f64);
            }
        }
    }

    /// How much of `beyond` grams the limits of the day have room for; takes it.
    fn room(&mut self, slot: usize, at: usize, beyond: f64) -> f64 {
        let script = self.script;
        let lane = &script.lanes[at];
        let ways = lane.ways.len();
        self.weigh(slot, at);
        let weights = &self.desk.odds[..ways];
        let sum: f64 = weights.iter().sum();
        if sum <= 0.0 {
            return 0.0;
        }
        let payload = lane.payload as f64;
        let [roads, fleets, sites, stores] = &mut self.today.room;
        let mut room = beyond.min(sites[lane.from]).min(sites[lane.to]).min(stores[lane.to]);
        let weighed = || {
            let ways = script.ways[lane.ways.clone()].iter().zip(weights);
            let used = ways.filter(|(_, weight)| **weight > 0.0);
            used.map(|(way, weight)| (way, &script.roads.steps[way.steps.clone()], weight / sum))
        };
        for (way, steps, part) in weighed() {
            room = room.min(fleets[lane.fleet] * payload / (way.trip_days * part));
            for step in steps {
                room = room.min(roads[step.segment] * payload / part);
            }
        }
        if room <= 0.0 {
            return 0.0;
        }
        let trucks = room / payload;
        for (way, steps, part) in weighed() {
            fleets[lane.fleet] -= trucks * part * way.trip_days;
            for step in steps {
                roads[step.segment] -= trucks * part;
            }
        }
        if script.is_crossing(lane.from) {
            sites[lane.from] -= room;
        }
        sites[lane.to] -= room;
        stores[lane.to] -= room;
        room
    }

    /// By way of a lane: how much of what it takes goes there in the mean.
    fn weigh(&mut self, slot: usize, at: usize) {
        let (script, day) = (self.script, self.today.day);
        let lane = &script.lanes[at];
        let Desk { odds, mass, usable, .. } = &mut self.desk;
        let mass = &mass[slot * script.size.goods..][..lane.goods.len()];
        for (weight, way) in odds.iter_mut().zip(lane.ways.clone()) {
            let share = script.mix.share(day, way);
            let goes = mass.iter().zip(&lane.goods).map(|(m, &good)| *m as f64 * share[good]);
            *weight = if usable[way] { goes.sum() } else { 0.0 };
        }
    }

    /// Takes trucks off, lane by lane in proportion and by lot, until the
    /// crossing and every entry cap let them pass.
    fn fit(&mut self, source: &Source, dice: &mut Dice) {
        let script = self.script;
        let place = self.today.day * script.size.sites + source.site;
        let own = self.today.trucks[source.site].or(script.limits.crossing_trucks[place]);
        let own = own.filter(|_| script.is_crossing(source.site));
        let mut cap = own.unwrap_or(f64::INFINITY);
        for &entry in &source.entries {
            cap = cap.min(self.today.entries[entry]);
        }
        let lanes = source.lanes.len();
        let all: u32 = self.desk.trucks[..lanes].iter().sum();
        if f64::from(all) > cap + NOTHING {
            let keep = (cap + NOTHING).floor().max(0.0) / f64::from(all);
            let mut edge = dice.uniform();
            for trucks in &mut self.desk.trucks[..lanes] {
                let next = edge + f64::from(*trucks) * keep;
                *trucks = next as u32 - edge as u32;
                edge = next;
            }
        }
        let all: u32 = self.desk.trucks[..lanes].iter().sum();
        for &entry in &source.entries {
            self.today.entries[entry] -= f64::from(all);
        }
        for (slot, at) in source.lanes.clone().enumerate() {
            let lane = &script.lanes[at];
            let fits = Grams::from(self.desk.trucks[slot]) * lane.payload;
            let all = self.desk.sums[slot];
            if all > fits + lane.crumb {
                self.shrink(slot, lane, fits as f64 / all as f64);
            }
        }
    }

    /// A mission of a lane: what becomes of it, and its trucks on the road.
    fn leave(&mut self, slot: usize, at: usize, dice: &mut Dice) {
        let lane = &self.script.lanes[at];
        let mut trucks = self.desk.trucks[slot];
        let outcome = if lane.uncertain { drawn(&lane.outcomes, dice.uniform()) } else { 0 };
        self.tally.missions[outcome] += 1;
        if outcome > 1 {
            return;
        }
        if outcome == 1 {
            let mean = f64::from(trucks) * lane.impeded_arrives;
            let go = (mean + dice.uniform()) as u32;
            self.shrink(slot, lane, f64::from(go) / f64::from(trucks));
            trucks = go;
        }
        if trucks > 0 {
            self.convoy(slot, at, trucks, dice);
        }
    }
}

/// The outcome that a number in [0, 1) falls on.
fn drawn(outcomes: &[f64; 4], mut number: f64) -> usize {
    for (at, share) in outcomes.iter().enumerate() {
        number -= share;
        if number < 0.0 {
            return at;
        }
    }
    0
}
