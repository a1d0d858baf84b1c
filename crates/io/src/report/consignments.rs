//! Registers of consignments in words and tables.

use std::fmt::Write as _;

use safeconduct_model::consignments::{Consignments, Edges, Month, Rate, Register, Rows};

use super::style::Style;
use super::text::table::{Left, Right, Table};
use super::text::{WIDTH, wrap};
use super::{number, visible};

mod beside;

/// What registers hold, for people.
#[must_use]
pub fn text(consignments: &Consignments, style: Style) -> String {
    let mut out = String::new();
    for (position, register) in consignments.registers.iter().enumerate() {
        if position > 0 {
            out.push('\n');
        }
        head(&mut out, register, style);
        crossings(&mut out, register, style);
        months(&mut out, register, style);
    }
    beside::months(&mut out, consignments, style);
    out.push('\n');
    for line in conventions(consignments) {
        out.push_str(&wrap::item(&line, WIDTH));
    }
    out
}

/// What the figures count, said with every result.
fn conventions(consignments: &Consignments) -> Vec<String> {
    let edges = match consignments.edges {
        Edges::LeftOut => {
            "Days before a crossing's first row and after its last are left out of its chain: the \
             register does not say what it was then (--edges closed counts them as closed)."
        }
        Edges::Closed => {
            "Days before a crossing's first row and after its last count as closed, from the first \
             day of the register or period to its last (--edges left-out leaves them out)."
        }
    };
    let open = "A crossing is open on a day if the register holds a row for it. A day without a row \
                may be a closure, a day off, or a day nobody wrote: the register cannot tell.";
    let errors = "In brackets: 95 % Wilson intervals; that of the share of days open allows for \
                  days that resemble their neighbours. Percentiles interpolate between days.";
    [open, edges, errors].map(str::to_owned).to_vec()
}

fn head(out: &mut String, register: &Register, style: Style) {
    let sheet = register.sheet.as_ref().map(|s| format!(", sheet `{}`", visible::name(s)));
    let title = format!("{}{}", file_name(&register.file), sheet.unwrap_or_default());
    let _ = writeln!(out, "{}", style.bold(&title));
    let together = &register.together;
    let spread = &together.trucks_per_day;
    let lines = [
        ("Rows", rows(&register.rows)),
        (
            "Days",
            format!(
                "{} to {}, {} days, {} of them without any row",
                register.first, register.last, together.days, together.days_without_rows
            ),
        ),
        (
            "Trucks",
            format!(
                "{}{}; {} a day, days without any included (p10 {}, p50 {}, p90 {}, most {}); \
                 correlation of a day with the next {}",
                number::whole(together.trucks as f64),
                if register.row_is_truck { ", a row taken as one truck" } else { "" },
                number::decimals(spread.mean, 1),
                number::count(spread.p10),
                number::count(spread.p50),
                number::count(spread.p90),
                number::whole(spread.max as f64),
                correlation(together.lag1),
            ),
        ),
        ("Mass", mass(register)),
        ("Cargo", cargo(register)),
    ];
    for (name, line) in lines {
        let text = wrap::hanging(&line, 10, 10, WIDTH);
        out.push_str(&format!("  {name:<8}"));
        out.push_str(text.trim_start());
    }
}

/// What became of every row, in one line that adds up.
fn rows(rows: &Rows) -> String {
    let counts = [
        (rows.counted, "counted"),
        (rows.header, "of the header"),
        (rows.blank, "blank"),
        (rows.outside_period, "outside of the period"),
        (rows.undated, "without a usable date"),
        (rows.far_away, "far from all other days"),
        (rows.without_trucks, "without a usable number of trucks"),
        (rows.not_received, "not received"),
    ];
    let said = counts.iter().filter(|(n, _)| *n > 0);
    let said: Vec<String> =
        said.map(|(n, what)| format!("{} {what}", number::whole(*n as f64))).collect();
    let unlocated = match rows.unlocated {
        0 => String::new(),
        n => format!("; {} of those counted name no crossing", number::whole(n as f64)),
    };
    format!("{} = {}{unlocated}", number::whole(rows.read as f64), said.join(" + "))
}

fn mass(register: &Register) -> String {
    let together = &register.together;
    let by_air: f64 = register.crossings.iter().filter(|c| c.by_air).map(|c| c.tonnes).sum();
    let on_trucks = together.tonnes - by_air;
    let mut line = format!(
        "stated for {} of {} trucks: {}",
        number::whole(together.trucks_weighed as f64),
        number::whole(together.trucks as f64),
        number::mass(on_trucks * 1e6),
    );
    if together.trucks_weighed > 0 {
        let each = on_trucks / together.trucks_weighed as f64;
        let _ = write!(line, ", {} t a truck", number::decimals(each, 1));
    }
    if by_air > 0.0 {
        let _ = write!(line, "; {} by air", number::mass(by_air * 1e6));
    }
    line
}

fn cargo(register: &Register) -> String {
    let all: u64 = register.cargo.iter().map(|c| c.rows).sum();
    let share = |rows: u64| number::percent(rows as f64 / all.max(1) as f64);
    let most = register.cargo.iter().take(5);
    let mut said: Vec<String> =
        most.map(|c| format!("{} {}", visible::name(&c.kind), share(c.rows))).collect();
    let rest: u64 = register.cargo.iter().skip(5).map(|c| c.rows).sum();
    if rest > 0 {
        said.push(format!("others {}", share(rest)));
    }
    format!("{} of rows", said.join(", "))
}

fn crossings(out: &mut String, register: &Register, style: Style) {
    let mut chains = Table::new([
        ("Crossing", Left),
        ("days", Right),
        ("open", Right),
        ("closes after open", Right),
        ("opens after closed", Right),
        ("longest closure", Right),
    ]);
    let mut trucks = Table::new([
        ("Trucks on an open day", Left),
        ("first", Left),
        ("last", Left),
        ("trucks", Right),
        ("mean", Right),
        ("p10", Right),
        ("p50", Right),
        ("p90", Right),
        ("most", Right),
        ("next day", Right),
    ]);
    for crossing in &register.crossings {
        let name = if crossing.name.is_empty() { "(all)" } else { &crossing.name };
        chains.row([
            visible::name(name),
            number::whole(f64::from(crossing.days)),
            rate(&crossing.open),
            rate(&crossing.close_if_open),
            rate(&crossing.open_if_closed),
            format!("{} days", crossing.longest_closure_days),
        ]);
        let spread = &crossing.trucks_per_open_day;
        let figure =
            |figure: f64| if crossing.by_air { "–".into() } else { number::count(figure) };
        trucks.row([
            visible::name(name),
            crossing.first.to_string(),
            crossing.last.to_string(),
            figure(crossing.trucks as f64),
            figure(spread.mean),
            figure(spread.p10),
            figure(spread.p50),
            figure(spread.p90),
            figure(spread.max as f64),
            correlation(crossing.lag1),
        ]);
    }
    out.push('\n');
    out.push_str(&chains.render(style, WIDTH));
    out.push('\n');
    out.push_str(&trucks.render(style, WIDTH));
}

/// `88 % (83–92)`; `?` where nothing is known.
fn rate(rate: &Rate) -> String {
    let percent = |share: f64| number::decimals(share * 100.0, 0);
    let Some(share) = rate.share else { return "?".to_owned() };
    match (rate.low, rate.high) {
        (Some(low), Some(high)) => {
            format!("{} % ({}–{})", percent(share), percent(low), percent(high))
        }
        _ => format!("{} %", percent(share)),
    }
}

fn correlation(lag1: Option<f64>) -> String {
    lag1.map_or_else(|| "–".to_owned(), |lag1| number::decimals(lag1, 2))
}

fn months(out: &mut String, register: &Register, style: Style) {
    let columns = ["days", "rows", "trucks", "tonnes", "of trucks"].map(|c| (c, Right));
    let mut table = Table::new([("Month", Left)].into_iter().chain(columns));
    for month in &register.months {
        table.row([
            month.month.clone(),
            month.days_covered.to_string(),
            number::whole(month.rows as f64),
            number::whole(month.trucks as f64),
            stated(month),
            number::whole(month.trucks_weighed as f64),
        ]);
    }
    out.push('\n');
    out.push_str(&table.render(style, WIDTH));
}

/// Tonnes of a month; a dash where no row states a mass, since that is not zero.
fn stated(month: &Month) -> String {
    if month.trucks_weighed == 0 && month.tonnes == 0.0 {
        return "–".to_owned();
    }
    number::whole(month.tonnes)
}

/// The name of a file without its folders.
fn file_name(path: &str) -> String {
    let name = std::path::Path::new(path).file_name().and_then(|n| n.to_str());
    visible::visible(name.unwrap_or(path))
}
