//! The book: a plan as it is written, day by day, in whole grams.
//!
//! Whoever proposes a load (the program's solution, a simple rule) asks the
//! book; the book grants as much as every limit of the day still allows and
//! writes it down. What is in the book is a plan that can be kept.

use std::collections::HashMap;

use safeconduct_model::plan::{Disposal, Grams, Handout, Meal, Movement, Purchase};
use safeconduct_model::site::SiteKind;
use safeconduct_model::world::World;

use crate::corridor::Corridor;
use crate::offer::{Offer, offers};

mod day;
mod keep;
mod load;

pub use load::left_after;

use day::Room;

/// A load on the road, to be received on its day.
#[derive(Clone, Copy, Debug)]
struct Coming {
    site: usize,
    commodity: usize,
    grams: Grams,
}

/// Events by index; turned into nouns when the plan is written.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// Bought: crossing, commodity, day, grams.
    pub bought: Vec<(usize, usize, usize, Grams)>,
    /// Left: corridor position, fleet, commodity, day, grams.
    pub left: Vec<(usize, usize, usize, usize, Grams)>,
    /// Handed out: site, group, commodity, day, grams.
    pub handed_out: Vec<(usize, usize, usize, usize, Grams)>,
    /// Eaten: group, commodity, day, grams.
    pub eaten: Vec<(usize, usize, usize, Grams)>,
    /// Given up: site, commodity, day, grams.
    pub disposed: Vec<(usize, usize, usize, Grams)>,
}

/// The running state of a plan.
pub struct Book<'w> {
    /// The world it is kept in.
    pub world: &'w World,
    /// What has been written.
    pub record: Record,
    /// Corridors in use.
    pub corridors: Vec<Corridor>,
    /// By site and day: whether a centre is open, where a rule limits them.
    pub open: Vec<Vec<bool>>,
    corridor_of: HashMap<Corridor, usize>,
    /// Today's loads in the record, by corridor position, fleet, commodity.
    today: HashMap<(usize, usize, usize), usize>,
    day: usize,
    stock: Vec<Vec<Grams>>,
    household: Vec<Vec<Grams>>,
    coming: Vec<Vec<Coming>>,
    offers: Vec<Offer>,
    room: Room,
    /// Mass that may still be received: by day and site, grams.
    receiving: Vec<Vec<Option<f64>>>,
    fresh: keep::Fresh,
}

/// Caps are used up to this share of themselves less, so that sums in floating
/// point stay below the exact limit.
const MARGIN: f64 = 1e-10;

impl<'w> Book<'w> {
    /// An empty book; `open` says where hand-outs may take place.
    pub fn new(world: &'w World, open: Vec<Vec<bool>>) -> Self {
        let scenario = &world.scenario;
        let commodities = scenario.commodities.len();
        let throughput = |s: &safeconduct_model::site::Site| {
            s.throughput_t_per_day.map(|t| t.0 * 1e6 * (1.0 - MARGIN))
        };
        let receiving: Vec<Option<f64>> = scenario.sites.iter().map(throughput).collect();
        let mut book = Self {
            world,
            record: Record::default(),
            corridors: Vec::new(),
            open,
            corridor_of: HashMap::new(),
            today: HashMap::new(),
            day: 0,
            stock: vec![vec![0; commodities]; scenario.sites.len()],
            household: vec![vec![0; commodities]; world.groups.len()],
            coming: vec![Vec::new(); world.days],
            offers: offers(world),
            room: Room::default(),
            receiving: vec![receiving; world.days],
            fresh: keep::Fresh::new(world),
        };
        book.stock_up();
        book
    }

    fn stock_up(&mut self) {
        let scenario = &self.world.scenario;
        for row in &scenario.stocks {
            let site = scenario.sites.iter().position(|s| s.id == row.site);
            let commodity = scenario.commodities.iter().position(|c| c.id == row.commodity);
            if let (Some(site), Some(commodity)) = (site, commodity) {
                let grams = (row.tonnes.0 * 1e6).floor() as Grams;
                self.stock[site][commodity] += grams;
                self.fresh.bought(commodity, 0, grams);
                self.fresh.arrived(site, commodity, 0, grams);
            }
        }
    }

    /// Begins a day: limits are whole again and loads on the road arrive.
    pub fn begin(&mut self, day: usize) {
        self.day = day;
        self.today.clear();
        self.room = Room::of(self.world, &self.offers, day);
        for coming in std::mem::take(&mut self.coming[day]) {
            self.receive(coming);
        }
    }

    fn receive(&mut self, coming: Coming) {
        self.stock[coming.site][coming.commodity] += coming.grams;
        self.fresh.arrived(coming.site, coming.commodity, self.day, coming.grams);
    }

    /// Buys up to `grams` of what stands ready at a crossing.
    pub fn buy(&mut self, crossing: usize, commodity: usize, grams: Grams) -> Grams {
        let room = self.room.supply.entry((crossing, commodity)).or_insert(0);
        let bought = grams.min(*room).max(0);
        if bought == 0 {
            return 0;
        }
        *room -= bought;
        self.stock[crossing][commodity] += bought;
        self.fresh.bought(commodity, self.day, bought);
        self.fresh.arrived(crossing, commodity, self.day, bought);
        self.record.bought.push((crossing, commodity, self.day, bought));
        bought
    }

    /// Supply that may still be bought today.
    pub fn on_offer(&self, crossing: usize, commodity: usize) -> Grams {
        self.room.supply.get(&(crossing, commodity)).copied().unwrap_or(0)
    }

    /// Stock at a site now.
    pub fn stock(&self, site: usize, commodity: usize) -> Grams {
        self.stock[site][commodity]
    }

    /// Hands out up to `grams` to a group.
    pub fn hand_out(&mut self, site: usize, group: usize, commodity: usize, grams: Grams) -> Grams {
        let allowed = self.world.hand_out_allowed[site][self.day] && self.open[site][self.day];
        if !allowed || grams <= 0 {
            return 0;
        }
        let rations = self.rations_per_gram(commodity);
        let mut handed = grams.min(self.stock[site][commodity]);
        if let Some(room) = self.room.people[site] {
            handed = handed.min(within(room, rations));
        }
        if handed <= 0 {
            return 0;
        }
        if let Some(room) = &mut self.room.people[site] {
            *room -= handed as f64 * rations;
        }
        self.stock[site][commodity] -= handed;
        self.household[group][commodity] += handed;
        self.record.handed_out.push((site, group, commodity, self.day, handed));
        handed
    }

    /// Rations for a whole cycle in a gram, by energy.
    fn rations_per_gram(&self, commodity: usize) -> f64 {
        let cycle = f64::from(self.world.scenario.need.ration_cycle_days);
        self.person_days_per_gram(commodity) / cycle
    }

    /// Person-days of energy need in a gram.
    pub fn person_days_per_gram(&self, commodity: usize) -> f64 {
        let energy = safeconduct_model::nutrient::Nutrient::Energy;
        let scenario = &self.world.scenario;
        let held = scenario.commodities[commodity].nutrients_per_kg.amount(energy);
        held / 1000.0 / scenario.need.per_person_day.amount(energy)
    }

    /// A group eats up to `grams` of what it keeps.
    pub fn eat(&mut self, group: usize, commodity: usize, grams: Grams) -> Grams {
        let eaten = grams.min(self.household[group][commodity]).max(0);
        if eaten > 0 {
            self.household[group][commodity] -= eaten;
            self.record.eaten.push((group, commodity, self.day, eaten));
        }
        eaten
    }

    /// What a group eats of a commodity today.
    pub fn eaten_today(&self, group: usize, commodity: usize) -> Grams {
        self.meals_today().filter(|m| (m.0, m.1) == (group, commodity)).map(|m| m.3).sum()
    }

    /// Keeps for another day up to `grams` of what a group was to eat today.
    pub fn save(&mut self, group: usize, commodity: usize, grams: Grams) -> Grams {
        let today = self.meals_today().count();
        let from = self.record.eaten.len() - today;
        let mut left = grams.max(0);
        for meal in &mut self.record.eaten[from..] {
            if (meal.0, meal.1) == (group, commodity) {
                let saved = left.min(meal.3);
                meal.3 -= saved;
                left -= saved;
            }
        }
        let saved = grams.max(0) - left;
        self.household[group][commodity] += saved;
        saved
    }

    /// Meals written for today, the last first.
    fn meals_today(&self) -> impl Iterator<Item = &(usize, usize, usize, Grams)> {
        self.record.eaten.iter().rev().take_while(|meal| meal.2 == self.day)
    }

    /// What a group keeps of a commodity.
    pub fn kept(&self, group: usize, commodity: usize) -> Grams {
        self.household[group][commodity]
    }

    /// Whether a segment still has room for a hundredth of a truck today.
    pub fn has_room(&self, segment: usize) -> bool {
        self.room.segment[segment].is_none_or(|trucks| trucks > 0.01)
    }

    /// Gives up part of the stock of a site.
    pub fn dispose(&mut self, site: usize, commodity: usize, grams: Grams) {
        let given = grams.min(self.stock[site][commodity]).max(0);
        if given > 0 {
            self.stock[site][commodity] -= given;
            self.record.disposed.push((site, commodity, self.day, given));
        }
    }

    /// The position of a corridor among those in use.
    fn position(&mut self, corridor: &Corridor) -> usize {
        if let Some(&position) = self.corridor_of.get(corridor) {
            return position;
        }
        self.corridors.push(corridor.clone());
        self.corridor_of.insert(corridor.clone(), self.corridors.len() - 1);
        self.corridors.len() - 1
    }

    fn hands_out(&self, site: usize) -> bool {
        self.world.scenario.sites[site].kind.hands_out()
    }

    fn is_crossing(&self, site: usize) -> bool {
        self.world.scenario.sites[site].kind == SiteKind::Crossing
    }
}

/// The most grams whose use at `per_gram` fits into `room`.
fn within(room: f64, per_gram: f64) -> Grams {
    if per_gram <= 0.0 {
        return Grams::MAX;
    }
    (room.max(0.0) / per_gram * (1.0 - MARGIN)).floor() as Grams
}

impl Record {
    /// The record as nouns of the plan, merged and in a fixed order.
    pub fn nouns(&self, world: &World) -> Nouns {
        let scenario = &world.scenario;
        let day = |d: usize| safeconduct_model::calendar::Day(d as u32);
        let commodity = |k: usize| scenario.commodities[k].id.clone();
        let site = |s: usize| scenario.sites[s].id.clone();
        let zone = |g: usize| scenario.zones[world.groups[g].zone].id.clone();
        Nouns {
            purchases: merged(self.bought.iter().map(|&(s, k, d, g)| ((d, s, k), g)))
                .map(|((d, s, k), grams)| Purchase {
                    crossing: site(s),
                    commodity: commodity(k),
                    day: day(d),
                    grams,
                })
                .collect(),
            movements: merged(self.left.iter().map(|&(c, f, k, d, g)| ((d, c, f, k), g)))
                .map(|((d, c, f, k), grams)| Movement {
                    corridor: c,
                    fleet: scenario.fleets[f].id.clone(),
                    commodity: commodity(k),
                    day: day(d),
                    grams,
                })
                .collect(),
            handouts: merged(self.handed_out.iter().map(|&(s, g, k, d, m)| ((d, s, g, k), m)))
                .map(|((d, s, g, k), grams)| Handout {
                    site: site(s),
                    zone: zone(g),
                    group: world.groups[g].group,
                    commodity: commodity(k),
                    day: day(d),
                    grams,
                })
                .collect(),
            meals: merged(self.eaten.iter().map(|&(g, k, d, m)| ((d, g, k), m)))
                .map(|((d, g, k), grams)| Meal {
                    zone: zone(g),
                    group: world.groups[g].group,
                    commodity: commodity(k),
                    day: day(d),
                    grams,
                })
                .collect(),
            disposals: merged(self.disposed.iter().map(|&(s, k, d, g)| ((d, s, k), g)))
                .map(|((d, s, k), grams)| Disposal {
                    site: site(s),
                    commodity: commodity(k),
                    day: day(d),
                    grams,
                })
                .collect(),
        }
    }
}

/// The events of a plan as nouns.
pub struct Nouns {
    /// Bought.
    pub purchases: Vec<Purchase>,
    /// Left.
    pub movements: Vec<Movement>,
    /// Handed out.
    pub handouts: Vec<Handout>,
    /// Eaten.
    pub meals: Vec<Meal>,
    /// Given up.
    pub disposals: Vec<Disposal>,
}

fn merged<K: Ord>(events: impl Iterator<Item = (K, Grams)>) -> impl Iterator<Item = (K, Grams)> {
    let mut sums = std::collections::BTreeMap::new();
    for (key, grams) in events {
        *sums.entry(key).or_insert(0) += grams;
    }
    sums.into_iter()
}
