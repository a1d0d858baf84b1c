//! From a file and sites to a scenario.

use std::fs::File;
use std::path::Path;

use safeconduct_model::finding::{At, Code, Findings};
use safeconduct_model::scenario::Scenario;
use safeconduct_model::segment::Segment;
use safeconduct_model::site::{Site, SiteKind};

use super::joined::{self, Joined};
use super::network::{self, Network};
use super::{Given, Imported, Options, assumed, given, named, pbf, rest, shape};
use crate::import::contract::{Asked, Contracted, contract};
use crate::import::notes::Notes;

/// The largest file read, bytes: any one country.
const LARGEST: u64 = 8 * 1024 * 1024 * 1024;

/// See [`super::import`].
pub(super) fn import(file: &Path, given: &Given, options: &Options) -> Result<Imported, Findings> {
    let mut notes = Notes::default();
    let scenario = given::read(given, &mut notes.findings);
    let network = read(file, options, &mut notes.findings);
    let (Some(mut scenario), Some(network)) = (scenario, network) else {
        return Err(notes.findings);
    };
    earlier(&scenario, &mut notes.findings);
    if notes.findings.any_error() {
        return Err(notes.findings);
    }
    let joined = joined::join(&network, &scenario.sites, options.farthest_km, &mut notes);
    let contracted = contract(&joined.graph, &asked(&scenario.sites, &joined, options));
    unjoined(&scenario.sites, &joined, &contracted, &mut notes);
    let named = named::name(&network, &joined, &scenario.sites, &contracted);
    if matches!(given, Given::Tables { .. }) {
        rest::fill(&mut scenario, &joined, options, &mut notes);
    }
    assumed::roads(&network, &joined, &contracted, &mut notes);
    assumed::left_out(&network.left_out, &place(file, 0), &mut notes);
    let lines = lines(&network, &joined, &scenario.sites, &named.nodes);
    let beside = vec![(shape::FILE.to_owned(), shape::text(&named.segments, lines))];
    let segments = named.segments.len();
    add(&mut scenario, named.junctions, named.segments, &mut notes);
    Ok(Imported { scenario, findings: notes.findings, steps: contracted.steps, segments, beside })
}

/// Refuses a scenario that holds imported roads: their rows may carry figures of
/// the user by now, which a second import must neither double nor drop.
fn earlier(scenario: &Scenario, findings: &mut Findings) {
    let imported = |id: &str| id.starts_with(named::PREFIX);
    let segments = scenario.segments.iter().filter(|s| imported(s.id.as_str())).count();
    let sites = scenario.sites.iter().filter(|s| imported(s.id.as_str())).count();
    if segments + sites > 0 {
        let prefix = named::PREFIX;
        let what = format!("{segments} segments and {sites} sites `{prefix}…` are there already");
        let mend = "they come from an earlier import: remove these rows, or keep them and import \
                    into a scenario without them";
        findings.add(Code::DuplicateId, None, what, mend);
    }
}

/// Reads the roads; none, with a finding, where that fails.
fn read(path: &Path, options: &Options, findings: &mut Findings) -> Option<Network> {
    let unreadable = |error: std::io::Error, findings: &mut Findings| {
        let what = format!("cannot be read: {error}");
        findings.add(Code::FileUnreadable, Some(place(path, 0)), what, "check the path");
    };
    // Opening a pipe would wait for a writer that never comes.
    match std::fs::metadata(path) {
        Ok(about) if !about.is_file() => {
            let what = "this is not a regular file";
            findings.add(Code::FileUnreadable, Some(place(path, 0)), what, "name a .osm.pbf file");
            return None;
        }
        Ok(about) if about.len() > LARGEST => {
            let what = format!("the file is larger than {} GiB", LARGEST >> 30);
            let mend = "take an extract of your area";
            findings.add(Code::FileTooLarge, Some(place(path, 0)), what, mend);
            return None;
        }
        Ok(_) => {}
        Err(error) => {
            unreadable(error, findings);
            return None;
        }
    }
    let mut file = File::open(path).map_err(|error| unreadable(error, findings)).ok()?;
    match network::read(&mut file, options.with_tracks) {
        Ok(network) => Some(network),
        Err(broken) => {
            let at = place(path, usize::try_from(broken.offset).unwrap_or(usize::MAX));
            findings.add(Code::ImportBroken, Some(at), broken.to_string(), mend(broken.cause));
            None
        }
    }
}

const fn mend(cause: pbf::Cause) -> &'static str {
    match cause {
        pbf::Cause::TooMany => "take an extract of your area",
        pbf::Cause::Compression => "write it anew with zlib, as `osmium cat` does",
        pbf::Cause::Feature => "write it anew without history",
        _ => "fetch the file again; .osm and .osm.gz are to be converted, as `osmium cat` does",
    }
}

fn place(file: &Path, offset: usize) -> At {
    At { file: file.display().to_string(), line: 1, column: 1, offset, length: 0 }
}

fn asked(sites: &[Site], joined: &Joined, options: &Options) -> Asked {
    let nodes = |test: fn(SiteKind) -> bool| -> Vec<u32> {
        let sites = sites.iter().zip(&joined.node_of);
        sites.filter(|(site, _)| test(site.kind)).filter_map(|(_, node)| *node).collect()
    };
    let (all, supplied) = (nodes(|_| true), nodes(SiteKind::dispatches));
    Asked {
        exact_from: if options.supply_only { supplied.clone() } else { all.clone() },
        sites: all,
        mixed_from: supplied,
        alternatives: options.alternatives,
    }
}

/// Notes joined sites that no road joins to most of the others.
fn unjoined(sites: &[Site], joined: &Joined, contracted: &Contracted, notes: &mut Notes) {
    let mut root: Vec<u32> = (0..joined.graph.nodes).collect();
    let find = |root: &mut Vec<u32>, mut node: u32| {
        while root[node as usize] != node {
            root[node as usize] = root[root[node as usize] as usize];
            node = root[node as usize];
        }
        node
    };
    for stretch in &contracted.stretches {
        let (a, b) = (find(&mut root, stretch.link.from), find(&mut root, stretch.link.to));
        root[a as usize] = b;
    }
    let part: Vec<Option<u32>> =
        joined.node_of.iter().map(|node| node.map(|node| find(&mut root, node))).collect();
    let size = |of: u32| part.iter().filter(|p| **p == Some(of)).count();
    let largest = part.iter().flatten().copied().max_by_key(|p| (size(*p), *p));
    for (site, part) in sites.iter().zip(&part) {
        if part.is_some() && *part != largest {
            let what = format!("no road that was read joins site `{}` to most others", site.id);
            let mend = "add a segment by hand, or take a larger extract";
            notes.findings.add(Code::ImportUnjoined, None, what, mend);
        }
    }
}

/// The points of every segment as (lon, lat).
fn lines(
    network: &Network,
    joined: &Joined,
    sites: &[Site],
    nodes: &[Vec<u32>],
) -> Vec<Vec<(f64, f64)>> {
    let own: std::collections::HashMap<u32, (f64, f64)> = sites
        .iter()
        .zip(&joined.node_of)
        .filter_map(|(site, node)| Some(((*node)?, (site.lon.0, site.lat.0))))
        .collect();
    let place = |node: &u32| network.place(*node).or_else(|| own.get(node).copied());
    nodes.iter().map(|nodes| nodes.iter().filter_map(place).collect()).collect()
}

fn add(scenario: &mut Scenario, junctions: Vec<Site>, segments: Vec<Segment>, notes: &mut Notes) {
    scenario.sites.extend(junctions);
    scenario.segments.extend(segments);
    scenario.assumptions.append(&mut notes.assumptions);
}
