//! The program on nodes and arcs, written without the planner, has the planner's optimum.
#![allow(clippy::unwrap_used)]

use benches::arcs::{Stage, Table, Unfit, program};
use benches::stress::{Shape, scenario};
use highs::{HighsModelStatus, RowProblem, Sense};
use safeconduct_model::answer::Answer;
use safeconduct_model::apply;
use safeconduct_model::world::World;
use safeconduct_plan::{Settings, plan};

/// Floors of later stages are kept this much lower, as the planner does.
const KEPT: f64 = 1.0 - 1e-8;

fn optimum(table: &Table) -> f64 {
    let mut problem = RowProblem::default();
    let mut rows: Vec<Vec<_>> = vec![Vec::new(); table.rows.len()];
    for column in &table.columns {
        let handle = problem.add_column(column.cost, column.low..=column.high);
        for &(row, value) in &column.entries {
            rows[row].push((handle, value));
        }
    }
    for (&(low, high), entries) in table.rows.iter().zip(rows) {
        problem.add_row(low..=high, entries);
    }
    let solved = problem.optimise(Sense::Minimise).solve();
    assert_eq!(solved.status(), HighsModelStatus::Optimal);
    solved.objective_value()
}

fn world(shape: &Shape) -> World {
    apply::apply(&scenario(shape), None).unwrap()
}

fn shape(name: &str, days: usize, seed: u64) -> Shape {
    Shape { seed, days, commodities: 2, ..Shape::named(name).unwrap() }
}

#[test]
fn optima_of_every_stage_are_the_planners() {
    for (name, days, seed) in
        [("tiny", 3, 1), ("stress-25", 3, 2), ("stress-30", 4, 3), ("tiny", 9, 4)]
    {
        let world = world(&shape(name, days, seed));
        // Γ = 1: the additive worst case is the exact one.
        let settings =
            Settings { gamma: Some(1.0), fair_rounds: 0, gap: 0.0, ..Settings::default() };
        let answer = plan(&world, &settings, &mut |_| {}).unwrap();
        let Answer::Planned(plan) = answer else { panic!("no plan") };
        let proved =
            |name: &str| plan.stages.iter().find(|s| s.name == name).unwrap().bound.unwrap();
        let reached = |name: &str| plan.stages.iter().find(|s| s.name == name).unwrap().value;
        // The floors that later stages kept; the levels of groups differ by a hair.
        let floors = &plan.certificate.as_ref().unwrap().kept;
        let level = floors.levels.iter().map(|l| l.level).fold(1.0, f64::min);
        let kept = (level * KEPT, floors.people_days.unwrap() / 1000.0 * KEPT);
        let (level, total) = (reached("fair"), reached("total") / 1000.0);
        let fair = -optimum(&program(&world, Stage::Fair).unwrap());
        let most = -optimum(&program(&world, Stage::Total { level: kept.0 }).unwrap());
        let loss = Stage::Loss { level: kept.0, total: kept.1, gamma: 1.0 };
        let lost = optimum(&program(&world, loss).unwrap()) * 1000.0;
        for (stage, here, there) in
            [("fair", fair, level), ("total", most, total), ("loss", lost, reached("loss"))]
        {
            // A plan stands in whole grams, so it lies a hair beside the optimum;
            // what the planner proves lies on the other side of it.
            let near = (here - there).abs() <= 5e-4 * there.abs().max(1e-3);
            assert!(near, "{name}, seed {seed}, {stage}: {here} on arcs, {there} planned");
            let unit = if stage == "total" { 1000.0 } else { 1.0 };
            let bound = proved(stage) / unit;
            let beyond = if stage == "loss" { bound - here } else { here - bound };
            let holds = beyond <= 5e-4 * here.abs().max(1e-3);
            assert!(holds, "{name}, seed {seed}, {stage}: {here} on arcs, {bound} proved");
        }
    }
}

#[test]
fn a_world_that_is_no_flow_on_arcs_is_refused() {
    let lossy = world(&Shape { losses: true, ..shape("stress-30", 3, 1) });
    assert_eq!(program(&lossy, Stage::Fair).unwrap_err(), Unfit::Losses);
}

#[test]
fn a_program_is_written_as_mps() {
    let mut table = Table::default();
    let (all, some) = (table.at_most(4.0), table.row(1.0, 1.0));
    table.column(-2.0, 3.0, vec![(all, 1.0)]);
    table.column(0.0, f64::INFINITY, vec![(all, 0.5), (some, 1.0)]);
    let mut text = Vec::new();
    table.write_mps(&mut text).unwrap();
    let expected = "NAME arcs\nROWS\n N cost\n L r0\n E r1\nCOLUMNS\n c0 cost -2\n c0 r0 1\n \
                    c1 r0 0.5\n c1 r1 1\nRHS\n rhs r0 4\n rhs r1 1\nBOUNDS\n UP bnd c0 3\nENDATA\n";
    assert_eq!(String::from_utf8(text).unwrap(), expected);
    assert!((optimum(&table) + 6.0).abs() < 1e-9);
}
