//! `simulation.toml`, or the table `simulation` of a scenario.

use super::Gather;
use super::fields::Fields;
use super::tables::bare;
use crate::document::{Span, Value};
use crate::finding::Code;
use crate::simulation::{MissionOutcomes, Simulation};

mod behaviour;
mod chance;
mod curve;

/// The assumptions of a simulation, as far as they could be read.
pub(super) fn simulation(value: &Value, gather: &mut Gather) -> Option<Simulation> {
    let mut f = Fields::open(value, "simulation", gather)?;
    let crossings = rows(&mut f, "crossing", chance::crossing);
    let missions = rows(&mut f, "mission", chance::mission);
    let behaviours = f.nested("interceptor", "table of interceptors").map(|mut nested| {
        let behaviours = behaviour::behaviours(&mut nested);
        nested.finish();
        behaviours
    });
    let scarcity = rows(&mut f, "scarcity", curve::scarcity);
    let closures = rows(&mut f, "closure", chance::closure);
    f.finish();
    twice(&crossings, "crossing", |a, b| a.site == b.site, gather);
    let missions_alike = |a: &MissionOutcomes, b: &MissionOutcomes| {
        (&a.framework, &a.areas, &a.track, &a.crossing)
            == (&b.framework, &b.areas, &b.track, &b.crossing)
    };
    twice(&missions, "missions", missions_alike, gather);
    Some(Simulation {
        crossings: bare(crossings),
        missions: bare(missions),
        behaviours: behaviours.unwrap_or_default(),
        scarcity: bare(scarcity),
        closures: bare(closures),
    })
}

/// Rows with the place of each.
type Placed<T> = Vec<(T, Span)>;

/// The rows of one list, each opened as a table.
fn rows<T>(f: &mut Fields, name: &'static str, read: fn(&mut Fields) -> Option<T>) -> Placed<T> {
    let items = f.items(name).unwrap_or_default();
    let mut nouns = Vec::with_capacity(items.len());
    for item in &items {
        let Some(mut fields) = Fields::open(item, name, f.gather) else { continue };
        nouns.extend(read(&mut fields).map(|noun| (noun, item.span)));
        fields.finish();
    }
    nouns
}

/// Reports rows that speak of the same thing: one could only be meant for another.
fn twice<T>(rows: &Placed<T>, what: &str, same: fn(&T, &T) -> bool, gather: &mut Gather) {
    for (at, (row, span)) in rows.iter().enumerate() {
        let mut before = rows.iter().take(at);
        if let Some((_, first)) = before.find(|(earlier, _)| same(earlier, row)) {
            let what = format!("two rows speak of the same {what}");
            gather.add_beside(Code::DuplicateId, *span, *first, what, "keep one of the two");
        }
    }
}
