//! A register as a noun of the model, from its sums.

use std::collections::BTreeMap;

use jiff::civil::Date;
use safeconduct_model::consignments::{Cargo, Crossing, Edges, Month, Register, Together};

use super::Options;
use super::odd::{Kind, Odd};
use super::row::by_air;
use super::tally::{Count, Days, Name, Tally};
use super::{chain, names, spread};

/// Days of a register that are fitted: from the first to the last.
#[derive(Clone, Copy)]
struct Period {
    first: Date,
    last: Date,
}

impl Period {
    fn of(days: &Days) -> Option<Self> {
        let (first, last) = (days.keys().next()?, days.keys().next_back()?);
        Some(Self { first: *first, last: *last })
    }

    /// Every day in order.
    fn days(self) -> impl Iterator<Item = Date> {
        let last = self.last;
        self.first.series(jiff::Span::new().days(1)).take_while(move |day| *day <= last)
    }
}

/// The register; none, with an oddity, where no row can be counted.
pub(super) fn register(tally: &Tally, options: &Options, odd: &mut Odd) -> Option<Register> {
    let together = tally.together();
    let Some(own) = Period::of(&together) else {
        odd.add(Kind::Empty, None, || format!("`{}` has no row that can be counted", tally.file));
        return None;
    };
    let wide =
        Period { first: options.from.unwrap_or(own.first), last: options.to.unwrap_or(own.last) };
    let mut crossings: Vec<Crossing> = tally
        .names
        .values()
        .filter_map(|name| {
            let period = match options.edges {
                Edges::LeftOut => Period::of(&name.days)?,
                Edges::Closed => wide,
            };
            Some(crossing(name, period))
        })
        .collect();
    crossings.sort_by(|a, b| (b.trucks, b.rows, &a.name).cmp(&(a.trucks, a.rows, &b.name)));
    Some(Register {
        file: tally.file.clone(),
        sheet: tally.sheet.clone(),
        rows: tally.rows,
        first: own.first,
        last: own.last,
        row_is_truck: tally.row_is_truck,
        together: all(&together, own),
        crossings,
        months: months(&together, own),
        cargo: cargo(tally),
    })
}

fn sum(days: &Days) -> Count {
    let mut sum = Count::default();
    days.values().for_each(|count| sum.add(*count));
    sum
}

/// Trucks of each day, days without a row as zero.
fn trucks(days: &Days, period: Period) -> Vec<u64> {
    period.days().map(|day| days.get(&day).map_or(0, |count| count.trucks)).collect()
}

fn all(days: &Days, period: Period) -> Together {
    let (sum, trucks) = (sum(days), trucks(days, period));
    let length = u32::try_from(trucks.len()).unwrap_or(u32::MAX);
    let with_rows = u32::try_from(days.len()).unwrap_or(u32::MAX);
    Together {
        trucks: sum.trucks,
        trucks_weighed: sum.weighed,
        tonnes: sum.tonnes(),
        days: length,
        days_without_rows: length.saturating_sub(with_rows),
        lag1: spread::lag1(&trucks),
        trucks_per_day: spread::spread(trucks),
    }
}

fn crossing(name: &Name, period: Period) -> Crossing {
    let trucks = trucks(&name.days, period);
    let open: Vec<bool> = period.days().map(|day| name.days.contains_key(&day)).collect();
    let chain = chain::fit(&open);
    let on_open = trucks.iter().zip(&open).filter(|(_, open)| **open).map(|(trucks, _)| *trucks);
    let (sum, usual) = (sum(&name.days), names::usual(name));
    Crossing {
        by_air: by_air(&usual),
        name: usual,
        rows: sum.rows,
        trucks: sum.trucks,
        trucks_weighed: sum.weighed,
        tonnes: sum.tonnes(),
        first: period.first,
        last: period.last,
        days: chain.open.of,
        open: chain.open,
        close_if_open: chain.close_if_open,
        open_if_closed: chain.open_if_closed,
        open_in_the_long_run: chain.long_run,
        longest_closure_days: chain.longest_closure,
        trucks_per_open_day: spread::spread(on_open.collect()),
        lag1: spread::lag1(&trucks),
    }
}

fn months(days: &Days, period: Period) -> Vec<Month> {
    let mut months: BTreeMap<(i16, i8), (u32, Count)> = BTreeMap::new();
    for day in period.days() {
        let month = months.entry((day.year(), day.month())).or_default();
        month.0 += 1;
        month.1.add(days.get(&day).copied().unwrap_or_default());
    }
    let month = |((year, month), (covered, count)): (_, (u32, Count))| Month {
        month: format!("{year:04}-{month:02}"),
        days_covered: covered,
        rows: count.rows,
        trucks: count.trucks,
        trucks_weighed: count.weighed,
        tonnes: count.tonnes(),
    };
    months.into_iter().map(month).collect()
}

/// Rows by kind of cargo, most first.
fn cargo(tally: &Tally) -> Vec<Cargo> {
    let mut kinds: BTreeMap<&String, (u64, u64)> = BTreeMap::new();
    for (kind, (rows, trucks)) in tally.cargo.values().flatten() {
        let sum = kinds.entry(kind).or_default();
        *sum = (sum.0 + rows, sum.1.saturating_add(*trucks));
    }
    let named = |kind: &String| if kind.is_empty() { "(not stated)" } else { kind }.to_owned();
    let mut cargo: Vec<Cargo> = kinds
        .into_iter()
        .map(|(kind, (rows, trucks))| Cargo { kind: named(kind), rows, trucks })
        .collect();
    cargo.sort_by(|a, b| b.rows.cmp(&a.rows).then_with(|| a.kind.cmp(&b.kind)));
    cargo
}
