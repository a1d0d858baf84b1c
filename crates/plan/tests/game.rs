//! The interception game against its slow twins, and against what must hold of it.

mod plain;
mod random;

use plain::{grid, load, near, network, paths, sets, shipments, slow, sound};
use random::Dice;
use safeconduct_plan::attack::{Load, lost};
use safeconduct_plan::game::{
    Arc, Game, Guarantee, Network, Outcome, Shipment, additive, check, decompose, exact, max_flow,
    max_flow_after, over_days, robust_flow, shortest_path_after, split_nodes, unit_convoy_value,
};

/// Random networks a test.
const SEEDS: u64 = 60;

/// Random games: every Γ, with and without limits, fixed and decided.
fn games(seed: u64, then: impl Fn(&Game)) {
    let dice = &mut Dice::new(seed);
    let network = network(dice, seed.is_multiple_of(2));
    let shipments = shipments(dice, &network);
    for gamma in [0.0, 1.0, 1.5, 2.0, 3.0] {
        for decided in [false, true] {
            then(&Game { network: &network, shipments: shipments.clone(), gamma, decided });
        }
    }
}

fn solve(game: &Game) -> Option<Guarantee> {
    exact(game, 1e-8).unwrap_or_else(|error| panic!("{error}")).solved()
}

#[test]
fn generation_agrees_with_enumeration() {
    for seed in 0..SEEDS {
        games(seed, |game| {
            let (fast, slow) = (solve(game), slow(game));
            assert_eq!(fast.is_some(), slow.is_some(), "seed {seed} {game:?}");
            let (Some(fast), Some(slow)) = (fast, slow) else { return };
            assert!(fast.gap() <= 1e-7, "seed {seed}: gap {} in {game:?}", fast.gap());
            let (lower, upper) = (fast.lower, fast.upper);
            assert!(near(lower, slow) && near(upper, slow), "seed {seed}: {lower} {upper} {slow}");
        });
    }
}

#[test]
fn a_guarantee_proves_itself() {
    for seed in 0..SEEDS {
        games(seed, |game| {
            let Some(found) = solve(game) else { return };
            let checked = check(game, &found.corridors, &found.strikes, &found.prices);
            let checked = checked.expect("a sound game");
            assert!(near(checked.upper, found.upper) && near(checked.lower, found.lower));
            assert!(near(checked.struck, 1.0) && checked.over_capacity < 1e-7);
            assert!(checked.within_gamma && checked.leads, "{seed} {game:?} {found:?}");
            for (shipment, shipped) in game.shipments.iter().zip(checked.shipped) {
                let all = near(shipped, shipment.amount);
                assert!(
                    all || game.decided && shipped <= shipment.amount,
                    "{seed} {game:?} {found:?}"
                );
            }
        });
    }
}

#[test]
fn long_narrow_grids_close_with_proof() {
    for (seed, (rows, columns)) in (0..).zip([(2, 24), (3, 14), (4, 10), (2, 16), (3, 18)]) {
        for (gamma, decided) in [(2.0, false), (2.5, false), (3.0, false), (2.0, true)] {
            let network = grid(&mut Dice::new(seed), rows, columns, decided);
            let shipments = vec![Shipment { from: 0, to: 1, amount: 1.0, value: 1.0 }];
            let game = Game { network: &network, shipments, gamma, decided };
            let found = exact(&game, 1e-6).expect("sound").solved().expect("solved");
            assert!(found.lower <= found.upper + 1e-9 && found.gap() <= 1e-6, "{seed} {gamma}");
            let checked = check(&game, &found.corridors, &found.strikes, &found.prices);
            let checked = checked.expect("sound");
            assert!(checked.leads && checked.within_gamma && near(checked.struck, 1.0));
            assert!(near(checked.upper, found.upper) && near(checked.lower, found.lower));
            assert!(checked.over_capacity < 1e-7);
        }
    }
}

#[test]
fn lower_is_below_upper_below_additive_below_all() {
    for seed in 0..SEEDS {
        games(seed, |game| {
            let Some(found) = solve(game) else { return };
            let all: f64 = game.shipments.iter().map(|s| s.amount * s.value).sum();
            assert!(found.lower <= found.upper + 1e-12);
            assert!(found.upper <= all + 1e-9);
            if game.decided {
                assert!(found.lower >= found.additive - 1e-7);
            } else {
                assert!(found.upper <= found.additive + 1e-7);
            }
        });
    }
}

/// Fixed games only: value, for comparison before and after a change.
fn value(network: &Network, shipments: &[Shipment], gamma: f64) -> Option<(f64, f64)> {
    let game = Game { network, shipments: shipments.to_vec(), gamma, decided: false };
    solve(&game).map(|found| (found.upper, found.additive))
}

fn changed(network: &Network, change: impl Fn(&mut Arc)) -> Network {
    let mut arcs = network.arcs().to_vec();
    arcs.iter_mut().for_each(change);
    sound(network.nodes(), arcs, network.areas().to_vec())
}

#[test]
fn more_roads_and_more_room_never_cost() {
    for seed in 0..SEEDS {
        let dice = &mut Dice::new(seed);
        let network = network(dice, true);
        let shipments = shipments(dice, &network);
        let mut arcs = network.arcs().to_vec();
        let place = dice.below(arcs.len());
        let arc = arcs[place].clone();
        arcs.push(Arc { from: dice.below(network.nodes()), area: None, ..arc });
        let more = sound(network.nodes(), arcs, network.areas().to_vec());
        let room = dice.below(network.arcs().len());
        let mut wider = network.arcs().to_vec();
        wider[room].capacity += 1.0;
        let wider = sound(network.nodes(), wider, network.areas().to_vec());
        for gamma in [1.0, 2.0] {
            let Some(before) = value(&network, &shipments, gamma) else { continue };
            for after in [&more, &wider] {
                let after = value(after, &shipments, gamma).expect("what fitted still fits");
                assert!(after.0 <= before.0 + 1e-7 && after.1 <= before.1 + 1e-7, "seed {seed}");
            }
        }
    }
}

#[test]
fn the_additive_loss_scales_with_the_losses() {
    for seed in 0..SEEDS {
        let dice = &mut Dice::new(seed);
        let network = network(dice, true);
        let shipments = shipments(dice, &network);
        let share = dice.between(0.1, 1.0);
        let mut arcs = network.arcs().to_vec();
        arcs.iter_mut().for_each(|arc| arc.loss *= share);
        let areas = network.areas().iter().map(|loss| loss * share).collect();
        let less = sound(network.nodes(), arcs, areas);
        for gamma in [1.0, 2.0, 2.5] {
            let before = value(&network, &shipments, gamma);
            let after = value(&less, &shipments, gamma);
            assert_eq!(before.is_some(), after.is_some());
            if let (Some(before), Some(after)) = (before, after) {
                assert!(near(after.1, share * before.1), "seed {seed}");
            }
        }
    }
}

#[test]
fn one_more_interceptor_never_helps_and_adds_ever_less() {
    for seed in 0..SEEDS {
        let dice = &mut Dice::new(seed);
        let network = network(dice, true);
        let shipments = shipments(dice, &network);
        let values: Vec<_> =
            [0.0, 1.0, 2.0, 3.0].map(|gamma| value(&network, &shipments, gamma)).to_vec();
        for pair in values.windows(2) {
            if let [Some(less), Some(more)] = pair {
                assert!(less.0 <= more.0 + 1e-7 && less.1 <= more.1 + 1e-7, "seed {seed}");
            }
        }
        // Concave for a fixed plan.
        let game = Game { network: &network, shipments, gamma: 2.0, decided: false };
        let Some(found) = solve(&game) else { continue };
        let loads: Vec<Load> =
            found.corridors.iter().map(|c| load(&network, &c.arcs, c.amount)).collect();
        let sums: Vec<f64> =
            (0..5).map(|gamma| safeconduct_plan::attack::additive(&loads, gamma.into())).collect();
        for three in sums.windows(3) {
            assert!(three[1] - three[0] >= three[2] - three[1] - 1e-12, "seed {seed}");
        }
    }
}

#[test]
fn direction_names_and_order_do_not_matter() {
    for seed in 0..SEEDS {
        let dice = &mut Dice::new(seed);
        let network = network(dice, true);
        let shipments = shipments(dice, &network);
        let back = changed(&network, |arc| std::mem::swap(&mut arc.from, &mut arc.to));
        let nodes = network.nodes();
        let renamed = changed(&network, |arc| {
            (arc.from, arc.to) = ((arc.from + 1) % nodes, (arc.to + 1) % nodes);
        });
        let mut arcs = network.arcs().to_vec();
        arcs.reverse();
        let reordered = sound(nodes, arcs, network.areas().to_vec());
        let turn = |s: &Shipment| Shipment { from: s.to, to: s.from, ..s.clone() };
        let turned: Vec<Shipment> = shipments.iter().map(turn).collect();
        let name = |s: &Shipment| Shipment {
            from: (s.from + 1) % nodes,
            to: (s.to + 1) % nodes,
            ..s.clone()
        };
        let named: Vec<Shipment> = shipments.iter().map(name).collect();
        for gamma in [1.0, 1.5, 2.0] {
            let here = value(&network, &shipments, gamma);
            let others = [
                value(&back, &turned, gamma),
                value(&renamed, &named, gamma),
                value(&reordered, &shipments, gamma),
            ];
            for there in others {
                assert_eq!(here.is_some(), there.is_some(), "seed {seed}");
                if let (Some(here), Some(there)) = (here, there) {
                    assert!(near(here.0, there.0) && near(here.1, there.1), "seed {seed}");
                }
            }
        }
    }
}

#[test]
fn paths_reproduce_the_flow_with_no_more_paths_than_arcs() {
    for seed in 0..SEEDS {
        let dice = &mut Dice::new(seed);
        let network = network(dice, true);
        let shipments = shipments(dice, &network)[..1].to_vec();
        let game = Game { network: &network, shipments, gamma: 1.0, decided: true };
        let Outcome::Solved(found) = additive(&game).expect("sound") else { panic!("bounded") };
        let taken = decompose(&network, 0, network.nodes() - 1, &found.flows[0]);
        assert!(taken.paths.len() <= network.arcs().len());
        let mut sum = taken.circling;
        for (path, amount) in &taken.paths {
            assert!(*amount > 0.0);
            path.iter().for_each(|&arc| sum[arc] += amount);
            let ends =
                path.windows(2).all(|w| network.arcs()[w[0]].to == network.arcs()[w[1]].from);
            assert!(ends && network.arcs()[path[0]].from == 0, "seed {seed}");
        }
        for (sum, flow) in sum.iter().zip(&found.flows[0]) {
            assert!((sum - flow).abs() < 1e-9, "seed {seed}");
        }
        let shipped: f64 = taken.paths.iter().map(|(_, amount)| amount).sum();
        assert!(near(shipped, found.shipped[0]), "seed {seed}");
    }
}

#[test]
fn one_interceptor_is_a_flow_problem() {
    for seed in 0..SEEDS {
        let dice = &mut Dice::new(seed);
        let whole = network(dice, seed.is_multiple_of(2));
        let arcs = whole.arcs().iter().map(|arc| Arc { area: None, ..arc.clone() }).collect();
        let network = sound(whole.nodes(), arcs, Vec::new());
        let ends = (0, network.nodes() - 1);
        let shipment = Shipment { from: ends.0, to: ends.1, amount: f64::INFINITY, value: 1.0 };
        let game = Game {
            network: &network,
            shipments: vec![shipment.clone()],
            gamma: 1.0,
            decided: true,
        };
        let net = match exact(&game, 1e-8).expect("sound") {
            Outcome::Solved(found) => found.lower,
            Outcome::Unbounded => f64::INFINITY,
            Outcome::CannotShip => panic!("nothing may always be shipped"),
        };
        let flow = robust_flow(&network, ends.0, ends.1);
        assert!(near(net, flow), "seed {seed}: {net} {flow}");
        let free = changed(&network, |arc| arc.capacity = f64::INFINITY);
        let unit = Shipment { amount: 1.0, ..shipment };
        if let Some((convoy, _)) = value(&free, &[unit], 1.0) {
            assert!(near(convoy, unit_convoy_value(&free, ends.0, ends.1)), "seed {seed}");
        }
    }
}

#[test]
fn who_strikes_first_takes_the_worst_arcs() {
    for seed in 0..SEEDS {
        let dice = &mut Dice::new(seed);
        let whole = network(dice, seed.is_multiple_of(2));
        let arcs = whole.arcs().iter().map(|arc| Arc { area: None, ..arc.clone() }).collect();
        let network = sound(whole.nodes(), arcs, Vec::new());
        let end = network.nodes() - 1;
        let all = sets(&network, 2);
        for strikes in [0, 1, 2] {
            let of = || all.iter().filter(|set| set.len() <= strikes);
            let without = |set: &Vec<usize>| {
                let mut arcs = network.arcs().to_vec();
                set.iter().for_each(|&arc| arcs[arc].capacity = 0.0);
                max_flow(&sound(end + 1, arcs, Vec::new()), 0, end)
            };
            let slow = of().map(without).fold(f64::INFINITY, f64::min);
            assert!(near(slow, max_flow_after(&network, 0, end, strikes)), "seed {seed}");
            let ways = paths(&network, 0, end);
            let shortest = |set: &Vec<usize>| {
                let open = ways.iter().filter(|way| !way.iter().any(|arc| set.contains(arc)));
                let cost = |way: &Vec<usize>| way.iter().map(|&a| network.arcs()[a].cost).sum();
                open.map(cost).fold(f64::INFINITY, f64::min)
            };
            let slow = of().map(shortest).fold(0.0, f64::max);
            let fast = shortest_path_after(&network, 0, end, strikes);
            assert!(near(slow, fast), "seed {seed}: {slow} {fast}");
        }
    }
}

#[test]
fn a_budget_over_days_buys_no_more_than_as_much_a_day() {
    for seed in 0..30 {
        let dice = &mut Dice::new(seed);
        let network = network(dice, true);
        let shipments = shipments(dice, &network)[..1].to_vec();
        let Some((a_day, _)) = value(&network, &shipments, 1.0) else { continue };
        let (long, all) = over_days(&network, &shipments, 2).expect("sound");
        let (whole, _) = value(&long, &all, 2.0).expect("what fits a day fits two");
        let (half, _) = value(&long, &all, 1.0).expect("what fits a day fits two");
        assert!(whole >= 2.0 * a_day - 1e-7, "spread evenly is one way to spread");
        assert!(half <= 2.0 * a_day + 1e-7, "seed {seed}");
        let game = Game { network: &long, shipments: all, gamma: 2.0, decided: false };
        assert!(near(whole, slow(&game).expect("solved")), "seed {seed}");
    }
}

#[test]
fn a_checkpoint_is_a_stretch_inside_a_node() {
    // Two roads through one town: whoever stands in the town meets both.
    let arcs = vec![
        Arc::free(0, 1).struck(1.0),
        Arc::free(0, 1).struck(1.0),
        Arc::free(1, 2).struck(1.0),
        Arc::free(1, 2).struck(1.0),
    ];
    let network = sound(3, arcs, Vec::new());
    let ship = |from, to| vec![Shipment { from, to, amount: 1.0, value: 1.0 }];
    let (roads, _) = value(&network, &ship(0, 2), 1.0).expect("solved");
    assert!(near(roads, 0.5));
    let split = split_nodes(&network, &[0.0, 0.8, 0.0]).expect("sound");
    let (town, _) = value(&split, &ship(0, 5), 1.0).expect("solved");
    assert!(near(town, 0.8));
}

#[test]
fn the_amount_is_decided_by_what_is_exact() {
    // PLANNER 4: where shipping is safe in truth, the additive bound refuses.
    let arcs = vec![
        Arc::free(0, 1).struck(0.5).carrying(10.0),
        Arc::free(1, 2).struck(0.5).carrying(10.0),
    ];
    let network = sound(3, arcs, Vec::new());
    let shipments = vec![Shipment { from: 0, to: 2, amount: f64::INFINITY, value: 1.0 }];
    let game = Game { network: &network, shipments, gamma: 2.0, decided: true };
    let found = solve(&game).expect("solved");
    assert!(near(found.additive, 0.0) && near(found.lower, 2.5), "{found:?}");
    let half = lost(&[load(&network, &[0, 1], 10.0)], &[0, 1]);
    assert!(near(half, 7.5));
}
