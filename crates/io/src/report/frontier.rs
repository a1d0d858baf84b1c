//! Coverage against what is at stake: a table and a chart.

use maud::{Markup, html};
use safeconduct_model::frontier::{Frontier, Point};

use super::style::Style;
use super::text::table::{Left, Right, Table};
use super::text::{self, WIDTH, wrap};
use super::{number, visible};

mod chart;

/// What the frontier shows.
const SAID: &str = "Each line is a plan under the same terms that the checker accepted. From line to line coverage floors \
fall together and less is at stake; no plan of these terms that keeps as much of every floor has less worst case plus \
expected loss. The first line is the least that can be at stake, the last the plan that feeds the most.";

/// The name of a frontier's framework.
fn name(frontier: &Frontier) -> String {
    let id = frontier.framework.as_ref();
    id.map_or_else(|| "as it stands".to_owned(), |id| visible::name(id.as_str()))
}

/// Tables, one a framework.
#[must_use]
pub fn text(frontiers: &[Frontier], style: Style) -> String {
    let mut out = String::new();
    if frontiers.is_empty() {
        return out;
    }
    text::title(&mut out, style, "Coverage against what is at stake", SAID);
    for frontier in frontiers {
        out.push_str(&format!("\n  {}\n", style.bold(&name(frontier))));
        if frontier.points.len() == 1 {
            let alone = "Nothing can be given up for less: the plan that feeds the most is the one with the least at stake.";
            out.push_str(&wrap::paragraph(alone, 2, WIDTH));
        }
        out.push_str(&table(frontier).render(style, WIDTH));
    }
    out
}

fn table(frontier: &Frontier) -> Table {
    let head = [
        ("floors kept", Left),
        ("coverage", Right),
        ("least week", Right),
        ("worst case", Right),
        ("expected loss", Right),
        ("both together", Right),
        ("truck-km", Right),
    ];
    let mut table = Table::new(head);
    for point in &frontier.points {
        table.row(cells(point));
    }
    table
}

fn cells(point: &Point) -> [String; 7] {
    [
        number::percent(point.kept),
        number::percent(point.coverage),
        number::percent(point.least_coverage),
        number::usd(point.worst_case_usd),
        number::usd(point.expected_loss_usd),
        number::usd(point.worst_case_usd + point.expected_loss_usd),
        number::whole(point.truck_km),
    ]
}

/// A chart for all, and its table for those who do not see it.
pub(crate) fn section(frontiers: &[Frontier]) -> Markup {
    html! {
        @if !frontiers.is_empty() {
            section class="wide frontier" aria-labelledby="frontier" {
                h2 id="frontier" { "Coverage against what is at stake" }
                (chart::draw(frontiers))
                p class="note screen" { (SAID) }
                div class="screen" {
                    @for frontier in frontiers { (rows(frontier)) }
                }
            }
        }
    }
}

fn rows(frontier: &Frontier) -> Markup {
    let head = [
        "Floors kept",
        "Coverage",
        "Least week",
        "Worst case",
        "Expected loss",
        "Both together",
        "Truck-km",
    ];
    html! {
        h3 { bdi { (name(frontier)) } }
        table {
            thead { tr { @for title in head { th scope="col" class="num" { (title) } } } }
            tbody { @for point in &frontier.points { tr { @for cell in cells(point) { td class="num" { (cell) } } } } }
        }
    }
}
