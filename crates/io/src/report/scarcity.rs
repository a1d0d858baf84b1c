//! Where interception and coverage settle, in words and a table.

use std::fmt::Write as _;

use safeconduct_model::equilibrium::{Equilibria, Equilibrium, GoneAt};
use safeconduct_model::figure::Certainty;
use safeconduct_model::simulation::Scarcity;
use safeconduct_model::world::World;

use super::figures::names::Names;
use super::style::Style;
use super::text::table::{Left, Right, Table};
use super::text::{WIDTH, wrap};
use super::{number, visible};

/// The equilibria in words and a table.
#[must_use]
pub fn text(world: &World, found: &Equilibria, style: Style) -> String {
    let mut out = String::new();
    let title = format!("Scarcity: {}", visible::visible(&world.scenario.title));
    let _ = writeln!(out, "{}", style.bold(&title));
    let framework = found.framework.as_ref().map_or("as it stands".into(), ToString::to_string);
    let facts = [
        format!("framework: {}", visible::name(&framework)),
        format!("supply: {} times the scenario's", number::decimals(found.supply, 2)),
        format!("coverage settled within {}", number::percent(found.tolerance)),
        format!("input {:.12}", visible::visible(&found.input_sha256)),
    ];
    out.push_str(&wrap::facts(&facts, WIDTH));
    out.push('\n');
    out.push_str(&wrap::paragraph(&verdict(found), 0, WIDTH));
    out.push('\n');
    out.push_str(&table(world, found, style));
    for (name, state) in ends(found) {
        if !state.settled {
            let text = format!("{name}: coverage did not settle in {} plans.", state.plans);
            out.push_str(&wrap::paragraph(&text, 0, WIDTH));
        } else if !state.one_way {
            let text = format!(
                "{name}: coverage did not move one way, so there may be equilibria beyond this one."
            );
            out.push_str(&wrap::paragraph(&text, 0, WIDTH));
        }
    }
    if let Some(gone) = &found.gone_at {
        out.push('\n');
        out.push_str(&wrap::paragraph(&gone_at(gone, found), 0, WIDTH));
    }
    basis(&mut out, world, style);
    out
}

fn ends(found: &Equilibria) -> [(&'static str, &Equilibrium); 2] {
    [("From no coverage", &found.from_empty), ("From full coverage", &found.from_full)]
}

fn verdict(found: &Equilibria) -> String {
    let (empty, full) = (&found.from_empty, &found.from_full);
    if found.differ {
        format!(
            "Two equilibria, with the same roads, terms and supply: coverage {} where scarcity came \
             first, {} where food came first. Between them lie {} people-days.",
            number::percent(empty.coverage),
            number::percent(full.coverage),
            number::whole(full.people_days - empty.people_days)
        )
    } else {
        format!(
            "One equilibrium: from no coverage and from full coverage alike, coverage settles at {}.",
            number::percent(full.coverage)
        )
    }
}

fn table(world: &World, found: &Equilibria, style: Style) -> String {
    let names = Names::of(&world.scenario);
    let mut table =
        Table::new([("", Left), ("from no coverage", Right), ("from full coverage", Right)]);
    let states = [&found.from_empty, &found.from_full];
    let mut row = |name: String, of: &dyn Fn(&Equilibrium) -> String| {
        table.row([name, of(states[0]), of(states[1])]);
    };
    row("coverage of all".to_owned(), &|s| number::percent(s.coverage));
    for (z, zone) in world.scenario.zones.iter().enumerate() {
        row(format!("  {}", names.zone(zone.id.as_str())), &|s| {
            s.zones.get(z).map_or(String::new(), |zone| number::percent(zone.coverage))
        });
    }
    for (c, curve) in found.from_full.curves.iter().enumerate() {
        let on = curve.areas.iter().map(|area| visible::name(area.as_str()));
        let on: Vec<String> =
            on.chain(curve.segments.iter().map(|s| visible::name(s.as_str()))).collect();
        row(format!("taken on {}", on.join(", ")), &|s| {
            s.curves.get(c).map_or(String::new(), |curve| number::percent(curve.loss.total()))
        });
        let seized = |s: &Equilibrium| {
            s.curves.get(c).map_or(String::new(), |curve| number::percent(curve.loss.seized.0))
        };
        row("  of it seized by armed groups".to_owned(), &seized);
    }
    row("leaves crossings, t/day".to_owned(), &|s| number::whole(s.enters_t_per_day));
    row("people-days at full need".to_owned(), &|s| number::whole(s.people_days));
    row("plans made".to_owned(), &|s| s.plans.to_string());
    table.render(style, WIDTH)
}

fn gone_at(gone: &GoneAt, found: &Equilibria) -> String {
    match (gone.gone_at, gone.enters_t_per_day) {
        (Some(at), Some(enters)) => format!(
            "With {} times the scenario's supply and more only the one with more coverage is left; \
             at {} times both are still there. {} t a day then leave the crossings, against {} t now.",
            number::decimals(at, 3),
            number::decimals(gone.still_at, 3),
            number::whole(enters),
            number::whole(found.from_empty.enters_t_per_day),
        ),
        _ => format!(
            "Even {} times the scenario's supply leaves both: something else than supply holds the \
             scarcer one down.",
            number::decimals(gone.most_tried, 0)
        ),
    }
}

fn basis(out: &mut String, world: &World, style: Style) {
    let _ = writeln!(out, "\n{}", style.bold("What this rests on"));
    for curve in &world.scenario.simulation.scarcity {
        out.push_str(&wrap::hanging(&format!("- {}", points(curve)), 2, 4, WIDTH));
    }
    for line in [
        "Coverage counts what is handed out by the plan. What people take on the way is eaten as \
         well; if it relieves scarcity, there is less of it than shown.",
        "Each state is a plan made anew under its loss: the worst off first, then all together. \
         Loss of the curves replaces that of the framework on their segments, on every day.",
        "Supply is scaled in all its rows together with trucks at crossings and caps on what enters; \
         roads, fleets and sites stay as they are.",
    ] {
        out.push_str(&wrap::hanging(&format!("- {line}"), 2, 4, WIDTH));
    }
}

fn points(curve: &Scarcity) -> String {
    let point = |p: &safeconduct_model::simulation::ScarcityPoint| {
        format!(
            "{} taken at coverage {}",
            number::percent(p.loss.total()),
            number::percent(p.coverage)
        )
    };
    let points: Vec<String> = curve.points.iter().map(point).collect();
    let certainty = match curve.provenance.certainty {
        Some(Certainty::High) => "certainty high",
        Some(Certainty::Medium) => "certainty medium",
        Some(Certainty::Low) => "certainty low: an assumption",
        None => "certainty not stated",
    };
    let source = curve.provenance.source.as_deref().unwrap_or("no source stated");
    format!(
        "The curve, straight between its points: {} ({certainty}; {}).",
        points.join(", "),
        visible::visible(source)
    )
}
