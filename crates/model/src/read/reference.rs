//! References: names used, to be answered once every table is read.

use crate::document::Span;
use crate::finding::Code;
use crate::site::SiteKind;

use super::gather::Gather;
use super::nearest;
use super::shown::quote;

/// Things that have names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Noun {
    Commodity,
    FoodGroup,
    Track,
    Fleet,
    Site,
    Zone,
    Segment,
    Area,
    Operator,
    Framework,
    /// An event of the timetable in the file of talks.
    Event,
    /// A zone of the timetable in the file of talks.
    TimedZone,
}

impl Noun {
    /// The word for it in a sentence.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Commodity => "commodity",
            Self::FoodGroup => "food group",
            Self::Track => "track",
            Self::Fleet => "fleet",
            Self::Site => "site",
            Self::Zone => "zone",
            Self::Segment => "segment",
            Self::Area => "area",
            Self::Operator => "operator",
            Self::Framework => "framework",
            Self::Event => "event of the timetable",
            Self::TimedZone => "zone of the timetable",
        }
    }
}

/// What a site that is referred to must be able to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Anything.
    Any,
    /// Let supply in.
    Crossing,
    /// Hold stock.
    Holds,
    /// Hand supplies out.
    HandsOut,
}

impl Part {
    fn played_by(self, kind: SiteKind) -> bool {
        match self {
            Self::Any => true,
            Self::Crossing => kind == SiteKind::Crossing,
            Self::Holds => kind != SiteKind::Junction,
            Self::HandsOut => kind.hands_out(),
        }
    }

    const fn needs(self) -> &'static str {
        match self {
            Self::Any => "a site",
            Self::Crossing => "a crossing",
            Self::Holds => "a site other than a junction",
            Self::HandsOut => "a distribution centre or a delivery point",
        }
    }
}

/// A name used somewhere.
#[derive(Clone, Debug)]
pub(crate) struct Reference {
    pub noun: Noun,
    pub name: String,
    pub span: Span,
    pub part: Part,
}

/// After so many comparisons the nearest name is no longer looked for: every
/// name compared with every other would take too long.
const MOST_COMPARED: usize = 200_000;

/// Reports every reference that nothing answers, and sites of the wrong kind.
pub(super) fn check(gather: &mut Gather, kind_of: impl Fn(&str) -> Option<SiteKind>) {
    let references = std::mem::take(&mut gather.references);
    let defined = std::mem::take(&mut gather.defined);
    let mut compared = 0;
    // Names of a timetable are answered once its file is read.
    gather.broken.extend([Noun::Event, Noun::TimedZone]);
    for Reference { noun, name, span, part } in &references {
        let known = defined.get(noun);
        if known.is_some_and(|names| names.contains_key(name)) {
            let kind = if *noun == Noun::Site { kind_of(name) } else { None };
            if let Some(kind) = kind.filter(|k| !part.played_by(*k)) {
                let what = format!("the site {} is {}", quote(name), article(kind));
                gather.add(Code::WrongSiteKind, *span, what, format!("name {}", part.needs()));
            }
            continue;
        }
        // Names may be missing only because their own table was not readable.
        if gather.broken.contains(noun) {
            continue;
        }
        compared += known.map_or(0, std::collections::HashMap::len);
        let names = known.into_iter().flat_map(|names| names.keys().map(String::as_str));
        let mend = if compared > MOST_COMPARED {
            format!("mend the name, or add the {}", noun.word())
        } else {
            nearest::mend(name, names)
        };
        let what = format!("no {} is called {}", noun.word(), quote(name));
        gather.add(Code::UnknownRef, *span, what, mend);
    }
    (gather.references, gather.defined) = (references, defined);
}

const fn article(kind: SiteKind) -> &'static str {
    match kind {
        SiteKind::Crossing => "a crossing",
        SiteKind::Hub => "a hub",
        SiteKind::DistributionCentre => "a distribution centre",
        SiteKind::DeliveryPoint => "a delivery point",
        SiteKind::Junction => "a junction",
    }
}
