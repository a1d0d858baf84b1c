//! Answers a case of the simulator's acceptance set: reads `type` and `input`, never what is
//! expected, and prints one JSON object: `cargo run -p safeconduct-simulate --example acceptance -- CASE.json`
//!
//! What can be followed exactly is; beside it stands, under `simulated`, what runs came to.

use std::process::ExitCode;

mod answer;

fn main() -> ExitCode {
    trial::cases::main(answer::answer, |_| 2)
}
