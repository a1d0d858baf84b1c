//! Registers as published, against the figures that others took from them.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use safeconduct_io::import::consignments::{self, Imported, Options};
use safeconduct_model::consignments::Crossing;

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

fn read(name: &str, options: &Options) -> Option<Imported> {
    let started = std::time::Instant::now();
    let read = consignments::read(&[published(name)?], options).unwrap();
    eprintln!("{name}: read and fitted in {:.2} s", started.elapsed().as_secs_f64());
    Some(read)
}

#[test]
fn look() {
    let Some(imported) = read("commodities-received-13.xlsx", &Options::default()) else { return };
    let r = &imported.consignments.registers[0];
    eprintln!("{:?}", r.rows);
    for c in &r.crossings {
        eprintln!("{c:?}");
    }
    eprintln!("{:?}", r.together);
    for c in &r.cargo {
        eprintln!("{c:?}");
    }
    let mut n = std::collections::BTreeMap::new();
    for f in &imported.findings.0 {
        *n.entry(f.code.as_str()).or_insert(0) += 1;
    }
    eprintln!("{n:?}");
    for f in imported.findings.0.iter().step_by(37).take(30) {
        eprintln!("{f}");
    }
    let Some(imported) = read("gaza_cogat_data_24sep2024.csv", &Options::default()) else { return };
    let r = &imported.consignments.registers[0];
    eprintln!("{:?}", r.rows);
    for c in &r.crossings {
        eprintln!("{c:?}");
    }
    for c in &r.months {
        eprintln!("{c:?}");
    }
    let mut n = std::collections::BTreeMap::new();
    for f in &imported.findings.0 {
        *n.entry(f.code.as_str()).or_insert(0) += 1;
    }
    eprintln!("{n:?}");
    for f in imported.findings.0.iter().take(30) {
        eprintln!("{f}");
    }
}
