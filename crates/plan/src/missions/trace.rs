//! What a plan comes to, day by day and place by place, in person-days of energy.
//!
//! Every load, stock and hand-out of a plan is counted as the person-days of
//! energy it holds, whatever the food. Going backward in time then tells which
//! share of a person-day at a site is eaten in the end (η) and which share of
//! what a household is handed is (ψ): what spoils, is left over or is eaten by
//! people who have enough counts for nothing. What is lost on the road is
//! counted as expected, as in the plan.

use std::collections::BTreeMap;

use safeconduct_model::id::{FleetId, ZoneId};
use safeconduct_model::index::Index;
use safeconduct_model::nutrient::Nutrient;
use safeconduct_model::plan::{Group, Plan};
use safeconduct_model::site::SiteKind;
use safeconduct_model::world::{GroupAt, World};

use crate::corridor::Corridor;

/// A corridor, by its position in the plan, and the fleet that drives it.
pub type Way = (usize, usize);

/// A plan in person-days. Tables are by day first.
pub struct Trace {
    /// The plan's corridors, by index.
    pub corridors: Vec<Corridor>,
    /// Loads that leave: tonnes by commodity.
    pub loads: Vec<BTreeMap<Way, BTreeMap<usize, f64>>>,
    /// At each site before day 0; crossings apart.
    pub initial: Vec<f64>,
    /// At each site at the end of the day.
    pub stock: Vec<Vec<f64>>,
    /// What arrives at each site of what left on earlier days.
    pub landed: Vec<Vec<f64>>,
    /// Handed to each group.
    pub handed: Vec<Vec<f64>>,
    /// What each group still needs after the plan's meals.
    pub unmet: Vec<Vec<f64>>,
    /// Share of what is at a site that is eaten in the end (η).
    pub eaten_of_site: Vec<Vec<f64>>,
    /// Share of what is handed to a group that is eaten in the end (ψ).
    pub eaten_of_home: Vec<Vec<f64>>,
    /// At each crossing before anything is bought: tonnes by commodity.
    pub waiting: Vec<BTreeMap<(usize, usize), f64>>,
    /// Person-days of energy in a tonne of each commodity.
    pub per_tonne: Vec<f64>,
    /// By site and group: handed out, for the backward walk.
    to_group: Vec<BTreeMap<(usize, usize), f64>>,
}

/// Less than this many person-days is rounding.
const DUST: f64 = 1e-6;

impl Trace {
    /// Traces a plan of this world.
    pub fn of(world: &World, plan: &Plan) -> Self {
        let index = Index::of(&world.scenario);
        let mut trace = Self::empty(world, plan, &index);
        let groups = Groups::of(world);
        trace.read(plan, &index, &groups);
        let meals = Meals::of(world, plan, &index, &groups, &trace.per_tonne);
        trace.stocks(world, plan, &index);
        trace.backward(world, &meals);
        trace
    }

    fn empty(world: &World, plan: &Plan, index: &Index) -> Self {
        let scenario = &world.scenario;
        let (days, sites, groups) = (world.days, scenario.sites.len(), world.groups.len());
        let table = |width: usize| vec![vec![0.0; width]; days + 1];
        let need = scenario.need.per_person_day.amount(Nutrient::Energy);
        let kcal = |c: &safeconduct_model::commodity::Commodity| {
            c.nutrients_per_kg.amount(Nutrient::Energy) * 1000.0 / need
        };
        Self {
            corridors: corridors(plan, index),
            loads: vec![BTreeMap::new(); days],
            initial: vec![0.0; sites],
            stock: table(sites),
            landed: table(sites),
            handed: table(groups),
            unmet: table(groups),
            eaten_of_site: table(sites),
            eaten_of_home: table(groups),
            waiting: vec![BTreeMap::new(); days],
            per_tonne: scenario.commodities.iter().map(kcal).collect(),
            to_group: vec![BTreeMap::new(); days],
        }
    }

    fn read(&mut self, plan: &Plan, index: &Index, groups: &Groups) {
        let fleet = |id: &FleetId| index.fleets.get(id.as_str()).copied();
        for m in &plan.movements {
            let commodity = index.commodities.get(m.commodity.as_str());
            if let (Some(fleet), Some(&k)) = (fleet(&m.fleet), commodity) {
                let load = self.loads[m.day.index()].entry((m.corridor, fleet)).or_default();
                *load.entry(k).or_insert(0.0) += m.grams as f64 / 1e6;
            }
        }
        for h in &plan.handouts {
            let at = place(index, h.site.as_str(), h.commodity.as_str());
            if let (Some((s, k)), Some(g)) = (at, groups.at(&h.zone, h.group)) {
                let amount = h.grams as f64 / 1e6 * self.per_tonne[k];
                self.handed[h.day.index()][g] += amount;
                *self.to_group[h.day.index()].entry((s, g)).or_insert(0.0) += amount;
            }
        }
    }

    /// Person-days in a load.
    pub fn energy(&self, load: &BTreeMap<usize, f64>) -> f64 {
        load.iter().map(|(&k, tonnes)| tonnes * self.per_tonne[k]).sum()
    }

    /// Walks forward through the days: what lies where.
    fn stocks(&mut self, world: &World, plan: &Plan, index: &Index) {
        let mut waiting = self.on_hand(world, index);
        let mut stock = self.initial.clone();
        let given = given_up(plan, index, &self.per_tonne);
        let bought = bought(plan, index);
        for day in 0..world.days {
            self.waiting[day] = waiting.clone();
            for &(at, tonnes) in bought.get(&day).into_iter().flatten() {
                *waiting.entry(at).or_insert(0.0) += tonnes;
            }
            self.drive(world, day, &mut stock, &mut waiting);
            for (s, stock) in stock.iter_mut().enumerate() {
                *stock += self.landed[day][s];
            }
            for (&(s, _), amount) in &self.to_group[day] {
                stock[s] -= amount;
            }
            for (s, amount) in given.get(&day).into_iter().flatten() {
                stock[*s] -= amount;
            }
            for (s, stock) in stock.iter_mut().enumerate() {
                *stock = if *stock < DUST { 0.0 } else { *stock };
                self.stock[day][s] = *stock;
            }
        }
    }

    /// What is there before day 0; returns what waits at crossings.
    fn on_hand(&mut self, world: &World, index: &Index) -> BTreeMap<(usize, usize), f64> {
        let mut waiting = BTreeMap::new();
        for row in &world.scenario.stocks {
            let Some((s, k)) = place(index, row.site.as_str(), row.commodity.as_str()) else {
                continue;
            };
            if world.scenario.sites[s].kind == SiteKind::Crossing {
                *waiting.entry((s, k)).or_insert(0.0) += row.tonnes.0;
            } else {
                self.initial[s] += row.tonnes.0 * self.per_tonne[k];
            }
        }
        waiting
    }

    /// Moves the loads of a day.
    fn drive(
        &mut self,
        world: &World,
        day: usize,
        stock: &mut [f64],
        waiting: &mut BTreeMap<(usize, usize), f64>,
    ) {
        for (&(c, fleet), load) in &self.loads[day] {
            let (corridor, energy) = (&self.corridors[c], self.energy(load));
            let arrives = energy * through(world, corridor, day);
            let lead = corridor.lead_days(world, fleet);
            if lead == 0 {
                stock[corridor.to] += arrives;
            } else if day + lead < world.days {
                self.landed[day + lead][corridor.to] += arrives;
            }
            if world.scenario.sites[corridor.from].kind == SiteKind::Crossing {
                for (&k, tonnes) in load {
                    *waiting.entry((corridor.from, k)).or_insert(0.0) -= tonnes;
                }
            } else {
                stock[corridor.from] -= energy;
            }
        }
    }

    /// Walks back through the days: what of it is eaten in the end.
    fn backward(&mut self, world: &World, meals: &Meals) {
        for day in (0..world.days).rev() {
            for g in 0..world.groups.len() {
                let kept = meals.kept[day][g];
                let eaten = meals.counted[day][g] + kept * self.eaten_of_home[day + 1][g];
                let held = meals.eaten[day][g] + kept;
                self.eaten_of_home[day][g] = share(eaten, held);
                self.unmet[day][g] = (world.people(g, day) - meals.counted[day][g]).max(0.0);
            }
            // A hub may send on today what another sent it today: as often as
            // there are hubs, what one is worth reaches those before it.
            let hubs = world.scenario.sites.iter().filter(|s| s.kind == SiteKind::Hub).count();
            for _ in 0..=hubs {
                self.sites_backward(world, day);
            }
        }
    }

    fn sites_backward(&mut self, world: &World, day: usize) {
        let sites = world.scenario.sites.len();
        let (mut eaten, mut held) = (vec![0.0; sites], vec![0.0; sites]);
        for s in 0..sites {
            let kept = self.stock[day][s];
            eaten[s] += kept * self.eaten_of_site[day + 1][s];
            held[s] += kept;
        }
        for (&(s, g), amount) in &self.to_group[day] {
            eaten[s] += amount * self.eaten_of_home[day][g];
            held[s] += amount;
        }
        for (&(c, fleet), load) in &self.loads[day] {
            let corridor = &self.corridors[c];
            let (energy, there) = (self.energy(load), day + corridor.lead_days(world, fleet));
            let part = self.eaten_of_site.get(there).map_or(0.0, |sites| sites[corridor.to]);
            eaten[corridor.from] += energy * through(world, corridor, day) * part;
            held[corridor.from] += energy;
        }
        for s in 0..sites {
            self.eaten_of_site[day][s] = share(eaten[s], held[s]);
        }
    }
}

/// Part of a whole; what is not there is worth nothing.
fn share(part: f64, whole: f64) -> f64 {
    if whole > DUST { (part / whole).min(1.0) } else { 0.0 }
}

/// Share of a load that comes through, as the plan expects.
pub fn through(world: &World, corridor: &Corridor, day: usize) -> f64 {
    corridor.survival(world, day).last().copied().unwrap_or(1.0)
}

fn corridors(plan: &Plan, index: &Index) -> Vec<Corridor> {
    let known = |map: &std::collections::HashMap<String, usize>, id: &str| {
        map.get(id).copied().unwrap_or_default()
    };
    let by_index = |c: &safeconduct_model::plan::Corridor| Corridor {
        track: known(&index.tracks, c.track.as_str()),
        from: known(&index.sites, c.from.as_str()),
        to: known(&index.sites, c.to.as_str()),
        segments: c.segments.iter().map(|s| known(&index.segments, s.as_str())).collect(),
    };
    plan.corridors.iter().map(by_index).collect()
}

/// Positions of groups by zone and which of its two they are.
struct Groups(BTreeMap<(ZoneId, Group), usize>);

impl Groups {
    fn of(world: &World) -> Self {
        let zone = |g: &GroupAt| world.scenario.zones[g.zone].id.clone();
        let each = world.groups.iter().enumerate();
        Self(each.map(|(position, g)| ((zone(g), g.group), position)).collect())
    }

    fn at(&self, zone: &ZoneId, group: Group) -> Option<usize> {
        self.0.get(&(zone.clone(), group)).copied()
    }
}

/// A site and a commodity by name.
fn place(index: &Index, site: &str, commodity: &str) -> Option<(usize, usize)> {
    Some((*index.sites.get(site)?, *index.commodities.get(commodity)?))
}

/// What is bought on a day, in tonnes by crossing and commodity.
type Bought = Vec<((usize, usize), f64)>;

fn bought(plan: &Plan, index: &Index) -> BTreeMap<usize, Bought> {
    let mut bought: BTreeMap<usize, Bought> = BTreeMap::new();
    for row in &plan.purchases {
        if let Some(at) = place(index, row.crossing.as_str(), row.commodity.as_str()) {
            bought.entry(row.day.index()).or_default().push((at, row.grams as f64 / 1e6));
        }
    }
    bought
}

/// By day: what is given up where, in person-days.
fn given_up(plan: &Plan, index: &Index, per_tonne: &[f64]) -> BTreeMap<usize, Vec<(usize, f64)>> {
    let mut given: BTreeMap<usize, Vec<(usize, f64)>> = BTreeMap::new();
    for d in &plan.disposals {
        if let Some((s, k)) = place(index, d.site.as_str(), d.commodity.as_str()) {
            let amount = d.grams as f64 / 1e6 * per_tonne[k];
            given.entry(d.day.index()).or_default().push((s, amount));
        }
    }
    given
}

/// Meals by day and group, in person-days.
struct Meals {
    /// Eaten.
    eaten: Vec<Vec<f64>>,
    /// Eaten, at most what is needed.
    counted: Vec<Vec<f64>>,
    /// Kept at home at the end of the day.
    kept: Vec<Vec<f64>>,
}

impl Meals {
    fn of(world: &World, plan: &Plan, index: &Index, groups: &Groups, per_tonne: &[f64]) -> Self {
        let table = || vec![vec![0.0; world.groups.len()]; world.days];
        let (mut eaten, mut counted, mut kept) = (table(), table(), table());
        let mut flow = table();
        let amount = |grams: i64, k: &str| {
            let per = index.commodities.get(k).map_or(0.0, |&k| per_tonne[k]);
            grams as f64 / 1e6 * per
        };
        for h in &plan.handouts {
            if let Some(g) = groups.at(&h.zone, h.group) {
                flow[h.day.index()][g] += amount(h.grams, h.commodity.as_str());
            }
        }
        for m in &plan.meals {
            if let Some(g) = groups.at(&m.zone, m.group) {
                eaten[m.day.index()][g] += amount(m.grams, m.commodity.as_str());
            }
        }
        for day in 0..world.days {
            for g in 0..world.groups.len() {
                counted[day][g] = eaten[day][g].min(world.people(g, day));
                let before = if day == 0 { 0.0 } else { kept[day - 1][g] };
                kept[day][g] = (before + flow[day][g] - eaten[day][g]).max(0.0);
            }
        }
        Self { eaten, counted, kept }
    }
}
