//! No load is driven to and fro, whatever a solver's prices say.

use safeconduct_model::apply::apply;

use super::price;
use crate::clock::Clock;
use crate::program::{Key, Program};
use crate::setting::Setting;
use crate::settings::Settings;
use crate::stage;
use crate::twin::random::{self, Shape};

/// A price above 0, large enough that a few times to and fro would pay.
const HAIR: f64 = 1e-3;

#[test]
fn a_price_a_hair_above_zero_sends_nobody_to_and_fro() {
    for seed in 0..20 {
        let shape = Shape { days: 3, far: seed % 2 == 1, rich: false };
        let scenario = random::scenario(seed, shape);
        let world = apply(&scenario, None).unwrap();
        let mut quiet = |_: &crate::Progress| {};
        let mut clock = Clock::start(&Settings::default(), &mut quiet);
        let mut program = Program::build(Setting::of(&world, world.scenario.gamma));
        stage::fair(&mut program, 0, &mut clock).unwrap();
        let periods = 0..program.at.grid.len();
        let fleets = 0..world.scenario.fleets.len();
        let keys = fleets.flat_map(|f| periods.clone().map(move |p| Key::Fleet(f, p)));
        let rows: Vec<usize> = keys.filter_map(|key| program.lp.table.position(key)).collect();
        assert!(!rows.is_empty());
        let mut prices = program.lp.prices();
        rows.iter().for_each(|&row| prices[row] = HAIR);
        program.lp.swap_prices(&mut prices);
        for candidate in price(&program).candidates {
            let mut driven = candidate.corridor.segments.clone();
            driven.sort_unstable();
            driven.dedup();
            assert_eq!(driven.len(), candidate.corridor.segments.len(), "{candidate:?}");
        }
    }
}
