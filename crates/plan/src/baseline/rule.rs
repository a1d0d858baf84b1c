//! The rules: pro rata, nearest crossing, greedy.

use safeconduct_model::plan::{Grams, Policy};
use safeconduct_model::site::SiteKind;
use safeconduct_model::world::World;

use super::option::{self, Choice};
use crate::book::Book;
use crate::network::Network;

/// How often a rule looks for roads that still have room.
const SEARCHES: usize = 12;

/// A load that a group is to be handed on the day it arrives.
#[derive(Clone, Copy, Debug)]
struct Due {
    site: usize,
    group: usize,
    commodity: usize,
    grams: Grams,
}

/// A rule with what it remembers from day to day.
pub struct Rule<'w> {
    policy: Policy,
    world: &'w World,
    network: Network,
    due: Vec<Vec<Due>>,
    /// Person-days promised to be handed out, by day and site.
    promised: Vec<Vec<f64>>,
    known: Option<(usize, Vec<Choice>)>,
}

impl<'w> Rule<'w> {
    /// A rule in a world.
    pub fn new(policy: Policy, world: &'w World, network: &Network) -> Self {
        let due = vec![Vec::new(); world.days];
        let promised = vec![vec![0.0; world.scenario.sites.len()]; world.days];
        Self { policy, world, network: network.clone(), due, promised, known: None }
    }

    /// One day: send what the rule sends, hand out what arrives, let people eat.
    pub fn day(&mut self, book: &mut Book, day: usize) {
        let choices = self.choices(day);
        let mut wanted = self.wanted(book, day, &choices);
        self.send(book, day, &choices, &mut wanted);
        // Pro rata knows one road each; the others look for roads with room.
        let searches = if self.policy == Policy::ProRata { 0 } else { SEARCHES };
        for _ in 0..searches {
            let found = option::choices(self.world, &self.network, day, |e| book.has_room(e));
            if !self.send(book, day, &found, &mut wanted) {
                break;
            }
        }
        for due in std::mem::take(&mut self.due[day]) {
            book.hand_out(due.site, due.group, due.commodity, due.grams);
        }
        self.eat(book, day);
    }

    /// Serves what is wanted by the choices that the rule allows; whether
    /// anything left.
    fn send(
        &mut self,
        book: &mut Book,
        day: usize,
        choices: &[Choice],
        wanted: &mut [f64],
    ) -> bool {
        let nearest = nearest_crossing(choices, self.world.groups.len());
        let mut had_one = vec![false; self.world.groups.len()];
        let mut any = false;
        for choice in choices {
            let here = nearest[choice.group] == Some(choice.corridor.from);
            let skip = match self.policy {
                Policy::NearestCrossing => !here,
                Policy::ProRata => std::mem::replace(&mut had_one[choice.group], true),
                _ => false,
            };
            if !skip && wanted[choice.group] > 0.0 {
                let served = self.serve(book, choice, wanted[choice.group], day);
                wanted[choice.group] -= served;
                any |= served > 0.0;
            }
        }
        any
    }

    fn choices(&mut self, day: usize) -> Vec<Choice> {
        if let Some((before, known)) = &self.known
            && same(self.world, *before, day)
        {
            return known.clone();
        }
        let fresh = option::choices(self.world, &self.network, day, |_| true);
        self.known = Some((day, fresh.clone()));
        fresh
    }

    /// Person-days each group is to be sent today.
    fn wanted(&self, book: &Book, day: usize, choices: &[Choice]) -> Vec<f64> {
        let groups = 0..self.world.groups.len();
        let need: Vec<f64> = groups.map(|g| self.world.people(g, day)).collect();
        if self.policy != Policy::ProRata {
            return need;
        }
        let all: f64 = need.iter().sum();
        let share =
            if all > 0.0 { (self.capacity(book, day, choices) / all).min(1.0) } else { 0.0 };
        need.into_iter().map(|n| n * share).collect()
    }

    /// Person-days that could pass the crossings today, by trucks and supply.
    fn capacity(&self, book: &Book, day: usize, choices: &[Choice]) -> f64 {
        let scenario = &self.world.scenario;
        let mut capacity = 0.0;
        for (s, site) in scenario.sites.iter().enumerate() {
            let payload = choices
                .iter()
                .filter(|c| c.corridor.from == s)
                .map(|c| scenario.fleets[c.fleet].payload_t.0)
                .fold(0.0, f64::max);
            if site.kind != SiteKind::Crossing || payload == 0.0 {
                continue;
            }
            let offer = |k: usize| book.on_offer(s, k) + book.stock(s, k);
            let grams: f64 = (0..scenario.commodities.len()).map(|k| offer(k) as f64).sum();
            let energy: f64 = (0..scenario.commodities.len())
                .map(|k| offer(k) as f64 * book.person_days_per_gram(k))
                .sum();
            let trucks = self.world.crossing_trucks[s][day].unwrap_or(f64::INFINITY);
            let share = if grams > 0.0 { (trucks * payload * 1e6 / grams).min(1.0) } else { 0.0 };
            capacity += energy * share;
        }
        capacity
    }

    /// Sends a group up to `wanted` person-days by one choice; person-days
    /// that will arrive.
    fn serve(&mut self, book: &mut Book, choice: &Choice, wanted: f64, day: usize) -> f64 {
        let corridor = &choice.corridor;
        let survival = corridor.survival(self.world, day)[corridor.segments.len()];
        let lead = corridor.lead_days(self.world, choice.fleet);
        let wanted = wanted.min(self.counter_room(corridor.to, day + lead));
        let mut served = 0.0;
        for k in densest_first(book, self.world) {
            let per_gram = book.person_days_per_gram(k) * survival;
            let left = wanted - served;
            if per_gram <= 0.0 || left <= 0.0 || left * 1e6 <= wanted {
                continue;
            }
            let grams = (left / per_gram).ceil() as Grams;
            let stocked = book.stock(corridor.from, k);
            let bought = book.buy(corridor.from, k, grams - stocked);
            let sent = book.send(corridor, choice.fleet, k, grams.min(stocked + bought));
            let arrives = book.arriving(corridor, sent);
            served += arrives as f64 * book.person_days_per_gram(k);
            if sent > 0 {
                let due =
                    Due { site: corridor.to, group: choice.group, commodity: k, grams: arrives };
                self.due[day + lead].push(due);
            }
        }
        if served > 0.0 {
            self.promised[day + lead][corridor.to] += served;
        }
        served
    }

    /// Person-days that a site can still hand out on a day.
    fn counter_room(&self, site: usize, day: usize) -> f64 {
        if day >= self.world.days || !self.world.hand_out_allowed[site][day] {
            return 0.0;
        }
        let cycle = f64::from(self.world.scenario.need.ration_cycle_days);
        let people = self.world.people_per_day[site][day].unwrap_or(f64::INFINITY);
        people * cycle - self.promised[day][site]
    }

    fn eat(&self, book: &mut Book, day: usize) {
        for group in 0..self.world.groups.len() {
            let mut hungry = self.world.people(group, day);
            for k in densest_first(book, self.world) {
                let per_gram = book.person_days_per_gram(k);
                if hungry > 0.0 && per_gram > 0.0 {
                    let grams = (hungry / per_gram).ceil() as Grams;
                    hungry -= book.eat(group, k, grams) as f64 * per_gram;
                }
            }
        }
    }
}

/// Commodities by energy in a gram, most first.
fn densest_first(book: &Book, world: &World) -> Vec<usize> {
    let mut order: Vec<usize> = (0..world.scenario.commodities.len()).collect();
    order.sort_by(|&a, &b| book.person_days_per_gram(b).total_cmp(&book.person_days_per_gram(a)));
    order
}

/// By group: the crossing of its quickest choice.
fn nearest_crossing(choices: &[Choice], groups: usize) -> Vec<Option<usize>> {
    let mut nearest = vec![None; groups];
    for choice in choices {
        nearest[choice.group].get_or_insert(choice.corridor.from);
    }
    nearest
}

fn same(world: &World, a: usize, b: usize) -> bool {
    world.roads.iter().all(|r| r[a] == r[b])
        && world.track_allowed.iter().all(|t| t[a] == t[b])
        && world.crossing_trucks.iter().all(|c| c[a] == c[b])
}
