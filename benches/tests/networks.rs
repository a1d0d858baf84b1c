//! Conflict networks planned and played.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use benches::networks::{Network, Played, Row, play};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn network(folder: PathBuf, from_day: u32, runs: u32) -> Network {
    Network { folder, from_day, days: 14, runs, seed: 1 }
}

fn row<'p>(played: &'p Played, policy: &str, closures: bool, interceptor: &str) -> &'p Row {
    let fits = |row: &&Row| {
        row.closures == closures && row.cell.policy == policy && row.cell.interceptor == interceptor
    };
    played.rows.iter().find(fits).unwrap()
}

/// What must hold of any network.
fn sound(played: &Played) {
    assert!(played.planned > 0.0 && played.planned <= 1.0, "{}", played.planned);
    for row in &played.rows {
        let coverage = row.cell.coverage;
        assert!(0.0 <= coverage.low && coverage.high <= 1.0, "{coverage:?}");
        let losses = &row.cell.losses;
        assert!(losses.struck_t.mean <= losses.seized_t.mean + 1e-9);
    }
    for policy in ["plan", "shortest", "rotation", "pro-rata"] {
        let calm = row(played, policy, false, "none").cell.coverage;
        let closed = row(played, policy, true, "none").cell.coverage;
        // Roads that close by chance never feed more, beyond chance itself.
        let error = calm.standard_error.hypot(closed.standard_error);
        assert!(closed.mean <= calm.mean + 4.0 * error, "{policy}: {calm:?} {closed:?}");
    }
}

#[test]
fn the_network_of_the_guide_is_planned_and_played() {
    let folder = root().join("docs/guide/conflict-network");
    let played = play(&network(folder.clone(), 0, 60)).unwrap();
    assert!(played.segment_days > 0);
    sound(&played);
    // The same seed gives the same figures.
    let again = play(&network(folder, 0, 60)).unwrap();
    let figures =
        |p: &Played| -> Vec<f64> { p.rows.iter().map(|r| r.cell.coverage.mean).collect() };
    assert_eq!(figures(&played), figures(&again));
}

#[test]
#[ignore = "heavy: three real networks are planned, minutes"]
fn real_networks_are_planned_and_played() {
    for (name, from_day) in [("ssudan_whole", 336), ("ethiopia", 56), ("car", 140)] {
        let folder = root().join("../shared/data/conflict-networks").join(name);
        if !folder.is_dir() {
            eprintln!("skipped: no ../shared/data");
            return;
        }
        sound(&play(&network(folder, from_day, 100)).unwrap());
    }
}
