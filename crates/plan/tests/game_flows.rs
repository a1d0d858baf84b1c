//! Games that are tables, flows or fractions, against values found by hand.

mod plain;
mod random;

use plain::{near, network, shipments, sound};
use random::Dice;
use safeconduct_plan::game::{
    Arc, Depot, Game, Shipment, additive, cheapest_delivery, common_fraction, matrix_game,
    over_days,
};

#[test]
fn a_table_is_mixed_to_its_value() {
    // Matching pennies: whoever guesses right takes one.
    let pennies = matrix_game(&[vec![1.0, 0.0], vec![0.0, 1.0]]).expect("a table");
    assert!(near(pennies.value, 0.5) && near(pennies.mix[0], 0.5));
    // Three corridors lost by 0.2, 0.3 and 0.6: one over the sum of the inverses.
    let three = matrix_game(&[vec![0.2, 0.0, 0.0], vec![0.0, 0.3, 0.0], vec![0.0, 0.0, 0.6]]);
    let three = three.expect("a table");
    assert!(near(three.value, 0.1) && near(three.mix[0], 0.5) && near(three.mix[2], 1.0 / 6.0));
    // A column that is never worse is always chosen; losses may be gains.
    assert!(near(matrix_game(&[vec![2.0, -1.0], vec![3.0, -2.0]]).expect("a table").value, -1.0));
    assert!(matrix_game(&[]).is_err() && matrix_game(&[vec![1.0], vec![]]).is_err());
}

#[test]
fn the_most_is_delivered_before_it_is_delivered_cheaply() {
    // Two ways to 10 t of demand: 6 t cheap and risky, any amount dear and safe.
    let cheap = Arc { cost: 1.0, ..Arc::free(0, 1).carrying(6.0) };
    let dear = Arc { cost: 3.0, ..Arc::free(0, 1) };
    let network = sound(2, vec![cheap, dear], Vec::new());
    let deliver = |has: f64, weight: f64| {
        let depots = [Depot::Supply(has), Depot::Demand(10.0)];
        let found = cheapest_delivery(&network, &depots, &[0.5, 0.0], weight).expect("solved");
        found.solved().expect("something fits")
    };
    let all = deliver(12.0, 0.0);
    assert!(near(all.delivered, 10.0) && near(all.cost, 18.0) && near(all.risk, 3.0));
    let short = deliver(8.0, 0.0);
    assert!(near(short.delivered, 8.0) && near(short.cost, 12.0));
    let careful = deliver(12.0, 5.0);
    assert!(near(careful.cost, 30.0) && near(careful.risk, 0.0) && near(careful.effective, 30.0));
}

#[test]
fn a_common_fraction_fills_what_two_share() {
    let arcs = vec![
        Arc::free(0, 2).struck(0.5).carrying(3.0),
        Arc::free(1, 2).struck(1.0),
        Arc::free(2, 3).struck(0.2).carrying(6.0),
    ];
    let network = sound(4, arcs, Vec::new());
    let ship = |from, amount, value| Shipment { from, to: 3, amount, value };
    let shipments = vec![ship(0, 4.0, 1.0), ship(1, 8.0, 2.0)];
    let game = Game { network: &network, shipments, gamma: 1.0, decided: false };
    let found = common_fraction(&game).expect("sound").solved().expect("solved");
    // 12 t want over a stretch of 6 t: half of each; 4 t worth 8 meet the worst arc.
    assert!(near(found.fraction, 0.5) && near(found.plan.value, 8.0), "{found:?}");
    assert!(near(found.plan.shipped[0], 2.0) && near(found.plan.shipped[1], 4.0));
}

#[test]
fn equal_corridors_lose_what_strikes_there_are_for_them() {
    for (corridors, days, total) in [(4, 3, 5.0), (2, 5, 3.5), (3, 2, 9.0), (5, 1, 2.0)] {
        let arcs = (0..corridors).map(|_| Arc::free(0, 1).struck(1.0)).collect();
        let day = sound(2, arcs, Vec::new());
        let shipment = Shipment { from: 0, to: 1, amount: 1.0, value: 1.0 };
        let (network, shipments) = over_days(&day, &[shipment], days).expect("sound");
        let game = Game { network: &network, shipments, gamma: total, decided: false };
        let value = additive(&game).expect("sound").solved().expect("solved").value;
        assert!(near(value, (total / corridors as f64).min(days as f64)), "{value}");
    }
}

#[test]
fn the_additive_interceptor_strikes_no_target_twice() {
    for seed in 0..60 {
        let dice = &mut Dice::new(seed);
        let network = network(dice, seed.is_multiple_of(2));
        let shipments = shipments(dice, &network);
        let game = Game { network: &network, shipments, gamma: 1.5, decided: false };
        let Some(found) = additive(&game).expect("sound").solved() else { continue };
        let struck: f64 = found.strikes.iter().sum();
        assert!(struck <= 1.5 + 1e-9 && found.strikes.iter().all(|&often| often <= 1.0 + 1e-9));
        assert!(found.prices.iter().all(|&price| price >= 0.0));
    }
}
