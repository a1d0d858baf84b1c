//! A limit that holds people back, by name, and the row behind it.

use safeconduct_model::plan::Cap;
use safeconduct_model::world::World;

use crate::program::Key;

/// A limit on the way to a missing meal, and its part in what the meal is worth.
#[derive(Clone, Debug)]
pub struct Limit {
    /// The kind of cap.
    pub cap: Cap,
    /// What it is a cap of.
    pub name: String,
    /// Unit of the cap.
    pub unit: &'static str,
    /// Shadow price: people fed a day for one unit more on every day, at the margin.
    pub per_unit: Option<f64>,
    /// Thousand people-days that the limit costs a tonne eaten.
    pub part: f64,
    /// The row behind it, of any period; none where there is no such row.
    pub key: Option<Key>,
}

impl Limit {
    /// A reason that is no quantity.
    pub fn without_quantity(cap: Cap) -> Self {
        Self { cap, name: String::new(), unit: "", per_unit: None, part: 0.0, key: None }
    }

    /// One unit more of it, in words.
    pub fn unit_more(&self) -> String {
        match self.cap {
            Cap::Storage => "room for one tonne more".to_owned(),
            Cap::CentreNumber => "one centre more".to_owned(),
            Cap::Fleet => "one truck more".to_owned(),
            Cap::PeoplePerDay => "one person more served a day".to_owned(),
            _ => format!("one {} more a day", self.unit),
        }
    }

    /// The limit in words, without a full stop.
    pub fn words(&self) -> String {
        let name = &self.name;
        match self.cap {
            Cap::NoSite => "no site that may hand out lies within its reach".to_owned(),
            Cap::NoCorridor => {
                "no permitted corridor leads from any supply to a site in its reach".to_owned()
            }
            Cap::Supply => format!("the supply of {name} is used up"),
            Cap::Crossing => format!("trucks through {name} are used up"),
            Cap::Segment => format!("trucks on segment {name} are used up"),
            Cap::Fleet => format!("the trucks of {name} are used up"),
            Cap::Fuel => format!("the fuel of {name} is used up"),
            Cap::Throughput => format!("{name} cannot receive more in a day"),
            Cap::Storage => format!("{name} cannot store more"),
            Cap::PeoplePerDay => format!("{name} cannot serve more people in a day"),
            Cap::RationCycle => "households keep no more than a ration cycle".to_owned(),
            Cap::Ration => format!("a ration may hold no more of {name}"),
            Cap::Term => format!("what term `{name}` allows is used up"),
            Cap::CentreNumber => format!("no further centre may open ({name} is closed or full)"),
            Cap::ShelfLife => format!("{name} perishes before it can be handed out"),
            Cap::Loss => "what is sent is lost on the way".to_owned(),
            Cap::LeadTime => "nothing can arrive in the first days".to_owned(),
            Cap::Unexplained => {
                "no single limit explains it; what limits others first holds it back".to_owned()
            }
        }
    }
}

/// Whether a limit stands open on a day: of what is closed there is no unit more.
pub fn open(world: &World, key: Key, day: usize) -> bool {
    match key {
        Key::Crossing(s, _) => world.crossing_trucks[s][day] != Some(0.0),
        Key::Segment(e, _) => world.roads[e][day].trucks != Some(0.0),
        Key::Fleet(f, _) => world.fleet_trucks[f][day] > 0.0,
        _ => true,
    }
}

/// The cap behind a row: kind, name, unit, and people-days per unit of price.
pub fn describe(world: &World, key: Key) -> Option<(Cap, String, &'static str, f64)> {
    let site = |s: usize| world.scenario.sites[s].name.clone();
    let fleet = |f: usize| world.scenario.fleets[f].name.clone();
    Some(match key {
        Key::Crossing(s, _) => (Cap::Crossing, site(s), "truck", 1000.0),
        Key::Entry(i, _) => (Cap::Term, world.entry_caps[i].term.clone(), "truck", 1000.0),
        Key::CommodityCap(i, _) => {
            (Cap::Term, world.commodity_caps[i].term.clone(), "tonne", 1000.0)
        }
        Key::Segment(e, _) => {
            (Cap::Segment, world.scenario.segments[e].id.0.clone(), "truck", 1000.0)
        }
        Key::Fleet(f, _) => (Cap::Fleet, fleet(f), "truck", 1000.0),
        Key::Fuel(f, _) => (Cap::Fuel, fleet(f), "litre", 1000.0),
        Key::Throughput(s, _) => (Cap::Throughput, site(s), "tonne", 1000.0),
        Key::Storage(s, _) => (Cap::Storage, site(s), "tonne", 1000.0),
        Key::People(s, _) => (Cap::PeoplePerDay, site(s), "person served", 1.0),
        Key::CentreOpen(_, s) => (Cap::CentreNumber, site(s), "centre", 1000.0),
        Key::ShareMin(i) | Key::ShareMax(i) => {
            (Cap::Term, world.share_rules[i].term.clone(), "tonne", 1000.0)
        }
        Key::FreshSite(_, k, _) | Key::FreshAll(k, _) => {
            (Cap::ShelfLife, world.scenario.commodities[k].name.clone(), "tonne", 1000.0)
        }
        _ => return None,
    })
}
