//! What leaves a place: above what the script leaves there, on the lanes of the
//! script, in whole trucks within what is open and free today.

use safeconduct_model::plan::Grams;

use super::Run;
use crate::chance::Dice;
use crate::script::{Lane, Source};

/// So small a part of a truck is nothing: plans stay below their limits by one
/// part in 10^7, so 7.999999 trucks of 8 are meant to be 8.
const NOTHING: f64 = 1e-6;

impl Run<'_> {
    /// Sends what is due from a source.
    pub(super) fn send(&mut self, source: &Source, dice: &mut Dice) {
        let goods = self.script.size.goods;
        let late = source.lanes.start * goods..source.lanes.end * goods;
        if !self.due(source.site) {
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
        let (goods, day) = (script.size.goods, self.today.day);
        let (late, mix) = (&mut self.state.late, &script.mix);
        for good in 0..goods {
            let sends = self.desk.sends[good];
            let sum: Grams = source.lanes.clone().map(|lane| late[lane * goods + good]).sum();
            if sends == 0 && sum == 0 {
                continue;
            }
            let there = if sum > sends { sends as f64 / sum as f64 } else { 1.0 };
            let rest = (sends - sum).max(0) as f64;
            // By edges, so that the lanes together take all to the gram.
            let (mut given, mut edge) = (0.0, 0);
            for lane in source.lanes.clone() {
                given += mix.split(day, lane)[good];
                if given > 1.0 - 1e-12 {
                    given = 1.0;
                }
                let from = std::mem::replace(&mut edge, (rest * given) as Grams);
                let late = &mut late[lane * goods + good];
                *late = (*late as f64 * there) as Grams + edge - from;
            }
        }
    }

    /// What lies at a site above what the script leaves there; whether it is
    /// anything at all.
    fn due(&mut self, site: usize) -> bool {
        let goods = self.script.size.goods;
        let lies = &self.state.stock[site * goods..(site + 1) * goods];
        let keep = &self.script.stocks.keep(self.today.day)[site * goods..(site + 1) * goods];
        let mut any = false;
        for ((sends, lies), keep) in self.desk.sends.iter_mut().zip(lies).zip(keep) {
            *sends = (lies - keep).max(0);
            any |= *sends > 0;
        }
        any
    }

    /// What a lane would take of it, within the room that there is, and in how
    /// many trucks.
    fn offer(&mut self, slot: usize, at: usize) {
        let script = self.script;
        let goods = script.size.goods;
        let lane = &script.lanes[at];
        let usable = self.usable(lane);
        let mass = &mut self.desk.mass[slot * goods..(slot + 1) * goods];
        mass.copy_from_slice(&self.state.late[at * goods..(at + 1) * goods]);
        self.desk.trucks[slot] = 0;
        if !usable {
            return mass.fill(0);
        }
        let all = self.within_room(slot, at);
        if all > lane.crumb {
            self.desk.trucks[slot] = ((all - lane.crumb + lane.payload - 1) / lane.payload) as u32;
        }
    }

    /// Marks the ways of a lane that can be driven today.
    fn usable(&mut self, lane: &Lane) -> bool {
        let script = self.script;
        let mut any = false;
        for way in lane.ways.clone() {
            let steps = &script.roads.steps[script.ways[way].steps.clone()];
            let shut = steps.iter().any(|step| self.today.shut_roads[step.segment]);
            self.desk.usable[way] = script.mix.open(self.today.day, way) && !shut;
            any |= self.desk.usable[way];
        }
        any
    }

    /// Cuts what goes beyond the script to the room that roads, fleets and sites
    /// have left; the mass that may leave.
    fn within_room(&mut self, slot: usize, at: usize) -> Grams {
        let (script, day) = (self.script, self.today.day);
        let goods = script.size.goods;
        let due = script.mix.due(day, at);
        let lane = &script.lanes[at];
        let mass = &mut self.desk.mass[slot * goods..(slot + 1) * goods];
        for (good, mass) in mass.iter_mut().enumerate() {
            if script.limits.capped[day * goods + good] {
                *mass = (*mass).min(due[good]);
            }
        }
        let all: Grams = mass.iter().sum();
        let open = |way: &usize| self.desk.usable[*way];
        let part = |good: usize| -> f64 {
            lane.ways.clone().filter(open).map(|way| script.mix.share(day, way)[good]).sum()
        };
        // On a day without closures the ways of a lane have all of it.
        let whole = lane.ways.clone().all(|way| self.desk.usable[way]);
        let own: f64 = match whole {
            true => due.iter().sum::<Grams>() as f64,
            false => due.iter().enumerate().map(|(k, due)| *due as f64 * part(k)).sum(),
        };
        let own = own * script.limits.cut(day, at);
        let beyond = all as f64 - own;
        if beyond <= lane.crumb as f64 {
            return all;
        }
        let room = self.room(slot, at, beyond);
        let share = ((own + room) / all as f64).min(1.0);
        let mass = &mut self.desk.mass[slot * goods..(slot + 1) * goods];
        mass.iter_mut().for_each(|mass| *mass = (*mass as f64 * share) as Grams);
        mass.iter().sum()
    }

    /// How much of `beyond` grams the limits of the day have room for; takes it.
    fn room(&mut self, slot: usize, at: usize, beyond: f64) -> f64 {
        let (script, day) = (self.script, self.today.day);
        let goods = script.size.goods;
        let lane = &script.lanes[at];
        let mass = &self.desk.mass[slot * goods..(slot + 1) * goods];
        let weight = |way: usize| -> f64 {
            let shares = script.mix.share(day, way).iter();
            shares.zip(mass).map(|(share, mass)| share * *mass as f64).sum()
        };
        let usable = || lane.ways.clone().filter(|&way| self.desk.usable[way]);
        let sum: f64 = usable().map(weight).sum();
        if sum <= 0.0 {
            return 0.0;
        }
        let payload = lane.payload as f64;
        let [roads, fleets, sites] = &self.today.room;
        let mut room = beyond.min(sites[lane.from]).min(sites[lane.to]);
        for way in usable() {
            let part = weight(way) / sum;
            if part <= 0.0 {
                continue;
            }
            room = room.min(fleets[lane.fleet] * payload / (script.ways[way].trip_days * part));
            for step in &script.roads.steps[script.ways[way].steps.clone()] {
                room = room.min(roads[step.segment] * payload / part);
            }
        }
        let trucks = room / payload;
        for way in lane.ways.clone() {
            if !self.desk.usable[way] {
                continue;
            }
            let shares = script.mix.share(day, way).iter();
            let mass = &self.desk.mass[slot * goods..(slot + 1) * goods];
            let part: f64 = shares.zip(mass).map(|(share, m)| share * *m as f64).sum::<f64>() / sum;
            self.today.room[1][lane.fleet] -= trucks * part * script.ways[way].trip_days;
            for step in &script.roads.steps[script.ways[way].steps.clone()] {
                self.today.room[0][step.segment] -= trucks * part;
            }
        }
        self.today.room[2][lane.from] -= room;
        self.today.room[2][lane.to] -= room;
        room.max(0.0)
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
        let goods = script.size.goods;
        for (slot, at) in source.lanes.clone().enumerate() {
            let mass = &mut self.desk.mass[slot * goods..(slot + 1) * goods];
            let lane = &script.lanes[at];
            let fits = Grams::from(self.desk.trucks[slot]) * lane.payload + lane.crumb;
            let all: Grams = mass.iter().sum();
            if all > fits {
                let share = (fits - lane.crumb) as f64 / all as f64;
                mass.iter_mut().for_each(|mass| *mass = (*mass as f64 * share) as Grams);
            }
        }
    }

    /// A mission of a lane: what becomes of it, and its trucks on the road.
    fn leave(&mut self, slot: usize, at: usize, dice: &mut Dice) {
        let script = self.script;
        let goods = script.size.goods;
        let lane = &script.lanes[at];
        let mut trucks = self.desk.trucks[slot];
        let outcome = if lane.uncertain { drawn(&lane.outcomes, dice.uniform()) } else { 0 };
        self.tally.missions[outcome] += 1;
        if outcome > 1 {
            return;
        }
        if outcome == 1 {
            let mean = f64::from(trucks) * lane.impeded_arrives;
            let go = (mean + dice.uniform()) as u32;
            let share = f64::from(go) / f64::from(trucks);
            let mass = &mut self.desk.mass[slot * goods..(slot + 1) * goods];
            mass.iter_mut().for_each(|mass| *mass = (*mass as f64 * share) as Grams);
            trucks = go;
        }
        if trucks > 0 {
            self.tally.trucks += u64::from(trucks);
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
