//! Linked obligations: who is ahead by how much, and the fairest schedule.

use std::collections::BTreeMap;

use num_rational::Ratio;
use safeconduct_model::talks::schedule::{Exposure, Fairest, Split};
use safeconduct_model::talks::{Exchange, Talks};

use super::network::{Bound, Network};

/// A share, exactly.
type Share = Ratio<i128>;

/// Amounts are counted in millionths.
const MILLIONTHS: f64 = 1e6;

/// Obligations up to which the fairest schedule is searched for.
const MOST_STEPS: usize = 12;

/// Orders looked at before the search is given up.
const MOST_ORDERS: usize = 2_000_000;

/// An event that delivers a share: positive for the first party.
#[derive(Clone, Copy)]
struct Step {
    event: usize,
    share: Share,
}

fn steps(talks: &Talks, exchange: &Exchange) -> Vec<Step> {
    let (first, second) = exchange.between;
    let amount = |e: usize| {
        let amount = talks.events[e].amount.unwrap_or(0.0);
        #[allow(clippy::cast_possible_truncation)]
        Share::from((amount * MILLIONTHS).round() as i128)
    };
    let of = |party: usize| {
        (0..talks.events.len()).filter(move |&e| talks.events[e].party == Some(party))
    };
    let zero = Share::from(0);
    let mut found = Vec::new();
    for (party, sign) in [(first, 1), (second, -1)] {
        let total: Share = of(party).map(amount).sum();
        let real = of(party).filter(|&e| total > zero && amount(e) > zero);
        found.extend(
            real.map(|event| Step { event, share: amount(event) / total * Share::from(sign) }),
        );
    }
    found
}

/// The imbalance after each day of every schedule proposed.
pub fn curves(talks: &Talks, exchange: &Exchange) -> BTreeMap<String, Exposure> {
    let steps = steps(talks, exchange);
    let one = |days: &BTreeMap<usize, i64>| {
        let mut by_day: BTreeMap<i64, Share> = BTreeMap::new();
        for (event, day) in days {
            let share = steps.iter().filter(|s| s.event == *event).map(|s| s.share).sum::<Share>();
            *by_day.entry(*day).or_insert_with(|| Share::from(0)) += share;
        }
        let mut ahead = Share::from(0);
        let mut worst = Share::from(0);
        let mut curve = Vec::with_capacity(by_day.len());
        for (day, share) in by_day {
            ahead += share;
            worst = worst.max(size(ahead));
            curve.push((day, written(ahead)));
        }
        Exposure { curve, worst: written(worst) }
    };
    exchange.schedules.iter().map(|(name, days)| (name.clone(), one(days))).collect()
}

fn size(share: Share) -> Share {
    if share < Share::from(0) { -share } else { share }
}

fn written(share: Share) -> String {
    share.to_string()
}

/// The schedule with the smallest worst imbalance, and of those the one that
/// is done first; none where there are too many orders to look at.
pub fn fairest(talks: &Talks, exchange: &Exchange, network: &Network) -> Option<Fairest> {
    let mut network = network.clone();
    if let Some(horizon) = exchange.horizon {
        let start = network.start;
        let within = (0..network.events).filter(|&e| e != start);
        let bound = |to| Bound { from: start, to, days: i64::from(horizon), lag: None };
        network.bounds.extend(within.map(bound).collect::<Vec<_>>());
    }
    let steps = steps(talks, exchange);
    let (worst, finish, days) = search(&network, &steps)?;
    let named = days.iter().enumerate().take(talks.events.len());
    let days = named.map(|(e, day)| (talks.events[e].id.clone(), *day)).collect();
    let best_split = best_split(talks, &network, &steps, worst);
    Some(Fairest { worst: written(worst), finish, days, best_split })
}

/// The step whose halving would lower the worst imbalance most.
fn best_split(talks: &Talks, network: &Network, steps: &[Step], worst: Share) -> Option<Split> {
    let halved = |position: usize| {
        let (mut network, mut steps) = (network.clone(), steps.to_vec());
        let half = steps[position].share / Share::from(2);
        let (event, early) = (steps[position].event, network.events);
        steps[position].share = half;
        steps.push(Step { event: early, share: half });
        // The first half comes no later than the second and not before the start.
        network.events += 1;
        network.bounds.push(Bound { from: event, to: early, days: 0, lag: None });
        network.bounds.push(Bound { from: early, to: network.start, days: 0, lag: None });
        search(&network, &steps).map(|found| (found.0, event))
    };
    let best = (0..steps.len()).filter_map(halved).min()?;
    (best.0 < worst)
        .then(|| Split { event: talks.events[best.1].id.clone(), worst: written(best.0) })
}

struct Search<'s> {
    steps: &'s [Step],
    best: Option<(Share, i64, Vec<i64>)>,
    orders: usize,
}

/// Worst imbalance, day by which all is done, and the day of every event.
fn search(network: &Network, steps: &[Step]) -> Option<(Share, i64, Vec<i64>)> {
    if steps.len() > MOST_STEPS {
        return None;
    }
    let mut search = Search { steps, best: None, orders: 0 };
    search.branch(network, 0, Share::from(0), Share::from(0), None);
    (search.orders <= MOST_ORDERS).then_some(search.best).flatten()
}

impl Search<'_> {
    /// Adds the steps of one more day; `done` is a set of steps, `last` one of
    /// the steps of the day before.
    fn branch(
        &mut self,
        network: &Network,
        done: u32,
        ahead: Share,
        worst: Share,
        last: Option<usize>,
    ) {
        self.orders += 1;
        if self.orders > MOST_ORDERS {
            return;
        }
        let Some(finish) = finish(network) else { return };
        let beaten = |best: &(Share, i64, Vec<i64>)| (worst, finish) >= (best.0, best.1);
        if self.best.as_ref().is_some_and(beaten) {
            return;
        }
        let all = (1u32 << self.steps.len()) - 1;
        if done == all {
            let days = network.windows().into_iter().map(|w| w.0).collect();
            self.best = Some((worst, finish, days));
            return;
        }
        let mut choices = self.choices(done, all, ahead, worst);
        choices.sort_by_key(|&(day, next)| (next, day.count_ones(), day));
        for (day, next) in choices {
            let (mut longer, first) = (network.clone(), day.trailing_zeros() as usize);
            let event = |s: usize| self.steps[s].event;
            for s in (0..self.steps.len()).filter(|s| day >> s & 1 == 1) {
                longer.bounds.push(Bound { from: event(first), to: event(s), days: 0, lag: None });
                longer.bounds.push(Bound { from: event(s), to: event(first), days: 0, lag: None });
            }
            if let Some(last) = last {
                longer.bounds.push(Bound {
                    from: event(first),
                    to: event(last),
                    days: -1,
                    lag: None,
                });
            }
            self.branch(&longer, done | day, next, worst.max(size(next)), Some(first));
        }
    }

    /// Sets of steps that may come next, with the imbalance after them.
    fn choices(&self, done: u32, all: u32, ahead: Share, worst: Share) -> Vec<(u32, Share)> {
        let left = all & !done;
        let mut found = Vec::new();
        let mut day = left;
        while day > 0 {
            let share = |s: &usize| day >> s & 1 == 1;
            let moved = (0..self.steps.len()).filter(share).map(|s| self.steps[s].share);
            let next = ahead + moved.sum::<Share>();
            let best = self.best.as_ref();
            if best.is_none_or(|best| worst.max(size(next)) <= best.0) {
                found.push((day, next));
            }
            day = (day - 1) & left;
        }
        found
    }
}

/// The first day by which everything can be done; none where the order of
/// steps contradicts the lags.
fn finish(network: &Network) -> Option<i64> {
    network.shortest()?;
    network.windows().into_iter().map(|window| window.0).max()
}
