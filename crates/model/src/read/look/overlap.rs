//! Rows that set the same figure for the same day.

use std::collections::{BTreeMap, HashMap};

use crate::condition::Condition;
use crate::document::Span;
use crate::finding::Code;
use crate::reach::Reach;
use crate::read::Gather;
use crate::read::shown::quote;
use crate::read::tables::Placed;
use crate::supply::Supply;
use crate::zone::PopulationChange;

/// A figure that a condition sets.
type Figure = (&'static str, fn(&Condition) -> bool);

const FIGURES: [Figure; 3] = [
    ("trucks_per_day", |c| c.trucks_per_day.is_some()),
    ("loss", |c| c.loss.is_some()),
    ("exposure", |c| c.exposure.is_some()),
];

/// Conditions on one segment may overlap only where they set other figures.
pub(super) fn conditions(conditions: &Placed<Condition>, gather: &mut Gather) {
    let days = gather.horizon();
    let mut by_segment: BTreeMap<&str, Vec<&(Condition, Span)>> = BTreeMap::new();
    for row in conditions {
        by_segment.entry(row.0.segment.as_str()).or_default().push(row);
    }
    for (segment, rows) in by_segment {
        for (figure, sets) in FIGURES {
            let mut windows: Vec<_> = rows
                .iter()
                .filter(|(c, _)| sets(c))
                .map(|(c, at)| (c.window.indices(days), *at))
                .filter(|(window, _)| !window.is_empty())
                .collect();
            windows.sort_by_key(|(window, at)| (window.start, *at));
            let mut taken = 0;
            for (window, at) in windows {
                if window.start < taken {
                    let what = format!(
                        "two conditions set `{figure}` of the segment {} on day {}",
                        quote(segment),
                        window.start
                    );
                    let mend = "let one end before the other begins";
                    gather.add(Code::WindowOverlap, at, what, mend);
                }
                taken = taken.max(window.end);
            }
        }
    }
}

/// A zone holds one number of people a day.
pub(super) fn populations(changes: &Placed<PopulationChange>, gather: &mut Gather) {
    let mut seen = HashMap::new();
    for (change, at) in changes {
        let (zone, day) = (change.zone.as_str(), change.from_day.0);
        if seen.insert((zone, day), *at).is_some() {
            let what = format!("the population of {} changes twice on day {day}", quote(zone));
            gather.add(Code::WindowOverlap, *at, what, "keep one of the two rows");
        }
    }
}

/// Rows of supply add up, so a row pasted twice doubles what can be bought.
pub(super) fn supply(supply: &Placed<Supply>, gather: &mut Gather) {
    let days = gather.horizon();
    let mut alike: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (row, at) in supply {
        let price = row.price_usd_per_t.0.to_bits();
        let window = row.window.indices(days);
        if !window.is_empty() && row.tonnes_per_day.0 > 0.0 {
            let key = (row.crossing.as_str(), row.commodity.as_str(), price);
            alike.entry(key).or_default().push((window, *at));
        }
    }
    for ((crossing, commodity, price), mut windows) in alike {
        windows.sort_by_key(|(window, at)| (window.start, *at));
        let mut taken: Option<(usize, Span)> = None;
        for (window, at) in windows {
            if let Some((_, first)) = taken.filter(|(end, _)| window.start < *end) {
                let (crossing, commodity) = (quote(crossing), quote(commodity));
                let what = format!(
                    "{commodity} at {crossing} for {} USD/t is offered twice on day {}, \
                     and both rows can be bought",
                    f64::from_bits(price),
                    window.start
                );
                let mend = "remove one of the two rows if it is a copy, or write their sum";
                gather.add_beside(Code::SupplyRepeated, at, first, what, mend);
            }
            if taken.is_none_or(|(end, _)| window.end > end) {
                taken = Some((window.end, at));
            }
        }
    }
}

/// A walk is measured once.
pub(super) fn reach(walks: &Placed<Reach>, gather: &mut Gather) {
    let mut seen = HashMap::new();
    for (walk, at) in walks {
        let (zone, site) = (walk.zone.as_str(), walk.site.as_str());
        if seen.insert((zone, site), *at).is_some() {
            let what = format!("the walk from {} to {} stands twice", quote(zone), quote(site));
            gather.add(Code::DuplicateId, *at, what, "keep one of the two rows");
        }
    }
}
