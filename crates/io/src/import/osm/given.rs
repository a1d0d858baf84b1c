//! The sites that the user gives: tables of their own, or a whole scenario.

use std::path::{Path, PathBuf};

use safeconduct_model::finding::{At, Code, Findings};
use safeconduct_model::read;
use safeconduct_model::scenario::Scenario;

/// Where sites and zones stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// `sites.csv` and perhaps `zones.csv`, in the form of a scenario's tables.
    Tables {
        /// The sites.
        sites: PathBuf,
        /// The zones.
        zones: Option<PathBuf>,
    },
    /// A scenario folder, of which everything is kept.
    Scenario(PathBuf),
}

/// What a scenario needs that the tables do not hold; put in their place later.
const ROOT: &str = "\
schema = 1
title = \"roads\"
start = 2000-01-01
days = 1
zones = []
segments = []
commodities = []
tracks = []
fleets = []
supply = []
[need]
per_person_day = { energy_kcal = 2100 }
fair = [\"energy_kcal\"]
ration_cycle_days = 7
";

/// The largest table, bytes: that of the reader of scenarios.
const LARGEST: u64 = 64 * 1024 * 1024;

/// Reads what is given.
pub(super) fn read(given: &Given, findings: &mut Findings) -> Option<Scenario> {
    match given {
        Given::Scenario(folder) => {
            let read = read::path(folder);
            findings.extend(said(read.findings));
            read.scenario
        }
        Given::Tables { sites, zones } => tables(sites, zones.as_deref(), findings),
    }
}

/// Reads tables by the reader of scenarios, in a folder made for it.
fn tables(sites: &Path, zones: Option<&Path>, findings: &mut Findings) -> Option<Scenario> {
    let folder = tempfile::tempdir().map_err(|e| unreadable(sites, &e, findings)).ok()?;
    let root = if zones.is_some() { ROOT.replace("zones = []\n", "") } else { ROOT.to_owned() };
    let mut copied = vec![(folder.path().join("sites.csv"), sites)];
    copied.extend(zones.map(|zones| (folder.path().join("zones.csv"), zones)));
    std::fs::write(folder.path().join("scenario.toml"), root)
        .map_err(|e| unreadable(sites, &e, findings))
        .ok()?;
    for (copy, table) in &copied {
        if std::fs::metadata(table).is_ok_and(|m| m.is_file() && m.len() > LARGEST) {
            let what = format!("the file is larger than {} MiB", LARGEST >> 20);
            findings.add(Code::FileTooLarge, Some(top(table)), what, "split it");
            return None;
        }
        std::fs::copy(table, copy).map_err(|e| unreadable(table, &e, findings)).ok()?;
    }
    let mut read = read::path(folder.path());
    for finding in &mut read.findings.0 {
        let Some(at) = &mut finding.at else { continue };
        if let Some((_, table)) = copied.iter().find(|(copy, _)| Path::new(&at.file) == copy) {
            at.file = table.display().to_string();
        }
    }
    findings.extend(said(read.findings));
    read.scenario
}

fn top(path: &Path) -> At {
    At { file: path.display().to_string(), line: 1, column: 1, offset: 0, length: 0 }
}

fn unreadable(path: &Path, error: &std::io::Error, findings: &mut Findings) {
    let what = format!("cannot be read: {error}");
    findings.add(Code::FileUnreadable, Some(top(path)), what, "check the path");
}

/// Findings on what was written, without those on what is still to come.
fn said(findings: Findings) -> Findings {
    let later =
        [Code::EmptyTable, Code::Unreachable, Code::UnusedRow, Code::AssumedField, Code::NoEnergy];
    Findings(findings.0.into_iter().filter(|f| !later.contains(&f.code)).collect())
}
