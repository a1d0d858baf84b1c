//! What an import has to say: rows it left out and figures it assumed.

use safeconduct_model::figure::Assumption;
use safeconduct_model::finding::{At, Code, Findings};

/// Findings and assumptions gathered on the way.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    pub findings: Findings,
    pub assumptions: Vec<Assumption>,
}

impl Notes {
    /// Notes a row or cell that was left out.
    pub fn skipped(&mut self, at: At, what: impl Into<String>, mend: impl Into<String>) {
        self.findings.add(Code::ImportSkipped, Some(at), what, mend);
    }

    /// Notes an assumption, unless it concerns no row at all.
    pub fn assumed(
        &mut self,
        field: &str,
        assumed: impl Into<String>,
        reason: &str,
        rows: Option<usize>,
    ) {
        if rows == Some(0) {
            return;
        }
        let assumed = assumed.into();
        let rows = rows.map(|r| u32::try_from(r).unwrap_or(u32::MAX));
        let count = rows.map(|r| format!(" ({r} rows)")).unwrap_or_default();
        let what = format!("{field}: {assumed}{count}");
        self.findings.add(Code::ImportAssumed, None, what, reason);
        let (field, reason) = (field.to_owned(), reason.to_owned());
        self.assumptions.push(Assumption { field, assumed, reason, rows });
    }
}
