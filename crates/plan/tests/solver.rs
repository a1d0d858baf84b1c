//! The solver is there and solves: if this fails, look at scripts/highs, not at the planner.

use highs::{HighsModelStatus, RowProblem, Sense};

#[test]
fn highs_links_and_solves_a_problem_known_by_hand() {
    // max 3x + 2y with x + y <= 4, x + 3y <= 6, x <= 3: the corner x = 3, y = 1.
    let mut problem = RowProblem::default();
    let x = problem.add_column(3.0, 0..=3);
    let y = problem.add_column(2.0, 0..);
    problem.add_row(..=4, [(x, 1.0), (y, 1.0)]);
    problem.add_row(..=6, [(x, 1.0), (y, 3.0)]);
    let solved = problem.optimise(Sense::Maximise).solve();
    assert_eq!(solved.status(), HighsModelStatus::Optimal);
    let columns = solved.get_solution().columns().to_vec();
    assert!((columns[0] - 3.0).abs() < 1e-9 && (columns[1] - 1.0).abs() < 1e-9, "{columns:?}");
}
