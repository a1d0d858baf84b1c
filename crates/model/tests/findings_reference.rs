//! The reference page of finding codes is written from the codes themselves.
//!
//! After changing a code run `UPDATE=1 cargo test -p safeconduct-model --test findings_reference`.

use std::fmt::Write as _;
use std::path::Path;

use safeconduct_model::finding::{Code, Severity};

/// The page as it should be.
fn page() -> String {
    let mut page = String::from(
        "# Findings\n\n\
         What reading, checking, importing and verifying can find, by code. `safeconduct explain CODE`\n\
         prints the same. An **error** makes the input unusable; a **warning** asks somebody to look.\n\n\
         This page is generated from `crates/model/src/finding/code.rs`; do not edit it by hand.\n",
    );
    for family in families() {
        let _ = write!(page, "\n## {family}\n");
        for code in Code::ALL.iter().filter(|c| family_of(**c) == family) {
            let severity = match code.severity() {
                Severity::Error => "error",
                Severity::Warning => "warning",
            };
            let _ = write!(page, "\n### `{code}`\n\n*{severity}.* {}\n", code.explain());
        }
    }
    page
}

/// Families of codes, in the order in which they first appear.
fn families() -> Vec<&'static str> {
    let mut families = Vec::new();
    for code in Code::ALL {
        if !families.contains(&family_of(*code)) {
            families.push(family_of(*code));
        }
    }
    families
}

fn family_of(code: Code) -> &'static str {
    code.as_str().split("::").next().unwrap_or_default()
}

#[test]
fn every_code_stands_in_the_reference() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/reference/findings.md");
    let wanted = page();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &wanted).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    let missing: Vec<&str> =
        Code::ALL.iter().map(|c| c.as_str()).filter(|c| !found.contains(*c)).collect();
    assert!(
        found == wanted,
        "docs/reference/findings.md is out of date (codes not in it: {missing:?}); run \
         UPDATE=1 cargo test -p safeconduct-model --test findings_reference"
    );
}

#[test]
fn codes_are_unique_and_say_what_to_do() {
    let mut seen = std::collections::BTreeSet::new();
    for code in Code::ALL {
        assert!(seen.insert(code.as_str()), "{code} stands twice");
        assert!(code.as_str().split("::").count() == 2, "{code}: family::name");
        assert!(code.explain().len() > 40, "{code}: what it means and what to do");
    }
}
