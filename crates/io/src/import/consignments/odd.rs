//! What is odd about a register: each odd row a finding, up to a limit a kind.

use std::collections::BTreeMap;

use safeconduct_model::finding::{At, Code, Findings};

/// Findings listed of one kind; more are counted.
const LISTED: usize = 1_000;

/// Kinds of oddity, each with its code and how to mend it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Rows longer or shorter than the header.
    Ragged,
    /// Dates missing, ambiguous or impossible.
    Date,
    /// Dates far from all others.
    Far,
    /// Trucks missing or impossible.
    Trucks,
    /// Pallets that no truck carries.
    Pallets,
    /// A mass that is none, or that no truck carries.
    Mass,
    /// Rows that say the consignment did not arrive.
    Status,
    /// Rows without a crossing.
    Crossing,
    /// Spellings joined.
    Spelling,
    /// Identifiers that stand twice.
    Repeated,
    /// Things taken for granted.
    Assumed,
    /// Parts of the file not read.
    Unread,
    /// Nothing to count.
    Empty,
}

impl Kind {
    const fn code(self) -> Code {
        match self {
            Self::Date | Self::Far | Self::Trucks | Self::Status | Self::Unread => {
                Code::ImportSkipped
            }
            Self::Spelling => Code::ImportSpelling,
            Self::Assumed => Code::ImportAssumed,
            Self::Empty => Code::ImportEmpty,
            _ => Code::ImportOdd,
        }
    }

    const fn mend(self) -> &'static str {
        match self {
            Self::Ragged => "a cell with a comma needs quotes; missing cells were taken as empty",
            Self::Date => "write the day as YYYY-MM-DD; the row is in no figure",
            Self::Far => "mend the year if it is a slip; the row is in no figure",
            Self::Trucks => "write a whole number of trucks above 0; the row is in no figure",
            Self::Pallets => "the truck is counted; its pallets are in no figure",
            Self::Mass => "the truck is counted, its mass as not stated",
            Self::Status => "the row is in no figure; change its status if it arrived",
            Self::Crossing => "the row is in the months and in the total, and in no chain",
            Self::Spelling => "mend the spelling, or name both with --crossing if they are two",
            Self::Repeated => "both rows were counted; remove one if it is a copy",
            Self::Assumed => "see `safeconduct import consignments --help`",
            Self::Unread => "name another sheet with --sheet",
            Self::Empty => "mend the rows, or choose other days with --from and --to",
        }
    }
}

/// Oddities in the order in which they were met.
#[derive(Debug, Default)]
pub(super) struct Odd {
    by_kind: BTreeMap<Kind, Listed>,
}

/// Oddities of one kind.
#[derive(Debug, Default)]
struct Listed {
    count: u64,
    /// The first of them, each with its place.
    first: Vec<(Option<At>, String)>,
}

impl Odd {
    /// Notes one; `what` is only asked for while the kind is still listed.
    pub fn add(&mut self, kind: Kind, at: Option<At>, what: impl FnOnce() -> String) {
        let listed = self.by_kind.entry(kind).or_default();
        listed.count += 1;
        if listed.first.len() < LISTED {
            listed.first.push((at, what()));
        }
    }

    /// Turns all into findings, by place.
    pub fn into_findings(self, findings: &mut Findings) {
        let mut own = Findings::default();
        let mut more = Findings::default();
        for (kind, listed) in self.by_kind {
            let beyond = listed.count - listed.first.len() as u64;
            for (at, what) in listed.first {
                own.add(kind.code(), at, what, kind.mend());
            }
            if beyond > 0 {
                let what = format!("{beyond} more rows like the {LISTED} listed ({kind:?})");
                more.add(kind.code(), None, what, kind.mend());
            }
        }
        own.sort();
        findings.extend(own);
        findings.extend(more);
    }
}
