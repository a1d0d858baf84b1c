//! The tables of a scenario as nouns, each with its place.

use super::documents::Documents;
use super::fields::Fields;
use super::{Gather, goods, place, remark, road, truck};
use crate::basket::RationBound;
use crate::commodity::Commodity;
use crate::condition::Condition;
use crate::document::Span;
use crate::figure::{Alternate, Assumption};
use crate::fleet::Fleet;
use crate::reach::Reach;
use crate::segment::Segment;
use crate::site::Site;
use crate::stock::Stock;
use crate::supply::Supply;
use crate::track::Track;
use crate::zone::{PopulationChange, Zone};

/// Nouns of one table with the place of each row.
pub(super) type Placed<T> = Vec<(T, Span)>;

/// Every table that could be read.
#[derive(Debug, Default)]
pub(super) struct Tables {
    pub commodities: Placed<Commodity>,
    pub tracks: Placed<Track>,
    pub fleets: Placed<Fleet>,
    pub sites: Placed<Site>,
    pub zones: Placed<Zone>,
    pub populations: Placed<PopulationChange>,
    pub segments: Placed<Segment>,
    pub conditions: Placed<Condition>,
    pub supply: Placed<Supply>,
    pub stocks: Placed<Stock>,
    pub reach: Placed<Reach>,
    pub basket: Placed<RationBound>,
    pub assumptions: Placed<Assumption>,
    pub alternates: Placed<Alternate>,
}

impl Tables {
    /// Reads every table.
    pub fn read(documents: &Documents, gather: &mut Gather) -> Self {
        let mut reader = Reader { documents, gather };
        Self {
            commodities: reader.rows("commodities", "commodity", goods::commodity),
            tracks: reader.rows("tracks", "track", truck::track),
            fleets: reader.rows("fleets", "fleet", truck::fleet),
            sites: reader.rows("sites", "site", place::site),
            zones: reader.rows("zones", "zone", place::zone),
            populations: reader.rows("populations", "population change", place::population),
            segments: reader.rows("segments", "segment", road::segment),
            conditions: reader.rows("conditions", "condition", road::condition),
            supply: reader.rows("supply", "supply row", goods::supply),
            stocks: reader.rows("stocks", "stock", goods::stock),
            reach: reader.rows("reach", "walk", place::reach),
            basket: reader.rows("basket", "bound on rations", goods::ration),
            assumptions: reader.rows("assumptions", "assumption", remark::assumption),
            alternates: reader.rows("alternates", "alternate", remark::alternate),
        }
    }
}

/// The nouns of a table without their places.
pub(super) fn bare<T>(placed: Placed<T>) -> Vec<T> {
    placed.into_iter().map(|(noun, _)| noun).collect()
}

struct Reader<'d, 'a, 'g> {
    documents: &'d Documents<'a>,
    gather: &'g mut Gather,
}

impl Reader<'_, '_, '_> {
    fn rows<T>(
        &mut self,
        table: &'static str,
        word: &'static str,
        read: fn(&mut Fields) -> Option<T>,
    ) -> Placed<T> {
        let rows = self.documents.rows(table);
        let mut nouns = Vec::with_capacity(rows.len());
        for row in rows {
            let Some(mut fields) = Fields::open(row, word, self.gather) else {
                continue;
            };
            let noun = read(&mut fields);
            fields.finish();
            nouns.extend(noun.map(|noun| (noun, row.span)));
        }
        nouns
    }
}
