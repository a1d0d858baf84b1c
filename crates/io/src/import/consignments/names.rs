//! Names of crossings that are spelled in several ways.
//!
//! A spelling is joined to a name if it is near it and far rarer, or if it is
//! near a name that the user gave. Names whose digits differ are never joined:
//! `gate 1` and `gate 2` are near one another and two places.

use safeconduct_model::finding::At;

use super::columns::words;
use super::odd::{Kind, Odd};
use super::tally::{Name, Tally};

/// How alike two names are that may be one (normalised edit distance).
const ALIKE: f64 = 0.8;

/// How many times rarer a spelling is than the name it is joined to.
const RARER: u64 = 20;

/// Letters below which a name is never joined to another.
const SHORTEST: usize = 5;

/// Joins spellings, and notes each that was joined.
pub(super) fn join(tally: &mut Tally, given: &[String], odd: &mut Odd) {
    let file = tally.file.clone();
    if given.is_empty() {
        join_rare(tally);
    } else {
        join_given(tally, given, &file, odd);
    }
    for name in tally.names.values() {
        let usual = usual(name);
        for (spelling, (rows, line)) in name.spellings.iter().filter(|(s, _)| **s != usual) {
            odd.add(Kind::Spelling, Some(at(&file, *line)), || {
                format!("`{spelling}` was taken as `{usual}` in {rows} rows")
            });
        }
    }
}

/// The name that the user gave, or the spelling of most rows; the first in order
/// where several have as many.
pub(super) fn usual(name: &Name) -> String {
    if let Some(given) = &name.given {
        return given.clone();
    }
    let most = name.spellings.iter().rev().max_by_key(|(_, (rows, _))| *rows);
    most.map(|(spelling, _)| spelling.clone()).unwrap_or_default()
}

fn rows(name: &Name) -> u64 {
    name.spellings.values().map(|(rows, _)| rows).sum()
}

/// Joins rare names to frequent ones near them.
fn join_rare(tally: &mut Tally) {
    let mut by_rows: Vec<(u64, String)> =
        tally.names.iter().map(|(key, name)| (rows(name), key.clone())).collect();
    by_rows.sort_unstable();
    for (few, key) in &by_rows {
        let frequent = by_rows.iter().filter(|(many, _)| *many >= few.saturating_mul(RARER));
        let near = nearest(key, frequent.map(|(_, other)| other.as_str()).filter(|o| o != key));
        if let Some(target) = near {
            rename(tally, key, &target);
        }
    }
}

/// Joins every name to the nearest of those given, and notes those that are none.
fn join_given(tally: &mut Tally, given: &[String], file: &str, odd: &mut Odd) {
    let known: Vec<(String, &String)> = given.iter().map(|g| (words(g), g)).collect();
    let keys: Vec<String> = tally.names.keys().cloned().collect();
    for key in keys {
        let exact = known.iter().any(|(k, _)| *k == key);
        let near = nearest(&key, known.iter().map(|(k, _)| k.as_str()));
        match near {
            Some(target) if !exact => rename(tally, &key, &target),
            None if !exact => {
                let Some(name) = tally.names.get(&key) else { continue };
                let line = name.spellings.values().map(|(_, line)| *line).min().unwrap_or(1);
                let (usual, rows) = (usual(name), rows(name));
                odd.add(Kind::Spelling, Some(at(file, line)), || {
                    format!("`{usual}` is near none of the crossings named; kept, {rows} rows")
                });
            }
            _ => {}
        }
    }
    for (key, name) in known {
        if let Some(found) = tally.names.get_mut(&key) {
            found.given = Some(name.clone());
        }
    }
}

/// The nearest name that is near enough.
fn nearest<'a>(key: &str, names: impl Iterator<Item = &'a str>) -> Option<String> {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let own = digits(key);
    let alike = |other: &&str| other.len() >= SHORTEST && digits(other) == own;
    let scored = names.filter(|_| key.len() >= SHORTEST).filter(alike);
    scored
        .map(|other| (strsim::normalized_damerau_levenshtein(key, other), other))
        .filter(|(score, _)| *score >= ALIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, other)| other.to_owned())
}

fn rename(tally: &mut Tally, from: &str, to: &str) {
    let Some(moved) = tally.names.remove(from) else { return };
    let target = tally.names.entry(to.to_owned()).or_default();
    for (day, count) in moved.days {
        target.days.entry(day).or_default().add(count);
    }
    for (spelling, (rows, line)) in moved.spellings {
        let entry = target.spellings.entry(spelling).or_insert((0, line));
        *entry = (entry.0 + rows, entry.1.min(line));
    }
}

fn at(file: &str, line: u32) -> At {
    At { file: file.to_owned(), line, column: 1, offset: 0, length: 0 }
}
