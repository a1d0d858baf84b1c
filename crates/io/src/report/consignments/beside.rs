//! Several registers side by side, month by month.

use safeconduct_model::consignments::{Consignments, Month};

use crate::report::style::Style;
use crate::report::text::table::{Left, Right, Table};
use crate::report::text::{WIDTH, wrap};
use crate::report::{number, visible};

/// Months of all registers; nothing where there is one.
pub(super) fn months(out: &mut String, consignments: &Consignments, style: Style) {
    if consignments.beside.is_empty() {
        return;
    }
    out.push('\n');
    out.push_str(&style.bold("Side by side, not averaged"));
    out.push('\n');
    for (letter, register) in ('A'..='Z').zip(&consignments.registers) {
        let routes: Vec<String> = register
            .crossings
            .iter()
            .map(|c| format!("{} {}", visible::name(&c.name), number::whole(c.rows as f64)))
            .collect();
        let cargo: Vec<String> =
            register.cargo.iter().take(4).map(|c| visible::name(&c.kind)).collect();
        let line = format!(
            "{letter}: {} ({} to {}); rows by route: {}; cargo: {}",
            super::file_name(&register.file),
            register.first,
            register.last,
            routes.join(", "),
            cargo.join(", "),
        );
        out.push_str(&wrap::item(&line, WIDTH));
    }
    let letters: Vec<char> = ('A'..='Z').take(consignments.registers.len()).collect();
    let columns = letters.iter().flat_map(|l| {
        [
            (format!("trucks {l}"), Right),
            (format!("with mass {l}"), Right),
            (format!("t {l}"), Right),
        ]
    });
    let head = [("Month".to_owned(), Left)].into_iter().chain(columns);
    let mut table = Table::new(head.chain([("range of trucks".to_owned(), Right)]));
    for month in &consignments.beside {
        let cells = month.registers.iter().flat_map(cells);
        let range = month.trucks.map_or_else(
            || "not the same days".to_owned(),
            |r| format!("{}–{}", number::whole(r.low as f64), number::whole(r.high as f64)),
        );
        table.row([month.month.clone()].into_iter().chain(cells).chain([range]));
    }
    out.push('\n');
    out.push_str(&table.render(style, WIDTH));
}

fn cells(month: &Option<Month>) -> [String; 3] {
    let Some(month) = month else { return ["–", "–", "–"].map(str::to_owned) };
    let [trucks, weighed] = [month.trucks, month.trucks_weighed].map(|n| number::whole(n as f64));
    [trucks, weighed, super::stated(month)]
}
