//! Frameworks: ordered lists of terms.

use schemars::JsonSchema;
use serde::Serialize;

use crate::id::FrameworkId;
use crate::term::Term;

/// A set of terms under which aid passes, in the order in which they apply.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Framework {
    /// Identifier: the file's name without `.toml`.
    pub id: FrameworkId,
    /// Display name.
    pub name: String,
    /// What it stands for and where it was proposed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The terms, in order.
    pub terms: Vec<Term>,
}
