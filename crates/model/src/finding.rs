//! Findings: what is wrong with an input, where, and how to mend it.
//!
//! Reading never stops at the first mistake; it gathers all of them here.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

mod code;

pub use code::Code;

/// How bad a finding is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The input cannot be used.
    Error,
    /// The input can be used; somebody should look.
    Warning,
}

/// A place in an input file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct At {
    /// The file as the user named it.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// Byte offset within the file.
    pub offset: usize,
    /// Length in bytes.
    pub length: usize,
}

/// One thing wrong with an input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// Stable code, explained by `safeconduct explain CODE`.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// Where it stands, if it stands in a file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<At>,
    /// What is wrong, with the offending value.
    pub what: String,
    /// How to mend it, with the nearest name where one is close.
    pub mend: String,
}

impl std::fmt::Display for At {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// Two lines: `file:line:col: error[code]: what` and `  help: mend`.
impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(at) = &self.at {
            write!(f, "{at}: ")?;
        }
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(f, "{severity}[{}]: {}\n  help: {}", self.code, self.what, self.mend)
    }
}

/// All findings on an input.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Findings(pub Vec<Finding>);

impl Findings {
    /// Adds one finding; its severity is that of its code.
    pub fn add(
        &mut self,
        code: Code,
        at: Option<At>,
        what: impl Into<String>,
        mend: impl Into<String>,
    ) {
        let severity = code.severity();
        self.0.push(Finding { code, severity, at, what: what.into(), mend: mend.into() });
    }

    /// Whether anything found makes the input unusable.
    #[must_use]
    pub fn any_error(&self) -> bool {
        self.0.iter().any(|f| f.severity == Severity::Error)
    }

    /// How many findings have this severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|f| f.severity == severity).count()
    }

    /// Takes over the findings of another list.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Orders by file and place, so that the same input gives the same list.
    pub fn sort(&mut self) {
        self.0.sort_by(|a, b| (&a.at, a.code, &a.what).cmp(&(&b.at, b.code, &b.what)));
        self.0.dedup();
    }
}
