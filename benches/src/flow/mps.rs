//! Flows of many loads, recognised in a linear program in MPS.
//!
//! Rows with `=` are balances: every column leaves one (+1) and comes to another
//! (-1), and may use one capacity, a row with `<=`. Balances that columns join are
//! the places of one load; what a load has to leave and come to stands in the
//! right-hand sides.

use std::collections::HashMap;

use safeconduct_plan::multiflow::{Lane, Load, Problem};

use super::Unread;

/// A column as written.
#[derive(Default)]
struct Column {
    cost: f64,
    from: Option<usize>,
    to: Option<usize>,
    shared: Option<usize>,
    most: Option<f64>,
}

/// What a row is.
#[derive(Clone, Copy)]
enum Row {
    Objective,
    Balance(usize),
    Shared(usize),
}

#[derive(Default)]
struct Program {
    rows: HashMap<String, Row>,
    balances: Vec<f64>,
    shared: Vec<f64>,
    columns: Vec<Column>,
    column_of: HashMap<String, usize>,
}

/// Reads a program and recognises the flow in it.
///
/// # Errors
/// A line is not MPS, or the program is no flow of many loads.
pub fn read(text: &str) -> Result<Problem, Unread> {
    let mut program = Program::default();
    let mut section = "";
    for (number, line) in text.lines().enumerate() {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let heading = !line.starts_with(char::is_whitespace);
        match fields.as_slice() {
            [] => (),
            [first, ..] if first.starts_with('*') => (),
            [first, ..] if heading => section = first,
            fields => {
                let wrong = Unread::Line(number + 1);
                match section {
                    "ROWS" => program.row(fields, wrong)?,
                    "COLUMNS" => program.column(fields, wrong)?,
                    "RHS" => program.side(fields, wrong)?,
                    "BOUNDS" => program.bound(fields, wrong)?,
                    _ => return Err(Unread::NoFlow("a section of other kind")),
                }
            }
        }
    }
    program.flow()
}

impl Program {
    fn row(&mut self, fields: &[&str], wrong: Unread) -> Result<(), Unread> {
        let &[kind, name] = fields else { return Err(wrong) };
        let row = match kind {
            "N" => Row::Objective,
            "E" => {
                self.balances.push(0.0);
                Row::Balance(self.balances.len() - 1)
            }
            "L" => {
                self.shared.push(0.0);
                Row::Shared(self.shared.len() - 1)
            }
            _ => return Err(Unread::NoFlow("a row that is neither `=` nor `<=`")),
        };
        self.rows.insert(name.to_owned(), row);
        Ok(())
    }

    fn column(&mut self, fields: &[&str], wrong: Unread) -> Result<(), Unread> {
        let (name, pairs) = fields.split_first().ok_or(wrong.clone())?;
        let position = *self.column_of.entry((*name).to_owned()).or_insert_with(|| {
            self.columns.push(Column::default());
            self.columns.len() - 1
        });
        for (row, value) in entries(&self.rows, pairs, wrong)? {
            let column = &mut self.columns[position];
            match row {
                Row::Objective => column.cost = value,
                Row::Balance(row) if value == 1.0 && column.from.is_none() => {
                    column.from = Some(row);
                }
                Row::Balance(row) if value == -1.0 && column.to.is_none() => column.to = Some(row),
                Row::Shared(row) if value == 1.0 && column.shared.is_none() => {
                    column.shared = Some(row);
                }
                _ => return Err(Unread::NoFlow("a column that is no way from place to place")),
            }
        }
        Ok(())
    }

    fn side(&mut self, fields: &[&str], wrong: Unread) -> Result<(), Unread> {
        // The name of the vector may be left out.
        let pairs = if fields.len() % 2 == 1 { &fields[1..] } else { fields };
        for (row, value) in entries(&self.rows, pairs, wrong)? {
            match row {
                Row::Objective => return Err(Unread::NoFlow("a constant in the objective")),
                Row::Balance(row) => self.balances[row] = value,
                Row::Shared(row) => self.shared[row] = value,
            }
        }
        Ok(())
    }

    fn bound(&mut self, fields: &[&str], wrong: Unread) -> Result<(), Unread> {
        let (kind, name, value) = match *fields {
            [kind, _, name, value] => (kind, name, value),
            [kind, name, value] => (kind, name, value),
            _ => return Err(wrong),
        };
        let (Some(&position), Ok(most)) = (self.column_of.get(name), value.parse()) else {
            return Err(wrong);
        };
        if kind != "UP" {
            return Err(Unread::NoFlow("a bound that is no capacity"));
        }
        self.columns[position].most = Some(most);
        Ok(())
    }

    /// The loads: places joined by columns, with what leaves and comes to them.
    fn flow(self) -> Result<Problem, Unread> {
        let mut joined: Vec<usize> = (0..self.balances.len()).collect();
        for column in &self.columns {
            let (Some(from), Some(to)) = (column.from, column.to) else {
                return Err(Unread::NoFlow("a column that is no way from place to place"));
            };
            let (a, b) = (root(&mut joined, from), root(&mut joined, to));
            joined[a] = b;
        }
        let mut problem = Problem {
            places: self.balances.len(),
            shared: self.shared.clone(),
            ..Problem::default()
        };
        let mut load_of: HashMap<usize, usize> = HashMap::new();
        for (place, &leaves) in self.balances.iter().enumerate().filter(|(_, b)| **b != 0.0) {
            let block = root(&mut joined, place);
            let load = *load_of.entry(block).or_insert_with(|| {
                problem.loads.push(Load { from: usize::MAX, to: usize::MAX, amount: 0.0 });
                problem.loads.len() - 1
            });
            let load = &mut problem.loads[load];
            if leaves > 0.0 && load.from == usize::MAX {
                (load.from, load.amount) = (place, leaves);
            } else if leaves < 0.0 && load.to == usize::MAX {
                load.to = place;
            } else {
                return Err(Unread::NoFlow("a load with several ends"));
            }
        }
        for column in self.columns {
            let (Some(from), Some(to)) = (column.from, column.to) else { continue };
            // Where nothing has to go, nothing does: costs are not negative.
            let Some(&load) = load_of.get(&root(&mut joined, from)) else { continue };
            let most = column.most.unwrap_or(f64::INFINITY);
            let (cost, shared) = (column.cost, column.shared);
            problem.lanes.push(Lane { load, from, to, cost, most, shared });
        }
        Ok(problem)
    }
}

/// Pairs of row and value.
fn entries(
    rows: &HashMap<String, Row>,
    pairs: &[&str],
    wrong: Unread,
) -> Result<Vec<(Row, f64)>, Unread> {
    let pair = |pair: &[&str]| match *pair {
        [row, value] => Some((*rows.get(row)?, value.parse().ok()?)),
        _ => None,
    };
    pairs.chunks(2).map(pair).collect::<Option<_>>().ok_or(wrong)
}

fn root(joined: &mut [usize], mut place: usize) -> usize {
    while joined[place] != place {
        joined[place] = joined[joined[place]];
        place = joined[place];
    }
    place
}
