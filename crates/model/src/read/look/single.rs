//! Rows that are allowed and yet likely a slip.

use crate::condition::Condition;
use crate::finding::Code;
use crate::nutrient::Nutrient;
use crate::read::Gather;
use crate::read::shown::quote;
use crate::read::tables::{Placed, Tables};
use crate::segment::Segment;

/// Speeds, in km/h, outside which no loaded truck drives.
const SPEEDS: std::ops::RangeInclusive<f64> = 1.0..=120.0;

pub(super) fn segments(segments: &Placed<Segment>, gather: &mut Gather) {
    for (segment, at) in segments {
        let name = quote(segment.id.as_str());
        let (km, hours) = (segment.length_km.0, segment.hours.0);
        let speed = km / hours;
        if segment.from == segment.to {
            let what = format!("the segment {name} begins and ends at {}", segment.from);
            gather.add(Code::SelfLoop, *at, what, "mend `from` or `to`, or remove the segment");
        } else if km == 0.0 {
            let what = format!("the segment {name} has no length");
            gather.add(Code::ZeroLength, *at, what, "write its length, or join the two sites");
        } else if !SPEEDS.contains(&speed) {
            let what = format!("the segment {name} of {km} km is driven in {hours} h");
            let mend = format!("check both: that is {speed:.1} km/h");
            gather.add(Code::SpeedUnlikely, *at, what, mend);
        }
    }
}

/// One finding for all segments without a loss: a column is rarely missed once.
pub(super) fn unstated_losses(gather: &mut Gather) {
    let Some((first, count)) = gather.no_loss else {
        return;
    };
    let what = match (count, gather.segments) {
        (1, 1) => "the segment states no loss; it is taken as none".to_owned(),
        (1, all) => format!("1 of {all} segments states no loss; it is taken as none"),
        (count, all) => format!(
            "{count} of {all} segments state no loss; it is taken as none (this is the first)"
        ),
    };
    let mend = "write `loss.seized`, `loss.self_distributed` and `loss.refused`, 0 where none \
                is expected";
    gather.add(Code::LossUnstated, first, what, mend);
}

pub(super) fn conditions(conditions: &Placed<Condition>, gather: &mut Gather) {
    for (condition, at) in conditions {
        if condition.trucks_per_day.is_none()
            && condition.loss.is_none()
            && condition.exposure.is_none()
        {
            let what = "the condition changes nothing";
            let mend = "write `trucks_per_day`, `loss` or `exposure`, or remove it";
            gather.add(Code::UnusedRow, *at, what, mend);
        }
    }
}

pub(super) fn people(tables: &Tables, gather: &mut Gather) {
    let later: std::collections::HashSet<&str> = tables
        .populations
        .iter()
        .filter(|(change, _)| change.population.0 > 0.0)
        .map(|(change, _)| change.zone.as_str())
        .collect();
    for (zone, at) in &tables.zones {
        if zone.population.0 == 0.0 && !later.contains(zone.id.as_str()) {
            let what = format!("nobody lives in the zone {}", quote(zone.id.as_str()));
            let mend = "write its population, or leave it if that is so";
            gather.add(Code::NoPopulation, *at, what, mend);
        }
    }
    for (commodity, at) in &tables.commodities {
        if commodity.nutrients_per_kg.amount(Nutrient::Energy) == 0.0 {
            let what = format!("the commodity {} has no energy", quote(commodity.id.as_str()));
            let mend = "write `nutrients_per_kg.energy_kcal`, or leave it if that is so";
            gather.add(Code::NoEnergy, *at, what, mend);
        }
    }
}
