//! Changes of roads, terms and reach: each gives a world of its own.

use safeconduct_model::apply::{apply, walk_km};
use safeconduct_model::framework::Framework;
use safeconduct_model::plan::{Cap, Group};
use safeconduct_model::term::Clause;
use safeconduct_model::world::{Road, World};

use crate::unserved::Trial;

/// A change of a world, not made yet: a world is large.
pub enum Alter<'w> {
    /// One centre more may open under a rule.
    Centre(usize),
    /// A framework without one of its terms.
    Without(&'w Framework, &'w str),
    /// A crossing is opened where it is closed.
    Crossing(usize),
    /// A segment is opened where it is closed.
    Segment(usize),
    /// A site comes within the reach of a group.
    Reach(usize, usize),
}

impl Alter<'_> {
    /// The world with the change; none where it leaves terms that contradict each
    /// other.
    pub fn made(&self, world: &World) -> Option<World> {
        if let Self::Without(framework, term) = self {
            let mut without = (*framework).clone();
            without.terms.retain(|t| t.id != *term);
            return apply(&world.scenario, Some(&without)).ok();
        }
        let mut changed = world.clone();
        match *self {
            Self::Centre(i) => changed.centre_rules[i].at_most += 1,
            Self::Crossing(s) => {
                let trucks = world.scenario.sites[s].trucks_per_day.map(|trucks| trucks.0);
                let trucks = trucks.filter(|trucks| *trucks > 0.0);
                let days = changed.crossing_trucks[s].iter_mut();
                days.filter(|day| **day == Some(0.0)).for_each(|day| *day = trucks);
            }
            Self::Segment(e) => {
                for road in &mut changed.roads[e] {
                    road.trucks = road.trucks.filter(|trucks| *trucks > 0.0);
                    road.tracks = u64::MAX;
                }
            }
            Self::Reach(g, s) => changed.groups[g].sites.push(s),
            Self::Without(..) => {}
        }
        Some(changed)
    }
}

/// Every such change.
pub fn all(world: &World) -> Vec<(Trial, Alter<'_>)> {
    let mut changes = centres(world);
    changes.extend(terms(world));
    changes.extend(crossings(world));
    changes.extend(segments(world));
    changes.extend(reach(world));
    changes
}

/// What is all of what it changes.
fn whole(change: String, cap: Cap, name: &str) -> Trial {
    Trial { change, cap, name: name.to_owned(), size: 1.0, key: None }
}

fn centres(world: &World) -> Vec<(Trial, Alter<'_>)> {
    let rules = world.centre_rules.iter().enumerate();
    let more = rules.map(|(i, rule)| {
        let change = format!("one centre more open than term `{}` allows", rule.term);
        let size = 1.0 / rule.at_most.max(1) as f64;
        (Trial { size, ..whole(change, Cap::CentreNumber, &rule.term) }, Alter::Centre(i))
    });
    more.collect()
}

/// The framework without each of its terms that does anything.
fn terms(world: &World) -> Vec<(Trial, Alter<'_>)> {
    let id = world.framework.as_ref();
    let Some(framework) = id.and_then(|id| world.scenario.framework(id.as_str())) else {
        return Vec::new();
    };
    // What a framework assumes of losses or demands of a plan is no term that
    // anybody could agree to drop.
    let agreed = |id: &str| {
        let term = framework.terms.iter().find(|term| term.id == id);
        term.is_some_and(|t| !matches!(t.clause, Clause::Loss { .. } | Clause::Floor { .. }))
    };
    let applied = world.effects.iter().filter(|effect| effect.applied && agreed(&effect.term));
    let without = applied.map(|effect| {
        let change = format!("term `{}` removed", effect.term);
        (whole(change, Cap::Term, &effect.term), Alter::Without(framework, &effect.term))
    });
    without.collect()
}

/// Each crossing that is closed on some day, open on all of them to as many trucks
/// as it takes in the scenario.
fn crossings(world: &World) -> Vec<(Trial, Alter<'_>)> {
    let shut = |s: &usize| world.crossing_trucks[*s].contains(&Some(0.0));
    let open = (0..world.crossing_trucks.len()).filter(shut).map(|s| {
        let name = &world.scenario.sites[s].name;
        (whole(format!("{name} opened"), Cap::Crossing, name), Alter::Crossing(s))
    });
    open.collect()
}

/// Each segment that is closed on some day, open on all of them to all tracks.
fn segments(world: &World) -> Vec<(Trial, Alter<'_>)> {
    let tracks = world.scenario.tracks.len();
    let shut = |e: &usize| {
        let closed = |road: &Road| (0..tracks).all(|t| !road.open_to(t));
        world.roads[*e].iter().any(closed)
    };
    let open = (0..world.roads.len()).filter(shut).map(|e| {
        let id = &world.scenario.segments[e].id.0;
        (whole(format!("segment {id} opened"), Cap::Segment, id), Alter::Segment(e))
    });
    open.collect()
}

/// How far beyond the scenario's limit on walks a walk is looked at: nobody is
/// asked to walk more than so many times it.
const WALKS: f64 = 2.0;

/// The nearest site out of reach of each group, brought within it: for those who
/// walk by a longer walk, for those who cannot by a delivery point beside it.
fn reach(world: &World) -> Vec<(Trial, Alter<'_>)> {
    let limit = world.scenario.walking.at_most_km.0;
    let mut changes = Vec::new();
    for (g, group) in world.groups.iter().enumerate() {
        let walks = group.group == Group::Walking;
        let walk = |s: usize| walk_km(&world.scenario, group.zone, s);
        let fits = |s: &usize| {
            world.scenario.sites[*s].kind.hands_out()
                && !group.sites.contains(s)
                && world.hand_out_allowed[*s].contains(&true)
                && walk(*s) <= limit * if walks { WALKS } else { 1.0 }
        };
        let sites = (0..world.scenario.sites.len()).filter(fits);
        let Some(site) = sites.min_by(|a, b| walk(*a).total_cmp(&walk(*b))) else { continue };
        let name = &world.scenario.sites[site].name;
        let (zone, km) = (&world.scenario.zones[group.zone].name, walk(site));
        let trial = if walks {
            let change = format!("a walk of {km:.1} km, not {limit:.1}, from {zone} to {name}");
            let size = if limit > 0.0 { (km / limit - 1.0).max(0.0) } else { 1.0 };
            Trial { size, ..whole(change, Cap::NoSite, name) }
        } else {
            let change =
                format!("a delivery point beside {name} for those in {zone} who cannot walk");
            whole(change, Cap::NoSite, name)
        };
        changes.push((trial, Alter::Reach(g, site)));
    }
    changes
}
