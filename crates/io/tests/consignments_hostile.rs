//! Broken and hostile registers are refused with a reason or read with findings,
//! never with a panic and never with all of the memory.

#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use safeconduct_io::import::consignments::{Imported, Options, read};
use safeconduct_model::finding::{Code, Findings};

mod registers;
use registers::{book, cell, parts, tables, zipped};

const TABLE: &str = "\
Received Date,Crossing,No. of Trucks,Quantity,Units
2024-03-01,gate north,2,30,MT
2024-03-03,gate north,1,20,Pallets
";

fn import(bytes: &[u8]) -> Result<Imported, Findings> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("register.xlsx");
    std::fs::write(&file, bytes).unwrap();
    read(&[file], &Options::default())
}

fn refused(bytes: &[u8]) -> (Code, String) {
    let findings = import(bytes).unwrap_err();
    let finding = findings.0.first().unwrap();
    (finding.code, finding.what.clone())
}

/// The rows of a sheet with a header and these rows below.
fn sheet(rows: &str) -> String {
    let header = ["Date", "Crossing", "Trucks"];
    let cells: String = header.iter().enumerate().map(|(c, t)| cell(c, 1, t)).collect();
    format!("<row r=\"1\">{cells}</row>{rows}")
}

#[test]
fn a_sound_book_is_read() {
    let imported = import(&book(&tables::shifted(TABLE))).unwrap();
    assert_eq!(imported.consignments.registers[0].rows.counted, 2);
}

#[test]
fn what_is_no_spreadsheet_is_refused() {
    assert_eq!(refused(b"PK").0, Code::ImportBroken);
    assert_eq!(refused(b"PK\x03\x04 and then nothing").0, Code::ImportBroken);
    let whole = book(&tables::shifted(TABLE));
    assert_eq!(refused(&whole[..whole.len() - 30]).0, Code::ImportBroken);
    let empty = zipped(&[("a.csv", "#date\n".to_owned())]);
    assert!(refused(&empty).1.contains("_rels/.rels"));
}

#[test]
fn parts_that_do_not_fit_are_refused() {
    let day = "<c r=\"A2\"><v>45352</v></c>";
    for (rows, why) in [
        (format!("<row r=\"0\">{day}</row>"), "a row"),
        (format!("<row r=\"99999999999\">{day}</row>"), "a row"),
        ("<row r=\"2\"/><row r=\"2\"/>".to_owned(), "after row 2"),
        ("<row r=\"2\"><c r=\"ZZZZZZ99\"><v>1</v></c></row>".to_owned(), "a cell"),
        ("<row r=\"2\"><c r=\"B2\"/><c r=\"A2\"/></row>".to_owned(), "a cell"),
        ("<row r=\"2\"><c r=\"A2\" t=\"s\"><v>7</v></c></row>".to_owned(), "no text 7"),
        ("<row r=\"2\"><c r=\"A2\" t=\"str\"><v>&b;</v></c></row>".to_owned(), "not declared"),
        ("<row r=\"2\"><c r=\"A2\"><v>1".to_owned(), ""),
    ] {
        let (code, what) = refused(&book(&sheet(&rows)));
        assert_eq!(code, Code::ImportBroken, "{rows}");
        assert!(what.contains(why), "{rows}: {what}");
    }
}

#[test]
fn entities_and_sizes_are_refused_before_they_grow() {
    let declared = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><worksheet/>";
    let links = zipped(&[("_rels/.rels", declared.to_owned())]);
    assert!(refused(&links).1.contains("declares entities"));
    // Seventy megabytes of nothing, in a file of some ten thousand bytes.
    let spaces = " ".repeat(70 << 20);
    let bomb = book(&sheet(&spaces));
    assert!(bomb.len() < 200_000);
    assert!(refused(&bomb).1.contains("unpacks to more than"));
    let far = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    let started = Instant::now();
    assert!(import(&book(&sheet(far))).is_err());
    assert!(started.elapsed().as_secs() < 5);
}

#[test]
fn marks_of_errors_in_cells_are_found_by_row() {
    let rows = "<row r=\"2\"><c r=\"A2\" t=\"e\"><v>#REF!</v></c><c r=\"B2\" t=\"str\"><v>x</v></c></row>\
                <row r=\"3\"><c r=\"A3\"><v>45352</v></c><c r=\"B3\" t=\"str\"><v>gate</v></c>\
                <c r=\"C3\"><v>NaN</v></c></row>\
                <row r=\"4\"><c r=\"A4\"><v>45352</v></c><c r=\"B4\" t=\"str\"><v>gate</v></c>\
                <c r=\"C4\"><v>1</v></c></row>";
    let imported = import(&book(&sheet(rows))).unwrap();
    let rows = imported.consignments.registers[0].rows;
    assert_eq!((rows.undated, rows.without_trucks, rows.counted), (1, 1, 1));
    let places: Vec<(u32, u32)> = imported
        .findings
        .0
        .iter()
        .filter_map(|f| f.at.as_ref().map(|at| (at.line, at.column)))
        .collect();
    assert!(places.contains(&(2, 1)) && places.contains(&(3, 3)), "{places:?}");
}

#[test]
fn shared_texts_with_runs_and_references_are_joined() {
    let texts = "<si><r><t>gate </t></r><r><t>north</t></r><rPh><t>spoken</t></rPh></si>\
                 <si><t>A &amp; B &#x41;</t></si>";
    let row = |n: u32, text: u32| {
        format!(
            "<row r=\"{n}\"><c r=\"A{n}\"><v>45352</v></c><c r=\"B{n}\" t=\"s\"><v>{text}</v></c>\
             <c r=\"C{n}\"><v>1</v></c></row>"
        )
    };
    let rows = row(2, 0) + &row(3, 1);
    let imported = import(&parts(&sheet(&rows), texts, "")).unwrap();
    let mut names: Vec<&str> =
        imported.consignments.registers[0].crossings.iter().map(|c| c.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["A & B A", "gate north"]);
}

#[test]
fn a_book_cut_off_or_altered_anywhere_never_panics() {
    let whole = book(&tables::shifted(TABLE));
    for length in (0..whole.len()).step_by(7) {
        import(&whole[..length]).ok();
    }
    for at in 0..whole.len() {
        let mut altered = whole.clone();
        altered[at] ^= 0x55;
        import(&altered).ok();
    }
}

/// The corpus of hostile files that others keep, made anew in a folder of its own.
#[test]
fn the_corpus_of_hostile_files_is_survived() {
    let maker =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/tools/badinput/make_bad.py");
    let folder = tempfile::tempdir().unwrap();
    if std::fs::copy(&maker, folder.path().join("make_bad.py")).is_err() {
        eprintln!("skipped: no ../shared/tools");
        return;
    }
    let made = Command::new("python3").arg("make_bad.py").current_dir(folder.path()).output();
    if !made.is_ok_and(|made| made.status.success()) {
        eprintln!("skipped: python3 cannot make the files");
        return;
    }
    let mut read_files = 0;
    for class in ["csv", "xlsx", "zip", "json", "xml", "text"] {
        let Ok(files) = std::fs::read_dir(folder.path().join("out").join(class)) else { continue };
        for file in files {
            let path = file.unwrap().path();
            let started = Instant::now();
            let found = read(std::slice::from_ref(&path), &Options::default());
            let seconds = started.elapsed().as_secs();
            assert!(seconds < 10, "{}: {seconds} s", path.display());
            // None of them is a register: each is refused, with a place in the file.
            let findings = found.unwrap_err();
            let name = path.file_name().unwrap().to_str().unwrap();
            let placed = |f: &safeconduct_model::finding::Finding| {
                f.at.as_ref().is_some_and(|at| at.file.ends_with(name))
            };
            assert!(findings.0.iter().any(placed), "{}: {findings:?}", path.display());
            read_files += 1;
        }
    }
    assert!(read_files > 50, "{read_files}");
}
