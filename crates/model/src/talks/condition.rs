//! Conditions on a package, as parsed from the text of the file.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A condition and the words it was written in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Expression {
    /// As written.
    pub text: String,
    /// As understood; defined names are put in place of what they stand for.
    pub condition: Condition,
}

/// What a package may or may not meet.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// The element takes one of these options (indices, rising).
    Is {
        /// Index of the element.
        element: usize,
        /// Indices of options.
        options: Vec<usize>,
    },
    /// Not this.
    Not(Box<Self>),
    /// All of these.
    All(Vec<Self>),
    /// At least one of these.
    Any(Vec<Self>),
    /// If the first, then the second.
    Implies(Box<Self>, Box<Self>),
    /// Both or neither.
    Iff(Box<Self>, Box<Self>),
}

impl Condition {
    /// Whether a package (option index by element) meets the condition.
    #[must_use]
    pub fn holds(&self, package: &[usize]) -> bool {
        match self {
            Self::Is { element, options } => {
                package.get(*element).is_some_and(|option| options.contains(option))
            }
            Self::Not(inner) => !inner.holds(package),
            Self::All(parts) => parts.iter().all(|part| part.holds(package)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(package)),
            Self::Implies(first, then) => !first.holds(package) || then.holds(package),
            Self::Iff(left, right) => left.holds(package) == right.holds(package),
        }
    }

    /// Indices of the elements it speaks of, rising.
    #[must_use]
    pub fn elements(&self) -> Vec<usize> {
        let mut found = Vec::new();
        self.collect(&mut found);
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The same condition with each element named by its place among some,
    /// rising, which hold all that it speaks of.
    #[must_use]
    pub fn renumbered(&self, elements: &[usize]) -> Self {
        let again = |inner: &Self| inner.renumbered(elements);
        let boxed = |inner: &Self| Box::new(inner.renumbered(elements));
        match self {
            Self::Is { element, options } => {
                let place = elements.partition_point(|e| e < element);
                Self::Is { element: place, options: options.clone() }
            }
            Self::Not(inner) => Self::Not(boxed(inner)),
            Self::All(parts) => Self::All(parts.iter().map(again).collect()),
            Self::Any(parts) => Self::Any(parts.iter().map(again).collect()),
            Self::Implies(first, then) => Self::Implies(boxed(first), boxed(then)),
            Self::Iff(left, right) => Self::Iff(boxed(left), boxed(right)),
        }
    }

    fn collect(&self, found: &mut Vec<usize>) {
        match self {
            Self::Is { element, .. } => found.push(*element),
            Self::Not(inner) => inner.collect(found),
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|p| p.collect(found)),
            Self::Implies(left, right) | Self::Iff(left, right) => {
                left.collect(found);
                right.collect(found);
            }
        }
    }
}
