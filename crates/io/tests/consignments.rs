//! Registers of consignments: small ones written here.

#![allow(clippy::unwrap_used)]

use std::path::PathBuf;

use jiff::civil::date;
use safeconduct_io::import::consignments::{Imported, Named, Options, read, simulation};
use safeconduct_model::consignments::{Crossing, Edges, Register};
use safeconduct_model::finding::{Code, Findings};

mod registers;
use registers::{book, tables};

fn import_as(text: &str, options: &Options) -> Result<Imported, Findings> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("register.csv");
    std::fs::write(&file, text).unwrap();
    read(&[file], options)
}

fn import(text: &str) -> Imported {
    import_as(text, &Options::default()).unwrap()
}

fn register(imported: &Imported) -> &Register {
    &imported.consignments.registers[0]
}

fn crossing<'i>(imported: &'i Imported, name: &str) -> &'i Crossing {
    register(imported).crossings.iter().find(|c| c.name == name).unwrap()
}

fn codes(findings: &Findings) -> Vec<Code> {
    findings.0.iter().map(|f| f.code).collect()
}

/// Open on days 0, 1 and 4 of five.
const FIVE_DAYS: &str = "\
Received Date,Crossing,No. of Trucks,Quantity,Units
2024-03-01,gate north,2,30,MT
2024-03-02,gate north,1,20,Pallets
2024-03-02,gate north,3,9000,kg
2024-03-05,gate north,1,,
";

#[test]
fn a_register_is_counted_by_crossing_and_day() {
    let imported = import(FIVE_DAYS);
    assert_eq!(imported.findings.0, []);
    let gate = crossing(&imported, "gate north");
    assert_eq!((gate.days, gate.trucks, gate.trucks_weighed, gate.tonnes), (5, 7, 5, 39.0));
    assert_eq!((gate.close_if_open.times, gate.close_if_open.of), (1, 2));
    assert_eq!((gate.open_if_closed.times, gate.open_if_closed.of), (1, 2));
    assert_eq!((gate.open.times, gate.open.of, gate.longest_closure_days), (3, 5, 2));
    let spread = &gate.trucks_per_open_day;
    assert_eq!((spread.days, spread.max, spread.p50), (3, 4, 2.0));
    assert_eq!(register(&imported).rows.accounted(), 5);
    let month = &register(&imported).months[0];
    assert_eq!((month.month.as_str(), month.days_covered, month.trucks), ("2024-03", 5, 7));
}

#[test]
fn separators_line_ends_titles_and_hashtags_change_nothing() {
    let plain = register(&import(FIVE_DAYS)).crossings.clone();
    let semicolons = FIVE_DAYS.replace(',', ";");
    let tabs = FIVE_DAYS.replace(',', "\t");
    let returns = FIVE_DAYS.replace('\n', "\r");
    let marked = format!("\u{feff}{}", FIVE_DAYS.replace('\n', "\r\n"));
    let titled = format!("Supplies received,,,,\n,,,,\n{FIVE_DAYS}");
    let tagged = FIVE_DAYS.replacen(
        "Units\n",
        "Units\n#date+received,#loc+crossing,#output+trucks,#item+quantity,#item+unit\n",
        1,
    );
    let only_tags = FIVE_DAYS.replacen(
        "Received Date,Crossing,No. of Trucks,Quantity,Units",
        "#date,#loc+name,#output+trucks,#item+quantity,#item+unit",
        1,
    );
    for text in [semicolons, tabs, returns, marked, titled, tagged, only_tags] {
        let imported = import(&text);
        assert_eq!(register(&imported).crossings, plain, "{text:?}");
        let rows = register(&imported).rows;
        assert_eq!(rows.accounted(), rows.read, "{text:?}");
    }
}

#[test]
fn columns_in_another_order_and_under_two_header_rows_change_nothing() {
    let plain = register(&import(FIVE_DAYS)).crossings.clone();
    let turned: String = FIVE_DAYS
        .lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            format!(",{},{},{},,{},{}\n", cells[4], cells[3], cells[1], cells[2], cells[0])
        })
        .collect();
    let header = ",Cargo,,Crossing,Donor,No. of Trucks,Received Date\n,Units,Quantity,,,,\n";
    let imported = import(&format!("{header}{turned}"));
    assert_eq!(register(&imported).crossings, plain);
}

#[test]
fn every_odd_row_is_counted_somewhere_and_found() {
    let text = "\
ID,Date,Crossing,Trucks,Quantity,Units,Status
1,2024-03-01,gate north,1,20,Pallets,Received
2,2024-03-01,gate north,1,1650,Pallets,Received
3,2024-03-01,gate north,1,0,MT,Received
4,01/02/2024,gate north,1,20,Pallets,Received
5,2024-02-31,gate north,1,20,Pallets,Received
6,,gate north,1,20,Pallets,Received
7,2024-03-02,gate north,0,20,Pallets,Received
8,2024-03-02,gate north,1.5,20,Pallets,Received
9,2024-03-02,gate north,many,20,Pallets,Received
10,2024-03-02,gate north,1,20,Pallets,Returned
11,2024-03-03,,1,20,Pallets,Received
11,2024-03-03,gate north,1,20,Pallets,Received
12,2042-03-03,gate north,1,20,Pallets,Received
13,2024-03-03,gate north,1
,,,,,,
";
    let imported = import(text);
    let rows = register(&imported).rows;
    assert_eq!((rows.read, rows.accounted()), (16, 16));
    assert_eq!((rows.header, rows.blank, rows.counted, rows.unlocated), (1, 1, 6, 1));
    assert_eq!((rows.undated, rows.far_away, rows.without_trucks, rows.not_received), (3, 1, 3, 1));
    let lines: Vec<u32> =
        imported.findings.0.iter().filter_map(|f| f.at.as_ref().map(|at| at.line)).collect();
    for line in [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] {
        assert!(lines.contains(&line), "no finding in row {line}: {lines:?}");
    }
    assert!(!lines.contains(&2));
    assert_eq!(register(&imported).together.trucks, 6);
    assert_eq!(crossing(&imported, "gate north").trucks, 5);
}

#[test]
fn rare_spellings_are_joined_but_never_across_digits() {
    let mut text = "Date,Crossing\n".to_owned();
    for day in 1..=28 {
        text += &format!("2024-03-{day:02},river bridge\n2024-03-{day:02},gate 11\n");
    }
    text += "2024-03-29,River Bridge\n2024-03-30,river brigde\n2024-03-31,gate 12\n";
    let imported = import(&text);
    let names: Vec<&str> = register(&imported).crossings.iter().map(|c| c.name.as_str()).collect();
    assert_eq!(names, ["river bridge", "gate 11", "gate 12"]);
    assert_eq!(crossing(&imported, "river bridge").rows, 30);
    let spelled = codes(&imported.findings).iter().filter(|c| **c == Code::ImportSpelling).count();
    assert_eq!(spelled, 2);

    let given = Options { crossings: vec!["Gate 11".into()], ..Options::default() };
    let imported = import_as(&text, &given).unwrap();
    assert_eq!(crossing(&imported, "Gate 11").rows, 28);
    let kept = |what: &str| imported.findings.0.iter().any(|f| f.what.contains(what));
    assert!(kept("`gate 12` is near none") && kept("`river brigde` is near none"));
}

#[test]
fn a_period_leaves_rows_out_and_edges_may_count_as_closed() {
    let options = Options { from: Some(date(2024, 3, 2)), ..Options::default() };
    let imported = import_as(FIVE_DAYS, &options).unwrap();
    assert_eq!(register(&imported).rows.outside_period, 1);
    assert_eq!(crossing(&imported, "gate north").days, 4);

    let closed = Options {
        from: Some(date(2024, 2, 28)),
        to: Some(date(2024, 3, 7)),
        edges: Edges::Closed,
        ..Options::default()
    };
    let imported = import_as(FIVE_DAYS, &closed).unwrap();
    let gate = crossing(&imported, "gate north");
    assert_eq!((gate.days, gate.open.times), (9, 3));
    assert_eq!((gate.open_if_closed.times, gate.open_if_closed.of), (2, 5));
}

#[test]
fn goods_from_the_air_are_no_trucks_and_no_crossing() {
    let text = "Date,Route,Aid (tons)\n1 Mar 2024,Land,20\n2 Mar 2024,Land,-\n4 Mar 2024,Land,15\n\
                1 Mar 2024,Aerial Route,90\n4 Mar 2024,Aerial Route,30.5\n";
    let imported = import(text);
    let air = crossing(&imported, "Aerial Route");
    assert_eq!((air.by_air, air.rows, air.trucks, air.tonnes), (true, 2, 0, 120.5));
    let land = crossing(&imported, "Land");
    assert_eq!((land.trucks, land.trucks_weighed, land.tonnes), (3, 2, 35.0));
    let (rows, findings) = simulation(&imported.consignments, &[], None);
    assert_eq!(rows.crossings.len(), 1);
    assert_eq!(codes(&findings), [Code::ImportUnfitted]);
}

#[test]
fn rows_of_a_simulation_carry_their_source_and_never_a_made_up_zero() {
    let text = format!("{FIVE_DAYS}2024-03-01,always open,1,,\n2024-03-02,always open,1,,\n");
    let imported = import(&text);
    let named = [Named { name: "Gate North".into(), site: "north".into() }];
    let (rows, findings) = simulation(&imported.consignments, &named, None);
    assert_eq!(rows.crossings.len(), 1);
    let row = &rows.crossings[0];
    assert_eq!((row.site.as_str(), row.close_if_open.0, row.open_if_closed.0), ("north", 0.5, 0.5));
    let trucks: Vec<f64> = row.trucks_quantiles.iter().map(|t| t.0).collect();
    assert_eq!((trucks.len(), trucks[0], trucks[5], trucks[10]), (11, 1.0, 2.0, 4.0));
    let source = row.provenance.source.clone().unwrap();
    assert!(source.starts_with("register.csv, `gate north`: 2024-03-01 to 2024-03-05, 5 days"));
    assert!(findings.0[0].what.contains("`always open`"), "{findings:?}");
}

#[test]
fn two_registers_stand_side_by_side() {
    let folder = tempfile::tempdir().unwrap();
    let files = [("a.csv", FIVE_DAYS.to_owned()), ("b.csv", FIVE_DAYS.replace(",3,", ",1,"))];
    let files = files.map(|(name, text)| {
        std::fs::write(folder.path().join(name), text).unwrap();
        folder.path().join(name)
    });
    let imported = read(&files, &Options::default()).unwrap();
    let month = &imported.consignments.beside[0];
    assert_eq!(month.trucks.map(|r| (r.low, r.high)), Some((5, 7)));
    assert_eq!(month.days_covered_by_all, 5);
}

#[test]
fn what_is_no_register_is_refused_with_a_reason() {
    let refused = |text: &str| codes(&import_as(text, &Options::default()).unwrap_err());
    assert_eq!(refused(""), [Code::MissingField]);
    assert_eq!(refused("Place,People\nA,10\n"), [Code::MissingField]);
    assert_eq!(refused("Date,Donor\n2024-01-01,x\n"), [Code::MissingField]);
    assert_eq!(refused("Date,Crossing\n\"2024-01-01,x\n"), [Code::Syntax]);
    assert_eq!(refused("Date,Crossing\n2024-01-01,x\0\n"), [Code::Syntax]);
    assert!(refused("Date,Crossing\nsoon,x\n").contains(&Code::ImportEmpty));
    let many: String = (0..300).map(|n| format!("2024-01-01,place {n}\n")).collect();
    assert_eq!(refused(&format!("Date,Crossing\n{many}")), [Code::TooMany]);
    let gone = read(&[PathBuf::from("no-such-file.csv")], &Options::default());
    assert_eq!(codes(&gone.unwrap_err()), [Code::FileUnreadable]);
}

#[test]
fn a_spreadsheet_says_what_the_same_table_says() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    // The title, the shift by a column and the merged header change nothing.
    std::fs::write(at("register.csv"), FIVE_DAYS).unwrap();
    std::fs::write(at("register.xlsx"), book(&tables::shifted(FIVE_DAYS))).unwrap();
    let plain = read(&[at("register.csv")], &Options::default()).unwrap();
    let sheet = read(&[at("register.xlsx")], &Options::default()).unwrap();
    assert_eq!(register(&sheet).crossings, register(&plain).crossings);
    assert_eq!(register(&sheet).months, register(&plain).months);
    assert_eq!(register(&sheet).sheet.as_deref(), Some("Supplies"));
    assert_eq!(register(&sheet).rows.accounted(), register(&sheet).rows.read);
    let named = Options { sheet: Some("About".into()), ..Options::default() };
    assert_eq!(codes(&read(&[at("register.xlsx")], &named).unwrap_err()), [Code::MissingField]);
}
