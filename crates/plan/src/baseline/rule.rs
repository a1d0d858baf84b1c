//! The rules: pro rata, nearest crossing, greedy.

use safeconduct_model::plan::{Grams, Policy};
use safeconduct_model::site::SiteKind;
use safeconduct_model::world::World;

use super::option::{Choice, choices};
use crate::book::{Book, left_after};
use crate::network::Network;

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
    known: Option<(usize, Vec<Choice>)>,
}

impl<'w> Rule<'w> {
    /// A rule in a world.
    pub fn new(policy: Policy, world: &'w World, network: &Network) -> Self {
        let due = vec![Vec::new(); world.days];
        Self { policy, world, network: network.clone(), due, known: None }
    }

    /// One day: send what the rule sends, hand out what arrives, let people eat.
    pub fn day(&mut self, book: &mut Book, day: usize) {
        let choices = self.choices(day);
        let mut wanted = self.wanted(book, day, &choices);
        let nearest = nearest_crossing(&choices, self.world.groups.len());
        let mut first_only = vec![false; self.world.groups.len()];
        for choice in &choices {
            let here = nearest[choice.group] == Some(choice.corridor.from);
            let skip = match self.policy {
                Policy::NearestCrossing => !here,
                Policy::ProRata => std::mem::replace(&mut first_only[choice.group], true),
                _ => false,
            };
            if !skip && wanted[choice.group] > 0.0 {
                wanted[choice.group] -= self.serve(book, choice, wanted[choice.group], day);
            }
        }
        for due in std::mem::take(&mut self.due[day]) {
            book.hand_out(due.site, due.group, due.commodity, due.grams);
        }
        self.eat(book, day);
    }

    fn choices(&mut self, day: usize) -> Vec<Choice> {
        if let Some((before, known)) = &self.known
            && same(self.world, *before, day)
        {
            return known.clone();
        }
        let fresh = choices(self.world, &self.network, day);
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
        let mut served = 0.0;
        for k in densest_first(book, self.world) {
            let per_gram = book.person_days_per_gram(k) * survival;
            let left = wanted - served;
            if per_gram <= 0.0 || left * 1e6 <= wanted {
                continue;
            }
            let grams = (left / per_gram).ceil() as Grams;
            let stocked = book.stock(corridor.from, k);
            let bought = book.buy(corridor.from, k, grams - stocked);
            let sent = book.send(corridor, choice.fleet, k, grams.min(stocked + bought));
            let mut arrives = sent;
            for &segment in &corridor.segments {
                arrives = left_after(arrives, self.world.roads[segment][day].loss);
            }
            served += arrives as f64 * book.person_days_per_gram(k);
            if sent > 0 {
                let due =
                    Due { site: corridor.to, group: choice.group, commodity: k, grams: arrives };
                self.due[day + lead].push(due);
            }
        }
        served
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
