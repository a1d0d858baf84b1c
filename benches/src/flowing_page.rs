//! The part of the page on published flow problems.

use crate::flowing::{Flowed, Row};
use crate::page::time;
use crate::peer::SAME;

impl Row {
    /// Why the bench must not end well, if so.
    pub fn complaint(&self) -> Option<String> {
        let name = &self.flowing.name;
        let flowed = match &self.flowed {
            Ok(flowed) => flowed,
            Err(error) => return Some(format!("{name}: {error}")),
        };
        let apart = self.apart(flowed)?;
        (apart > SAME).then(|| format!("{name}: {} is {apart:e} from the optimum", flowed.value))
    }

    /// How far the value lies from the optimum, the published one and HiGHS's, as a share; none
    /// where neither is known.
    fn apart(&self, flowed: &Flowed) -> Option<f64> {
        let found = self.rivals.iter().filter_map(|s| s.value);
        let optima = found.chain(self.flowing.published);
        optima
            .map(|optimum| (flowed.value - optimum).abs() / optimum.abs().max(1.0))
            .reduce(f64::max)
    }
}

/// The section on published flow problems.
pub fn section(rows: &[Row]) -> String {
    let mut page = "\n## Published flow problems\n\n\
        Many loads on one network at least cost: the Canad problems with every arc built, and the \
        patient distribution problems of Netlib. The product generates corridors (`multiflow`) and \
        proves its bound; HiGHS solves the program on arcs. Apart: the product's value and the \
        optimum, as published and as HiGHS finds it, as a share; more than 1e-6 makes the command \
        fail.\n\n\
        | problem | loads, lanes | rows × columns on arcs | rows × corridors | solves | value | gap | \
        apart | product | simplex | ratio | interior point | ratio |\n\
        |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n"
        .to_owned();
    for row in rows {
        page += &match &row.flowed {
            Ok(flowed) => line(row, flowed),
            Err(error) => {
                format!("| {} | {error} | | | | | | | | | | | |\n", row.flowing.name)
            }
        };
    }
    page
}

fn line(row: &Row, flowed: &Flowed) -> String {
    let cells = ["simplex", "ipm"].map(|name| match row.rivals.iter().find(|s| s.solver == name) {
        Some(one) => {
            let said = one.value.map_or(one.status.clone(), |_| time(one.seconds));
            format!("{said} | {:.2}", one.seconds / flowed.seconds.max(1e-4))
        }
        None => " | ".to_owned(),
    });
    let [_, loads, lanes, _] = flowed.size;
    let [rows, columns] = flowed.program;
    let gap = (flowed.value - flowed.bound).max(0.0) / flowed.value.abs().max(1.0);
    let apart = row.apart(flowed).map_or(String::new(), |apart| format!("{apart:.0e}"));
    format!(
        "| {} | {loads}, {lanes} | {rows} × {columns} | {} × {} | {} | {:.3} | {gap:.0e} | {apart} | \
         {} | {} |\n",
        row.flowing.name,
        flowed.rows,
        flowed.columns,
        flowed.solves,
        flowed.value,
        time(flowed.seconds),
        cells.join(" | ")
    )
}
