//! Given numbers: the front and its packages against looking at every package,
//! and against published domains where they are at hand.
#![allow(clippy::unwrap_used)]

mod random;

use std::path::Path;

use random::Dice;
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

#[test]
fn published_domains_have_their_published_points() {
    let below = "../../../shared/data/talks-suites/negolog/domains";
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(below);
    if !folder.exists() {
        println!("skipped: no ../shared/data");
        return;
    }
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let Ok(specs) = std::fs::read_to_string(path.join("specs.json")) else { continue };
        let specs: Value = serde_json::from_str(&specs).unwrap();
        let party = |id: &str| Party { id: id.to_owned(), name: id.to_owned(), role: Vec::new() };
        let mut talks = Talks { parties: vec![party("A"), party("B")], ..Talks::default() };
        for (party, name) in ["profileA.json", "profileB.json"].iter().enumerate() {
            let text = std::fs::read_to_string(path.join(name)).unwrap();
            profile(&mut talks, party, &text);
        }
        let Some(found) = front(&talks) else { panic!("{}", path.display()) };
        let near = |a: f64, names: &[&str]| {
            let published = names.iter().find_map(|name| specs[*name].as_f64()).unwrap();
            assert!((a - published).abs() < 1e-6, "{}: {names:?} {a} {published}", path.display());
        };
        let product = found.largest_product.unwrap();
        // Some files call the same figure by another name.
        near(product.values.values().product(), &["Nash Product", "Product Score"]);
        near(found.largest_total.values.values().sum(), &["Social Welfare"]);
        seen += 1;
    }
    assert!(seen > 40, "{seen}");
}
