//! Wide files, as long talks leave them: chapters of linked elements, most of
//! which all can settle and some of which are contested. Everything in them
//! follows from the seed.

use safeconduct_model::talks::{
    Condition, Demand, Element, Expression, Party, Position, Rule, Step, Talks,
};

use super::Dice;

/// How large a file is, and how much of it is in dispute.
#[derive(Clone, Copy)]
pub struct Wide {
    /// Questions on the table.
    pub elements: usize,
    /// Options of each.
    pub options: usize,
    /// Positions on record.
    pub positions: usize,
    /// Parties on record.
    pub parties: usize,
    /// Elements of a chapter.
    pub chapter: usize,
    /// One element in so many is contested.
    pub contested: usize,
}

/// 60 elements of 3 options and 200 positions of 8 parties.
pub const WIDE: Wide =
    Wide { elements: 60, options: 3, positions: 200, parties: 8, chapter: 4, contested: 3 };

/// A file of this size.
pub fn talks(wide: &Wide, seed: u64) -> Talks {
    let mut dice = Dice(seed);
    let party = |p: usize| Party { id: format!("p{p}"), name: format!("P {p}"), role: Vec::new() };
    let element = |e: usize| Element {
        id: format!("e{e}"),
        name: format!("element {e}"),
        options: (0..wide.options).map(|o| format!("o{o}")).collect(),
        ordered: true,
    };
    let mut talks = Talks {
        title: format!("wide {seed}"),
        parties: (0..wide.parties).map(party).collect(),
        elements: (0..wide.elements).map(element).collect(),
        ..Talks::default()
    };
    let ground = Ground::of(wide, &mut dice);
    for first in (0..wide.elements).step_by(wide.chapter) {
        let (one, other) = (first, (first + 1).min(wide.elements - 1));
        let is = ground.rule(one, other, &mut dice);
        talks.rules.push(Rule { id: format!("r{first}"), text: None, is });
    }
    for p in 0..wide.positions {
        talks.positions.push(ground.position(p, &mut dice));
    }
    talks
}

/// Where parties could meet, and where they do not.
struct Ground {
    wide: Wide,
    /// By element: an option that most could take.
    meeting: Vec<usize>,
    /// By element: whether parties hold different options.
    contested: Vec<bool>,
}

impl Ground {
    fn of(wide: &Wide, dice: &mut Dice) -> Self {
        let elements = 0..wide.elements;
        let meeting = elements.clone().map(|_| dice.within(0, wide.options - 1)).collect();
        let contested = elements.map(|_| dice.once_in(wide.contested)).collect();
        Self { wide: *wide, meeting, contested }
    }

    /// Away from where they could meet, one option brings another with it.
    fn rule(&self, one: usize, other: usize, dice: &mut Dice) -> Expression {
        let first = is(one, self.off(one, dice));
        let then = Condition::Not(Box::new(is(other, self.off(other, dice))));
        spoken(Condition::Implies(Box::new(first), Box::new(then)))
    }

    /// An option beside that where they could meet.
    fn off(&self, element: usize, dice: &mut Dice) -> usize {
        let step = dice.within(1, self.wide.options - 1);
        (self.meeting[element] + step) % self.wide.options
    }

    fn position(&self, p: usize, dice: &mut Dice) -> Position {
        let element = dice.within(0, self.wide.elements - 1);
        let near = self.near(element, dice);
        let demand = match dice.within(0, 9) {
            // Two options, or all but one.
            0..=3 => Demand::Rejects(spoken(is(element, self.off_or_any(element, dice)))),
            4..=7 => Demand::Requires(spoken(is(element, self.held(element, dice)))),
            _ => {
                let parts =
                    vec![is(element, self.held(element, dice)), is(near, self.held(near, dice))];
                Demand::Requires(spoken(Condition::Any(parts)))
            }
        };
        let if_ = dice.once_in(5).then(|| {
            let option = dice.within(0, self.wide.options - 1);
            spoken(is(near, option))
        });
        Position {
            id: format!("q{p}"),
            party: dice.within(0, self.wide.parties - 1),
            text: None,
            if_,
            steps: vec![Step { demand, text: None, weight: dice.within(1, 3) as f64 }],
            firm: dice.once_in(20),
            line: None,
            source: None,
            date: None,
            confidence: None,
        }
    }

    /// Another element of the chapter, now and then of the whole file.
    fn near(&self, element: usize, dice: &mut Dice) -> usize {
        let last = self.wide.elements - 1;
        if dice.once_in(10) {
            return dice.within(0, last);
        }
        let first = element - element % self.wide.chapter;
        dice.within(first, (first + self.wide.chapter - 1).min(last))
    }

    fn held(&self, element: usize, dice: &mut Dice) -> usize {
        if self.contested[element] {
            dice.within(0, self.wide.options - 1)
        } else {
            self.meeting[element]
        }
    }

    fn off_or_any(&self, element: usize, dice: &mut Dice) -> usize {
        if self.contested[element] {
            dice.within(0, self.wide.options - 1)
        } else {
            self.off(element, dice)
        }
    }
}

fn is(element: usize, option: usize) -> Condition {
    Condition::Is { element, options: vec![option] }
}

fn spoken(condition: Condition) -> Expression {
    Expression { text: String::new(), condition }
}
