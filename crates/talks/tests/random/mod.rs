//! Small random files of talks, the same for the same seed.
#![allow(dead_code)]

use safeconduct_model::talks::{
    Condition, Demand, Draft, Element, Event, Expression, Lag, Party, Position, Rule, Step, Talks,
    Utility,
};

pub mod wide;

/// Numbers that look random (splitmix64; Steele, Lea and Flood 2014).
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From `low` to `high`, both included.
    pub fn within(&mut self, low: usize, high: usize) -> usize {
        low + usize::try_from(self.next() % (high - low + 1) as u64).unwrap_or(0)
    }

    pub fn days(&mut self, low: i64, high: i64) -> i64 {
        low + i64::try_from(self.within(0, usize::try_from(high - low).unwrap_or(0))).unwrap_or(0)
    }

    /// One time in `n`.
    pub fn once_in(&mut self, n: usize) -> bool {
        self.within(1, n) == 1
    }
}

/// Parties, elements, rules, positions with ladders, drafts.
pub fn talks(seed: u64) -> Talks {
    let mut dice = Dice(seed);
    let party = |p: usize| Party { id: format!("p{p}"), name: format!("P {p}"), role: Vec::new() };
    let element = |e: usize, options: usize| Element {
        id: format!("e{e}"),
        name: format!("element {e}"),
        options: (0..options).map(|o| format!("o{o}")).collect(),
        ordered: false,
    };
    let mut talks = Talks {
        title: format!("random {seed}"),
        parties: (0..dice.within(2, 4)).map(party).collect(),
        elements: (0..dice.within(2, 5)).map(|e| element(e, dice.within(2, 3))).collect(),
        ..Talks::default()
    };
    for r in 0..dice.within(0, 2) {
        let is = expression(&mut dice, &talks, 2);
        talks.rules.push(Rule { id: format!("r{r}"), text: None, is });
    }
    for p in 0..dice.within(1, 6) {
        let position = position(&mut dice, &talks, p);
        talks.positions.push(position);
    }
    for d in 0..dice.within(0, 2) {
        let draft = draft(&mut dice, &talks, d);
        talks.drafts.push(draft);
    }
    talks
}

fn position(dice: &mut Dice, talks: &Talks, p: usize) -> Position {
    let steps = if dice.once_in(6) { 2 } else { 1 };
    let step = |dice: &mut Dice| {
        let what = expression(dice, talks, 2);
        let demand = if dice.once_in(2) { Demand::Requires(what) } else { Demand::Rejects(what) };
        Step { demand, text: None, weight: dice.within(1, 3) as f64 }
    };
    Position {
        id: format!("q{p}"),
        party: dice.within(0, talks.parties.len() - 1),
        text: None,
        if_: dice.once_in(3).then(|| expression(dice, talks, 1)),
        steps: (0..steps).map(|_| step(dice)).collect(),
        firm: dice.once_in(6),
        line: None,
        source: None,
        date: None,
        confidence: None,
    }
}

fn draft(dice: &mut Dice, talks: &Talks, d: usize) -> Draft {
    let mut sets = std::collections::BTreeMap::new();
    for (e, element) in talks.elements.iter().enumerate() {
        if !dice.once_in(3) {
            sets.insert(e, dice.within(0, element.options.len() - 1));
        }
    }
    Draft { id: format!("d{d}"), text: None, date: None, sets }
}

fn expression(dice: &mut Dice, talks: &Talks, depth: usize) -> Expression {
    Expression { text: String::new(), condition: condition(dice, talks, depth) }
}

fn condition(dice: &mut Dice, talks: &Talks, depth: usize) -> Condition {
    if depth == 0 || dice.once_in(2) {
        let element = dice.within(0, talks.elements.len() - 1);
        let last = talks.elements[element].options.len() - 1;
        return Condition::Is { element, options: vec![dice.within(0, last)] };
    }
    let mut inner = || condition(dice, talks, depth - 1);
    let (one, other) = (inner(), inner());
    match dice.within(0, 4) {
        0 => Condition::Not(Box::new(one)),
        1 => Condition::All(vec![one, other]),
        2 => Condition::Any(vec![one, other]),
        3 => Condition::Implies(Box::new(one), Box::new(other)),
        _ => Condition::Iff(Box::new(one), Box::new(other)),
    }
}

/// Elements of so many options, with whole numbers of parties for each option.
pub fn given(elements: usize, options: usize, parties: usize, seed: u64) -> Talks {
    let mut dice = Dice(seed);
    let party = |p: usize| Party { id: format!("p{p}"), name: format!("P {p}"), role: Vec::new() };
    let element = |e: usize| Element {
        id: format!("e{e}"),
        name: format!("element {e}"),
        options: (0..options).map(|o| format!("o{o}")).collect(),
        ordered: false,
    };
    let mut talks = Talks {
        parties: (0..parties).map(party).collect(),
        elements: (0..elements).map(element).collect(),
        ..Talks::default()
    };
    for party in 0..parties {
        for element in 0..elements {
            let values = (0..options).map(|_| dice.within(0, 100) as f64).collect();
            talks.utilities.push(Utility { party, element, weight: 1.0, values });
        }
    }
    talks
}

/// Events and lags alone.
pub fn timetable(seed: u64) -> Talks {
    let mut dice = Dice(seed);
    let event = |e: usize| Event {
        id: if e == 0 { "start".to_owned() } else { format!("v{e}") },
        party: None,
        amount: None,
        text: None,
    };
    let events = dice.within(2, 4);
    let mut talks = Talks { events: (0..events).map(event).collect(), ..Talks::default() };
    for _ in 0..dice.within(1, 5) {
        let from = dice.within(0, events - 1);
        let to = (from + dice.within(1, events - 1)) % events;
        let min = dice.days(-1, 3);
        let max = min + dice.days(0, 2);
        let which = dice.within(0, 2);
        talks.lags.push(Lag {
            from,
            to,
            min: (which != 1).then_some(min),
            max: (which != 0).then_some(max),
            claimed_by: None,
            fact: dice.once_in(4),
            when: None,
            uncertain: false,
            weight: dice.within(1, 3) as f64,
            text: None,
        });
    }
    talks
}
