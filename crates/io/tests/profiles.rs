//! Profiles of a negotiation domain become a file of talks that reads back.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use safeconduct_io::import::profiles;
use safeconduct_model::read::{Format, talks_text};

fn guide(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide/talks").join(name)
}

#[test]
fn numbers_are_kept_as_they_were() {
    let text = profiles::read("a \"ferry\"", &[guide("upper.json"), guide("lower.json")]).unwrap();
    let read = talks_text("domain.toml", &text, Format::Toml);
    assert!(read.findings.0.is_empty(), "{:?}\n{text}", read.findings);
    let talks = read.talks.unwrap();
    assert_eq!(talks.title, "a \"ferry\"");
    assert_eq!((talks.parties.len(), talks.elements.len(), talks.utilities.len()), (2, 3, 6));
    let (party, fuel) = (talks.party("lower").unwrap(), talks.element("fuel").unwrap());
    let of = |u: &&safeconduct_model::talks::Utility| (u.party, u.element) == (party, fuel);
    let utility = talks.utilities.iter().find(of).unwrap();
    assert_eq!((utility.weight, utility.values.clone()), (0.2, vec![0.6, 0.2, 1.0]));
}

#[test]
fn profiles_that_do_not_fit_are_told_apart() {
    let dir = tempfile::tempdir().unwrap();
    let other = dir.path().join("other.json");
    std::fs::write(&other, r#"{ "issueWeights": {}, "issues": { "fuel": { "no": 1.0 } } }"#)
        .unwrap();
    let broken = dir.path().join("broken.json");
    std::fs::write(&broken, "{ ").unwrap();
    let paths = [guide("upper.json"), other, broken, dir.path().join("absent.json")];
    let findings = profiles::read("x", &paths).unwrap_err();
    let all = format!("{findings:?}");
    for said in ["capped", "broken.json", "absent.json"] {
        assert!(all.contains(said), "{all}");
    }
}
