//! What is found of a part, and how far the search may go.

/// How far the search may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Questions to the solver for each part of the file; beyond it the answer
    /// says "not complete". One of hundreds of positions counts as several.
    pub questions: usize,
    /// Conflicts listed of each part.
    pub listed: usize,
    /// Packages of a part up to which they are looked at one by one; above, the
    /// SAT solver is asked.
    pub packages: usize,
    /// Entries of tables looked at for the cheapest move of each part; beyond
    /// it the answer says that no move costs less than so much.
    pub entries: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { questions: 5_000, listed: 10_000, packages: 32_768, entries: 100_000_000 }
    }
}

/// Sets of demands by index, each rising.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// Smallest sets that cannot hold together, the shortest first.
    pub conflicts: Vec<Vec<usize>>,
    /// Smallest sets whose giving up lets the rest hold together.
    pub moves: Vec<Vec<usize>>,
    /// Whether these are all.
    pub complete: bool,
    /// Where the cheapest move may not be among them: none costs less than
    /// this.
    pub at_least: Option<f64>,
    /// Where they are not all: no conflict has fewer demands than this.
    pub smallest: usize,
    /// Where they are not all: every demand that a conflict may yet name.
    pub open: Vec<usize>,
}

/// The shortest first.
pub fn in_order(sets: &mut [Vec<usize>]) {
    sets.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
}
