//! `import`: what was assumed stays in sight.

#![allow(clippy::unwrap_used)]

use std::path::Path;

mod running;
use running::{done, json, text};

/// The network of the guide in a folder of its own, its first stretch walked only.
fn network(dir: &Path) -> String {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide/conflict-network");
    let to = dir.join("network");
    std::fs::create_dir(&to).unwrap();
    for name in ["locations", "routes", "closures", "conflicts", "sim_period"] {
        let name = format!("{name}.csv");
        std::fs::copy(from.join(&name), to.join(&name)).unwrap();
    }
    let routes = std::fs::read_to_string(to.join("routes.csv")).unwrap();
    let lines = routes.lines().enumerate().map(|(at, line)| match at {
        0 => format!("{line},link_type\n"),
        1 => format!("{line},walk\n"),
        _ => format!("{line},drive\n"),
    });
    std::fs::write(to.join("routes.csv"), lines.collect::<String>()).unwrap();
    to.to_str().unwrap().to_owned()
}

#[test]
fn a_stretch_that_is_walked_only_is_kept_with_the_option_that_the_finding_names() {
    let dir = tempfile::tempdir().unwrap();
    let network = network(dir.path());
    let imported = |name: &str, more: &[&str]| {
        let out = dir.path().join(name).to_str().unwrap().to_owned();
        let ran = [&["import", "conflict-network", &network, "--out", &out, "--json"], more];
        let ran = done(&ran.concat());
        (json(&ran.stdout)["segments"].as_u64().unwrap(), text(&ran.stderr))
    };
    let (without, said) = imported("without", &[]);
    assert!(said.contains("--on-foot"), "{said}");
    let (with, said) = imported("with", &["--on-foot"]);
    assert!(with > without && !said.contains("--on-foot"), "{with} {without}: {said}");
}
