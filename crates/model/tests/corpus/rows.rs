//! CSV files of the corpus as tables of a valid folder: the header in our
//! words, and the columns they lack added to every row as it stands.

use std::fs;
use std::path::Path;

use crate::valid;

/// The table, their names with ours, and the cells that each row lacks.
type Adaptation = (&'static str, [(&'static str, &'static str); 2], fn(usize) -> Vec<String>);

/// Writes a folder in which the only mistake is that of the file.
pub fn write(folder: &Path, file: &str, bytes: &[u8]) {
    let mut document = valid::document();
    // Every row of the corpus stands at a site of its own name.
    for id in ('a'..='m').map(String::from).chain(["xyz".to_owned()]) {
        let site =
            serde_json::json!({ "id": id, "name": "S", "kind": "hub", "lon": 34.1, "lat": 31.0 });
        document["sites"].as_array_mut().expect("a list").push(site);
    }
    let text = toml::to_string(&document).expect("TOML");
    fs::write(folder.join("scenario.toml"), text).expect("written");
    let (table, header, rest): Adaptation = if file.contains("formula") {
        let names = [("name,people", "name,population"), ("", "")];
        ("zones", names, |row| match row {
            0 => words(&["id", "lon", "lat", "cannot_walk_share"]),
            1 => words(&["#loc+code", "", "", ""]),
            _ => words(&[&format!("z{row}"), "34.2", "31", "0"]),
        })
    } else if file.contains("dates") {
        let names = [("#date", "from_day"), ("#affected", "population")];
        ("populations", names, |row| words(&[if row == 0 { "zone" } else { "north" }]))
    } else {
        let names = [("#loc", "site"), ("#affected", "tonnes")];
        ("stocks", names, |row| words(&[if row == 0 { "commodity" } else { "flour" }]))
    };
    let bytes = renamed(bytes, &header);
    fs::write(folder.join(format!("{table}.csv")), widened(&bytes, rest)).expect("written");
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|w| (*w).to_owned()).collect()
}

/// The first row with our names in place of theirs.
fn renamed(bytes: &[u8], names: &[(&str, &str)]) -> Vec<u8> {
    let end = bytes.iter().position(|b| b"\r\n".contains(b)).unwrap_or(bytes.len());
    let mut header = String::from_utf8_lossy(&bytes[..end]).into_owned();
    for (theirs, ours) in names.iter().filter(|n| !n.0.is_empty()) {
        header = header.replace(theirs, ours);
    }
    [header.as_bytes(), &bytes[end..]].concat()
}

/// Every row with more cells at its end, whatever ends it.
fn widened(bytes: &[u8], rest: impl Fn(usize) -> Vec<String>) -> Vec<u8> {
    let separator = *bytes.iter().find(|b| b",;\t".contains(b)).unwrap_or(&b',');
    let add = |out: &mut Vec<u8>, row: usize| {
        for word in rest(row) {
            out.push(separator);
            out.extend(word.as_bytes());
        }
    };
    let (mut out, mut quoted, mut row, mut open) = (Vec::new(), false, 0, false);
    for &byte in bytes {
        quoted ^= byte == b'"';
        if !quoted && b"\r\n".contains(&byte) && open {
            add(&mut out, row);
            row += 1;
        }
        open = quoted || !b"\r\n".contains(&byte);
        out.push(byte);
    }
    if open {
        add(&mut out, row);
    }
    out
}
