//! Elements: what is on the table, and what a chosen option means on the ground.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Expression;
use crate::term::Term;

/// One question to be settled; a package picks exactly one of its options.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Element {
    /// Its id.
    pub id: String,
    /// In words.
    pub name: String,
    /// Its options.
    pub options: Vec<String>,
    /// Whether the options rise from first to last, so that `<=` has a meaning.
    pub ordered: bool,
}

/// A package: by element, the index of the option picked.
pub type Package = Vec<usize>;

/// What a choice means as terms of a framework.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The packages it speaks of: those that take the option named, or meet the
    /// condition written in its place.
    pub when: Expression,
    /// A framework of the scenario of which it brings all terms.
    pub framework: Option<String>,
    /// Ids of terms, each of some framework of the scenario: `framework/term`,
    /// or `term` where only one framework has a term of that name.
    pub terms: Vec<String>,
    /// Terms written out in the file of talks.
    pub inline: Vec<Term>,
    /// Index of an event: the terms hold from the last day on which it may
    /// happen, so that they can be counted on.
    pub from_event: Option<usize>,
    /// Index of an event: the terms hold to the day before the first on which
    /// it may happen.
    pub to_event: Option<usize>,
}
