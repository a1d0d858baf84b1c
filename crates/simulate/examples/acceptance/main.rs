//! Answers a case of the simulator's acceptance set: reads `type` and `input`, never what is
//! expected, and prints one JSON object: `cargo run -p safeconduct-simulate --example acceptance -- CASE.json`
//!
//! What can be followed exactly is; beside it stands, under `simulated`, what runs came to.

use std::process::ExitCode;

mod answer;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (Some(path), None) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: acceptance CASE.json");
        return ExitCode::from(2);
    };
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) => {
            eprintln!("{path}: {error}");
            return ExitCode::from(2);
        }
    };
    match answer::answer(&text) {
        Ok(answer) => {
            println!("{}", serde_json::Value::Object(answer));
            ExitCode::SUCCESS
        }
        Err(refusal) => {
            eprintln!("{path}: {refusal}");
            ExitCode::from(2)
        }
    }
}
