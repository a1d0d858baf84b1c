//! One day as numbers: ways to send, limits to keep, and who can eat how much.

use std::collections::BTreeMap;

use safeconduct_model::mission::Chances;
use safeconduct_model::site::SiteKind;

use super::trace::Way;

/// A limit on a weighted sum of trucks.
#[derive(Clone, Debug, Default)]
pub struct Limit {
    /// Weight of each way.
    pub weights: Vec<(usize, f64)>,
    /// The most the sum may be.
    pub at_most: f64,
}

/// A way that loads can be sent on this day.
#[derive(Clone, Debug)]
pub struct Sending {
    /// Corridor of the plan, and fleet.
    pub way: Way,
    /// Where it leaves and arrives, by site index.
    pub ends: (usize, usize),
    /// Days until it arrives.
    pub lead: usize,
    /// Chances of a request; none where none is needed.
    pub chances: Option<Chances>,
    /// Person-days in a full truck when it leaves.
    pub leaves: f64,
    /// Person-days of them that arrive.
    pub arrives: f64,
    /// Tonnes of each commodity in a full truck.
    pub load: BTreeMap<usize, f64>,
    /// Trucks that the plan sends.
    pub planned: f64,
    /// Trucks that could be sent at most.
    pub at_most: f64,
    /// Hours of driving, for breaking ties.
    pub hours: f64,
}

/// A place that holds stock: hubs and sites that hand out.
#[derive(Clone, Debug)]
pub struct Place {
    /// Site index.
    pub site: usize,
    /// There before anything is sent: stock, and what lands of earlier days.
    pub before: f64,
    /// Kept at the end of the day by the plan.
    pub kept: f64,
    /// Share of what is kept that is eaten later.
    pub kept_eaten: f64,
    /// Groups that collect here today.
    pub groups: Vec<usize>,
    /// Person-days that may be handed out, where people a day are limited.
    pub counter: Option<f64>,
}

/// People who eat alike.
#[derive(Clone, Debug)]
pub struct Eater {
    /// Person-days handed to them by the plan.
    pub planned: f64,
    /// Share of that which is eaten.
    pub eaten: f64,
    /// Person-days of the day's need that the plan leaves unmet.
    pub unmet: f64,
}

/// What arrives on a later day: at most what the plan has arrive then.
#[derive(Clone, Debug)]
pub struct Later {
    /// Ways that arrive there then.
    pub ways: Vec<usize>,
    /// Person-days at most.
    pub at_most: f64,
    /// Share eaten in the end.
    pub eaten: f64,
}

/// A day.
#[derive(Clone, Debug)]
pub struct DayModel {
    /// Ways, in the order of the plan's corridors.
    pub sendings: Vec<Sending>,
    /// Limits on trucks.
    pub limits: Vec<Limit>,
    /// Places.
    pub places: Vec<Place>,
    /// Groups.
    pub eaters: Vec<Eater>,
    /// Arrivals of later days.
    pub later: Vec<Later>,
    /// What the plan brings on the day, people-days.
    pub plan: f64,
    /// What of it is there before.
    pub before: f64,
}

/// Share of the day's plan that two amounts may differ by and still be alike.
const ALIKE: f64 = 1e-5;

/// How far trucks, shares and chances may differ.
const CLOSE: f64 = 1e-3;

impl DayModel {
    /// Positions of the ways that need a request.
    pub fn requestable(&self) -> Vec<usize> {
        (0..self.sendings.len()).filter(|&i| self.sendings[i].chances.is_some()).collect()
    }

    /// Whether two days ask the same question, up to what rounding leaves.
    pub fn alike(&self, other: &Self) -> bool {
        let ways = |day: &Self| {
            let way = |s: &Sending| (s.way, s.lead, s.chances.is_some());
            let groups = day.places.iter().map(|place| place.groups.clone());
            (day.sendings.iter().map(way).collect::<Vec<_>>(), groups.collect::<Vec<_>>())
        };
        let amount = ALIKE * self.plan.max(other.plan) + 1.0;
        let (a, b) = (self.figures(amount), other.figures(amount));
        let near = |(a, b): (&(f64, f64), &(f64, f64))| (a.0 - b.0).abs() <= a.1 || a.0 == b.0;
        ways(self) == ways(other) && a.len() == b.len() && a.iter().zip(&b).all(near)
    }

    /// Every figure in a fixed order, with how far off counts as the same.
    fn figures(&self, amount: f64) -> Vec<(f64, f64)> {
        let mut all = vec![(self.plan, amount), (self.before, amount)];
        let close = |value: f64| (value, CLOSE * value.abs().max(1.0));
        for s in &self.sendings {
            all.extend([(s.leaves, amount), (s.arrives, amount)]);
            all.extend([close(s.planned), close(s.at_most)]);
            all.extend(s.chances.iter().flat_map(|c| [close(c.granted()), close(c.arrives())]));
        }
        for limit in &self.limits {
            all.push(close(limit.at_most));
            all.extend(limit.weights.iter().flat_map(|&(i, w)| [close(i as f64), close(w)]));
        }
        for place in &self.places {
            all.extend([(place.before, amount), (place.kept, amount)]);
            // What a trace of stock is worth makes no difference.
            all.push((place.kept * place.kept_eaten, amount));
            all.extend(place.counter.map(|counter| (counter, amount)));
        }
        for eater in &self.eaters {
            all.extend([(eater.planned, amount), (eater.unmet, amount)]);
            all.push((eater.planned * eater.eaten, amount));
        }
        for later in &self.later {
            all.extend([(later.at_most, amount), (later.at_most * later.eaten, amount)]);
        }
        all
    }
}

/// What the plan brings on a day: eaten of what is handed out, and of what is
/// kept at places or still on the road.
pub fn plan_brings(model: &DayModel) -> f64 {
    let eaten: f64 = model.eaters.iter().map(|e| e.planned * e.eaten).sum();
    let kept: f64 = model.places.iter().map(|p| p.kept * p.kept_eaten).sum();
    let coming: f64 = model.later.iter().map(|l| l.at_most * l.eaten).sum();
    eaten + kept + coming
}

/// Whether a site keeps stock that days can draw on.
pub fn holds(kind: SiteKind) -> bool {
    kind == SiteKind::Hub || kind.hands_out()
}
