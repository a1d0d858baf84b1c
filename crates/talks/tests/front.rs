//! Given numbers: the front and its packages against looking at every package,
//! and against published domains where they are at hand.
#![allow(clippy::unwrap_used)]

mod random;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use random::Dice;
use safeconduct_model::talks::front::Point;
use safeconduct_model::talks::{Element, Package, Party, Talks, Utility};
use safeconduct_talks::front;
use serde_json::Value;

/// A random file with whole numbers for two to four parties.
fn given(seed: u64) -> Talks {
    let mut dice = Dice(seed);
    let mut talks = random::talks(seed);
    let parties = talks.parties.len();
    for party in 0..parties {
        for element in 0..talks.elements.len() {
            let options = talks.elements[element].options.len();
            let values = (0..options).map(|_| dice.days(-2, 9) as f64).collect();
            let weight = dice.within(1, 3) as f64 / 10.0;
            talks.utilities.push(Utility { party, element, weight, values });
        }
    }
    talks
}

fn packages(talks: &Talks) -> Vec<Package> {
    let all = talks.elements.iter().fold(vec![Vec::new()], |packages, element| {
        let longer = packages.iter().flat_map(|package: &Package| {
            (0..element.options.len()).map(move |o| package.iter().copied().chain([o]).collect())
        });
        longer.collect()
    });
    all.into_iter().filter(|p| talks.rules.iter().all(|r| r.is.condition.holds(p))).collect()
}

/// Tenths, as whole numbers.
fn values(talks: &Talks, package: &Package) -> Vec<i64> {
    let of = |party: usize| {
        let own = talks.utilities.iter().filter(|u| u.party == party);
        own.map(|u| (u.weight * 10.0).round() as i64 * u.values[package[u.element]] as i64).sum()
    };
    (0..talks.parties.len()).map(of).collect()
}

#[test]
fn the_front_is_that_of_every_package() {
    let mut fronts = 0;
    for seed in 0..300 {
        let talks = given(seed);
        let mut all: Vec<Vec<i64>> = packages(&talks).iter().map(|p| values(&talks, p)).collect();
        all.sort();
        all.dedup();
        let beats = |a: &Vec<i64>, b: &Vec<i64>| a != b && a.iter().zip(b).all(|(a, b)| a >= b);
        let best: Vec<Vec<i64>> =
            all.iter().filter(|b| !all.iter().any(|a| beats(a, b))).cloned().collect();
        let Some(found) = front(&talks) else {
            assert!(all.is_empty(), "{seed}");
            continue;
        };
        let tenths = |point: &safeconduct_model::talks::front::Point| -> Vec<i64> {
            let of = |p: &Party| (point.values[&p.id] * 10.0).round() as i64;
            talks.parties.iter().map(of).collect()
        };
        let mut listed: Vec<Vec<i64>> = found.front.iter().map(tenths).collect();
        listed.sort();
        assert_eq!(listed, best, "{seed}");
        assert_eq!(found.size, best.len());
        // Every package told has the numbers told.
        for point in found.front.iter().chain([&found.most_equal, &found.largest_total]) {
            let option =
                |e: &Element| e.options.iter().position(|o| *o == point.package[&e.id]).unwrap();
            let package: Package = talks.elements.iter().map(option).collect();
            assert_eq!(values(&talks, &package), tenths(point), "{seed}");
        }
        let total = all.iter().map(|v| v.iter().sum::<i64>()).max();
        assert_eq!(Some(tenths(&found.largest_total).iter().sum()), total, "{seed}");
        let sorted = |v: &Vec<i64>| {
            let mut v = v.clone();
            v.sort();
            v
        };
        let equal = all.iter().map(sorted).max().unwrap();
        assert_eq!(sorted(&tenths(&found.most_equal)), equal, "{seed}");
        let product = all.iter().filter(|v| v.iter().all(|n| *n >= 0));
        let product = product.map(|v| v.iter().product::<i64>()).max();
        let told = found.largest_product.as_ref().map(|p| tenths(p).iter().product::<i64>());
        assert_eq!(told, product, "{seed}");
        fronts += usize::from(best.len() > 2);
    }
    assert!(fronts > 100, "{fronts}");
}

/// Two profiles of a domain, as weights and values by issue.
fn profile(talks: &mut Talks, party: usize, text: &str) {
    let profile: Value = serde_json::from_str(text).unwrap();
    for (issue, values) in profile["issues"].as_object().unwrap() {
        let values = values.as_object().unwrap();
        let element = talks.element(issue).unwrap_or_else(|| {
            let options = values.keys().cloned().collect();
            let (id, name) = (issue.clone(), issue.clone());
            talks.elements.push(Element { id, name, options, ordered: false });
            talks.elements.len() - 1
        });
        let value = |option: &String| values[option].as_f64().unwrap();
        let values = talks.elements[element].options.iter().map(value).collect();
        let weight = profile["issueWeights"][issue].as_f64().unwrap();
        talks.utilities.push(Utility { party, element, weight, values });
    }
}

/// Where published data lies beside the project; none where it does not.
fn suites(below: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/talks-suites");
    let found = folder.join(below);
    if !found.exists() {
        println!("skipped: no ../shared/data");
        return None;
    }
    Some(found)
}

/// Two parties without a word on record.
fn sides() -> Talks {
    let party = |id: &str| Party { id: id.to_owned(), name: id.to_owned(), role: Vec::new() };
    Talks { parties: vec![party("A"), party("B")], ..Talks::default() }
}

/// Every published domain, with the figures published beside it.
fn domains() -> Vec<(String, Talks, Value)> {
    let Some(folder) = suites("negolog/domains") else { return Vec::new() };
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let Ok(specs) = std::fs::read_to_string(path.join("specs.json")) else { continue };
        let mut talks = sides();
        for (party, name) in ["profileA.json", "profileB.json"].iter().enumerate() {
            let text = std::fs::read_to_string(path.join(name)).unwrap();
            profile(&mut talks, party, &text);
        }
        let specs = serde_json::from_str(&specs).unwrap();
        found.push((path.display().to_string(), talks, specs));
    }
    assert!(found.len() > 40, "{}", found.len());
    found
}

#[test]
fn published_domains_have_their_published_points() {
    for (name, talks, specs) in domains() {
        let Some(found) = front(&talks) else { panic!("{name}") };
        let near = |a: f64, names: &[&str]| {
            let published = names.iter().find_map(|name| specs[*name].as_f64()).unwrap();
            assert!((a - published).abs() < 1e-6, "{name}: {names:?} {a} {published}");
        };
        let product = found.largest_product.unwrap();
        // Some files call the same figure by another name.
        near(product.values.values().product(), &["Nash Product", "Product Score"]);
        near(found.largest_total.values.values().sum(), &["Social Welfare"]);
    }
}

/// Digits after the point of any product of a weight and a value published.
const SCALE: f64 = 1e18;

/// Pairs that no other is as good as for both and better for one, rising.
fn undominated(mut all: Vec<(i128, i128)>) -> Vec<(i128, i128)> {
    all.sort_unstable_by(|a, b| b.cmp(a));
    all.dedup();
    let mut best = Vec::new();
    for point in all {
        if best.last().is_none_or(|(_, second)| point.1 > *second) {
            best.push(point);
        }
    }
    best.reverse();
    best
}

/// A decimal as written, times 10^9.
fn billionths(number: f64) -> i128 {
    (number * 1e9).round() as i128
}

#[test]
fn the_front_of_published_domains_is_that_of_every_outcome() {
    for (name, talks, _) in domains() {
        let worth = |party: usize, element: usize, option: usize| {
            let own = talks.utilities.iter().find(|u| (u.party, u.element) == (party, element));
            own.map_or(0, |u| billionths(u.weight) * billionths(u.values[option]))
        };
        let mut all = vec![(0, 0)];
        for (e, element) in talks.elements.iter().enumerate() {
            let add: Vec<(i128, i128)> =
                (0..element.options.len()).map(|o| (worth(0, e, o), worth(1, e, o))).collect();
            let longer = |&(a, b): &(i128, i128)| add.iter().map(move |(x, y)| (a + x, b + y));
            all = all.iter().flat_map(longer).collect();
        }
        let outcomes = all.len();
        let best = undominated(all);
        let found = front(&talks).unwrap();
        assert_eq!(found.size, best.len(), "{name}: of {outcomes} outcomes");
        let mut listed: Vec<(f64, f64)> =
            found.front.iter().map(|p| (p.values["A"], p.values["B"])).collect();
        listed.sort_by(|a, b| a.partial_cmp(b).unwrap());
        for ((a, b), best) in listed.iter().zip(&best) {
            let near = |found: f64, exact: i128| (found - exact as f64 / SCALE).abs() < 1e-9;
            assert!(near(*a, best.0) && near(*b, best.1), "{name}: {a} {b} {best:?}");
        }
    }
}

/// The published front of each competition domain; the domains themselves are
/// not at hand, so its points stand as options beside worse ones.
#[test]
fn every_point_of_a_published_front_is_kept_and_no_other() {
    let Some(path) = suites("anac2014_exact_fronts.json") else { return };
    let fronts: BTreeMap<String, Vec<(i64, i64)>> =
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(fronts.len(), 3);
    for (name, published) in &fronts {
        let mut talks = sides();
        let options: Vec<(i64, i64)> =
            published.iter().flat_map(|&(a, b)| [(a - 1, b), (a, b), (a, b - 1)]).collect();
        one_element(&mut talks, name, &options);
        let found = front(&talks).unwrap();
        let pair = |p: &Point| (p.values["A"] as i64, p.values["B"] as i64);
        let mut kept: Vec<(i64, i64)> = found.front.iter().map(pair).collect();
        let mut published = published.clone();
        kept.sort_unstable();
        published.sort_unstable();
        assert_eq!(kept, published, "{name}");
    }
    // All three at once: the front of sums is that of every sum.
    let mut talks = sides();
    let mut all = vec![(0, 0)];
    for (name, published) in &fronts {
        one_element(&mut talks, name, published);
        let longer = |&(a, b): &(i128, i128)| {
            published.iter().map(move |&(x, y)| (a + i128::from(x), b + i128::from(y)))
        };
        all = all.iter().flat_map(longer).collect();
    }
    assert_eq!(front(&talks).unwrap().size, undominated(all).len());
}

/// An element that gives both parties these numbers.
fn one_element(talks: &mut Talks, name: &str, options: &[(i64, i64)]) {
    let element = talks.elements.len();
    talks.elements.push(Element {
        id: name.to_owned(),
        name: name.to_owned(),
        options: (0..options.len()).map(|o| format!("o{o}")).collect(),
        ordered: false,
    });
    let first = options.iter().map(|(first, _)| *first as f64).collect();
    let second = options.iter().map(|(_, second)| *second as f64).collect();
    let sides: [Vec<f64>; 2] = [first, second];
    for (party, values) in sides.into_iter().enumerate() {
        talks.utilities.push(Utility { party, element, weight: 1.0, values });
    }
}
