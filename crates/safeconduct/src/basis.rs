//! What a scenario rests on: assumptions that it lists, and how sure its rows are.

use safeconduct_model::figure::{Certainty, Provenance};
use safeconduct_model::scenario::Scenario;
use serde::Serialize;

/// Counts over the whole scenario, every framework included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Basis {
    /// Assumptions listed.
    pub assumptions: usize,
    /// Rows of figures, terms included.
    pub rows: usize,
    /// Rows that are inferred or assumed.
    pub low_certainty: usize,
    /// Rows that do not say how sure they are.
    pub unstated_certainty: usize,
}

impl Basis {
    /// Counts them.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        let rows = provenances(scenario);
        let count = |wanted| rows.iter().filter(|row| row.certainty == wanted).count();
        Self {
            assumptions: scenario.assumptions.len(),
            rows: rows.len(),
            low_certainty: count(Some(Certainty::Low)),
            unstated_certainty: count(None),
        }
    }

    /// The counts as one line.
    #[must_use]
    pub fn sentence(&self) -> String {
        let Self { assumptions, rows, low_certainty, unstated_certainty } = self;
        let s = if *assumptions == 1 { "" } else { "s" };
        format!(
            "rests on {assumptions} listed assumption{s} and {rows} rows of figures; \
             of low certainty: {low_certainty}, certainty not stated: {unstated_certainty}"
        )
    }
}

fn provenances(scenario: &Scenario) -> Vec<&Provenance> {
    let mut rows = vec![&scenario.need.provenance];
    macro_rules! tables {
        ($($table:ident),+) => {$(
            rows.extend(scenario.$table.iter().map(|row| &row.provenance));
        )+};
    }
    tables!(commodities, fleets, sites, zones, populations, segments);
    tables!(conditions, supply, stocks, reach);
    let terms = scenario.frameworks.iter().flat_map(|framework| &framework.terms);
    rows.extend(terms.map(|term| &term.provenance));
    rows
}
