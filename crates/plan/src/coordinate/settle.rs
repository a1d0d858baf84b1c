//! From amounts of chains to a book in whole grams, day by day.

use std::collections::BTreeMap;

use safeconduct_model::plan::Grams;
use safeconduct_model::site::SiteKind;

use super::Coordinate;
use super::chain::Source;
use crate::book::Book;
use crate::setting::Setting;

/// Amounts below ten grams are dust.
const LEAST_TONNES: f64 = 1e-5;

/// What chains come to in one period, tonnes.
#[derive(Default)]
struct Ledger {
    /// By supply row.
    bought: BTreeMap<usize, f64>,
    /// By rank of the corridor's ends, corridor, fleet, commodity.
    sent: BTreeMap<(u8, usize, usize, usize), f64>,
    /// By site, demand, commodity.
    handed: BTreeMap<(usize, usize, usize), f64>,
    /// By demand, commodity.
    eaten: BTreeMap<(usize, usize), f64>,
}

/// Grams that are meant to lie at a crossing, by site and commodity.
type Meant = BTreeMap<(usize, usize), Grams>;

impl<'w> Coordinate<'w> {
    /// Writes the amounts of now into a book.
    pub fn settle_book(&self) -> Book<'w> {
        let world = self.at.world;
        let open = vec![vec![true; world.days]; self.at.sites()];
        let mut book = Book::new(world, open);
        let mut meant = Meant::new();
        for (p, ledger) in self.ledgers().iter().enumerate() {
            for day in self.at.grid.periods[p].clone() {
                book.begin(day);
                if day == 0 {
                    self.give_up(&mut book);
                }
                self.buy(&mut book, ledger, (p, day));
                self.send(&mut book, ledger, (p, day));
                self.give_up_spare(&mut book, &mut meant, ledger, (p, day));
                self.feed(&mut book, ledger, (p, day));
                book.end();
            }
        }
        book
    }

    fn ledgers(&self) -> Vec<Ledger> {
        let mut ledgers: Vec<Ledger> = (0..self.at.grid.len()).map(|_| Ledger::default()).collect();
        for (chain, &amount) in self.field.chains.iter().zip(&self.field.amount) {
            if amount <= 0.0 {
                continue;
            }
            let (g, k) = (chain.demand as usize, chain.commodity as usize);
            let meal = amount / self.at.energy_per_t(k);
            if let Source::Bought(row, p) = chain.source {
                *ledgers[p as usize].bought.entry(row as usize).or_default() +=
                    amount * chain.tonnes;
            }
            for leg in &chain.legs {
                let corridor = leg.corridor as usize;
                let key = (self.rank(corridor), corridor, leg.fleet as usize, k);
                *ledgers[leg.period as usize].sent.entry(key).or_default() += amount * leg.tonnes;
            }
            let handed = &mut ledgers[chain.handed as usize].handed;
            *handed.entry((chain.site as usize, g, k)).or_default() += meal;
            *ledgers[chain.eaten as usize].eaten.entry((g, k)).or_default() += meal;
        }
        ledgers
    }

    /// Crossings send first, then hubs to hubs, then the rest.
    fn rank(&self, corridor: usize) -> u8 {
        let corridor = &self.maker.corridors[corridor];
        match (self.at.kind(corridor.from), self.at.kind(corridor.to)) {
            (SiteKind::Crossing, SiteKind::Hub) => 0,
            (SiteKind::Hub, SiteKind::Hub) => 1,
            _ => 2,
        }
    }

    /// What lies there from the start and is not used takes up room: given up.
    fn give_up(&self, book: &mut Book) {
        for s in 0..self.at.sites() {
            for k in 0..self.at.commodities() {
                let there = self.at.initial_t(s, k);
                if there > 0.0 {
                    let left = 1.0 - self.field.used[self.limits.initial(s, k)];
                    book.dispose(s, k, (there * left.max(0.0) * 1e6) as Grams);
                }
            }
        }
    }

    /// What was bought to spare at a crossing that stores little makes room for
    /// what is meant to lie there overnight.
    fn give_up_spare(
        &self,
        book: &mut Book,
        meant: &mut Meant,
        ledger: &Ledger,
        when: (usize, usize),
    ) {
        for (&row, &tonnes) in &ledger.bought {
            if let Some(offer) = self.at.offers.iter().find(|offer| offer.row == row) {
                let key = (offer.crossing, offer.commodity);
                *meant.entry(key).or_insert_with(|| self.left_alone(key)) +=
                    part(&self.at, tonnes, when);
            }
        }
        for (&(_, corridor, _, k), &tonnes) in &ledger.sent {
            let key = (self.maker.corridors[corridor].from, k);
            if self.at.kind(key.0) == SiteKind::Crossing {
                *meant.entry(key).or_insert_with(|| self.left_alone(key)) -=
                    part(&self.at, tonnes, when);
            }
        }
        for (&(site, k), &grams) in meant.iter() {
            if self.at.world.scenario.sites[site].storage_t.is_some() {
                book.dispose(site, k, (book.stock(site, k) - grams.max(0)).max(0));
            }
        }
    }

    /// What lies at a site from the start and is used.
    fn left_alone(&self, (site, k): (usize, usize)) -> Grams {
        let used = self.field.used[self.limits.initial(site, k)].min(1.0);
        (self.at.initial_t(site, k) * used * 1e6) as Grams
    }

    fn buy(&self, book: &mut Book, ledger: &Ledger, when: (usize, usize)) {
        // Grams more than the share, so that rounding never starves a load.
        let spare = 10 * self.at.network.destinations.len() as Grams;
        for (&row, &tonnes) in &ledger.bought {
            let grams = part(&self.at, tonnes, when);
            let supply = self.at.offers.iter().find(|offer| offer.row == row);
            if let Some(offer) = supply.filter(|_| grams > 0) {
                book.buy(offer.crossing, offer.commodity, grams + spare);
            }
        }
    }

    fn send(&self, book: &mut Book, ledger: &Ledger, when: (usize, usize)) {
        let mut owed: Vec<_> = ledger
            .sent
            .iter()
            .filter(|(_, tonnes)| **tonnes > LEAST_TONNES)
            .map(|(&(_, corridor, fleet, k), &tonnes)| {
                let corridor = &self.maker.corridors[corridor];
                let grams = part(&self.at, tonnes, when);
                // A gram more for every segment that rounds down. No more than that: many
                // small loads would overfill roads, and the last would pay for it.
                let roads = corridor.segments.iter().map(|&e| &self.at.world.roads[e][when.1]);
                let more = roads.filter(|road| road.loss.total() > 0.0).count() as Grams;
                (corridor, fleet, k, if grams > 0 { grams + more } else { 0 })
            })
            .collect();
        // A hub may send on today what another hub sends it today.
        for _ in 0..=self.at.network.origins.len() {
            let mut moved = false;
            for (corridor, fleet, k, owed) in owed.iter_mut().filter(|load| load.3 > 0) {
                let sent = book.send(corridor, *fleet, *k, *owed);
                *owed -= sent;
                moved |= sent > 0;
            }
            if !moved {
                break;
            }
        }
    }

    fn feed(&self, book: &mut Book, ledger: &Ledger, when: (usize, usize)) {
        for (&(site, g, k), &tonnes) in &ledger.handed {
            for (group, grams) in split(&self.at, g, part(&self.at, tonnes, when)) {
                if grams > 0 {
                    book.hand_out(site, group, k, grams + 1);
                }
            }
        }
        for (&(g, k), &tonnes) in &ledger.eaten {
            for (group, grams) in split(&self.at, g, part(&self.at, tonnes, when)) {
                book.eat(group, k, grams + 1);
            }
        }
    }
}

/// A day's part of an amount in tonnes over a period, in grams: rounded so
/// that the days of a period add up to the whole.
fn part(at: &Setting, tonnes: f64, (p, day): (usize, usize)) -> Grams {
    let days = &at.grid.periods[p];
    let a_day = tonnes.max(0.0) * 1e6 / days.len() as f64;
    let up_to = |n: usize| (a_day * n as f64 + 0.5).floor() as Grams;
    up_to(day + 1 - days.start) - up_to(day - days.start)
}

/// Shares an amount among the world's groups of a demand.
fn split(at: &Setting, demand: usize, grams: Grams) -> Vec<(usize, Grams)> {
    let demand = &at.demands[demand];
    let mut left = grams;
    let mut parts = Vec::with_capacity(demand.groups.len());
    for (position, &group) in demand.groups.iter().enumerate() {
        let last = position + 1 == demand.groups.len();
        let share = at.world.groups[group].share / demand.share;
        let part = if last { left } else { ((grams as f64 * share) as Grams).min(left) };
        left -= part;
        parts.push((group, part));
    }
    parts
}
