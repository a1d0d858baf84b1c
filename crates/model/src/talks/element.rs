//! Elements: what is on the table, and what a chosen option means on the ground.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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

/// What an option means as terms of a framework.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Index of the element.
    pub element: usize,
    /// Index of the option.
    pub option: usize,
    /// Ids of terms, each of some framework of the scenario: `framework/term`,
    /// or `term` where only one framework has a term of that name.
    pub terms: Vec<String>,
}
