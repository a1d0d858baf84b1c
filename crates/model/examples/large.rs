//! Measures reading a large scenario: `cargo run --release --example large -- FOLDER [SITES]`.

// Code of the tests, where `expect` is at home.
#[allow(clippy::expect_used)]
#[path = "../tests/large/mod.rs"]
mod large;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let Some(folder) = arguments.next() else {
        return Err(std::io::Error::other("name a folder to write to"));
    };
    let sites = arguments.next().and_then(|n| n.parse().ok()).unwrap_or(1_000);
    let folder = std::path::Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    large::write(folder, sites);
    for _ in 0..5 {
        let began = std::time::Instant::now();
        let read = safeconduct_model::read::path(folder);
        let took = began.elapsed();
        assert!(read.scenario.is_some());
        println!("{sites} sites: read and checked in {took:?}, {} findings", read.findings.0.len());
    }
    Ok(())
}
