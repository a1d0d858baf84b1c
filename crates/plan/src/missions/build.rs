//! From a traced plan to the numbers of one day.

use std::collections::BTreeMap;

use safeconduct_model::id::CommodityId;
use safeconduct_model::mission::Chances;
use safeconduct_model::plan::Plan;
use safeconduct_model::site::SiteKind;
use safeconduct_model::world::World;

use super::day::{DayModel, Eater, Later, Limit, Place, Sending, holds, plan_brings};
use super::trace::{Trace, Way, through};
use crate::corridor::truck_days;
use crate::offer::{Offer, offers};

/// What days are built from.
pub struct Builder<'w> {
    world: &'w World,
    trace: &'w Trace,
    offers: Vec<Offer>,
    /// By way: days on which the plan uses it.
    used: BTreeMap<Way, Vec<usize>>,
    /// By centre: days on which the plan opens it.
    open: Vec<Vec<bool>>,
    /// By corridor: chances of a request.
    chances: Vec<Option<Chances>>,
}

impl<'w> Builder<'w> {
    /// Prepares the days of a plan; `chances` by corridor.
    pub fn new(
        world: &'w World,
        plan: &Plan,
        trace: &'w Trace,
        chances: Vec<Option<Chances>>,
    ) -> Self {
        let mut used: BTreeMap<Way, Vec<usize>> = BTreeMap::new();
        for (day, loads) in trace.loads.iter().enumerate() {
            let payload = |way: &Way| world.scenario.fleets[way.1].payload_t.0;
            for (&way, load) in loads {
                if load.values().sum::<f64>() > LEAST_TRUCKS * payload(&way) {
                    used.entry(way).or_default().push(day);
                }
            }
        }
        let open = open_days(world, plan);
        Self { world, trace, offers: offers(world), used, open, chances }
    }

    /// A way by the names of the plan.
    pub fn way(&self, (corridor, fleet): Way) -> safeconduct_model::mission::Way {
        let (scenario, c) = (&self.world.scenario, &self.trace.corridors[corridor]);
        safeconduct_model::mission::Way {
            track: scenario.tracks[c.track].id.clone(),
            from: scenario.sites[c.from].id.clone(),
            to: scenario.sites[c.to].id.clone(),
            segments: c.segments.iter().map(|&e| scenario.segments[e].id.clone()).collect(),
            fleet: scenario.fleets[fleet].id.clone(),
        }
    }

    /// A commodity by its name.
    pub fn commodity(&self, k: usize) -> CommodityId {
        self.world.scenario.commodities[k].id.clone()
    }

    /// The numbers of a day.
    pub fn day(&self, day: usize) -> DayModel {
        let mut sendings: Vec<Sending> =
            self.used.keys().filter_map(|&way| self.sending(way, day)).collect();
        let limits = self.limits(&sendings, day);
        for (i, sending) in sendings.iter_mut().enumerate() {
            for limit in &limits {
                let weight = limit.weights.iter().find(|(j, _)| *j == i).map_or(0.0, |(_, w)| *w);
                if weight > 0.0 {
                    sending.at_most = sending.at_most.min(limit.at_most / weight);
                }
            }
        }
        let later = self.later(&sendings, day);
        let mut model = DayModel {
            places: self.places(day),
            eaters: self.eaters(day),
            sendings,
            limits,
            later,
            plan: 0.0,
            before: 0.0,
        };
        model.plan = plan_brings(&model);
        let there = model.places.iter();
        let eaten = |p: &Place| p.before * self.trace.eaten_of_site[day][p.site];
        model.before = there.map(eaten).sum();
        model
    }

    fn sending(&self, way: Way, day: usize) -> Option<Sending> {
        let (world, trace, (c, fleet)) = (self.world, self.trace, way);
        let corridor = &trace.corridors[c];
        let lead = corridor.lead_days(world, fleet);
        let unrecorded = world.scenario.fleets[fleet].fuel_l_per_km.is_none();
        let stands = unrecorded && world.fleet_fuel_l[fleet][day].is_some();
        if stands || !corridor.open(world, day, lead) {
            return None;
        }
        let days = self.used.get(&way)?;
        let nearest = days.iter().min_by_key(|&&d| (d.abs_diff(day), d))?;
        let mix = trace.loads[*nearest].get(&way)?;
        let (mass, payload) = (mix.values().sum::<f64>(), world.scenario.fleets[fleet].payload_t.0);
        let load: BTreeMap<usize, f64> =
            mix.iter().map(|(&k, tonnes)| (k, tonnes / mass * payload)).collect();
        let leaves = trace.energy(&load);
        let sent = trace.loads[day].get(&way).map_or(0.0, |load| load.values().sum());
        Some(Sending {
            way,
            ends: (corridor.from, corridor.to),
            lead,
            chances: self.chances[c],
            leaves,
            arrives: leaves * through(world, corridor, day),
            load,
            planned: sent / payload,
            at_most: f64::INFINITY,
            hours: corridor.drive(world).hours,
        })
    }

    fn limits(&self, sendings: &[Sending], day: usize) -> Vec<Limit> {
        let mut limits = Vec::new();
        self.gates(sendings, day, &mut limits);
        self.roads(sendings, day, &mut limits);
        self.fleets(sendings, day, &mut limits);
        self.supply(sendings, day, &mut limits);
        self.throughput(sendings, day, &mut limits);
        limits.retain(|limit| !limit.weights.is_empty());
        // The plan keeps every limit; rounding must not make it look otherwise.
        for limit in &mut limits {
            let planned: f64 = limit.weights.iter().map(|&(i, w)| sendings[i].planned * w).sum();
            limit.at_most = limit.at_most.max(planned);
        }
        limits
    }

    fn gates(&self, sendings: &[Sending], day: usize, limits: &mut Vec<Limit>) {
        let world = self.world;
        let kind = |s: usize| world.scenario.sites[s].kind;
        for s in (0..world.scenario.sites.len()).filter(|&s| kind(s) == SiteKind::Crossing) {
            if let Some(trucks) = world.crossing_trucks[s][day] {
                limits.push(each(sendings, trucks, |i| f64::from(u8::from(i.ends.0 == s))));
            }
        }
        for rule in world.entry_caps.iter().filter(|r| r.days.contains(&day)) {
            let counts = |i: &Sending| f64::from(u8::from(rule.crossings.contains(&i.ends.0)));
            limits.push(each(sendings, rule.trucks_per_day, counts));
        }
        for rule in world.commodity_caps.iter().filter(|r| r.days.contains(&day)) {
            let tonnes = |i: &Sending| match rule.crossings.contains(&i.ends.0) {
                true => i.load.get(&rule.commodity).copied().unwrap_or(0.0),
                false => 0.0,
            };
            limits.push(each(sendings, rule.tonnes_per_day, tonnes));
        }
    }

    fn roads(&self, sendings: &[Sending], day: usize, limits: &mut Vec<Limit>) {
        let mut by_segment: BTreeMap<usize, Limit> = BTreeMap::new();
        for (i, sending) in sendings.iter().enumerate() {
            let corridor = &self.trace.corridors[sending.way.0];
            let survival = corridor.survival(self.world, day);
            for (&e, left) in corridor.segments.iter().zip(survival) {
                let Some(trucks) = self.world.roads[e][day].trucks else { continue };
                let limit = by_segment.entry(e).or_default();
                limit.at_most = trucks;
                limit.weights.push((i, left));
            }
        }
        limits.extend(by_segment.into_values());
    }

    fn fleets(&self, sendings: &[Sending], day: usize, limits: &mut Vec<Limit>) {
        for (f, fleet) in self.world.scenario.fleets.iter().enumerate() {
            let trip = |i: &Sending| match i.way.1 == f {
                true => truck_days(self.world, f, i.hours),
                false => 0.0,
            };
            limits.push(each(sendings, self.world.fleet_trucks[f][day], trip));
            let (Some(litres), Some(use_)) = (self.world.fleet_fuel_l[f][day], fleet.fuel_l_per_km)
            else {
                continue;
            };
            let burns = |i: &Sending| match i.way.1 == f {
                true => 2.0 * self.trace.corridors[i.way.0].drive(self.world).km * use_.0,
                false => 0.0,
            };
            limits.push(each(sendings, litres, burns));
        }
    }

    /// What can be bought today or waits at the crossing.
    fn supply(&self, sendings: &[Sending], day: usize, limits: &mut Vec<Limit>) {
        let mut there = self.trace.waiting[day].clone();
        for offer in self.offers.iter().filter(|o| o.days.contains(&day)) {
            *there.entry((offer.crossing, offer.commodity)).or_insert(0.0) += offer.tonnes_per_day;
        }
        let mut asked: std::collections::BTreeSet<(usize, usize)> = Default::default();
        for sending in sendings {
            if self.world.scenario.sites[sending.ends.0].kind == SiteKind::Crossing {
                asked.extend(sending.load.keys().map(|&k| (sending.ends.0, k)));
            }
        }
        for (s, k) in asked {
            let tonnes = |i: &Sending| match i.ends.0 == s {
                true => i.load.get(&k).copied().unwrap_or(0.0),
                false => 0.0,
            };
            let at_most = there.get(&(s, k)).copied().unwrap_or(0.0);
            limits.push(each(sendings, at_most, tonnes));
        }
    }

    /// Mass through sites: what leaves a crossing, what arrives elsewhere.
    fn throughput(&self, sendings: &[Sending], day: usize, limits: &mut Vec<Limit>) {
        for (s, site) in self.world.scenario.sites.iter().enumerate() {
            let Some(tonnes) = site.throughput_t_per_day else { continue };
            let mass = |i: &Sending| {
                let full: f64 = i.load.values().sum();
                match site.kind == SiteKind::Crossing {
                    true if i.ends.0 == s => full,
                    false if i.ends.1 == s && i.lead == 0 => {
                        full * through(self.world, &self.trace.corridors[i.way.0], day)
                    }
                    _ => 0.0,
                }
            };
            limits.push(each(sendings, tonnes.0, mass));
        }
    }

    fn places(&self, day: usize) -> Vec<Place> {
        let (world, trace) = (self.world, self.trace);
        let cycle = f64::from(world.scenario.need.ration_cycle_days);
        let sites = world.scenario.sites.iter().enumerate().filter(|(_, s)| holds(s.kind));
        let place = |(s, _): (usize, &safeconduct_model::site::Site)| {
            let before = if day == 0 { trace.initial[s] } else { trace.stock[day - 1][s] };
            let hands = world.hand_out_allowed[s][day] && self.open[s][day];
            let collect = |g: &usize| hands && world.groups[*g].sites.contains(&s);
            Place {
                site: s,
                before: before + trace.landed[day][s],
                kept: trace.stock[day][s],
                kept_eaten: trace.eaten_of_site[day + 1][s],
                groups: (0..world.groups.len()).filter(collect).collect(),
                counter: world.people_per_day[s][day].map(|people| people * cycle),
            }
        };
        sites.map(place).collect()
    }

    fn eaters(&self, day: usize) -> Vec<Eater> {
        let trace = self.trace;
        let eater = |g: usize| Eater {
            planned: trace.handed[day][g],
            eaten: trace.eaten_of_home[day][g],
            unmet: trace.unmet[day][g],
        };
        (0..self.world.groups.len()).map(eater).collect()
    }

    fn later(&self, sendings: &[Sending], day: usize) -> Vec<Later> {
        let mut by_arrival: BTreeMap<(usize, usize), Later> = BTreeMap::new();
        for (i, sending) in sendings.iter().enumerate().filter(|(_, s)| s.lead > 0) {
            let (to, there) = (sending.ends.1, day + sending.lead);
            let eaten = self.trace.eaten_of_site.get(there).map_or(0.0, |sites| sites[to]);
            let empty = Later { ways: Vec::new(), at_most: 0.0, eaten };
            let later = by_arrival.entry((to, sending.lead)).or_insert(empty);
            later.ways.push(i);
            later.at_most += sending.planned * sending.arrives;
        }
        by_arrival.into_values().collect()
    }
}

/// Trucks on a day below which a way is not used: what rounding leaves.
const LEAST_TRUCKS: f64 = 0.01;

fn each(sendings: &[Sending], at_most: f64, weight: impl Fn(&Sending) -> f64) -> Limit {
    let weights = sendings.iter().enumerate().map(|(i, s)| (i, weight(s)));
    Limit { weights: weights.filter(|(_, w)| *w > 0.0).collect(), at_most }
}

/// By site and day: whether a centre may hand out, where a rule limits them.
fn open_days(world: &World, plan: &Plan) -> Vec<Vec<bool>> {
    let sites = world.scenario.sites.iter();
    let open = |site: &safeconduct_model::site::Site| {
        let on = |day: usize| {
            let ruled = world.centre_rules.iter().any(|r| r.days.contains(&day));
            let listed = plan.open_centres.iter().any(|o| {
                o.site == site.id && (o.from_day.index()..=o.to_day.index()).contains(&day)
            });
            site.kind != SiteKind::DistributionCentre || !ruled || listed
        };
        (0..world.days).map(on).collect()
    };
    sites.map(open).collect()
}
