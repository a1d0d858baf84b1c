//! What each clause is worth, as text.

use safeconduct_model::scenario::Scenario;
use safeconduct_model::worth::{TermWorth, Worth};

use super::{amount, by_worth, change, ends, gain, maybe, method, missing, part, without_plan};
use crate::report::style::Style;
use crate::report::text::table::{Left, Right, Table};
use crate::report::text::{self, WIDTH, wrap};
use crate::report::{number, visible};

/// The whole text.
pub(super) fn text(scenario: &Scenario, worth: &Worth, style: Style) -> String {
    let (from, to) = ends(worth);
    let mut out = style.bold(&super::title(scenario)) + "\n";
    let facts = [
        visible::name(&worth.scenario),
        format!("from {from} to {to}"),
        format!("measure: {}", worth.measure.words()),
        number_of(worth.terms.len()),
    ];
    out.push_str(&wrap::facts(&facts, WIDTH));
    out.push('\n');
    let value = |units: Option<i64>| {
        units.map_or_else(|| "no plan".to_owned(), |units| amount(worth.measure, units))
    };
    let all =
        worth.difference.map_or_else(String::new, |d| format!(": {}", gain(worth.measure, d)));
    let line = format!("{from} {} → {to} {}{all}", value(worth.from_value), value(worth.to_value));
    out.push_str(&wrap::paragraph(&line, 2, WIDTH));
    if let Some(why) = missing(worth) {
        out.push_str(&wrap::paragraph(&why, 2, WIDTH));
    }
    if worth.terms.is_empty() {
        out.push_str("  The two say the same: no term differs.\n");
    } else {
        out.push('\n');
        out.push_str(&table(worth).render(style, WIDTH));
    }
    list(&mut out, style, "What terms are to each other", &pairs(worth));
    list(&mut out, style, "Where there is no plan", &without_plan(worth));
    list(&mut out, style, "How to read this", &method(worth));
    out
}

fn number_of(terms: usize) -> String {
    match terms {
        1 => "1 term differs".to_owned(),
        n => format!("{n} terms differ"),
    }
}

fn table(worth: &Worth) -> Table {
    let sampled = worth.terms.iter().any(|term| term.standard_error.is_some());
    let mut head = vec![("Term", Left), ("how", Left), ("worth", Right)];
    if sampled {
        head.push(("±", Right));
    }
    head.extend([("part", Right), ("first", Right), ("last", Right)]);
    let mut table = Table::new(head);
    let row = |term: &TermWorth| {
        let mut cells = vec![
            visible::name(&term.term),
            change(term.change).to_owned(),
            term.worth.map_or_else(|| "–".to_owned(), |units| gain(worth.measure, units)),
        ];
        if sampled {
            cells.push(term.standard_error.map_or_else(String::new, number::whole));
        }
        let ends = [term.alone, term.last].map(|units| maybe(worth.measure, units));
        cells.push(part(worth, term));
        cells.extend(ends);
        cells
    };
    by_worth(worth).into_iter().for_each(|term| table.row(row(term)));
    if let (Some(all), true) = (worth.difference, worth.terms.iter().all(|t| t.worth.is_some())) {
        let mut cells = vec!["sum".to_owned(), String::new(), gain(worth.measure, all)];
        if sampled {
            cells.push(String::new());
        }
        cells.push(if all == 0 { "–".to_owned() } else { "100.0 %".to_owned() });
        table.row(cells);
    }
    table
}

fn pairs(worth: &Worth) -> Vec<String> {
    worth.pairs.iter().map(|pair| visible::visible(&pair.sentence)).collect()
}

fn list(out: &mut String, style: Style, title: &str, items: &[String]) {
    if items.is_empty() {
        return;
    }
    text::title(out, style, title, "");
    items.iter().for_each(|item| out.push_str(&wrap::item(item, WIDTH)));
}
