//! A matrix game's value, and how near to it two learners come.

/// Below this a coefficient of the tableau is nothing.
const NOTHING: f64 = 1e-12;

/// Loss at the best mix of columns against the worst row; NaN for no matrix.
///
/// The game is shifted to positive losses, and max Σx, Ax <= 1 solved by the
/// simplex method with Bland's rule, which cannot circle (Dantzig 1951).
#[must_use]
pub fn value(losses: &[Vec<f64>]) -> f64 {
    let all = || losses.iter().flatten().copied();
    let least = all().fold(f64::INFINITY, f64::min);
    let columns = losses.first().map_or(0, Vec::len);
    if columns == 0 || losses.iter().any(|row| row.len() != columns) || !least.is_finite() {
        return f64::NAN;
    }
    let shift = 1.0 - least;
    let wide = columns + losses.len() + 1;
    let mut table: Vec<Vec<f64>> = Vec::with_capacity(losses.len() + 1);
    for (at, row) in losses.iter().enumerate() {
        let mut line: Vec<f64> = row.iter().map(|loss| loss + shift).collect();
        line.resize(wide, 0.0);
        line[columns + at] = 1.0;
        line[wide - 1] = 1.0;
        table.push(line);
    }
    let mut price = vec![-1.0; columns];
    price.resize(wide, 0.0);
    let mut basis: Vec<usize> = (columns..columns + losses.len()).collect();
    while let Some(enters) = price[..wide - 1].iter().position(|p| *p < -NOTHING) {
        let Some(leaves) = leaving(&table, &basis, enters) else { return f64::NAN };
        pivot(&mut table, &mut price, leaves, enters);
        basis[leaves] = enters;
    }
    1.0 / price[wide - 1] - shift
}

/// The row that first limits a column; among equals the one of the least basis.
fn leaving(table: &[Vec<f64>], basis: &[usize], enters: usize) -> Option<usize> {
    let ratio = |row: &Vec<f64>| {
        (row[enters] > NOTHING).then(|| row.last().copied().unwrap_or(0.0) / row[enters])
    };
    let rows = table.iter().enumerate().filter_map(|(at, row)| Some((at, ratio(row)?)));
    let least =
        |a: &(usize, f64), b: &(usize, f64)| a.1.total_cmp(&b.1).then(basis[a.0].cmp(&basis[b.0]));
    rows.min_by(least).map(|(at, _)| at)
}

fn pivot(table: &mut [Vec<f64>], price: &mut [f64], leaves: usize, enters: usize) {
    let unit = table[leaves][enters];
    table[leaves].iter_mut().for_each(|cell| *cell /= unit);
    let line = table[leaves].clone();
    let clear = |row: &mut [f64]| {
        let factor = row[enters];
        row.iter_mut().zip(&line).for_each(|(cell, pivot)| *cell -= factor * pivot);
    };
    table.iter_mut().enumerate().filter(|(at, _)| *at != leaves).for_each(|(_, row)| clear(row));
    clear(price);
}

/// How far from the value the average play of two regret matchers may be after
/// so many rounds: D (√rows + √columns) / √T, D being the range of losses (Hart
/// and Mas-Colell 2000).
#[must_use]
pub fn exploitability(losses: &[Vec<f64>], rounds: u64) -> f64 {
    let all = || losses.iter().flatten().copied();
    let range = all().fold(f64::NEG_INFINITY, f64::max) - all().fold(f64::INFINITY, f64::min);
    let columns = losses.first().map_or(0, Vec::len) as f64;
    range * ((losses.len() as f64).sqrt() + columns.sqrt()) / (rounds as f64).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_games_that_are_known() {
        let game =
            |rows: &[&[f64]]| value(&rows.iter().map(|row| row.to_vec()).collect::<Vec<_>>());
        assert!((game(&[&[1.0, -1.0], &[-1.0, 1.0]])).abs() < 1e-12);
        assert!((game(&[&[0.4, 0.0], &[0.0, 0.1]]) - 0.08).abs() < 1e-12);
        assert!((game(&[&[3.0, 5.0], &[2.0, 1.0]]) - 3.0).abs() < 1e-12);
        let rock = [[0.0, 1.0, -1.0], [-1.0, 0.0, 1.0], [1.0, -1.0, 0.0]];
        assert!(value(&rock.map(|row| row.to_vec())).abs() < 1e-12);
        assert!(value(&[]).is_nan());
    }
}
