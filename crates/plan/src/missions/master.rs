//! The first stage: which ways to request, against a sample of outcomes.
//!
//! One block of rows for every outcome, one more for every set of failures
//! found to break the floor; all of them hang on the same requests.

use super::block::{self, BEYOND, Block, Counts};
use super::day::DayModel;
use super::guard::{self, Worst};
use super::mixed::{Mixed, Time};
use super::outcomes::Outcomes;
use super::recourse::{Counted, Recourse};
use crate::error::PlanError;

/// What a list is asked to keep.
#[derive(Clone, Debug)]
pub struct Keep {
    /// Requests at most.
    pub requests: Option<usize>,
    /// Requests that may fail together.
    pub fail: usize,
    /// People-days that must arrive all the same; 0 for no floor.
    pub floor: f64,
    /// When to give up.
    pub time: Time,
}

/// A list: trucks to ask for by way.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    /// Whole trucks by way; all that could go where no request is needed.
    pub sizes: Vec<f64>,
}

impl List {
    /// A list of requests of these sizes.
    pub fn of(day: &DayModel, size: impl Fn(usize) -> f64) -> Self {
        let each = day.sendings.iter().enumerate();
        let sizes = each.map(|(i, s)| if s.chances.is_some() { size(i) } else { s.at_most });
        Self { sizes: sizes.collect() }
    }

    /// Ways it requests.
    pub fn requests(&self, day: &DayModel) -> Vec<usize> {
        day.requestable().into_iter().filter(|&i| self.sizes[i] > 0.0).collect()
    }
}

/// What the first stage came to.
pub struct Chosen {
    /// The list.
    pub list: List,
    /// What no list brings more than on these outcomes, in people-days.
    pub bound: f64,
}

/// Sets of failures tried before a floor is taken as it stands.
const ROUNDS: usize = 200;

/// Trucks below this are the solver's dust.
const DUST: f64 = 1e-5;

/// A floor counts as kept within this share of it.
const KEPT: f64 = 1e-6;

/// What the master strives for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Aim {
    /// The most in expectation.
    Expectation,
    /// The most whichever requests fail.
    Floor,
}

/// The list that brings most in expectation over these outcomes; none if no
/// list keeps the floor. `against` holds sets of failures found so far and is
/// added to.
///
/// # Errors
/// The solver gave up.
pub fn choose(
    day: &DayModel,
    outcomes: &Outcomes,
    keep: &Keep,
    against: &mut Vec<Vec<usize>>,
) -> Result<Option<Chosen>, PlanError> {
    solve(day, outcomes, keep, against, Aim::Expectation)
}

/// The most that any list keeps whichever requests fail, and that list.
///
/// # Errors
/// The solver gave up.
pub fn safest(
    day: &DayModel,
    keep: &Keep,
    against: &mut Vec<Vec<usize>>,
) -> Result<Option<(List, f64)>, PlanError> {
    let none = Outcomes { each: Vec::new(), every: true, drawn: 0 };
    let Some(chosen) = solve(day, &none, keep, against, Aim::Floor)? else { return Ok(None) };
    let mut recourse = Recourse::new(day, Counted::Full)?;
    recourse.ask(&chosen.list.sizes);
    let worst = guard::worst(day, &mut recourse, keep.fail)?;
    Ok(Some((chosen.list, worst.left)))
}

fn solve(
    day: &DayModel,
    outcomes: &Outcomes,
    keep: &Keep,
    against: &mut Vec<Vec<usize>>,
    aim: Aim,
) -> Result<Option<Chosen>, PlanError> {
    for _ in 0..ROUNDS {
        keep.time.check()?;
        let Some(found) = once(day, outcomes, keep, against, aim)? else { return Ok(None) };
        let (chosen, promised) = found;
        let asks = keep.floor > 0.0 || aim == Aim::Floor;
        if !asks || keep.fail == 0 && aim == Aim::Floor {
            return Ok(Some(chosen));
        }
        let mut recourse = Recourse::new(day, Counted::Full)?;
        recourse.ask(&chosen.list.sizes);
        let Worst { failed, left } = guard::worst(day, &mut recourse, keep.fail)?;
        let floor = if aim == Aim::Floor { promised } else { keep.floor };
        if left >= floor * (1.0 - KEPT) || against.contains(&failed) {
            return Ok(Some(chosen));
        }
        against.push(failed);
    }
    Ok(None)
}

/// Columns of the first stage with the program around them.
struct Drafted {
    program: Mixed,
    asks: Vec<Option<usize>>,
    floor: Option<usize>,
}

fn once(
    day: &DayModel,
    outcomes: &Outcomes,
    keep: &Keep,
    against: &[Vec<usize>],
    aim: Aim,
) -> Result<Option<(Chosen, f64)>, PlanError> {
    let mut draft = draft(day, keep, aim);
    for (granted, weight) in &outcomes.each {
        let arrives = |i: usize| Counted::Expected.share(day, i);
        let counts = Counts { within: *weight, beyond: *weight * BEYOND, arrives: &arrives };
        let block = block::add(&mut draft.program, day, &counts);
        hang(&mut draft, day, &block, granted);
    }
    // Without any set of failures the floor must hold if none fails.
    let none = Vec::new();
    let sets = if keep.floor > 0.0 || aim == Aim::Floor { Some(&none) } else { None };
    for failed in sets.into_iter().chain(against) {
        let counts = Counts { within: 0.0, beyond: 0.0, arrives: &|_| 1.0 };
        let block = block::add(&mut draft.program, day, &counts);
        let granted: Vec<bool> = (0..day.sendings.len()).map(|i| !failed.contains(&i)).collect();
        hang(&mut draft, day, &block, &granted);
        let mut entries: Vec<(usize, f64)> = block.within.clone();
        entries.extend(draft.floor.map(|t| (t, -1.0)));
        let least = if aim == Aim::Floor { 0.0 } else { keep.floor / 1000.0 };
        draft.program.row(least, f64::INFINITY, &entries);
    }
    let (asks, floor) = (draft.asks, draft.floor);
    let Some(best) = draft.program.ready(&keep.time)?.solve("missions")? else { return Ok(None) };
    let promised = floor.map_or(0.0, |t| best.columns[t] * 1000.0);
    let chosen = |i: usize| asks[i].is_some_and(|z| best.columns[z] > 0.5);
    let sets: Vec<&Vec<usize>> = sets.into_iter().chain(against).collect();
    let list = sized(day, &chosen, outcomes, &sets)?;
    Ok(Some((Chosen { list, bound: best.bound * 1000.0 }, promised)))
}

fn draft(day: &DayModel, keep: &Keep, aim: Aim) -> Drafted {
    let mut program = Mixed::default();
    let requestable = day.requestable();
    let mut asks = vec![None; day.sendings.len()];
    for &i in &requestable {
        asks[i] = Some(program.choice(0.0));
    }
    if let Some(most) = keep.requests.filter(|&most| most < requestable.len()) {
        let entries: Vec<(usize, f64)> = asks.iter().flatten().map(|&z| (z, 1.0)).collect();
        program.row(f64::NEG_INFINITY, most as f64, &entries);
    }
    let floor = (aim == Aim::Floor).then(|| program.column(1.0, f64::INFINITY));
    Drafted { program, asks, floor }
}

/// Trucks go only where they were asked for and granted.
fn hang(draft: &mut Drafted, day: &DayModel, block: &Block, granted: &[bool]) {
    for (i, ask) in draft.asks.iter().enumerate() {
        let Some(ask) = *ask else { continue };
        let most = if granted[i] { day.sendings[i].at_most } else { 0.0 };
        draft.program.row(f64::NEG_INFINITY, 0.0, &[(block.trucks[i], 1.0), (ask, -most)]);
    }
}

/// Asks for the most trucks that any outcome or set of failures uses, rounded up
/// to whole ones; nothing where none does.
fn sized(
    day: &DayModel,
    chosen: &dyn Fn(usize) -> bool,
    outcomes: &Outcomes,
    sets: &[&Vec<usize>],
) -> Result<List, PlanError> {
    let free = List::of(day, |i| if chosen(i) { day.sendings[i].at_most } else { 0.0 });
    let mut most = vec![0.0_f64; day.sendings.len()];
    let mut raise = |sent: &[f64]| {
        for (most, sent) in most.iter_mut().zip(sent) {
            *most = most.max(*sent);
        }
    };
    let mut expected = Recourse::new(day, Counted::Expected)?;
    expected.ask(&free.sizes);
    for (granted, _) in &outcomes.each {
        raise(&expected.come(granted)?.sent);
    }
    let mut full = Recourse::new(day, Counted::Full)?;
    full.ask(&free.sizes);
    for failed in sets {
        let granted: Vec<bool> = (0..day.sendings.len()).map(|i| !failed.contains(&i)).collect();
        raise(&full.come(&granted)?.sent);
    }
    Ok(List::of(day, |i| if most[i] > DUST { (most[i] - DUST).ceil() } else { 0.0 }))
}
