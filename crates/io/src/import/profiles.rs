//! Profiles of a negotiation domain to a file of talks: the numbers that each
//! side gives to options, nothing on record.
//!
//! A profile is JSON with `issueWeights` (weight by issue) and `issues` (value
//! by option, by issue), as platforms of automated negotiation publish them,
//! one file a party.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use safeconduct_model::finding::{Code, Findings};
use safeconduct_model::talks::FORMAT;
use serde::Deserialize;

#[derive(Deserialize)]
struct Profile {
    #[serde(rename = "issueWeights")]
    weights: BTreeMap<String, f64>,
    issues: BTreeMap<String, BTreeMap<String, f64>>,
}

/// The text of a file of talks with the numbers of these profiles.
///
/// # Errors
/// A file that cannot be read, is no profile, or differs from the first in its
/// issues or options.
pub fn read(title: &str, paths: &[PathBuf]) -> Result<String, Findings> {
    let mut findings = Findings::default();
    let profiles: Vec<(String, Profile)> =
        paths.iter().filter_map(|path| profile(path, &mut findings)).collect();
    if let Some(((_, first), rest)) = profiles.split_first() {
        for (name, other) in rest {
            alike(name, first, other, &mut findings);
        }
    }
    let names: BTreeSet<&String> = profiles.iter().map(|(name, _)| name).collect();
    if names.len() < profiles.len() {
        let what = "two profiles have the same file name, which names their party";
        findings.add(Code::DuplicateId, None, what, "rename one of the files");
    }
    if findings.any_error() { Err(findings) } else { Ok(written(title, &profiles)) }
}

fn profile(path: &Path, findings: &mut Findings) -> Option<(String, Profile)> {
    let broken = |what: String, findings: &mut Findings| {
        let mend = "give a JSON file with `issueWeights` and `issues`";
        findings.add(Code::ImportBroken, None, format!("{}: {what}", path.display()), mend);
    };
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => {
            broken(error.to_string(), findings);
            return None;
        }
    };
    match serde_json::from_str(&text) {
        Ok(profile) => {
            let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
            Some((identifier(&stem.unwrap_or_default()), profile))
        }
        Err(error) => {
            broken(error.to_string(), findings);
            None
        }
    }
}

/// Reports issues and options that one profile has and another has not.
fn alike(name: &str, first: &Profile, other: &Profile, findings: &mut Findings) {
    let keys = |profile: &Profile| -> BTreeSet<(String, String)> {
        let each = profile.issues.iter();
        let options = each.flat_map(|(i, options)| options.keys().map(|o| (i.clone(), o.clone())));
        options.collect()
    };
    for (issue, option) in keys(first).symmetric_difference(&keys(other)) {
        let what = format!("{name} and the first profile differ in option `{option}` of `{issue}`");
        findings.add(Code::ImportBroken, None, what, "give profiles of the same domain");
    }
}

/// A name with nothing in it that an identifier may not hold.
fn identifier(name: &str) -> String {
    let kept = |c: char| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' };
    let found: String = name.chars().map(kept).collect();
    if found.is_empty() { "_".to_owned() } else { found }
}

fn written(title: &str, profiles: &[(String, Profile)]) -> String {
    // Debug writes text as TOML reads it: in quotes, with escapes.
    let mut out = format!("format = {FORMAT:?}\ntitle = {title:?}\n");
    for (name, _) in profiles {
        _ = write!(out, "\n[[party]]\nid = {name:?}\n");
    }
    let Some((_, first)) = profiles.first() else { return out };
    for (issue, options) in &first.issues {
        let options: Vec<String> = options.keys().map(|option| identifier(option)).collect();
        let id = identifier(issue);
        _ = write!(out, "\n[[element]]\nid = {id:?}\nname = {issue:?}\noptions = {options:?}\n");
    }
    for (name, profile) in profiles {
        for (issue, options) in &profile.issues {
            let weight = profile.weights.get(issue).copied().unwrap_or(1.0);
            // A weight of 0 counts for nothing and has no row.
            if weight == 0.0 {
                continue;
            }
            let values = options.iter().map(|(o, v)| format!("{:?} = {v:?}", identifier(o)));
            let values: Vec<String> = values.collect();
            let id = identifier(issue);
            _ = write!(
                out,
                "\n[[utility]]\nparty = {name:?}\nelement = {id:?}\nweight = {weight:?}\n\
                 values = {{ {} }}\n",
                values.join(", ")
            );
        }
    }
    out
}
