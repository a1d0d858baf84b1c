//! What clauses are worth: every framework between two, beside planning one of them.

use safeconduct_model::answer::Answer;
use safeconduct_model::apply::apply;
use safeconduct_model::check;
use safeconduct_model::scenario::Scenario;
use safeconduct_model::worth::Worth;
use safeconduct_plan::worth::{Ask, worth};
use safeconduct_plan::{Settings, plan};

use crate::case::{accepted, errors, scenario};
use crate::cases::{GOAL, root};
use crate::error::Error;
use crate::page::time;
use crate::usage::{median, timed};

/// Pairs of frameworks; the goal is about the first, in which eight terms differ.
const PAIRS: [(&str, &str); 4] = [
    ("centres-only", "ceasefire"),
    ("dual-track", "ceasefire"),
    ("as-before", "ceasefire"),
    ("as-before", "dual-track"),
];

/// All frameworks of eight differing terms may take so many times one plan.
const GOAL_TIMES: f64 = 20.0;

/// Runs of each weighing; the median counts.
const RUNS: usize = 3;

/// Plans of each end timed together, so that the processor's time can be told.
const PLANS: usize = 15;

/// A pair with what came of it; times in seconds.
pub struct Row {
    from: &'static str,
    to: &'static str,
    plans: [f64; 2],
    weighed: f64,
    worth: Worth,
}

/// Weighs every pair.
///
/// # Errors
/// The scenario cannot be used, or planning fails.
pub fn measure() -> Result<Vec<Row>, Error> {
    let scenario = scenario(&root().join("scenarios").join(GOAL))?;
    PAIRS.into_iter().map(|pair| weigh(&scenario, pair)).collect()
}

fn weigh(scenario: &Scenario, (from, to): (&'static str, &'static str)) -> Result<Row, Error> {
    let ends = (scenario.framework(from), scenario.framework(to));
    let settings = Settings { gap: 0.0, ..Settings::default() };
    let mut runs = Vec::new();
    let mut found = None;
    for _ in 0..RUNS {
        let (worth, seconds) =
            timed(|| Ok(worth(scenario, ends, &Ask::default(), &settings, &mut |_| {})?))?;
        runs.push(seconds);
        found = Some(worth);
    }
    let all = |id: &str| (0..PLANS).try_for_each(|_| planned(scenario, id));
    let one = |id: &str| Ok::<f64, Error>(timed(|| all(id))?.1 / PLANS as f64);
    let plans = [one(from)?, one(to)?];
    let worth = found.ok_or(Error::NoPlan)?;
    Ok(Row { from, to, plans, weighed: median(runs), worth })
}

/// One plan as users get it: checked, rules beside it, stages to the usual gap.
fn planned(scenario: &Scenario, id: &str) -> Result<(), Error> {
    let refused = |findings| Error::Scenario { path: GOAL.into(), mistakes: errors(&findings) };
    let world = apply(scenario, scenario.framework(id)).map_err(refused)?;
    let Answer::Planned(plan) = plan(&world, &Settings::default(), &mut |_| {})? else {
        return Err(Error::NoPlan);
    };
    accepted(&check::check(&plan, &world))
}

impl Row {
    /// How many plans of a mean end the weighing took.
    fn times(&self) -> f64 {
        self.weighed / (self.plans[0] + self.plans[1]).max(1e-9) * 2.0
    }
}

/// The section on worths.
pub fn section(rows: &[Row]) -> String {
    let mut page = format!(
        "\n## What clauses are worth\n\n\
         `safeconduct worth` on {GOAL}: every framework between two, each valued in people-days at full need \
         without a gap, both ends planned in full and checked. One plan is the mean of the two ends, each planned as \
         users get it (gap 0.01 %, simple rules and check included). Goal: all frameworks of 8 differing terms in at \
         most {GOAL_TIMES} times one plan.\n\n\
         | from | to | terms | frameworks | solved | follow from others | linear programs | plan of each end | \
         weighed | ÷ one plan | ÷ the larger | goal |\n|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|\n"
    );
    for row in rows {
        let counts = &row.worth.counts;
        let goal = match (row.worth.terms.len(), row.times() <= GOAL_TIMES) {
            (8, true) => "kept",
            (8, false) => "missed",
            _ => "",
        };
        page += &format!(
            "| {} | {} | {} | {} | {} | {} | {} | {}, {} | {} | {:.1} | {:.1} | {goal} |\n",
            row.from,
            row.to,
            row.worth.terms.len(),
            counts.frameworks,
            counts.solved,
            counts.alike + counts.between,
            counts.linear_programs,
            time(row.plans[0]),
            time(row.plans[1]),
            time(row.weighed),
            row.times(),
            row.weighed / row.plans[0].max(row.plans[1]),
        );
    }
    page
}
