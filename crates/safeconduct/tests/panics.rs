//! A panic ends with exit code 70 and a report, in whatever thread it happens.

#![allow(clippy::unwrap_used)]

use std::process::Command;

/// Not a test of its own: the process that panics, started by the test below.
#[test]
#[ignore = "started by the other test"]
fn the_process_that_panics() {
    safeconduct::panic::install();
    let worker = std::thread::spawn(|| panic!("a \u{1b}[31mbug"));
    worker.join().ok();
    std::process::exit(0);
}

#[test]
fn a_panic_leaves_a_report_and_exit_code_70() {
    let dir = tempfile::tempdir().unwrap();
    let ran = Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "the_process_that_panics", "--nocapture"])
        .env("TMPDIR", dir.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stderr);
    assert_eq!(ran.status.code(), Some(70), "{said}");
    assert!(said.contains("Safeconduct has a bug"), "{said}");
    assert!(!said.contains('\u{1b}'), "{said}");
    let report = std::fs::read_dir(dir.path()).unwrap().next().unwrap().unwrap().path();
    assert!(said.contains(report.to_str().unwrap()), "{said}");
    let report = std::fs::read_to_string(report).unwrap();
    assert!(report.contains("HiGHS") && report.contains("panics.rs"), "{report}");
}
