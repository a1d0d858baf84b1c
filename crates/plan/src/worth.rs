//! What each clause is worth: the terms in which two frameworks differ, each with
//! its part of the difference.
//!
//! Between the two lie frameworks in which some differing terms are as in the one
//! and the others as in the other. Each is valued ([`value`]), unless its value
//! follows from others ([`lattice`]); worths are means over the orders in which
//! the terms may come about ([`orders`]), over a sample of them where terms are
//! many ([`sample`]).

mod differ;
mod ease;
mod lattice;
mod orders;
mod pair;
mod sample;
mod value;
mod whole;
mod words;

use safeconduct_model::answer::Answer;
use safeconduct_model::apply::apply;
use safeconduct_model::fingerprint;
use safeconduct_model::framework::Framework;
use safeconduct_model::scenario::Scenario;
use safeconduct_model::term::Term;
use safeconduct_model::worth::{
    Change, End, Measure, Orders, Pair, SCHEMA, TermWorth, WithoutPlan, Worth,
};

use crate::clock::Clock;
use crate::error::PlanError;
use crate::settings::{Progress, Settings};
use differ::{Mask, Sides};
use lattice::{Known, Lattice};
use orders::{every_order, whole};
use value::{Valuer, figure};
use whole::Whole;

/// The most terms whose orders are all looked at.
pub const EXACT: usize = 12;

/// The most terms that may differ: bits of a mask.
const MOST: usize = 127;

/// Frameworks without a plan that are shown.
const SHOWN: usize = 8;

/// How far a plan in grams may be from the program's value, as a share of it.
const GRAMS: f64 = 1e-5;

/// What is asked about the differing terms.
#[derive(Clone, Debug)]
pub struct Ask {
    /// What is measured.
    pub measure: Measure,
    /// All orders are looked at up to so many differing terms, at most [`EXACT`].
    pub exact_up_to: usize,
    /// Orders drawn beyond, each walked in reverse too.
    pub draws: usize,
    /// What draws are seeded with.
    pub seed: u64,
}

impl Default for Ask {
    fn default() -> Self {
        Self { measure: Measure::default(), exact_up_to: EXACT, draws: 50, seed: 0 }
    }
}

/// What the terms in which two frameworks differ are worth; none means the
/// scenario as it stands. Both must apply to it.
///
/// # Errors
/// As for planning; more than 127 terms differ; a framework at the ends
/// comes to something else when planned in full.
pub fn worth(
    scenario: &Scenario,
    (from, to): (Option<&Framework>, Option<&Framework>),
    ask: &Ask,
    settings: &Settings,
    watch: &mut dyn FnMut(&Progress),
) -> Result<Worth, PlanError> {
    let mut sides = Sides::of(terms(from), terms(to), scenario.days);
    sides.order_differs = order_matters(scenario, &sides, from);
    if sides.count() > MOST {
        return Err(PlanError::TooManyTerms { terms: sides.count(), most: MOST });
    }
    let mut clock = Clock::start(settings, watch);
    let valuer = Valuer::new(ask.measure, settings);
    let mut lattice = Lattice::new(scenario, &sides, valuer);
    let drawn = visit(&mut lattice, &sides, ask, &mut clock)?;
    let whole = Whole::of(ask.measure, &lattice);
    let mut worth = Worth {
        schema: SCHEMA.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        scenario: scenario.name.clone(),
        from: from.map(|f| f.id.clone()),
        to: to.map(|f| f.id.clone()),
        measure: ask.measure,
        unit: ask.measure.unit().to_owned(),
        from_value: whole.value(0),
        to_value: whole.value(sides.all()),
        difference: whole.gain(0, sides.all()),
        terms: term_worths(&sides, &whole),
        pairs: Vec::new(),
        orders: Orders::Every { counted: 0, possible: 0 },
        counts: lattice.counts(),
        without_plan: without_plan(&sides, &lattice),
        ends: Vec::new(),
    };
    match drawn {
        None => exact(&mut worth, &sides, &whole),
        Some(drawn) => sampled(&mut worth, &drawn, ask.seed, &whole),
    }
    for (framework, mask) in [(from, 0), (to, sides.all())] {
        let Some(Known::Planned(outcome)) = lattice.known(mask) else { continue };
        let valued = outcome.value;
        worth.ends.extend(end(scenario, framework, (ask.measure, valued), settings)?);
    }
    Ok(worth)
}

fn terms(framework: Option<&Framework>) -> &[Term] {
    framework.map_or(&[], |framework| &framework.terms)
}

/// Whether the terms of `from` leave other limits in the order of `to`.
fn order_matters(scenario: &Scenario, sides: &Sides, from: Option<&Framework>) -> bool {
    let own = apply(scenario, from).map(|world| fingerprint::limits(&world));
    let moved = lattice::world(scenario, sides, 0).map(|world| fingerprint::limits(&world));
    match (own, moved) {
        (Ok(own), Ok(moved)) => own != moved,
        (Ok(_), Err(_)) => true,
        (Err(_), _) => false,
    }
}

/// Values every framework that is needed; the orders drawn, if they were.
fn visit(
    lattice: &mut Lattice,
    sides: &Sides,
    ask: &Ask,
    clock: &mut Clock,
) -> Result<Option<Vec<Vec<usize>>>, PlanError> {
    let count = sides.count();
    if count <= ask.exact_up_to.min(EXACT) {
        lattice.find_all(clock)?;
        return Ok(None);
    }
    let all = sides.all();
    let bits = (0..count).map(|i| 1 << i);
    let ends = bits.flat_map(|bit: Mask| [bit, all & !bit]);
    for mask in [0, all].into_iter().chain(ends) {
        lattice.find(mask, clock)?;
    }
    let drawn = sample::draw(count, ask.draws, ask.seed);
    for order in &drawn {
        for mask in sample::passed(order) {
            lattice.find(mask, clock)?;
        }
    }
    Ok(Some(drawn))
}

/// The terms that differ, with what each gains first and last.
fn term_worths(sides: &Sides, whole: &Whole) -> Vec<TermWorth> {
    let all = sides.all();
    let worth = |(i, (change, term)): (usize, (Change, Option<&Term>))| TermWorth {
        term: term.map_or_else(|| "order".to_owned(), |term| term.id.clone()),
        change,
        note: term.and_then(|term| term.note.clone()),
        worth: None,
        standard_error: None,
        alone: whole.gain(0, 1 << i),
        last: whole.gain(all & !(1 << i), all),
    };
    sides.differences().into_iter().enumerate().map(worth).collect()
}

fn exact(worth: &mut Worth, sides: &Sides, values: &Whole) {
    let count = sides.count();
    let table: Vec<Option<i64>> = (0..=sides.all()).map(|mask| values.value(mask)).collect();
    let averages = every_order(count, &table);
    let possible = (1..=count as u64).product();
    let counted = u64::try_from(averages.orders).unwrap_or(possible);
    worth.orders = Orders::Every { counted, possible };
    if let Some(whole) = whole(&averages) {
        for (term, whole) in worth.terms.iter_mut().zip(whole) {
            term.worth = Some(whole);
        }
    }
    let gains = worth.terms.iter().flat_map(|term| [term.worth, term.alone, term.last]);
    let scale = gains.flatten().map(i64::abs).max().unwrap_or(0);
    let name = |i: usize| words::name(worth.terms[i].change, &worth.terms[i].term);
    let pair = |found: &pair::Found| {
        let (first, second) = (name(found.first), name(found.second));
        let gains = worth.terms[found.first].worth.unwrap_or(0) > 0;
        Pair {
            first: worth.terms[found.first].term.clone(),
            second: worth.terms[found.second].term.clone(),
            bond: found.bond,
            together: found.together.round() as i64,
            sentence: words::sentence((&first, &second), found, worth.measure, gains),
        }
    };
    worth.pairs = pair::pairs(count, &table, scale).iter().map(pair).collect();
}

fn sampled(worth: &mut Worth, drawn: &[Vec<usize>], seed: u64, values: &Whole) {
    let sampled = sample::means(worth.terms.len(), drawn, &|mask| values.value(mask));
    let counted = u64::try_from(sampled.averages.orders).unwrap_or(0);
    worth.orders = Orders::Sampled { drawn: drawn.len() as u64, counted, seed };
    let Some(whole) = whole(&sampled.averages) else { return };
    for (i, (term, whole)) in worth.terms.iter_mut().zip(whole).enumerate() {
        term.worth = Some(whole);
        term.standard_error = sampled.errors.as_ref().map(|errors| errors[i]);
    }
}

/// Frameworks without a plan, those with the fewest terms as in `to` first.
fn without_plan(sides: &Sides, lattice: &Lattice) -> Vec<WithoutPlan> {
    let differences = sides.differences();
    let named = |mask: Mask| {
        let on = differences.iter().enumerate().filter(|(i, _)| mask >> i & 1 == 1);
        on.map(|(_, (_, term))| term.map_or_else(|| "order".to_owned(), |t| t.id.clone())).collect()
    };
    let none = lattice.masks().into_iter().filter_map(|mask| match lattice.known(mask) {
        Some(Known::NoPlan(why)) => Some(WithoutPlan { as_in_to: named(mask), why: why.clone() }),
        _ => None,
    });
    none.take(SHOWN).collect()
}

/// An end planned in full, written in grams and checked.
fn end(
    scenario: &Scenario,
    framework: Option<&Framework>,
    (measure, valued): (Measure, f64),
    settings: &Settings,
) -> Result<Option<End>, PlanError> {
    let Ok(world) = apply(scenario, framework) else { return Ok(None) };
    let settings = Settings { baselines: false, ..settings.clone() };
    let (answer, findings) = crate::checked(&world, &settings, &mut |_| {})?;
    let Answer::Planned(plan) = answer else { return Ok(None) };
    let planned = figure(measure, &plan.claims);
    let name = || framework.map_or_else(|| "as it stands".to_owned(), |f| f.id.to_string());
    if findings.any_error() {
        return Err(PlanError::Unsound { framework: name() });
    }
    let within = (GRAMS + settings.gap) * planned.abs().max(valued.abs()) + 100.0;
    if (planned - valued).abs() > within {
        return Err(PlanError::Disagree { framework: name(), planned, valued });
    }
    Ok(Some(End { framework: framework.map(|f| f.id.clone()), planned, valued }))
}
