//! Answers a case of the planner's acceptance set: reads `type` and `input`, never what is
//! expected, and prints one JSON object: `cargo run -p safeconduct-plan --example acceptance -- CASE.json`

use std::process::ExitCode;

mod answer;

fn main() -> ExitCode {
    trial::cases::main(answer::answer, |refusal| refusal.exit())
}
