//! Laws of registers: a slow recount agrees, the order of rows is irrelevant, and
//! whatever stands in a row, the counts of rows add up.

#![allow(clippy::unwrap_used)]

use std::path::Path;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use safeconduct_io::import::consignments::{Options, read};
use safeconduct_model::consignments::{Crossing, Register};

const HEADER: &str = "ID,Date,Crossing,Trucks,Quantity,Units,Status\n";

/// A row that can be counted: day, gate, trucks, tonnes.
#[derive(Clone, Debug)]
struct Row {
    day: i32,
    gate: usize,
    trucks: u64,
    tonnes: Option<u64>,
}

const GATES: [&str; 3] = ["gate north", "river bridge", "hill road"];

impl Row {
    fn date(&self) -> Date {
        date(2024, 1, 1).checked_add(jiff::Span::new().days(self.day)).unwrap()
    }

    fn line(&self) -> String {
        let mass = self.tonnes.map_or_else(|| "20,Pallets".to_owned(), |t| format!("{t},MT"));
        format!(",{},{},{},{mass},Received\n", self.date(), GATES[self.gate], self.trucks)
    }
}

fn row() -> impl Strategy<Value = Row> {
    let mass = proptest::option::of(1..=40_u64);
    (0..40_i32, 0..3_usize, 1..9_u64, mass).prop_map(|(day, gate, trucks, tonnes)| Row {
        day,
        gate,
        trucks,
        tonnes,
    })
}

/// The register in a text, always under the same name.
fn register(folder: &Path, text: &str) -> Option<Register> {
    let file = folder.join("register.csv");
    std::fs::write(&file, text).unwrap();
    let read = read(&[file], &Options::default()).ok()?;
    read.consignments.registers.into_iter().next()
}

/// A gate recounted row by row, without any of the reader's sums.
fn recounted(rows: &[Row], gate: usize) -> (u64, u64, f64, Vec<u64>) {
    let own: Vec<&Row> = rows.iter().filter(|r| r.gate == gate).collect();
    let first = own.iter().map(|r| r.day).min().unwrap();
    let last = own.iter().map(|r| r.day).max().unwrap();
    let on = |day: i32| own.iter().filter(|r| r.day == day).map(|r| r.trucks).sum::<u64>();
    let weighed: u64 = own.iter().filter(|r| r.tonnes.is_some()).map(|r| r.trucks).sum();
    let tonnes: u64 = own.iter().filter_map(|r| r.tonnes).sum();
    (own.len() as u64, weighed, tonnes as f64, (first..=last).map(on).collect())
}

fn agrees(found: &Crossing, rows: &[Row]) -> Result<(), TestCaseError> {
    let gate = GATES.iter().position(|g| *g == found.name).unwrap();
    let (count, weighed, tonnes, days) = recounted(rows, gate);
    prop_assert_eq!((found.rows, found.trucks_weighed), (count, weighed));
    prop_assert!((found.tonnes - tonnes).abs() < 1e-9);
    prop_assert_eq!(found.trucks, days.iter().sum::<u64>());
    prop_assert_eq!(found.days as usize, days.len());
    let open = |day: &&u64| **day > 0;
    prop_assert_eq!(found.open.times as usize, days.iter().filter(open).count());
    let mut closed = (0, 0);
    for day in 1..days.len() {
        if days[day - 1] > 0 {
            closed = (closed.0 + u32::from(days[day] == 0), closed.1 + 1);
        }
    }
    prop_assert_eq!((found.close_if_open.times, found.close_if_open.of), closed);
    prop_assert_eq!(found.trucks_per_open_day.max, *days.iter().max().unwrap());
    let mean = found.trucks as f64 / f64::from(found.open.times);
    prop_assert!((found.trucks_per_open_day.mean - mean).abs() < 1e-9);
    Ok(())
}

/// Cells that registers hold, and cells that no register should hold.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("2024-03-01".to_owned()),
        Just("2024-02-30".to_owned()),
        Just("gate north".to_owned()),
        Just("Pallets".to_owned()),
        Just("Trucks".to_owned()),
        Just("#date".to_owned()),
        Just("Received".to_owned()),
        Just("1".to_owned()),
        Just("-1".to_owned()),
        Just("1e300".to_owned()),
        Just("NaN".to_owned()),
        Just("99999999999999999999".to_owned()),
        "[0-9]{1,8}",
        "[^\",\r\n\0]{0,12}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_slow_recount_agrees(rows in proptest::collection::vec(row(), 1..60)) {
        let folder = tempfile::tempdir().unwrap();
        let lines: String = rows.iter().map(Row::line).collect();
        let found = register(folder.path(), &format!("{HEADER}{lines}")).unwrap();
        prop_assert_eq!(found.rows.counted, rows.len() as u64);
        for crossing in &found.crossings {
            agrees(crossing, &rows)?;
        }
        let months: u64 = found.months.iter().map(|m| m.trucks).sum();
        prop_assert_eq!(months, rows.iter().map(|r| r.trucks).sum::<u64>());
        prop_assert_eq!(found.together.trucks, months);
        let days: u32 = found.months.iter().map(|m| m.days_covered).sum();
        prop_assert_eq!(days, found.together.days);
    }

    #[test]
    fn the_order_of_rows_is_irrelevant(
        rows in proptest::collection::vec(row(), 1..40),
        seed in proptest::collection::vec(any::<u32>(), 40),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let mut lines: Vec<String> = rows.iter().map(Row::line).collect();
        let straight = register(folder.path(), &format!("{HEADER}{}", lines.concat()));
        let mut keyed: Vec<(u32, String)> = seed.into_iter().zip(lines.drain(..)).collect();
        keyed.sort();
        let turned: String = keyed.into_iter().map(|(_, line)| line).collect();
        prop_assert_eq!(register(folder.path(), &format!("{HEADER}{turned}")), straight);
    }

    #[test]
    fn whatever_stands_in_the_rows_they_add_up(
        rows in proptest::collection::vec(proptest::collection::vec(cell(), 0..9), 0..30),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let lines: String = rows.iter().map(|cells| cells.join(",") + "\n").collect();
        let sound = ",2024-03-01,gate north,1,20,Pallets,Received\n";
        let found = register(folder.path(), &format!("{HEADER}{sound}{lines}")).unwrap();
        let rows = found.rows;
        prop_assert_eq!(rows.accounted(), rows.read);
        let located: u64 = found.crossings.iter().map(|c| c.rows).sum();
        prop_assert_eq!(located + rows.unlocated, rows.counted);
        prop_assert_eq!(found.cargo.iter().map(|c| c.rows).sum::<u64>(), rows.counted);
    }
}
