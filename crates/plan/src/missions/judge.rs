//! How lists fare on outcomes that they were not chosen on.

use safeconduct_model::mission::{PolicyResult, RequestPolicy};

use super::block::BEYOND;
use super::day::DayModel;
use super::guard;
use super::master::List;
use super::outcomes::Outcomes;
use super::recourse::{Counted, Recourse};
use crate::error::PlanError;

/// Share of the worst outcomes that a bad day leaves aside.
const BAD: f64 = 0.05;

/// Trucks below this are no request.
const DUST: f64 = 1e-3;

/// What a list comes to over outcomes.
pub struct Judged {
    /// People-days within the plan, expected.
    pub within: f64,
    /// Beyond it, expected.
    pub beyond: f64,
    /// Standard error of `within`.
    pub error: f64,
    /// Standard error of the value.
    pub value_error: f64,
    /// What is exceeded in all but the worst twentieth.
    pub bad_day: f64,
}

impl Judged {
    /// What the list was chosen by, expected.
    pub fn value(&self) -> f64 {
        self.within + BEYOND * self.beyond
    }
}

/// Judges the list that `recourse` holds; `struck` is as if never requested.
///
/// # Errors
/// The solver gave up.
pub fn judge(
    recourse: &mut Recourse,
    outcomes: &Outcomes,
    struck: Option<usize>,
) -> Result<Judged, PlanError> {
    let mut all = Vec::with_capacity(outcomes.each.len());
    for (granted, weight) in &outcomes.each {
        let mut granted = granted.clone();
        if let Some(struck) = struck {
            granted[struck] = false;
        }
        let come = recourse.come(&granted)?;
        all.push(One { within: come.within, beyond: come.beyond, weight: *weight });
    }
    all.sort_by(|a, b| a.within.total_cmp(&b.within));
    let (within, error) = mean(&all, outcomes, |one| one.within);
    let (beyond, _) = mean(&all, outcomes, |one| one.beyond);
    let (_, value_error) = mean(&all, outcomes, |one| one.within + BEYOND * one.beyond);
    let mut passed = 0.0;
    let bad_day = all.iter().find(|one| {
        passed += one.weight;
        passed > BAD
    });
    let bad_day = bad_day.map_or(0.0, |one| one.within);
    Ok(Judged { within, beyond, error, value_error, bad_day })
}

/// What one outcome comes to.
struct One {
    within: f64,
    beyond: f64,
    weight: f64,
}

/// Mean of a figure over outcomes and its standard error.
fn mean(all: &[One], outcomes: &Outcomes, of: fn(&One) -> f64) -> (f64, f64) {
    let mean: f64 = all.iter().map(|one| of(one) * one.weight).sum();
    let variance: f64 = all.iter().map(|one| (of(one) - mean).powi(2) * one.weight).sum();
    let drawn = outcomes.drawn as f64;
    let exact = outcomes.every || drawn < 2.0;
    (mean, if exact { 0.0 } else { (variance / (drawn - 1.0)).sqrt() })
}

/// The lists that the chosen one is set beside.
pub fn policies(day: &DayModel, list: &List, most: Option<usize>) -> Vec<(RequestPolicy, List)> {
    let mut planned: Vec<usize> =
        day.requestable().into_iter().filter(|&i| day.sendings[i].planned > DUST).collect();
    let brings = |i: usize| day.sendings[i].planned * day.sendings[i].arrives;
    planned.sort_by(|&a, &b| brings(b).total_cmp(&brings(a)).then(a.cmp(&b)));
    planned.truncate(most.unwrap_or(usize::MAX));
    let mean = |i: usize| match planned.contains(&i) {
        true => (day.sendings[i].planned - DUST).ceil(),
        false => 0.0,
    };
    vec![
        (RequestPolicy::List, list.clone()),
        (RequestPolicy::Everything, List::of(day, |i| day.sendings[i].at_most.ceil())),
        (RequestPolicy::PlanMean, List::of(day, mean)),
    ]
}

/// One policy as a row of the comparison.
///
/// # Errors
/// The solver gave up.
pub fn row(
    day: &DayModel,
    (policy, list): &(RequestPolicy, List),
    outcomes: &Outcomes,
    fail: usize,
) -> Result<PolicyResult, PlanError> {
    let mut recourse = Recourse::new(day, Counted::Expected)?;
    recourse.ask(&list.sizes);
    let judged = judge(&mut recourse, outcomes, None)?;
    let mut full = Recourse::new(day, Counted::Full)?;
    full.ask(&list.sizes);
    let worst = guard::worst(day, &mut full, fail)?;
    Ok(PolicyResult {
        policy: *policy,
        requests: list.requests(day).len() as u32,
        expected: judged.within,
        standard_error: judged.error,
        beyond: judged.beyond,
        bad_day: judged.bad_day,
        if_any_fail: worst.left,
    })
}
