//! The additive worst case: the sum of the Γ largest losses of a day.

use super::Stage;
use super::place::Place;
use super::table::Table;

/// By day and segment: the row of its loss if struck.
pub type Strike = Vec<Vec<Option<usize>>>;

/// Adds a row for every exposed segment and day, in the stage that counts them.
pub fn rows(place: &Place, stage: Stage, table: &mut Table) -> Strike {
    let counts = matches!(stage, Stage::Loss { .. });
    let mut row = |exposure: f64| (counts && exposure > 0.0).then(|| table.at_least(0.0));
    let mut of = |day: usize| place.world.roads.iter().map(|r| row(r[day].exposure)).collect();
    (0..place.world.days).map(&mut of).collect()
}

/// Adds ζ of every day and ξ of every exposed segment and day.
pub fn columns(stage: Stage, strike: &Strike, table: &mut Table) {
    let Stage::Loss { gamma, .. } = stage else { return };
    for rows in strike {
        let exposed: Vec<usize> = rows.iter().copied().flatten().collect();
        table.column(gamma, f64::INFINITY, exposed.iter().map(|&row| (row, 1.0)).collect());
        for row in exposed {
            table.column(1.0, f64::INFINITY, vec![(row, 1.0)]);
        }
    }
}
