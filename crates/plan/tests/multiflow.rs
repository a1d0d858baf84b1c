//! Mixes of many loads cost as little as the program on lanes, solved apart, says.
#![allow(clippy::unwrap_used)]

mod random;

use highs::{HighsModelStatus, RowProblem, Sense};
use random::Dice;
use safeconduct_plan::multiflow::{FlowError, Lane, Load, Problem, cheapest};

/// Cost of the cheapest flow as one program on lanes; none if there is none.
fn on_lanes(problem: &Problem) -> Option<f64> {
    let mut program = RowProblem::default();
    let columns: Vec<_> =
        problem.lanes.iter().map(|lane| program.add_column(lane.cost, 0.0..=lane.most)).collect();
    let lanes = || problem.lanes.iter().zip(&columns);
    for (position, load) in problem.loads.iter().enumerate() {
        for place in 0..problem.places {
            let out = lanes().filter(|(lane, _)| lane.load == position && lane.from == place);
            let back = lanes().filter(|(lane, _)| lane.load == position && lane.to == place);
            let factors: Vec<_> =
                out.map(|(_, c)| (*c, 1.0)).chain(back.map(|(_, c)| (*c, -1.0))).collect();
            let at = |other: usize| if place == other { load.amount } else { 0.0 };
            let leaves = at(load.from) - at(load.to);
            program.add_row(leaves..=leaves, factors);
        }
    }
    for (position, &most) in problem.shared.iter().enumerate() {
        let uses = lanes().filter(|(lane, _)| lane.shared == Some(position));
        program.add_row(..=most, uses.map(|(_, c)| (*c, 1.0)).collect::<Vec<_>>());
    }
    let solved = program.optimise(Sense::Minimise).solve();
    (solved.status() == HighsModelStatus::Optimal).then(|| solved.objective_value())
}

/// Loads on a small random network, each road shared by all of them.
fn random_problem(seed: u64) -> Problem {
    let mut dice = Dice::new(seed);
    let places = 6 + dice.below(5);
    let loads: Vec<Load> = (0..2 + dice.below(4))
        .map(|_| {
            let from = dice.below(places);
            let to = (from + 1 + dice.below(places - 1)) % places;
            Load { from, to, amount: dice.between(1.0, 9.0) }
        })
        .collect();
    let (mut lanes, mut shared) = (Vec::new(), Vec::new());
    for _ in 0..4 * places {
        let (from, to) = (dice.below(places), dice.below(places));
        if from == to {
            continue;
        }
        shared.push(dice.between(1.0, 12.0));
        for load in 0..loads.len() {
            let most = if dice.chance(30) { dice.between(0.5, 5.0) } else { f64::INFINITY };
            let cost = dice.between(0.0, 10.0);
            lanes.push(Lane { load, from, to, cost, most, shared: Some(shared.len() - 1) });
        }
    }
    Problem { places, loads, lanes, shared }
}

#[test]
fn random_mixes_cost_what_the_program_on_lanes_costs() {
    let mut solved = 0;
    for seed in 0..80 {
        let problem = random_problem(seed);
        match (cheapest(&problem, 1e-9), on_lanes(&problem)) {
            (Ok(mix), Some(value)) => {
                let near = |a: f64| (a - value).abs() <= 1e-6 * value.abs().max(1.0);
                assert!(near(mix.value) && near(mix.bound), "seed {seed}: {mix:?} not {value}");
                kept(&problem, &mix);
                solved += 1;
            }
            (Err(FlowError::Undeliverable(_)), None) => (),
            (mix, value) => panic!("seed {seed}: {mix:?} but {value:?}"),
        }
    }
    assert!((20..80).contains(&solved), "{solved} of 80 can be delivered");
}

/// A mix delivers every load over joined lanes, within every capacity.
fn kept(problem: &Problem, mix: &safeconduct_plan::multiflow::Mix) {
    let mut delivered = vec![0.0; problem.loads.len()];
    let (mut own, mut shared) = (vec![0.0; problem.lanes.len()], vec![0.0; problem.shared.len()]);
    for way in &mix.ways {
        delivered[way.load] += way.amount;
        let mut at = problem.loads[way.load].from;
        for &lane in &way.lanes {
            let noun = problem.lanes[lane];
            assert_eq!((noun.load, noun.from), (way.load, at));
            at = noun.to;
            own[lane] += way.amount;
            if let Some(s) = noun.shared {
                shared[s] += way.amount;
            }
        }
        assert_eq!(at, problem.loads[way.load].to);
    }
    let within = |used: &f64, most: f64| *used <= most + 1e-6;
    assert!(delivered.iter().zip(&problem.loads).all(|(d, l)| (d - l.amount).abs() <= 1e-6));
    assert!(own.iter().zip(&problem.lanes).all(|(used, lane)| within(used, lane.most)));
    assert!(shared.iter().zip(&problem.shared).all(|(used, most)| within(used, *most)));
}

#[test]
fn two_loads_share_the_cheap_road() {
    let lane =
        |load, cost, shared| Lane { load, from: 0, to: 1, cost, most: f64::INFINITY, shared };
    let problem = Problem {
        places: 2,
        loads: vec![Load { from: 0, to: 1, amount: 4.0 }; 2],
        // The second load has the dearer way round, so it takes the road they share.
        lanes: vec![
            lane(0, 1.0, Some(0)),
            lane(0, 3.0, None),
            lane(1, 1.0, Some(0)),
            lane(1, 9.0, None),
        ],
        shared: vec![5.0],
    };
    let mix = cheapest(&problem, 1e-9).unwrap();
    assert!((mix.value - (4.0 + 1.0 + 9.0)).abs() < 1e-9, "{mix:?}");
    let blocked = Problem { shared: vec![5.0], lanes: problem.lanes[..1].to_vec(), ..problem };
    assert!(matches!(cheapest(&blocked, 1e-9), Err(FlowError::Undeliverable(1))));
}
