//! Plans real conflict networks and plays the plans against closures and
//! interceptors: `cargo run --release -p benches --bin networks`.
//!
//! Prints one page of Markdown; the arguments are runs and one network, if not all.
//! Needs `../shared/data/conflict-networks`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use benches::networks::{Network, Played, play};

/// The networks, with the day of the source from which conflict is widespread.
const NETWORKS: [(&str, u32); 3] = [("ssudan_whole", 336), ("ethiopia", 56), ("car", 140)];

/// Runs of each policy against each interceptor.
const RUNS: u32 = 1_000;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let runs = arguments.next().and_then(|n| n.parse().ok()).unwrap_or(RUNS);
    let only = arguments.next();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let data: PathBuf = root.join("../shared/data/conflict-networks");
    if !data.is_dir() {
        eprintln!("skipped: no ../shared/data");
        return ExitCode::SUCCESS;
    }
    for (name, from_day) in NETWORKS {
        if only.as_ref().is_some_and(|only| only != name) {
            continue;
        }
        eprintln!("networks: {name} from day {from_day}");
        let network = Network { folder: data.join(name), from_day, days: 28, runs, seed: 1 };
        let started = Instant::now();
        match play(&network) {
            Ok(played) => print(name, &network, &played, started),
            Err(error) => {
                eprintln!("networks: {name}: {error}");
                return ExitCode::from(4);
            }
        }
    }
    ExitCode::SUCCESS
}

fn print(name: &str, network: &Network, played: &Played, started: Instant) {
    let seconds = started.elapsed().as_secs_f64();
    println!("## {name}, days {} to {}\n", network.from_day, network.from_day + network.days - 1);
    println!(
        "{} people in {} zones, {} segments; {} segment-days with a chance to be closed. The plan \
         feeds {:.1} % of need; {} runs of {} days each; {:.0} s in all.\n",
        played.people.round(),
        played.zones,
        played.segments,
        played.segment_days,
        played.planned * 100.0,
        network.runs,
        network.days,
        seconds,
    );
    println!(
        "| policy | closures | interceptor | coverage % (90 %) | worst-off zone % | struck t | seized t | self-distributed t | outside t | lost, USD thousand (worst 5 %) |"
    );
    println!("|---|---|---|---:|---:|---:|---:|---:|---:|---:|");
    for row in &played.rows {
        let c = &row.cell;
        println!(
            "| {} | {} | {} | {:.1} ({:.1}–{:.1}) | {:.1} | {:.0} | {:.0} | {:.0} | {:.0} | {:.0} ({:.0}) |",
            c.policy,
            if row.closures { "by chance" } else { "none" },
            c.interceptor,
            c.coverage.mean * 100.0,
            c.coverage.low * 100.0,
            c.coverage.high * 100.0,
            row.worst_zone() * 100.0,
            c.losses.struck_t.mean,
            c.losses.seized_t.mean,
            c.losses.self_distributed_t.mean,
            c.losses.left_outside_t.mean,
            c.lost_usd.mean / 1e3,
            c.lost_tail_usd / 1e3,
        );
    }
    println!();
    for warning in &played.warnings {
        println!("- {} against {}: {}", warning.policy, warning.interceptor, warning.what);
    }
    if !played.warnings.is_empty() {
        println!();
    }
}
