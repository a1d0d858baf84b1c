//! Convoys: trucks that go the same way, grouped, in a drawn order of departure.

use std::collections::BTreeMap;

use super::lane::Lane;
use super::load::Loaded;
use super::seed::Dice;
use super::sending::Sending;
use crate::plan::Plan;
use crate::schedule::{Convoy, Grouping, Truck};
use crate::world::World;

/// Trucks that go together, before their place in the day is known.
struct Group {
    turn: f64,
    lane: usize,
    way: usize,
    trucks: Vec<usize>,
}

/// The convoys of a day.
pub(super) fn convoys(
    (trucks, ways): (&[Loaded], &[usize]),
    (sending, lanes): (&Sending, &[Lane]),
    (plan, world): (&Plan, &World),
    grouping: Grouping,
    dice: &Dice,
) -> Vec<Convoy> {
    let mut together: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (truck, way) in ways.iter().enumerate() {
        let lane = sending.leaving[trucks[truck].leaving].lane;
        together.entry((lane, *way)).or_default().push(truck);
    }
    let mut groups = Vec::new();
    for ((lane, way), all) in together {
        for (part, trucks) in parted(&all, grouping.trucks_per_convoy).into_iter().enumerate() {
            let count = (way as u32) << 16 | part as u32;
            let turn = dice.uniform("departure", &lanes[lane].label, count);
            groups.push(Group { turn, lane, way, trucks });
        }
    }
    groups.sort_by(|a, b| a.turn.total_cmp(&b.turn).then((a.lane, a.way).cmp(&(b.lane, b.way))));
    let all = groups.len();
    let mut numbers = 1..;
    let mut convoys = Vec::new();
    for (place, group) in groups.into_iter().enumerate() {
        let carried = group.trucks.iter().map(|truck| &trucks[*truck]);
        let trucks = carried.zip(&mut numbers).map(|(load, number)| truck(number, load, world));
        let trucks = trucks.collect();
        let lane = &lanes[group.lane];
        let Some(corridor) = plan.corridors.get(lane.ways[group.way].corridor) else { continue };
        convoys.push(Convoy {
            number: place as u32 + 1,
            window: (place * grouping.windows as usize / all) as u32 + 1,
            track: corridor.track.clone(),
            fleet: world.scenario.fleets[lane.fleet].id.clone(),
            from: corridor.from.clone(),
            to: corridor.to.clone(),
            segments: corridor.segments.clone(),
            trucks,
        });
    }
    convoys
}

/// A list in as few parts as `most` allows, no two differing by more than one.
fn parted(all: &[usize], most: u32) -> Vec<Vec<usize>> {
    let parts = all.len().div_ceil(most.max(1) as usize);
    let edge = |part: usize| all.len() * part / parts;
    (0..parts).map(|part| all[edge(part)..edge(part + 1)].to_vec()).collect()
}

fn truck(number: u32, load: &Loaded, world: &World) -> Truck {
    let name = |k: usize| world.scenario.commodities[k].id.clone();
    Truck { number, grams: load.grams.iter().map(|(&k, &grams)| (name(k), grams)).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn convoys_are_as_few_and_as_even_as_can_be() {
        let sizes = |all: usize, most: u32| {
            let all: Vec<usize> = (0..all).collect();
            parted(&all, most).iter().map(Vec::len).collect::<Vec<_>>()
        };
        assert_eq!(sizes(7, 5), [3, 4]);
        assert_eq!(sizes(10, 5), [5, 5]);
        assert_eq!(sizes(3, 1), [1, 1, 1]);
        assert_eq!(sizes(0, 5), [0; 0]);
    }
}
