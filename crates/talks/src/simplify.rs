//! A condition once an element is settled.

use safeconduct_model::talks::Condition;

/// What is left of a condition.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Left {
    /// It holds whatever else is chosen.
    Holds,
    /// It fails whatever else is chosen.
    Fails,
    /// It depends on this.
    Depends(Condition),
}

use Left::{Depends, Fails, Holds};

/// What is left of `condition` when `element` takes `option`.
pub fn settle(condition: &Condition, element: usize, option: usize) -> Left {
    match condition {
        Condition::Is { element: asked, options } if *asked == element => {
            if options.contains(&option) { Holds } else { Fails }
        }
        Condition::Is { .. } => Depends(condition.clone()),
        Condition::Not(inner) => not(settle(inner, element, option)),
        Condition::All(parts) => all(parts.iter().map(|part| settle(part, element, option))),
        Condition::Any(parts) => {
            not(all(parts.iter().map(|part| not(settle(part, element, option)))))
        }
        Condition::Implies(first, then) => {
            let (first, then) = (settle(first, element, option), settle(then, element, option));
            match (first, then) {
                (Fails, _) | (_, Holds) => Holds,
                (Holds, then) => then,
                (first, Fails) => not(first),
                (Depends(first), Depends(then)) => {
                    Depends(Condition::Implies(Box::new(first), Box::new(then)))
                }
            }
        }
        Condition::Iff(left, right) => {
            match (settle(left, element, option), settle(right, element, option)) {
                (Holds, other) | (other, Holds) => other,
                (Fails, other) | (other, Fails) => not(other),
                (Depends(left), Depends(right)) => {
                    Depends(Condition::Iff(Box::new(left), Box::new(right)))
                }
            }
        }
    }
}

fn not(left: Left) -> Left {
    match left {
        Holds => Fails,
        Fails => Holds,
        Depends(Condition::Not(inner)) => Depends(*inner),
        Depends(condition) => Depends(Condition::Not(Box::new(condition))),
    }
}

fn all(parts: impl Iterator<Item = Left>) -> Left {
    let mut depends = Vec::new();
    for part in parts {
        match part {
            Holds => {}
            Fails => return Fails,
            Depends(condition) => depends.push(condition),
        }
    }
    match depends.len() {
        0 => Holds,
        1 => Depends(depends.remove(0)),
        _ => Depends(Condition::All(depends)),
    }
}
