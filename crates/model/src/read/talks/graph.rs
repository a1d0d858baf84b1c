//! A conflict as a graph.

use crate::document::{Kind, Value};
use crate::finding::Code;
use crate::read::fields::Fields;
use crate::read::number::{Bounds, read as read_number};
use crate::talks::{Conflict, DecisionMaker};

/// The most states that are read.
const MOST_STATES: u32 = 100_000;

/// Payoffs: only their order counts.
const PAYOFF: Bounds = Bounds::new(-1e12, 1e12);

pub fn conflict(f: &mut Fields) -> Option<Conflict> {
    let mut table = f.nested("conflict", "conflict")?;
    let states = table.count("states", 1, MOST_STATES).map(|states| states as usize);
    let items = table.items("dm").unwrap_or_default();
    let mut found = Vec::with_capacity(items.len());
    for item in &items {
        let Some(mut row) = Fields::open(item, "decision maker", table.gather) else { continue };
        found.extend(decision_maker(&mut row, states));
        row.finish();
    }
    table.finish();
    Some(Conflict { states: states?, decision_makers: found })
}

fn decision_maker(f: &mut Fields, states: Option<usize>) -> Option<DecisionMaker> {
    let id = f.identifier("id");
    let name = f.optional_text("name");
    f.need("payoff");
    let items = f.items("payoff").unwrap_or_default();
    let payoff: Vec<f64> = items.iter().filter_map(|item| number(f, item)).collect();
    if let Some(states) = states
        && payoff.len() != states
    {
        let what = format!("{} payoffs are given for {states} states", payoff.len());
        f.gather.add(Code::OutOfRange, f.span, what, "write one for every state");
    }
    let items = f.items("moves").unwrap_or_default();
    let moves = items.iter().filter_map(|item| step(f, item, states)).collect();
    Some(DecisionMaker { id: id?, name, payoff, moves })
}

fn number(f: &mut Fields, value: &Value) -> Option<f64> {
    match read_number(value, "payoff", PAYOFF) {
        Ok(number) => Some(number),
        Err((code, what, mend)) => {
            f.gather.add(code, value.span, what, mend);
            None
        }
    }
}

fn step(f: &mut Fields, value: &Value, states: Option<usize>) -> Option<(usize, usize)> {
    let pair: Option<Vec<f64>> = match &value.kind {
        Kind::List(ends) => ends.iter().map(|end| number(f, end)).collect(),
        _ => None,
    };
    let within = |end: f64| {
        let state = end as usize;
        let whole = end.fract() == 0.0 && end >= 1.0;
        (whole && states.is_none_or(|most| state <= most)).then_some(state)
    };
    let found = match pair.as_deref() {
        Some(&[from, to]) => within(from).zip(within(to)),
        _ => None,
    };
    if found.is_none() {
        let what = "a move goes from one state to another, each a number from 1";
        f.gather.add(Code::OutOfRange, value.span, what, "write it as [from, to]");
    }
    found
}
