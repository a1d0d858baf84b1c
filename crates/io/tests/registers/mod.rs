//! Spreadsheets made for tests, by hand: the parts of an `.xlsx` file.

#![allow(dead_code, clippy::unwrap_used)]

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;

pub mod tables;

const SHEETS: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const LINKS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A spreadsheet of two sheets: `About`, without a table, and `Supplies`, whose
/// rows are `sheet`.
pub fn book(sheet: &str) -> Vec<u8> {
    parts(sheet, "", "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>Made up.</t></is></c></row>")
}

/// As [`book`], with these shared texts and rows of `About`.
pub fn parts(sheet: &str, texts: &str, about: &str) -> Vec<u8> {
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{LINKS}/{kind}\" Target=\"{target}\"/>")
    };
    let root = relation("r1", "officeDocument", "xl/workbook.xml");
    let links = relation("rId4", "worksheet", "worksheets/sheet1.xml")
        + &relation("rId5", "worksheet", "/xl/worksheets/sheet2.xml");
    let page = |rows: &str| {
        format!("<worksheet xmlns=\"{SHEETS}\"><sheetData>{rows}</sheetData></worksheet>")
    };
    let names = "<sheets><sheet name=\"About\" sheetId=\"2\" r:id=\"rId5\"/>\
                 <sheet name=\"Supplies\" sheetId=\"1\" r:id=\"rId4\"/></sheets>";
    let relations = |rows: &str| format!("<Relationships>{rows}</Relationships>");
    zipped(&[
        ("_rels/.rels", relations(&root)),
        ("xl/_rels/workbook.xml.rels", relations(&links)),
        (
            "xl/workbook.xml",
            format!("<workbook xmlns=\"{SHEETS}\" xmlns:r=\"{LINKS}\">{names}</workbook>"),
        ),
        ("xl/sharedStrings.xml", format!("<sst xmlns=\"{SHEETS}\">{texts}</sst>")),
        ("xl/worksheets/sheet1.xml", page(sheet)),
        ("xl/worksheets/sheet2.xml", page(about)),
    ])
}

/// An archive of these parts.
pub fn zipped(parts: &[(&str, String)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        let declared = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>{text}");
        archive.write_all(declared.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A cell; a date becomes the number that a spreadsheet holds for it.
pub fn cell(column: usize, row: usize, text: &str) -> String {
    let letter = char::from(b'A' + u8::try_from(column).unwrap());
    if text.is_empty() {
        return format!("<c r=\"{letter}{row}\" s=\"3\"/>");
    }
    let day = text.parse::<jiff::civil::Date>().ok();
    let number =
        day.map(|day| jiff::civil::date(1899, 12, 30).until(day).unwrap().get_days().to_string());
    let number = number.or_else(|| text.parse::<f64>().ok().map(|n| n.to_string()));
    match number {
        Some(number) => format!("<c r=\"{letter}{row}\"><v>{number}</v></c>"),
        None => format!("<c r=\"{letter}{row}\" t=\"str\"><v>{text}</v></c>"),
    }
}
