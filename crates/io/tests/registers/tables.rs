//! Rows of a sheet from a table of text.

use super::cell;

/// The rows of a sheet that holds a CSV text one column to the right, beneath a
/// title, its header over two rows, with a row of nothing below.
pub fn shifted(text: &str) -> String {
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap_or("").split(',').collect();
    let (upper, lower) = header.split_at(3);
    let mut rows = vec![row(1, &["", "Supplies received"])];
    let mut first = vec![""];
    first.extend(upper);
    first.push("Cargo");
    rows.push(row(3, &first));
    let mut second = vec![""; 1 + upper.len()];
    second.extend(lower);
    rows.push(row(4, &second));
    for (number, line) in (5..).zip(lines) {
        let mut cells = vec![""];
        cells.extend(line.split(','));
        rows.push(row(number, &cells));
    }
    rows.push(row(5 + text.lines().count(), &["", "", ""]));
    rows.concat()
}

fn row(number: usize, cells: &[&str]) -> String {
    let cells = cells.iter().enumerate().map(|(column, text)| cell(column, number, text));
    format!("<row r=\"{number}\">{}</row>", cells.collect::<String>())
}
