//! No plan keeps every floor: which ones, and what can be reached.

use safeconduct_model::answer::Infeasible;
use safeconduct_model::world::World;

use super::table::{Left, Right, Table};
use super::{WIDTH, title, wrap};
use crate::report::figures::{Names, group};
use crate::report::style::Style;
use crate::report::{number, visible};

/// Why there is no plan, in words.
#[must_use]
pub fn infeasible(world: &World, answer: &Infeasible, style: Style) -> String {
    let names = Names::of(&world.scenario);
    let heading = visible::cut(&visible::visible(&world.scenario.title), 90);
    let framework = world.framework.as_ref().map_or_else(
        || "none (the scenario as it stands)".to_owned(),
        |id| visible::name(id.as_str()),
    );
    let mut out = style.bold(&heading) + "\n";
    out.push_str(&wrap::facts(
        &[visible::name(&world.scenario.name), format!("framework: {framework}")],
        WIDTH,
    ));
    let said = format!(
        "No plan keeps every floor. Approached evenly, at most {} of each floor can be kept.",
        number::percent(answer.reachable_share)
    );
    out.push_str(&wrap::paragraph(&said, 0, WIDTH));
    if let Some(proved) = &answer.proved {
        let most = number::percent(proved.at_most);
        let said =
            format!("Proved by prices: no plan keeps more than {most}, whichever centres open.");
        out.push_str(&wrap::paragraph(&said, 0, WIDTH));
    }
    title(&mut out, style, "Floors that cannot be kept", "");
    let mut table = Table::new([
        ("Term", Left),
        ("Zone", Left),
        ("Group", Left),
        ("Asked", Right),
        ("Reached", Right),
    ]);
    for floor in &answer.floors {
        table.row([
            visible::name(&floor.term),
            names.zone(floor.zone.as_str()),
            group(floor.group).to_owned(),
            number::percent(floor.asked),
            number::percent(floor.reached),
        ]);
    }
    out.push_str(&table.render(style, WIDTH));
    for floor in &answer.floors {
        out.push_str(&wrap::item(&visible::visible(&floor.sentence), WIDTH));
    }
    out
}
