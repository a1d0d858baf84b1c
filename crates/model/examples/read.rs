//! Reads a scenario and prints its findings: `cargo run --example read -- PATH`.

fn main() {
    for argument in std::env::args_os().skip(1) {
        let began = std::time::Instant::now();
        let read = safeconduct_model::read::path(std::path::Path::new(&argument));
        let took = began.elapsed();
        for finding in &read.findings.0 {
            println!("{finding}");
        }
        let usable = if read.scenario.is_some() { "usable" } else { "not usable" };
        println!("{usable}, {} findings, {took:?}", read.findings.0.len());
    }
}
