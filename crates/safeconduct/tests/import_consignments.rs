//! `import consignments`: from registers to figures and rows of a simulation.

#![allow(clippy::unwrap_used)]

use std::path::Path;

mod running;
use running::{code, done, json, run, text};

fn guide(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide/consignments");
    folder.join(name).to_str().unwrap().to_owned()
}

#[test]
fn a_register_as_csv_and_as_a_spreadsheet_say_the_same() {
    let read =
        |name: &str| json(&done(&["import", "consignments", &guide(name), "--json", "-q"]).stdout);
    let (table, sheet) = (read("gates.csv"), read("gates.xlsx"));
    assert_eq!(table["schema"], "safeconduct/consignments/1");
    for what in ["crossings", "months", "cargo", "together"] {
        assert_eq!(table["registers"][0][what], sheet["registers"][0][what], "{what}");
    }
    assert_eq!(sheet["registers"][0]["sheet"], "Supplies");
    let rows = &table["registers"][0]["rows"];
    assert_eq!((&rows["counted"], &rows["undated"]), (&json(b"426"), &json(b"1")));
}

#[test]
fn odd_rows_are_told_on_standard_error() {
    let ran = done(&["import", "consignments", &guide("gates.csv")]);
    let said = text(&ran.stderr);
    for what in
        ["gates.csv:82:1", "2024-02-30", "`Gate Nroth` was taken as `Gate North`", "8 warnings"]
    {
        assert!(said.contains(what), "{what}: {said}");
    }
    assert!(text(&ran.stdout).contains("431 = 426 counted"));
    let quiet = done(&["import", "consignments", &guide("gates.csv"), "-q"]);
    assert_eq!(text(&quiet.stderr), "");
}

/// The rows that the command writes are read by a scenario whose crossings they name.
#[test]
fn the_rows_of_a_simulation_are_read_back() {
    let dir = tempfile::tempdir().unwrap();
    let place = dir.path().join("place").to_str().unwrap().to_owned();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/two-gates");
    copy(&from, Path::new(&place));
    let sites = std::fs::read_to_string(from.join("sites.csv")).unwrap();
    let crossings: Vec<&str> = sites
        .lines()
        .filter(|line| line.contains(",crossing,"))
        .filter_map(|line| line.split(',').next())
        .collect();
    let (first, second) = (crossings[0], crossings[1]);
    let out = format!("{place}/simulation.toml");
    // The scenario's own assumptions make room for those of the register.
    std::fs::remove_file(&out).ok();
    let register = guide("gates.csv");
    let sites = [format!("Gate North={first}"), format!("river bridge={second}")];
    let given = ["import", "consignments", &register, "--scenario", &place, "--out", &out, "-q"];
    let named = ["--site", &sites[0], "--site", &sites[1]];
    done(&[&given[..], &named].concat());
    let said = text(&done(&["check", &place]).stderr);
    assert!(!said.contains("simulation.toml"), "{said}");
    let written = std::fs::read_to_string(&out).unwrap();
    assert_eq!(written.matches("[[crossing]]").count(), 2);
    assert!(written.contains("gates.csv, `Gate North`: 2024-01-01 to"), "{written}");
    // It is never written over unasked, and a name that is no crossing has no row.
    assert_eq!(code(&run(&given)), 2);
    let ran = done(&[&given[..5], &["-o", "-"]].concat());
    assert!(text(&ran.stderr).contains("import::unfitted"), "{}", text(&ran.stderr));
    assert_eq!(text(&ran.stdout).trim(), "");
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}

#[test]
fn what_is_no_register_ends_with_a_reason() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("people.csv").to_str().unwrap().to_owned();
    std::fs::write(&file, "Place,People\nriver,10\n").unwrap();
    let ran = run(&["import", "consignments", &file]);
    assert_eq!(code(&ran), 2);
    assert!(text(&ran.stderr).contains("no column of dates"), "{}", text(&ran.stderr));
    assert_eq!(code(&run(&["import", "consignments", "no-such-file.xlsx"])), 2);
    assert_eq!(code(&run(&["import", "consignments"])), 2);
    let given = ["import", "consignments", &guide("gates.csv"), "--site", "no sign", "--out", "-"];
    assert_eq!(code(&run(&given)), 2);
    let both = ["import", "consignments", &guide("gates.csv"), "--json", "--out", "-"];
    assert_eq!(code(&run(&both)), 2);
}
