//! Drafts: texts on the table.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A text; an element it does not set is one it is silent on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// Its id.
    pub id: String,
    /// In words.
    pub text: Option<String>,
    /// Its day, YYYY-MM-DD.
    pub date: Option<String>,
    /// Option index by element index.
    pub sets: BTreeMap<usize, usize>,
}
