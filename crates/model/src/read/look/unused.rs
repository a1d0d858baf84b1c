//! Commodities and tracks that no plan can use.

use std::collections::HashSet;

use crate::finding::Code;
use crate::read::Gather;
use crate::read::shown::quote;
use crate::read::tables::Tables;
use crate::site::SiteKind;

pub(super) fn check(tables: &Tables, gather: &mut Gather) {
    commodities(tables, gather);
    tracks(tables, gather);
}

fn commodities(tables: &Tables, gather: &mut Gather) {
    let supplied = tables.supply.iter().map(|(s, _)| s.commodity.as_str());
    let stocked = tables.stocks.iter().map(|(s, _)| s.commodity.as_str());
    let used: HashSet<&str> = supplied.chain(stocked).collect();
    for (commodity, at) in &tables.commodities {
        let id = commodity.id.as_str();
        if !used.contains(id) {
            let what = format!("the commodity {} is neither in supply nor in stock", quote(id));
            gather.add(Code::UnusedRow, *at, what, "add a row of supply, or remove it");
        }
    }
}

fn tracks(tables: &Tables, gather: &mut Gather) {
    let driven: HashSet<&str> =
        tables.fleets.iter().flat_map(|(f, _)| f.tracks.iter().map(|t| t.as_str())).collect();
    let any_fleet = tables.fleets.iter().any(|(f, _)| f.tracks.is_empty());
    let kinds: HashSet<SiteKind> = tables.sites.iter().map(|(s, _)| s.kind).collect();
    for (track, at) in &tables.tracks {
        let id = quote(track.id.as_str());
        if !any_fleet && !driven.contains(track.id.as_str()) {
            let what = format!("no fleet serves the track {id}");
            gather.add(Code::UnusedRow, *at, what, "add it to the `tracks` of a fleet");
        } else if !track.serves.iter().any(|kind| kinds.contains(kind)) {
            let what = format!("no site is of a kind that the track {id} serves");
            gather.add(Code::UnusedRow, *at, what, "add such a site, or remove the track");
        }
    }
}
