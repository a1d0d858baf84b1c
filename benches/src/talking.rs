//! Talks: complete answers to wide generated files, and published CNF files
//! beside PySAT.

use std::path::{Path, PathBuf};
use std::process::Command;

use safeconduct_model::talks::Talks;
use safeconduct_talks::{Limits, answer, conflicts, front};
use serde::Deserialize;

use crate::cases::root;
use crate::error::Error;
use crate::page::time;
use crate::random::wide::{self, WIDE, Wide};
use crate::usage::{median, timed};

#[allow(dead_code, clippy::missing_docs_in_private_items)]
#[path = "../../crates/talks/examples/conflicts-cnf.rs"]
mod cnf;

/// Files of each kind, by seed from 0.
const FILES: u64 = 40;

/// Answers to one file, of which the median counts.
const RUNS: usize = 9;

/// Seconds that a complete answer to any of these files may take.
const WIDE_S: f64 = 0.010;

/// Seconds for the front of 248,832 packages and five parties.
const FRONT_S: f64 = 1.0;

/// What was measured.
pub struct Talking {
    wide: Vec<Measured>,
    cnf: Option<Cnf>,
    front: (usize, f64),
}

/// Files of one size.
struct Measured {
    name: &'static str,
    wide: Wide,
    /// Seconds of each file, rising.
    seconds: Vec<f64>,
    complete: usize,
    conflicts: Vec<usize>,
}

/// Published CNF files.
struct Cnf {
    files: usize,
    seconds: f64,
    counts: Vec<[usize; 2]>,
    peer: Option<Peer>,
}

#[derive(Deserialize)]
struct Peer {
    version: String,
    seconds: f64,
    counts: Vec<[usize; 2]>,
}

/// Measures all of it.
///
/// # Errors
/// A file cannot be read, or the other program fails.
pub fn measure(python: Option<&Path>) -> Result<Talking, Error> {
    let large = Wide { positions: 5_000, ..WIDE };
    let disputed = Wide { contested: 2, ..WIDE };
    let wide = vec![
        of("200 positions, a third contested", WIDE, FILES, RUNS)?,
        of("200 positions, half contested", disputed, FILES, RUNS)?,
        of("5,000 positions", large, 2, 1)?,
    ];
    Ok(Talking { wide, cnf: published(python)?, front: fronts()? })
}

fn of(name: &'static str, wide: Wide, files: u64, runs: usize) -> Result<Measured, Error> {
    let mut measured =
        Measured { name, wide, seconds: Vec::new(), complete: 0, conflicts: Vec::new() };
    for seed in 0..files {
        let talks = wide::talks(&wide, seed);
        let mut found = None;
        let mut seconds = Vec::new();
        for _ in 0..runs {
            let (answer, s) = timed(|| Ok(answer(&talks, &Limits::default())))?;
            seconds.push(s);
            found = Some(answer);
        }
        measured.seconds.push(median(seconds));
        if let Some(found) = found {
            measured.complete += usize::from(found.talks.complete);
            measured.conflicts.push(found.talks.mus.len());
        }
    }
    measured.seconds.sort_by(f64::total_cmp);
    measured.conflicts.sort_unstable();
    Ok(measured)
}

/// The CNF files that came with MARCO, without one of thousands of clauses.
fn published(python: Option<&Path>) -> Result<Option<Cnf>, Error> {
    let folder = root().join("../shared/data/talks-suites/marco/tests");
    if !folder.is_dir() {
        return Ok(None);
    }
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in [folder.clone(), folder.join("3sat_n10")] {
        let listed = std::fs::read_dir(&folder).map_err(Error::io(&folder))?;
        files.extend(listed.flatten().map(|entry| entry.path()));
    }
    files.retain(|file| {
        let name = file.to_string_lossy();
        name.ends_with(".cnf") && !name.contains("dlx")
    });
    files.sort();
    let mut talks: Vec<Talks> = Vec::new();
    for file in &files {
        let text = std::fs::read_to_string(file).map_err(Error::io(file))?;
        talks.extend(cnf::read(&text));
    }
    let limits = Limits {
        questions: 1_000_000,
        listed: 1_000_000,
        entries: usize::MAX,
        ..Limits::default()
    };
    let all = || Ok(talks.iter().map(|talks| conflicts(talks, &limits)).collect::<Vec<_>>());
    let (found, seconds) = timed(all)?;
    let counts = found.iter().map(|found| {
        let moves = found.parts.iter().map(|part| part.moves.len()).product();
        [found.conflicts().len(), moves]
    });
    let counts: Vec<[usize; 2]> = counts.collect();
    let peer = python.map(|python| peer(python, &files)).transpose()?.flatten();
    Ok(Some(Cnf { files: files.len(), seconds, counts, peer }))
}

/// MARCO over PySAT's solver; none where PySAT cannot be had.
fn peer(python: &Path, files: &[PathBuf]) -> Result<Option<Peer>, Error> {
    let has = Command::new(python).args(["-c", "import pysat.solvers"]).output();
    if !has.map_err(Error::io(python))?.status.success() {
        return Ok(None);
    }
    let script = root().join("benches/marco_peer.py");
    let ended =
        Command::new(python).arg(&script).args(files).output().map_err(Error::io(python))?;
    Ok(Some(serde_json::from_slice(&Error::unless_well(ended)?)?))
}

/// Five elements of twelve options: 248,832 packages.
fn fronts() -> Result<(usize, f64), Error> {
    let talks = crate::random::given(5, 12, 5, 1);
    let (found, seconds) = timed(|| Ok(front(&talks)))?;
    Ok((found.map_or(0, |found| found.size), seconds))
}

impl Talking {
    /// Why the bench must not end well.
    pub fn complaint(&self) -> Option<String> {
        let cnf = self.cnf.as_ref()?;
        let peer = cnf.peer.as_ref()?;
        (peer.counts != cnf.counts).then(|| "talks: PySAT counts other sets".to_owned())
    }

    /// The section of the page.
    pub fn section(&self) -> String {
        let mut page = "\n## Talks\n\nEverything `talks` says of generated files of 60 elements x 3 \
            options (`crates/talks/tests/random/wide.rs`), median of repeated answers of each file.\n\n\
            | files | number | complete | conflicts, median | median | slowest | goal |\n\
            |---|---:|---:|---:|---:|---:|---|\n"
            .to_owned();
        for m in &self.wide {
            let middle = m.seconds[m.seconds.len() / 2];
            let slowest = m.seconds.last().copied().unwrap_or_default();
            let goal = match m.wide.positions {
                200 if slowest < WIDE_S && m.complete == m.seconds.len() => {
                    "each complete in 10 ms: kept"
                }
                200 => "each complete in 10 ms: **missed**",
                _ => "",
            };
            page += &format!(
                "| {} | {} | {} | {} | {} | {} | {goal} |\n",
                m.name,
                m.seconds.len(),
                m.complete,
                m.conflicts[m.conflicts.len() / 2],
                time(middle),
                time(slowest)
            );
        }
        let (size, seconds) = self.front;
        let kept = if seconds < FRONT_S { "kept" } else { "**missed**" };
        page += &format!(
            "\nThe front of 248,832 packages and five parties, {size} members: {} (goal 1 s: {kept}).\n",
            time(seconds)
        );
        let Some(cnf) = &self.cnf else {
            return page + "\nPublished CNF files: skipped: no ../shared/data\n";
        };
        page += &format!(
            "\n{} published CNF files, all conflicts and moves: {}",
            cnf.files,
            time(cnf.seconds)
        );
        page +=
            &cnf.peer.as_ref().map_or(". PySAT: skipped: no python-sat.\n".to_owned(), |peer| {
                format!(
                    "; MARCO over PySAT {}: {}, {:.1} times as long. Counts agree: {}.\n",
                    peer.version,
                    time(peer.seconds),
                    peer.seconds / cnf.seconds.max(1e-4),
                    if peer.counts == cnf.counts { "yes" } else { "**no**" }
                )
            });
        page
    }
}
