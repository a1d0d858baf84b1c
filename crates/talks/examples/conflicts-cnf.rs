//! Counts minimal conflicts and minimal moves of plain CNF files.
//!
//! `conflicts-cnf FILE...`: each clause is a demand; prints for each file the
//! number of minimal unsatisfiable subsets and of minimal correction sets
//! (which is that of maximal satisfiable subsets). With `--list`, prints them
//! as MARCO does: `U` and the clauses of a conflict, `S` and those of a maximal
//! satisfiable subset, from 1.

use std::process::ExitCode;

use safeconduct_model::talks::{
    Condition, Demand, Element, Expression, Party, Position, Step, Talks,
};
use safeconduct_talks::{Limits, conflicts};

/// Moves listed of one file.
const MOST_MOVES: usize = 10_000_000;

fn main() -> ExitCode {
    let (flags, files): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|argument| argument == "--list");
    for file in files {
        let text = match std::fs::read_to_string(&file) {
            Ok(text) => text,
            Err(error) => {
                eprintln!("{file}: {error}");
                return ExitCode::from(2);
            }
        };
        let Some(talks) = read(&text) else {
            eprintln!("{file}: not plain CNF");
            return ExitCode::from(2);
        };
        let found = conflicts(
            &talks,
            &Limits { questions: 10_000_000, entries: usize::MAX, ..Limits::default() },
        );
        let (conflicts, moves) = (found.conflicts(), found.moves(MOST_MOVES).unwrap_or_default());
        let (mus, mcs) = (conflicts.len(), moves.len());
        let complete = if found.complete() { "" } else { " not complete" };
        println!("{file}: {mus} conflicts, {mcs} moves{complete}");
        if !flags.is_empty() {
            let demands = talks.positions.len();
            conflicts.iter().for_each(|set| println!("U{}", clauses(set)));
            for rest in &moves {
                let kept: Vec<usize> = (0..demands).filter(|d| !rest.contains(d)).collect();
                println!("S{}", clauses(&kept));
            }
        }
    }
    ExitCode::SUCCESS
}

fn clauses(set: &[usize]) -> String {
    set.iter().map(|clause| format!(" {}", clause + 1)).collect()
}

/// Variables become elements with two options, clauses positions of one party.
pub fn read(text: &str) -> Option<Talks> {
    let lines = text.lines().take_while(|line| !line.starts_with('%'));
    let mut numbers: Vec<i64> = Vec::new();
    for line in lines.filter(|line| !line.starts_with(['c', 'p'])) {
        for word in line.split_whitespace() {
            numbers.push(word.parse().ok()?);
        }
    }
    let variables = numbers.iter().map(|number| number.unsigned_abs()).max().unwrap_or(0);
    let element = |v: u64| Element {
        id: format!("x{v}"),
        name: String::new(),
        options: vec!["false".to_owned(), "true".to_owned()],
        ordered: false,
    };
    let party = Party { id: "p".to_owned(), name: String::new(), role: Vec::new() };
    let mut talks = Talks {
        parties: vec![party],
        elements: (1..=variables).map(element).collect(),
        ..Talks::default()
    };
    // What follows the last zero is a clause as well, if it is not empty.
    let mut clause = Vec::new();
    for &number in numbers.iter().chain(&[0]) {
        if number != 0 {
            clause.push(literal(number)?);
        } else if !clause.is_empty() {
            let parts = std::mem::take(&mut clause);
            talks.positions.push(position(talks.positions.len() + 1, parts));
        }
    }
    Some(talks)
}

fn literal(number: i64) -> Option<Condition> {
    let element = usize::try_from(number.unsigned_abs()).ok()?.checked_sub(1)?;
    Some(Condition::Is { element, options: vec![usize::from(number > 0)] })
}

fn position(number: usize, parts: Vec<Condition>) -> Position {
    let what = Expression { text: String::new(), condition: Condition::Any(parts) };
    let step = Step { demand: Demand::Requires(what), text: None, weight: 1.0 };
    Position {
        id: number.to_string(),
        party: 0,
        text: None,
        if_: None,
        steps: vec![step],
        firm: false,
        line: None,
        source: None,
        date: None,
        confidence: None,
    }
}
