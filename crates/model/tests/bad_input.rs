//! The corpus of bad input: every file that concerns these formats is refused,
//! warned of or accepted as its manifest says, soon and without a panic.
//!
//! The corpus speaks of nodes, roads and people; `corpus` says once how its
//! words are ours, and sets each mistake into an otherwise valid scenario.
#![allow(clippy::expect_used)]

use std::time::{Duration, Instant};

use safeconduct_model::finding::Severity;
use safeconduct_model::read::Read;

mod corpus;
mod valid;

use corpus::Corpus;

const PATIENCE: Duration = Duration::from_secs(10);

fn check(corpus: &Corpus, class: &str, read_one: impl Fn(&Corpus, &str) -> Option<Read>) {
    let mut seen = 0;
    for (file, expect) in corpus.manifest(class) {
        let began = Instant::now();
        let Some(read) = read_one(corpus, &file) else {
            panic!("{file} is not adapted");
        };
        let took = began.elapsed();
        assert!(took < PATIENCE, "{file} took {took:?}");
        seen += 1;
        let errors = read.findings.count(Severity::Error);
        let shown: String = valid::shown(&read).chars().take(2_000).collect();
        assert_eq!(read.scenario.is_none(), errors > 0, "{file}:\n{shown}");
        match expect.as_str() {
            "reject" => assert!(errors > 0, "{file} was accepted:\n{shown}"),
            "accept" => assert!(errors == 0, "{file} was refused:\n{shown}"),
            // A scenario is not half read: a row that cannot be used refuses it.
            "warn" => assert!(!read.findings.0.is_empty(), "{file}: nothing was said"),
            _ => {}
        }
        for finding in &read.findings.0 {
            assert!(finding.what.chars().count() < 500, "{file}: {}", finding.what);
            let bare = finding.to_string();
            assert!(!bare.contains(['\0', '\u{1b}', '\u{202e}']), "{file}: {bare:?}");
        }
        if let Some(code) = corpus::code(&file) {
            let codes = valid::list(&read);
            assert!(codes.contains(&code), "{file}: no {code} in\n{shown}");
            assert!(codes.len() < 3 || corpus::is_many(&file), "{file} drowns:\n{shown}");
        }
    }
    assert!(seen > 0, "the corpus has no {class}");
}

// One test, because generating the corpus takes longer than reading it.
#[test]
fn the_corpus_is_refused_warned_of_or_accepted_as_it_says() {
    let Some(corpus) = Corpus::generate() else {
        println!("skipped: no ../shared/data or no python3");
        return;
    };
    check(&corpus, "json/", Corpus::json);
    check(&corpus, "csv/", Corpus::csv);
    check(&corpus, "network/", Corpus::network);
    check(&corpus, "text/", Corpus::text);
    check(&corpus, "geo/", Corpus::geo);
    rows_are_named(&corpus);
}

fn rows_are_named(corpus: &Corpus) {
    for (file, lines) in [
        ("csv/num_formats.csv", vec![2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]),
        ("csv/dates.csv", vec![2, 3, 4, 5, 6, 7]),
        ("csv/ragged.csv", vec![2, 3]),
        ("csv/latin1.csv", vec![3]),
    ] {
        let read = corpus.csv(file).expect("adapted");
        let places = read.findings.0.iter().filter_map(|f| f.at.as_ref());
        let named: Vec<u32> =
            places.filter(|at| at.file.ends_with(".csv")).map(|at| at.line).collect();
        assert_eq!(named, lines, "{file}:\n{}", valid::shown(&read));
    }
}
