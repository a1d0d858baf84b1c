//! Registers as published, against the figures that others took from them.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use jiff::civil::{Date, date};
use safeconduct_io::import::consignments::{self, Imported, Options};
use safeconduct_model::consignments::{Crossing, Rate, Register};

/// A published file, if the data is here.
fn published(name: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/consignments");
    let file = folder.join(name);
    if !file.exists() {
        eprintln!("skipped: no ../shared/data");
        return None;
    }
    Some(file)
}

const BY_TRUCK: &str = "commodities-received-13.xlsx";
const BY_RECORD: &str = "gaza_cogat_data_24sep2024.csv";

fn read(name: &str, from: Option<Date>, to: Option<Date>) -> Option<Imported> {
    let options = Options { from, to, ..Options::default() };
    Some(consignments::read(&[published(name)?], &options).unwrap())
}

fn register(imported: &Imported) -> &Register {
    &imported.consignments.registers[0]
}

fn share(rate: &Rate) -> f64 {
    (rate.share.unwrap() * 100.0).round() / 100.0
}

/// Open, P(close | open), P(open | closed), mean, p90 and most of a crossing.
fn figures(crossing: &Crossing) -> (f64, f64, f64, f64, f64, u64) {
    let spread = &crossing.trucks_per_open_day;
    let rates = [&crossing.open, &crossing.close_if_open, &crossing.open_if_closed].map(share);
    (rates[0], rates[1], rates[2], spread.mean.round(), spread.p90.floor(), spread.max)
}

#[test]
fn fifty_thousand_consignments_give_the_published_chains() {
    let Some(imported) = read(BY_TRUCK, None, None) else { return };
    let register = register(&imported);
    assert_eq!(
        (register.rows.counted, register.rows.blank, register.rows.header),
        (50_059, 448, 1)
    );
    assert_eq!(register.rows.accounted(), register.rows.read);
    // In the order of their trucks; the last one has six open days.
    let expected = [
        (0.88, 0.09, 0.66, 79.0, 158.0, 270),
        (0.91, 0.08, 0.78, 62.0, 101.0, 300),
        (0.58, 0.20, 0.28, 44.0, 72.0, 109),
        (0.45, 0.41, 0.34, 24.0, 44.0, 96),
        (0.32, 0.28, 0.13, 45.0, 80.0, 91),
    ];
    // The figures to compare with say .12 for the fifth: 13 of 104 is .125.
    for (crossing, expected) in register.crossings.iter().zip(expected) {
        assert_eq!(figures(crossing), expected, "{}", crossing.name);
    }
    assert_eq!(share(&register.crossings[6].open), 0.2);
    // The sixth never closed within its days: how it opens is not known, not 0.
    assert_eq!(register.crossings[5].open_if_closed.share, None);
}

#[test]
fn before_and_after_may_2024_the_days_differ_as_published() {
    let Some(before) = read(BY_TRUCK, None, Some(date(2024, 5, 5))) else { return };
    let after = read(BY_TRUCK, Some(date(2024, 5, 6)), None).unwrap();
    for (imported, mean, p10, p50, p90) in
        [(before, 127.5, 23.0, 128.0, 218.0), (after, 96.9, 14.0, 91.0, 185.0)]
    {
        let together = &register(&imported).together;
        let spread = &together.trucks_per_day;
        assert!((spread.mean - mean).abs() < 0.05, "{spread:?}");
        assert_eq!((spread.p10.floor(), spread.p50, spread.p90.floor()), (p10, p50, p90));
        assert!(together.lag1.is_some_and(|lag1| (0.45..0.55).contains(&lag1)));
        assert_eq!(register(&imported).rows.accounted(), register(&imported).rows.read);
    }
}

#[test]
fn two_ledgers_of_one_place_stand_side_by_side() {
    let (Some(a), Some(b)) = (published(BY_TRUCK), published(BY_RECORD)) else { return };
    let imported = consignments::read(&[a, b], &Options::default()).unwrap();
    let records = &imported.consignments.registers[1];
    assert_eq!((records.rows.counted, records.rows.read), (52_479, 52_480));
    let land = &records.crossings[0];
    assert_eq!((land.rows, land.trucks_weighed), (51_756, 50_795));
    assert!((land.tonnes - 1_018_528.4).abs() < 0.1, "{}", land.tonnes);
    let month = |name: &str| {
        let month = imported.consignments.beside.iter().find(|m| m.month == name).unwrap();
        let each: Vec<(u64, u64)> =
            month.registers.iter().flatten().map(|m| (m.trucks, m.trucks_weighed)).collect();
        (each, month.trucks)
    };
    // The published 5,056 of March counts records with a mass; 5,188 came by truck.
    let (march, range) = month("2024-03");
    assert_eq!(march, [(4_993, 0), (5_188, 5_056)]);
    assert_eq!(range.map(|r| (r.low, r.high)), Some((4_993, 5_188)));
    assert_eq!(month("2024-07").0[1].1, 5_846);
    // One register ends within the month: no range is given.
    assert_eq!(month("2024-09").1, None);
}
