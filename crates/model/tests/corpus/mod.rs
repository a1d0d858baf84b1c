//! The corpus of bad input in the words of a scenario.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use safeconduct_model::finding::Code;
use safeconduct_model::read::{self, Read};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::valid;

mod rows;

/// The corpus, generated into a folder of its own.
pub struct Corpus {
    folder: TempDir,
}

impl Corpus {
    /// Generates the corpus, where its generator and python3 are at hand.
    pub fn generate() -> Option<Self> {
        let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
        let script = shared.join("tools/badinput/make_bad.py");
        let folder = tempfile::tempdir().ok()?;
        let copy = folder.path().join("make_bad.py");
        fs::write(&copy, fs::read(script).ok()?).ok()?;
        let made = Command::new("python3").arg(&copy).output().ok()?;
        made.status.success().then_some(Self { folder })
    }

    /// Files of a class, with what is expected of each.
    pub fn manifest(&self, class: &str) -> Vec<(String, String)> {
        let text = fs::read(self.folder.path().join("manifest.json")).expect("a manifest");
        let manifest: Value = serde_json::from_slice(&text).expect("JSON");
        let word = |row: &Value, key: &str| row[key].as_str().unwrap_or_default().to_owned();
        let rows = manifest.as_array().expect("a list").iter();
        let rows = rows.map(|row| (word(row, "file"), word(row, "expect")));
        rows.filter(|(file, _)| file.starts_with(class)).collect()
    }

    fn bytes(&self, file: &str) -> Vec<u8> {
        fs::read(self.folder.path().join("out").join(file)).expect("a file of the corpus")
    }

    fn read(&self, bytes: &[u8]) -> Option<Read> {
        let path: PathBuf = self.folder.path().join("adapted.json");
        fs::write(&path, bytes).ok()?;
        Some(read::path(&path))
    }

    /// A JSON mistake, set where its field stands in a valid scenario.
    pub fn json(&self, file: &str) -> Option<Read> {
        let bytes = self.bytes(file);
        let valid = serde_json::to_vec(&valid::document()).ok()?;
        let inner = || bytes.get(1..bytes.len() - 1).unwrap_or_default().to_vec();
        let name = file.strip_prefix("json/")?.strip_suffix(".json")?;
        let adapted = match name {
            "empty" | "blank" | "scalar" => bytes,
            "deep_array" | "deep_object" => {
                splice(&valid, b"\"title\":\"Small\"", b"\"title\":", &bytes)
            }
            "bom" => [b"\xef\xbb\xbf", valid.as_slice()].concat(),
            "utf16" => {
                let text = String::from_utf8(valid).ok()?;
                let units = std::iter::once(0xfeff).chain(text.encode_utf16());
                units.flat_map(u16::to_le_bytes).collect()
            }
            "nul_raw" => [valid.as_slice(), b"\0"].concat(),
            "trailing" => [valid.as_slice(), b" x"].concat(),
            "truncated" => valid.get(..valid.len() - 9)?.to_vec(),
            "key_bomb" | "proto" => splice(&valid, b"\"gamma\":1", b"", &inner()),
            "dup_key" | "bad_utf8" | "overlong" | "lone_surrogate" | "nul" | "comment" => {
                // An area may hold any identifier, so only the text itself is at fault.
                let field = String::from_utf8_lossy(b"\"area\":\"east\"").into_owned();
                splice(&valid, field.as_bytes(), b"", &replace(&inner(), b"\"id\"", b"\"area\""))
            }
            _ => {
                let number = replace(&inner(), b"\"demand\"", b"\"tonnes_per_day\"");
                splice(&valid, b"\"tonnes_per_day\":100.0", b"", &number)
            }
        };
        self.read(&adapted)
    }

    /// A CSV mistake, in a table of a valid folder.
    pub fn csv(&self, file: &str) -> Option<Read> {
        let folder = self.folder.path().join("adapted");
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir(&folder).ok()?;
        rows::write(&folder, file, &self.bytes(file));
        Some(read::path(&folder))
    }

    /// A mistake of the network, in our words.
    pub fn network(&self, file: &str) -> Option<Read> {
        let given: Value = serde_json::from_slice(&self.bytes(file)).ok()?;
        let mut document = valid::document();
        for (key, value) in given.as_object()? {
            adapt(&mut document, key, value);
        }
        self.read(&serde_json::to_vec(&document).ok()?)
    }

    /// A mistake of geography, as the line of a road.
    pub fn geo(&self, file: &str) -> Option<Read> {
        let folder = self.folder.path().join("roads");
        fs::create_dir_all(&folder).ok()?;
        let text = toml::to_string(&valid::document()).expect("TOML");
        fs::write(folder.join("scenario.toml"), text).ok()?;
        let text = String::from_utf8(self.bytes(file)).ok()?;
        let fields = r#"{"id": "x", "from": "gate", "to": "mid", "length_km": 5, "hours": 0.5, "loss": {"seized": 0}}"#;
        let mut text = text.replace(r#"{"id": "x"}"#, fields);
        if let Some((before, point)) = text.split_once(r#""Point", "coordinates": "#) {
            let (point, after) = point.split_once(']').expect("a position");
            text = format!(r#"{before}"LineString", "coordinates": [[34, 31], {point}]]{after}"#);
        }
        fs::write(folder.join("segments.geojson"), text).ok()?;
        Some(read::path(&folder))
    }

    /// Text that attacks what shows it, as sites.
    pub fn text(&self, file: &str) -> Option<Read> {
        self.network(file)
    }
}

fn splice(text: &[u8], field: &[u8], key: &[u8], value: &[u8]) -> Vec<u8> {
    replace(text, field, &[key, value].concat())
}

fn replace(text: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
    let at = text.windows(old.len()).position(|w| w == old);
    let Some(at) = at else {
        return text.to_vec();
    };
    let (before, rest) = text.split_at(at);
    let mut out = [before, new].concat();
    out.extend(replace(&rest[old.len()..], old, new));
    out
}

/// The corpus' words in ours; what a row does not say is filled in validly.
fn adapt(document: &mut Value, key: &str, value: &Value) {
    match key {
        "horizon_days" => document["days"] = value.clone(),
        "gamma" => document["gamma"] = value.clone(),
        "nodes" => rows_of(document, "sites", value, &[], |id| {
            // The people of the corpus' zones collect at `b`.
            let kind = if id == "b" { "distribution_centre" } else { "junction" };
            json!({ "name": "N", "kind": kind, "lon": 34.6, "lat": 31.0 })
        }),
        "crossings" => rows_of(
            document,
            "sites",
            value,
            &[("cap_t", "throughput_t_per_day")],
            |_| json!({ "name": "N", "kind": "crossing", "lon": 34.1, "lat": 31.0 }),
        ),
        "roads" => {
            let names = [("km", "length_km"), ("p_loss", "exposure")];
            rows_of(
                document,
                "segments",
                value,
                &names,
                |_| json!({ "from": "gate", "to": "mid", "length_km": 5, "hours": 0.5, "loss": { "seized": 0 } }),
            );
        }
        "zones" => rows_of(
            document,
            "zones",
            value,
            &[("people", "population"), ("node", "")],
            |_| json!({ "name": "Z", "lon": 34.6, "lat": 31.0, "population": 1, "cannot_walk_share": 0 }),
        ),
        "commodities" => {
            rows_of(
                document,
                "commodities",
                value,
                &[("kcal_per_kg", "")],
                |_| json!({ "name": "C", "nutrients_per_kg": { "energy_kcal": 0 }, "value_usd_per_t": 1 }),
            );
            let stock = json!({ "site": "gate", "commodity": "x", "tonnes": 1 });
            document["stocks"].as_array_mut().expect("a list").push(stock);
        }
        "framework" => window(document, value),
        other => panic!("the corpus says `{other}`, which is not adapted"),
    }
}

fn rows_of(
    document: &mut Value,
    table: &str,
    given: &Value,
    names: &[(&str, &str)],
    fill: impl Fn(&str) -> Value,
) {
    for row in given.as_array().expect("rows") {
        let mut full = fill(row["id"].as_str().unwrap_or_default());
        for (key, value) in row.as_object().expect("a row") {
            let ours = names.iter().find(|n| n.0 == key).map_or(key.as_str(), |n| n.1);
            if !ours.is_empty() {
                full[ours] = value.clone();
            }
        }
        document[table].as_array_mut().expect("a list").push(full);
    }
}

/// A clause that opens and closes, as the window of a term.
fn window(document: &mut Value, given: &Value) {
    let day =
        |key: &str| given[0][key].as_str().and_then(|t| t.get(..10)).expect("a date").to_owned();
    document["start"] = json!("2025-02-25");
    let term = json!({ "id": "c", "kind": "entry", "trucks_per_day": 5,
        "from_day": day("open"), "to_day": day("close") });
    document["frameworks"][0]["terms"].as_array_mut().expect("a list").push(term);
}

/// The code that a file must be refused or warned with.
pub fn code(file: &str) -> Option<Code> {
    Some(match file.rsplit('/').next()?.split('.').next()? {
        "lat91" | "lon181" => Code::OutOfRange,
        "strings" | "null_geom" | "unclosed_poly" | "one_point_line" | "empty_coords" => {
            Code::WrongType
        }
        "zero_length" => Code::ZeroLength,
        "deep_gc" => Code::SyntaxTooDeep,
        "deep_array" | "deep_object" => Code::SyntaxTooDeep,
        "nan" | "inf" | "lone_surrogate" | "nul" | "nul_raw" | "trailing" | "comment"
        | "truncated" | "empty" | "blank" | "unclosed_quote" => Code::Syntax,
        "huge_exp" | "long_number" | "big_int" | "tiny_exp" | "neg_length" | "neg_demand"
        | "prob_over_1" | "cap_1e308" | "horizon_zero" | "horizon_huge" | "gamma_neg" => {
            Code::OutOfRange
        }
        "dup_key" | "dup_header" => Code::SyntaxDuplicateKey,
        "utf16" | "bad_utf8" | "overlong" | "latin1" => Code::FileNotUtf8,
        "scalar" | "bool_num" | "str_num" | "gamma_nan" | "num_formats" => Code::WrongType,
        "key_bomb" | "proto" | "no_tags" => Code::UnknownField,
        "ragged" => Code::SyntaxRagged,
        "dates" => Code::BadDate,
        "nasty_ids" | "unicode_confusable" => Code::BadIdentifier,
        "dangling_ref" => Code::UnknownRef,
        "dup_id" => Code::DuplicateId,
        "self_loop" => Code::SelfLoop,
        "zero_people" => Code::NoPopulation,
        "disconnected" => Code::Unreachable,
        "window_backwards" => Code::WindowBackwards,
        "kcal_zero" => Code::NoEnergy,
        _ => return None,
    })
}

/// Whether a file holds many mistakes.
pub fn is_many(file: &str) -> bool {
    ["num_formats", "dates", "nasty_ids", "key_bomb", "no_tags", "proto"]
        .iter()
        .any(|name| file.contains(name))
}
