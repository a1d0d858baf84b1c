//! Gathers findings, names and references while tables are read.

use std::collections::{HashMap, HashSet};

use crate::calendar::LONGEST_HORIZON;
use crate::document::source::{Hint, Source};
use crate::document::{Problem, Span};
use crate::finding::{Code, Finding, Findings, Severity};

use super::reference::{Noun, Reference};

/// Findings kept; a file of nothing but mistakes would otherwise fill the
/// memory with words. The rest is counted.
const MOST_KEPT: usize = 100_000;

/// Everything gathered on the way.
#[derive(Default)]
pub(crate) struct Gather {
    raw: Vec<(Option<Span>, Finding)>,
    /// Places that findings name in words, by their position among them.
    beside: HashMap<usize, Span>,
    /// Findings counted but not kept: errors and warnings.
    beyond: (usize, usize),
    /// Places already named, where one finding stands for a whole column.
    seen: HashSet<(Code, Span, String)>,
    /// Names defined, with the place of each.
    pub defined: HashMap<Noun, HashMap<String, Span>>,
    /// References made.
    pub references: Vec<Reference>,
    /// Nouns of which some could not be read: names may be missing.
    pub broken: HashSet<Noun>,
    /// Sources of which the text could not be read.
    pub unread: HashSet<u32>,
    /// Tables of which some rows could not be read.
    pub broken_tables: HashSet<&'static str>,
    /// Segments that state no loss: the first, and how many.
    pub no_loss: Option<(Span, usize)>,
    /// Segments read.
    pub segments: usize,
    /// Calendar date of day 0.
    pub start: Option<jiff::civil::Date>,
    /// Days in the horizon.
    pub days: Option<u32>,
}

impl Gather {
    /// Adds a finding at a place.
    pub fn add(
        &mut self,
        code: Code,
        span: impl Into<Option<Span>>,
        what: impl Into<String>,
        mend: impl Into<String>,
    ) {
        let severity = code.severity();
        if self.raw.len() >= MOST_KEPT {
            match severity {
                Severity::Error => self.beyond.0 += 1,
                Severity::Warning => self.beyond.1 += 1,
            }
            return;
        }
        let (what, mend) = (what.into(), mend.into());
        self.raw.push((span.into(), Finding { code, severity, at: None, what, mend }));
    }

    /// Adds a finding that repeats something which stands at `first`.
    pub fn add_beside(
        &mut self,
        code: Code,
        at: Span,
        first: Span,
        what: impl Into<String>,
        mend: impl Into<String>,
    ) {
        let position = self.raw.len();
        self.add(code, at, what, mend);
        if self.raw.len() > position {
            self.beside.insert(position, first);
        }
    }

    /// Writes where each repeated thing stands first into its finding.
    fn name_first_places(&mut self, sources: &[Source]) {
        let mut places: Vec<(Span, usize)> =
            std::mem::take(&mut self.beside).into_iter().map(|(n, span)| (span, n)).collect();
        // In the order of the files, so that every line is counted once.
        places.sort_unstable();
        let mut hint = Hint::default();
        for (first, position) in places {
            let source = sources.get(first.source as usize);
            let place = source.map(|source| source.at(first, &mut hint));
            if let (Some(place), Some((span, finding))) = (place, self.raw.get_mut(position)) {
                let here = span.is_some_and(|span| span.source == first.source);
                let file = if here { String::new() } else { format!("{}, ", place.file) };
                finding.what += &format!(" (first in {file}line {})", place.line);
            }
        }
    }

    /// Adds a finding once for its code, place and words.
    pub fn add_once(&mut self, code: Code, span: Span, what: String, mend: impl Into<String>) {
        if self.seen.insert((code, span, what.clone())) {
            self.add(code, span, what, mend);
        }
    }

    /// Adds what a frontend could not read.
    pub fn problems(&mut self, problems: Vec<Problem>) {
        for problem in problems {
            self.add(problem.code, problem.span, problem.what, problem.mend);
        }
    }

    /// Whether anything gathered makes the scenario unusable.
    pub fn any_error(&self) -> bool {
        self.beyond.0 > 0 || self.raw.iter().any(|(_, f)| f.severity == Severity::Error)
    }

    /// How many findings there are.
    pub fn len(&self) -> usize {
        self.raw.len() + self.beyond.0 + self.beyond.1
    }

    /// Whether some rows of a table could not be read.
    pub fn is_broken(&self, table: &str) -> bool {
        self.broken_tables.contains(table)
    }

    /// Days in the horizon, or the longest there can be.
    pub fn horizon(&self) -> u32 {
        self.days.unwrap_or(LONGEST_HORIZON)
    }

    /// The findings in the order of files and places.
    pub fn into_findings(mut self, sources: &[Source]) -> Findings {
        self.name_first_places(sources);
        let place = |span: &Option<Span>| {
            span.map(|s| (sources.get(s.source as usize).map(|f| f.file.as_str()), s.start))
        };
        self.raw.sort_by(|a, b| {
            let key = |x: &(Option<Span>, Finding)| (place(&x.0), x.1.code);
            key(a).cmp(&key(b)).then_with(|| a.1.what.cmp(&b.1.what))
        });
        let mut hint = Hint::default();
        let mut findings = Findings::default();
        for (span, mut finding) in self.raw {
            finding.at = span.and_then(|s| Some(sources.get(s.source as usize)?.at(s, &mut hint)));
            findings.0.push(finding);
        }
        findings.0.dedup();
        let (errors, warnings) = self.beyond;
        if errors + warnings > 0 {
            let severity = if errors > 0 { Severity::Error } else { Severity::Warning };
            let what = format!("{errors} more errors and {warnings} more warnings are not listed");
            let mend = "mend those listed first".to_owned();
            findings.0.push(Finding { code: Code::TooMany, severity, at: None, what, mend });
        }
        findings
    }
}
