//! The outcome of a simulation: as text, as a page with a chart, as a table.
//!
//! A range is always printed with what it is a range of: 90 % of the runs.

use safeconduct_model::outcome::{Cell, FEWEST_RUNS, Outcome};

use super::style::Style;
use super::text::table::{Left, Right, Table};
use super::text::{WIDTH, title, wrap};
use super::{number, visible};

mod chart;
mod page;

pub use page::html;

/// Columns of the table for a spreadsheet.
pub const COLUMNS: [&str; 22] = [
    "policy",
    "interceptor",
    "coverage",
    "coverage_low",
    "coverage_high",
    "struck_usd",
    "struck_usd_standard_error",
    "struck_usd_low",
    "struck_usd_high",
    "struck_tail_usd",
    "lost_usd",
    "lost_tail_usd",
    "seized_t",
    "self_distributed_t",
    "refused_t",
    "left_outside_t",
    "spoilt_t",
    "outside_stores_t_nights",
    "most_usd",
    "beyond_usd",
    "beyond_usd_standard_error",
    "strikes",
];

/// One row for each policy and interceptor.
#[must_use]
pub fn rows(outcome: &Outcome) -> Vec<Vec<String>> {
    let row = |cell: &Cell| {
        let figures = [
            cell.coverage.mean,
            cell.coverage.low,
            cell.coverage.high,
            cell.struck_usd.mean,
            cell.struck_usd.standard_error,
            cell.struck_usd.low,
            cell.struck_usd.high,
            cell.struck_tail_usd,
            cell.lost_usd.mean,
            cell.lost_tail_usd,
            cell.losses.seized_t.mean,
            cell.losses.self_distributed_t.mean,
            cell.losses.refused_t.mean,
            cell.losses.left_outside_t.mean,
            cell.losses.spoilt_t.mean,
            cell.losses.outside_stores_t_nights.mean,
            cell.beyond.most_usd,
            cell.beyond.mean_usd,
            cell.beyond.standard_error_usd,
            cell.strikes,
        ];
        let names = [cell.policy.clone(), cell.interceptor.clone()];
        names.into_iter().chain(figures.map(|figure| figure.to_string())).collect()
    };
    outcome.cells.iter().map(row).collect()
}

/// The outcome in words and tables.
#[must_use]
pub fn text(outcome: &Outcome, style: Style) -> String {
    let mut out = style.bold(&format!("{}: simulated", visible::name(&outcome.scenario)));
    out.push('\n');
    out.push_str(&wrap::facts(&facts(outcome), WIDTH));
    struck(&mut out, outcome, style);
    coverage(&mut out, outcome, style);
    if let Some(cell) = hardest(outcome) {
        zones(&mut out, cell, style);
        losses(&mut out, cell, style);
    }
    said(&mut out, outcome, style);
    out
}

/// What was simulated, in a few facts.
fn facts(outcome: &Outcome) -> Vec<String> {
    let framework = outcome.framework.as_ref().map_or("none", |f| f.as_str());
    let input = outcome.input_sha256.get(..12).unwrap_or_default();
    vec![
        format!("framework: {}", visible::name(framework)),
        format!("{} days", outcome.days),
        runs(outcome.runs),
        format!("seed {}", outcome.seed),
        format!("Γ = {}", outcome.gamma),
        format!("input {input}"),
    ]
}

/// How many runs, and what few of them are worth.
fn runs(runs: u32) -> String {
    let count = number::whole(f64::from(runs));
    match runs {
        1 => "1 run of each pair, so no range and no error is known".to_owned(),
        _ if runs < FEWEST_RUNS => {
            format!("{count} runs of each pair, too few for ranges and errors to be trusted")
        }
        _ => format!("{count} runs of each pair"),
    }
}

/// The pair shown in full: the first policy against whoever costs it most coverage.
fn hardest(outcome: &Outcome) -> Option<&Cell> {
    let first = outcome.policies.first()?;
    let mine = outcome.cells.iter().filter(|cell| cell.policy == first.name);
    mine.min_by(|a, b| a.coverage.mean.total_cmp(&b.coverage.mean))
}

/// A table of one figure, interceptors down and policies across.
fn across(outcome: &Outcome, style: Style, figure: impl Fn(&Cell) -> String) -> String {
    let head = outcome.policies.iter().map(|policy| (visible::name(&policy.name), Right));
    let mut table = Table::new([("Interceptor".to_owned(), Left)].into_iter().chain(head));
    for interceptor in &outcome.interceptors {
        let cells = outcome.policies.iter().map(|policy| {
            let cell = outcome.cell(&policy.name, &interceptor.name);
            cell.map_or_else(String::new, &figure)
        });
        table.row([interceptor.name.clone()].into_iter().chain(cells));
    }
    table.render(style, WIDTH)
}

fn struck(out: &mut String, outcome: &Outcome, style: Style) {
    let note = "USD a run, mean ± standard error";
    title(out, style, "Seized by strikes", note);
    let figure = |cell: &Cell| {
        let struck = &cell.struck_usd;
        let mark = if cell.beyond.is_evidence(outcome.runs) { " !" } else { "" };
        format!("{} ± {}{mark}", number::whole(struck.mean), number::short(struck.standard_error))
    };
    out.push_str(&across(outcome, style, figure));
    for policy in &outcome.policies {
        if let Some(guarantee) = policy.guarantee_usd {
            let line = format!(
                "guarantee of {}: at most {} in the mean while the draw is secret",
                policy.name,
                number::usd(guarantee)
            );
            out.push_str(&wrap::paragraph(&line, 2, WIDTH));
        }
    }
}

fn coverage(out: &mut String, outcome: &Outcome, style: Style) {
    title(out, style, "Coverage", "energy eaten over needed: mean (90 % of the runs)");
    let figure = |cell: &Cell| {
        let c = &cell.coverage;
        let (low, high) = (number::percent(c.low), number::percent(c.high));
        format!("{} ({low} to {high})", number::percent(c.mean))
    };
    if outcome.policies.len() > 2 {
        out.push_str(&across(outcome, style, |cell| number::percent(cell.coverage.mean)));
    } else {
        out.push_str(&across(outcome, style, figure));
    }
    let planned = outcome.policies.iter().map(|policy| {
        format!("{} plans {}", policy.name, number::percent(policy.planned_coverage))
    });
    out.push_str(&wrap::paragraph(&planned.collect::<Vec<_>>().join("; "), 2, WIDTH));
}

fn zones(out: &mut String, cell: &Cell, style: Style) {
    let name = format!("Zones under {} against {}", cell.policy, cell.interceptor);
    title(out, style, &name, "the hardest of those played; ranges hold 90 % of the runs");
    let mut table = Table::new([
        ("Zone", Left),
        ("people", Right),
        ("planned", Right),
        ("coverage", Right),
        ("range", Right),
        ("days below need", Right),
        ("range", Right),
    ]);
    for zone in cell.zones.iter().take(super::text::ROWS) {
        let (c, below) = (&zone.coverage, &zone.days_below);
        table.row([
            visible::name(&zone.name),
            number::whole(zone.people),
            number::percent(zone.planned),
            number::percent(c.mean),
            format!("{} to {}", number::percent(c.low), number::percent(c.high)),
            number::decimals(below.mean, 1),
            format!("{} to {}", number::decimals(below.low, 0), number::decimals(below.high, 0)),
        ]);
    }
    out.push_str(&table.render(style, WIDTH));
    let rest = cell.zones.len().saturating_sub(super::text::ROWS);
    if rest > 0 {
        out.push_str(&wrap::paragraph(&format!("and {rest} more zones"), 2, WIDTH));
    }
}

fn losses(out: &mut String, cell: &Cell, style: Style) {
    let name = format!("Lost under {} against {}", cell.policy, cell.interceptor);
    title(out, style, &name, "kinds are never added up by mass; ranges hold 90 % of the runs");
    let mut table = Table::new([("Kind", Left), ("t", Right), ("range", Right)]);
    for (kind, spread) in kinds(cell) {
        let range =
            format!("{} to {}", number::decimals(spread.low, 1), number::decimals(spread.high, 1));
        table.row([kind.to_owned(), number::decimals(spread.mean, 1), range]);
    }
    out.push_str(&table.render(style, WIDTH));
    let tail = format!(
        "value lost in all kinds: {} in the mean, {} in the worst 5 % of the runs (CVaR)",
        number::usd(cell.lost_usd.mean),
        number::usd(cell.lost_tail_usd)
    );
    out.push_str(&wrap::paragraph(&tail, 2, WIDTH));
    let eaten = cell.losses.self_distributed_people_days.mean;
    if eaten > 0.0 {
        let fed = number::short(eaten);
        let line = format!("what people took on the way fed {fed} people-days, not counted above");
        out.push_str(&wrap::paragraph(&line, 2, WIDTH));
    }
    if let Some(line) = outside_stores(cell) {
        out.push_str(&wrap::paragraph(&line, 2, WIDTH));
    }
    let m = &cell.missions;
    let line = format!(
        "missions a run: {} facilitated, {} impeded, {} denied, {} cancelled; {} trucks, {} strikes",
        number::count(m.facilitated),
        number::count(m.impeded),
        number::count(m.denied),
        number::count(m.cancelled),
        number::count(cell.trucks),
        number::count(cell.strikes)
    );
    out.push_str(&wrap::paragraph(&line, 2, WIDTH));
}

/// What waited because stores were full, if anything did.
fn outside_stores(cell: &Cell) -> Option<String> {
    let nights = cell.losses.outside_stores_t_nights.mean;
    let tonnes = number::decimals(nights, 1);
    (nights > 0.0).then(|| {
        format!(
            "{tonnes} t times nights stood outside full stores on waiting trucks: late, not lost"
        )
    })
}

/// What did not reach people, kind by kind, in tonnes.
fn kinds(cell: &Cell) -> [(&'static str, &safeconduct_model::outcome::Spread); 6] {
    let losses = &cell.losses;
    [
        ("Seized by armed groups", &losses.seized_t),
        ("  of this by strikes", &losses.struck_t),
        ("Taken by people in need", &losses.self_distributed_t),
        ("Refused or impounded", &losses.refused_t),
        ("Still outside at the end", &losses.left_outside_t),
        ("Too old", &losses.spoilt_t),
    ]
}

/// Who was played, what was assumed, and what must be known.
fn said(out: &mut String, outcome: &Outcome, style: Style) {
    title(out, style, "Assumed", "no interceptor was estimated on aid convoys");
    for assumed in &outcome.assumed {
        let about = visible::visible(&assumed.about);
        let (what, source) =
            (visible::visible(&assumed.assumed), visible::visible(&assumed.source));
        let line = format!("{about}: {what} [{source}]");
        out.push_str(&wrap::hanging(&line, 2, 4, WIDTH));
    }
    for (name, all) in [("Warnings", &outcome.warnings), ("Remarks", &outcome.remarks)] {
        if all.is_empty() {
            continue;
        }
        title(out, style, name, "");
        for warning in all {
            let line =
                format!("{} against {}: {}", warning.policy, warning.interceptor, warning.what);
            out.push_str(&wrap::hanging(&line, 2, 4, WIDTH));
        }
    }
}
