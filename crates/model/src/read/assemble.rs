//! From documents to a scenario.

use super::documents::{Documents, FRAMEWORKS, break_table};
use super::fields::Fields;
use super::folder::Input;
use super::number::Bounds;
use super::reference::{self};
use super::tables::{Tables, bare};
use super::{Gather, alternate, framework, goods, interceptor, look, simulation, upgrade};
use crate::calendar::LONGEST_HORIZON;
use crate::document::{Span, Value};
use crate::finding::Code;
use crate::framework::Framework;
use crate::interceptor::Interceptor;
use crate::need::{Need, Walking};
use crate::scenario::{SCHEMA, Scenario};
use crate::simulation::Simulation;

/// The most tracks a scenario may have: a world keeps them in 64 bits.
const MOST_TRACKS: usize = 64;

/// Strikes that a worst case may assume.
const STRIKES: Bounds = Bounds::new(0.0, 1_000.0);

/// What stands at the top of a scenario.
struct Top {
    name: String,
    title: String,
    note: Option<String>,
    start: jiff::civil::Date,
    days: u32,
    gamma: f64,
    interceptor: Interceptor,
    need: Need,
    walking: Walking,
}

/// The scenario of the input, if every part of it could be read.
pub(super) fn scenario(input: &Input, gather: &mut Gather) -> Option<Scenario> {
    let mut documents = Documents::parse(input, gather);
    if !upgrade::upgrade(&mut documents, gather) {
        return None;
    }
    if documents.root.is_some() {
        given(&documents, gather);
    }
    alternate::apply(&mut documents, gather);
    let top = documents.root.as_ref().map(|root| top(root, &input.name, gather));
    let tables = Tables::read(&documents, gather);
    let frameworks = frameworks(&documents, gather);
    let assumed = documents.simulation.as_ref();
    let assumed = assumed.map(|value| simulation::simulation(value, gather));
    let kinds: std::collections::HashMap<&str, _> =
        tables.sites.iter().map(|(s, _)| (s.id.as_str(), s.kind)).collect();
    reference::check(gather, |id| kinds.get(id).copied());
    if let Some((_, at)) = tables.tracks.get(MOST_TRACKS) {
        let what = format!("the scenario has {} tracks", tables.tracks.len());
        gather.add(Code::OutOfRange, *at, what, format!("keep to {MOST_TRACKS} tracks"));
    }
    let read = top.as_ref().and_then(|t| t.as_ref());
    look::over(&tables, read.map(|t| (&t.walking, &t.interceptor)), gather);
    let assumed = assumed.map_or(Some(Simulation::default()), |read| read);
    Some(join(top??, tables, assumed?, frameworks))
}

fn top(root: &Value, name: &str, gather: &mut Gather) -> Option<Top> {
    let mut f = Fields::open(root, "scenario", gather)?;
    f.span = Span { end: f.span.start, ..f.span };
    // The schema was judged while upgrading.
    f.take("schema");
    let own = f.optional_text("name");
    let title = f.text("title");
    let note = f.optional_text("note");
    let start = f.start_date("start");
    let days = f.count("days", 1, LONGEST_HORIZON);
    let gamma = f.optional_number("gamma", STRIKES);
    (f.gather.start, f.gather.days) = (start, days);
    let need = if f.has("need") {
        f.nested("need", "need").and_then(|mut nested| {
            let need = goods::need(&mut nested);
            nested.finish();
            need
        })
    } else {
        f.need("need");
        None
    };
    let interceptor = f.nested("interceptor", "interceptor").map(|mut nested| {
        let interceptor = interceptor::interceptor(&mut nested);
        nested.finish();
        interceptor
    });
    let walking = f.nested("walking", "walking").map(|mut nested| {
        let walking = goods::walking(&mut nested);
        nested.finish();
        walking
    });
    f.finish();
    Some(Top {
        name: own.unwrap_or_else(|| name.to_owned()),
        title: title?,
        note,
        start: start?,
        days: days?,
        gamma: gamma.unwrap_or_default(),
        interceptor: interceptor.unwrap_or_default(),
        need: need?,
        walking: walking.unwrap_or_default(),
    })
}

/// Tables without which there is nothing to plan must be written, even empty.
fn given(documents: &Documents, gather: &mut Gather) {
    let at = documents.root.as_ref().map(|root| Span { end: root.span.start, ..root.span });
    for (name, why) in [
        ("sites", "the places that supplies pass"),
        ("zones", "the people"),
        ("segments", "the roads; without them nothing leaves a crossing"),
        ("commodities", "what is carried"),
        ("tracks", "the ways of reaching people"),
        ("fleets", "the trucks"),
        ("supply", "what can be bought, where and when"),
    ] {
        let table = documents.tables.get(name);
        if table.is_some_and(|t| !t.rows.is_empty()) || gather.is_broken(name) {
            continue;
        }
        let place = table.map(|t| t.span).or(at);
        let mend = format!("write [[{name}]] or {name}.csv: {why}");
        if table.is_none() && name != "segments" {
            gather.add(Code::MissingField, place, format!("the table `{name}` is missing"), mend);
            break_table(name, gather);
        } else {
            let what = format!("the table `{name}` has no rows");
            gather.add(Code::EmptyTable, place, what, mend);
        }
    }
}

fn frameworks(documents: &Documents, gather: &mut Gather) -> Vec<Framework> {
    let mut frameworks = Vec::new();
    for value in documents.rows(FRAMEWORKS) {
        let Some(mut fields) = Fields::open(value, "framework", gather) else {
            continue;
        };
        frameworks.extend(framework::inline(&mut fields));
        fields.finish();
    }
    for (stem, value) in &documents.frameworks {
        let Some(mut fields) = Fields::open(value, "framework", gather) else {
            continue;
        };
        frameworks.extend(framework::file(&mut fields, stem));
        fields.finish();
    }
    frameworks
}

fn join(top: Top, tables: Tables, simulation: Simulation, frameworks: Vec<Framework>) -> Scenario {
    Scenario {
        schema: SCHEMA,
        name: top.name,
        title: top.title,
        note: top.note,
        start: top.start,
        days: top.days,
        gamma: top.gamma,
        interceptor: top.interceptor,
        need: top.need,
        walking: top.walking,
        commodities: bare(tables.commodities),
        tracks: bare(tables.tracks),
        fleets: bare(tables.fleets),
        sites: bare(tables.sites),
        zones: bare(tables.zones),
        populations: bare(tables.populations),
        segments: bare(tables.segments),
        conditions: bare(tables.conditions),
        supply: bare(tables.supply),
        stocks: bare(tables.stocks),
        reach: bare(tables.reach),
        basket: bare(tables.basket),
        assumptions: bare(tables.assumptions),
        alternates: bare(tables.alternates),
        simulation,
        frameworks,
    }
}
