//! A planner anybody can follow: day by day it buys, sends, hands out and
//! lets people eat as much as the room left in every limit allows.

use std::collections::BTreeMap;

use safeconduct_model::calendar::Day;
use safeconduct_model::check::recount;
use safeconduct_model::fingerprint::fingerprint;
use safeconduct_model::nutrient::Nutrient;
use safeconduct_model::plan::{
    Corridor, Grams, Group, Handout, Meal, Movement, OpenCentre, Plan, Policy, Purchase,
};
use safeconduct_model::scenario::Scenario;
use safeconduct_model::site::SiteKind;
use safeconduct_model::world::World;

use crate::dice::Dice;

mod close;

/// A limit of one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Limit {
    Gate,
    Entry,
    Oil,
    Through(usize),
    Segment(usize),
    Fleet(usize),
    Fuel(usize),
    People(usize),
}

/// Lanes as (track, from, to, segments), every one a corridor of the plan.
const LANES: [(&str, &str, &str, &[&str]); 6] = [
    ("corridors", "gate", "hub", &["gate/fork", "hub/fork"]),
    ("centres", "gate", "centre", &["gate/fork", "fork/centre"]),
    ("centres", "gate", "far-centre", &["gate/fork", "fork/far-centre"]),
    ("corridors", "hub", "point-a", &["hub/point-a"]),
    ("corridors", "hub", "point-b", &["point-b/hub"]),
    ("centres", "hub", "centre", &["hub/centre"]),
];

/// Keeps clear of limits by more than rounding could take.
const MARGIN: f64 = 1.0 - 1e-9;

pub struct Greedy<'a> {
    world: &'a World,
    dice: Dice,
    day: usize,
    room: BTreeMap<(Limit, usize), f64>,
    stock: BTreeMap<(usize, usize), Grams>,
    coming: Vec<(usize, usize, usize, Grams)>,
    came: BTreeMap<(usize, usize, usize), Grams>,
    entered: BTreeMap<(usize, usize), Grams>,
    home: BTreeMap<(usize, usize), Grams>,
    plan: Plan,
}

/// An honest plan for the field under its framework.
pub fn plan(scenario: &Scenario, world: &World, seed: u64) -> Plan {
    let mut greedy = Greedy::new(scenario, world, seed);
    for day in 0..world.days {
        greedy.day = day;
        greedy.open_day();
        greedy.buy();
        for lane in 0..LANES.len() {
            greedy.send(lane);
        }
        greedy.hand_out();
        greedy.eat();
        greedy.close_day();
    }
    let mut plan = greedy.plan;
    plan.claims = recount(&plan, world).expect("the greedy writes rows that can be read");
    plan
}

/// A plan in which nothing moves.
pub fn empty(scenario: &Scenario, world: &World) -> Plan {
    let framework = world.framework.as_ref();
    let terms = framework.and_then(|id| scenario.framework(id.as_str()));
    let mut plan = Plan {
        input_sha256: fingerprint(scenario, terms),
        gamma: 2.0,
        policy: Policy::Greedy,
        terms: world.effects.clone(),
        ..trial::blank::plan(world)
    };
    plan.claims = recount(&plan, world).expect("an empty plan can be read");
    plan
}

impl<'a> Greedy<'a> {
    fn new(scenario: &Scenario, world: &'a World, seed: u64) -> Self {
        let mut dice = Dice::new(seed ^ 0xfeed);
        let mut plan = empty(scenario, world);
        plan.gamma = dice.pick(&[1.0, 1.5, 2.0, 3.0]);
        plan.corridors = LANES.iter().map(corridor).collect();
        let site = dice.pick(&["centre", "far-centre"]).into();
        let to_day = Day(world.scenario.days - 1);
        plan.open_centres = vec![OpenCentre { site, from_day: Day(0), to_day }];
        let mut greedy = Self {
            world,
            dice,
            day: 0,
            room: BTreeMap::new(),
            stock: BTreeMap::new(),
            coming: Vec::new(),
            came: BTreeMap::new(),
            entered: BTreeMap::new(),
            home: BTreeMap::new(),
            plan,
        };
        let on_hand = (scenario.stocks[0].tonnes.0 * 1e6).floor() as Grams;
        greedy.come(site_of(world, "hub"), 0, on_hand);
        *greedy.entered.entry((0, 0)).or_default() += on_hand;
        greedy
    }

    fn come(&mut self, site: usize, commodity: usize, grams: Grams) {
        *self.stock.entry((site, commodity)).or_default() += grams;
        *self.came.entry((site, commodity, self.day)).or_default() += grams;
    }

    fn open_day(&mut self) {
        let (arrive, later) =
            std::mem::take(&mut self.coming).into_iter().partition(|c| c.0 == self.day);
        self.coming = later;
        let arrive: Vec<(usize, usize, usize, Grams)> = arrive;
        for (_, site, commodity, grams) in arrive {
            self.come(site, commodity, grams);
        }
    }

    /// What is left of a limit on a day.
    fn left(&self, limit: Limit, day: usize) -> f64 {
        self.room.get(&(limit, day)).copied().unwrap_or_else(|| self.whole(limit, day))
    }

    fn whole(&self, limit: Limit, day: usize) -> f64 {
        let world = self.world;
        let none = f64::INFINITY;
        match limit {
            Limit::Gate => world.crossing_trucks[0][day].unwrap_or(none),
            Limit::Entry => world.entry_caps[0].trucks_per_day,
            Limit::Oil => world.commodity_caps[0].tonnes_per_day * 1e6,
            Limit::Through(site) => {
                world.scenario.sites[site].throughput_t_per_day.map_or(none, |t| t.0 * 1e6)
            }
            Limit::Segment(segment) => world.roads[segment][day].trucks.unwrap_or(none),
            Limit::Fleet(fleet) => world.fleet_trucks[fleet][day],
            Limit::Fuel(fleet) => world.fleet_fuel_l[fleet][day].unwrap_or(none),
            Limit::People(site) => world.people_per_day[site][day].unwrap_or(none),
        }
    }

    /// Takes up to `grams` within limits that each gram uses by so much.
    fn take(&mut self, grams: Grams, uses: &[(Limit, usize, f64)]) -> Grams {
        let most = |(limit, day, each): &(Limit, usize, f64)| {
            (self.left(*limit, *day).max(0.0) / each * MARGIN).floor().min(1e15) as Grams
        };
        let taken = uses.iter().map(most).min().unwrap_or(grams).min(grams).max(0);
        for &(limit, day, each) in uses {
            let left = self.left(limit, day) - taken as f64 * each;
            self.room.insert((limit, day), left);
        }
        taken
    }

    fn buy(&mut self) {
        for (commodity, noun) in self.world.scenario.commodities.iter().enumerate() {
            let rows = self.world.scenario.supply.iter().filter(|s| s.commodity == noun.id);
            let now =
                rows.filter(|s| s.window.indices(self.world.scenario.days).contains(&self.day));
            let most: f64 = now.map(|s| s.tonnes_per_day.0 * 1e6).sum();
            let held = self.stock.get(&(0, commodity)).copied().unwrap_or(0);
            let wanted = (most * self.dice.pick(&[0.5, 1.0])).floor() as Grams;
            let grams = if held > 40_000_000 { 0 } else { wanted };
            self.come(0, commodity, grams);
            *self.entered.entry((commodity, self.day)).or_default() += grams;
            let (crossing, commodity) = ("gate".into(), noun.id.clone());
            self.plan.purchases.push(Purchase { crossing, commodity, day: self.today(), grams });
        }
    }

    fn today(&self) -> Day {
        Day(self.day as u32)
    }

    fn send(&mut self, lane: usize) {
        let (track, from, to, names) = LANES[lane];
        let (from, to) = (site_of(self.world, from), site_of(self.world, to));
        let closed_centre = self.world.scenario.sites[to].kind == SiteKind::DistributionCentre
            && self.plan.open_centres[0].site != self.world.scenario.sites[to].id;
        let segments: Vec<usize> = names.iter().map(|name| segment_of(self.world, name)).collect();
        let hours: f64 = segments.iter().map(|&s| self.world.scenario.segments[s].hours.0).sum();
        let lead = usize::from(hours > 10.0);
        let open = |&s: &usize| {
            (self.day..=self.day + lead)
                .all(|d| d < self.world.days && self.world.roads[s][d].trucks != Some(0.0))
        };
        if closed_centre || !segments.iter().all(open) {
            return;
        }
        for commodity in 0..self.world.scenario.commodities.len() {
            let fleet = if track == "corridors" { self.dice.below(2) } else { 0 };
            let stock = self.stock.get(&(from, commodity)).copied().unwrap_or(0);
            let wanted = if self.dice.once_in(4) { stock / 3 } else { stock };
            let uses = self.uses((from, to), &segments, lead, fleet, commodity);
            let grams = self.take(wanted, &uses);
            if grams > 0 {
                self.depart((lane, from, to), &segments, (fleet, commodity), grams, lead);
            }
        }
    }

    fn uses(
        &self,
        (from, to): (usize, usize),
        segments: &[usize],
        lead: usize,
        fleet: usize,
        commodity: usize,
    ) -> Vec<(Limit, usize, f64)> {
        let day = self.day;
        let noun = &self.world.scenario.fleets[fleet];
        let per_truck = 1.0 / (noun.payload_t.0 * 1e6);
        let roads = segments.iter().map(|&s| &self.world.scenario.segments[s]);
        let (hours, km) = roads.fold((0.0, 0.0), |(h, k), s| (h + s.hours.0, k + s.length_km.0));
        let trip = 1.0 / noun.rounds_per_day.0 + 2.0 * hours / noun.hours_per_day.0;
        let mut uses = vec![
            (Limit::Fleet(fleet), day, per_truck * trip),
            (Limit::Fuel(fleet), day, per_truck * 2.0 * km * 0.35),
            (Limit::Through(to), day + lead, 1.0),
        ];
        uses.extend(segments.iter().map(|&s| (Limit::Segment(s), day, per_truck)));
        if from == 0 {
            uses.extend([(Limit::Gate, day, per_truck), (Limit::Entry, day, per_truck)]);
            uses.push((Limit::Through(0), day, 1.0));
            if commodity == 1 {
                uses.push((Limit::Oil, day, 1.0));
            }
        }
        uses
    }

    fn depart(
        &mut self,
        (lane, from, to): (usize, usize, usize),
        segments: &[usize],
        (fleet, commodity): (usize, usize),
        grams: Grams,
        lead: usize,
    ) {
        *self.stock.entry((from, commodity)).or_default() -= grams;
        let mut left = i128::from(grams);
        for &segment in segments {
            // Losses of the field have three decimals at most.
            let lost = (self.world.roads[segment][self.day].loss.total() * 1000.0).round() as i128;
            left = left * (1000 - lost) / 1000;
        }
        let left = left as Grams;
        if lead == 0 {
            self.come(to, commodity, left);
        } else {
            self.coming.push((self.day + lead, to, commodity, left));
        }
        self.plan.movements.push(Movement {
            corridor: lane,
            fleet: self.world.scenario.fleets[fleet].id.clone(),
            commodity: self.world.scenario.commodities[commodity].id.clone(),
            day: self.today(),
            grams,
        });
    }

    fn kcal(&self, commodity: usize) -> f64 {
        self.world.scenario.commodities[commodity].nutrients_per_kg.amount(Nutrient::Energy)
            / 1000.0
    }

    /// Energy need of a group today, in kcal.
    fn need(&self, group: usize) -> f64 {
        self.world.people(group, self.day) * 2100.0
    }

    fn kept(&self, group: usize) -> f64 {
        let home =
            |k: usize| self.home.get(&(group, k)).copied().unwrap_or(0) as f64 * self.kcal(k);
        (0..self.world.scenario.commodities.len()).map(home).sum()
    }

    fn hand_out(&mut self) {
        let cycle = f64::from(self.world.scenario.need.ration_cycle_days);
        for group in 0..self.world.groups.len() {
            for site in self.world.groups[group].sites.clone() {
                for commodity in 0..self.world.scenario.commodities.len() {
                    let room = (self.need(group) * cycle - self.kept(group)).max(0.0);
                    let most = (room / self.kcal(commodity) * MARGIN).floor() as Grams;
                    let stock = self.stock.get(&(site, commodity)).copied().unwrap_or(0);
                    let visits = self.kcal(commodity) / (2100.0 * cycle);
                    let grams =
                        self.take(stock.min(most), &[(Limit::People(site), self.day, visits)]);
                    if grams > 0 {
                        self.give(site, group, commodity, grams);
                    }
                }
            }
        }
    }

    fn give(&mut self, site: usize, group: usize, commodity: usize, grams: Grams) {
        *self.stock.entry((site, commodity)).or_default() -= grams;
        *self.home.entry((group, commodity)).or_default() += grams;
        let (zone, who) = self.names(group);
        self.plan.handouts.push(Handout {
            site: self.world.scenario.sites[site].id.clone(),
            zone,
            group: who,
            commodity: self.world.scenario.commodities[commodity].id.clone(),
            day: self.today(),
            grams,
        });
    }

    fn names(&self, group: usize) -> (safeconduct_model::id::ZoneId, Group) {
        let at = &self.world.groups[group];
        (self.world.scenario.zones[at.zone].id.clone(), at.group)
    }

    fn eat(&mut self) {
        for group in 0..self.world.groups.len() {
            let mut hunger = self.need(group);
            for commodity in 0..self.world.scenario.commodities.len() {
                let most = (hunger / self.kcal(commodity)).ceil().max(0.0) as Grams;
                let grams = self.home.get(&(group, commodity)).copied().unwrap_or(0).min(most);
                hunger -= grams as f64 * self.kcal(commodity);
                self.meal(group, commodity, grams);
            }
        }
    }

    fn meal(&mut self, group: usize, commodity: usize, grams: Grams) {
        if grams > 0 {
            *self.home.entry((group, commodity)).or_default() -= grams;
            let (zone, who) = self.names(group);
            let commodity = self.world.scenario.commodities[commodity].id.clone();
            self.plan.meals.push(Meal { zone, group: who, commodity, day: self.today(), grams });
        }
    }
}

fn corridor((track, from, to, segments): &(&str, &str, &str, &[&str])) -> Corridor {
    Corridor {
        track: (*track).into(),
        from: (*from).into(),
        to: (*to).into(),
        segments: segments.iter().map(|s| (*s).into()).collect(),
    }
}

pub fn site_of(world: &World, id: &str) -> usize {
    world.scenario.sites.iter().position(|s| s.id.as_str() == id).expect("a site of the field")
}

pub fn segment_of(world: &World, id: &str) -> usize {
    world.scenario.segments.iter().position(|s| s.id.as_str() == id).expect("a road of the field")
}
