//! The built-in scenario is the one in the repository.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

fn files(folder: &Path, below: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder.join(below)).unwrap() {
        let path = below.join(entry.unwrap().file_name());
        let full = folder.join(&path);
        if full.is_dir() {
            files(folder, &path, found);
        } else {
            found.insert(path.display().to_string(), std::fs::read(full).unwrap());
        }
    }
}

#[test]
fn the_demo_holds_every_file_of_two_gates() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("mine");
    let mut command = Command::new(env!("CARGO_BIN_EXE_safeconduct"));
    command.args(["demo", "--quiet", "--out"]).arg(&out);
    assert!(command.status().unwrap().success());
    assert_eq!(command.status().unwrap().code(), Some(2), "files are not replaced unasked");
    let (mut built_in, mut there) = (BTreeMap::new(), BTreeMap::new());
    files(&out, Path::new(""), &mut built_in);
    let scenario = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/two-gates");
    files(&scenario, Path::new(""), &mut there);
    there.retain(|name, _| !name.starts_with("expected"));
    assert_eq!(built_in, there);
}
