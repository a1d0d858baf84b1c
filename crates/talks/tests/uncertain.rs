//! Published samples of timetables with uncertain lags (STNU), where they are
//! at hand: which can be kept whatever nature picks is known.
#![allow(clippy::unwrap_used)]

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use safeconduct_model::talks::{Event, Lag, Talks};
use safeconduct_talks::timetable;

fn samples() -> Option<PathBuf> {
    let below = "../../../shared/data/talks-suites/stnu/sample_stnus";
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(below);
    if !folder.exists() {
        println!("skipped: no ../shared/data");
        return None;
    }
    Some(folder)
}

fn event(id: &str) -> Event {
    Event { id: id.to_owned(), party: None, amount: None, text: None }
}

fn lag((from, to): (usize, usize), min: Option<i64>, max: Option<i64>, uncertain: bool) -> Lag {
    let (claimed_by, fact, when, weight, text) = (None, false, None, 1.0, None);
    Lag { from, to, min, max, claimed_by, fact, when, uncertain, weight, text }
}

/// Reads the plain format: names of points, `from days to` for ordinary edges
/// (at most so many days), `from least most to` for uncertain ones. Where
/// no point is called Z, days count from one that nothing ties to the others.
fn read(path: &Path) -> Talks {
    let text = std::fs::read_to_string(path).unwrap();
    let mut talks = Talks::default();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut section = String::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(title) = line.strip_prefix('#') {
            section = title.trim().to_lowercase();
            continue;
        }
        let words: Vec<&str> =
            line.split_whitespace().map(|word| word.trim_matches('\'')).collect();
        if section.contains("names") {
            for name in words {
                places.insert(name.to_owned(), talks.events.len());
                // Days count from `Z`, before which nothing happens.
                talks.events.push(event(if name == "Z" { "start" } else { name }));
            }
        } else if section.contains("contingent") && !section.contains("num") {
            let [from, least, most, to] = words[..] else { panic!("{line}") };
            let days = (least.parse().unwrap(), most.parse().unwrap());
            let ends = (places[from], places[to]);
            talks.lags.push(lag(ends, Some(days.0), Some(days.1), true));
        } else if section.contains("ordinary") && !section.contains("num") {
            let [from, days, to] = words[..] else { panic!("{line}") };
            let ends = (places[from], places[to]);
            talks.lags.push(lag(ends, None, Some(days.parse().unwrap()), false));
        }
    }
    if talks.event("start").is_none() {
        talks.events.push(event("start"));
    }
    talks
}

#[test]
fn published_samples_are_told_apart() {
    let Some(folder) = samples() else { return };
    let mut seen = [0, 0];
    let mut check = |path: &Path, expected: bool| {
        let talks = read(path);
        assert!(talks.lags.iter().any(|lag| lag.uncertain), "{}", path.display());
        let answer = timetable(&talks, None).unwrap();
        let kept = answer.consistent && answer.controllable == Some(true);
        assert_eq!(kept, expected, "{}", path.display());
        seen[usize::from(expected)] += 1;
    };
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let expected = !name.starts_with("ndc");
        if path.is_dir() {
            for file in std::fs::read_dir(&path).unwrap() {
                let file = file.unwrap().path();
                if file.extension().is_some_and(|e| e == "plainStnu") {
                    check(&file, expected);
                }
            }
        } else if name.starts_with("dc") {
            check(&path, expected);
        }
    }
    assert!(seen[0] >= 40 && seen[1] >= 40, "{seen:?}");
}

/// The smallest cases by hand: who must decide before it is known.
#[test]
fn what_must_be_decided_too_early_cannot_be_kept() {
    let file = |lags: Vec<Lag>| Talks {
        events: ["start", "cleared", "ship"].map(event).to_vec(),
        lags,
        ..Talks::default()
    };
    let cleared = || lag((0, 1), Some(2), Some(6), true);
    // The ship leaves one to two days after the river is cleared: wait and see.
    let after = file(vec![cleared(), lag((1, 2), Some(1), Some(2), false)]);
    assert_eq!(timetable(&after, None).unwrap().controllable, Some(true));
    // It must be under way one to two days before: nobody knows that day.
    let before = file(vec![cleared(), lag((2, 1), Some(1), Some(2), false)]);
    let answer = timetable(&before, None).unwrap();
    assert!(answer.consistent);
    assert_eq!(answer.controllable, Some(false));
}
